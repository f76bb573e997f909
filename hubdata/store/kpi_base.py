"""Temporary tables that bring what the KPIs are told into SQL: periods, spans, schools of the base.

They live in the caller's transaction and are dropped before it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    exists,
    insert,
    literal,
    select,
)

from hubdata.kpis.base import ATTRIBUTES, Base, BaseSchool, attribute_of
from hubdata.kpis.measures import Span, SpanKind
from hubdata.kpis.spans import Moment, due_terms, last_slot, spanned_slots, year_of
from hubdata.store.tables import ReturnPart

TOLD = MetaData()

_TRUTHS = ("is_special", "is_alternative", "is_rural")
_NUMBERS = (
    *("deprivation_decile", "low_age", "high_age", "roll", "roll_ks1", "roll_ks2", "roll_ks3"),
    *("teaches_ks1", "teaches_ks2", "teaches_ks3"),
)
KEPT = tuple(name for name in ATTRIBUTES if name != "urn")


def temporary(name: str, metadata: MetaData, *columns: Column[Any]) -> Table:
    """A temporary table ordered by its key."""
    return Table(name, metadata, *columns, prefixes=["TEMPORARY"], sqlite_with_rowid=False)


def key(name: str, type_: type[Integer] | type[String] = Integer) -> Column[Any]:
    return Column(name, type_, primary_key=True, autoincrement=False)


def _attribute(name: str) -> Column[Any]:
    return Column(
        name, Boolean() if name in _TRUTHS else Integer() if name in _NUMBERS else String()
    )


PERIODS = temporary(
    "kpi_period", TOLD, key("period"), Column("last_slot", Integer), Column("due_terms", Integer)
)
SPANS = temporary(
    "kpi_span", TOLD, key("span", String), key("slot"), key("period"), Column("terms", Integer)
)
SLOTS = temporary(
    "kpi_slot",
    TOLD,
    key("slot"),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("due_on", Date),
)
COUNTED = temporary(
    "kpi_counted", TOLD, key("period"), key("source", String), Column("owner", String)
)
OWNERS = temporary(
    "kpi_owner",
    TOLD,
    key("period"),
    key("owner", String),
    Column("in_base", Boolean),
    *(_attribute(name) for name in KEPT),
)


def name_of(span: Span) -> str:
    """What a span is called in the table of spans."""
    return f"{span.kind}{span.terms or ''}"


@contextmanager
def told(
    connection: Connection, bases: Sequence[Base], *, spans: Iterable[Span], moment: Moment
) -> Iterator[None]:
    """Have the temporary tables filled for as long as the block lasts.

    After an error they go with the transaction, which has to be rolled back anyway.
    """
    TOLD.create_all(connection, checkfirst=False)
    _fill_periods(connection, bases, spans=spans, moment=moment)
    _fill_schools(connection, bases)
    _add_others(connection)
    yield
    TOLD.drop_all(connection, checkfirst=False)


def _fill_periods(
    connection: Connection, bases: Sequence[Base], *, spans: Iterable[Span], moment: Moment
) -> None:
    periods, spanned = [], []
    for base in bases:
        number, terms = base.period.slot, len(due_terms(base.period, moment))
        periods.append((number, last_slot(base.period), terms))
        for span in spans:
            if span.kind is not SpanKind.EVER:
                slots = spanned_slots(
                    span, base.period, reference_date=base.reference_date, moment=moment
                )
                spanned += [(name_of(span), slot, number, n) for slot, n in slots.items()]
    slots_read = sorted({slot for _, slot, _, _ in spanned})
    _insert(connection, PERIODS, periods)
    _insert(connection, SPANS, spanned)
    years = [(slot, year_of(slot), moment.due_on(slot)) for slot in slots_read]
    _insert(connection, SLOTS, [(s, y.first_day, y.last_day, due) for s, y, due in years])


def _fill_schools(connection: Connection, bases: Sequence[Base]) -> None:
    known: dict[BaseSchool, tuple[Any, ...]] = {}
    owners, counted = [], []
    for base in bases:
        number = base.period.slot
        for school in base.schools:
            if school not in known:
                known[school] = tuple(attribute_of(school, name) for name in KEPT)
            owners.append((number, school.urn, True, *known[school]))
        counted += [(number, source, owner) for source, owner in base.owners.items()]
    _insert(connection, OWNERS, owners)
    _insert(connection, COUNTED, counted)


def _add_others(connection: Connection) -> None:
    """Every other source with a current part in a period: it counts as itself, outside the base."""
    part = ReturnPart.__table__  # type: ignore[attr-defined]
    heard = (
        select(SPANS.c.period, part.c.source)
        .join_from(part, SPANS, SPANS.c.slot == part.c.slot)
        .where(part.c.is_current, SPANS.c.span == SpanKind.PERIOD.value)
        .distinct()
        .subquery()
    )
    same = (COUNTED.c.period == heard.c.period) & (COUNTED.c.source == heard.c.source)
    strangers = select(heard.c.period, heard.c.source, heard.c.source.label("owner")).where(
        ~exists().where(same)
    )
    connection.execute(insert(COUNTED).from_select(["period", "source", "owner"], strangers))
    is_owner = (OWNERS.c.period == COUNTED.c.period) & (OWNERS.c.owner == COUNTED.c.owner)
    outside = (
        select(COUNTED.c.period, COUNTED.c.owner, literal(False))
        .join_from(COUNTED, heard, same)
        .where(~exists().where(is_owner))
        .distinct()
    )
    connection.execute(insert(OWNERS).from_select(["period", "owner", "in_base"], outside))


def _insert(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.columns]
    if rows:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
