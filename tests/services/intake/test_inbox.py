"""What has come in: nothing that waits is forgotten, and what needs doing stands first."""

import pytest

from hubdata.errors import UnknownThing
from hubdata.services.clock import today
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.intake.inbox import (
    Stage,
    accept_ready,
    load_inbox,
    load_stored_content,
    load_stored_file,
)
from hubdata.services.intake.returns import load_return, reject_return
from hubdata.services.intake.uploads import import_uploads
from hubdata.settings import load_settings
from hubdata.store.engine import writing
from hubdata.store.intake.files import NewFile, save_files
from tests.pages.returns_hub import (
    ACTOR,
    AUTUMN,
    ELM,
    FULL,
    WRONG,
    load_two_schools,
    return_of,
    take_in,
)
from tests.services.build_files import workbook

TUITION = {"key_stage": "KS2", "group_size": "small", "pupils": 9}
NAMES = b"Forename,Surname,Date of birth,UPN\nAnn,Lee,01/02/2015,A123456789012\n"


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    load_two_schools()


def stages() -> list[Stage]:
    return [line.stage for line in load_inbox()]


def on_day(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_TODAY", day)
    load_settings.cache_clear()


def test_what_needs_doing_stands_before_what_is_done() -> None:
    take_in(return_of(), accept=True)
    take_in(return_of(ELM, FULL, WRONG), name="elm.xlsx")
    assert stages() == [Stage.TO_CORRECT, Stage.ACCEPTED]


def test_a_return_that_waits_is_listed_until_it_is_dealt_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = take_in(return_of())
    on_day("2027-03-01", monkeypatch)
    assert [line.return_id for line in load_inbox()] == [waiting]
    reject_return(waiting, actor=ACTOR)
    assert load_inbox() == ()


def test_an_accepted_return_is_news_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(return_of(), accept=True)
    assert stages() == [Stage.ACCEPTED]
    on_day("2026-11-03", monkeypatch)
    assert stages() == []


def test_a_file_with_pupils_names_is_listed_as_refused_and_has_no_contents() -> None:
    list(import_files([NewFile("names.csv", NAMES)], actor=ACTOR, choices=ImportChoices()))
    [line] = load_inbox()
    assert (line.stage, line.return_id) == (Stage.REFUSED, None)
    file = load_stored_file(line.file_id)
    assert file.is_erased
    with pytest.raises(UnknownThing):
        load_stored_content(line.file_id)
    assert file.issues[0].severity == "error"


def test_a_file_that_was_stored_but_not_read_is_listed() -> None:
    with writing() as session:
        save_files(session, [NewFile("a.xlsx", b"x")], received_on=today(), actor=ACTOR)
    assert stages() == [Stage.UNREAD]
    assert load_stored_content(load_inbox()[0].file_id) == b"x"


def test_rows_that_cannot_be_used_are_counted() -> None:
    take_in(return_of(ELM, FULL, WRONG))
    [line] = load_inbox()
    assert (line.rows, line.rows_left_out, line.errors) == (3, 1, 1)


def test_a_faulty_return_asks_for_nothing_once_a_newer_version_came() -> None:
    take_in(return_of(ELM, FULL, WRONG))
    take_in(return_of(ELM, FULL), name="elm 2.xlsx")
    assert stages() == [Stage.READY, Stage.OUTDONE]


def test_a_newer_file_with_other_sheets_leaves_the_older_one_waiting() -> None:
    take_in(return_of(ELM, FULL, WRONG))
    lessons = workbook({"Tuition": [TUITION | {"school_urn": ELM}]})
    list(import_uploads([("tuition.xlsx", lessons)], actor=ACTOR, period=AUTUMN))
    assert Stage.TO_CORRECT in stages()
    assert Stage.OUTDONE not in stages()


def test_accepting_what_is_ready_leaves_what_has_errors() -> None:
    good = take_in(return_of())
    faulty = take_in(return_of(ELM, FULL, WRONG), name="elm.xlsx")
    assert accept_ready([good, faulty], actor=ACTOR) == 1
    assert load_return(good).counts
    assert load_return(faulty).is_waiting


def test_accepting_what_is_ready_twice_does_nothing_the_second_time() -> None:
    good = take_in(return_of())
    assert [accept_ready([good], actor=ACTOR) for _ in range(2)] == [1, 0]
