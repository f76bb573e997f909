"""Where pupils go after whole-class teaching: worked out here from the rows that were returned."""

import pytest

from hubdata.framework import Goal, StrategicFunction
from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.services.plan.limbs import build_limbs, load_facts
from hubdata.services.reach.routes import explain_learning, explain_routes, load_routes
from hubdata.services.results.scorecards import load_standing
from tests.pages.standing_hub import NORTH, SPRING, SUMMER, load_standing_hub
from tests.pages.takes_hub import accept_return

F2 = StrategicFunction.SCHOOLS
FIRST = {
    "prior_whole_class_pupils": 60,
    "prior_still_learning": 20,
    "route_whole_class": 0,
    "route_large": 3,
    "route_small": 12,
    "route_individual": 6,
}
SECOND = {"prior_whole_class_pupils": 40, "prior_still_learning": 5, "route_small": 5}
HALF_TOLD = {"prior_whole_class_pupils": 90, "route_large": 90}


@pytest.fixture(autouse=True)
def _hub(hub_store: str) -> None:
    load_standing_hub()


def tell(urn: int, answers: dict[str, int], period: Period = SUMMER) -> None:
    parts = {"Continuation and instruments": (answers,)}
    accept_return(SCHOOL_RETURN, str(urn), period, parts)


def test_routes_are_those_of_the_schools_that_told_both_numbers() -> None:
    for urn, answers in zip(NORTH, (FIRST, SECOND, HALF_TOLD), strict=False):
        tell(urn, answers)
    routes = load_routes(SUMMER)
    assert routes is not None
    assert explain_learning(routes) == "25 of 100 pupils still learn (25%), told by 2 schools"
    assert explain_routes(routes) == "17 in small groups, 6 one to one, 3 in large groups"


def test_a_year_goes_by_the_latest_answer_of_each_school() -> None:
    tell(NORTH[0], FIRST | {"prior_still_learning": 30}, SPRING)
    tell(NORTH[0], FIRST)
    routes = load_routes(Period(SUMMER.year))
    assert routes is not None
    assert (routes.learning, routes.cohort, routes.schools) == (20, 60, 1)


def test_the_schools_function_and_the_third_goal_tell_the_routes() -> None:
    tell(NORTH[0], FIRST)
    facts = load_facts(SUMMER, [F2], {})
    card = load_standing(SUMMER).of(None)
    for views in (
        build_limbs(card, facts, function=F2),
        build_limbs(card, facts, goal=Goal.TALENT),
    ):
        told = next(view for view in views if view.limb.text == "Progression routes")
        assert [fact.name for fact in told.facts] == [
            "After last year's whole classes",
            "How they go on",
        ]
        assert told.gap == ""


def test_routes_that_nobody_told_are_said_to_be_a_gap() -> None:
    assert load_routes(SUMMER) is None
    facts = load_facts(SUMMER, [F2], {})
    views = build_limbs(load_standing(SUMMER).of(None), facts, function=F2)
    told = next(view for view in views if view.limb.key == "routes")
    assert told.gap.startswith("There is no evidence of this yet")
