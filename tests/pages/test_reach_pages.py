"""The list of schools, and a school's own page."""

import pytest

from pages.components.kit.places import ONE_RETURN, SCHOOL, SCHOOLS
from tests.pages.reach_hub import COLD, LONG_NAME, load_reach_hub
from tests.pages.running import find_links, open_page, text_of, title_of
from tests.pages.standing_hub import load_standing_hub, load_ten_schools
from tests.pages.takes_hub import load_takes_hub

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
    assert title_of(app) == "6 of 10 schools are engaged; 3 are not, 1 is not known"
    assert "School 1 URN 900001 Northmere Primary 200" in text_of(app)


def test_before_the_first_return_nothing_is_called_unengaged() -> None:
    load_ten_schools()
    assert title_of(open_page(SCHOOLS)) == "None of 10 schools has returned yet"


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
    assert title_of(app) == "School 1 has one strand of support in summer 2025/26"
    text = text_of(app)
    assert "One strand: help with the music development plan." in text
    assert "Summer 2025/26 10 Jul 2026 on time Accepted 1 Nothing –" in text
    assert "School engagement" not in text


def test_what_a_school_counts_in_is_told_on_demand() -> None:
    load_standing_hub()
    app = open_school("900001")
    app.toggle(key="counted").set_value(True).run()
    assert "School engagement 1 to engaged schools; 1 to schools of the base" in text_of(app)


def test_a_school_that_has_not_returned_is_not_known() -> None:
    load_standing_hub()
    app = open_school("900010")
    assert title_of(app) == "School 10 has not returned for summer 2025/26"
    assert "Strands of support: not known, no return counts for this period." in text_of(app)
    app.toggle(key="counted").set_value(True).run()
    assert "1 to schools of the base; did not return" in text_of(app)


@pytest.mark.parametrize("urn", ["", "1", "<b>"])
def test_a_school_that_is_not_there_leads_back_to_the_list(urn: str) -> None:
    load_standing_hub()
    app = open_school(urn)
    assert title_of(app) == "Choose a school from the list"
    assert [button.label for button in app.button] == ["All schools"]


def test_a_next_step_is_noted_changed_and_done_on_the_schools_page() -> None:
    load_standing_hub()
    app = open_school("900001")
    assert "Nothing is planned yet." in text_of(app)
    app.query_params["step"] = "new"
    app.run()
    app.text_area[0].input("Visit the new head")
    app.text_input(key="step_owner_new_900001").input("Schools lead")
    app.text_input(key="step_due_new_900001").input("13/11/2026")
    app.button(key="go_save_step").click().run()
    text = text_of(app)
    assert "Visit the new head Schools lead, by 13 November 2026" in text
    assert "The next step is noted." in [one.value for one in app.success]

    app.query_params["step"] = "1"
    app.run()
    app.checkbox(key="step_done_1_1").check()
    app.button(key="go_save_step").click().run()
    assert "Schools lead, done on 2 November 2026" in text_of(app)


def test_a_next_step_without_an_owner_says_what_is_missing_and_keeps_what_was_typed() -> None:
    load_standing_hub()
    app = open_school("900001")
    app.query_params["step"] = "new"
    app.run()
    app.text_area[0].input("Visit")
    app.button(key="go_save_step").click().run()
    assert "Nobody owns the next step" in app.error[0].value
    assert app.text_area[0].value == "Visit"


def test_a_school_is_told_with_its_history_its_contact_and_its_like() -> None:
    load_reach_hub()
    app = open_school(COLD)
    text = text_of(app)
    assert title_of(app) == f"{LONG_NAME} took part in nothing of the hub’s in summer 2025/26"
    assert "Summer 2024/25 to summer 2025/26: no hub support" in text
    assert "Compared with the 8 schools of the same phase nearest in size and deprivation" in text
    assert "Strands of support 0.0 Similar schools: 0.9" in text


def test_the_list_has_fifty_schools_a_page_and_a_mark_a_term() -> None:
    load_reach_hub()
    app = open_page(SCHOOLS)
    text = text_of(app)
    told = "Summer 2024/25: engaged; autumn 2025/26 to summer 2025/26: no hub support"
    assert f"School 7 URN 900007 Southmere Primary 200 – not known No 0 {told} Accepted" in text
    assert "A mark a term, summer 2024/25 to summer 2025/26" in text


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        ("rural", "Rural", "1 of 10 schools"),
        ("trust", "Harbour Trust", "2 of 10 schools"),
        ("trust", "No trust", "8 of 10 schools"),
        ("size", "Up to 100 pupils", "1 of 10 schools"),
    ],
)
def test_the_list_is_filtered_by_what_the_register_says(key: str, value: str, left: str) -> None:
    load_reach_hub()
    app = open_page(SCHOOLS)
    app.selectbox(key=key).select(value).run()
    assert left in text_of(app)


def test_numbers_of_a_school_lead_to_the_sheets_of_its_return() -> None:
    load_takes_hub()
    found = find_links(open_school("900001"))
    told = [(words, query) for words, page, query in found if page == ONE_RETURN]
    sheets = {(words, query.get("sheet")) for words, query in told}
    assert ("20", "Tuition") in sheets
    assert ("5", "Tuition") in sheets
