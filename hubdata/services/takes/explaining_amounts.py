"""Where an amount comes from: the returns and lines that add to each of its sides, the cell of each
answer, and the answers that are not counted, with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from hubdata import wording
from hubdata.calendar import TermCalendar
from hubdata.kpis.reading.cells import Cell
from hubdata.periods import FinancialYear, Period
from hubdata.returns.fields import FieldKind
from hubdata.returns.kinds import HUB
from hubdata.services.intake.overlaps import load_names
from hubdata.services.results.explaining import (
    CellPlace,
    Contribution,
    ExplainedFigure,
    describe_cell,
    locate_cells,
)
from hubdata.services.takes.amounts import (
    LINES,
    Amount,
    How,
    Side,
    name_lines,
    name_value,
    say_key,
    spec_of,
)
from hubdata.services.takes.told import Span, Told, keep_flows, keep_latest, keep_peaks, load_told
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.measuring.sums import SumRow, load_sum_rows

REPLACED = "replaced by what was told later for the year so far"
SMALLER = "a smaller term: each counts in its largest"
EARLIER = "an earlier answer: the latest known counts"
THE_HUB = "The hub"
ROLES: Mapping[How | None, tuple[str, ...]] = {
    None: ("amount",),
    How.LESS: ("counted", "subtracted"),
    How.SHARE: ("numerator", "denominator"),
    How.PER: ("numerator", "denominator"),
}
PERCENT = 100


@dataclass(frozen=True)
class NotCounted:
    """Answers of a line and term that are in no sum, and why."""

    row: Contribution
    reason: str


@dataclass(frozen=True)
class ExplainedAmount:
    """An amount with all it is made of: the contributions of each figure add up to its total.

    `lines` says of each side which lines are meant, "" for all. `value` is `None` where nobody
    told."""

    amount: Amount
    told: Told
    value: float | None
    figures: tuple[ExplainedFigure, ...]
    lines: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]
    places: Mapping[Cell, CellPlace]

    @property
    def formula(self) -> str:
        """In words, with how it is added up."""
        ways = {side.way for side in self.amount.sides}
        return f"{self.amount.words}: {' and '.join(sorted(ways))}."


def explain_amount(
    amount: Amount, period: Period, *, financial_year: FinancialYear | None = None
) -> ExplainedAmount:
    """An amount of a term or an academic year, or of a financial year, down to the cells."""
    with reading() as session:
        calendar = stored_settings.load_calendar(session)
        span = (
            Span.of_financial_year(financial_year, calendar)
            if financial_year
            else Span.of_period(period)
        )
        return _explain(session, amount, span, calendar)


def describe_amount(explained: ExplainedAmount) -> dict[str, Any]:
    """An explanation as `explain --json` prints it."""
    amount = explained.amount
    return {
        "amount": str(amount.of),
        "how": amount.how.value if amount.how else None,
        "other": str(amount.other) if amount.other else None,
        "formula": explained.formula,
        "period": explained.told.span.label,
        "value": explained.value,
        "figures": [
            {
                "role": figure.role,
                "words": figure.words,
                "lines": lines,
                "total": figure.total,
                "contributions": [_describe(explained, one) for one in figure.contributions],
            }
            for figure, lines in zip(explained.figures, explained.lines, strict=True)
        ],
        "not_counted": [
            {**_describe(explained, one.row), "reason": one.reason} for one in explained.not_counted
        ],
    }


def _explain(
    session: Session, amount: Amount, span: Span, calendar: TermCalendar
) -> ExplainedAmount:
    names = {HUB: THE_HUB} | load_names(session)
    told = {
        side.kind.name: load_told(session, span, calendar, kind=side.kind.name)
        for side in amount.sides
    }
    found = [_Rows(session, side, told[side.kind.name], names) for side in amount.sides]
    figures = tuple(
        ExplainedFigure(role, one.side.words, one.total or 0, one.contributions)
        for role, one in zip(ROLES[amount.how], found, strict=True)
    )
    not_counted = tuple(left for one in found for left in one.not_counted)
    some = [row for figure in figures for row in figure.contributions]
    cells = {cell for one in (*some, *(left.row for left in not_counted)) for cell in one.cells}
    return ExplainedAmount(
        amount=amount,
        told=told[amount.of.kind.name],
        value=_value(amount.how, *(one.total for one in found)),
        figures=figures,
        lines=tuple(name_lines(side, names) for side in amount.sides),
        not_counted=not_counted,
        places=locate_cells(session, cells),
    )


def _value(how: How | None, one: float | None, other: float | None = None) -> float | None:
    if how is None or one is None:
        return one
    if other is None or (how is not How.LESS and not other):
        return None
    if how is How.LESS:
        return one - other
    return one / other * (PERCENT if how is How.SHARE else 1)


def _keep(rows: list[SumRow], side: Side, told: Told) -> tuple[list[SumRow], str]:
    """The rows that count, and why the others do not."""
    if side.is_peak:
        return keep_peaks(rows), SMALLER
    if side.is_stock:
        return keep_latest(rows), EARLIER
    return keep_flows(rows, told, table=side.table), REPLACED


class _Rows:
    """The rows of one side: those that count, and those that do not."""

    def __init__(self, session: Session, side: Side, told: Told, names: Mapping[str, str]) -> None:
        self.side, self.names = side, names
        rows = self._load(session, side.field, told)
        kept, reason = _keep(rows, side, told)
        counted = set(kept)
        left = {reason: [row for row in rows if row not in counted]}
        if side.told_with:
            told_too = {row.key for row in self._load(session, side.told_with, told)}
            with_it = spec_of(side.sheet, side.told_with).heading
            words = f"no {wording.first_lower(with_it)} was told for it"
            left[words] = [row for row in kept if row.key not in told_too]
            kept = [row for row in kept if row.key in told_too]
        self.contributions = tuple(self._contributions(kept))
        self.not_counted = [
            NotCounted(row, reason)
            for reason, some in left.items()
            for row in self._contributions(some)
        ]
        self.total = sum(row.amount for row in kept) if kept else None

    def _load(self, session: Session, field: str, told: Told) -> list[SumRow]:
        rows = load_sum_rows(
            session,
            self.side.table,
            by=LINES[self.side.table],
            of=field,
            slots=told.span.slots,
        )
        return [row for row in rows if self.side.holds(row.key)]

    def _contributions(self, rows: Sequence[SumRow]) -> Iterator[Contribution]:
        """One for each line of each return, in the order of terms."""
        found: dict[tuple[int, str, tuple[Any, ...]], list[SumRow]] = defaultdict(list)
        for row in rows:
            found[row.slot, row.source, row.key].append(row)
        for (slot, source, key), some in found.items():
            amount = sum(row.amount for row in some)
            yield Contribution(source, self._name(slot, source, key), amount, self._cells(some))

    def _name(self, slot: int, source: str, key: tuple[Any, ...]) -> str:
        """ "Autumn 2025/26: schools", "Second Bar, autumn 2025/26"."""
        fixed = {name for name, _ in self.side.only} | {"source"}
        parts = [
            name_value(name, say_key(value), dict(self.names))
            for name, value in zip(LINES[self.side.table], key, strict=True)
            if name not in fixed and not isinstance(value, bool) and value is not None
        ]
        period = Period.at_slot(slot).label
        who = "" if source == HUB else f"{self.names.get(source, source)}, "
        return f"{who}{period}: {', '.join(parts)}" if parts else f"{who}{period}"

    def _cells(self, rows: Sequence[SumRow]) -> tuple[Cell, ...]:
        is_whole = self.side.spec.kind is FieldKind.COUNT
        return tuple(
            Cell(
                source=row.source,
                sheet=self.side.table,
                field=self.side.field,
                value=int(row.amount) if is_whole else row.amount,
                slot=row.slot,
                part_id=row.part_id,
                row_number=row.row_number,
            )
            for row in rows
        )


def _describe(explained: ExplainedAmount, one: Contribution) -> dict[str, Any]:
    return {
        "source": one.owner,
        "name": one.name,
        "amount": one.amount,
        "cells": [describe_cell(cell, explained.places[cell]) for cell in one.cells],
    }
