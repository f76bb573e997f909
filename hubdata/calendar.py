"""The term calendar: when terms start and end, when returns are due, and the date a period is
reported as at. Pure: today is passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hubdata.periods import TERMS, AcademicYear, Period, Term

ANNUAL_DUE_MONTH_DAY = (9, 30)
"""Annual returns were due at the end of September in most hubs whose dates we know."""


@dataclass(frozen=True)
class Dates:
    """The first and last day of a term or a year."""

    start: date
    end: date

    @property
    def weeks(self) -> int:
        """Calendar weeks the dates touch, holidays within them included."""
        return ((self.end - self.start).days + 7) // 7


@dataclass(frozen=True)
class TermCalendar:
    """Dates the hub has set, by `Period.slot`; where it set none, usual ones hold."""

    dates: Mapping[int, Dates] = field(default_factory=dict)
    due: Mapping[tuple[str, int], date] = field(default_factory=dict)

    def dates_of(self, period: Period) -> Dates:
        """First and last day of a term; of a year, from its autumn's first to its summer's last."""
        if period.is_year:
            first, last = (Period(period.year, term) for term in (Term.AUTUMN, Term.SUMMER))
            return Dates(self.dates_of(first).start, self.dates_of(last).end)
        return self.dates.get(period.slot) or usual_dates(period)

    def due_on(self, kind: str, period: Period) -> date:
        """When a kind of return is due: the last day of term, or 30 September for a year."""
        set_here = self.due.get((kind, period.slot))
        if set_here:
            return set_here
        if period.is_year:
            return date(period.year.start + 1, *ANNUAL_DUE_MONTH_DAY)
        return self.dates_of(period).end

    def reference_date(self, period: Period, today: date) -> date:
        """The day a period is told as at: its last day, or today if that is earlier."""
        return min(self.dates_of(period).end, today)

    def term_of(self, day: date) -> Period:
        """The term a day is in; in the holidays, the term before."""
        terms = [Period(AcademicYear.of(day), term) for term in TERMS]
        begun = [term for term in terms if self.dates_of(term).start <= day]
        return begun[-1] if begun else terms[0].previous()


def usual_dates(period: Period) -> Dates:
    """Usual English term dates: to about 20 December, from 5 January, and from mid April."""
    start = period.year.start
    if period.term is Term.AUTUMN:
        return Dates(date(start, 9, 1), _friday(date(start, 12, 20)))
    if period.term is Term.SPRING:
        return Dates(date(start + 1, 1, 5), _friday(date(start + 1, 3, 31)))
    return Dates(date(start + 1, 4, 14), _friday(date(start + 1, 7, 22)))


def _friday(day: date) -> date:
    """The last Friday on or before a day."""
    return day - timedelta(days=(day.weekday() - 4) % 7)
