"""What the lead organisation and its partners told over a term, an academic year or a financial
year: which terms are read, and how their rows become one.

Amounts are added up as the KPIs add them up; counts of what there is are the latest known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from hubdata.calendar import TermCalendar
from hubdata.periods import TERMS, AcademicYear, FinancialYear, Period
from hubdata.returns.kinds import HUB_RETURN, KINDS
from hubdata.store.measuring.sums import Sum, SumRow, ToldPart, load_told_parts

Key = tuple[Any, ...]
Amounts = Mapping[Key, tuple[float | None, ...]]
Row = TypeVar("Row", Sum, SumRow)


@dataclass(frozen=True)
class Span:
    """The terms that something is told over: one, or those of an academic or a financial year.

    `slots` are the returns read: the annual one answers for an academic year, but cannot be divided
    between two financial years. It is of a `period` or of a `financial_year`."""

    label: str
    terms: tuple[Period, ...]
    slots: tuple[int, ...]
    period: Period | None = None
    financial_year: FinancialYear | None = None

    @classmethod
    def of_period(cls, period: Period) -> Span:
        """A term or an academic year."""
        terms = tuple(Period.at_slot(slot) for slot in period.slots)
        terms = tuple(term for term in terms if not term.is_year)
        return cls(period.label, terms, period.slots, period=period)

    @classmethod
    def of_financial_year(cls, year: FinancialYear, calendar: TermCalendar) -> Span:
        """The terms most of which lie in it, by the hub's own dates."""
        terms = tuple(
            term
            for start in (year.start - 1, year.start)
            for term in (Period(AcademicYear(start), one) for one in TERMS)
            if financial_year_of(term, calendar) == year
        )
        label = f"Financial year {year.label}"
        return cls(label, terms, tuple(term.slot for term in terms), financial_year=year)

    @property
    def is_academic_year(self) -> bool:
        return self.period is not None and self.period.is_year

    @property
    def is_financial_year(self) -> bool:
        return self.financial_year is not None


@dataclass(frozen=True)
class Told:
    """What was told over a span: which of its terms, and from which returns.

    `due_on` is when the first term that is missing is due, `None` where none is."""

    span: Span
    terms: tuple[Period, ...]
    return_ids: Mapping[str, int]
    is_estimate: bool
    due_on: date | None
    parts: tuple[ToldPart, ...]

    @property
    def is_empty(self) -> bool:
        return not self.parts

    @property
    def is_whole(self) -> bool:
        return len(self.terms) == len(self.span.terms)


def financial_year_of(term: Period, calendar: TermCalendar) -> FinancialYear:
    """The financial year in which the middle of a term lies: Easter moves, the middle does not."""
    dates = calendar.dates_of(term)
    return FinancialYear.of(dates.start + timedelta(days=(dates.end - dates.start).days // 2))


def load_told(
    session: Session, span: Span, calendar: TermCalendar, *, kind: str = HUB_RETURN.name
) -> Told:
    """Which terms of a span the lead organisation (or the partners) told."""
    parts = load_told_parts(session, kind=kind, slots=span.slots)
    slots = {part.slot for part in parts}
    is_annual = any(Period.at_slot(slot).is_year for slot in slots)
    told = tuple(term for term in span.terms if is_annual or term.slot in slots)
    missing = [term for term in span.terms if term not in told]
    return Told(
        span,
        told,
        {part.sheet: part.return_id for part in parts},
        is_estimate=any(part.is_estimate for part in parts),
        due_on=calendar.due_on(kind, missing[0]) if missing else None,
        parts=tuple(parts),
    )


def add_up(sums: Iterable[Sum], told: Told, *, table: str) -> Amounts:
    """Flows: the terms added up; of a year, a later part for the year so far replaces the terms
    before it."""
    found: dict[Key, list[tuple[float | None, ...]]] = defaultdict(list)
    for one in keep_flows(sums, told, table=table):
        found[one.key].append(one.amounts)
    return {key: tuple(map(total, zip(*some, strict=True))) for key, some in found.items()}


def keep_flows(rows: Iterable[Row], told: Told, *, table: str) -> list[Row]:
    """Of the rows of a span those that are added up: of a year, none that a later part for the year
    so far replaces."""
    cutoffs = _cutoffs(told, table) if told.span.is_academic_year else {}
    return [one for one in rows if one.slot >= cutoffs.get(one.source, -1)]


def keep_latest(rows: Sequence[SumRow]) -> list[SumRow]:
    """Of the rows that answer a field those of the latest term, for each key."""
    last = {one.key: (one.slot, one.source) for one in sorted(rows, key=lambda row: row.slot)}
    return [one for one in rows if (one.slot, one.source) == last[one.key]]


def keep_peaks(rows: Sequence[SumRow]) -> list[SumRow]:
    """Of the rows that answer a field the largest of each key, the first where several are."""
    largest: dict[Key, SumRow] = {}
    for one in rows:
        if one.key not in largest or one.amount > largest[one.key].amount:
            largest[one.key] = one
    return [one for one in rows if largest[one.key] is one]


def latest(sums: Iterable[Sum]) -> Amounts:
    """Stocks: of each key the latest known number of each field."""
    found: dict[Key, tuple[float | None, ...]] = {}
    for one in sorted(sums, key=lambda sum_: sum_.slot):
        before = found.get(one.key, (None,) * len(one.amounts))
        found[one.key] = tuple(
            old if new is None else new for old, new in zip(before, one.amounts, strict=True)
        )
    return found


def total(amounts: Iterable[float | None]) -> float | None:
    """The sum of what is known; `None` if nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def less(one: float | None, other: float | None) -> float | None:
    """A difference; `None` where either is not known."""
    return None if one is None or other is None else one - other


def share(part: float | None, whole: float | None) -> float | None:
    """A part as a percentage of the whole; `None` where either is not known, or the whole is 0."""
    return None if part is None or not whole else 100 * part / whole


def _cutoffs(told: Told, table: str) -> dict[str, int]:
    """The last part for the year so far, or the whole year, by source."""
    sheets = {
        sheet.name for kind in KINDS.values() for sheet in kind.sheets if sheet.table == table
    }
    cutoffs: dict[str, int] = {}
    for part in told.parts:
        holds_more = part.is_year_to_date or Period.at_slot(part.slot).is_year
        if part.sheet in sheets and holds_more:
            cutoffs[part.source] = max(part.slot, cutoffs.get(part.source, -1))
    return cutoffs
