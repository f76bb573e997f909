"""People, instruments and the environment: latest counts, added flows, factors that add up."""

from datetime import date

import pytest

from hubdata.periods import AcademicYear, Period
from hubdata.returns.kinds import HUB_RETURN
from hubdata.services.results.scorecards import load_scorecard
from hubdata.services.settings import save_hub
from hubdata.services.takes.environment import (
    explain_policy,
    load_environment,
    title_of_environment,
)
from hubdata.services.takes.instruments import Stock, load_instruments, title_of_instruments
from hubdata.services.takes.people import load_people, title_of_people
from hubdata.vocabulary import ContractType
from tests.pages.standing_hub import SPRING, SUMMER
from tests.pages.takes_hub import accept_return, load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")
YEAR = Period(AcademicYear(2025))


def kpi(kpi_id: str, period: Period):
    return next(line.now for line in load_scorecard(period).lines if line.kpi.id == kpi_id)


def test_people_are_the_latest_count_and_comings_and_goings_are_added_up() -> None:
    load_takes_hub()
    everyone = load_people(YEAR).everyone
    assert (everyone.headcount, everyone.fte) == (35, 15.5)
    assert (everyone.starters, everyone.leavers) == (6, 2)


def test_the_freelance_share_is_that_of_the_kpi() -> None:
    load_takes_hub()
    people, share = load_people(SUMMER), kpi("U40c", SUMMER)
    assert people.of_contract(ContractType.FREELANCE).headcount == share.numerator == 10
    assert share.denominator == 30


def test_people_of_whom_a_check_is_not_told_are_not_without_it() -> None:
    load_takes_hub()
    dbs, safeguarding, _ = load_people(SUMMER).checks
    assert (dbs.having, dbs.of, dbs.missing) == (29, 30, 1)
    assert safeguarding.share == pytest.approx(96.67, abs=0.01)


def test_the_title_of_people_says_what_to_worry_about() -> None:
    load_takes_hub()
    assert title_of_people(load_people(SUMMER)) == (
        "35 people work for the hub; 1 is without a DBS check in date and 2 posts are vacant"
    )


def test_courses_are_told_by_name_with_their_places_added_up() -> None:
    load_takes_hub()
    [course] = load_people(YEAR).courses
    assert (course.name, course.attendees, course.useful) == ("Singing for all", 28, 18)
    assert course.attendees == kpi("S13", YEAR).numerator


def test_headcount_over_time_has_gaps_where_nothing_was_told() -> None:
    load_takes_hub(only=(SUMMER,))
    people = load_people(SUMMER)
    assert people.terms[-1] == SUMMER
    assert people.history[ContractType.FREELANCE][-2:] == (None, 10)


def test_instruments_ready_to_lend_are_fit_and_not_on_loan() -> None:
    load_takes_hub()
    instruments = load_instruments(SUMMER)
    assert title_of_instruments(instruments) == (
        "150 instruments: 105 on loan, 30 ready to lend, 10 in repair"
    )
    assert Stock(serviceable=5, on_loan=7).ready == 0
    assert Stock(serviceable=5).ready is None


def test_capital_is_that_of_the_kpi_and_unknown_where_a_family_has_none() -> None:
    load_takes_hub()
    instruments, spent = load_instruments(SUMMER), kpi("U40d", SUMMER)
    assert instruments.all.capital_spent == spent.numerator == 5_000
    strings = next(one for one in instruments.lines if one.family and one.family == "strings")
    assert strings.stock.unspent is None
    assert instruments.all.unspent == 15_000


def test_emissions_add_up_to_the_kpis_tonnes_with_the_hubs_own_factors() -> None:
    load_takes_hub()
    save_hub({"kg_car_mile": 0.5}, actor="Ann")
    for period in (SUMMER, YEAR):
        environment, carbon = load_environment(period), kpi("U40e", period)
        assert environment.tonnes == pytest.approx(carbon.numerator)
    car = load_environment(SUMMER).emissions[0]
    assert (car.amount, car.tonnes) == (10_000, 5)
    assert load_environment(SUMMER).emissions[1].tonnes is None


def test_the_title_of_the_environment_names_what_weighs_most() -> None:
    load_takes_hub()
    title = title_of_environment(load_environment(SUMMER), kpi("U40e", SUMMER))
    assert title == (
        "3.1 tonnes of CO2e in summer 2025/26, 0.62 for each 1,000 hours taught; most of it by car"
    )


def test_an_old_policy_is_said_to_be_old_and_a_missing_one_to_be_missing() -> None:
    assert explain_policy(load_environment(SUMMER)).startswith("No date")
    load_takes_hub(only=(SPRING,))
    words = explain_policy(load_environment(SUMMER))
    assert words.startswith("The environmental policy was agreed on 1 March 2022, 4 years ago.")
    assert words.endswith("It may be time to review it.")
    accept_return(HUB_RETURN, "hub", SUMMER, {"Environment": ({"policy_date": date(2026, 6, 1)},)})
    assert "within the last year" in explain_policy(load_environment(SUMMER))
