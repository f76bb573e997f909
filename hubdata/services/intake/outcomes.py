"""What became of each file of an import, as values that pages show and `--json` prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from hubdata.periods import Period
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.issues import Issue, Severity, merge_issues
from hubdata.store.intake import files, returns
from hubdata.store.intake.acceptance import Status
from hubdata.store.intake.doubts import SourceDoubt, parse_doubts
from hubdata.store.intake.issues import load_found
from hubdata.store.tables import ReceivedFile, Return


class FileStatus(StrEnum):
    """What became of a file."""

    CHECKED = "checked"
    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class PartOutcome:
    """One sheet: how many rows were read, and how many of them cannot be used."""

    sheet: str
    rows: int
    rows_left_out: int


@dataclass(frozen=True)
class ReturnOutcome:
    """One return found in a file. `id` is `None` where nothing was stored."""

    id: int | None
    kind: str
    source: str
    source_name: str
    period: Period
    status: str
    parts: tuple[PartOutcome, ...]
    issues: tuple[Issue, ...]

    def count(self, severity: Severity) -> int:
        """How many issues of a severity it has."""
        return sum(issue.severity is severity for issue in self.issues)


@dataclass(frozen=True)
class FileOutcome:
    """One file: what became of it, what concerns it as a whole, and the returns found in it.

    `doubts` are the sources that a person has to choose.
    """

    name: str
    sha256: str
    status: FileStatus
    issues: tuple[Issue, ...]
    returns: tuple[ReturnOutcome, ...]
    file_id: int | None = None
    doubts: tuple[SourceDoubt, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is left to correct or explain."""
        if self.status in (FileStatus.REFUSED, FileStatus.UNREADABLE):
            return True
        if self.status is FileStatus.ACCEPTED:
            return False
        return any(issue.severity is not Severity.NOTE for issue in self.all_issues)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its issues in words, equal ones once, the worst first."""
        return tuple(
            f"{one.issue.severity.value}: {one.issue.message}"
            + (f" Also in {', '.join(one.cells[1:])}." if len(one.cells) > 1 else "")
            for one in merge_issues(self.all_issues)
        )

    @property
    def all_issues(self) -> tuple[Issue, ...]:
        return (*self.issues, *(issue for one in self.returns for issue in one.issues))


def load_outcomes(session: Session, file_ids: Iterable[int]) -> dict[int, FileOutcome]:
    """What became of stored files, by id."""
    ids = list(dict.fromkeys(file_ids))
    found = returns.load_returns_of_files(session, ids)
    return_ids = [one.id for one in found if one.id is not None]
    parts: dict[int, list[Any]] = defaultdict(list)
    for part in returns.load_part_sizes(session, return_ids):
        parts[part.return_id].append(part)
    issues = load_found(session, return_ids)
    by_file: dict[int, list[ReturnOutcome]] = defaultdict(list)
    for one in _latest_readings(found):
        assert one.id is not None
        if _was_put_aside(one, parts[one.id]):
            continue
        by_file[one.file_id].append(_return_outcome(one, parts[one.id], issues[one.id]))
    stored = files.load_files(session, ids)
    return {file.id: _file_outcome(file, by_file[file.id]) for file in stored if file.id}


def outcome_of_checked(
    file: files.NewFile,
    status: FileStatus,
    issues: Sequence[Issue],
    checked: Sequence[CheckedReturn],
    *,
    doubts: tuple[SourceDoubt, ...] = (),
) -> FileOutcome:
    """What would become of a file that is not stored."""
    found = tuple(
        ReturnOutcome(
            id=None,
            kind=one.kind.name,
            source=one.source,
            source_name=one.source_name,
            period=one.period,
            status=Status.CHECKED.value,
            parts=tuple(
                PartOutcome(part.sheet.name, len(part.rows), part.rows_with_errors)
                for part in one.parts
            ),
            issues=one.issues,
        )
        for one in checked
    )
    return FileOutcome(file.name, file.sha256, status, tuple(issues), found, doubts=doubts)


def describe_outcome(outcome: FileOutcome) -> dict[str, Any]:
    """A file's outcome as `import --json` prints it."""
    return {
        "file": outcome.name,
        "sha256": outcome.sha256,
        "status": outcome.status.value,
        "issues": [describe_issue(issue) for issue in outcome.issues],
        "returns": [
            {
                "kind": one.kind,
                "source": one.source,
                "period": one.period.code,
                "status": one.status,
                "parts": [
                    {
                        "sheet": part.sheet,
                        "rows": part.rows,
                        "rows_left_out": part.rows_left_out,
                    }
                    for part in one.parts
                ],
                "issues": [describe_issue(issue) for issue in one.issues],
            }
            for one in outcome.returns
        ],
    }


def describe_issue(issue: Issue) -> dict[str, Any]:
    """An issue as JSON."""
    return {
        "severity": issue.severity.value,
        "code": issue.code,
        "sheet": issue.sheet or None,
        "cell": issue.cell or None,
        "value": issue.value,
        "message": issue.message,
    }


def _latest_readings(found: Sequence[Return]) -> list[Return]:
    """A file that was read again has older readings too; the newest of each return is told."""
    newest = {(one.file_id, one.kind, one.source, one.slot): one for one in found}
    return list(newest.values())


def _was_put_aside(one: Return, parts: Sequence[Any]) -> bool:
    """Whether a reading was replaced by another of the same file before it ever counted."""
    never_counted = not any(part.was_accepted for part in parts)
    return one.status == Status.SUPERSEDED and never_counted


def _return_outcome(one: Return, parts: Sequence[Any], issues: Sequence[Issue]) -> ReturnOutcome:
    return ReturnOutcome(
        id=one.id,
        kind=one.kind,
        source=one.source,
        source_name=one.source_name,
        period=Period.at_slot(one.slot),
        status=one.status,
        parts=tuple(PartOutcome(part.sheet, part.rows, part.rows_left_out) for part in parts),
        issues=tuple(issues),
    )


def _file_outcome(file: ReceivedFile, found: Sequence[ReturnOutcome]) -> FileOutcome:
    return FileOutcome(
        name=file.name,
        sha256=file.sha256,
        status=_status_of(file, found),
        issues=files.issues_of(file),
        returns=tuple(found),
        file_id=file.id,
        doubts=parse_doubts(file.doubts),
    )


def _has_errors(file: ReceivedFile) -> bool:
    """Whether rows of a file are no return's, such as those of a school that is in doubt."""
    return any(issue.severity is Severity.ERROR for issue in files.issues_of(file))


def _status_of(file: ReceivedFile, found: Sequence[ReturnOutcome]) -> FileStatus:
    if file.status != files.CHECKED:
        return FileStatus(file.status) if file.status != files.RECEIVED else FileStatus.CHECKED
    statuses = {one.status for one in found}
    if statuses and statuses <= {Status.ACCEPTED.value, Status.SUPERSEDED.value}:
        # Accepted, and perhaps replaced meanwhile by a later file of the same run.
        return FileStatus.PARTLY if _has_errors(file) else FileStatus.ACCEPTED
    if statuses & {Status.ACCEPTED.value, Status.PARTLY.value}:
        return FileStatus.PARTLY
    return FileStatus.CHECKED
