"""Current rows added up by term: one grouped statement for any sheet, which parts they are from,
and the rows themselves, for those who ask where a sum comes from."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from hubdata.store.tables import ReturnPart
from hubdata.store.tables.row_tables import ROW_TABLES


@dataclass(frozen=True)
class Sum:
    """What the rows of one source and term that share a key add up to, in the order asked; `None`
    where no row says."""

    source: str
    slot: int
    key: tuple[Any, ...]
    amounts: tuple[float | None, ...]


@dataclass(frozen=True)
class SumRow:
    """One row that adds `amount` to a sum: its part and row, and its key in the order asked."""

    source: str
    slot: int
    key: tuple[Any, ...]
    amount: float
    part_id: int
    row_number: int


@dataclass(frozen=True)
class ToldPart:
    """A part that counts: from which return it is, and whether it holds the year so far."""

    source: str
    slot: int
    sheet: str
    return_id: int
    is_estimate: bool
    is_year_to_date: bool


def load_sums(
    session: Session,
    table: str,
    *,
    by: Sequence[str],
    of: Sequence[str],
    slots: Collection[int],
) -> list[Sum]:
    """Sums of some fields of a sheet's rows that count, by source, term and some other fields."""
    columns = ROW_TABLES[table].__table__.c  # type: ignore[attr-defined]
    keys = [columns.source, columns.slot, *(columns[name] for name in by)]
    statement = (
        select(*keys, *(func.sum(columns[name]) for name in of))
        .where(columns.is_current, columns.slot.in_(sorted(slots)))
        .group_by(*keys)
        .order_by(*keys)
    )
    return [
        Sum(row[0], row[1], tuple(row[2 : len(keys)]), tuple(map(_number, row[len(keys) :])))
        for row in session.execute(statement)
    ]


def load_sum_rows(
    session: Session, table: str, *, by: Sequence[str], of: str, slots: Collection[int]
) -> list[SumRow]:
    """The rows behind `load_sums` that answer one field, in the order of terms and rows."""
    columns = ROW_TABLES[table].__table__.c  # type: ignore[attr-defined]
    places = [columns.source, columns.slot, columns.part_id, columns.row_number]
    keys = [columns[name] for name in by]
    statement = (
        select(*places, columns[of], *keys)
        .where(columns.is_current, columns.slot.in_(sorted(slots)), columns[of].is_not(None))
        .order_by(columns.slot, columns.source, columns.part_id, columns.row_number)
    )
    return [
        SumRow(source, slot, tuple(key), amount, part_id, row_number)
        for source, slot, part_id, row_number, amount, *key in session.execute(statement)
    ]


def load_latest_value(session: Session, table: str, name: str, *, up_to_slot: int) -> Any:
    """The latest known answer to a question by the end of a term, such as a date that stays."""
    columns = ROW_TABLES[table].__table__.c  # type: ignore[attr-defined]
    is_known = columns[name].is_not(None)
    statement = (
        select(columns[name])
        .where(columns.is_current, columns.slot <= up_to_slot, is_known)
        .order_by(columns.slot.desc())
        .limit(1)
    )
    return session.execute(statement).scalar()


def load_told_parts(session: Session, *, kind: str, slots: Collection[int]) -> list[ToldPart]:
    """The parts of a kind of return that count in some terms."""
    names = ("source", "slot", "sheet", "return_id", "is_estimate", "is_year_to_date")
    statement = (
        select(*(col(getattr(ReturnPart, name)) for name in names))
        .where(
            col(ReturnPart.is_current),
            col(ReturnPart.kind) == kind,
            col(ReturnPart.slot).in_(sorted(slots)),
        )
        .order_by(col(ReturnPart.slot), col(ReturnPart.source))
    )
    return [ToldPart(*row) for row in session.execute(statement)]


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
