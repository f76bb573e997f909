"""What has come in: every file and return with something left to do, and those of the last days.

All of it is told from the store, so that nothing is forgotten when a page is closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.returns.issues import Issue
from hubdata.services.clock import today
from hubdata.store.engine import reading, writing
from hubdata.store.intake import acceptance, files, returns
from hubdata.store.intake.acceptance import Status
from hubdata.store.intake.tracking import ReturnState, load_return_states
from hubdata.store.tables import ReceivedFile

SETTLED_DAYS = 1
"""Accepted returns are listed on the day they came; the next day they are no news."""
FAILED_DAYS = 7
"""Files that could not be read are listed for a week: somebody has to ask for them again."""
MOST_RECENT = 500


class Stage(StrEnum):
    """How far a file or return is, in the order of what needs doing."""

    TO_CORRECT = "to correct"
    UNREADABLE = "could not be read"
    REFUSED = "refused"
    UNREAD = "not read yet"
    TO_EXPLAIN = "to explain"
    READY = "ready to accept"
    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    OUTDONE = "a newer version came"
    SUPERSEDED = "replaced by a newer version"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do about it."""
        return self in OPEN


OPEN = tuple(Stage)[: tuple(Stage).index(Stage.READY) + 1]
_SETTLED = {
    Status.ACCEPTED: Stage.ACCEPTED,
    Status.PARTLY: Stage.PARTLY,
    Status.SUPERSEDED: Stage.SUPERSEDED,
    Status.WITHDRAWN: Stage.WITHDRAWN,
    Status.REJECTED: Stage.REJECTED,
}
_RIVALS = (Status.CHECKED, Status.ACCEPTED, Status.PARTLY)
_FAILED = {files.REFUSED: Stage.REFUSED, files.UNREADABLE: Stage.UNREADABLE}


@dataclass(frozen=True)
class InboxLine:
    """One return that came, or a file in which none was found: then `return_id` is `None`."""

    file_id: int
    file_name: str
    return_id: int | None
    source: str
    source_name: str
    period: Period | None
    stage: Stage
    errors: int
    queries: int
    rows: int
    rows_left_out: int
    received_on: date


def load_inbox() -> tuple[InboxLine, ...]:
    """What waits, and what came lately: what needs doing first, then the newest."""
    with reading() as session:
        recent = _recent_files(session)
        states = _states(session, [file.id for file in recent])
        known = {file.id: file for file in recent}
        missing = {state.file_id for state in states} - set(known)
        known |= {file.id: file for file in files.load_files(session, missing)}
        sizes = _sizes(session, [state.id for state in states])
        outdone = _outdone(session, [one for one in states if one.status == Status.CHECKED])
    lines = [
        _return_line(
            state,
            known[state.file_id],
            size=sizes[state.id],
            stage=Stage.OUTDONE if state.id in outdone else stage_of(state),
        )
        for state in states
    ]
    told = {state.file_id for state in states}
    lines += [_file_line(file) for file in recent if file.id not in told]
    return tuple(sorted(filter(_is_news, lines), key=_order))


def accept_ready(return_ids: Collection[int], *, actor: str) -> int:
    """Accept those of some returns that wait with nothing to correct or explain, as one act.

    Gives how many there were; the others are left as they are.
    """
    with writing() as session:
        ready = [
            state.id
            for state in load_return_states(session, return_ids=return_ids)
            if stage_of(state) is Stage.READY
        ]
        parts = [
            part.id
            for part in returns.load_parts(session, ready)
            if part.id is not None and part.status == Status.CHECKED
        ]
        acceptance.accept_parts(session, parts, actor=actor)
    return len(ready)


@dataclass(frozen=True)
class StoredFile:
    """A file as it was received, with what concerns it as a whole. The bytes of one that was erased
    are not here."""

    id: int
    name: str
    received_on: date
    issues: tuple[Issue, ...]
    is_erased: bool


def load_stored_file(file_id: int) -> StoredFile:
    """A file without its bytes. Raises `UnknownThing`."""
    with reading() as session:
        file = files.load_file(session, file_id)
        if file is None or file.id is None:
            raise UnknownThing(f"There is no file {file_id}. It may belong to another store.")
    is_erased = file.erased_at is not None
    return StoredFile(file.id, file.name, file.received_on, files.issues_of(file), is_erased)


def load_stored_content(file_id: int) -> bytes:
    """The very bytes of a file. Raises `UnknownThing` where they were erased."""
    with reading() as session:
        content = files.load_content(session, file_id)
    if content is None:
        raise UnknownThing(f"The file {file_id} is not kept here.")
    return content


def stage_of(state: ReturnState) -> Stage:
    """How far a return is."""
    settled = _SETTLED.get(Status(state.status))
    if settled:
        return settled
    if state.errors:
        return Stage.TO_CORRECT
    return Stage.TO_EXPLAIN if state.queries else Stage.READY


def _recent_files(session: Session) -> list[Any]:
    first_day = today() - timedelta(days=FAILED_DAYS)
    recent = files.load_recent(session, limit=MOST_RECENT)
    return [file for file in recent if file.received_on > first_day]


def _states(session: Session, file_ids: Sequence[int]) -> list[ReturnState]:
    """The newest reading of each return in these files, and every return that waits."""
    waiting = load_return_states(session, status=Status.CHECKED)
    recent = load_return_states(session, file_ids=file_ids)
    newest = {
        (state.file_id, state.source, state.slot): state
        for state in sorted((*waiting, *recent), key=lambda state: state.id)
    }
    return list(newest.values())


def _outdone(session: Session, waiting: Sequence[ReturnState]) -> set[int]:
    """Returns that wait although a newer one of the same source and period has all their sheets."""
    keys = {(state.source, state.slot) for state in waiting}
    rivals = [
        state
        for state in load_return_states(session, slots={slot for _, slot in keys})
        if (state.source, state.slot) in keys and state.status in _RIVALS
    ]
    sheets: dict[int, set[str]] = defaultdict(set)
    for part in returns.load_part_sizes(session, [state.id for state in rivals]):
        sheets[part.return_id].add(part.sheet)
    return {
        old.id
        for old in waiting
        for new in rivals
        if (new.source, new.slot) == (old.source, old.slot)
        and new.id > old.id
        and sheets[old.id] <= sheets[new.id]
    }


def _sizes(session: Session, return_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Rows, and rows that cannot be used, of each return."""
    sizes = dict.fromkeys(return_ids, (0, 0))
    for part in returns.load_part_sizes(session, return_ids):
        rows, left_out = sizes[part.return_id]
        sizes[part.return_id] = (rows + part.rows, left_out + part.rows_left_out)
    return sizes


def _return_line(
    state: ReturnState, file: ReceivedFile, *, size: tuple[int, int], stage: Stage
) -> InboxLine:
    return InboxLine(
        file_id=state.file_id,
        file_name=file.name,
        return_id=state.id,
        source=state.source,
        source_name=state.source_name or state.source,
        period=Period.at_slot(state.slot),
        stage=stage,
        errors=state.errors,
        queries=state.queries,
        rows=size[0],
        rows_left_out=size[1],
        received_on=state.received_on,
    )


def _file_line(file: ReceivedFile) -> InboxLine:
    """A file without returns: it could not be read, or nothing in it could be used."""
    assert file.id is not None
    issues = files.issues_of(file)
    stage = Stage.UNREAD if file.status == files.RECEIVED else Stage.TO_CORRECT
    return InboxLine(
        file_id=file.id,
        file_name=file.name,
        return_id=None,
        source="",
        source_name="",
        period=None,
        stage=_FAILED.get(file.status, stage),
        errors=sum(issue.severity.value == "error" for issue in issues),
        queries=sum(issue.severity.value == "query" for issue in issues),
        rows=0,
        rows_left_out=0,
        received_on=file.received_on,
    )


def _is_news(line: InboxLine) -> bool:
    return line.stage.is_open or line.received_on > today() - timedelta(days=SETTLED_DAYS)


def _order(line: InboxLine) -> tuple[int, int, int]:
    return list(Stage).index(line.stage), -line.file_id, line.return_id or 0
