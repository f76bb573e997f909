"""Benchmarks and history: what is listed, entered and loaded, and drawn on the KPI's page."""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.periods import AcademicYear
from hubdata.services.standards.benchmarks import Published, list_published, save_published
from tests.pages.running import open_page, text_of
from tests.pages.standing_hub import load_standing_hub

pytestmark = pytest.mark.usefixtures("hub_store")
PAGE = "pages/hub/benchmarks.py"
KPI = "pages/standing/kpi.py"


def open_view(page: str, **query: str) -> AppTest:
    app = open_page(page)
    for name, value in query.items():
        if name == "view":
            app.session_state[name] = value
        else:
            app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def field(app: AppTest, label: str):
    return next(one for one in app.text_input if one.label.startswith(label))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_both_official_numbers_of_a_year_are_listed_with_their_sources() -> None:
    text = text_of(open_view(PAGE, kpi="S05"))
    assert "583,783 pupils" in text
    assert "596,820 pupils" in text
    assert "House of Lords written answer HL3201" in text


def test_a_figure_of_a_past_year_is_entered_by_hand_and_shown_on_the_kpis_page() -> None:
    load_standing_hub()
    app = open_view(PAGE, view="Enter a figure", kpi="S01")
    app.radio[0].set_value("A figure of our own past, as published").run()
    field(app, "Academic year").set_value("2022/23")
    field(app, "Value").set_value("84")
    press(app, "Save the figure")
    assert list_published() == ()
    field(app, "Source").set_value("Annual report 2023")
    assert "S01 in 2022/23: 84, from Annual report 2023." in text_of(press(app, "Save the figure"))
    text = text_of(open_view(KPI, kpi="S01"))
    assert "As published, without returns behind them" in text
    assert "Annual report 2023" in text
    assert "Diamonds: as published, with no returns behind them." in text


def test_a_published_figure_is_taken_away() -> None:
    save_published([Published("S01", AcademicYear(2018), 84, "Report")], actor="Ann")
    press(open_page(PAGE), "Take it away")
    assert list_published() == ()


def test_the_kpis_page_says_what_others_have_and_what_is_drawn() -> None:
    load_standing_hub()
    text = text_of(open_view(KPI, kpi="S01"))
    assert "England 2016/17 89% Yes" in text
    assert "Dotted line: a benchmark, counted alike." in text
    assert "No projection" not in text  # 2025/26 is complete: there is nothing to expect
