"""Loading and saving commentary and actions. Results do not rest on them, so no cache is told."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from hubdata.store.tables import StoredAction, StoredCommentary
from hubdata.vocabulary import ActionStatus


def load_standing_commentaries(session: Session, *, slot: int) -> dict[str, StoredCommentary]:
    """The newest version of every commentary of a period, by subject; also those taken away."""
    newest = (
        select(func.max(col(StoredCommentary.id)))
        .where(StoredCommentary.slot == slot)
        .group_by(col(StoredCommentary.subject))
    )
    query = select(StoredCommentary).where(col(StoredCommentary.id).in_(newest))
    return {one.subject: one for one in session.exec(query)}


def load_versions(session: Session, subject: str, *, slot: int) -> list[StoredCommentary]:
    """Every version of a commentary, the newest first."""
    query = (
        select(StoredCommentary)
        .where(StoredCommentary.subject == subject, StoredCommentary.slot == slot)
        .order_by(col(StoredCommentary.id).desc())
    )
    return list(session.exec(query))


def load_earlier_slots(session: Session, subject: str, *, before: int) -> list[int]:
    """The periods before one for which something was written on a subject, the newest first."""
    query = (
        select(StoredCommentary.slot)
        .where(StoredCommentary.subject == subject, StoredCommentary.slot < before)
        .group_by(col(StoredCommentary.slot))
        .order_by(col(StoredCommentary.slot).desc())
    )
    return list(session.exec(query))


def add_commentary(session: Session, version: StoredCommentary) -> StoredCommentary:
    """Add a version; it has its id afterwards."""
    session.add(version)
    session.flush()
    return version


def load_actions(
    session: Session, *, kpi: str | None = None, open_only: bool = False
) -> list[StoredAction]:
    """Actions, of one KPI or of all: the earliest due first, those without a day last."""
    query = select(StoredAction)
    if kpi is not None:
        query = query.where(StoredAction.kpi == kpi)
    if open_only:
        query = query.where(StoredAction.status == ActionStatus.OPEN)
    found = session.exec(query.order_by(col(StoredAction.id)))
    return sorted(found, key=lambda one: one.due or date.max)


def load_actions_on(session: Session, *, slot: int, since: date) -> list[StoredAction]:
    """What a period has to do with: actions raised up to it that are open, or were closed on a day
    or later."""
    query = select(StoredAction).where(
        StoredAction.slot <= slot,
        or_(
            col(StoredAction.status) == ActionStatus.OPEN,
            col(StoredAction.closed_on) >= since,
        ),
    )
    found = session.exec(query.order_by(col(StoredAction.id)))
    return sorted(found, key=lambda one: one.due or date.max)


def find_action(session: Session, action_id: int) -> StoredAction | None:
    return session.get(StoredAction, action_id)


def save_action(session: Session, action: StoredAction, *, at: datetime, by: str) -> StoredAction:
    """Add an action or keep a changed one; it has its id afterwards."""
    action.changed_at, action.changed_by = at, by
    session.add(action)
    session.flush()
    return action
