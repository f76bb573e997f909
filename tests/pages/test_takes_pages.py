"""Money, people, instruments and environment over a small hub: content, and one known number
each."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.kpis.catalogue.resources import EMISSIONS
from hubdata.returns.kinds import SCHOOL_RETURN
from pages.components.kit.places import AMOUNT, ENVIRONMENT, INSTRUMENTS, MONEY, PEOPLE
from tests.pages.amounts import explain_query, is_amount, read_number
from tests.pages.running import (
    dashboard,
    find_links,
    htmls_of,
    open_page,
    plain_text,
    text_of,
    title_of,
)
from tests.pages.standing_hub import SPRING, SUMMER, load_standing_hub
from tests.pages.takes_hub import accept_return, load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")
TAKES = (MONEY, PEOPLE, INSTRUMENTS, ENVIRONMENT)


@pytest.mark.parametrize("script", TAKES)
def test_without_a_hub_return_the_page_says_what_is_missing_and_where_to_send_it(
    script: str,
) -> None:
    load_standing_hub()
    app = open_page(script)
    assert title_of(app).endswith("not told for summer 2025/26 yet")
    assert "The lead organisation has not returned" in text_of(app)
    assert "It is due by" in text_of(app)
    assert [button.label for button in app.button] == ["Upload the hub return"]


@pytest.mark.parametrize("script", TAKES)
def test_without_schools_the_page_leads_to_the_register(script: str) -> None:
    assert title_of(open_page(script)) == "No schools are known here yet"


def test_money_tells_sources_functions_partners_and_years() -> None:
    load_takes_hub()
    app = open_page(MONEY)
    text = text_of(app)
    assert title_of(app).startswith("Each £1 of grant brought £0.88 more")
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
    assert title_of(app) == "Spending is £1,000 over budget"


def test_people_tells_checks_contracts_and_courses() -> None:
    load_takes_hub()
    app = open_page(PEOPLE)
    text = text_of(app)
    assert title_of(app).startswith("35 people work for the hub")
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
        (MONEY, "£6,000", {"of": "payment~amount~partner_id=P01~from_grant=yes"}),
        (PEOPLE, "20", {"of": "workforce~headcount~contract_type=permanent~role=teaching"}),
        (PEOPLE, "14", {"kpi": "S13", "explain": "true"}),
        (PEOPLE, "90%", {"kpi": "S13", "number": "Found it useful"}),
        (INSTRUMENTS, "60", {"of": "instruments~on_loan~family=brass"}),
        (ENVIRONMENT, "10,000 miles", {"of": "environment~miles_car"}),
    ],
)
def test_a_number_leads_to_what_a_kpi_makes_of_it_or_to_its_cells(
    script: str, words: str, wanted: dict[str, str]
) -> None:
    load_takes_hub()
    asked = [query for text, _, query in find_links(open_page(script)) if text == words]
    assert any(wanted.items() <= query.items() for query in asked), asked


@pytest.mark.parametrize("script", TAKES)
@pytest.mark.parametrize("over", ["period", "financial"])
def test_every_amount_comes_out_again_from_the_cells_it_leads_to(script: str, over: str) -> None:
    load_takes_hub()
    app = open_page(script)
    if script == MONEY:
        app.segmented_control[0].set_value(over).run()
    found = [(words, query) for words, page, query in find_links(app) if page == AMOUNT]
    assert len(found) >= 7
    for words, query in found:
        explained = explain_query(query)
        for figure in explained.figures:
            assert sum(one.amount for one in figure.contributions) == pytest.approx(figure.total)
            for one in figure.contributions:
                assert sum(cell.value for cell in one.cells) == pytest.approx(one.amount)
        if is_amount(words) and query["of"] not in TONNES:
            places = len(words.partition(".")[2].rstrip("%"))
            assert read_number(words) == pytest.approx(explained.value, abs=0.51 * 10**-places)


TONNES = {f"environment~{name}" for name in EMISSIONS}
"""Both the amount and the tonnes that its factor makes of it lead to the cells of the amount."""


def test_no_number_of_the_tables_of_money_leads_nowhere() -> None:
    load_takes_hub()
    app = open_page(MONEY)
    linked = {words for words, _, _ in find_links(app)}
    tables = [html for html in htmls_of(app.main) if "hub-table" in html]
    assert len(tables) == 4
    cells = [cell for html in tables for cell in re.findall("<td[^>]*><div>(.*?)</div>", html)]
    amounts = [plain_text(cell) for cell in cells if "£" in cell or "%" in cell]
    assert len(amounts) > 50
    assert set(amounts) <= linked


def test_a_difference_leads_to_what_was_counted_and_what_was_subtracted() -> None:
    load_takes_hub()
    app = open_amount(
        of="income~actual~income_source=schools~in_kind=no~with=budget",
        how="less",
        other="income~budget~income_source=schools~in_kind=no",
    )
    text = text_of(app)
    assert title_of(app) == "Received in the period, less budget for the period: −£2,000"
    assert "Received in the period (counted): £30,000" in text
    assert "Budget for the period (subtracted): £32,000" in text
    assert "Income, row 3 Received in the period: 30,000" in text
    assert "From hub 202526 summer more.xlsx, accepted by Ann on" in text
    assert ("Money", {"year": "202526", "term": "summer"}) in [
        (words, query) for words, _, query in find_links(app)
    ]


def test_what_schools_have_on_loan_over_a_year_is_the_latest_of_each_and_leads_to_them() -> None:
    load_takes_hub()
    for period, number in ((SPRING, 9), (SUMMER, 7)):
        sheets = {"Continuation and instruments": ({"instruments_on_loan": number},)}
        accept_return(SCHOOL_RETURN, "900003", period, sheets)
    told = explain_query({"of": "continuation~instruments_on_loan", "year": "202526"})
    assert told.value == 7
    assert [one.name for one in told.figures[0].contributions] == ["School 3, Summer 2025/26"]
    text = text_of(open_amount(of="continuation~instruments_on_loan"))
    assert "told by schools" in text
    assert "School 3, Summer 2025/26" in text


def test_lines_without_a_budget_are_not_in_a_difference_and_said_not_to_be() -> None:
    load_takes_hub()
    text = text_of(open_amount(of="income~actual~with=budget", how="less", other="income~budget"))
    assert "less budget for the period: −£1,000" in text
    assert "What is not counted" in text
    assert "Summer 2025/26: DfE hub capital" in text
    assert "No budget for the period was told for it" in text


def test_an_amount_over_a_year_is_told_term_by_term_and_a_stock_by_its_latest_answer() -> None:
    load_takes_hub()
    text = text_of(open_amount(year="202526", term="", of="income~actual~income_source=schools"))
    assert "Received in the period: £60,000" in text
    assert "What each return adds" in text
    assert "Spring 2025/26" in text
    assert "Summer 2025/26" in text
    text = text_of(open_amount(year="202526", term="", of="balances~reserves_free"))
    assert "Free reserves: £84,000" in text
    assert "An earlier answer: the latest known counts" in text


@pytest.mark.parametrize(
    "of", ["", "nothing", "income~nothing", "income~income_source", "income~actual~nothing=x"]
)
def test_an_amount_that_there_is_not_says_so_and_leads_back(of: str) -> None:
    load_takes_hub()
    app = open_amount(of=of)
    assert title_of(app) == "This amount is not known here"
    assert [button.label for button in app.button] == ["Money"]


def open_amount(year: str = "202526", term: str = "summer", **asked: str) -> AppTest:
    app = dashboard()
    for name, value in {"year": year, "term": term, **asked}.items():
        if value:
            app.query_params[name] = value
    app.run()
    app.switch_page(AMOUNT)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app
