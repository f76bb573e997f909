"""Money by term, academic year and financial year: what is added up, and what is kept apart."""

from datetime import date

import pytest

from hubdata.calendar import Dates, TermCalendar
from hubdata.framework import StrategicFunction
from hubdata.periods import AcademicYear, FinancialYear, Period, Term
from hubdata.returns.kinds import HUB_RETURN, PARTNER_RETURN
from hubdata.services.results.scorecards import load_scorecard
from hubdata.services.takes.money import (
    find_financial_year,
    load_money,
    load_money_of_financial_year,
    load_years,
    title_of_money,
)
from hubdata.services.takes.told import Span, financial_year_of
from tests.pages.standing_hub import SPRING, SUMMER
from tests.pages.takes_hub import CAPITAL, FEES, GIFT, GRANT, accept_return, load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")
YEAR = Period(AcademicYear(2025))


def income(money, *, in_kind: bool) -> dict[str, float | None]:
    return {one.source.value: one.actual for one in money.income_of(in_kind=in_kind)}


def test_help_in_kind_is_not_cash_and_capital_is_neither() -> None:
    load_takes_hub()
    money = load_money(SUMMER)
    assert income(money, in_kind=False) == {"DfE hub revenue": GRANT, "schools": FEES}
    assert income(money, in_kind=True) == {"sponsorship": GIFT}
    assert [one.actual for one in money.capital] == [CAPITAL]


def test_a_year_adds_up_its_terms_and_keeps_the_latest_forecast() -> None:
    load_takes_hub()
    money = load_money(YEAR)
    assert income(money, in_kind=False)["schools"] == 2 * FEES
    teaching = money.spending[0]
    assert (teaching.function, teaching.actual) == (StrategicFunction.SCHOOLS, 104_000)
    assert teaching.forecast == 150_000
    assert [term.label for term in money.told.terms] == ["Spring 2025/26", "Summer 2025/26"]
    assert not money.told.is_whole


def test_income_by_source_is_that_of_the_kpi() -> None:
    load_takes_hub()
    for period in (SUMMER, YEAR):
        money = load_money(period)
        lines = {line.kpi.id: line.now for line in load_scorecard(period).lines}
        running = [one.actual for one in money.income if not one.is_capital]
        assert lines["U37"].denominator == sum(running)
        assert lines["P18"].numerator == sum(one.paid_grant or 0 for one in money.partners)
        assert lines["U40a"].numerator == sum(one.actual for one in money.spending)


def test_an_annual_return_replaces_the_terms_and_is_in_no_financial_year() -> None:
    load_takes_hub()
    whole = {"Income": ({"income_source": "schools", "in_kind": False, "actual": 99_000.0},)}
    accept_return(HUB_RETURN, "hub", YEAR, whole)
    assert income(load_money(YEAR), in_kind=False) == {"schools": 99_000}
    assert load_money(YEAR).told.is_whole
    assert income(load_money(SUMMER), in_kind=False)["schools"] == FEES
    financial = load_money_of_financial_year(FinancialYear(2025))
    assert income(financial, in_kind=False)["schools"] == FEES


def test_a_term_is_in_the_financial_year_of_its_middle_wherever_easter_falls() -> None:
    spring, summer = Period.parse(202425, "spring"), Period.parse(202425, "summer")
    late = TermCalendar({spring.slot: Dates(date(2025, 1, 6), date(2025, 4, 4))})
    assert financial_year_of(spring, late) == FinancialYear(2024)
    assert financial_year_of(summer, late) == FinancialYear(2025)
    span = Span.of_financial_year(FinancialYear(2025), late)
    assert [term.label for term in span.terms] == [
        "Summer 2024/25",
        "Autumn 2025/26",
        "Spring 2025/26",
    ]


def test_a_year_belongs_to_the_financial_year_that_its_autumn_is_in() -> None:
    assert find_financial_year(YEAR) == FinancialYear(2025)
    assert find_financial_year(SUMMER) == FinancialYear(2026)


def test_years_are_told_with_their_terms_and_silent_ones_are_left_out() -> None:
    load_takes_hub()
    academic, financial = load_years(SUMMER)
    assert [(one.label, one.told, one.terms) for one in academic] == [("2025/26", 2, 3)]
    assert [(one.label, one.cash) for one in financial] == [
        ("2026-27", GRANT + FEES),
        ("2025-26", GRANT + FEES),
    ]
    assert academic[0].grant == 2 * GRANT
    assert academic[0].in_kind == 2 * GIFT


def test_what_a_partner_had_so_far_is_the_latest_and_not_added_up() -> None:
    load_takes_hub()
    [partner] = load_money(YEAR).partners
    assert (partner.name, partner.paid_grant) == ("Northmere Youth Band", 12_000)
    assert (partner.paid_other, partner.received, partner.spent) == (1_000, 5_500, 5_000)
    [later] = load_money_of_financial_year(FinancialYear(2026)).partners
    assert later.received is None


def test_a_partners_own_cash_for_the_year_so_far_replaces_its_terms() -> None:
    load_takes_hub(only=(SPRING,))
    accept_return(PARTNER_RETURN, "P01", SPRING, {"Money": ({"match_cash": 400.0},)})
    annual = Period(AcademicYear(2025), Term.ANNUAL)
    accept_return(PARTNER_RETURN, "P01", annual, {"Money": ({"match_cash": 900.0},)})
    assert load_money(YEAR).partners[0].match_cash == 900


def test_the_title_says_leverage_and_how_spending_stands_against_its_budget() -> None:
    load_takes_hub()
    leverage = {line.kpi.id: line.now for line in load_scorecard(SUMMER).lines}["U38"]
    title = title_of_money(load_money(SUMMER), leverage)
    assert title == "Each £1 of grant brought £0.88 more; spending is £1,000 over budget"
    assert title_of_money(load_money(SUMMER), None) == "Spending is £1,000 over budget"


def test_nothing_told_is_not_nothing() -> None:
    load_takes_hub(only=(SUMMER,))
    money = load_money(SPRING)
    assert money.told.is_empty
    assert money.overspend is None
    assert money.balances.free is None
    assert money.told.due_on is not None
