"""Correcting a value on the screen: the file stays, the correction is kept, the return is checked
again, and all of it can be undone."""

import json

import pytest

from hubdata.errors import OutOfDate, UserError
from hubdata.returns.reading.raw import Told
from hubdata.services.intake.correcting import CellAsked, correct_value, undo_correction
from hubdata.services.intake.mapping import reread_file
from hubdata.services.intake.returns import (
    accept_return,
    give_reason,
    load_file_content,
    load_return,
    withdraw_return,
)
from hubdata.services.intake.undoing import Undo, undo
from hubdata.services.results.explaining import describe_explanation, explain_kpi
from tests.pages import returns_hub
from tests.pages.returns_hub import ASH, AUTUMN, load_two_schools, return_of, take_in

WHOLE_CLASS = "Whole class"
LONG_ENOUGH = {"weeks_delivered": 12}
FULL = returns_hub.FULL | LONG_ENOUGH
WRONG = returns_hub.WRONG | LONG_ENOUGH
DOUBTFUL = returns_hub.DOUBTFUL | LONG_ENOUGH
ELSE = {"class_id": "4B", "year_group": "4", "pupils": 20} | LONG_ENOUGH


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    load_two_schools()


def cell_of(return_id: int, row: int, field: str, sheet: str = WHOLE_CLASS) -> CellAsked:
    [part] = [part for part in load_return(return_id).parts if part.sheet.name == sheet]
    return CellAsked(sheet, part.rows[row]["id"], field)


def correct(return_id: int, after: str, *, row: int = 1, field: str = "pupils") -> int:
    asked = cell_of(return_id, row, field)
    return correct_value(return_id, asked, after=after, reason="Telephoned", actor="Ben")


def pupils(return_id: int) -> list[int | None]:
    [part] = [part for part in load_return(return_id).parts if part.sheet.name == WHOLE_CLASS]
    return [row["pupils"] for row in part.rows]


def counted() -> float | None:
    return explain_kpi("S05", AUTUMN).explanation.headline.figures[0].total


def test_a_mistake_is_corrected_and_the_return_is_checked_again() -> None:
    content = return_of(ASH, FULL, WRONG)
    found = take_in(content)
    assert load_return(found).state.errors == 1
    now = correct(found, "8")
    detail = load_return(now)
    assert (detail.state.errors, pupils(now)) == (0, [28, 8])
    [kept] = detail.corrections
    assert (kept.before, kept.after, kept.made_by, kept.reason) == (
        "5-10",
        "8",
        "Ben",
        "Telephoned",
    )
    assert kept.cell == "D3"
    assert load_file_content(now)[1] == content
    said = [act for act in detail.acts if act.action == "corrected"]
    assert said[0].detail.endswith("“5-10” became “8”: Telephoned")
    assert load_return(found).newest_id == now


def test_what_counts_goes_on_counting_until_the_correction_is_accepted() -> None:
    found = take_in(return_of(ASH, FULL, ELSE), accept=True)
    now = correct(found, "25")
    assert [part.sheet.name for part in load_return(now).parts] == [WHOLE_CLASS]
    assert counted() == 48
    accept_return(now, actor="Ann")
    assert counted() == 53
    undo(Undo.ACCEPTANCE, [now], actor="Ann")
    assert counted() == 48
    assert load_return(found).counts


def test_an_explanation_says_that_a_cell_was_corrected() -> None:
    accept_return(correct(take_in(return_of(ASH, FULL, WRONG)), "8"), actor="Ann")
    cells = json.loads(json.dumps(describe_explanation(explain_kpi("S05", AUTUMN))))["cells"]
    told = [cell["corrected"] for cell in cells if cell["field"] == "pupils" and cell["value"] == 8]
    assert told[0]["sent"] == "5-10"
    assert told[0]["by"] == "Ben"
    assert told[0]["reason"] == "Telephoned"
    others = [cell["corrected"] for cell in cells if cell["value"] == 28]
    assert set(others) == {None}


def test_a_correction_survives_reading_the_file_again() -> None:
    first = correct(take_in(return_of(ASH, FULL, WRONG)), "8")
    again = reread_file(load_return(first).state.file_id, Told(), actor="Ann")
    [one] = again.returns
    assert one.id is not None
    assert pupils(one.id) == [28, 8]


def test_a_correction_is_undone_and_what_was_sent_holds_again() -> None:
    first = correct(take_in(return_of(ASH, FULL, ELSE)), "25")
    second = correct(first, "26")
    assert pupils(second) == [28, 26]
    [kept] = load_return(second).corrections
    third = undo_correction(second, kept.id, actor="Ann")
    assert pupils(third) == [28, 25]
    [kept] = load_return(third).corrections
    assert pupils(undo_correction(third, kept.id, actor="Ann")) == [28, 20]
    with pytest.raises(OutOfDate, match="undone already"):
        undo_correction(third, kept.id, actor="Ann")


def test_a_correction_undone_before_it_is_accepted_leaves_nothing_to_accept() -> None:
    found = take_in(return_of(ASH, FULL, ELSE), accept=True)
    now = correct(found, "25")
    [kept] = load_return(now).corrections
    assert undo_correction(now, kept.id, actor="Ann") == found
    assert not load_return(now).is_waiting
    assert load_return(found).counts


def test_a_correction_that_counts_is_undone_by_a_new_version() -> None:
    now = correct(take_in(return_of(ASH, FULL, ELSE)), "25")
    accept_return(now, actor="Ann")
    [kept] = load_return(now).corrections
    again = undo_correction(now, kept.id, actor="Ann")
    assert (pupils(again), counted()) == ([28, 20], 53)
    accept_return(again, actor="Ann")
    assert counted() == 48


def test_corrections_of_two_sheets_wait_together() -> None:
    found = take_in(return_of(ASH, FULL, Performance=[{"performances": 2}]), accept=True)
    correct(found, "30", row=0)
    asked = cell_of(found, 0, "performances", "Performance")
    now = correct_value(found, asked, after="3", reason="Telephoned", actor="Ben")
    assert [part.sheet.name for part in load_return(now).parts] == [WHOLE_CLASS, "Performance"]
    assert len(load_return(now).corrections) == 2


@pytest.mark.parametrize(
    ("after", "field", "reason", "says"),
    [
        ("ten", "pupils", "Telephoned", "Pupils in the class: "),
        ("", "pupils", "Telephoned", "Pupils in the class: every row needs an answer. Write one."),
        ("8", "pupils", " ", "Say why the value is corrected"),
    ],
)
def test_what_cannot_be_an_answer_is_not_taken(
    after: str, field: str, reason: str, says: str
) -> None:
    found = take_in(return_of(ASH, FULL, WRONG))
    with pytest.raises(UserError, match=says):
        correct_value(found, cell_of(found, 1, field), after=after, reason=reason, actor="Ben")
    assert load_return(found).corrections == ()


def test_whose_a_return_is_cannot_be_corrected_in_a_cell() -> None:
    found = take_in(return_of(ASH))
    asked = cell_of(found, 0, "school_urn", "Return")
    with pytest.raises(UserError, match="matching its file"):
        correct_value(found, asked, after="900002", reason="Wrong school", actor="Ben")


def test_a_version_that_was_dealt_with_is_not_corrected() -> None:
    found = take_in(return_of(ASH), accept=True)
    asked = cell_of(found, 0, "pupils")
    withdraw_return(found, actor="Ann", reason="By mistake")
    with pytest.raises(OutOfDate, match="no longer the one"):
        correct_value(found, asked, after="8", reason="Telephoned", actor="Ben")


def test_a_reason_given_for_another_answer_stays_when_one_is_corrected() -> None:
    found = take_in(return_of(ASH, FULL, DOUBTFUL))
    doubtful = [one for one in load_return(found).issues if one.issue.severity == "query"]
    give_reason(found, [one.id for one in doubtful if one.id], reason="Counted", actor="Ann")
    now = correct(found, "27", row=0)
    [kept] = [one for one in load_return(now).issues if one.issue.severity == "query"]
    assert (kept.explanation, kept.explained_by) == ("Counted", "Ann")
    assert load_return(now).state.queries == 0
