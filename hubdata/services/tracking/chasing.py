"""Reminding sources of a return that has not come: whom, with what letter, and how often."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile

from hubdata.harmless import render_csv
from hubdata.periods import Period
from hubdata.reports.letters import Attachment, Letter, build_reminder, render_draft
from hubdata.returns.kinds import SCHOOL_RETURN, kind_named
from hubdata.services.clock import today
from hubdata.services.intake.contacts import Contact, load_contacts, load_signature
from hubdata.services.tracking.expected import load_expected
from hubdata.services.tracking.templates import MINUTES_TO_FILL, render_templates
from hubdata.services.tracking.tracker import Progress, Tracker, TrackerRow
from hubdata.store.engine import reading, writing
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake import reminders
from hubdata.store.intake.reminders import Reminded
from hubdata.wording import explain_day, name_period

NOT_COME = (Progress.OVERDUE, Progress.EXPECTED)
MERGE_HEADS = (
    *("Source", "Name", "Role", "Mailbox", "Return", "Period", "Due on", "Days overdue"),
    *("Reminders so far", "Subject", "Letter", "Workbook"),
)


@dataclass(frozen=True)
class ReminderLetter:
    """A letter to one source, before its workbook is made."""

    source: str
    name: str
    contact: Contact
    letter: Letter


def list_not_come(tracker: Tracker) -> tuple[TrackerRow, ...]:
    """The sources of which nothing has come, those overdue first."""
    rows = [row for row in tracker.rows if row.progress in NOT_COME]
    return tuple(sorted(rows, key=lambda row: (NOT_COME.index(row.progress), row.name)))


def load_reminded(period: Period, *, kind: str = SCHOOL_RETURN.name) -> Mapping[str, Reminded]:
    """How often each source was reminded of a return; those never reminded are not in it."""
    with reading() as session:
        return reminders.load_reminded(session, kind=kind, slot=period.slot)


def record_reminders(
    period: Period, sources: Collection[str], *, actor: str, kind: str = SCHOOL_RETURN.name
) -> int:
    """Count a reminder of today for each source; how many had none of today yet."""
    with writing() as session:
        return reminders.save_reminders(
            session, sources, kind=kind, slot=period.slot, reminded_on=today(), actor=actor
        )


def render_mail_merge(
    period: Period, sources: Sequence[str], *, kind: str = SCHOOL_RETURN.name
) -> bytes:
    """A csv with a row for each source, for the mail merge of a word processor."""
    with reading() as session:
        reminded = reminders.load_reminded(session, kind=kind, slot=period.slot)
        due_on = stored_settings.load_calendar(session).due_on(kind, period)
    days = max(0, (today() - due_on).days)
    rows = [
        (
            *(one.source, one.name, one.contact.role, one.contact.mailbox),
            *(kind_named(kind).title, name_period(period), explain_day(due_on), str(days)),
            str(reminded[one.source].times if one.source in reminded else 0),
            *(one.letter.subject, one.letter.body, workbook_name(one, period)),
        )
        for one in build_reminders(period, sources, kind=kind)
    ]
    return render_csv(MERGE_HEADS, rows)


def zip_reminders(
    period: Period, sources: Sequence[str], *, kind: str = SCHOOL_RETURN.name
) -> bytes:
    """An .eml draft for each source with its prefilled workbook attached, in one zip file."""
    letters = {one.source: one for one in build_reminders(period, sources, kind=kind)}
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        chosen = list(letters)
        templates = render_templates(period, kind_name=kind, sources=chosen) if chosen else ()
        for template in templates:
            one = letters[template.source]
            attached = Attachment(workbook_name(one, period), template.content)
            name = template.file_name.removesuffix(".xlsx")
            archive.writestr(f"{name}.eml", render_draft(one.letter, [attached]))
    return file.getvalue()


def build_reminders(
    period: Period, sources: Sequence[str], *, kind: str = SCHOOL_RETURN.name
) -> list[ReminderLetter]:
    """The letters to some sources of which a return is expected, in the order given."""
    with reading() as session:
        expected = load_expected(session, kind_named(kind), period).sources
        names = {one.source: one.name for one in expected}
        due_on = stored_settings.load_calendar(session).due_on(kind, period)
        contacts = load_contacts(session, period, kind=kind)
        signature = load_signature(session)
    letters = []
    for source in dict.fromkeys(source for source in sources if source in names):
        contact = contacts.get(source, Contact())
        letter = build_reminder(
            whose=names[source],
            what=kind_named(kind).title,
            period=period,
            due_on=due_on,
            today=today(),
            minutes=MINUTES_TO_FILL[kind],
            signature=signature,
            role=contact.role,
            to=contact.mailbox,
        )
        letters.append(ReminderLetter(source, names[source], contact, letter))
    return letters


def workbook_name(one: ReminderLetter, period: Period) -> str:
    """The name of the workbook that goes with a letter, plain enough for any mail program."""
    plain = "".join(sign for sign in one.name if sign.isalnum() or sign in " -").strip()
    return f"{plain[:60]} {period.code}.xlsx"
