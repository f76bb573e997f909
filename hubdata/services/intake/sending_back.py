"""Sending a file back to whoever sent it: a copy with every problem marked, and a ready letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sqlmodel import Session

from hubdata.errors import UnknownThing, UnreadableFile, UserError
from hubdata.reports.letters import (
    Attachment,
    Letter,
    build_correction,
    is_mailbox,
    render_draft,
)
from hubdata.reports.marks import Mark, MarkedCopy, Needed, build_copy
from hubdata.returns.issues import Issue, Severity
from hubdata.returns.reading.opening.places import say_place
from hubdata.services.intake.contacts import load_own_contacts, load_signature
from hubdata.services.intake.issue_words import explain_issues
from hubdata.services.intake.outcomes import ReturnOutcome, load_outcomes
from hubdata.services.intake.reading_pool import mark_file
from hubdata.store.engine import reading
from hubdata.store.intake import files
from hubdata.store.intake.acceptance import Status
from hubdata.store.intake.issues import as_issue, load_issues
from hubdata.store.registers import partners
from hubdata.store.tables import ReceivedFile

_NEEDED = {Severity.ERROR: Needed.CORRECT, Severity.QUERY: Needed.EXPLAIN}
_OPEN = (Status.CHECKED, Status.ACCEPTED, Status.PARTLY)


@dataclass(frozen=True)
class SendingBack:
    """What is to be put right in a file, and the letter that asks for it.

    `addressee` is the school, or the sender of a file with several; `copy_name` is empty where the
    file cannot be marked.
    """

    file_id: int
    addressee: str
    copy_name: str
    copy: MarkedCopy
    letter: Letter

    @property
    def draft_name(self) -> str:
        return f"{self.letter.subject.replace(':', ',')}.eml"


def prepare_sending_back(file_id: int) -> SendingBack | None:
    """What would be sent back of a file; `None` where nothing of it is to be put right.

    Raises `UnknownThing` where there is no such file.
    """
    with reading() as session:
        file = files.load_file(session, file_id)
        if file is None:
            raise UnknownThing(f"There is no file {file_id}. It may belong to another store.")
        found = [
            one for one in load_outcomes(session, [file_id])[file_id].returns if one.status in _OPEN
        ]
        marks = list(_marks(session, file, found))
        if not marks:
            return None
        signature = load_signature(session)
        copy = build_copy(file.name, marks, mailbox=signature.mailbox)
        can_mark = file.status == files.CHECKED
        name = _name(found)
        letter = build_correction(
            copy.marks,
            whose=name or file.sender or f"“{file.name}”",
            period=found[0].period if found else None,
            received_on=file.received_on,
            has_copy=can_mark,
            signature=signature,
            to=_mailbox(session, file, found),
        )
        addressee = name or file.sender or f"the sender of {file.name}"
        copy_name = f"{PurePath(file.name).stem} to put right.xlsx" if can_mark else ""
        return SendingBack(file_id, addressee, copy_name, copy, letter)


def render_marked_copy(back: SendingBack) -> bytes:
    """The marked workbook, or the list alone where the file takes too long to be written anew.

    Raises `UserError` where there is no copy.
    """
    with reading() as session:
        content = files.load_content(session, back.file_id)
    if content is None or not back.copy_name:
        raise UserError(f"{back.copy.file_name}: the file cannot be marked. Send the list instead.")
    try:
        return mark_file(back.copy.file_name, content, back.copy)
    except UnreadableFile:
        from hubdata.reports.marked_copy import render_plain_workbook  # slow, and seldom wanted

        return render_plain_workbook((), back.copy)


def render_correction_draft(back: SendingBack) -> bytes:
    """The letter as an .eml draft, with the marked copy attached where there is one."""
    attached = [Attachment(back.copy_name, render_marked_copy(back))] if back.copy_name else []
    return render_draft(back.letter, attached)


def _marks(session: Session, file: ReceivedFile, found: Sequence[ReturnOutcome]) -> Iterator[Mark]:
    """What stands against a file and its returns, but for notes and what was explained."""
    for issue in files.issues_of(file):
        yield from _mark(issue)
    ids = [one.id for one in found if one.id is not None]
    for stored in load_issues(session, ids):
        if not stored.explanation:
            yield from _mark(as_issue(stored))


def _mark(issue: Issue) -> Iterator[Mark]:
    needed = _NEEDED.get(issue.severity)
    if needed is None:
        return
    [readable] = explain_issues([issue])
    first_of_row = f"A{issue.row}" if issue.row else ""
    yield Mark(
        needed=needed,
        sheet=issue.sheet,
        cell=issue.cell or first_of_row,
        where=say_place(issue.sheet, issue.cell, row=issue.row),
        sent=readable.sent,
        what_to_do=readable.what_to_do,
    )


def _name(found: Sequence[ReturnOutcome]) -> str:
    """The one school or partner that a file is of; "" where it is of several, or of none."""
    names = {one.source_name or one.source for one in found}
    return names.pop() if len(names) == 1 else ""


def _mailbox(session: Session, file: ReceivedFile, found: Sequence[ReturnOutcome]) -> str:
    """Where the sender can be written to: as they signed, as the return says, as is known."""
    if is_mailbox(file.sender):
        return file.sender
    if len({one.source for one in found}) != 1:
        return ""
    said = (contact.mailbox for contact in load_own_contacts(session, [one.id for one in found]))
    known = partners.load_partners(session).get(found[0].source)
    return next((mailbox for mailbox in said if mailbox), known.mailbox if known else "")
