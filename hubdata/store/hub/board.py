"""Saving and finding board meetings, approved packs, and the hub's own slides."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from hubdata.errors import OutOfDate, UnknownThing
from hubdata.store.audit import add_entry
from hubdata.store.tables.board_tables import StoredEdition, StoredMeeting, StoredSlides


def load_meetings(session: Session) -> list[StoredMeeting]:
    """Every meeting, the latest first."""
    order = (col(StoredMeeting.held_on).desc(), col(StoredMeeting.id).desc())
    return list(session.exec(select(StoredMeeting).order_by(*order)))


def find_meeting(session: Session, meeting_id: int, *, seen: int | None = None) -> StoredMeeting:
    """A meeting. `seen` is the version that was on the screen. Raises `UnknownThing`, and
    `OutOfDate` if somebody changed it meanwhile."""
    found = session.get(StoredMeeting, meeting_id)
    if found is None:
        raise UnknownThing(f"There is no meeting {meeting_id}. Choose one from the calendar.")
    if seen is not None and found.version != seen:
        raise OutOfDate(
            f"{found.changed_by} has changed this meeting since you opened it. Look again."
        )
    return found


def add_meeting(
    session: Session,
    *,
    held_on: date,
    title: str,
    slot: int,
    snapshot: str,
    evidence: bytes,
    plan: str,
    actor: str,
) -> StoredMeeting:
    """Keep a new meeting."""
    now = datetime.now(UTC)
    meeting = StoredMeeting(
        held_on=held_on,
        title=title,
        slot=slot,
        snapshot=snapshot,
        evidence=zlib.compress(evidence),
        plan=plan,
        created_at=now,
        created_by=actor,
        changed_at=now,
        changed_by=actor,
    )
    session.add(meeting)
    session.flush()
    _log(session, meeting, "planned", actor=actor, detail=f"{held_on}, {snapshot}")
    return meeting


def change_meeting(session: Session, meeting: StoredMeeting, *, what: str, actor: str) -> None:
    """Keep a meeting as it is now."""
    meeting.version += 1
    meeting.changed_at, meeting.changed_by = datetime.now(UTC), actor
    session.add(meeting)
    _log(session, meeting, "changed", actor=actor, detail=what)


def remove_meeting(session: Session, meeting: StoredMeeting, *, actor: str) -> None:
    """Take out a meeting that has no approved pack; its snapshot stays."""
    session.delete(meeting)
    _log(session, meeting, "removed", actor=actor, detail=f"{meeting.held_on}")


def load_evidence(meeting: StoredMeeting) -> bytes:
    """What the pack may say, as JSON."""
    return zlib.decompress(meeting.evidence)


def put_evidence(meeting: StoredMeeting, evidence: bytes, *, snapshot: str) -> None:
    """Rest the pack on another snapshot."""
    meeting.evidence, meeting.snapshot = zlib.compress(evidence), snapshot


def load_editions(session: Session, meeting_id: int | None = None) -> list[StoredEdition]:
    """Approved packs, the newest first: of one meeting, or of all."""
    query = select(StoredEdition).order_by(col(StoredEdition.id).desc())
    if meeting_id is not None:
        query = query.where(StoredEdition.meeting_id == meeting_id)
    return list(session.exec(query))


def add_edition(
    session: Session, meeting: StoredMeeting, *, number: int, content: bytes, actor: str
) -> StoredEdition:
    """Keep an approved pack."""
    assert meeting.id is not None
    edition = StoredEdition(
        meeting_id=meeting.id,
        number=number,
        content=zlib.compress(content),
        approved_at=datetime.now(UTC),
        approved_by=actor,
    )
    session.add(edition)
    _log(session, meeting, "approved", actor=actor, detail=f"edition {number}")
    return edition


def load_content(edition: StoredEdition) -> bytes:
    """An approved pack as JSON."""
    return zlib.decompress(edition.content)


def load_slides(session: Session) -> StoredSlides | None:
    """The hub's own template; `None` where ours is taken."""
    newest = session.exec(select(StoredSlides).order_by(col(StoredSlides.id).desc())).first()
    return newest if newest is not None and newest.content else None


def save_slides(session: Session, name: str, content: bytes, *, actor: str) -> None:
    """Take another template; empty content takes ours again."""
    session.add(
        StoredSlides(name=name, content=content, loaded_at=datetime.now(UTC), loaded_by=actor)
    )
    add_entry(session, actor, action="changed", subject="board template", detail=name or "ours")


def _log(session: Session, meeting: StoredMeeting, action: str, *, actor: str, detail: str) -> None:
    add_entry(session, actor, action=action, subject=f"board meeting {meeting.id}", detail=detail)
