"""One return: what it says, what was found in it, what it would change, and the acts on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from hubdata.errors import OutOfDate, UnknownThing, UserError
from hubdata.periods import Period
from hubdata.returns.issues import Issue
from hubdata.returns.kinds import ReturnKind, Sheet, kind_named
from hubdata.services.intake.comparing import list_versions
from hubdata.store import audit
from hubdata.store.engine import reading, writing
from hubdata.store.intake import acceptance, explanations, files, returns
from hubdata.store.intake.acceptance import Status
from hubdata.store.intake.corrections import Correction, load_of_parts
from hubdata.store.intake.issues import as_issue, load_issues
from hubdata.store.intake.tracking import ReturnState, load_return_states
from hubdata.store.revisions import bump
from hubdata.store.tables import ReturnPart, row_table
from hubdata.wording import count_of


@dataclass(frozen=True)
class PartDetail:
    """One sheet of a return: its rows as read, and whether they count."""

    id: int
    sheet: Sheet
    status: str
    is_current: bool
    rows: tuple[dict[str, Any], ...]
    rows_left_out: int
    accepted_by: str
    accepted_at: datetime | None
    sent: str = ""
    """What the sender called the sheet."""


@dataclass(frozen=True)
class ExplainedIssue:
    """An issue, and the reason that was given for it."""

    issue: Issue
    explanation: str
    explained_by: str
    explained_at: datetime | None = None
    id: int | None = None


@dataclass(frozen=True)
class Act:
    """Something somebody did with a return."""

    at: datetime
    actor: str
    action: str
    detail: str


@dataclass(frozen=True)
class ReturnDetail:
    """Everything about one return."""

    state: ReturnState
    kind: ReturnKind
    period: Period
    file_name: str
    received_on: date
    parts: tuple[PartDetail, ...]
    issues: tuple[ExplainedIssue, ...]
    acts: tuple[Act, ...]
    corrections: tuple[Correction, ...] = ()
    newest_id: int | None = None
    """The newest reading of the same return in the same file; its own id where it is that."""

    @property
    def is_waiting(self) -> bool:
        """Whether something of it is still to be accepted or rejected."""
        return any(part.status == Status.CHECKED for part in self.parts)

    @property
    def counts(self) -> bool:
        """Whether something of it counts in the figures."""
        return any(part.is_current for part in self.parts)


def load_return(return_id: int) -> ReturnDetail:
    """One return. Raises `UnknownThing` where there is none of that number."""
    with reading() as session:
        states = load_return_states(session, return_ids=[return_id])
        stored = returns.load_return(session, return_id)
        if not states or stored is None:
            raise UnknownThing(f"There is no return {return_id}. It may belong to another store.")
        kind = kind_named(stored.kind)
        file = files.load_file(session, stored.file_id)
        parts = returns.load_parts(session, [return_id])
        found = load_issues(session, [return_id])
        alike = [
            one.id
            for one in returns.load_returns_of_files(session, [stored.file_id])
            if (one.source, one.slot) == (stored.source, stored.slot) and one.id is not None
        ]
        subjects = [*(f"return {each}" for each in alike), f"file {stored.file_id}"]
        acts = [act for one in subjects for act in audit.load_entries(session, subject=one)]
        ids = [part.id for part in parts if part.id is not None]
        return ReturnDetail(
            state=states[0],
            kind=kind,
            period=Period.at_slot(stored.slot),
            file_name=file.name if file else "",
            received_on=stored.received_on,
            parts=tuple(_detail(session, part, kind) for part in parts),
            issues=tuple(
                ExplainedIssue(
                    as_issue(one),
                    one.explanation,
                    one.explained_by,
                    one.explained_at,
                    one.id,
                )
                for one in found
            ),
            acts=tuple(
                Act(act.at, act.actor, act.action, act.detail)
                for act in sorted(acts, key=lambda act: act.id or 0, reverse=True)
            ),
            corrections=tuple(load_of_parts(session, ids)),
            newest_id=max(alike),
        )


def load_versions(return_id: int) -> list[ReturnState]:
    """The versions of the same source and period as a return, the newest first, but for readings
    that were put aside before they ever counted."""
    with reading() as session:
        stored = returns.load_return(session, return_id)
        if stored is None:
            return []
        ids = [one.id for one in list_versions(session, stored) if one.id is not None]
        return list(reversed(load_return_states(session, return_ids=ids)))


def load_history(source: str) -> list[ReturnState]:
    """Every return of a source, the newest period first, then the newest version."""
    with reading() as session:
        states = load_return_states(session, source=source)
    return sorted(states, key=lambda state: (state.slot, state.id), reverse=True)


def load_file_content(return_id: int) -> tuple[str, bytes]:
    """The name and the very bytes of the file a return came in. Raises `UnknownThing`."""
    with reading() as session:
        stored = returns.load_return(session, return_id)
        file = files.load_file(session, stored.file_id) if stored else None
        content = files.load_content(session, stored.file_id) if stored else None
    if file is None or content is None:
        raise UnknownThing(f"The file of return {return_id} is not kept here.")
    return file.name, content


def accept_return(
    return_id: int,
    *,
    actor: str,
    sheets: Sequence[str] = (),
    reason: str = "",
    leave_out_errors: bool = False,
) -> None:
    """Accept a return, or some of its sheets, as one act.

    `reason` explains its queries. Raises `OutOfDate` if it was dealt with meanwhile, and
    `UserError` if errors or queries stand against it. Errors of the return as a whole, such as a
    school that is not in the register, cannot be left out.
    """
    with writing() as session:
        [state] = load_return_states(session, return_ids=[return_id])
        if state.standing:
            raise UserError(
                "The return as a whole cannot be accepted: its school, or its first sheet, has an "
                "error. Correct it and send it again."
            )
        if state.errors and not leave_out_errors:
            raise UserError(
                f"{count_of(state.errors, 'errors')} must be corrected first, or "
                "their rows left out on purpose."
            )
        if state.queries:
            if not reason.strip():
                queries = count_of(state.queries, "queries")
                raise UserError(f"{queries} must be explained first: say why.")
            explanations.explain_queries(session, [return_id], explanation=reason, actor=actor)
        parts = _part_ids(session, return_id, sheets, status=Status.CHECKED)
        acceptance.accept_parts(session, parts, actor=actor, reason=reason)


def give_reason(return_id: int, issue_ids: Collection[int], *, reason: str, actor: str) -> int:
    """Explain some queries of a return with a written reason; gives how many there were.

    Raises `UserError` without a reason, `OutOfDate` where they were explained meanwhile.
    """
    if not reason.strip():
        raise UserError("Say why the answer is right: the reason is kept beside it.")
    with writing() as session:
        number = explanations.explain_queries(
            session, [return_id], explanation=reason.strip(), actor=actor, issue_ids=issue_ids
        )
        if not number:
            raise OutOfDate("This was explained already, perhaps by somebody else. Look again.")
        audit.add_entry(
            session, actor, action="explained", subject=f"return {return_id}", detail=reason.strip()
        )
        bump(session, ["waiting"])
    return number


def reject_return(return_id: int, *, actor: str, reason: str = "") -> None:
    """Decide that what waits of a return will not be used."""
    with writing() as session:
        parts = _part_ids(session, return_id, (), status=Status.CHECKED)
        acceptance.reject_parts(session, parts, actor=actor, reason=reason)


def withdraw_return(return_id: int, *, actor: str, reason: str = "") -> None:
    """Take what counts of a return out of every figure."""
    with writing() as session:
        parts = _part_ids(session, return_id, (), status=Status.ACCEPTED)
        acceptance.withdraw_parts(session, parts, actor=actor, reason=reason)


def _part_ids(
    session: Session, return_id: int, sheets: Sequence[str], *, status: Status
) -> list[int]:
    """The parts an act is about. Raises `OutOfDate` if none is of that status any more."""
    parts = returns.load_parts(session, [return_id])
    found = [
        part.id
        for part in parts
        if part.id is not None and part.status == status and (not sheets or part.sheet in sheets)
    ]
    if not found:
        words = "is no longer waiting" if status == Status.CHECKED else "no longer counts"
        raise OutOfDate(f"This return {words}. {acceptance.explain_taken(parts)}")
    return found


def _rows(session: Session, part: ReturnPart, sheet: Sheet) -> list[dict[str, Any]]:
    return returns.load_rows(session, part, row_table(sheet))


def _detail(session: Session, part: ReturnPart, kind: ReturnKind) -> PartDetail:
    assert part.id is not None
    sheet = kind.sheet(part.sheet)
    return PartDetail(
        id=part.id,
        sheet=sheet,
        status=part.status,
        is_current=part.is_current,
        rows=tuple(_rows(session, part, sheet)),
        rows_left_out=part.rows_left_out,
        accepted_by=part.accepted_by,
        accepted_at=part.accepted_at,
        sent=part.sent,
    )
