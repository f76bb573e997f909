"""Dates in the forms people and programs write them; the day comes first, as in England."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from hubdata.returns.parsing.parsed import Parsed, as_sent, trouble

FIRST_YEAR, LAST_YEAR = 1990, 2100
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL = (date(FIRST_YEAR, 1, 1) - _EXCEL_EPOCH).days
_LAST_SERIAL = (date(LAST_YEAR, 12, 31) - _EXCEL_EPOCH).days

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?:\s.*)?")
_DAY_NAMED = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-/.]*([a-z]{3,9})\.?,?[\s\-/.]*"
    r"(\d{4}|\d{2})"
)
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WITHOUT_DAY = re.compile(
    r"(?:(?:early|mid|late)?[\s-]*[a-z]{3,9}\.?[\s\-/]*)?(?:\d{4}(?:/\d{2})?|'?\d{2})"
    r"|\d{1,2}[/\-.]\d{4}|[a-z]{3,9}"
)
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = tuple(name[:3] for name in _MONTH_NAMES)
_SEASONS = ("autumn", "spring", "summer", "winter")


def parse_date(cell: object) -> Parsed:
    """A day. Two-digit years are of this century."""
    if isinstance(cell, datetime):
        return _within_years(cell.date(), cell)
    if isinstance(cell, date):
        return _within_years(cell, cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_serial(float(cell), cell)
    if isinstance(cell, str):
        return _parse_text(cell)
    return _not_a_date(cell)


def _parse_text(sent: str) -> Parsed:
    text = " ".join(sent.casefold().split())
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), sent=sent)
    if match := _DAY_FIRST.fullmatch(text):
        return _day_first(int(match[1]), int(match[2]), _full_year(match[3]), sent=sent)
    if (match := _DAY_NAMED.fullmatch(text)) and (month := _month(match[2])):
        return _day(_full_year(match[3]), month, int(match[1]), sent=sent)
    if (match := _MONTH_NAMED.fullmatch(text)) and (month := _month(match[1])):
        return _day(int(match[3]), month, int(match[2]), sent=sent)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _from_serial(float(text), sent)
    if _is_without_day(text):
        return trouble(
            "date-without-day",
            f'"{as_sent(sent)}" does not say the day. Write day, month and year, such as '
            "12/12/2025.",
        )
    return _not_a_date(sent)


def _is_without_day(text: str) -> bool:
    if not _WITHOUT_DAY.fullmatch(text):
        return False
    words = re.findall(r"[a-z]+", text)
    known = (word for word in words if _month(word) or word in _SEASONS)
    return any(known) or not words


def _day_first(day: int, month: int, year: int, *, sent: str) -> Parsed:
    if month > 12 >= day:
        parsed = _day(year, day, month, sent=sent)
        if parsed.value is None:
            return parsed
        return trouble(
            "date-month-first",
            f'"{as_sent(sent)}" is read as {parsed.value:%d/%m/%Y}. Write the day first.',
            value=parsed.value,
        )
    return _day(year, month, day, sent=sent)


def _day(year: int, month: int, day: int, *, sent: str) -> Parsed:
    try:
        return _within_years(date(year, month, day), sent)
    except ValueError:
        return _not_a_date(sent)


def _from_serial(number: float, sent: object) -> Parsed:
    """A date whose format was lost: spreadsheets count days from the end of 1899."""
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _not_a_date(sent)
    return Parsed(_EXCEL_EPOCH + timedelta(days=int(number)))


def _within_years(day: date, sent: object) -> Parsed:
    return Parsed(day) if FIRST_YEAR <= day.year <= LAST_YEAR else _not_a_date(sent)


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _month(word: str) -> int | None:
    """1 to 12 for a month's name or the beginning of it."""
    start = word[:3]
    full = "january february march april may june july august september october november december"
    if start in _MONTHS and (full.split()[_MONTHS.index(start)].startswith(word) or word == "sept"):
        return _MONTHS.index(start) + 1
    return None


def _not_a_date(sent: object) -> Parsed:
    return trouble(
        "not-a-date",
        f'"{as_sent(sent)}" is not a date. Write day, month and year, such as 12/12/2025.',
    )
