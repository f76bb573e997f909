"""Which sources were reminded of a return, and how often."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from hubdata.store.audit import add_entry
from hubdata.store.tables import Reminder


@dataclass(frozen=True)
class Reminded:
    """How often a source was reminded of a return, and the last time."""

    times: int
    last_on: date


def load_reminded(session: Session, *, kind: str, slot: int) -> dict[str, Reminded]:
    """The sources that were reminded of a kind of return for a period."""
    query = (
        select(
            Reminder.source,
            func.count(col(Reminder.id)),
            func.max(col(Reminder.reminded_on)),
        )
        .where(Reminder.kind == kind, Reminder.slot == slot)
        .group_by(col(Reminder.source))
    )
    return {source: Reminded(times, last_on) for source, times, last_on in session.exec(query)}


def save_reminders(
    session: Session,
    sources: Collection[str],
    *,
    kind: str,
    slot: int,
    reminded_on: date,
    actor: str,
) -> int:
    """Keep that sources are reminded on a day; how many were not yet reminded on it."""
    query = select(Reminder.source).where(
        Reminder.kind == kind, Reminder.slot == slot, Reminder.reminded_on == reminded_on
    )
    done = set(session.exec(query))
    new = [source for source in dict.fromkeys(sources) if source not in done]
    now = datetime.now(UTC)
    for source in new:
        session.add(
            Reminder(
                kind=kind,
                slot=slot,
                source=source,
                reminded_on=reminded_on,
                prepared_at=now,
                prepared_by=actor,
            )
        )
        add_entry(session, actor, action="reminded", subject=f"source {source}", detail=kind)
    return len(new)
