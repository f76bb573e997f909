"""Loading and saving what the hub decides about itself: its settings and its calendar."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session, select

from hubdata.calendar import Dates, TermCalendar
from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import DueDate, StoredSetting, TermDates


def load_values(session: Session) -> dict[str, Any]:
    """All stored settings by key."""
    return {row.key: json.loads(row.value) for row in session.exec(select(StoredSetting))}


def save_values(session: Session, values: Mapping[str, Any], *, actor: str) -> None:
    """Store settings; those that are unchanged are left alone."""
    now = datetime.now(UTC)
    for key, value in values.items():
        text = json.dumps(value)
        stored = session.get(StoredSetting, key)
        if stored and stored.value == text:
            continue
        stored = stored or StoredSetting(key=key, value="", changed_at=now, changed_by="")
        stored.value, stored.changed_at, stored.changed_by = text, now, actor
        session.add(stored)
        add_entry(session, actor, action="changed setting", subject=f"setting {key}", detail=text)
    bump(session, ["settings"])


def load_calendar(session: Session) -> TermCalendar:
    """The term calendar as the hub has set it."""
    dates = {row.slot: Dates(row.starts_on, row.ends_on) for row in session.exec(select(TermDates))}
    due = {(row.kind, row.slot): row.due_on for row in session.exec(select(DueDate))}
    return TermCalendar(dates, due)


def save_dates(session: Session, dates: Mapping[int, Dates], *, actor: str) -> None:
    """Set the first and last days of terms, by slot."""
    for slot, one in dates.items():
        session.merge(TermDates(slot=slot, starts_on=one.start, ends_on=one.end))
    add_entry(session, actor, action="changed term dates", subject="calendar")
    bump(session, ["settings"])


def save_due_dates(session: Session, due: Mapping[tuple[str, int], date], *, actor: str) -> None:
    """Set when returns are due, by kind and slot."""
    for (kind, slot), day in due.items():
        session.merge(DueDate(kind=kind, slot=slot, due_on=day))
    add_entry(session, actor, action="changed due dates", subject="calendar")
    bump(session, ["settings"])
