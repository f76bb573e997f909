"""Academic years, terms and the periods returns are about: parse, order, print.

An academic year runs from 1 September to 31 August. It is shown as "2025/26" and stored as 202526,
the code of the DfE's open-data standard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache, total_ordering

from hubdata.errors import UnknownThing

FIRST_MONTH = 9


class Term(StrEnum):
    """A term; `ANNUAL` is the answer for a whole year, for hubs that ask once a year."""

    AUTUMN = "autumn"
    SPRING = "spring"
    SUMMER = "summer"
    ANNUAL = "annual"

    @property
    def number(self) -> int:
        """0, 1, 2 in the order of the year; 3 for annual, which comes after the summer."""
        return _NUMBERS[self]


_NUMBERS = {term: number for number, term in enumerate(Term)}
TERMS = (Term.AUTUMN, Term.SPRING, Term.SUMMER)


@total_ordering
@dataclass(frozen=True)
class AcademicYear:
    """The academic year that starts in September of `start`."""

    start: int

    @classmethod
    def parse(cls, text: str | int) -> AcademicYear:
        """Read 202526, "2025/26", "2025-26", "2025/2026" or "2025 to 2026".

        Raises `UnknownThing` where the two years do not follow each other.
        """
        return _parse_year(str(text))

    @classmethod
    def of(cls, day: date) -> AcademicYear:
        """The academic year a day falls in."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @property
    def code(self) -> int:
        """The six-digit code, such as 202526."""
        return self.start * 100 + (self.start + 1) % 100

    @property
    def label(self) -> str:
        """What people read: "2025/26"."""
        return f"{self.start}/{(self.start + 1) % 100:02}"

    @property
    def first_day(self) -> date:
        return date(self.start, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, FIRST_MONTH - 1, 31)

    def plus(self, years: int) -> AcademicYear:
        return AcademicYear(self.start + years)

    def __lt__(self, other: AcademicYear) -> bool:
        return self.start < other.start

    def __str__(self) -> str:
        return self.label


@lru_cache(maxsize=1024)
def _parse_year(text: str) -> AcademicYear:
    """Remembered: every row of every file says its year."""
    match = re.fullmatch(r"\s*(\d{4})\s*(?:/|-|–|to)?\s*(\d{2}|\d{4})\s*", text)
    if match:
        first, second = int(match[1]), match[2]
        if (first + 1) % 10 ** len(second) == int(second):
            return AcademicYear(first)
    raise UnknownThing(f'"{text}" is not an academic year. Write it as 202526 or 2025/26.')


@total_ordering
@dataclass(frozen=True)
class Period:
    """One term of a year, or the whole year (`Term.ANNUAL`)."""

    year: AcademicYear
    term: Term = Term.ANNUAL

    @classmethod
    def parse(cls, year: str | int, term: str | None = None) -> Period:
        """Read a year and an optional term; no term, or "annual", is the whole year."""
        if not term:
            return cls(AcademicYear.parse(year))
        try:
            return cls(AcademicYear.parse(year), Term(term.strip().lower().removesuffix(" term")))
        except ValueError:
            raise UnknownThing(
                f'"{term}" is not a term. Write autumn, spring, summer or annual.'
            ) from None

    @classmethod
    def at_slot(cls, slot: int) -> Period:
        return cls(AcademicYear(slot // 4), list(Term)[slot % 4])

    @property
    def slot(self) -> int:
        """A number that orders all periods: four to a year, the annual one last."""
        return self.year.start * 4 + self.term.number

    @property
    def is_year(self) -> bool:
        return self.term is Term.ANNUAL

    @property
    def code(self) -> str:
        """ "202526 autumn", or "202526" for the whole year."""
        return str(self.year.code) if self.is_year else f"{self.year.code} {self.term}"

    @property
    def label(self) -> str:
        """What people read: "Autumn 2025/26", or "2025/26"."""
        return self.year.label if self.is_year else f"{self.term.capitalize()} {self.year.label}"

    @property
    def slots(self) -> tuple[int, ...]:
        """The slots whose returns answer for this period: one term, or all four of a year."""
        if not self.is_year:
            return (self.slot,)
        return tuple(range(self.year.start * 4, self.year.start * 4 + 4))

    def previous(self) -> Period:
        """The term before (over the summer too), or the year before."""
        if self.is_year:
            return Period(self.year.plus(-1))
        if self.term is Term.AUTUMN:
            return Period(self.year.plus(-1), Term.SUMMER)
        return Period(self.year, TERMS[self.term.number - 1])

    def year_before(self) -> Period:
        """The same term, or the whole, of the year before."""
        return Period(self.year.plus(-1), self.term)

    def last_terms(self, count: int) -> tuple[Period, ...]:
        """`count` terms, newest first, ending with this one (a year ends with its summer)."""
        last = Period(self.year, Term.SUMMER) if self.is_year else self
        terms = [last]
        while len(terms) < count:
            terms.append(terms[-1].previous())
        return tuple(terms)

    def __lt__(self, other: Period) -> bool:
        return self.slot < other.slot

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class FinancialYear:
    """April to March, as the lead organisation's accounts have it; "2025-26"."""

    start: int

    @classmethod
    def of(cls, day: date) -> FinancialYear:
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def label(self) -> str:
        return f"{self.start}-{(self.start + 1) % 100:02}"
