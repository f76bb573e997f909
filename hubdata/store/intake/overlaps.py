"""Overlaps as they are kept: found again whenever a part begins or ceases to count, and decided.

Rows that repeat another source's are marked in the same transaction, so that a KPI reads one flag.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from hubdata.errors import OutOfDate, UnknownThing, UserError
from hubdata.kpis.language.measures import PARTNER_RETURN, REPEATS
from hubdata.register.links import build_succession, latest_of
from hubdata.returns.overlaps import (
    SLOTS_A_YEAR,
    Overlap,
    Tellings,
    Told,
    TwinKey,
    find_overlaps,
)
from hubdata.store.audit import add_entry
from hubdata.store.intake.told_twice import load_overlaps, twins_of
from hubdata.store.measuring.kept_columns import keep_columns
from hubdata.store.registers.register import load_links
from hubdata.store.revisions import bump
from hubdata.store.tables import (
    ROW_TABLES,
    OverlapDecision,
    ReturnPart,
    StoredOverlap,
)
from hubdata.store.tables.base import in_chunks, table_of
from hubdata.store.tables.row_tables import SHEETS
from hubdata.vocabulary import Repeat, Verdict

LOCK = 7_020_901
"""The number of the lock on PostgreSQL, for as long as a transaction lasts; on SQLite there is but
one writer anyway."""

PARTNERS_SHEETS = tuple(SHEETS[table].name for table in ("project", "cpd", "ensemble"))
KEYS = ("id", "source", "slot", "part_id", "row_number")
TOLD_OF = {
    "whole_class": ("provider_type", "pupils"),
    "tuition": ("provider_type", "group_size", "pupils"),
    "ensemble": (
        *("ensemble_id", "name", "type", "organiser"),
        *(f"members_{stage}" for stage in ("eyfs", "ks1", "ks2", "ks3", "ks4", "ks5")),
    ),
    "project": (
        *("project_id", "project_name", "activity_type", "school_urns", "sessions_delivered"),
        *("participants_unique", "already_reported_by"),
    ),
    "cpd": ("course", "date", "school_urns", "attendees"),
}
"""What is read of a row to find out whether it is told twice."""


def lock_overlaps(session: Session) -> None:
    """Begin an act on parts that count: of two at once, the second waits and sees the first's."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))


def settle_overlaps(session: Session, slots: Iterable[int]) -> None:
    """Find the overlaps of the years of some slots anew, and mark the rows that repeat others."""
    session.flush()
    for year in sorted({slot // SLOTS_A_YEAR for slot in slots}):
        _settle_year(session, year * SLOTS_A_YEAR)


def load_slots(session: Session) -> set[int]:
    """Every slot of which a part counts."""
    parts = table_of(ReturnPart).c
    return set(session.execute(select(parts.slot).where(parts.is_current).distinct()).scalars())


def load_repeats(session: Session, *, last_slot: int) -> dict[str, dict[str, int]]:
    """How far rows repeat others, up to a slot: by table and row id (as text: JSON has no other
    keys)."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    query = select_rows(StoredOverlap).where(col(StoredOverlap.slot) <= last_slot)
    for (table, row_id), repeat in _marks_of(list(session.exec(query))).items():
        found[table][str(row_id)] = int(repeat)
    return dict(found)


def save_decision(
    session: Session, twins: TwinKey, *, slot: int, verdict: Verdict, reason: str, actor: str
) -> int:
    """Decide whose telling of an activity counts, in a term and those after it; gives its id.

    Raises `UserError` without a reason, `OutOfDate` where there is no such overlap any more.
    """
    if not reason.strip():
        raise UserError("Write down why: whoever asks later should not have to ask you.")
    lock_overlaps(session)
    slots = _slots_of(session, twins, since=slot)
    if slot not in slots:
        raise OutOfDate("This overlap is not there any more: a return has changed. Look again.")
    decision = OverlapDecision(
        **_as_columns(twins),
        slot=slot,
        verdict=verdict.value,
        reason=reason.strip(),
        decided_at=datetime.now(UTC),
        decided_by=actor,
    )
    session.add(decision)
    session.flush()
    settle_overlaps(session, slots)
    keep_columns(session, slots)
    bump(session, ["overlaps"])
    subject = f"overlap {decision.id}"
    detail = f"{' '.join(twins)}, from slot {slot}: count {verdict.value}. {reason.strip()}"
    add_entry(session, actor, action="decided", subject=subject, detail=detail)
    return decision.id or 0


def undo_decision(session: Session, decision_id: int, *, actor: str) -> None:
    """Take a decision back. Raises `UnknownThing`, or `OutOfDate` if it was taken back already."""
    lock_overlaps(session)
    decision = session.get(OverlapDecision, decision_id)
    if decision is None:
        raise UnknownThing(f"There is no decision {decision_id} about an overlap.")
    if decision.undone_at:
        raise OutOfDate("This decision was taken back already. Look again.")
    decision.undone_at, decision.undone_by = datetime.now(UTC), actor
    session.add(decision)
    session.flush()
    twins = twins_of(decision)
    settle_overlaps(session, _slots_of(session, twins, since=decision.slot))
    keep_columns(session, _slots_of(session, twins, since=decision.slot))
    bump(session, ["overlaps"])
    add_entry(session, actor, action="undid", subject=f"overlap {decision_id}")


def _settle_year(session: Session, first: int) -> None:
    slots = range(first, first + SLOTS_A_YEAR)
    partners = _partners_telling(session, slots)
    before = load_overlaps(session, slots=slots)
    if not partners and not before:
        return
    found = find_overlaps(_tellings(session, slots, partners)) if partners else []
    decisions = _decisions_by_twins(session)
    fresh = [_as_stored(one, _decision_for(one, decisions)) for one in found]
    marks_before, marks = _marks_of(before), _marks_of(fresh)
    _mark_rows(session, marks_before, marks)
    old, new = ({_said(one) for one in some} for some in (before, fresh))
    if old == new:
        return
    _bump_changed(session, old ^ new)
    session.execute(delete(table_of(StoredOverlap)).where(col(StoredOverlap.slot).in_(list(slots))))
    if fresh:
        values = [one.model_dump(exclude={"id"}) for one in fresh]
        session.execute(insert(table_of(StoredOverlap)), values)


def _partners_telling(session: Session, slots: Iterable[int]) -> set[str]:
    parts = table_of(ReturnPart).c
    query = select(parts.source).where(
        parts.is_current,
        parts.slot.in_(list(slots)),
        parts.kind == PARTNER_RETURN,
        parts.sheet.in_(PARTNERS_SHEETS),
    )
    return set(session.execute(query).scalars())


def _tellings(session: Session, slots: Sequence[int], partners: set[str]) -> Tellings:
    succession = build_succession(load_links(session))
    rows: dict[str, list[Told]] = {}
    for table, names in TOLD_OF.items():
        columns = table_of(ROW_TABLES[table]).c
        asked = [
            columns[name] for name in ("id", "source", "slot", "part_id", "row_number", *names)
        ]
        query = select(*asked).where(columns.is_current, columns.slot.in_(list(slots)))
        rows[table] = [
            Told(table, row["id"], row["source"], row["slot"], dict(row))
            for row in session.execute(query.order_by(columns.id)).mappings()
        ]

    def same_school(urn: str) -> str:
        return str(latest_of(int(urn), succession)) if urn.isdigit() else urn

    return Tellings(rows, partners, same_school)


def _decisions_by_twins(session: Session) -> dict[TwinKey, list[OverlapDecision]]:
    found: dict[TwinKey, list[OverlapDecision]] = defaultdict(list)
    query = select_rows(OverlapDecision).where(col(OverlapDecision.undone_at).is_(None))
    for one in session.exec(query.order_by(col(OverlapDecision.slot), col(OverlapDecision.id))):
        found[twins_of(one)].append(one)
    return found


def _decision_for(
    one: Overlap, decisions: dict[TwinKey, list[OverlapDecision]]
) -> OverlapDecision | None:
    """The latest decision for its term or one before it."""
    held = [decision for decision in decisions.get(one.twins, ()) if decision.slot <= one.slot]
    return held[-1] if held else None


def _as_stored(one: Overlap, decision: OverlapDecision | None) -> StoredOverlap:
    sides = {"first": one.first, "second": one.second}
    rows = {
        side: [
            {
                "table": row.table,
                "id": row.id,
                "part_id": row.values["part_id"],
                "row_number": row.values["row_number"],
                "people": row.people,
            }
            for row in some
        ]
        for side, some in sides.items()
    }
    return StoredOverlap(
        **_as_columns(one.twins),
        slot=one.slot,
        repeat=int(one.repeat),
        rule=one.rule.value,
        kept=decision.verdict if decision else one.rule.value,
        is_declared=one.is_declared,
        decision_id=decision.id if decision else None,
        rows=json.dumps(rows),
    )


def rows_left_out(one: StoredOverlap) -> list[dict[str, Any]]:
    """The rows of the side that does not count."""
    sides: dict[str, list[dict[str, Any]]] = json.loads(one.rows)
    other = {Verdict.FIRST.value: "second", Verdict.SECOND.value: "first"}.get(one.kept, "")
    return sides.get(other, [])


def _all_rows(rows: str) -> list[dict[str, Any]]:
    return [row for side in json.loads(rows).values() for row in side]


def _marks_of(overlaps: Iterable[StoredOverlap]) -> dict[tuple[str, int], Repeat]:
    marks: dict[tuple[str, int], Repeat] = {}
    for one in overlaps:
        for row in rows_left_out(one):
            place = row["table"], row["id"]
            marks[place] = Repeat(min(marks.get(place, one.repeat), one.repeat))
    return marks


def _mark_rows(
    session: Session,
    before: dict[tuple[str, int], Repeat],
    now: dict[tuple[str, int], Repeat],
) -> None:
    changed: dict[tuple[str, Repeat], list[int]] = defaultdict(list)
    for place in before.keys() | now.keys():
        mark = now.get(place, Repeat.NO)
        if mark != before.get(place, Repeat.NO):
            changed[place[0], mark].append(place[1])
    for (table, mark), ids in changed.items():
        rows = table_of(ROW_TABLES[table])
        for some in in_chunks(ids):
            session.execute(update(rows).where(rows.c.id.in_(some)).values({REPEATS: int(mark)}))


Said = tuple[int, str, str, bool, int | None, TwinKey, int]


def _said(one: StoredOverlap) -> Said:
    return (
        *(one.slot, one.kept, one.rows, one.is_declared, one.decision_id),
        *(twins_of(one), one.repeat),
    )


def _bump_changed(session: Session, changed: Iterable[Said]) -> None:
    """The sheets of what changed, in the terms of their rows: an annual row is of its own slot."""
    tables: dict[int, set[str]] = defaultdict(set)
    for slot, _, rows, *_ in changed:
        named = {SHEETS[row["table"]].name for row in _all_rows(rows)}
        for one in (slot, slot - slot % SLOTS_A_YEAR + SLOTS_A_YEAR - 1):
            tables[one] |= named
    for slot, names in tables.items():
        bump(session, names, slot=slot)


def _slots_of(session: Session, twins: TwinKey, *, since: int) -> list[int]:
    overlap = table_of(StoredOverlap).c
    query = select(overlap.slot).where(
        overlap.slot >= since,
        *(overlap[name] == value for name, value in _as_columns(twins).items()),
    )
    return list(session.execute(query).scalars())


def _as_columns(twins: TwinKey) -> dict[str, Any]:
    names = ("activity", "first_source", "first_key", "second_source", "second_key")
    return dict(zip(names, twins, strict=True))
