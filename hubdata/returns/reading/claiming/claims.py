"""What the rows of a file say about whose they are, where they do not give the number that counts.

A claim is settled by `claiming.sources`, against the schools of the register.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import SQLModel

from hubdata.returns.fields import asked
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.parsing.parsed import as_sent
from hubdata.returns.reading.meaning.mapping import Target
from hubdata.returns.reading.opening.grid import Cell, is_blank


class WhoseRow(SQLModel):
    """Columns of people's own lists that tell a school, which no return asks for."""

    laestab: str | None = asked(
        "LAESTAB",
        synonyms=(
            *("la estab", "la/estab", "laestab number", "dfe number", "dfe no", "dfe code", "dfes"),
            *("dfes number", "dcsf number", "dfe establishment number", "lea estab", "estab"),
            *("establishment number", "estab number", "school dfe number", "dfe", "school code"),
            *("establishment no", "establishment code", "estab no", "estab code", "est no"),
        ),
    )
    postcode: str | None = asked("Postcode", synonyms=("post code", "school postcode"))
    town: str | None = asked("Town", synonyms=("town or city", "city", "locality", "village"))
    la_name: str | None = asked(
        "Local authority",
        synonyms=("local authority name", "la name", "authority", "council", "borough", "district"),
    )


WHOSE = Sheet("Whose", WhoseRow, "whose", one_row=True)
"""Not a sheet of any return: its columns are understood wherever a school is named."""

ESTABLISHMENT = 4
"""Digits of the number of a school within its authority, the last of a LAESTAB."""
_DIGITS = re.compile(r"\d+")
_NUMBER_IN_NAME = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose some rows say they are. `number` is what stands where the URN is asked; `laestab` has
    seven digits, or the four of the establishment alone, or is empty."""

    number: str = ""
    name: str = ""
    laestab: str = ""
    postcode: str = ""
    town: str = ""
    authority: str = ""

    def __bool__(self) -> bool:
        """Whether it says enough for a school to be looked for."""
        return bool(self.number or self.name or self.laestab)

    @property
    def written(self) -> str:
        """What tells the claim from others of its file, by which the choice of a person is kept."""
        told = [self.number, self.name, self.laestab, self.postcode or self.town]
        if len(self.laestab) == ESTABLISHMENT:
            told.append(self.authority)
        return ", ".join(piece for piece in told if piece).casefold()

    @property
    def urn(self) -> str:
        """A number like a URN, in the place of the URN or within the name; "" if there is none,
        or several: a row of two schools is no school's."""
        for text in (self.number, self.name):
            if found := set(_NUMBER_IN_NAME.findall(text)):
                return found.pop() if len(found) == 1 else ""
        return ""


def asks_whose(kind: ReturnKind) -> bool:
    """Whether the sources of a kind are schools, which may be told by more than their number."""
    return kind.source_field == "school_urn"


def claim_of(cells: Mapping[Target, Cell], kind: ReturnKind) -> Claim:
    """What a row says about the school it is of."""
    if not asks_whose(kind):
        return Claim()

    def said(sheet: Sheet, field: str) -> str:
        cell = cells.get(Target(sheet.name, field))
        return "" if is_blank(cell) else as_sent(cell).strip()

    number = said(kind.front, kind.source_field)
    authority = said(WHOSE, "la_name") or said(kind.front, "la_code")
    stands = said(WHOSE, "laestab")
    laestab = parse_laestab(stands, authority) or parse_laestab(number, "")
    if not laestab and len(establishment := "".join(_DIGITS.findall(stands))) == ESTABLISHMENT:
        laestab = establishment
    return Claim(
        number="" if laestab and parse_laestab(number, "") == laestab else number,
        name=said(kind.front, "school_name"),
        laestab=laestab,
        postcode=said(WHOSE, "postcode"),
        town=said(WHOSE, "town"),
        authority=authority,
    )


def parse_laestab(text: str, authority: str) -> str:
    """Seven digits for "878/1007", "878-1007", "8781007", or "1007" beside authority 878."""
    digits = "".join(_DIGITS.findall(text))
    if len(digits) == 7:
        return digits
    codes = _DIGITS.findall(authority)
    return (
        codes[0] + digits if len(digits) == ESTABLISHMENT and codes and len(codes[0]) == 3 else ""
    )
