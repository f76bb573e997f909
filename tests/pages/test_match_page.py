"""Match the columns: each heading beside its values, saved once, and the schools to choose."""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.intake.inbox import Stage, load_inbox
from tests.pages.booking_list import (
    MATCHED,
    PLACES,
    SCHOOLS,
    SENDER,
    booking_list,
    load_forty_schools,
    take_in_list,
)
from tests.pages.running import dashboard, open_page, text_of, title_of

PAGE = "pages/returns/match.py"
NAMELESS = b"School,Academic year,Term,Class,Year group,Pupils\nSchool Prim,2026/27,autumn,4A,4,28"


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    load_forty_schools()


def open_match(file_id: int | None) -> AppTest:
    app = dashboard().run()
    app.query_params["file"] = str(file_id)
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def box(app: AppTest, label: str):
    return next(one for one in app.selectbox if one.label.startswith(label))


def save(app: AppTest) -> AppTest:
    next(one for one in app.button if one.label.startswith("Save, and")).click().run()
    assert not app.exception
    return app


def test_the_upload_page_leads_from_a_file_that_was_not_understood() -> None:
    take_in_list(booking_list())
    app = open_page("pages/returns/upload.py")
    assert "Match the columns" in [button.label for button in app.button]


def test_each_heading_stands_beside_its_values_and_where_they_were_found_is_said() -> None:
    outcome = take_in_list(booking_list())
    text = text_of(open_match(outcome.file_id))
    assert "Headings in row 2, 40 rows below them." in text
    assert "Heads F2, not understood 27" in text
    assert "Hall 0, Hall 1" in text


def test_columns_are_matched_saved_and_the_returns_wait_to_be_accepted() -> None:
    outcome = take_in_list(booking_list())
    app = open_match(outcome.file_id)
    box(app, "What its rows").select("Whole class").run()
    assert "Needed in every row, and not matched yet" in text_of(app)
    for heading in MATCHED:
        box(app, f"{heading} (").select(PLACES[heading]).run()
    assert "not matched yet" not in text_of(app)
    app.text_input[0].set_value(SENDER).run()
    assert f"this is remembered for {SENDER}" in text_of(app)
    text = text_of(save(app))
    assert "bookings.csv was read again: 40 returns were found in it." in text
    assert "Accept the 40 that are ready" in [button.label for button in app.button]
    assert len(load_inbox()) == SCHOOLS


def test_what_reads_nothing_changes_nothing_and_says_why() -> None:
    outcome = take_in_list(booking_list())
    text = text_of(save(open_match(outcome.file_id)))
    assert "no headings of the school return were found" in text


def test_a_school_that_is_not_sure_is_chosen_among_the_likeliest() -> None:
    outcome = take_in_list(NAMELESS)
    [doubt] = outcome.doubts
    app = open_match(outcome.file_id)
    [radio] = app.radio
    assert 'The file writes "School Prim"' in radio.label
    assert radio.value is None
    assert radio.options[-2:] == ["Another school, by its URN", "None of these: leave its rows out"]
    assert doubt.offers[0].name in radio.options[0]
    radio.set_value(doubt.offers[0].source).run()
    text = text_of(save(app))
    assert "one return was found in it" in text
    [line] = load_inbox()
    assert line.source == doubt.offers[0].source


def test_a_school_may_be_named_by_its_urn_and_corrected_where_there_is_none_of_it() -> None:
    outcome = take_in_list(NAMELESS)
    for urn in ("999999", "900105"):
        app = open_match(outcome.file_id)
        assert title_of(app) == "Say once which schools this file means"
        app.radio[0].set_value("another").run()
        next(one for one in app.text_input if one.label == "Its URN").set_value(urn).run()
        save(app)
    line, earlier = load_inbox()
    assert (line.source, line.errors) == ("900105", 0)
    assert (earlier.source, earlier.stage) == ("999999", Stage.SUPERSEDED)


def test_a_file_that_is_not_here_says_so() -> None:
    app = open_match(99)
    assert title_of(app) == "This file is not here"
