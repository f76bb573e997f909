"""The list of partners, and a partner's own page."""

import pytest

from hubdata.periods import Period
from hubdata.services.reach.partner_profiles import load_partner_profile
from hubdata.services.takes.explaining_amounts import SMALLER
from pages.components.kit.places import AMOUNT, PARTNER, PARTNERS
from pages.components.reach.partner_work import build_project_sheet
from tests.pages.amounts import explain_query, read_number
from tests.pages.partners_hub import quay, save_two_partners, take
from tests.pages.running import find_links, open_page, text_of, title_of
from tests.pages.standing_hub import SPRING, SUMMER, load_standing_hub

pytestmark = pytest.mark.usefixtures("hub_store")


@pytest.fixture
def _partners(hub_store: str) -> None:
    """Schools have returned for spring and summer, Tideline for both too."""
    load_standing_hub()
    save_two_partners()
    take(SPRING, quay(11, 34))
    take(
        SUMMER,
        quay(
            12,
            40,
            sessions_planned=14,
            youth_voice=2,
            school_urns="900001",
            age_8_11=30,
            age_12_14=10,
            characteristics_known=20,
            pp_fsm=5,
            quality_reflection="More time for composing.",
            story="They sang to <b>the ferry</b>.",
            story_consent=True,
        ),
        Destinations=[{"nymo": 2}],
        Money=[{"grant_awarded": 4500.0}],
    )


def open_partner(partner_id: str):
    app = open_page(PARTNER)
    app.query_params["partner"] = partner_id
    app.run()
    assert not app.exception
    return app


@pytest.mark.usefixtures("_partners")
def test_the_list_says_who_held_sessions_and_who_has_returned() -> None:
    app = open_page(PARTNERS)
    assert title_of(app) == "1 of 2 partners held sessions in summer 2025/26"
    text = text_of(app)
    assert "Tideline P07 Community music Northmere Signed 12 40" in text
    assert "Spring 2025/26 to summer 2025/26: active" in text
    assert "Marsh Opera P08 Other arts Whole hub Not known" in text
    assert "Spring 2025/26: not yet a partner; summer 2025/26: no return" in text


@pytest.mark.usefixtures("_partners")
@pytest.mark.parametrize(
    ("key", "value"),
    [("kind", "Other arts"), ("returned", "Not returned"), ("agreement", "Not known")],
)
def test_the_list_is_filtered(key: str, value: str) -> None:
    app = open_page(PARTNERS)
    app.selectbox(key=key).select(value).run()
    text = text_of(app)
    assert "1 of 2 partners" in text
    assert "Tideline" not in text


@pytest.mark.usefixtures("_partners")
def test_an_authority_has_the_partners_that_work_there_or_everywhere() -> None:
    app = open_page(PARTNERS)
    app.query_params["la"] = "992"
    app.run()
    assert "Tideline" not in text_of(app)
    assert "Marsh Opera" in text_of(app)


def test_a_hub_without_partners_is_led_to_their_register() -> None:
    app = open_page(PARTNERS)
    assert title_of(app) == "No partner is in the register for this period"
    assert [button.label for button in app.button] == ["Partner register"]


@pytest.mark.usefixtures("_partners")
def test_a_partner_is_told_with_projects_people_money_and_words() -> None:
    app = open_partner("P07")
    title = "Tideline held 12 sessions with 40 young people in summer 2025/26"
    assert title_of(app) == title
    text = text_of(app)
    assert "Songs from the Quay Inclusion In partnership 12 of 14 planned 40" in text
    assert "Shaped decisions 1" in text
    assert "In schools: School 1 ." in text
    assert "Aged 8 to 11 30 75%" in text
    assert (
        "Of 20 whose circumstances are known With pupil premium or free school meals 5 25%" in text
    )
    assert "2 young people moved on" in text
    assert "Awarded by the hub £4,500" in text
    assert "Quality More time for composing." in text
    assert "They sang to <b>the ferry</b>. Songs from the Quay. The hub may publish it." in text
    assert "Mailbox hello@tideline.example" in text
    assert "2 returns, 1 late" in text


@pytest.mark.usefixtures("_partners")
def test_every_table_of_a_partner_is_taken_away() -> None:
    app = open_partner("P07")
    labels = [one.label for one in app.get("download_button")]
    assert (
        labels.count("Download as Excel") == labels.count("Download as csv") >= 3
    )  # projects, who takes part, returns


@pytest.mark.usefixtures("_partners")
def test_a_partner_that_has_not_returned_says_so() -> None:
    app = open_partner("P08")
    assert title_of(app) == "Marsh Opera has not returned for summer 2025/26"
    assert "It has not told us yet what it does with the hub." in text_of(app)


@pytest.mark.usefixtures("_partners")
@pytest.mark.parametrize("partner_id", ["", "P99", "<b>"])
def test_a_partner_that_is_not_there_leads_back_to_the_list(partner_id: str) -> None:
    app = open_partner(partner_id)
    assert title_of(app) == "Choose a partner from the list"
    assert [button.label for button in app.button] == ["All partners"]


@pytest.mark.usefixtures("_partners")
def test_the_projects_are_taken_away_with_every_answer() -> None:
    sheet = build_project_sheet(load_partner_profile("P07", SUMMER))
    told = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    assert len(sheet.rows) == 1
    assert told["Period"] == "Summer 2025/26"
    assert told["Sessions held this term"] == 12
    assert told["May the hub publish the story?"] == "yes"


@pytest.mark.usefixtures("_partners")
@pytest.mark.parametrize("term", ["summer", ""])
def test_every_number_of_a_partner_comes_out_again_from_the_cells_it_leads_to(term: str) -> None:
    app = open_page(PARTNER)
    app.query_params["partner"] = "P07"
    app.session_state["chosen_period"] = Period.parse(202526, term or None)
    app.run()
    found = [(words, query) for words, page, query in find_links(app) if page == AMOUNT]
    told = {query["of"].split("~")[1] for _, query in found}
    assert {"sessions_delivered", "participants_unique", "age_8_11", "pp_fsm", "nymo"} <= told
    for words, query in found:
        assert read_number(words) == pytest.approx(explain_query(query).value)


@pytest.mark.usefixtures("_partners")
def test_a_project_counts_in_its_largest_term_and_the_smaller_is_said_not_to_count() -> None:
    of = "project~participants_unique~source=P07"
    told = explain_query({"of": of, "year": "202526"})
    assert told.value == 40
    [left] = told.not_counted
    assert (left.row.amount, left.reason) == (34, SMALLER)
    app = open_page(AMOUNT)
    app.query_params["of"] = of
    app.run()
    assert "each line in its largest term. Summer 2025/26: told by partners." in text_of(app)
    assert ("The partner", "P07") in [
        (words, query.get("partner")) for words, _, query in find_links(app)
    ]


@pytest.mark.usefixtures("_partners")
def test_the_money_of_a_partner_leads_to_the_sheet_of_its_return() -> None:
    found = find_links(open_partner("P07"))
    [query] = [query for words, _, query in found if words == "£4,500"]
    assert query["sheet"] == "Money"
