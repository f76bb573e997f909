"""Chasing on the tracker: whom to remind, one press, the letters, and how often it was done."""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.tracking.chasing import load_reminded
from hubdata.settings import load_settings
from tests.pages.returns_hub import ASH, AUTUMN, ELM, load_two_schools, return_of, take_in
from tests.pages.running import open_page, text_of

PAGE = "pages/returns/tracker.py"


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    load_two_schools()


def labels_of(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def test_all_overdue_are_reminded_with_one_press_and_the_table_counts_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUB_TODAY", "2026-12-21")
    load_settings.cache_clear()
    take_in(return_of(ASH))
    app = open_page(PAGE)
    assert app.radio(key="whom_to_remind").options[0] == "All overdue (1)"
    text = text_of(press(app, "Prepare reminders for 1 school"))
    assert "One reminder prepared." in text
    assert "1 last 21 Dec 2026" in text
    assert "Download 1 draft (.eml in a zip)" in text
    assert "One school has not given a mailbox" in text
    assert set(load_reminded(AUTUMN)) == {str(ELM)}
    again = text_of(press(app, "Prepare reminders for 1 school"))
    assert "one school was counted today already" in again
    assert load_reminded(AUTUMN)[str(ELM)].times == 1


def test_schools_are_chosen_by_name_and_nobody_is_reminded_until_one_is() -> None:
    app = open_page(PAGE)
    app.radio(key="whom_to_remind").set_value("chosen").run()
    [button] = [one for one in app.button if one.label.startswith("Prepare")]
    assert button.disabled
    app.multiselect(key="sources_to_remind").select(str(ASH)).run()
    press(app, "Prepare reminders for 1 school")
    assert set(load_reminded(AUTUMN)) == {str(ASH)}


def test_the_filters_choose_too() -> None:
    app = open_page(PAGE)
    next(box for box in app.text_input if box.label == "School or URN").set_value("elm").run()
    app.radio(key="whom_to_remind").set_value("filtered").run()
    assert "Prepare reminders for 1 school" in labels_of(app)


def test_when_everything_has_come_nobody_is_to_be_reminded() -> None:
    for urn in (ASH, ELM):
        take_in(return_of(urn), name=f"{urn}.xlsx")
    assert not any(label.startswith("Prepare") for label in labels_of(open_page(PAGE)))
