"""Money, people, instruments and environment over a small hub: content, and one known number
each."""

import pytest

from pages.components.kit.places import ENVIRONMENT, INSTRUMENTS, MONEY, PEOPLE
from tests.pages.running import find_links, open_page, text_of
from tests.pages.standing_hub import load_standing_hub
from tests.pages.takes_hub import load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")
TAKES = (MONEY, PEOPLE, INSTRUMENTS, ENVIRONMENT)


@pytest.mark.parametrize("script", TAKES)
def test_without_a_hub_return_the_page_says_what_is_missing_and_where_to_send_it(
    script: str,
) -> None:
    load_standing_hub()
    app = open_page(script)
    assert app.title[0].value.endswith("not told for summer 2025/26 yet")
    assert "The lead organisation has not returned" in text_of(app)
    assert "It is due by" in text_of(app)
    assert [button.label for button in app.button] == ["Upload the hub return"]


@pytest.mark.parametrize("script", TAKES)
def test_without_schools_the_page_leads_to_the_register(script: str) -> None:
    assert open_page(script).title[0].value == "No schools are known here yet"


def test_money_tells_sources_functions_partners_and_years() -> None:
    load_takes_hub()
    app = open_page(MONEY)
    text = text_of(app)
    assert app.title[0].value.startswith("Each £1 of grant brought £0.88 more")
    assert "Leverage 0.9 : 1" in text
    assert "Cash together £72,000 £70,000 −£2,000" in text
    assert "In kind Sponsorship £4,000 £5,000 +£1,000 6.7%" in text
    assert "£6,000 of grant went to 1 partner" in text.replace("\n", " ")
    assert "Northmere Youth Band P01 £6,000 £500 £20,000 £5,500 £5,000" in text
    assert "Free reserves £84,000" in text
    assert "From the hub return: Income" in text


def test_money_is_added_up_over_the_financial_year_when_asked() -> None:
    load_takes_hub()
    app = open_page(MONEY)
    app.segmented_control[0].set_value("financial").run()
    assert not app.exception
    assert "Financial year 2026-27: told by the lead organisation for 1 of 3 terms" in text_of(app)
    assert app.title[0].value == "Spending is £1,000 over budget"


def test_people_tells_checks_contracts_and_courses() -> None:
    load_takes_hub()
    app = open_page(PEOPLE)
    text = text_of(app)
    assert app.title[0].value.startswith("35 people work for the hub")
    assert "Freelance share 33%" in text
    assert "1 without a DBS check in date" in text
    assert "Teaching 20 12.5 2 3 1 19 20 8 60" in text
    assert "Singing for all 14 10 90% 9" in text


def test_instruments_tells_families_and_who_has_access() -> None:
    load_takes_hub()
    text = text_of(open_page(INSTRUMENTS))
    assert "Instrument capital spent 25%" in text
    assert "Brass 100 90 60 67% 30 8 £20,000 £5,000 £15,000" in text
    assert "Lent most fully: strings, 45 of 45 fit to play" in text


def test_environment_tells_tonnes_factors_and_policy() -> None:
    load_takes_hub()
    text = text_of(open_page(ENVIRONMENT))
    assert "Car 10,000 miles 0.26861 2.69" in text
    assert "Rail – not known" in text
    assert "agreed on 1 March 2022" in text
    assert "Instruments repaired, not replaced 12" in text


@pytest.mark.parametrize(
    ("script", "words", "wanted"),
    [
        (MONEY, "£30,000", {"kpi": "U37", "number": "Schools"}),
        (MONEY, "£84,000", {"kpi": "U40b", "explain": "true"}),
        (MONEY, "£6,000", {"sheet": "Payments to partners"}),
        (PEOPLE, "20", {"sheet": "Workforce"}),
        (PEOPLE, "14", {"kpi": "S13", "explain": "true"}),
        (PEOPLE, "90%", {"kpi": "S13", "number": "Found it useful"}),
        (INSTRUMENTS, "60", {"sheet": "Instruments"}),
        (ENVIRONMENT, "10,000 miles", {"sheet": "Environment"}),
    ],
)
def test_a_number_leads_to_what_it_is_made_of_or_to_the_sheet_that_tells_it(
    script: str, words: str, wanted: dict[str, str]
) -> None:
    load_takes_hub()
    asked = [query for text, _, query in find_links(open_page(script)) if text == words]
    assert any(wanted.items() <= query.items() for query in asked), asked
