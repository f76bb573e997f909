"""Reading the rows that count into columns: one plain statement for each sheet, whatever is asked
of it, and one for returns and their parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    Float,
    FromClause,
    Integer,
    Select,
    and_,
    case,
    func,
    or_,
    select,
)

from hubdata.store.measuring.kpi_arrays import NOT_KNOWN, Numbers, NumbersOf, Places, Words
from hubdata.store.tables import Return, ReturnPart
from hubdata.store.tables.base import table_of
from hubdata.store.tables.row_tables import ROW_TABLES, SHEETS

CHUNK = 5_000
"""Rows taken from the database at a time: few enough to stay in the processor's cache."""

BITS = {name: 1 << n for n, name in enumerate(dict.fromkeys(s.name for s in SHEETS.values()))}
"""Which sheets a return has is one number, with a bit for each."""

FIELDS_OF_RETURNS = ("kind", "status", "received_on", "nil_return")
FIELDS_OF_PARTS = ("sheets", "estimated", "to_date")


@dataclass(frozen=True)
class Columns:
    """Rows ordered by slot. `source` is the number of who sent each; `fields` are by name."""

    slot: Places
    source: Places
    fields: Mapping[str, Numbers]

    @property
    def size(self) -> int:
        return len(self.slot)

    def take(self, rows: Places) -> Columns:
        """Some of the rows, or rows several times."""
        fields = {name: values[rows] for name, values in self.fields.items()}
        return Columns(self.slot[rows], self.source[rows], fields)


@dataclass(frozen=True)
class Slots:
    """Which slots are read: some, and all up to one, without others."""

    among: frozenset[int] = frozenset()
    up_to: int = -1
    without: frozenset[int] = frozenset()

    def chosen(self, slot: Any) -> Any:
        some = slot.in_(sorted(self.among - self.without))
        if self.up_to < 0:
            return some
        return or_(and_(slot <= self.up_to, slot.not_in(sorted(self.without))), some)

    @property
    def are_none(self) -> bool:
        return self.up_to < 0 and self.among <= self.without


def read_rows(
    connection: Connection,
    table: str,
    fields: Collection[str],
    slots: Slots,
    *,
    words: Words,
    numbers_of: NumbersOf,
) -> Columns:
    """The rows of a sheet that count, by slot; `numbers_of` tells the numbers of sources."""
    rows = table_of(ROW_TABLES[table])
    statement = select(rows.c.slot, rows.c.source, *(rows.c[name] for name in fields))
    statement = statement.where(rows.c.is_current, slots.chosen(rows.c.slot))

    makers = [_maker(rows.c[name].type, words) for name in fields]
    slot, source, *values = _read(connection, statement, [_whole, numbers_of, *makers])
    return _in_order(Columns(slot, source, dict(zip(fields, values, strict=True))))


def join(some: Sequence[Columns]) -> Columns:
    """Rows of several columns with the same fields, by slot."""
    if len(some) == 1:
        return some[0]
    fields = {name: np.concatenate([one.fields[name] for one in some]) for name in some[0].fields}
    slot = np.concatenate([one.slot for one in some])
    return _in_order(Columns(slot, np.concatenate([one.source for one in some]), fields))


def read_return_rows(
    connection: Connection, slots: Slots, *, words: Words, sources: Numbering
) -> Columns:
    """Every return ever received for some slots, by slot; sources get a number here.

    Fields more than a return's own: `sheets` of which a part counts, `estimated` ones of them, and
    those `to_date`, each a bit.
    """
    one, fields = table_of(Return), FIELDS_OF_RETURNS
    statement = select(one.c.id, one.c.slot, one.c.source, *(one.c[name] for name in fields))

    makers = [_maker(one.c[name].type, words) for name in fields]
    ids, slot, source, *values = _read(
        connection,
        statement.where(slots.chosen(one.c.slot)).order_by(one.c.id),
        [_whole, _whole, sources.all_of, *makers],
    )
    bits = np.zeros((len(FIELDS_OF_PARTS), len(ids)))
    if ids.size:  # or all parts there are would be looked through for nothing
        of_return, *found = _read(connection, _select_bits(slots), [_whole] * (1 + len(bits)))
        bits[:, np.searchsorted(ids, of_return)] = found
    named = dict(zip((*fields, *FIELDS_OF_PARTS), (*values, *bits), strict=True))
    return _in_order(Columns(slot, source, named))


def _select_bits(slots: Slots) -> Select[Any]:
    part: FromClause = table_of(ReturnPart)
    bit = case(BITS, value=part.c.sheet, else_=0)
    estimated, to_date = (
        func.sum(case((flag, bit), else_=0))
        for flag in (part.c.is_estimate, part.c.is_year_to_date)
    )
    statement = select(part.c.return_id, func.sum(bit), estimated, to_date)
    statement = statement.where(part.c.is_current, slots.chosen(part.c.slot))
    return statement.group_by(part.c.return_id)


class Numbering(dict[str, int]):
    """Numbers texts from 0 in the order they are met."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]

    def all_of(self, texts: Sequence[str]) -> Places:
        """The numbers of some texts, in their order."""
        return np.array([self[text] for text in texts], np.intp)


class _Days(dict[date | str | None, float]):
    """The number of a day, which one driver gives as a date and another as text."""

    def __missing__(self, day: date | str | None) -> float:
        told = date.fromisoformat(day) if isinstance(day, str) else day
        self[day] = NOT_KNOWN if told is None else float(told.toordinal())
        return self[day]


Maker = Callable[[tuple[Any, ...]], Any]


def _read(connection: Connection, statement: Select[Any], makers: Sequence[Maker]) -> list[Any]:
    """An array for each column of a statement, made chunk by chunk from the driver's own rows."""
    cursor = connection.execute(statement).cursor
    chunks: list[list[Any]] = [[make(())] for make in makers]
    while rows := cursor.fetchmany(CHUNK):
        for chunk, make, column in zip(chunks, makers, zip(*rows, strict=True), strict=True):
            chunk.append(make(column))
    return [np.concatenate(chunk) for chunk in chunks]


def _whole(column: tuple[Any, ...]) -> Places:
    return np.array(column, np.intp)


def _maker(type_: Any, words: Words) -> Maker:
    """What makes numbers of a column of some type."""
    if isinstance(type_, Integer | Float | Boolean):
        return lambda column: np.array(column, np.float64)
    told: dict[Any, float] = _Days() if isinstance(type_, Date) else words
    return lambda column: np.array([told[one] for one in column], np.float64)


def _in_order(columns: Columns) -> Columns:
    """Rows by slot; an index gives them so, but no statement promises it."""
    if (np.diff(columns.slot) >= 0).all():
        return columns
    return columns.take(np.argsort(columns.slot, kind="stable"))
