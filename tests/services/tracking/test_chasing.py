"""Reminders: to those from whom nothing came, to a role, with a workbook, counted once a day."""

import csv
import io
from email import message_from_bytes
from email.policy import default
from zipfile import ZipFile

import pytest

from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.registers.partners import save_partner
from hubdata.services.tracking.chasing import (
    MERGE_HEADS,
    build_reminders,
    list_not_come,
    load_reminded,
    record_reminders,
    render_mail_merge,
    zip_reminders,
)
from hubdata.services.tracking.tracker import load_tracker
from hubdata.settings import load_settings
from hubdata.store.intake.files import NewFile
from hubdata.vocabulary import PartnerKind
from tests.pages.returns_hub import ACTOR, ASH, AUTUMN, ELM, load_two_schools, return_of, take_in
from tests.services.build_files import workbook

ELM_SOURCE = str(ELM)


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    load_two_schools()


def on_day(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("HUB_TODAY", day)
    load_settings.cache_clear()


def elm_said_last_summer(mailbox: str = "office@elm.example.org") -> None:
    front = {
        "time_period": 202526,
        "term": "summer",
        "school_urn": ELM,
        "contact_role": "Music lead",
        "contact_email": mailbox,
        "nil_return": "Yes",
    }
    new = NewFile("summer.xlsx", workbook({"Return": [front]}))
    [outcome] = import_files([new], actor=ACTOR, choices=ImportChoices(accept=True, reason="so"))
    assert outcome.returns[0].status == "accepted"


def test_only_those_from_whom_nothing_came_are_reminded(monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(return_of(ASH))
    assert [row.source for row in list_not_come(load_tracker(AUTUMN))] == [ELM_SOURCE]


def test_a_reminder_is_counted_once_a_day_for_its_period(monkeypatch: pytest.MonkeyPatch) -> None:
    assert record_reminders(AUTUMN, [ELM_SOURCE, ELM_SOURCE], actor=ACTOR) == 1
    assert record_reminders(AUTUMN, [ELM_SOURCE, str(ASH)], actor=ACTOR) == 1
    on_day(monkeypatch, "2026-11-09")
    assert record_reminders(AUTUMN, [ELM_SOURCE], actor=ACTOR) == 1
    reminded = load_reminded(AUTUMN)
    assert reminded[ELM_SOURCE].times == 2
    assert reminded[ELM_SOURCE].last_on.isoformat() == "2026-11-09"
    assert reminded[str(ASH)].times == 1
    assert load_reminded(Period.parse(202627, "spring")) == {}
    assert load_reminded(AUTUMN, kind="partner-return") == {}


def test_the_draft_goes_to_the_mailbox_given_last_with_the_prefilled_workbook() -> None:
    elm_said_last_summer()
    with ZipFile(io.BytesIO(zip_reminders(AUTUMN, [ELM_SOURCE]))) as archive:
        [name] = archive.namelist()
        draft = message_from_bytes(archive.read(name), policy=default)
    assert name.endswith("900002 Elm Primary School.eml")
    assert draft["To"] == "office@elm.example.org"
    assert draft["Subject"] == "Music return of Elm Primary School for autumn 2026/27: a reminder"
    body = draft.get_body().get_content()
    assert body.startswith("For the attention of: Music lead")
    [attached] = draft.iter_attachments()
    assert attached.get_filename() == "Elm Primary School 202627 autumn.xlsx"
    assert attached.get_content().startswith(b"PK")


def test_a_mailbox_that_is_none_is_left_out() -> None:
    elm_said_last_summer("ring the office")
    [one] = build_reminders(AUTUMN, [ELM_SOURCE])
    assert (one.contact.mailbox, one.letter.to) == ("", "")


def test_the_mail_merge_has_a_row_for_each_source(monkeypatch: pytest.MonkeyPatch) -> None:
    record_reminders(AUTUMN, [ELM_SOURCE], actor=ACTOR)
    on_day(monkeypatch, "2026-12-20")
    content = render_mail_merge(AUTUMN, [str(ASH), ELM_SOURCE, "unknown"]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert tuple(rows[0]) == MERGE_HEADS
    assert [row["Source"] for row in rows] == [str(ASH), ELM_SOURCE]
    assert [row["Reminders so far"] for row in rows] == ["0", "1"]
    assert (rows[1]["Due on"], rows[1]["Days overdue"]) == ("18 December 2026", "2")


def test_nobody_to_remind_is_an_empty_file_not_everybody() -> None:
    with ZipFile(io.BytesIO(zip_reminders(AUTUMN, []))) as archive:
        assert archive.namelist() == []


def test_a_partner_is_reminded_at_the_mailbox_of_the_register() -> None:
    partner = Partner(
        "P07",
        "Tideline",
        PartnerKind.COMMUNITY_MUSIC,
        contact_role="Manager",
        mailbox="hello@tideline.example",
    )
    save_partner(partner, actor=ACTOR)
    [one] = build_reminders(AUTUMN, ["P07"], kind="partner-return")
    assert (one.letter.to, one.contact.role) == ("hello@tideline.example", "Manager")
    assert "The partner return of Tideline" in one.letter.body
