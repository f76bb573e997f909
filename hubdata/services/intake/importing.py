"""Taking returns in: each file is stored first, then read and checked, then accepted if asked.

Files go through in batches, each step of a batch in one transaction. Stopped at any moment, no
file that was stored is lost and no return is half accepted: what was stored but not read is read
by `resume_files`, or when the same file comes again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from hubdata.periods import Period
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.kinds import kind_named
from hubdata.returns.reading.raw import NOTHING_TOLD, Told
from hubdata.services.clock import today
from hubdata.services.intake.opening import Desk, Opened, open_answer, remember
from hubdata.services.intake.outcomes import (
    FileOutcome,
    FileStatus,
    load_outcomes,
    outcome_of_checked,
)
from hubdata.services.intake.reading_pool import Answer, read_files
from hubdata.settings import MEGABYTE
from hubdata.store.engine import reading, writing
from hubdata.store.intake import acceptance, explanations, files, returns
from hubdata.store.intake.memory import load_memory
from hubdata.store.intake.overlaps import lock_overlaps
from hubdata.store.intake.tracking import ReturnState, load_return_states
from hubdata.store.measuring.kept_columns import keep_columns
from hubdata.store.tables import ReceivedFile

NewFile = files.NewFile
"""A file that arrives: its name, its bytes and, where it is not today, the day it came."""

BATCH = 50
"""Files that go through together: enough to be quick, few enough to show progress."""
BATCH_BYTES = 32 * MEGABYTE
"""…or fewer, where they are large: what is on its way is held in memory."""
BATCHES_AHEAD = 2
"""Batches that are stored and being read while one before them is checked and accepted."""

WAITING = acceptance.Status.CHECKED


@dataclass(frozen=True)
class ImportChoices:
    """What is said of a whole run. `received_on` is for returns of past years, loaded late.

    `reason` explains every query of the run; `leave_out_errors` accepts a return without the rows
    that have errors.
    """

    told: Told = NOTHING_TOLD
    sender: str = ""
    received_on: date | None = None
    accept: bool = False
    reason: str = ""
    leave_out_errors: bool = False

    def about(self, *, kind: str = "", period: Period | None = None) -> ImportChoices:
        """The same, saying what the files are, where they do not say it themselves.

        Raises `UnknownThing` for a kind of return that there is not.
        """
        told = replace(
            self.told,
            kind=kind_named(kind).name if kind else "",
            year=period.year.code if period else None,
            term=period.term.value if period else "",
        )
        return replace(self, told=told)


def import_files(
    arriving: Iterable[files.NewFile],
    *,
    actor: str,
    choices: ImportChoices | None = None,
) -> Iterator[FileOutcome]:
    """Store, read, check and perhaps accept files; one outcome for each, in order.

    A file that was here before changes nothing, unless its returns wait and `accept` is chosen.
    """
    run = _Run(choices or ImportChoices(), actor)
    begun: deque[_Batch] = deque()
    for batch in _batches(arriving):
        begun.append(run.begin(batch))
        if len(begun) > BATCHES_AHEAD:
            yield from run.finish(begun.popleft())
    while begun:
        outcomes = run.finish(begun.popleft())
        if not begun:
            run.keep_columns()
        yield from outcomes


def _batches(arriving: Iterable[NewFile]) -> Iterator[list[NewFile]]:
    """Files in batches of so many, or fewer where they are large."""
    batch: list[NewFile] = []
    size = 0
    for file in arriving:
        batch.append(file)
        size += len(file.content)
        if len(batch) == BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def resume_files(*, actor: str) -> Iterator[FileOutcome]:
    """Read the files that were stored when a run was stopped, before it came to read them."""
    run = _Run(ImportChoices(), actor)
    with reading() as session:
        unread = [file.id for file in files.load_unread(session) if file.id is not None]
    for start in range(0, len(unread), BATCH):
        yield from run.finish(run.resume(unread[start : start + BATCH]))


def check_files(
    arriving: Iterable[files.NewFile], *, choices: ImportChoices | None = None
) -> Iterator[FileOutcome]:
    """Say what would be found in files, and store nothing."""
    told = (choices or ImportChoices()).told
    with reading() as session:
        desk, memory = Desk(session), load_memory(session)
    told = remember(told, memory, sender=(choices or ImportChoices()).sender)
    for batch in _batches(arriving):
        answers = read_files((file.name, file.content, told) for file in batch)
        opened = [open_answer(one, received_on=today(), told=told.period) for one in answers]
        with reading() as session:
            desk.check(session, opened)
        for file, one in zip(batch, opened, strict=True):
            yield outcome_of_checked(file, one.status, one.issues, one.checked, doubts=one.doubts)


@dataclass(frozen=True)
class _Batch:
    """Stored files that are being read. `names` are what they came under, if they just came;
    `read` those of them that are read, in the order of their answers."""

    file_ids: Sequence[int]
    names: Sequence[str]
    read: Sequence[ReceivedFile]
    periods: Sequence[Period | None]
    answers: Iterator[Answer]


class _Run:
    """One run of an import: what was chosen, and by whom."""

    def __init__(self, choices: ImportChoices, actor: str) -> None:
        self.choices = choices
        self.actor = actor
        self._desk: Desk | None = None
        self._slots: set[int] = set()

    def begin(self, batch: Sequence[files.NewFile]) -> _Batch:
        """Store a batch and have it read; it is read while the one before is finished."""
        told = self.choices.told
        with writing() as session:
            stored = files.save_files(
                session,
                batch,
                received_on=self.choices.received_on or today(),
                actor=self.actor,
                sender=self.choices.sender,
                choices=files.told_as_choices(told),
            )
        coming = [
            (file, new.content) for (file, _), new in zip(stored, batch, strict=True) if file.id
        ]
        return self.open(coming, names=[file.name for file in batch])

    def resume(self, file_ids: Sequence[int]) -> _Batch:
        """Have stored files read from the store."""
        with reading() as session:
            contents = files.load_contents(session, file_ids)
            stored = files.load_files(session, contents)
        return self.open([(file, contents[file.id]) for file in stored if file.id])

    def open(
        self, stored: Sequence[tuple[ReceivedFile, bytes]], *, names: Sequence[str] = ()
    ) -> _Batch:
        """Have those of some stored files read that need it. `names` are what they came under."""
        with reading() as session:
            unread = self._unread(session, stored)
            memory = load_memory(session)
        told = [remember(self._told(file), memory, sender=file.sender) for file, _ in unread]
        tasks = [
            (file.name, content, one) for (file, content), one in zip(unread, told, strict=True)
        ]
        ids = [file.id for file, _ in stored if file.id is not None]
        periods = [one.period for one in told]
        return _Batch(ids, names, [file for file, _ in unread], periods, read_files(tasks))

    def finish(self, batch: _Batch) -> list[FileOutcome]:
        """Check, store and perhaps accept what a batch was read as, in one transaction."""
        file_ids = batch.file_ids
        opened = self._check(batch)
        with writing() as session:
            changed = set(self._store(session, opened))
            if self.choices.accept:
                changed |= self._accept(session, file_ids)
        with reading() as session:
            outcomes = load_outcomes(session, file_ids)
        found = [self._settle(outcomes[file_id], file_id in changed) for file_id in file_ids]
        return _said_once(batch, found)

    def keep_columns(self) -> None:
        """Once for the run, not after each batch: every batch adds to the same few terms."""
        if self._slots:
            with writing() as session:
                lock_overlaps(session)
                keep_columns(session, self._slots)

    def _settle(self, outcome: FileOutcome, is_changed: bool) -> FileOutcome:
        if is_changed or outcome.status in (FileStatus.REFUSED, FileStatus.UNREADABLE):
            return outcome
        return replace(outcome, status=FileStatus.UNCHANGED)

    def _check(self, batch: _Batch) -> dict[int, Opened]:
        opened = [
            open_answer(answer, received_on=file.received_on, told=period, file_id=file.id)
            for answer, file, period in zip(batch.answers, batch.read, batch.periods, strict=True)
        ]
        with reading() as session:
            self._desk = self._desk or Desk(session)
            self._desk.check(session, opened)
        return {file.id: one for file, one in zip(batch.read, opened, strict=True) if file.id}

    def _unread(
        self, session: Session, stored: Sequence[tuple[ReceivedFile, bytes]]
    ) -> list[tuple[ReceivedFile, bytes]]:
        """The files that need reading, each once."""
        once = {file.id: (file, content) for file, content in stored}
        read = [file.id for file, _ in once.values() if file.status == files.CHECKED]
        states = self._states(session, read)
        return [
            (file, content)
            for file, content in once.values()
            if _needs_reading(file, states.get(file.id or 0, ()))
        ]

    def _told(self, file: ReceivedFile) -> Told:
        """What was said in this run; of a file whose run was stopped, what was said then."""
        return self.choices.told if self.choices.told != NOTHING_TOLD else files.told_of(file)

    def _store(self, session: Session, opened: dict[int, Opened]) -> Iterator[int]:
        checked: list[tuple[ReceivedFile, CheckedReturn]] = []
        stored = files.load_files(session, list(opened))
        states = self._states(session, [one.id for one in stored if one.status == files.CHECKED])
        for file in stored:
            assert file.id is not None
            if not _needs_reading(file, states.get(file.id, ())):
                continue  # another run has read it meanwhile
            one = opened[file.id]
            if one.refusal:
                files.erase_content(session, file, reason=one.refusal, actor=self.actor)
            files.set_status(
                session,
                file,
                one.status.value,
                issues=one.issues,
                doubts=one.doubts,
                layout=one.layout,
            )
            checked += [(file, each) for each in one.checked]
            yield file.id
        returns.save_returns(session, checked)

    def _accept(self, session: Session, file_ids: Sequence[int]) -> set[int]:
        """Accept what can be; gives the files of which something was accepted."""
        waiting = [
            state
            for states in self._states(session, file_ids).values()
            for state in states
            if state.status == WAITING
        ]
        good = [state for state in waiting if self._may_accept(state)]
        explain = [state.id for state in good if state.queries]
        explanations.explain_queries(
            session, explain, explanation=self.choices.reason, actor=self.actor
        )
        parts = returns.load_part_ids(session, [state.id for state in good])
        self._slots |= acceptance.accept_parts(
            session, parts, actor=self.actor, reason=self.choices.reason, keeps=False
        )
        return {state.file_id for state in good}

    def _may_accept(self, state: ReturnState) -> bool:
        if state.standing or (state.errors and not self.choices.leave_out_errors):
            return False
        return not state.queries or bool(self.choices.reason)

    def _states(
        self, session: Session, file_ids: Sequence[int | None]
    ) -> dict[int, list[ReturnState]]:
        found: dict[int, list[ReturnState]] = {}
        ids = {file_id for file_id in file_ids if file_id is not None}
        for state in load_return_states(session, file_ids=ids) if ids else ():
            found.setdefault(state.file_id, []).append(state)
        return found


def _said_once(batch: _Batch, found: Sequence[FileOutcome]) -> list[FileOutcome]:
    """Outcomes under the names the files came by; the same bytes again change nothing."""
    if not batch.names:
        return list(found)
    seen: set[int] = set()
    result = []
    for name, file_id, outcome in zip(batch.names, batch.file_ids, found, strict=True):
        status = FileStatus.UNCHANGED if file_id in seen else outcome.status
        seen.add(file_id)
        result.append(replace(outcome, name=name, status=status))
    return result


def _needs_reading(file: ReceivedFile, states: Sequence[ReturnState]) -> bool:
    """Files that were never read, could not be, or of which everything was taken back."""
    if file.erased_at:
        return False
    given_up = (acceptance.Status.WITHDRAWN, acceptance.Status.REJECTED)
    return file.status != files.CHECKED or all(state.status in given_up for state in states)
