"""Own KPIs on their page: defined, tried, filled in for a term, changed, put away, taken back."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.registers.register import load_register
from hubdata.services.results.own_kpis import define_kpi, list_own_kpis
from tests.kpis.own import BRASS, TRIED
from tests.pages.returns_hub import FULL, return_of, take_in
from tests.pages.running import dashboard, open_page, text_of
from tests.register.made_files import gias_file

PAGE = "pages/hub/own_kpis.py"

pytestmark = pytest.mark.usefixtures("hub_store")


@pytest.fixture(autouse=True)
def returns(hub_store: str) -> None:
    """One school of two returned a full class of year 4."""
    elm = {"URN": "900002", "EstablishmentName": "Elm Primary School"}
    register = [("register.csv", gias_file({}, elm))]
    list(load_register(register, as_at=date(2026, 9, 1), actor="Ann"))
    take_in(return_of(900001, FULL), accept=True)


def open_form(kpi: str) -> AppTest:
    app = dashboard()
    app.query_params["kpi"] = kpi
    app.query_params["year"], app.query_params["term"] = "202627", "autumn"
    app.run()
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def field(app: AppTest, label: str):
    return next(one for one in app.text_input if one.label.startswith(label))


def select(app: AppTest, label: str):
    return next(one for one in app.selectbox if one.label == label)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_hub_without_own_kpis_is_told_what_they_are() -> None:
    text = text_of(open_page(PAGE))
    assert "The hub has no KPI of its own yet" in text
    assert "schools with a brass class" in text


def test_a_kpi_is_defined_tried_and_saved() -> None:
    app = open_form("new")
    field(app, "Name").set_value("Large classes")
    app.text_area[0].set_value("A full class is a whole class.").run()
    select(app, "Only where").select("pupils").run()
    field(app, "Answer").set_value("25").run()
    text = text_of(press(app, "Try it on autumn 2026/27"))
    assert "Tried on autumn 2026/27, not saved" in text
    assert "Value 100% Counted 1 Out of 1 Told by 1 of 2" in text
    assert list_own_kpis() == ()
    text = text_of(press(app, "Save the KPI"))
    (own,) = list_own_kpis()
    assert (own.id, own.content["numerator"]["conditions"][0]["value"]) == ("H01", "25")
    assert "Large classes is H01, version 1." in text
    assert "One KPI of your own stands beside the national ones" in text


def test_what_is_missing_is_said_beside_the_form() -> None:
    app = press(open_form("new"), "Save the KPI")
    text = "\n".join(error.value for error in app.error)
    assert "Name: it is blank. Write it." in text
    assert "Why it matters: it is blank. Write it." in text
    assert list_own_kpis() == ()


def test_figures_are_typed_in_and_stand_in_the_list() -> None:
    define_kpi(TRIED, actor="Ann")
    app = open_form("")
    field(app, "Heard live: pupils").set_value("48")
    field(app, "Out of (H01): pupils asked").set_value("60")
    text = text_of(press(app, "Save the figures"))
    assert "The figures for autumn 2026/27 count from now on." in text
    assert "80%" in text
    field(app, "Heard live: pupils").set_value("many")
    app = press(app, "Save the figures")
    assert 'Heard live: "many" is not a number' in app.error[0].value


def test_what_is_put_away_can_be_taken_back() -> None:
    define_kpi(BRASS, actor="Ann")
    text = text_of(press(open_form("H01"), "Put it away"))
    assert "H01, Brass classes. Its figures and versions are kept." in text
    text = text_of(press(open_form(""), "Take H01 back"))
    assert "Brass classes counts again." in text
    assert not list_own_kpis()[0].is_put_away


def test_a_change_shows_every_version() -> None:
    define_kpi(BRASS, actor="Ann")
    app = open_form("H01")
    assert field(app, "Name").value == "Brass classes"
    app.text_area[0].set_value("The board asks.").run()
    press(app, "Save the KPI")
    text = text_of(open_form("H01"))
    assert "Version 2:" in text
    assert "Version 1:" in text
