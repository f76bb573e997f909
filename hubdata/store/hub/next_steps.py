"""Loading and saving next steps with schools and partners. Results do not rest on them, so no cache
is told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from hubdata.store.audit import add_entry
from hubdata.store.tables import StoredNextStep


def load_next_steps(
    session: Session, *, sources: Collection[str] | None = None
) -> list[StoredNextStep]:
    """Next steps of some sources, or of all: open ones first, the earliest due before the others;
    then those that are done, the latest first."""
    query = select(StoredNextStep).order_by(col(StoredNextStep.id))
    if sources is not None:
        query = query.where(col(StoredNextStep.source).in_(sources))
    found = list(session.exec(query))
    waiting = sorted(
        (one for one in found if one.done_on is None), key=lambda one: one.due or date.max
    )
    done = sorted((one for one in found if one.done_on), key=lambda one: one.done_on or date.min)
    return [*waiting, *reversed(done)]


def find_next_step(session: Session, step_id: int) -> StoredNextStep | None:
    return session.get(StoredNextStep, step_id)


def save_next_step(session: Session, step: StoredNextStep, *, actor: str, what: str) -> None:
    """Add a step or keep a changed one, with a line in the audit log; it has its id afterwards."""
    step.changed_at, step.changed_by = datetime.now(UTC), actor
    session.add(step)
    session.flush()
    about = f"next step {step.id}"
    add_entry(session, actor, action="changed", subject=about, detail=f"{step.source}: {what}")
