"""The term calendar a year at a time: what holds, and what somebody changed it to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hubdata.calendar import Dates, TermCalendar, check_year, write_day
from hubdata.errors import UserError
from hubdata.periods import TERMS, AcademicYear, Period
from hubdata.returns.kinds import KINDS
from hubdata.store.engine import reading, writing
from hubdata.store.hub import settings as stored


@dataclass(frozen=True)
class TermLine:
    """The dates of a term, and when each kind of return is due for it. A whole year has no dates
    of its own: it runs from its autumn's first day to its summer's last."""

    period: Period
    dates: Dates | None
    due: Mapping[str, date] = field(default_factory=dict)


def kind_titles() -> dict[str, str]:
    """What each kind of return is called, by its name."""
    return {kind.name: kind.title.capitalize() for kind in KINDS.values()}


def load_year(year: AcademicYear) -> tuple[TermLine, ...]:
    """The three terms and the whole year, as they stand."""
    with reading() as session:
        calendar = stored.load_calendar(session)
    return tuple(_line(calendar, period) for period in _periods(year))


def save_year(lines: Sequence[TermLine], *, actor: str) -> tuple[str, ...]:
    """Make a year's calendar what the lines say; a sentence for each date that is new.

    Raises `UserError`, a line for each thing wrong, where such a year cannot be.
    """
    with writing() as session:
        before = stored.load_calendar(session)
        after = _apply(before, lines)
        years = {line.period.year for line in lines}
        if faults := [fault for year in sorted(years) for fault in check_year(after, year)]:
            raise UserError("\n".join(faults))
        dates = {slot: one for slot, one in after.dates.items() if before.dates.get(slot) != one}
        due = {key: day for key, day in after.due.items() if before.due.get(key) != day}
        if dates:
            stored.save_dates(session, dates, actor=actor)
        if due:
            stored.save_due_dates(session, due, actor=actor)
    return tuple(_explain(before, lines))


def _periods(year: AcademicYear) -> tuple[Period, ...]:
    return (*(Period(year, term) for term in TERMS), Period(year))


def _line(calendar: TermCalendar, period: Period) -> TermLine:
    dates = None if period.is_year else calendar.dates_of(period)
    return TermLine(period, dates, {kind: calendar.due_on(kind, period) for kind in KINDS})


def _apply(before: TermCalendar, lines: Sequence[TermLine]) -> TermCalendar:
    """The calendar with these lines. What the usual dates would give anyway is not set; a due date
    that was shown beside a changed term stays what was shown."""
    dates = dict(before.dates)
    for line in lines:
        if line.dates is not None and line.dates != before.dates_of(line.period):
            dates[line.period.slot] = line.dates
    moved = TermCalendar(dates, before.due)
    due = dict(before.due)
    for line in lines:
        for kind, day in line.due.items():
            if day != moved.due_on(kind, line.period):
                due[kind, line.period.slot] = day
    return TermCalendar(dates, due)


def _explain(before: TermCalendar, lines: Sequence[TermLine]) -> list[str]:
    said = []
    titles = kind_titles()
    for line in lines:
        if line.dates is not None:
            was = before.dates_of(line.period)
            said += _changed(f"{line.period} starts", was.start, line.dates.start)
            said += _changed(f"{line.period} ends", was.end, line.dates.end)
        for kind, day in line.due.items():
            what = f"{titles[kind]} for {line.period} is due"
            said += _changed(what, before.due_on(kind, line.period), day)
    return said


def _changed(what: str, before: date, after: date) -> list[str]:
    if before == after:
        return []
    return [f"{what} on {write_day(after)} (was {write_day(before)})."]
