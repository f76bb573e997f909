"""Columns matched by a person: read again, remembered, and never asked twice."""

from datetime import date

import pytest

from hubdata.errors import UnknownThing, UserError
from hubdata.returns.reading.inspecting import Guess
from hubdata.returns.reading.raw import Told
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.intake.mapping import choose_sources, list_fields, load_layout, reread_file
from hubdata.services.intake.outcomes import FileOutcome, FileStatus
from hubdata.services.intake.returns import accept_return, load_history
from hubdata.services.registers.register import load_register
from hubdata.store.intake.files import NewFile
from tests.register.made_files import gias_file

SENDER = "Northmere music service"
HEADINGS = "URN,When,Termly,Lesson format,Stage,Headcount,Who,Colour"
MAPPED = {
    "When": "school_front.time_period",
    "Termly": "school_front.term",
    "Lesson format": "tuition.group_size",
    "Stage": "tuition.key_stage",
    "Headcount": "tuition.pupils",
    "Who": "tuition.provider_type",
    "Colour": "",
}
ROWS = "900001,2025/26,autumn,small,KS2,{},hub,red", "900002,2025/26,autumn,small,KS1,4,hub,blue"


@pytest.fixture(autouse=True)
def register(hub_store: str) -> None:
    schools = gias_file(
        {},
        {"URN": "900002", "EstablishmentName": "Elm Infant School", "EstablishmentNumber": "2002"},
        {"URN": "900003", "EstablishmentName": "Elm Junior School", "EstablishmentNumber": "2003"},
    )
    list(load_register([("gias.csv", schools)], as_at=date(2025, 9, 1), actor="Ann"))


def table(pupils: int = 3, *, headings: str = HEADINGS) -> bytes:
    return "\n".join([headings, *ROWS]).format(pupils).encode()


def take_in(content: bytes, *, sender: str = SENDER, accept: bool = False) -> FileOutcome:
    choices = ImportChoices(sender=sender, accept=accept)
    [outcome] = import_files([NewFile("list.csv", content)], actor="Ann", choices=choices)
    return outcome


def told(outcome: FileOutcome) -> FileOutcome:
    assert outcome.file_id
    return reread_file(outcome.file_id, Told(headings=MAPPED), actor="Ann")


def test_the_guess_for_every_heading_is_shown_beside_its_values() -> None:
    headings = b"URN,No. of pupils,Taught for weeks,Pupils who are charged,Group,KS\n"
    content = headings + b"900001,5,12,2,small,KS2\n"
    outcome = take_in(b"Tuition autumn\n" + content)
    assert outcome.file_id
    [sheet] = load_layout(outcome.file_id).sheets
    seen = {one.heading: (one.place, one.guess, one.samples) for one in sheet.headings}
    assert sheet.row == 2
    assert seen["URN"] == ("school_front.school_urn", Guess.SYNONYM, ("900001",))
    assert seen["KS"] == ("tuition.key_stage", Guess.SYNONYM, ("KS2",))
    by_heading = {one.heading: one for one in sheet.headings}
    assert by_heading["Pupils who are charged"].guess is Guess.FUZZY
    assert by_heading["Pupils who are charged"].suggestions[0].place == "tuition.pupils_charged"
    assert by_heading["Taught for weeks"].place == ""


def test_a_file_that_was_not_understood_is_read_as_it_is_told() -> None:
    outcome = take_in(table())
    assert outcome.returns == ()
    again = told(outcome)
    assert [one.source for one in again.returns] == ["900001", "900002"]
    assert again.all_issues == ()
    assert outcome.file_id
    [sheet] = load_layout(outcome.file_id).sheets
    assert {one.guess for one in sheet.headings} == {Guess.SYNONYM, Guess.TOLD}
    assert not sheet.needs_telling


def test_the_next_file_of_the_sender_needs_no_mapping() -> None:
    told(take_in(table()))
    changed = table(9, headings=HEADINGS.replace("Colour", "Room"))
    after = take_in(changed, sender="  northmere MUSIC service", accept=True)
    assert after.status is FileStatus.ACCEPTED


def test_the_same_headings_from_somebody_else_need_no_mapping_either() -> None:
    told(take_in(table()))
    assert take_in(table(9), sender="", accept=True).status is FileStatus.ACCEPTED


def test_other_headings_from_somebody_else_are_not_guessed() -> None:
    told(take_in(table()))
    other = table(9, headings=HEADINGS.replace("Colour", "Room"))
    assert take_in(other, sender="Somebody else").returns == ()


def test_a_reading_that_was_not_accepted_is_replaced_and_stays_to_be_seen() -> None:
    outcome = told(take_in(table()))
    again = reread_file(outcome.file_id or 0, Told(headings={"Colour": ""}), actor="Ann")
    assert [one.source for one in again.returns] == ["900001", "900002"]
    assert [state.status for state in load_history("900001")] == ["checked", "superseded"]


def test_an_accepted_reading_counts_until_the_new_one_is_accepted() -> None:
    outcome = told(take_in(table()))
    first = outcome.returns[0].id or 0
    accept_return(first, actor="Ann")
    again = reread_file(outcome.file_id or 0, Told(headings={"Colour": ""}), actor="Ann")
    assert [state.status for state in load_history("900001")] == ["checked", "accepted"]
    accept_return(again.returns[0].id or 0, actor="Ann")
    assert [state.status for state in load_history("900001")] == ["accepted", "superseded"]


def test_what_cannot_be_read_like_this_changes_nothing() -> None:
    outcome = told(take_in(table()))
    nothing = dict.fromkeys(HEADINGS.split(","), "")
    with pytest.raises(UserError, match="no headings"):
        reread_file(outcome.file_id or 0, Told(headings=nothing), actor="Ann")
    assert [state.status for state in load_history("900001")] == ["checked"]
    with pytest.raises(UnknownThing):
        load_layout(99)


def doubtful(pupils: int) -> bytes:
    headings = "School,Academic year,Term,Group size,KS,Taught by,Pupils"
    return f"{headings}\nElm,2025/26,autumn,small,KS1,hub,{pupils}\n".encode()


def test_a_school_that_was_chosen_is_chosen_for_the_next_file_of_the_sender_alone() -> None:
    outcome = take_in(doubtful(4))
    [doubt] = outcome.doubts
    chosen = {doubt.written: "900003"}
    again = choose_sources(outcome.file_id or 0, chosen, actor="Ann")
    assert ([one.source for one in again.returns], again.doubts) == (["900003"], ())
    assert take_in(doubtful(5), accept=True).status is FileStatus.ACCEPTED
    assert take_in(doubtful(6), sender="Somebody else").doubts


def test_every_field_can_be_chosen_and_the_columns_that_tell_a_school() -> None:
    places = {choice.place for choice in list_fields("school-return")}
    assert {"tuition.pupils", "school_front.school_urn", "whose.laestab"} <= places
    assert "whose.laestab" not in {choice.place for choice in list_fields("hub-return")}
