"""The term calendar: when terms start and end, when returns are due, and the date a period is
reported as at. Pure: today is passed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from hubdata.errors import UserError
from hubdata.periods import TERMS, AcademicYear, Period, Term

ANNUAL_DUE_MONTH_DAY = (9, 30)
"""Annual returns were due at the end of September in most hubs whose dates we know."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
DAY_FORMS = (
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})", re.ASCII),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[A-Za-z]{3,9}) (?P<y>\d{4})", re.ASCII),
)


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


def check_year(calendar: TermCalendar, year: AcademicYear) -> tuple[str, ...]:
    """What cannot be in a year's dates, in sentences: a term that ends before it starts, lies
    outside its year or runs into the next, a return that is due before its term starts."""
    terms = [Period(year, term) for term in TERMS]
    said = [one for term in terms for one in _check_term(calendar, term)]
    for earlier, later in pairwise(terms):
        ends, starts = calendar.dates_of(earlier).end, calendar.dates_of(later).start
        if starts <= ends:
            said.append(
                f"{later} starts on {write_day(starts)}, before {earlier} ends on "
                f"{write_day(ends)}. Check both dates."
            )
    for (_, slot), due in calendar.due.items():
        period = Period.at_slot(slot)
        starts = calendar.dates_of(period).start
        if period.year == year and due < starts:
            said.append(
                f"{period}: a return is due on {write_day(due)}, before it starts on "
                f"{write_day(starts)}. Check the due date."
            )
    return tuple(said)


def _check_term(calendar: TermCalendar, term: Period) -> list[str]:
    dates = calendar.dates_of(term)
    first, last = date(term.year.start, 8, 1), term.year.last_day  # some terms start in late August
    if dates.end < dates.start:
        return [
            f"{term} ends on {write_day(dates.end)}, before it starts on "
            f"{write_day(dates.start)}. Check both dates."
        ]
    return [
        f"{term}: {write_day(day)} is not in the academic year {term.year}. Check the year."
        for day in (dates.start, dates.end)
        if not first <= day <= last
    ]


def parse_day(text: str) -> date:
    """A day as people write it: 5/9/2026, 05-09-2026, 05.09.26, 5 September 2026 or 2026-09-05.

    Raises `UserError` for anything else, and for days that no calendar has.
    """
    plain = text.strip()
    for form in DAY_FORMS:
        if found := form.fullmatch(plain):
            try:
                return date(_year_of(found["y"]), _month_of(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise UserError(f'"{plain}" is not a date. Write day, month and year, such as 05/09/2026.')


def write_day(day: date) -> str:
    """A day as this product writes it where it is typed again: 05/09/2026."""
    return f"{day:%d/%m/%Y}"


def _year_of(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _month_of(text: str) -> int:
    """1 to 12, of digits, a name or its beginning; 0, which is no month, of anything else."""
    if text.isdigit():
        return int(text)
    named = (n for n, name in enumerate(MONTHS, 1) if name.startswith(text.casefold()))
    return next(named, 0)


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
