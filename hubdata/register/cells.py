"""Cells of public register files, text to typed value: URNs, counts, dates, ONS codes.

Every parser takes stripped text, returns `None` for what is not known, and raises `ValueError`
with the end of a sentence ("'ten' is not a number") for what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

NOT_KNOWN = frozenset(
    {"", "z", "x", "c", "u", "low", "k", "n/a", "na", "null", "none", "-", ":", "..", "supp"}
)
"""Blank and the symbols of the DfE (domain: `NoValue`) that stand where a number is not given."""

NUMBER = re.compile(r"(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,2})?", re.ASCII | re.IGNORECASE)
"""Coordinates near Greenwich come as 4.9e-05."""
DATE_FORMS = (
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?"),
)
DATE_IN_NAME = re.compile(r"(?<!\d)(20\d{2})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of a record: its field, the headings it is known under, how its cells are read."""

    field: str
    headings: tuple[str, ...]
    parse: Callable[[str], Any]


def key_of(heading: str) -> str:
    """A heading without case, spaces and punctuation: "LA (code)" and "la_code" are one."""
    return re.sub(r"[^a-z0-9%]", "", heading.casefold())


def parse_text(text: str) -> str | None:
    return text or None


def parse_urn(text: str) -> int:
    """A URN is six digits; spreadsheets may have made it 100001.0."""
    digits = text.removesuffix(".0")
    if not (len(digits) == 6 and digits.isascii() and digits.isdigit()):
        raise ValueError(f"the URN {text!r} is not six digits" if text else "the URN is blank")
    return int(digits)


def parse_count(text: str) -> int | None:
    """A number of pupils, or an age: 0 is 0, blank and the DfE's symbols are not known."""
    if text.isascii() and text.isdigit():
        return int(text)
    number = parse_number(text)
    if number is None:
        return None
    if number != int(number):
        raise ValueError(f"{text!r} is not a whole number")
    return int(number)


def parse_number(text: str) -> float | None:
    """A number of 0 or more, with or without thousands commas and a percent sign."""
    if text.casefold() in NOT_KNOWN:
        return None
    plain = text.replace(",", "").removesuffix("%")
    if not NUMBER.fullmatch(plain):
        raise ValueError(f"{text!r} is not a number of 0 or more")
    return float(plain)


def parse_signed(text: str) -> float | None:
    """A coordinate in degrees; west of Greenwich is negative."""
    number = parse_number(text.removeprefix("-"))
    return -number if number is not None and text.startswith("-") else number


def parse_day(text: str) -> date | None:
    """A day written dd-mm-yyyy (GIAS), dd/mm/yyyy (DfE census) or yyyy-mm-dd."""
    if text.casefold() in NOT_KNOWN:
        return None
    for form in DATE_FORMS:
        if match := form.fullmatch(text):
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                break
    raise ValueError(f"{text!r} is not a date (write it as 31-08-2025)")


def parse_english_code(text: str) -> str | None:
    """A nine-character ONS code of England.

    GIAS writes pseudo codes (999999999, L99999999, M99999999) for places abroad, on the Isle of
    Man or the Channel Islands, and W01…, S01… for Wales and Scotland: no English index or
    boundary knows them, so they are not known here.
    """
    code = text.upper()
    return code if re.fullmatch(r"E\d{8}", code, re.ASCII) else None


def parse_date_in_name(name: str) -> date | None:
    """The day a file was made, where its name says so: `edubasealldata20250524.csv`."""
    for found in DATE_IN_NAME.finditer(name):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
    return None
