"""What is known of the overlaps that were found: themselves, the decisions, and how many there are.

Finding and deciding is in `overlaps`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from hubdata.kpis.reading.repeats import ToldTwice
from hubdata.returns.overlaps import TwinKey, tables_telling
from hubdata.store.tables import OverlapDecision, StoredOverlap
from hubdata.store.tables.base import table_of
from hubdata.vocabulary import Repeat, SharedActivity, Verdict


def load_overlaps(
    session: Session,
    *,
    slots: Collection[int] | None = None,
    only_waiting: bool = False,
    skip: int = 0,
    most: int | None = None,
) -> list[StoredOverlap]:
    """The overlaps of all or some slots: those that wait for a decision first, the latest first,
    those of a source together. All of them, or `most` after the first few."""
    decision = col(StoredOverlap.decision_id)
    query = select_rows(StoredOverlap)
    if slots is not None:
        query = query.where(col(StoredOverlap.slot).in_(slots))
    if only_waiting:
        query = query.where(decision.is_(None))
    order = (
        decision.is_not(None),
        col(StoredOverlap.slot).desc(),
        col(StoredOverlap.second_source),
        col(StoredOverlap.id),
    )
    return list(session.exec(query.order_by(*order).offset(skip).limit(most)))


def load_twins(session: Session, slots: Collection[int]) -> dict[int, tuple[TwinKey, int]]:
    """What makes each overlap of some slots the same in every term, and its slot, by id."""
    one = table_of(StoredOverlap).c
    twins = (one.activity, one.first_source, one.first_key, one.second_source, one.second_key)
    query = select(one.id, one.slot, *twins).where(one.slot.in_(slots))
    return {row_id: (tuple(found), slot) for row_id, slot, *found in session.execute(query)}


Place: TypeAlias = tuple[int | None, int | None]
"""The part and number of a row."""


@dataclass(frozen=True)
class CountedFor:
    """Whose telling counts in place of a row, and by which decision; by the rule without one."""

    source: str
    activity: SharedActivity
    decision_id: int | None


def load_left_out(session: Session, slots: Collection[int]) -> dict[Place, CountedFor]:
    """What counts in place of each row that is left out in some slots, by part and row number: as
    values, for there may be very many."""
    one = table_of(StoredOverlap).c
    columns = (one.kept, one.first_source, one.second_source, one.activity, one.decision_id)
    left_out = one.slot.in_(slots), one.kept != Verdict.BOTH.value
    query = select(one.rows, *columns).where(*left_out).order_by(one.id)
    found: dict[Place, CountedFor] = {}
    for rows, kept, first, second, activity, decision_id in session.execute(query):
        is_first = kept == Verdict.FIRST.value
        counted = CountedFor(first if is_first else second, SharedActivity(activity), decision_id)
        for row in json.loads(rows)["second" if is_first else "first"]:
            found[row["part_id"], row["row_number"]] = counted
    return found


def load_overlap(session: Session, overlap_id: int) -> StoredOverlap | None:
    return session.get(StoredOverlap, overlap_id)


def count_overlaps(session: Session) -> dict[int, tuple[int, int]]:
    """How many overlaps there are, and how many of them wait for a decision, by slot, the latest
    first."""
    one = table_of(StoredOverlap).c
    numbers = func.count(), func.count() - func.count(one.decision_id)
    query = select(one.slot, *numbers).group_by(one.slot).order_by(one.slot.desc())
    return {slot: (total, waiting) for slot, total, waiting in session.execute(query)}


def load_decisions(session: Session) -> dict[int, OverlapDecision]:
    """Every decision ever made, by id; those undone too."""
    return {one.id: one for one in session.exec(select_rows(OverlapDecision)) if one.id is not None}


def load_told_twice(session: Session, slots: Collection[int]) -> list[ToldTwice]:
    """What counts once of all that two sources told of in some slots, by the two sources."""
    one = table_of(StoredOverlap).c
    return _told_twice(session, slots, by=(one.first_source, one.second_source))


def count_told_twice(session: Session, slots: Collection[int]) -> list[ToldTwice]:
    """The same, of all sources together: a few numbers, however much was told."""
    return _told_twice(session, slots, by=())


def _told_twice(
    session: Session, slots: Collection[int], *, by: Sequence[ColumnElement[str]]
) -> list[ToldTwice]:
    one = table_of(StoredOverlap).c
    kinds = (one.slot, one.activity, one.repeat, one.decision_id.is_not(None), *by)
    counted = one.slot.in_(slots), one.kept != Verdict.BOTH.value
    query = select(func.count(), *kinds).where(*counted).group_by(*kinds).order_by(*kinds)
    tables = cache(lambda of, far: tables_telling(SharedActivity(of), Repeat(far)))
    return [
        ToldTwice(
            slot=slot,
            sources=tuple(sources),
            tables=tables(activity, repeat),
            repeat=repeat,
            is_decided=bool(is_decided),
            number=number,
        )
        for number, slot, activity, repeat, is_decided, *sources in session.execute(query)
    ]


def twins_of(one: StoredOverlap | OverlapDecision) -> TwinKey:
    """What makes it the same in every term."""
    return (one.activity, one.first_source, one.first_key, one.second_source, one.second_key)
