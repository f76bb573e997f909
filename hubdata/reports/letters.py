"""Letters by e-mail: what they say, in plain words to a role, and the drafts of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from hubdata.periods import Period
from hubdata.reports.marks import Mark, Needed, say_sent
from hubdata.wording import count_of, explain_day, explain_period, first_upper

MOST_LISTED = 40
"""More than this is read in the marked copy, not in a letter."""
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True)
class Letter:
    """A letter. `to` is a mailbox, or empty where none is known."""

    subject: str
    body: str
    to: str = ""
    sent_by: str = ""


@dataclass(frozen=True)
class Signature:
    """Who writes: a role and a hub, not a name, and the mailbox that answers go to."""

    role: str
    hub_name: str
    mailbox: str = ""


@dataclass(frozen=True)
class Attachment:
    """A workbook that goes with a letter."""

    name: str
    content: bytes


def build_correction(
    marks: Sequence[Mark],
    *,
    whose: str,
    period: Period | None,
    received_on: date,
    has_copy: bool,
    signature: Signature,
    to: str = "",
) -> Letter:
    """What asks a sender to put a return right. A file without a marked copy was not read."""
    about = f" for {explain_period(period)}" if period else ""
    asked = "Thank you for it. It could not be read as it came."
    if has_copy:
        asked = (
            f"Thank you for it. Before all of it can be used, {_say_asked(marks)} Everything else "
            "stands as you sent it."
        )
    paragraphs = [
        "Dear colleague,",
        f"The music return of {whose}{about} reached us on {explain_day(received_on)}. {asked}",
        *_lists(marks),
        _say_way(has_copy=has_copy),
        _sign(signature),
    ]
    subject = f"Music return of {whose}{about}: {_say_number(marks)} to put right"
    return Letter(_one_line(subject), "\n\n".join(paragraphs) + "\n", to, signature.mailbox)


def build_reminder(
    *,
    whose: str,
    what: str,
    period: Period,
    due_on: date,
    today: date,
    minutes: int,
    signature: Signature,
    role: str = "",
    to: str = "",
) -> Letter:
    """What reminds a source of a return that has not come. `what` is the kind of return, `role`
    whose task it was the last time."""
    past = f"was due on {explain_day(due_on)} and has not reached us yet"
    if due_on >= today:
        past = f"is due on {explain_day(due_on)}"
    paragraphs = [
        *([f"For the attention of: {_one_line(role)}"] if role else []),
        "Dear colleague,",
        f"The {what} of {whose} for {explain_period(period)} {past}. If it is on its way, thank "
        "you, and please leave this letter aside.",
        "A workbook prefilled with what we know is attached: it takes about "
        f"{minutes} minutes. If you keep the figures in a list of your own, send that instead; it "
        "will be read as it is. If there was nothing this time, saying so takes one minute: "
        'answer "Yes" to "Nothing to report" on the first sheet.',
        "Please send counts only, never names or other details of pupils. If something stands in "
        "the way, reply to this letter and we will help.",
        _sign(signature),
    ]
    subject = f"Music return of {whose} for {explain_period(period)}: a reminder"
    return Letter(_one_line(subject), "\n\n".join(paragraphs) + "\n", to, signature.mailbox)


def render_draft(letter: Letter, attachments: Sequence[Attachment] = ()) -> bytes:
    """An .eml that mail programs open as a draft to be looked over and sent."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _one_line(letter.subject)
    message["X-Unsent"] = "1"  # Outlook opens it as a draft, not as something received
    for header, mailbox in (("To", letter.to), ("From", letter.sent_by)):
        if is_mailbox(mailbox):
            message[header] = mailbox.strip()
    message.set_content(letter.body)
    for one in attachments:
        maintype, subtype = XLSX
        message.add_attachment(
            one.content, maintype=maintype, subtype=subtype, filename=_one_line(one.name)
        )
    return message.as_bytes()


def is_mailbox(text: str) -> bool:
    """Whether a text is one plain address that mail can go to."""
    name, at, domain = text.strip().partition("@")
    plain = all(sign.isalnum() or sign in "._%+-" for sign in name)
    host = all(sign.isalnum() or sign in ".-" for sign in domain)
    return bool(name and at and "." in domain and plain and host and text.isascii())


def _say_number(marks: Sequence[Mark]) -> str:
    return count_of(len(marks), "places")


def _say_asked(marks: Sequence[Mark]) -> str:
    counts = {needed: sum(mark.needed is needed for mark in marks) for needed in Needed}
    told = []
    if number := counts[Needed.CORRECT]:
        told.append(f"{count_of(number, 'places')} must be corrected")
    if number := counts[Needed.EXPLAIN]:
        told.append(f"{count_of(number, 'answers')} must be corrected or explained")
    return " and ".join(told) + "."


def _lists(marks: Sequence[Mark]) -> list[str]:
    """The places, those to correct first, each with what was sent and what to do."""
    listed = []
    shown = marks[:MOST_LISTED]
    for needed, head in ((Needed.CORRECT, "To correct:"), (Needed.EXPLAIN, "To explain:")):
        lines = [_say_mark(mark) for mark in shown if mark.needed is needed]
        if lines:
            listed.append("\n".join([head, *lines]))
    if len(marks) > len(shown):
        listed.append(f"And {count_of(len(marks) - len(shown), 'places')} more, in the copy.")
    return listed


def _say_mark(mark: Mark) -> str:
    if not mark.sheet and not mark.cell:
        return f"- {mark.what_to_do}"  # of the file as a whole, which it names itself
    sent = f" ({say_sent(mark)})" if mark.sent or mark.cell else ""
    return f"- {first_upper(mark.where)}{sent}: {mark.what_to_do}"


def _say_way(*, has_copy: bool) -> str:
    if has_copy:
        return (
            "The attached copy of your workbook has each place coloured, with a comment, and lists "
            "them all on its first sheet. Please put them right there and send it back, or reply "
            "with the explanations."
        )
    return "Please put this right and send the workbook again, or reply if we can help."


def _sign(signature: Signature) -> str:
    lines = ["With thanks,", signature.role, signature.hub_name, signature.mailbox]
    return "\n".join(line for line in lines if line)


def _one_line(text: str) -> str:
    return " ".join(text.split())
