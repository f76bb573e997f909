"""Keeping the rows that count as columns beside the tables, a sheet and a term at a time.

They are written in the transaction that changes what counts (by an import, after its last batch),
under the revision of the sheet in the term, and read only while that is the one in force: what is
not kept, or was kept before rows changed, is read from the rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import repeat

import numpy as np
from sqlalchemy import Connection, Integer, Subquery, and_, cast, func, select
from sqlmodel import Session

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.language.measures import REPEATABLE, REPEATS, RETURN
from hubdata.periods import Term
from hubdata.returns.fields import FieldKind
from hubdata.store.measuring.kpi_arrays import NumbersOf, Places, Words
from hubdata.store.measuring.kpi_columns import (
    FIELDS_OF_PARTS,
    FIELDS_OF_RETURNS,
    Columns,
    Numbering,
    Slots,
    join,
    read_return_rows,
    read_rows,
)
from hubdata.store.measuring.packed_columns import pack, unpack
from hubdata.store.tables import KeptColumns, Revision
from hubdata.store.tables.base import UPSERTS, table_of
from hubdata.store.tables.row_tables import ROW_TABLES, SHEETS

SLOTS_A_YEAR = len(Term)
KEPT = table_of(KeptColumns)


def keep_columns(session: Session, slots: Iterable[int]) -> None:
    """Keep every sheet, and the returns, of the years of some slots, where the revision changed."""
    session.flush()
    years = {slot // SLOTS_A_YEAR * SLOTS_A_YEAR for slot in slots}
    wanted = [slot for year in sorted(years) for slot in range(year, year + SLOTS_A_YEAR)]
    kept = select(KEPT.c.slot, KEPT.c.sheet, KEPT.c.number).where(KEPT.c.slot.in_(wanted))
    known = {(slot, sheet): number for slot, sheet, number in session.execute(kept)}
    for sheet in (*ROW_TABLES, RETURN):
        numbers = _numbers(sheet)
        now = select(numbers.c.slot, numbers.c.number).where(numbers.c.slot.in_(wanted))
        for slot, number in session.execute(now).all():
            if known.get((slot, sheet)) != number:
                _keep(session, slot, sheet, number=number)


def read_sheet(
    connection: Connection,
    table: str,
    fields: Collection[str],
    slots: Slots,
    *,
    words: Words,
    sources: Mapping[str, int],
) -> Columns:
    """The rows of a sheet that count, by slot; a source that has no number is -1."""

    def numbers_of(names: Sequence[str]) -> Places:
        return np.fromiter(map(sources.get, names, repeat(-1)), np.intp, len(names))

    kept = _read_kept(connection, table, fields, slots, words=words, numbers_of=numbers_of)
    rest = replace(slots, without=frozenset(kept))
    if kept and rest.are_none:
        return join(list(kept.values()))
    rows = read_rows(connection, table, fields, rest, words=words, numbers_of=numbers_of)
    return join([*kept.values(), rows])


def read_returns(
    connection: Connection, slots: Slots, *, words: Words, sources: Numbering
) -> Columns:
    """Every return ever received for some slots, by slot; sources get a number here."""
    fields, numbers_of = (*FIELDS_OF_RETURNS, *FIELDS_OF_PARTS), sources.all_of
    kept = _read_kept(connection, RETURN, fields, slots, words=words, numbers_of=numbers_of)
    rest = replace(slots, without=frozenset(kept))
    if kept and rest.are_none:
        return join(list(kept.values()))
    rows = read_return_rows(connection, rest, words=words, sources=sources)
    return join([*kept.values(), rows])


def _read_kept(
    connection: Connection,
    sheet: str,
    fields: Collection[str],
    slots: Slots,
    *,
    words: Words,
    numbers_of: NumbersOf,
) -> dict[int, Columns]:
    """The columns that are kept, and in force, by slot."""
    numbers = _numbers(sheet)
    in_force = and_(numbers.c.slot == KEPT.c.slot, numbers.c.number == KEPT.c.number)
    query = select(KEPT.c.slot, KEPT.c.content).join(numbers, in_force)
    query = query.where(KEPT.c.sheet == sheet, slots.chosen(KEPT.c.slot)).order_by(KEPT.c.slot)
    found = {
        slot: unpack(content, fields, slot=slot, words=words, numbers_of=numbers_of)
        for slot, content in connection.execute(query)
    }
    return {slot: columns for slot, columns in found.items() if columns is not None}


def _numbers(sheet: str) -> Subquery:
    """The revision in force of a sheet in each slot; returns rest on all topics of theirs."""
    one = table_of(Revision).c
    if sheet == RETURN:
        total = cast(func.sum(one.number), Integer).label("number")
        return select(one.slot, total).group_by(one.slot).subquery()
    return select(one.slot, one.number).where(one.topic == SHEETS[sheet].name).subquery()


def _keep(session: Session, slot: int, sheet: str, *, number: int) -> None:
    words, sources = Words(), Numbering()
    connection, slots = session.connection(), Slots(frozenset({slot}))
    if sheet == RETURN:
        columns = read_return_rows(connection, slots, words=words, sources=sources)
    else:
        columns = read_rows(
            connection,
            sheet,
            KEPT_FIELDS[sheet],
            slots,
            words=words,
            numbers_of=sources.all_of,
        )
    content = pack(columns, words, sources)
    insert = UPSERTS[connection.dialect.name](KEPT)
    again = {"number": insert.excluded.number, "content": insert.excluded.content}
    statement = insert.on_conflict_do_update(index_elements=["slot", "sheet"], set_=again)
    session.execute(statement, {"slot": slot, "sheet": sheet, "number": number, "content": content})


def _fields_of(table: str) -> tuple[str, ...]:
    """Every field but what is written freely, which may name people; of that only what tells
    things apart in the catalogue."""
    measures = {m for k in CATALOGUE.values() for f in k.figures for m in f.measures()}
    entities = {name for one in measures if one.sheet == table for name in one.entity}
    told = [spec.name for spec in SHEETS[table].fields if spec.kind is not FieldKind.TEXT]
    repeats = [REPEATS] if table in REPEATABLE else []
    return tuple(dict.fromkeys((*told, *sorted(entities), *repeats)))


KEPT_FIELDS = {table: _fields_of(table) for table in ROW_TABLES}
