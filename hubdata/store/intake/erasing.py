"""Erasing a contact's e-mail on request: out of every row, list and log, and not taken in again.

The files stay as they came; whoever reads one again finds the address left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Table, func, select, update
from sqlmodel import Session
from sqlmodel import select as choose

from hubdata.returns.kinds import KINDS
from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import (
    AuditEntry,
    ErasedEmail,
    ReceivedFile,
    RememberedMapping,
    StoredCorrection,
    StoredIssue,
    StoredPartner,
    row_table,
)
from hubdata.store.tables.base import table_of

EMAIL_FIELD = "contact_email"
ERASED = "(erased)"


def fingerprint(email: str) -> str:
    """What stands for an address, whatever its case."""
    return hashlib.sha256(email.strip().casefold().encode()).hexdigest()


def is_erased(email: object, erased: set[str]) -> bool:
    return isinstance(email, str) and bool(email) and fingerprint(email) in erased


def load_erased(session: Session) -> set[str]:
    """The fingerprints of all addresses that are not kept."""
    return set(session.exec(choose(ErasedEmail.fingerprint)))


def erase_email(session: Session, email: str, *, actor: str, reason: str) -> int:
    """Take an address out of the store; gives in how many rows of returns it stood."""
    address = email.strip()
    rows = 0
    for table in _fronts():
        is_it = func.lower(table.c[EMAIL_FIELD]) == address.lower()
        found = session.execute(select(table.c.id).where(is_it)).scalars().all()
        rows += len(found)
        session.execute(update(table).where(is_it).values({EMAIL_FIELD: None}))
    for column, instead in _places():
        is_it = func.lower(column) == address.lower()
        session.execute(update(column.table).where(is_it).values({column.name: instead}))
    for column in _texts():
        _blank_out(session, column, address)
    key = fingerprint(address)
    if session.get(ErasedEmail, key) is None:
        now = datetime.now(UTC)
        session.add(ErasedEmail(fingerprint=key, erased_at=now, erased_by=actor, reason=reason))
    add_entry(session, actor, action="erased an e-mail", subject="contacts", detail=reason)
    bump(session, ["waiting"])
    return rows


def _fronts() -> Iterator[Table]:
    for kind in KINDS.values():
        table = table_of(row_table(kind.front))
        if EMAIL_FIELD in table.c:
            yield table


def _places() -> Iterator[tuple[Column[Any], str]]:
    """Where an address may stand alone, and what stands there instead."""
    yield table_of(StoredPartner).c.mailbox, ""
    yield table_of(ReceivedFile).c.sender, ""
    yield table_of(RememberedMapping).c.sender, ERASED


def _texts() -> Iterator[Column[Any]]:
    """Where an address may stand within a text."""
    issue, correction = table_of(StoredIssue).c, table_of(StoredCorrection).c
    yield from (issue.value, issue.message, issue.explanation)
    yield from (correction.before, correction.after, correction.reason)
    yield from (table_of(AuditEntry).c.detail, table_of(ReceivedFile).c.issues)


def _blank_out(session: Session, column: Column[Any], address: str) -> None:
    key = column.table.c.id
    is_there = func.lower(column).contains(address.lower(), autoescape=True)
    for row_id, text in session.execute(select(key, column).where(is_there)).all():
        words = _without(text, address)
        session.execute(update(column.table).where(key == row_id).values({column.name: words}))


def _without(text: str, address: str) -> str:
    """The text with the address blanked out, whatever its case."""
    at = text.lower().find(address.lower())
    while at >= 0:
        text = text[:at] + ERASED + text[at + len(address) :]
        at = text.lower().find(address.lower(), at + len(ERASED))
    return text
