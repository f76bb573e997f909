"""A file after it was read: whose its returns are, what checking finds, and what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from hubdata.errors import RefusedFile, UserError
from hubdata.periods import Period
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.checking.corrections import apply_corrections
from hubdata.returns.issues import Issue, Severity
from hubdata.returns.reading.raw import ReadFile, Told
from hubdata.services.intake.outcomes import FileStatus
from hubdata.services.intake.placing import SourceDesk
from hubdata.services.intake.reading import CheckingDesk
from hubdata.store.intake.corrections import load_holding
from hubdata.store.intake.doubts import SourceDoubt
from hubdata.store.intake.memory import Memory


@dataclass
class Opened:
    """A file after reading: what was in it, or why nothing could be. `told` is the period that it
    was said to be for; `file_id` is `None` where it is not stored."""

    status: FileStatus
    issues: tuple[Issue, ...] = ()
    read: ReadFile | None = None
    refusal: str = ""
    received_on: date | None = None
    told: Period | None = None
    checked: Sequence[CheckedReturn] = field(default_factory=tuple)
    doubts: tuple[SourceDoubt, ...] = ()
    file_id: int | None = None

    @property
    def kind(self) -> str:
        """The name of the kind of return it was read as."""
        return self.read.kind.name if self.read else ""

    @property
    def layout(self) -> str:
        """The fingerprint of its headings; "" where it could not be read."""
        return self.read.layout if self.read else ""


def open_answer(
    answer: ReadFile | UserError,
    *,
    received_on: date,
    told: Period | None = None,
    file_id: int | None = None,
) -> Opened:
    """What the reader gave, as what becomes of the file."""
    if isinstance(answer, ReadFile):
        status, issues = FileStatus.CHECKED, answer.issues
        return Opened(status, issues, answer, "", received_on, told, file_id=file_id)
    if isinstance(answer, RefusedFile):
        issue = _file_issue("refused", answer)
        return Opened(FileStatus.REFUSED, (issue,), refusal=str(answer))
    return Opened(FileStatus.UNREADABLE, (_file_issue("unreadable", answer),))


def remember(told: Told, memory: Memory, *, sender: str) -> Told:
    """What is told of a file, with what was told before of its sender and of each layout.

    What is told now counts first, then what was told of the sender.
    """
    before = memory.of_sender(sender)
    return replace(
        told,
        headings={**before.headings, **told.headings},
        sources={**before.sources, **told.sources},
        layouts=memory.layouts,
    )


class Desk:
    """Places and checks the returns of files, with one reading of what the hub knows."""

    def __init__(self, session: Session) -> None:
        self._checking = CheckingDesk(session)
        self._placing = SourceDesk(self._checking)

    def check(self, session: Session, opened: Sequence[Opened]) -> None:
        """Find whose the returns of some files are and check them, as corrected since, with one
        look-up of what was told before."""
        readable = [(one, one.read, one.received_on) for one in opened if one.read]
        placed = self._placing.place([read for _, read, _ in readable])
        for (one, _, _), (read, doubts) in zip(readable, placed, strict=True):
            one.read, one.issues, one.doubts = read, read.issues, doubts
        self._checking.look_up(session, [each for read, _ in placed for each in read.returns])
        holding = load_holding(session, [one.file_id for one, _, _ in readable])
        for (one, _, received_on), (read, _) in zip(readable, placed, strict=True):
            assert received_on is not None
            corrections = holding.get(one.file_id or 0, ())
            corrected = [apply_corrections(each, corrections) for each in read.returns]
            found = [each for each, _ in corrected]
            checked = self._checking.check(found, received_on=received_on, told=one.told)
            one.checked = [
                replace(each, corrected=applied)
                for each, (_, applied) in zip(checked, corrected, strict=True)
            ]


def _file_issue(code: str, error: UserError) -> Issue:
    return Issue(Severity.ERROR, code, str(error))
