"""The audit log: who did what to what, and when. Only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import insert
from sqlmodel import Session, col, select

from hubdata.store.tables import AuditEntry
from hubdata.store.tables.base import table_of


def add_entry(session: Session, actor: str, *, action: str, subject: str, detail: str = "") -> None:
    """Note an act; it is kept or lost with the transaction that does it."""
    session.add(
        AuditEntry(at=datetime.now(UTC), actor=actor, action=action, subject=subject, detail=detail)
    )


def add_entries(session: Session, actor: str, *, action: str, details: Mapping[str, str]) -> None:
    """Note the same act on many subjects; `details` has a text for each of them."""
    now = datetime.now(UTC)
    same = {"at": now, "actor": actor, "action": action}
    if details:
        entries = [{**same, "subject": about, "detail": text} for about, text in details.items()]
        session.execute(insert(table_of(AuditEntry)), entries)


def load_entries(session: Session, *, subject: str = "", limit: int = 200) -> list[AuditEntry]:
    """The newest entries, of one subject or of all."""
    query = select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(limit)
    if subject:
        query = query.where(AuditEntry.subject == subject)
    return list(session.exec(query))
