"""Undoing what was done with a return: an acceptance, a withdrawal, a rejection."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any

from hubdata.errors import OutOfDate
from hubdata.store.engine import writing
from hubdata.store.intake import acceptance, returns
from hubdata.store.intake.acceptance import Status


class Undo(StrEnum):
    """What can be undone; the value is how it is said."""

    ACCEPTANCE = "acceptance"
    WITHDRAWAL = "withdrawal"
    REJECTION = "rejection"


_DONE: dict[Undo, tuple[Status, Callable[..., Any]]] = {
    Undo.ACCEPTANCE: (Status.ACCEPTED, acceptance.undo_acceptance),
    Undo.WITHDRAWAL: (Status.WITHDRAWN, acceptance.undo_withdrawal),
    Undo.REJECTION: (Status.REJECTED, acceptance.undo_rejection),
}


def undo(what: Undo, return_ids: Collection[int], *, actor: str, reason: str = "") -> int:
    """Undo an act on some returns, all or nothing; how many there were.

    Undoing an acceptance lets the version before count again, and the return waits. Raises
    `OutOfDate` where something newer came between, or it was undone already.
    """
    status, act = _DONE[what]
    with writing() as session:
        parts = [
            part
            for part in returns.load_parts(session, return_ids)
            if part.id is not None and part.status == status
        ]
        if not parts:
            raise OutOfDate(f"There is no {what.value} left to undo here. Look again.")
        act(session, [part.id for part in parts], actor=actor, reason=reason)
    return len({part.return_id for part in parts})


def list_undoable(statuses: Collection[str]) -> tuple[Undo, ...]:
    """What can be undone of a return whose parts have these statuses."""
    return tuple(what for what, (status, _) in _DONE.items() if status in statuses)
