"""Accepting, rejecting and withdrawing parts: each act is one transaction, all or nothing.

Nothing is overwritten: the earlier version of a part is superseded and stays readable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import false, true, update
from sqlmodel import Session, col, select

from hubdata.errors import OutOfDate
from hubdata.returns.kinds import kind_named
from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import Return, ReturnPart, StoredIssue, row_table


class Status(StrEnum):
    """Where a return or a part of it is in its life."""

    CHECKED = "checked"
    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


def accept_parts(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = ""
) -> None:
    """Make checked parts the ones that count, superseding the earlier version of each.

    Rows with errors stay out. Raises `OutOfDate` if a part is no longer waiting to be accepted.
    """
    parts = _lock(session, part_ids)
    if any(part.status != Status.CHECKED for part in parts):
        raise OutOfDate("This return is no longer waiting: it was dealt with already. Look again.")
    now = datetime.now(UTC)
    for wave in _waves(parts):
        replaced = _current_versions(session, wave)
        _end(session, list(replaced.values()), Status.SUPERSEDED, actor=actor)
        session.flush()
        for part in wave:
            earlier = replaced.get((part.kind, part.source, part.slot, part.sheet))
            part.replaces_id = earlier.id if earlier else None
            part.status, part.is_current = Status.ACCEPTED, True
            part.accepted_at, part.accepted_by, part.reason = now, actor, reason
            session.add(part)
        session.flush()
        _flag_rows(session, wave, current=True)
        _settle(session, {p.return_id for p in (*wave, *replaced.values())})
    _note(session, parts, actor, action="accepted", detail=reason)


def reject_parts(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = ""
) -> None:
    """Decide that checked parts will not be used."""
    parts = _lock(session, part_ids)
    if any(part.status != Status.CHECKED for part in parts):
        raise OutOfDate("This return is no longer waiting: it was dealt with already. Look again.")
    _end(session, parts, Status.REJECTED, actor=actor)
    _settle(session, {part.return_id for part in parts})
    bump(session, ["waiting"])
    _note(session, parts, actor, action="rejected", detail=reason)


def replace_waiting(session: Session, file_id: int, *, actor: str) -> None:
    """Put aside the readings of a file that were not accepted: it was read again."""
    waiting = session.exec(
        select(ReturnPart.id)
        .join(Return, col(Return.id) == col(ReturnPart.return_id))
        .where(Return.file_id == file_id, ReturnPart.status == Status.CHECKED)
    )
    parts = _lock(session, [part_id for part_id in waiting if part_id is not None])
    if not parts:
        return
    _end(session, parts, Status.SUPERSEDED, actor=actor)
    _settle(session, {part.return_id for part in parts})
    bump(session, ["waiting"])
    _note(session, parts, actor, action="read again", detail="")


def withdraw_parts(
    session: Session, part_ids: Sequence[int], *, actor: str, reason: str = ""
) -> None:
    """Take accepted parts out of every figure. Raises `OutOfDate` if one no longer counts."""
    parts = _lock(session, part_ids)
    if not all(part.is_current for part in parts):
        raise OutOfDate("This return no longer counts, so it cannot be withdrawn. Look again.")
    _end(session, parts, Status.WITHDRAWN, actor=actor)
    _settle(session, {part.return_id for part in parts})
    _note(session, parts, actor, action="withdrew", detail=reason)


def explain_queries(
    session: Session, return_ids: Iterable[int], *, explanation: str, actor: str
) -> None:
    """Keep the written reason for every query of some returns that has none yet."""
    session.exec(
        update(StoredIssue)
        .where(
            col(StoredIssue.return_id).in_(list(return_ids)),
            col(StoredIssue.severity) == "query",
            col(StoredIssue.explanation) == "",
        )
        .values(explanation=explanation, explained_by=actor, explained_at=datetime.now(UTC))
    )


def _lock(session: Session, part_ids: Sequence[int]) -> list[ReturnPart]:
    query = select(ReturnPart).where(col(ReturnPart.id).in_(part_ids))
    return list(session.exec(query.order_by(col(ReturnPart.id)).with_for_update()))


def _waves(parts: Iterable[ReturnPart]) -> list[list[ReturnPart]]:
    """Parts in groups without two versions of the same part, so that the later one wins."""
    waves: list[list[ReturnPart]] = []
    seen: dict[tuple[str, str, int, str], int] = defaultdict(int)
    for part in parts:
        key = (part.kind, part.source, part.slot, part.sheet)
        turn = seen[key]
        seen[key] += 1
        if turn == len(waves):
            waves.append([])
        waves[turn].append(part)
    return waves


def _current_versions(
    session: Session, parts: Sequence[ReturnPart]
) -> dict[tuple[str, str, int, str], ReturnPart]:
    query = select(ReturnPart).where(
        col(ReturnPart.is_current),
        col(ReturnPart.slot).in_({part.slot for part in parts}),
        col(ReturnPart.source).in_({part.source for part in parts}),
    )
    wanted = {(part.kind, part.source, part.slot, part.sheet) for part in parts}
    found = {
        (part.kind, part.source, part.slot, part.sheet): part
        for part in session.exec(query.with_for_update())
    }
    return {key: part for key, part in found.items() if key in wanted}


def _end(session: Session, parts: Sequence[ReturnPart], status: Status, *, actor: str) -> None:
    was_current = [part for part in parts if part.is_current]
    now = datetime.now(UTC)
    for part in parts:
        part.is_current, part.status = False, status
        part.ended_at, part.ended_by = now, actor
        session.add(part)
    session.flush()
    _flag_rows(session, was_current, current=False)


def _flag_rows(session: Session, parts: Sequence[ReturnPart], *, current: bool) -> None:
    by_sheet: dict[tuple[str, str], list[ReturnPart]] = defaultdict(list)
    for part in parts:
        by_sheet[part.kind, part.sheet].append(part)
    for (kind, sheet), some in by_sheet.items():
        table = row_table(kind_named(kind).sheet(sheet))
        statement = update(table).where(col(table.part_id).in_([part.id for part in some]))
        if current:
            statement = statement.where(col(table.left_out).is_(false()))
        session.exec(statement.values(is_current=true() if current else false()))
    for slot in {part.slot for part in parts}:
        bump(session, {part.sheet for part in parts if part.slot == slot}, slot=slot)


def _settle(session: Session, return_ids: set[int]) -> None:
    """Work out the status of returns from the status of their parts."""
    query = select(ReturnPart).where(col(ReturnPart.return_id).in_(return_ids))
    parts: dict[int, list[ReturnPart]] = defaultdict(list)
    for part in session.exec(query):
        parts[part.return_id].append(part)
    for one in session.exec(select(Return).where(col(Return.id).in_(return_ids))):
        assert one.id is not None
        one.status = status_of(parts[one.id])
        session.add(one)
    session.flush()


def status_of(parts: Sequence[ReturnPart]) -> Status:
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


def _note(
    session: Session, parts: Sequence[ReturnPart], actor: str, *, action: str, detail: str
) -> None:
    sheets: dict[int, list[str]] = defaultdict(list)
    for part in parts:
        sheets[part.return_id].append(part.sheet)
    for return_id, names in sheets.items():
        words = ", ".join(names) + (f": {detail}" if detail else "")
        add_entry(session, actor, action=action, subject=f"return {return_id}", detail=words)
