"""Targets: what is looked at, set one by one, taken in from a file and taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.errors import UserError
from hubdata.kpis.judging.targets import Target
from hubdata.periods import AcademicYear
from hubdata.services.standards.target_rows import save_target_rows
from hubdata.services.standards.targets import load_targets, save_targets
from tests.pages.running import open_page, text_of
from tests.pages.standing_hub import load_standing_hub

pytestmark = pytest.mark.usefixtures("hub_store")
PAGE = "pages/standing/targets.py"
YEAR = 202526
SAVE = "Save this target"


def open_view(name: str) -> AppTest:
    app = open_page(PAGE)
    app.session_state["view"] = name
    app.run()
    assert not app.exception
    return app


def field(app: AppTest, label: str):
    return next(one for one in app.text_input if one.label == label)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def press_with(app: AppTest, label: str, text: str) -> AppTest:
    field(app, label).set_value(text)
    return press(app, SAVE)


def test_a_target_stands_with_its_rule_and_the_gap_in_whole_schools() -> None:
    load_standing_hub()
    save_targets(
        {("S01", ""): Target(90, autumn=60, owner="Head of schools", rationale="Board, May")},
        year=YEAR,
        actor="Ann",
    )
    text = text_of(open_page(PAGE))
    assert "KPIs have a target for 2025/26" in text
    assert "60%, off track" in text
    assert "3 more schools reach the target." in text
    assert "Green from 90%, amber from 85%, else red." in text
    assert "Board, May" in text
    assert "Head of schools" in text


def test_an_empty_hub_sees_the_usual_targets() -> None:
    assert "8 of 47 KPIs have a target" in text_of(open_page(PAGE))


def test_a_target_is_set_in_the_form_and_taken_back_in_the_history() -> None:
    load_standing_hub()
    app = open_view("Edit")
    field(app, "Year's target").set_value("80%")
    field(app, "Autumn").set_value("70")
    field(app, "Baseline year").set_value("2024/25")
    text = text_of(press(app, "Save this target"))
    assert "School engagement: 80 in 2025/26 (was 90)." in text
    assert load_targets(YEAR) == {("S01", ""): Target(80, autumn=70, baseline_year=202425)}
    history = open_view("History")
    assert "Year's target 80 (was not set); autumn 70" in text_of(history)
    assert "School engagement: 90 in 2025/26 again." in text_of(
        press(history, "Take back the last 1 change")
    )
    assert load_targets(YEAR) == {}


def test_whoever_was_second_is_told_and_may_then_put_theirs_in_its_place() -> None:
    load_standing_hub()
    first, second = open_view("Edit"), open_view("Edit")
    press_with(first, "Year's target", "88")
    told = press_with(second, "Year's target", "70")
    said = "somebody has changed this since you opened it, to Year's target 88."
    assert said in told.error[0].value
    assert field(second, "Year's target").value == "70"
    assert load_targets(YEAR) == {("S01", ""): Target(88)}
    assert "School engagement: 70 in 2025/26 (was 88)." in text_of(press(second, SAVE))
    assert load_targets(YEAR) == {("S01", ""): Target(70)}


def test_two_who_change_different_cells_of_a_target_both_have_their_way() -> None:
    load_standing_hub()
    first, second = open_view("Edit"), open_view("Edit")
    press_with(first, "Year's target", "88")
    press_with(second, "Spring", "75")
    assert load_targets(YEAR) == {("S01", ""): Target(88, spring=75)}


def test_what_is_no_number_is_said_with_its_kpi_and_nothing_is_saved() -> None:
    load_standing_hub()
    app = open_view("Edit")
    field(app, "Spring").set_value("most of them")
    said = 'School engagement, spring: "most of them" is not a target.'
    assert said in text_of(press(app, "Save this target"))
    assert load_targets(YEAR) == {}


def test_a_table_with_faults_saves_nothing_and_says_every_one() -> None:
    rows = {("S01", ""): {"value": "lots"}, ("S04", ""): {"value": "60", "baseline_year": "then"}}
    with pytest.raises(UserError) as refused:
        save_target_rows(rows, year=AcademicYear(2025), actor="Ann")
    assert len(str(refused.value).splitlines()) == 2
    assert load_targets(YEAR) == {}


def test_targets_come_from_a_spreadsheet() -> None:
    load_standing_hub()
    app = open_view("From a spreadsheet")
    lines = (
        "KPI,Target,Autumn term,LA",
        "S01,85%,75,",
        "Schools with whole-class teaching,60,,",
        "S01,70,,Southmere",
        "S99,60,,",
        "S04,lots,,991",
    )
    app.file_uploader[0].upload("targets.csv", "\n".join(lines).encode()).run()
    text = text_of(app)
    assert "School engagement, 2025/26: 85 (was 90)" in text
    assert "School engagement in Southmere, 2025/26: 70" in text
    assert 'row 5: there is no KPI "S99".' in text
    assert 'row 6: Year\'s target: "lots" is not a target.' in text
    press(app, "Take in 3 targets")
    assert load_targets(YEAR) == {
        ("S01", ""): Target(85, autumn=75),
        ("S04", ""): Target(60),
        ("S01", "992"): Target(70),
    }
