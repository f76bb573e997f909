"""Files as they were received: stored byte for byte before anything reads them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy
from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from hubdata.returns.issues import Issue, Severity
from hubdata.returns.reading.raw import NOTHING_TOLD, Told
from hubdata.store.audit import add_entries, add_entry
from hubdata.store.intake.doubts import SourceDoubt, render_doubts
from hubdata.store.tables import FileContent, ReceivedFile
from hubdata.store.tables.base import table_of

RECEIVED = "received"
CHECKED = "checked"
REFUSED = "refused"
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class NewFile:
    """A file that has just arrived. `received_on` is its own day, where it is not the run's."""

    name: str
    content: bytes
    received_on: date | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def save_files(
    session: Session,
    files: Sequence[NewFile],
    *,
    received_on: date,
    actor: str,
    sender: str = "",
    choices: Mapping[str, object] | None = None,
) -> list[tuple[ReceivedFile, bool]]:
    """Store files as they came; a file whose bytes were here already is that one file.

    Returns each with whether it is new. Bytes that were erased and come again are stored again.
    """
    hashes = [file.sha256 for file in files]
    known = _by_hash(session, hashes)
    coming = {sha: file for file, sha in zip(files, hashes, strict=True)}
    new = {sha: file for sha, file in coming.items() if sha not in known}
    if new:
        same = {"received_at": datetime.now(UTC), "actor": actor, "sender": sender}
        same |= {"status": RECEIVED, "choices": json.dumps(dict(choices or {}))}
        same |= dict.fromkeys(("issues", "doubts", "layout", "erased_reason"), "")
        values = [
            {
                **same,
                "sha256": sha,
                "name": file.name,
                "size": len(file.content),
                "received_on": file.received_on or received_on,
            }
            for sha, file in new.items()
        ]
        session.execute(insert(table_of(ReceivedFile)), values)
    again = [sha for sha in coming if sha in known and known[sha].erased_at]
    for sha in again:
        stored = known[sha]
        stored.status, stored.erased_at, stored.erased_reason = RECEIVED, None, ""
        stored.choices = json.dumps(dict(choices or {}))
        session.add(stored)
    known |= _by_hash(session, list(new))
    fresh = {sha: known[sha] for sha in (*new, *again)}
    contents = [{"file_id": one.id, "content": coming[sha].content} for sha, one in fresh.items()]
    if contents:
        session.execute(insert(table_of(FileContent)), contents)
    names = {f"file {one.id}": coming[sha].name for sha, one in fresh.items()}
    add_entries(session, actor, action="received", details=names)
    first = set()
    result = []
    for sha in hashes:  # the same bytes twice at once are new once
        result.append((known[sha], sha in fresh and sha not in first))
        first.add(sha)
    return result


def _by_hash(session: Session, hashes: Sequence[str]) -> dict[str, ReceivedFile]:
    if not hashes:
        return {}
    query = select(ReceivedFile).where(col(ReceivedFile.sha256).in_(hashes))
    return {file.sha256: file for file in session.exec(query.order_by(col(ReceivedFile.id)))}


def load_file(session: Session, file_id: int) -> ReceivedFile | None:
    return session.get(ReceivedFile, file_id)


def load_files(session: Session, file_ids: Iterable[int]) -> list[ReceivedFile]:
    """Files by id, in the order they came."""
    query = select(ReceivedFile).where(col(ReceivedFile.id).in_(list(file_ids)))
    return list(session.exec(query.order_by(col(ReceivedFile.id))))


def load_contents(session: Session, file_ids: Iterable[int]) -> dict[int, bytes]:
    """The bytes of files that were not erased, by id."""
    content = table_of(FileContent).c
    query = sqlalchemy.select(content.file_id, content.content)
    found = session.execute(query.where(content.file_id.in_(list(file_ids))))
    return {row.file_id: row.content for row in found}


def load_content(session: Session, file_id: int) -> bytes | None:
    """The bytes as they came; `None` if they were erased."""
    stored = session.get(FileContent, file_id)
    return stored.content if stored else None


def load_unread(session: Session) -> list[ReceivedFile]:
    """Files that were stored but never read: a process was stopped in between."""
    query = select(ReceivedFile).where(ReceivedFile.status == RECEIVED)
    return list(session.exec(query.order_by(col(ReceivedFile.id))))


def load_recent(session: Session, *, limit: int = 100) -> list[Any]:
    """Rows of `id`, `name`, `received_on`, `status` and `issues` of the files that came last,
    newest first: what is told of many files, without making objects of them."""
    file = table_of(ReceivedFile).c
    query = sqlalchemy.select(file.id, file.name, file.received_on, file.status, file.issues)
    return list(session.execute(query.order_by(file.id.desc()).limit(limit)))


def set_status(
    session: Session,
    file: ReceivedFile,
    status: str,
    *,
    issues: Iterable[Issue] = (),
    doubts: Sequence[SourceDoubt] = (),
    layout: str = "",
) -> None:
    """Say what became of a file, with the issues that concern it as a whole."""
    file.status, file.doubts, file.layout = status, render_doubts(doubts), layout
    file.issues = json.dumps([asdict(issue) for issue in issues])
    session.add(file)


def issues_of(file: ReceivedFile | sqlalchemy.Row[Any]) -> tuple[Issue, ...]:
    """The issues that concern a file as a whole."""
    return tuple(
        Issue(**{**values, "severity": Severity(values["severity"])})
        for values in json.loads(file.issues or "[]")
    )


def told_as_choices(told: Told) -> dict[str, object]:
    """What was told of a file, to be kept with it; what is remembered is kept elsewhere."""
    kept = replace(told, layouts={})
    return asdict(kept) if kept != NOTHING_TOLD else {}


def set_told(session: Session, file: ReceivedFile, told: Told, *, sender: str) -> None:
    """Keep what is told of a file now, and who sent it."""
    file.choices, file.sender = json.dumps(told_as_choices(told)), sender
    session.add(file)


def told_of(file: ReceivedFile) -> Told:
    """What was told of a file when it was received."""
    return Told(**json.loads(file.choices or "{}"))


def erase_content(session: Session, file: ReceivedFile, *, reason: str, actor: str) -> None:
    """Erase the bytes of a file that may not be kept; hash, name, time and reason stay."""
    assert file.id is not None
    session.exec(delete(FileContent).where(col(FileContent.file_id) == file.id))
    file.status, file.erased_at, file.erased_reason = REFUSED, datetime.now(UTC), reason
    session.add(file)
    add_entry(session, actor, action="erased", subject=f"file {file.id}", detail=reason)
