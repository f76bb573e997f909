"""Settings: what is shown, what is saved and said, and leaving the sample hub."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.periods import Period
from hubdata.services.registers.register import load_register, load_schools
from hubdata.services.results.breaks import USUAL_BREAKS, list_breaks
from hubdata.services.settings import load_calendar, load_hub, save_hub
from tests.pages.running import open_page, plain_text, text_of, title_of
from tests.register.made_files import gias_file

pytestmark = pytest.mark.usefixtures("hub_store")
PAGE = "pages/hub/settings.py"


def field(app: AppTest, label: str):
    return next(one for one in app.text_input if one.label == label)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_new_hub_sees_its_first_due_date_and_the_usual_settings() -> None:
    app = open_page(PAGE)
    title = "School returns for autumn 2026/27 are due on 18 December 2026"
    assert plain_text(title_of(app)) == title
    assert field(app, "Coverage below which a KPI is provisional, %").value == "70"
    assert "Leave the sample hub" not in text_of(app)


def test_the_hub_is_saved_and_what_changed_is_said() -> None:
    app = open_page(PAGE)
    field(app, "Name of the Music Hub").set_value("Northmere Music Hub")
    field(app, "Local authority codes").set_value("992, 991")
    text = text_of(press(app, "Save the hub"))
    assert "Name of the Music Hub: Northmere Music Hub (was Our Music Hub)." in text
    assert "Local authority codes: 991, 992 (was blank)." in text
    assert load_hub().la_codes == ("991", "992")
    assert field(app, "Local authority codes").value == "991, 992"


def test_what_will_not_do_is_said_and_stays_in_the_field() -> None:
    app = open_page(PAGE)
    field(app, "Local authority codes").set_value("Devon")
    field(app, "Mailbox schools write to").set_value("nobody")
    text = text_of(press(app, "Save the hub"))
    assert '"Devon" is not a local authority code' in text
    assert '"nobody" is not a mailbox' in text
    assert field(app, "Local authority codes").value == "Devon"
    assert load_hub().la_codes == ()


def test_thresholds_are_saved() -> None:
    app = open_page(PAGE)
    field(app, "Largest roll of a small school").set_value("120")
    assert "Largest roll of a small school: 120 (was 100)." in text_of(
        press(app, "Save what counts")
    )
    field(app, "Largest roll of a small school").set_value("a few")
    said = 'Largest roll of a small school: "a few" is not a whole number. Write digits.'
    assert said in text_of(press(app, "Save what counts"))
    assert load_hub().small_school_roll == 120


def test_saving_without_a_change_says_so() -> None:
    assert "Nothing was changed." in text_of(press(open_page(PAGE), "Save what counts"))


def test_term_and_due_dates_are_typed_and_saved() -> None:
    app = open_page(PAGE)
    field(app, "Autumn ends").set_value("16 December 2026")
    field(app, "School return due, autumn").set_value("4/12/26")
    text = text_of(press(app, "Save the calendar"))
    assert "Autumn 2026/27 ends on 16/12/2026 (was 18/12/2026)." in text
    assert "School return for Autumn 2026/27 is due on 04/12/2026 (was 18/12/2026)." in text
    assert field(app, "School return due, autumn").value == "04/12/2026"
    due = load_calendar().due_on("school-return", Period.parse("202627", "autumn"))
    assert due == date(2026, 12, 4)
    assert plain_text(title_of(app)).endswith("are due on 4 December 2026")


def test_every_date_that_cannot_be_is_said_at_once_and_none_is_saved() -> None:
    app = open_page(PAGE)
    field(app, "Autumn ends").set_value("Christmas")
    field(app, "Spring starts").set_value("31/02/2027")
    text = text_of(press(app, "Save the calendar"))
    assert 'Autumn ends: "Christmas" is not a date.' in text
    assert 'Spring starts: "31/02/2027" is not a date.' in text
    assert load_calendar().dates == {}


def test_another_year_has_dates_of_its_own() -> None:
    app = open_page(PAGE)
    assert list(app.selectbox[0].options) == [
        "2027/28",
        "2026/27",
        "2025/26",
        "2024/25",
    ]
    app.selectbox[0].select_index(0).run()
    field(app, "School return due, whole year").set_value("10/09/2028")
    text = text_of(press(app, "Save the calendar"))
    assert "School return for 2027/28 is due on 10/09/2028 (was 30/09/2028)." in text


def test_a_break_is_set_and_the_usual_ones_come_back() -> None:
    app = open_page(PAGE)
    assert field(app, "Break 4 from").value == "2024/25"
    field(app, "Break 5 from").set_value("spring 2025/26")
    field(app, "Break 5, why").set_value("Asked by class")
    field(app, "Break 5, KPI").set_value("s04")
    text = text_of(press(app, "Save the breaks"))
    assert "Break from Spring 2025/26 for S04: Asked by class." in text
    assert len(list_breaks()) == len(USUAL_BREAKS) + 1
    press(app, "Set the usual breaks again")
    assert list_breaks() == USUAL_BREAKS


def test_a_break_without_a_reason_is_said_and_nothing_is_saved() -> None:
    app = open_page(PAGE)
    field(app, "Break 4, why").set_value("")
    assert "2024/25: say why the series breaks" in text_of(press(app, "Save the breaks"))
    assert list_breaks() == USUAL_BREAKS


def begin_in_the_sample() -> AppTest:
    save_hub({"hub_name": "Wendale Music Hub", "is_sample": True}, actor="sample")
    list(load_register([("schools.csv", gias_file({}))], as_at=date(2026, 9, 1), actor="sample"))
    return open_page(PAGE)


def test_the_sample_is_not_removed_unless_it_is_confirmed() -> None:
    app = begin_in_the_sample()
    field(app, "Name of your Music Hub").set_value("Northmere Music Hub")
    assert "Nothing was removed." in text_of(press(app, "Start my own hub"))
    assert load_hub().is_sample


def test_leaving_the_sample_leads_to_the_empty_register_of_the_own_hub() -> None:
    app = begin_in_the_sample()
    field(app, "Name of your Music Hub").set_value("Northmere Music Hub")
    app.checkbox[0].check()
    press(app, "Start my own hub")
    assert load_schools().schools == {}
    assert load_hub().hub_name == "Northmere Music Hub"
    assert title_of(app) == "No school is in the register yet"
    assert "Northmere Music Hub has begun. Next, load its schools." in text_of(app)


def test_the_headline_numbers_are_chosen_and_open_the_overview() -> None:
    app = open_page(PAGE)
    (chooser,) = app.multiselect
    assert chooser.value == ["S01", "S04", "S05", "M25", "I31", "I32"]
    chooser.set_value(["M26", "S01"])
    text = text_of(press(app, "Save the headlines"))
    assert "KPIs whose numbers open the overview: M26, S01 (was S01, S04" in text
    assert load_hub().headline_kpis == ("M26", "S01")


def test_a_hub_without_a_headline_is_told_to_choose() -> None:
    app = open_page(PAGE)
    app.multiselect[0].set_value([])
    assert "0 are chosen. Choose from 1 to 6" in text_of(press(app, "Save the headlines"))
    assert len(load_hub().headline_kpis) == 6
