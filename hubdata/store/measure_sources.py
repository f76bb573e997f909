"""What measures are read from: their sheet's current rows, and under whom each of them counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import FromClause, Label, String, cast, literal

from hubdata.kpis.base import AUTHORITY, HUB
from hubdata.kpis.measures import PART, RETURN, Measure, Over, Owner, RollUp, Span
from hubdata.store.each import select_each
from hubdata.store.kpi_expressions import Sql
from hubdata.store.part_flags import PARTS
from hubdata.store.row_tables import ROW_TABLES
from hubdata.store.tables import Return


@dataclass(frozen=True)
class Kind:
    """What measures have in common that one statement can read side by side."""

    sheet: str
    span: Span
    entity: tuple[str, ...]
    owner: Owner
    each: str
    apart: Over | None
    """LISTED or PEAK, which are read in ways of their own; all others together."""

    @classmethod
    def of(cls, one: Measure) -> Kind:
        is_peak = one.over is Over.PEAK and one.roll_up is RollUp.SUM
        is_apart = one.over is Over.LISTED or (is_peak and one.owner is Owner.SOURCE)
        apart = one.over if is_apart else None
        return cls(one.sheet, one.span, one.entity, one.owner, one.each, apart)


@dataclass(frozen=True)
class Group:
    """The measures that one statement reads side by side."""

    kind: Kind
    measures: tuple[Measure, ...]

    @property
    def entity(self) -> tuple[str, ...]:
        return self.kind.entity


def source_of(kind: Kind) -> FromClause:
    """What the rows are read from; of parts, the flags of each source and term."""
    if kind.sheet == RETURN:
        return Return.__table__  # type: ignore[attr-defined, no-any-return]
    if kind.sheet != PART:
        rows: FromClause = ROW_TABLES[kind.sheet].__table__  # type: ignore[attr-defined]
        return select_each(rows, kind.each) if kind.each else rows
    return PARTS


def current_in(kind: Kind, source: FromClause) -> list[Sql]:
    """Of parts, and of things taken apart, the current ones were read already."""
    return [] if kind.sheet in (PART, RETURN) or kind.each else [source.c.is_current]


def owner_in(source: FromClause, owner: Owner) -> Label[Any]:
    """Under whom a row counts, before successors are asked for."""
    match owner:
        case Owner.SOURCE:
            told: Sql = source.c.source
        case Owner.SCHOOLS:
            told = source.c[owner.value]
        case Owner.AUTHORITY:
            told = literal(AUTHORITY.format("")) + cast(source.c[owner.value], String)
        case _:
            told = literal(HUB)
    return told.label("source")
