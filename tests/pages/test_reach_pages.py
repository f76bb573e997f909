"""The list of schools, and a school's own page."""

import pytest

from pages.components.places import SCHOOL, SCHOOLS
from tests.pages.running import open_page, text_of
from tests.pages.standing_hub import load_standing_hub, load_ten_schools

pytestmark = pytest.mark.usefixtures("hub_store")


def open_school(urn: str):
    app = open_page(SCHOOL)
    app.query_params["urn"] = urn
    app.run()
    assert not app.exception
    return app


def test_the_list_opens_with_who_is_engaged_who_is_not_and_who_is_not_known() -> None:
    load_standing_hub()
    app = open_page(SCHOOLS)
    assert app.title[0].value == "6 of 10 schools are engaged; 3 are not, 1 is not known"
    assert "School 1 URN 900001 Northmere Primary 200" in text_of(app)


def test_before_the_first_return_nothing_is_called_unengaged() -> None:
    load_ten_schools()
    assert open_page(SCHOOLS).title[0].value == "None of 10 schools has returned yet"


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        ("phase", "Secondary", "2 of 10 schools"),
        ("engaged", "Not engaged", "3 of 10 schools"),
        ("engaged", "Not known", "1 of 10 schools"),
        ("returned", "Not returned", "1 of 10 schools"),
    ],
)
def test_the_list_is_filtered(key: str, value: str, left: str) -> None:
    load_standing_hub()
    app = open_page(SCHOOLS)
    app.selectbox(key=key).select(value).run()
    assert left in text_of(app)


def test_a_school_is_found_by_name_or_urn() -> None:
    load_standing_hub()
    app = open_page(SCHOOLS)
    app.text_input(key="search").input("900003").run()
    text = text_of(app)
    assert "School 3" in text
    assert "School 4" not in text
    app.text_input(key="search").input("nowhere").run()
    assert "No school fits all of these filters." in text_of(app)


def test_a_school_tells_what_it_had_what_it_returned_and_what_it_counts_in() -> None:
    load_standing_hub()
    app = open_school("900001")
    assert app.title[0].value == "School 1 has one strand of support in summer 2025/26"
    text = text_of(app)
    assert "Help with the music development plan" in text
    assert "Summer 2025/26 Accepted 10 July 2026 900001" in text
    assert "School engagement 1 to engaged schools; 1 to schools of the base" in text


def test_a_school_that_has_not_returned_is_not_known() -> None:
    load_standing_hub()
    app = open_school("900010")
    assert app.title[0].value == "School 10 has not returned for summer 2025/26"
    assert "Not known: no return counts for this period." in text_of(app)
    assert "1 to schools of the base; did not return" in text_of(app)


@pytest.mark.parametrize("urn", ["", "1", "<b>"])
def test_a_school_that_is_not_there_leads_back_to_the_list(urn: str) -> None:
    load_standing_hub()
    app = open_school(urn)
    assert app.title[0].value == "Choose a school from the list"
    assert [button.label for button in app.button] == ["All schools"]
