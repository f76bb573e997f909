"""School register: what it says without and with schools, and loading files on it."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.registers.register import count_schools, load_register, load_schools
from hubdata.services.registers.register_sources import count_by_place
from hubdata.services.settings import load_hub, save_hub
from tests.pages.running import open_page, text_of, title_of
from tests.register.made_files import gias_file

pytestmark = pytest.mark.usefixtures("hub_store")
PAGE = "pages/hub/register.py"
MAY, SEPTEMBER = date(2026, 5, 1), date(2026, 9, 1)
ELM = {"URN": "900002", "EstablishmentName": "Elm School", "PhaseOfEducation (name)": "Secondary"}
BAY = {"URN": "900003", "LA (code)": "992", "LA (name)": "Southmere"}
NATIONAL = gias_file(
    *({"URN": f"90{n:04}", "LA (code)": f"{n}", "LA (name)": f"Place {n}"} for n in range(901, 914))
)


def load(content: bytes, as_at: date) -> None:
    list(load_register([("schools.csv", content)], as_at=as_at, actor="Ann"))


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_an_empty_register_says_where_to_get_each_file_and_what_for() -> None:
    app = open_page(PAGE)
    text = text_of(app)
    assert title_of(app) == "No school is in the register yet"
    assert "begin with the GIAS extract" in text
    assert "Needed first: not loaded yet" in text
    for site in ("Get Information about Schools", "Explore education statistics", "ONS Open"):
        assert site in text
    assert "Schools by phase and authority" not in text


def test_a_loaded_register_counts_its_schools_by_phase_and_authority() -> None:
    load(gias_file({}, ELM, BAY), SEPTEMBER)
    app = open_page(PAGE)
    text = text_of(app)
    assert title_of(app) == "The hub counts 3 schools in 2 authorities"
    assert (
        "3 open state-funded schools on 2 November 2026, as the register of 1 September 2026"
        in text
    )
    assert "Phase Northmere Southmere Hub Primary 1 1 2 Secondary 1 0 1 All phases 2 1 3" in text
    assert "Loaded: schools.csv, as at 1 September 2026" in text


def test_the_schools_of_a_past_day_are_counted_again() -> None:
    load(gias_file({}, ELM), MAY)
    load(gias_file({}), SEPTEMBER)
    app = open_page(PAGE)
    assert "All phases 1 1" in text_of(app)
    app.text_input[0].set_value("31 August 2026").run()
    assert (
        "2 open state-funded schools on 31 August 2026, as the register of 1 May 2026"
        in text_of(app)
    )
    app.text_input[0].set_value("1/1/2020").run()
    assert "No register is that old: the first one, of 1 May 2026" in text_of(app)
    app.text_input[0].set_value("last week").run()
    assert 'As at: "last week" is not a date.' in text_of(app)


def test_a_file_is_described_before_and_loaded_after_the_button() -> None:
    app = upload(open_page(PAGE), ("edubasealldata20260901.csv", gias_file({}, {"URN": "9"})))
    assert "edubasealldata20260901.csv GIAS extract of establishments 1 Sep 2026" in text_of(app)
    assert load_schools().as_at is None
    text = text_of(press(app, "Load 1 file"))
    assert count_schools() == 1
    assert title_of(app) == "The hub counts 1 school in Northmere"
    assert "The register has 1 school of 1 authority; 1 of them" in text
    assert "1 row has something wrong." in text
    assert "edubasealldata20260901.csv, row 3 under URN, the URN '9' is not six digits" in text


def test_a_file_that_cannot_be_loaded_is_said_and_the_others_can() -> None:
    app = upload(open_page(PAGE), ("notes.csv", b"Choir,Day\nA,B\n"), ("gias.csv", gias_file({})))
    assert "notes.csv Cannot be loaded notes.csv: the headings found" in text_of(app)
    press(app, "Load 1 file")
    assert count_schools() == 1


def test_authorities_are_asked_for_by_name_when_the_file_cannot_tell_them() -> None:
    app = press(upload(open_page(PAGE), ("gias.csv", NATIONAL)), "Load 1 file")
    assert "it has schools of 13 authorities. Choose the hub's authorities below" in text_of(app)
    assert "Place 905 (905)" in app.multiselect[0].options
    app.multiselect[0].select("Place 905 (905)").run()
    press(app, "Load 1 file")
    assert load_hub().la_codes == ("905",)
    assert count_schools() == 1


def test_the_date_of_a_file_can_be_given() -> None:
    app = upload(open_page(PAGE), ("gias.csv", gias_file({})))
    date_field = next(one for one in app.text_input if one.label.startswith("Date of the files"))
    date_field.set_value("1 September 2026").run()
    press(app, "Load 1 file")
    assert load_schools().as_at == SEPTEMBER


def test_a_date_that_is_none_stops_the_loading() -> None:
    app = upload(open_page(PAGE), ("gias.csv", gias_file({})))
    date_field = next(one for one in app.text_input if one.label.startswith("Date of the files"))
    date_field.set_value("soon").run()
    assert 'Date of the files: "soon" is not a date.' in text_of(press(app, "Load 1 file"))
    assert load_schools().as_at is None


def test_the_hubs_own_list_is_confirmed_before_it_replaces_the_registers_schools() -> None:
    load(gias_file({}, ELM), SEPTEMBER)
    app = upload(open_page(PAGE), ("list.csv", b"URN\n900001\n"))
    press(app, "Load 1 file")
    assert "list.csv: tick “Replace the register's schools by this list" in text_of(app)
    assert count_by_place().own_list == 0
    app.checkbox[0].check().run()
    press(app, "Load 1 file")
    assert "the hub's own list of reportable schools (1) stands for the 2" in text_of(app)
    press(app, "Go back to the register's schools")
    assert "own list is in use" not in text_of(app)


def test_the_sample_hub_says_to_begin_ones_own_first() -> None:
    save_hub({"is_sample": True}, actor="sample")
    load(gias_file({}), SEPTEMBER)
    assert "Start your own hub before loading real files." in text_of(open_page(PAGE))
