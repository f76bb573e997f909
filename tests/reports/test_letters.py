"""Letters: to a role, courteous, complete, and as drafts that mail programs open."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest

from hubdata.periods import Period
from hubdata.reports.letters import (
    MOST_LISTED,
    Attachment,
    Letter,
    Signature,
    build_correction,
    build_reminder,
    is_mailbox,
    render_draft,
)
from hubdata.reports.marks import Mark, Needed

AUTUMN = Period.parse(202627, "autumn")
OFFICE = Signature("Data officer", "Northmere Music Hub", "music@example.org")
WRONG = Mark(Needed.CORRECT, "Tuition", "C4", "Tuition, C4", "5-10", "Write a whole number.")
DOUBTFUL = Mark(Needed.EXPLAIN, "Tuition", "C5", "Tuition, C5", None, "Check it.")


def correction(*marks: Mark, has_copy: bool = True) -> Letter:
    return build_correction(
        marks,
        whose="Elm Primary School",
        period=AUTUMN,
        received_on=date(2026, 11, 2),
        has_copy=has_copy,
        signature=OFFICE,
        to="office@elm.example.org",
    )


def test_a_letter_lists_each_place_with_what_was_sent_and_what_to_do() -> None:
    letter = correction(WRONG, DOUBTFUL)
    assert letter.subject == (
        "Music return of Elm Primary School for autumn 2026/27: 2 places to put right"
    )
    assert "1 place must be corrected and 1 answer must be corrected or explained." in letter.body
    assert "To correct:\n- Tuition, C4 (“5-10”): Write a whole number.\n" in letter.body
    assert "To explain:\n- Tuition, C5 (blank): Check it.\n" in letter.body
    assert letter.body.endswith("Data officer\nNorthmere Music Hub\nmusic@example.org\n")


def test_a_long_list_is_read_in_the_copy() -> None:
    letter = correction(*[WRONG] * (MOST_LISTED + 3))
    assert "And 3 places more, in the copy." in letter.body


def test_what_concerns_the_whole_file_is_said_without_a_place() -> None:
    whole = Mark(Needed.CORRECT, "", "", "The file", None, "elm.xlsx: it is empty. Send it again.")
    assert "To correct:\n- elm.xlsx: it is empty." in correction(whole, has_copy=False).body


def test_without_a_copy_the_letter_names_none() -> None:
    assert "attached" not in correction(WRONG, has_copy=False).body


def reminder(today: date) -> Letter:
    return build_reminder(
        whose="Elm Primary School",
        what="school return",
        period=AUTUMN,
        due_on=date(2026, 12, 18),
        today=today,
        minutes=15,
        signature=OFFICE,
    )


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 12, 18), "is due on 18 December 2026."),
        (date(2026, 12, 19), "was due on 18 December 2026 and has not reached us yet."),
    ],
)
def test_a_reminder_says_when_it_is_due_and_the_way_of_least_work(today: date, said: str) -> None:
    body = reminder(today).body
    assert f"The school return of Elm Primary School for autumn 2026/27 {said}" in body
    assert "Nothing to report" in body
    assert "never names" in body


def test_a_draft_opens_unsent_with_its_attachment() -> None:
    letter = Letter("A\nBcc: x@example.org", "Dear colleague\n", "a@example.org", "b@example.org")
    draft = message_from_bytes(render_draft(letter, [Attachment("é.xlsx", b"PK")]), policy=default)
    assert draft["X-Unsent"] == "1"
    assert (draft["To"], draft["From"], draft["Bcc"]) == ("a@example.org", "b@example.org", None)
    assert draft["Subject"] == "A Bcc: x@example.org"
    [attached] = draft.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("é.xlsx", b"PK")


def test_what_is_no_mailbox_is_left_for_the_officer_to_fill() -> None:
    draft = message_from_bytes(render_draft(Letter("A", "B", "the office")), policy=default)
    assert draft["To"] is None
    assert is_mailbox("office@elm.example.org")
    assert not is_mailbox("a@b.example, c@d.example")
