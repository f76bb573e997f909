"""Accepting, rejecting and withdrawing parts, and undoing it: each act is one transaction, all or
nothing.

Nothing is overwritten: the earlier version of a part is superseded and stays readable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, bindparam, false, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from hubdata.errors import OutOfDate
from hubdata.returns.kinds import kind_named
from hubdata.store.audit import add_entries
from hubdata.store.intake.overlaps import lock_overlaps, settle_overlaps
from hubdata.store.measuring.kept_columns import keep_columns
from hubdata.store.revisions import RECEIVED, bump, bump_parts, bump_senders
from hubdata.store.tables import Return, ReturnPart, row_table
from hubdata.store.tables.base import table_of

PARTS = table_of(ReturnPart)
_PART_COLUMNS = (
    *(PARTS.c.id, PARTS.c.return_id, PARTS.c.kind, PARTS.c.source, PARTS.c.slot, PARTS.c.sheet),
    *(PARTS.c.status, PARTS.c.is_current, PARTS.c.rows_left_out, PARTS.c.replaces_id),
    *(PARTS.c.accepted_by, PARTS.c.accepted_at, PARTS.c.ended_by, PARTS.c.ended_at),
)

_DONE = {
    "accepted": "accepted",
    "superseded": "replaced",
    "withdrawn": "withdrew",
    "rejected": "rejected",
}

Part = Any
"""A row of `return_part`, with these columns: acts are on many at once, so no objects are made."""
Key = tuple[str, str, int, str]
"""Kind, source, slot and sheet: what only one part can count for."""


class Status(StrEnum):
    """Where a return or a part of it is in its life."""

    CHECKED = "checked"
    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


NOT_RECEIVED = {Status.REJECTED.value, Status.WITHDRAWN.value}
"""A return that ended so was never received, whatever day it came."""


def accept_parts(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = "", keeps: bool = True
) -> set[int]:
    """Make checked parts the ones that count, superseding earlier versions; gives their slots.

    Rows with errors stay out. Whoever accepts many times in a row keeps the columns of all slots
    once, after the last, and here not (`keeps`). Raises `OutOfDate` if a part is no longer waiting.
    """
    parts = _lock(session, part_ids)
    if any(part.status != Status.CHECKED for part in parts):
        raise OutOfDate(f"This return is no longer waiting. {explain_taken(parts)}")
    try:
        _accept(session, parts, actor=actor, reason=reason)
    except IntegrityError as error:
        raise OutOfDate(
            "Somebody accepted another version of this return at the same moment. Look again."
        ) from error
    slots = {part.slot for part in parts}
    if keeps:
        keep_columns(session, slots)
    _note(session, parts, actor, action="accepted", detail=reason)
    return slots


def reject_parts(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = ""
) -> None:
    """Decide that checked parts will not be used."""
    parts = _lock(session, part_ids)
    if any(part.status != Status.CHECKED for part in parts):
        raise OutOfDate(f"This return is no longer waiting. {explain_taken(parts)}")
    _end(session, parts, Status.REJECTED, actor=actor)
    _settle(session, {part.return_id for part in parts})
    bump(session, ["waiting"])
    _note(session, parts, actor, action="rejected", detail=reason)


def replace_waiting(
    session: Session, file_id: int, *, actor: str, source: str = "", slot: int | None = None
) -> list[str]:
    """Put aside the readings of a file (or of one source and period in it) that were not accepted:
    it was read again. Gives the sheets that waited."""
    of_file = select(col(Return.id)).where(col(Return.file_id) == file_id)
    if source:
        of_file = of_file.where(col(Return.source) == source, col(Return.slot) == slot)
    waiting = select(PARTS.c.id).where(
        PARTS.c.return_id.in_(of_file), PARTS.c.status == Status.CHECKED.value
    )
    parts = _lock(session, list(session.execute(waiting).scalars()))
    if not parts:
        return []
    _end(session, parts, Status.SUPERSEDED, actor=actor)
    _settle(session, {part.return_id for part in parts})
    bump(session, ["waiting"])
    _note(session, parts, actor, action="read again", detail="")
    return [part.sheet for part in parts]


def withdraw_parts(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = ""
) -> None:
    """Take accepted parts out of every figure. Raises `OutOfDate` if one no longer counts."""
    parts = _lock(session, part_ids)
    if not all(part.is_current for part in parts):
        raise OutOfDate(
            f"This return no longer counts, so it cannot be withdrawn. {explain_taken(parts)}"
        )
    _end(session, parts, Status.WITHDRAWN, actor=actor)
    bump_senders(session, parts)
    _settle(session, {part.return_id for part in parts})
    settle_overlaps(session, {part.slot for part in parts})
    keep_columns(session, {part.slot for part in parts})
    _note(session, parts, actor, action="withdrew", detail=reason)


def undo_acceptance(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = ""
) -> None:
    """Let accepted parts wait again; the version that each replaced counts again.

    Raises `OutOfDate` if one no longer counts.
    """
    parts = _lock(session, part_ids)
    if not all(part.is_current for part in parts):
        raise OutOfDate(
            "This return no longer counts, so its acceptance cannot be undone. "
            f"{explain_taken(parts)}"
        )
    waiting = {"status": Status.CHECKED.value, "is_current": False, "replaces_id": None}
    waiting |= {"accepted_at": None, "accepted_by": "", "reason": ""}
    session.execute(update(PARTS).where(_are(parts)).values(waiting))
    _flag_rows(session, parts, current=False)
    earlier = _lock(session, [part.replaces_id for part in parts if part.replaces_id])
    _revive(session, [part for part in earlier if part.status == Status.SUPERSEDED])
    bump_senders(session, parts, still=earlier)
    _settle(session, {part.return_id for part in (*parts, *earlier)})
    bump(session, ["waiting"])
    settle_overlaps(session, {part.slot for part in parts})
    keep_columns(session, {part.slot for part in parts})
    _note(session, parts, actor, action="undid the acceptance", detail=reason)
    _note(session, earlier, actor, action="let it count again", detail=reason)


def undo_withdrawal(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = ""
) -> None:
    """Let withdrawn parts count again. Raises `OutOfDate` if a newer version counts by now."""
    parts = _lock(session, part_ids)
    if any(part.status != Status.WITHDRAWN for part in parts):
        raise OutOfDate(f"This return is not withdrawn any more. {explain_taken(parts)}")
    if _current_versions(session, parts):
        raise OutOfDate(
            "Another version counts by now. Withdraw that one, or undo its acceptance, first."
        )
    _revive(session, parts)
    bump_senders(session, parts)
    _settle(session, {part.return_id for part in parts})
    settle_overlaps(session, {part.slot for part in parts})
    keep_columns(session, {part.slot for part in parts})
    _note(session, parts, actor, action="undid the withdrawal", detail=reason)


def undo_rejection(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = ""
) -> None:
    """Let rejected parts wait again."""
    parts = _lock(session, part_ids)
    if any(part.status != Status.REJECTED for part in parts):
        raise OutOfDate(f"This return is not rejected any more. {explain_taken(parts)}")
    waiting = {"status": Status.CHECKED.value, "ended_at": None, "ended_by": ""}
    session.execute(update(PARTS).where(_are(parts)).values(waiting))
    _settle(session, {part.return_id for part in parts})
    bump(session, ["waiting"])
    _note(session, parts, actor, action="undid the rejection", detail=reason)


def explain_taken(parts: Iterable[Part]) -> str:
    """Who dealt with parts first: "Ann accepted it on 19/12/2025 at 10:32. Look again." """
    for part in parts:
        verb = _DONE.get(part.status)
        by = part.accepted_by if part.status == Status.ACCEPTED else part.ended_by
        at = part.accepted_at if part.status == Status.ACCEPTED else part.ended_at
        if verb and by and at:
            return f"{by} {verb} it on {at.astimezone():%d/%m/%Y at %H:%M}. Look again."
    return "It was dealt with already, perhaps by somebody else. Look again."


def _lock(session: Session, part_ids: Sequence[int]) -> list[Part]:
    """The parts as they are now, which nobody else can change until the transaction ends."""
    session.flush()
    lock_overlaps(session)
    query = select(*_PART_COLUMNS).where(PARTS.c.id.in_(part_ids))
    return list(session.execute(query.order_by(PARTS.c.id).with_for_update()))


def _accept(session: Session, parts: Sequence[Part], *, actor: str, reason: str) -> None:
    """The database lets one part of a kind count; another's acceptance may have come between."""
    now = datetime.now(UTC)
    for wave in _waves(parts):
        replaced = _current_versions(session, wave)
        _end(session, list(replaced.values()), Status.SUPERSEDED, actor=actor)
        accepted = {"status": Status.ACCEPTED.value, "is_current": True, "reason": reason}
        accepted |= {"accepted_at": now, "accepted_by": actor}
        session.execute(update(PARTS).where(_are(wave)).values(accepted))
        pairs = [(part.id, replaced[key].id) for part in wave if (key := _key(part)) in replaced]
        if pairs:
            session.execute(
                update(PARTS)
                .where(PARTS.c.id == bindparam("part"))
                .values(replaces_id=bindparam("earlier")),
                [{"part": part, "earlier": earlier} for part, earlier in pairs],
            )
        _flag_rows(session, wave, current=True)
        bump_senders(session, wave, still=replaced.values())
        _settle(session, {p.return_id for p in (*wave, *replaced.values())})
    settle_overlaps(session, {part.slot for part in parts})


def _are(parts: Iterable[Part]) -> ColumnElement[bool]:
    return PARTS.c.id.in_([part.id for part in parts])


def _key(part: Part) -> Key:
    return (part.kind, part.source, part.slot, part.sheet)


def _waves(parts: Iterable[Part]) -> list[list[Part]]:
    """Parts in groups without two versions of the same part, so that the later one wins."""
    waves: list[list[Part]] = []
    seen: dict[Key, int] = defaultdict(int)
    for part in parts:
        key = _key(part)
        turn = seen[key]
        seen[key] += 1
        if turn == len(waves):
            waves.append([])
        waves[turn].append(part)
    return waves


def _current_versions(session: Session, parts: Sequence[Part]) -> dict[Key, Part]:
    query = select(*_PART_COLUMNS).where(
        PARTS.c.is_current,
        PARTS.c.slot.in_({part.slot for part in parts}),
        PARTS.c.source.in_({part.source for part in parts}),
    )
    wanted = {_key(part) for part in parts}
    found = {
        _key(part): part for part in session.execute(query.order_by(PARTS.c.id).with_for_update())
    }
    return {key: part for key, part in found.items() if key in wanted}


def _end(session: Session, parts: Sequence[Part], status: Status, *, actor: str) -> None:
    if not parts:
        return
    how = {"is_current": False, "status": status.value}
    ended = how | {"ended_at": datetime.now(UTC), "ended_by": actor}
    session.execute(update(PARTS).where(_are(parts)).values(ended))
    _flag_rows(session, [part for part in parts if part.is_current], current=False)


def _revive(session: Session, parts: Sequence[Part]) -> None:
    """Let parts that ended count as they did before."""
    if not parts:
        return
    counts = {"status": Status.ACCEPTED.value, "is_current": True}
    counts |= {"ended_at": None, "ended_by": ""}
    session.execute(update(PARTS).where(_are(parts)).values(counts))
    _flag_rows(session, parts, current=True)


def _flag_rows(session: Session, parts: Sequence[Part], *, current: bool) -> None:
    by_sheet: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        by_sheet[part.kind, part.sheet].append(part)
    for (kind, sheet), some in by_sheet.items():
        rows = table_of(row_table(kind_named(kind).sheet(sheet)))
        statement = update(rows).where(rows.c.part_id.in_([part.id for part in some]))
        if current:
            statement = statement.where(rows.c.left_out.is_(false()))
        session.execute(statement.values(is_current=current))
    bump_parts(session, parts)


def _settle(session: Session, return_ids: set[int]) -> None:
    """Work out the status of returns from the status of their parts."""
    query = select(PARTS.c.return_id, PARTS.c.status, PARTS.c.rows_left_out)
    query = query.where(PARTS.c.return_id.in_(return_ids))
    parts: dict[int, list[Part]] = defaultdict(list)
    for part in session.execute(query):
        parts[part.return_id].append(part)
    settled: dict[Status, list[int]] = defaultdict(list)
    for return_id, some in parts.items():
        settled[status_of(some)].append(return_id)
    returns = table_of(Return)
    before = select(returns.c.id, returns.c.slot, returns.c.status)
    before = before.where(returns.c.id.in_(return_ids))
    for return_id, slot, status in session.execute(before).all():
        if (status in NOT_RECEIVED) != (status_of(parts[return_id]) in NOT_RECEIVED):
            bump(session, [RECEIVED], slot=slot)
    for status, ids in settled.items():
        session.execute(update(returns).where(returns.c.id.in_(ids)).values(status=status.value))


def status_of(parts: Sequence[Part]) -> Status:
    """The status of a return whose parts these are."""
    statuses = {part.status for part in parts}
    if Status.ACCEPTED in statuses:
        waiting = statuses & {Status.CHECKED, Status.REJECTED, Status.WITHDRAWN}
        left_out = any(p.rows_left_out for p in parts if p.status == Status.ACCEPTED)
        return Status.PARTLY if waiting or left_out else Status.ACCEPTED
    for status in (Status.CHECKED, Status.SUPERSEDED, Status.WITHDRAWN, Status.REJECTED):
        if status in statuses:
            return status
    return Status.CHECKED


def _note(session: Session, parts: Sequence[Part], actor: str, *, action: str, detail: str) -> None:
    sheets: dict[int, list[str]] = defaultdict(list)
    for part in parts:
        sheets[part.return_id].append(part.sheet)
    words = {
        f"return {return_id}": ", ".join(names) + (f": {detail}" if detail else "")
        for return_id, names in sheets.items()
    }
    add_entries(session, actor, action=action, details=words)
