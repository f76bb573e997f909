"""Temporary tables that bring what the KPIs are told into SQL: periods, spans, schools of the base.

They live in the caller's transaction and are dropped before it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Connection,
    FromClause,
    Table,
    and_,
    case,
    exists,
    func,
    insert,
    select,
)

from hubdata.kpis.base import (
    Base,
    BaseSchool,
    Member,
    MemberKind,
    attribute_of,
    kind_of,
)
from hubdata.kpis.measures import PARTNER_RETURN, PERIOD, Span, SpanKind
from hubdata.kpis.spans import Moment, due_terms, last_slot, spanned_slots, terms_of, year_of
from hubdata.periods import Period
from hubdata.store.kpi_expressions import Sql
from hubdata.store.kpi_tables import (
    COUNTED,
    KEPT,
    KEPT_OF_SCHOOLS,
    OWNERS,
    PERIODS,
    SCHOOLS,
    SLOTS,
    SPANS,
    TOLD,
)
from hubdata.store.part_flags import PARTS, fill_parts


def name_of(span: Span) -> str:
    """What a span is called in the table of spans."""
    return f"{span.kind}{span.terms or ''} {span.asked}"


def with_owner(rows: FromClause, period: Sql, source: Sql) -> tuple[FromClause, Sql]:
    """Rows joined to the URN they count under in a period, and that URN."""
    same = and_(COUNTED.c.period == period, COUNTED.c.source == source)
    owner = func.coalesce(COUNTED.c.owner, source).label("owner")
    return rows.outerjoin(COUNTED, same), owner


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
    fill_parts(connection)
    _add_others(connection)
    yield
    TOLD.drop_all(connection, checkfirst=False)


def _fill_periods(
    connection: Connection, bases: Sequence[Base], *, spans: Iterable[Span], moment: Moment
) -> None:
    periods, spanned = [], []
    for base in bases:
        number = base.period.slot
        periods.append(
            {
                "period": number,
                "last_slot": last_slot(base.period),
                "due_terms": len(due_terms(base.period, moment)),
                "partner_due_terms": len(due_terms(base.period, moment, asked=PARTNER_RETURN)),
                "terms": len(terms_of(base.period)),
                "reference_date": base.reference_date,
            }
        )
        for span in spans:
            if span.kind is not SpanKind.EVER:
                slots = spanned_slots(
                    span, base.period, reference_date=base.reference_date, moment=moment
                )
                spanned += [(name_of(span), slot, number, n) for slot, n in slots.items()]
    slots_read = sorted({slot for _, slot, _, _ in spanned})
    _insert(connection, SPANS, spanned)
    if periods:  # through SQLAlchemy, which knows how a driver wants its dates
        connection.execute(insert(PERIODS), periods)
        connection.execute(insert(SLOTS), [_slot(slot, moment) for slot in slots_read])


def _slot(slot: int, moment: Moment) -> dict[str, Any]:
    year = year_of(slot)
    return {
        "slot": slot,
        "first_day": year.first_day,
        "last_day": year.last_day,
        "due_on": moment.due_on(slot),
        "partner_due_on": moment.due_on(slot, asked=PARTNER_RETURN),
        "is_annual": Period.at_slot(slot).is_year,
    }


def _fill_schools(connection: Connection, bases: Sequence[Base]) -> None:
    numbers: dict[Member, int] = {}
    owners, counted = [], []
    for base in bases:
        number = base.period.slot
        for owner, member in base.members.items():
            told = numbers.setdefault(member, len(numbers))
            owners.append((number, owner, told, kind_of(member).value))
        sources = base.owners.items()
        counted += [(number, source, owner) for source, owner in sources if source != owner]
    _insert(connection, OWNERS, owners)
    _insert(connection, COUNTED, counted)
    of_school = attrgetter(*KEPT_OF_SCHOOLS)
    others = (None,) * (len(KEPT) - len(KEPT_OF_SCHOOLS))
    _insert(
        connection,
        SCHOOLS,
        [
            (number, *of_school(one), *others)
            if isinstance(one, BaseSchool)
            else (number, *(attribute_of(one, name) for name in KEPT))
            for one, number in numbers.items()
        ],
    )


def _add_others(connection: Connection) -> None:
    """Every other source with a current part in a period is an owner too, outside the base."""
    read = and_(SPANS.c.slot == PARTS.c.slot, SPANS.c.span == name_of(PERIOD))
    joined, owner = with_owner(PARTS.join(SPANS, read), SPANS.c.period, PARTS.c.source)
    kind = func.max(case((PARTS.c.kind == PARTNER_RETURN, MemberKind.PARTNER.value))).label("kind")
    heard = select(SPANS.c.period, owner, kind).select_from(joined)
    one = heard.group_by(SPANS.c.period, owner).subquery("heard")
    is_owner = (OWNERS.c.period == one.c.period) & (OWNERS.c.owner == one.c.owner)
    outside = select(one.c.period, one.c.owner, one.c.kind).where(~exists().where(is_owner))
    connection.execute(insert(OWNERS).from_select(["period", "owner", "kind"], outside))


def _insert(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert by the driver's own means: there are a school for each period, ten thousands."""
    if rows:
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        marks = ", ".join([mark] * len(table.columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", list(rows))
