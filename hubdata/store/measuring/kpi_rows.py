"""Rows that count, as the plain reading of measures wants them: for explanations, which need the
cells, and to recompute what the SQL says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, select

from hubdata.kpis.language.base import Base
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import PART, RETURN, Measure, Over, Owner, SpanKind
from hubdata.kpis.reading.rows import Row, Rows
from hubdata.kpis.reading.spans import Moment, spanned_slots, year_of
from hubdata.periods import Period, Term
from hubdata.returns.kinds import KINDS
from hubdata.store.tables import Return, ReturnPart
from hubdata.store.tables.row_tables import ROW_TABLES

TABLE_OF_SHEET = {
    (kind.name, sheet.name): sheet.table for kind in KINDS.values() for sheet in kind.sheets
}
"""The table of a sheet; kinds of return may have sheets of the same name."""


def last_slot_read(period: Period) -> int:
    """The last slot of which returns count for a period: a term's annual return answers for it."""
    return Period(period.year).slot


def first_slots_read(kpis: Iterable[Kpi], base: Base, moment: Moment) -> dict[str, int]:
    """The first slot that some KPIs read for the period of a base, by sheet, from the beginning of
    its year on; 0 of a sheet whose answers are carried on from any time."""
    firsts: dict[str, int] = {RETURN: base.period.slots[0], PART: base.period.slots[0]}
    for measure in {m for kpi in kpis for figure in kpi.figures for m in figure.measures()}:
        slot = _first_slot(measure, base, moment)
        firsts[measure.sheet] = min(slot, firsts.get(measure.sheet, slot))
        if slot or measure.over is not Over.LATEST:  # parts of its years say what is replaced
            firsts[PART] = min(slot, firsts[PART])
    return {sheet: Period(year_of(slot), Term.AUTUMN).slot for sheet, slot in firsts.items()}


def _first_slot(measure: Measure, base: Base, moment: Moment) -> int:
    if measure.span.kind is SpanKind.EVER:
        return 0
    spanned = spanned_slots(
        measure.span, base.period, reference_date=base.reference_date, moment=moment
    )
    return min(spanned, default=base.period.slots[0])


def load_kpi_rows(
    connection: Connection,
    kpis: Iterable[Kpi],
    *,
    first_slot: int = 0,
    first_slots: Mapping[str, int] | None = None,
    last_slot: int,
    sources: Collection[str] | None = None,
) -> Rows:
    """All current rows of the sheets some KPIs read, from the first to the last slot; of every
    source, or of some. What partners tell of the schools they name is there for those too.

    What is carried on, such as the roll, may have been told long ago: leave `first_slot` at 0 to
    have it, or give `first_slots`, the first of each sheet.
    """

    measures = [m for kpi in kpis for figure in kpi.figures for m in figure.measures()]
    sheets = {measure.sheet for measure in measures}
    of_others = {f"row_{m.sheet}" for m in measures if m.owner is Owner.SCHOOLS}

    def chosen(table: FromClause, sheet: str) -> ColumnElement[bool]:
        first = (first_slots or {}).get(sheet, first_slot)
        slots = table.c.slot.between(first, last_slot)
        if sources is None or getattr(table, "name", "") in of_others:
            return slots
        return slots & table.c.source.in_(sources)

    rows: dict[str, list[Row]] = {}
    for sheet in sorted(sheets - {PART, RETURN}):
        table = ROW_TABLES[sheet].__table__  # type: ignore[attr-defined]
        rows[sheet] = _load(connection, table, table.c.is_current, chosen(table, sheet))
    received: FromClause = Return.__table__  # type: ignore[attr-defined]
    rows[RETURN] = _load(connection, received, chosen(received, RETURN))
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    rows[PART] = _load_parts(connection, chosen(part, PART))
    return rows


def _load_parts(connection: Connection, chosen: ColumnElement[bool]) -> list[Row]:
    """Every current part, with the table of its sheet and whether its return says nil."""
    part: FromClause = ReturnPart.__table__  # type: ignore[attr-defined]
    one: FromClause = Return.__table__  # type: ignore[attr-defined]
    statement = select(part, one.c.nil_return).join_from(part, one)
    found = _read(connection, statement.where(part.c.is_current, chosen))
    return [{**row, "sheet": TABLE_OF_SHEET[row["kind"], row["sheet"]]} for row in found]


def _load(connection: Connection, table: FromClause, *where: ColumnElement[Any]) -> list[Row]:
    return list(_read(connection, select(table).where(*where)))


def _read(connection: Connection, statement: Select[Any]) -> Iterator[dict[str, Any]]:
    """The rows as dictionaries; there are many, so their names are looked up once."""
    found = connection.execute(statement)
    names = tuple(found.keys())
    return (dict(zip(names, row, strict=True)) for row in found.all())
