"""What a person is asked about a file, what is offered first, and what is told of it."""

import pytest

from hubdata.errors import UnknownThing, UserError
from hubdata.periods import Period
from hubdata.services.intake.matching import (
    Doubtful,
    MatchSaid,
    find_doubtful,
    guess_about,
    guess_places,
    list_choices,
    list_missing,
    load_columns,
    load_match,
    read_as_said,
    save_match,
)
from hubdata.services.intake.returns import load_return
from tests.pages.booking_list import (
    PLACES,
    SCHOOLS,
    SENDER,
    booking_list,
    load_forty_schools,
    take_in_list,
)
from tests.pages.survey import QUESTIONS, survey
from tests.returns.workbooks import build_grids
from tests.services.build_files import school_return, workbook


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    load_forty_schools()


def test_a_file_without_headings_of_ours_asks_for_its_columns_and_a_damaged_one_does_not() -> None:
    unknown = take_in_list(booking_list())
    damaged = take_in_list(b"PK\x03\x04 nothing", name="a.xlsx")
    assert find_doubtful(unknown.file_id or 0) is Doubtful.COLUMNS
    assert find_doubtful(damaged.file_id or 0) is Doubtful.NOTHING


def test_a_filled_template_asks_nothing() -> None:
    outcome = take_in_list(school_return(900101, year=202627), name="a.xlsx")
    assert find_doubtful(outcome.file_id or 0) is Doubtful.NOTHING


def test_a_column_that_is_not_read_may_be_looked_at() -> None:
    content = (
        b"URN,Academic year,Term,Class,Year group,Pupils,Hall\n900101,2026/27,autumn,4A,4,28,x"
    )
    outcome = take_in_list(content)
    assert find_doubtful(outcome.file_id or 0) is Doubtful.SOME


def test_once_it_is_said_what_the_rows_are_about_headings_are_guessed_and_none_twice() -> None:
    headings = "School URN,Yr,Klass,Pupils,Children,Hall"
    outcome = take_in_list(f"{headings}\n900101,4,4A,28,28,x\n".encode())
    seen = load_columns(outcome.file_id or 0)
    guessed = guess_places(seen.kind, seen.sheets[0], "Whole class")
    places = dict(zip(headings.split(","), guessed.values(), strict=True))
    assert places["School URN"] == "school_front.school_urn"
    assert places["Yr"] == "whole_class.year_group"
    assert [places["Pupils"], places["Children"]].count("whole_class.pupils") == 1
    assert places["Hall"] == ""


def test_what_is_needed_in_every_row_and_has_no_column_is_listed() -> None:
    outcome = take_in_list(booking_list())
    kind = load_columns(outcome.file_id or 0).kind
    given = ["whole_class.class_id", "whole_class.pupils"]
    assert list_missing(kind, "Whole class", given) == ("Year group",)
    assert list_missing(kind, "", []) == ()
    assert "tuition.pupils" not in list_choices(kind, "Whole class")
    assert "tuition.pupils" in list_choices(kind, "")


def test_a_heading_of_two_sheets_is_told_once_with_both_its_meanings() -> None:
    rows = [{"Who": 900101, "Heads": 3}]
    outcome = take_in_list(workbook({"One": rows, "Two": rows}), name="a.xlsx")
    seen = load_columns(outcome.file_id or 0)
    cells = {(n, one.cell): one.heading for n in (0, 1) for one in seen.sheets[n].headings}
    said = {at: "school_front.school_urn" for at, heading in cells.items() if heading == "Who"}
    said |= {
        (0, "B1"): "whole_class.pupils",
        (1, "B1"): "tuition.pupils",
    }
    assert read_as_said(seen, said) == {
        "who": "school_front.school_urn",
        "heads": "whole_class.pupils tuition.pupils",
    }


def test_a_column_for_which_there_is_no_field_is_told_as_not_to_be_read() -> None:
    outcome = take_in_list(b"URN,Pupils,Hall\n900101,28,x\n")
    seen = load_columns(outcome.file_id or 0)
    guessed = guess_places(seen.kind, seen.sheets[0], "Whole class")
    told = read_as_said(seen, {(0, cell): place for cell, place in guessed.items()})
    assert told["pupils"] == "whole_class.pupils"
    assert told["hall"] == ""
    assert guess_places(seen.kind, seen.sheets[0], "")["A1"] == "school_front.school_urn"


def test_a_list_of_forty_schools_is_matched_once_and_the_next_needs_nothing() -> None:
    outcome = take_in_list(booking_list())
    assert outcome.returns == ()
    again = save_match(outcome.file_id or 0, MatchSaid(PLACES, sender=SENDER), actor="Ann")
    assert (len(again.returns), again.all_issues) == (SCHOOLS, ())
    assert load_match(outcome.file_id or 0).sender == SENDER
    after = take_in_list(booking_list(pupils=30), sender=SENDER)
    assert (len(after.returns), after.all_issues) == (SCHOOLS, ())
    assert find_doubtful(after.file_id or 0) in (Doubtful.NOTHING, Doubtful.SOME)


def test_a_period_that_the_file_does_not_say_is_said_for_it() -> None:
    content = b"URN,Class,Year group,Pupils in the class\n900101,4A,4,28\n"
    outcome = take_in_list(content)
    assert find_doubtful(outcome.file_id or 0) is Doubtful.COLUMNS
    autumn = Period.parse(202627, "autumn")
    again = save_match(outcome.file_id or 0, MatchSaid(period=autumn), actor="Ann")
    assert [one.period for one in again.returns] == [autumn]


def test_a_school_that_is_none_of_the_offers_is_not_asked_about_again() -> None:
    content = (
        b"School,Academic year,Term,Class,Year group,Pupils\nSchool Prim,2026/27,autumn,4A,4,28"
    )
    outcome = take_in_list(content, sender=SENDER)
    [doubt] = outcome.doubts
    file_id = outcome.file_id or 0
    assert find_doubtful(file_id) is Doubtful.SCHOOLS
    save_match(file_id, MatchSaid(sources={doubt.written: ""}, sender=SENDER), actor="Ann")
    assert find_doubtful(file_id) is not Doubtful.SCHOOLS
    assert load_match(file_id).chosen[doubt.written] == ""


def test_what_is_no_urn_is_not_taken_for_a_school() -> None:
    outcome = take_in_list(booking_list())
    with pytest.raises(UserError, match="six digits"):
        save_match(outcome.file_id or 0, MatchSaid(sources={"elm": "Elm"}), actor="Ann")


def test_a_file_that_is_not_here_cannot_be_matched() -> None:
    with pytest.raises(UnknownThing):
        load_match(99)


def test_the_questions_of_a_survey_are_guessed_beside_each_other() -> None:
    outcome = take_in_list(survey(), name="survey.xlsx")
    seen = load_columns(outcome.file_id or 0)
    about = guess_about(seen.kind, seen.sheets[0])
    guessed = guess_places(seen.kind, seen.sheets[0], about)
    assert about == ""
    assert dict(zip(QUESTIONS, guessed.values(), strict=True)) == QUESTIONS
    assert list_missing(seen.kind, about, guessed.values()) == ("Whole class: Class",)


def test_the_numbers_of_a_question_are_guessed_all_or_none() -> None:
    """One of three key stages alone would be taken for all pupils."""
    rows = [
        ["URN", "How many pupils in each key stage have instrumental lessons?", None, None],
        [None, "KS1", "KS2", "KS3"],
        [900102, 4, 12, 9],
    ]
    outcome = take_in_list(build_grids({"Sheet1": rows}), name="monkey.xlsx")
    seen = load_columns(outcome.file_id or 0)
    guessed = guess_places(seen.kind, seen.sheets[0], "")
    assert any(one.likely for one in seen.sheets[0].headings)
    assert [*guessed.values()] == ["school_front.school_urn", "", "", ""]


def test_a_row_of_a_survey_answers_for_the_school_and_for_all_its_classes() -> None:
    outcome = take_in_list(survey(), name="survey.xlsx")
    said = MatchSaid(headings=QUESTIONS, period=Period.parse(202627, "autumn"))
    after = save_match(outcome.file_id or 0, said, actor="Ann")
    assert [one.source for one in after.returns] == ["900102", "900103"]
    assert {issue.code for issue in after.all_issues} == {"key-made-up", "source-found"}
    rows = load_return(after.returns[1].id or 0)
    by_sheet = {part.sheet.name: part.rows[0] for part in rows.parts if part.rows}
    assert by_sheet["Curriculum"]["minutes_ks2"] == 60
    assert by_sheet["Whole class"]["pupils"] == 27
    assert by_sheet["Whole class"]["provider_type"] == "school staff"
