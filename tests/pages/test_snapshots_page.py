"""Snapshots: freezing, opening one, what is other now and why, and reproducing it."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.reports.snapshots import freeze_period, list_snapshots
from tests.pages.running import open_page, text_of
from tests.pages.standing_hub import SUMMER, accept, load_standing_hub

pytestmark = pytest.mark.usefixtures("hub_store")
PAGE = "pages/reports/snapshots.py"
NAME = "Board July"


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def open_snapshot(name: str) -> AppTest:
    app = open_page(PAGE)
    app.query_params["snapshot"] = name
    app.run()
    assert not app.exception
    return app


def test_a_hub_without_snapshots_is_told_what_they_are_for() -> None:
    load_standing_hub()
    text = text_of(open_page(PAGE))
    assert "No snapshots are kept" in text
    assert "Freeze a term below before it is reported" in text


def test_a_term_is_frozen_under_a_name_once() -> None:
    load_standing_hub()
    app = open_page(PAGE)
    app.text_input[0].set_value(NAME)
    app.text_input[1].set_value("the board")
    assert "Summer 2025/26 is frozen as Board July." in text_of(press(app, "Freeze it"))
    assert [(one.name, one.purpose) for one in list_snapshots()] == [(NAME, "the board")]
    app.text_input[0].set_value(NAME)
    assert "There is a snapshot" in text_of(press(app, "Freeze it"))


def test_nothing_is_other_while_nothing_happened_and_it_comes_out_again() -> None:
    load_standing_hub()
    freeze_period(NAME, SUMMER, actor="Ann", purpose="the board")
    app = open_snapshot(NAME)
    text = text_of(app)
    assert "Board July: every number is still as it was reported" in text
    assert "Nothing: no return, correction, setting or school changed since." in text
    assert "School engagement" in text
    said = text_of(press(app, "Reproduce to the last digit"))
    assert "results come out exactly as they were frozen." in said


def test_a_revision_stands_with_its_cause_here_and_on_the_kpis_page() -> None:
    load_standing_hub()
    freeze_period(NAME, SUMMER, actor="Ann", purpose="the board")
    accept(SUMMER, (900010,), engaged={900010}, on=date(2026, 9, 1))
    text = text_of(open_snapshot(NAME))
    assert "numbers are others now" in text
    assert "School engagement Whole hub 60% 70% 1 new return" in text
    assert "School 10, Summer 2025/26: new return" in text
    app = open_page("pages/standing/kpi.py")
    app.query_params["kpi"] = "S01"
    app.run()
    text = text_of(app)
    assert (
        "Reported as 60% in “Board July”, frozen on 2 November 2026, now 70%: 1 new return." in text
    )
    assert "See what happened since" in text
