"""How numbers, changes, dates and coverage are put into words: one voice for screens and documents.

Pure: values in, words out. What is not known is a dash, never 0; a minus is a real minus.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from hubdata.periods import Period

UNKNOWN = "–"
MINUS = "−"

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ONE_OF = {
    "activities": "activity",
    "authorities": "authority",
    "changes of definition": "change of definition",
    "decisions on what was told twice": "decision on what was told twice",
    "pupils": "pupil",
    "queries": "query",
    "schools": "school",
}
"""Singulars that are not the plural less its s, and the commonest ones."""


def explain_figure(
    value: float | None, unit: str = "", *, decimals: int = 0, signed: bool = False
) -> str:
    """Written as "64%", "£1,204", "−2 pts" or "1.5 hours". `None` is not known: a dash, never 0."""
    if value is None:
        return UNKNOWN
    digits = f"{abs(value):,.{decimals}f}"
    is_zero = not any(digit in "123456789" for digit in digits)
    sign = "" if is_zero else MINUS if value < 0 else "+" if signed else ""
    if unit == "£":
        return f"{sign}£{digits}"
    if unit == "%":
        return f"{sign}{digits}%"
    if unit == "pt":
        return f"{sign}{digits} {'pt' if is_one(digits) else 'pts'}"
    return f"{sign}{digits} {unit}".rstrip()


def is_one(digits: str) -> bool:
    """Whether a number as written is 1: "1", "1.0", not "100"."""
    return float(digits.replace(",", "")) == 1


def explain_value(value: float | None, unit: str, *, decimals: int | None = None) -> str:
    """A KPI's value by its unit: "64%", "2 pts", "0.82", "£87", "4.9 : 1", "3.4 months"."""
    places = decimals_of(unit, value) if decimals is None else decimals
    words = explain_figure(value, SHOWN_AS.get(unit, ""), decimals=places)
    return f"{words} : 1" if unit == RATIO and value is not None else words


def explain_range(low: float, high: float, *, unit: str, decimals: int | None = None) -> str:
    """A range of a KPI's value with its unit once: "0.90 to 1.10", "35 to 50%", "3 to 6 months"."""
    places = decimals_of(unit, high) if decimals is None else decimals
    if unit in (*SHARES, "months", "count") and all(one == round(one) for one in (low, high)):
        places = 0
    first = explain_figure(low, "£" if unit == "£" else "", decimals=places)
    return f"{first} to {explain_value(high, unit, decimals=places)}"


def say_range(low: float, high: float) -> str:
    """A range as it is typed: "0.9 to 1.1"."""
    return f"{low:g} to {high:g}"


def explain_change(change: float | None, unit: str, *, decimals: int = 0) -> str:
    """A change of a KPI's value, signed: percentages change by points, a ratio by its first
    number."""
    shown = "pt" if unit in SHARES else SHOWN_AS.get(unit, "")
    return explain_figure(change, shown, decimals=decimals, signed=True)


SHARES = ("%", "pp")
RATIO = "ratio"
SHOWN_AS = {"%": "%", "pp": "pt"} | {unit: unit for unit in ("£", "months", "t", "per 10,000")}
"""How the units of KPIs are written; counts, indices, means and ratios have none."""

DECIMALS = {"index": 2, "mean": 1, RATIO: 1, "months": 1, "t": 2, "per 10,000": 1}
FEW = 10
"""Below this, percentages are told to one decimal (3.1% of pupils is not 3%), pounds to the penny.
"""


def decimals_of(unit: str, value: float | None) -> int:
    """How many decimals a KPI of this value is told with, its changes too."""
    if unit in DECIMALS:
        return DECIMALS[unit]
    if value is None or not 0 < abs(value) < FEW:
        return 0
    return {"%": 1, "pp": 1, "£": 2}.get(unit, 0)


def is_written_alike(one: float, other: float, *, decimals: int) -> bool:
    """Whether two values look the same once they are written down."""
    return f"{one:.{decimals}f}" == f"{other:.{decimals}f}"


def count_of(number: float, plural: str) -> str:
    """ "1 school", "25 schools", "1,204 pupils"."""
    return f"{number:,.0f} {noun_for(number, plural)}"


def noun_for(number: float, plural: str) -> str:
    """The noun that goes with a number: "school" with 1."""
    return ONE_OF.get(plural, plural.removesuffix("s")) if number == 1 else plural


def number_word(number: int) -> str:
    """Numbers up to ten as words, as they stand inside a sentence."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def join_words(words: Sequence[str]) -> str:
    """ "Devon", "Devon and Torbay", "Devon, Plymouth and Torbay"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def first_upper(sentence: str) -> str:
    """The sentence with a capital at its start, all else as it is."""
    return sentence[:1].upper() + sentence[1:]


def first_lower(words: str) -> str:
    """Words as they stand inside a sentence; abbreviations such as "SEND" stay."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def explain_coverage(returned: int, expected: int, what: str = "schools") -> str:
    """ "391 of 412 schools have returned"."""
    verb = "has" if expected == 1 else "have"
    return f"{returned:,} of {expected:,} {noun_for(expected, what)} {verb} returned"


def explain_returned(returned: int, expected: int) -> str:
    """The same in a narrow column: "391 of 412"."""
    return f"{returned:,} of {expected:,}"


def explain_period(period: Period) -> str:
    """ "spring 2024/25" inside a sentence."""
    return first_lower(period.label)


def name_period(period: Period) -> str:
    """A period in a list where years stand among terms: "Spring 2024/25", "2024/25, whole year"."""
    return f"{period.label}, whole year" if period.is_year else period.label


def explain_since(period: Period) -> str:
    """What something is compared with: "autumn", or "2023/24" for a year."""
    return period.year.label if period.is_year else period.term.value


def explain_day(day: date) -> str:
    """ "16 May 2025"."""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """ "16 May 2025", "3 Dec 2025": a day in a narrow column."""
    return f"{day.day} {day:%b %Y}"


def explain_due(due: date | None, day: date) -> str:
    """ "by 1 December 2026", "overdue since 1 December 2026" on a later `day`, "no day set"."""
    if due is None:
        return "no day set"
    return f"{'overdue since' if due < day else 'by'} {explain_day(due)}"


def explain_moment(at: datetime) -> str:
    """ "16 May 2025, 09:30"."""
    return f"{explain_day(at)}, {at:%H:%M}"
