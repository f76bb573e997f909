"""Who has returned: the sentence, the filters, the links, and the workbooks to send out."""

import io
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.register.partners import Partner
from hubdata.services.registers.partners import save_partner
from hubdata.services.registers.register import load_register
from hubdata.services.tracking.templates import zip_school_templates
from hubdata.services.tracking.tracker import load_tracker
from hubdata.vocabulary import PartnerKind
from pages.components.returns.tracking import explain_tracker, is_found
from tests.pages.returns_hub import (
    ACTOR,
    ASH,
    AUTUMN,
    ELM,
    FULL,
    WRONG,
    load_two_schools,
    return_of,
    take_in,
)
from tests.pages.running import find_links, open_page, text_of, title_of
from tests.register.made_files import gias_file

pytestmark = pytest.mark.usefixtures("hub_store")
PAGE = "pages/returns/tracker.py"


def test_a_hub_without_schools_is_led_to_the_register() -> None:
    app = open_page(PAGE)
    assert title_of(app) == "No school is expected to return yet"
    assert [button.label for button in app.button] == ["Load the school register"]


def test_a_hub_of_which_no_school_has_returned_says_by_when_they_should() -> None:
    load_two_schools()
    app = open_page(PAGE)
    assert title_of(app) == "None of 2 schools has returned for autumn 2026/27 yet"
    assert "∙ 2 not yet due Autumn 2026/27: due by 18 December 2026" in text_of(app)


def test_what_needs_doing_stands_first_and_leads_to_the_return() -> None:
    load_two_schools()
    take_in(return_of(ASH), accept=True)
    found = take_in(return_of(ELM, FULL, WRONG), name="elm.xlsx")
    app = open_page(PAGE)
    assert title_of(app) == "1 of 2 schools have returned"
    text = text_of(app)
    assert text.index("Elm Primary School") < text.index("Ash Primary School")
    assert "■ To correct 2 Nov 2026 on time" in text
    assert f"one?year=202627&term=autumn&return={found}" in html_of(app)


def html_of(app) -> str:
    """The page's own HTML, with its links."""
    components = [one for one in app.main if one.type == "bidi_component"]
    return "".join(str(one.proto.json) for one in components).replace("&amp;", "&")


def test_filters_leave_the_schools_they_name() -> None:
    load_two_schools()
    take_in(return_of(ASH), accept=True)
    app = open_page(PAGE)
    next(box for box in app.selectbox if box.label == "How far").select("accepted").run()
    assert "Elm Primary School" not in text_of(app)
    next(box for box in app.text_input if box.label == "School or URN").set_value("elm").run()
    assert "No school fits all of these filters." in text_of(app)


@pytest.mark.parametrize(("search", "is_there"), [("ASH", True), ("900001", True), ("oak", False)])
def test_a_school_is_found_by_its_name_or_urn(search: str, is_there: bool) -> None:
    load_two_schools()
    [ash] = [row for row in load_tracker(AUTUMN).rows if row.source == str(ASH)]
    assert is_found(ash, search) is is_there


def test_when_all_have_returned_the_title_says_so() -> None:
    load_two_schools()
    for urn in (ASH, ELM):
        take_in(return_of(urn), name=f"{urn}.xlsx", accept=True)
    assert explain_tracker(load_tracker(AUTUMN)) == "All 2 schools have returned"


def test_an_authority_s_schools_are_its_own() -> None:
    bay = {
        "URN": "900009",
        "EstablishmentName": "Bay School",
        "LA (code)": "992",
        "LA (name)": "Bay",
    }
    files = [("register.csv", gias_file({}, bay))]
    list(load_register(files, la_codes=("991", "992"), actor=ACTOR))
    tracker = load_tracker(AUTUMN)
    assert [row.name for row in tracker.within("992").rows] == ["Bay School"]
    assert len(tracker.within(None).rows) == 2


def test_a_return_from_a_school_that_is_not_expected_is_shown_apart() -> None:
    load_two_schools()
    take_in(return_of(900777), name="other.xlsx")
    assert "Returns from schools that are not expected" in text_of(open_page(PAGE))


def test_one_press_gives_a_prefilled_workbook_for_each_chosen_school() -> None:
    load_two_schools()
    with ZipFile(io.BytesIO(zip_school_templates(AUTUMN, [ASH, ELM]))) as archive:
        assert archive.namelist() == [
            "school-return 202627 autumn 900001 Ash Primary School.xlsx",
            "school-return 202627 autumn 900002 Elm Primary School.xlsx",
        ]
    text = text_of(open_page(PAGE))
    assert "Return workbooks for two schools for autumn 2026/27" in text


def open_whose(kind: str) -> AppTest:
    app = open_page(PAGE)
    next(one for one in app.button_group if one.key == "whose").set_value(kind).run()
    assert not app.exception
    return app


def test_partners_are_chased_like_schools() -> None:
    load_two_schools()
    for name, number in (("Marsh Opera", "P08"), ("Second Bar", "P09")):
        partner = Partner(number, name, PartnerKind.OTHER_ARTS, mailbox=f"{number}@here.example")
        save_partner(partner, actor=ACTOR)
    app = open_whose("partner-return")
    assert title_of(app) == "None of 2 partners has returned for autumn 2026/27 yet"
    text = text_of(app)
    assert "Marsh Opera P08 The whole hub Other arts" in text
    assert "P08@here.example" in text
    assert "Return workbooks for two partners for autumn 2026/27" in text
    assert "Prepare reminders for 2 partners" in [button.label for button in app.button]
    assert "Returned over the terms" in [one.value for one in app.header]
    led = [
        (query["year"], query["term"]) for words, page, query in find_links(app) if words == "0%"
    ]
    assert ("202627", "autumn") in led


def test_the_lead_organisation_is_expected_too() -> None:
    app = open_whose("hub-return")
    title = "The lead organisation has not returned for autumn 2026/27 yet"
    assert title_of(app) == title


def test_where_no_partner_is_expected_the_register_of_partners_is_next() -> None:
    app = open_whose("partner-return")
    assert title_of(app) == "No partner is expected to return yet"
    assert [button.label for button in app.button] == ["Partner register"]
