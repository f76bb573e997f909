"""Who is not reached: cold spots by the KPI's own rule, where they are, and what changed."""

import pytest

from hubdata.services.reach.cold_spots import (
    GROUPED_BY,
    ColdSpots,
    count_groups,
    explain_cold_spots,
    find_cold_spots,
    title_of_cold_spots,
)
from hubdata.services.reach.histories import load_histories
from hubdata.services.reach.planning import load_planning
from hubdata.services.results.scorecards import load_split, load_standing
from tests.pages.reach_hub import COLD, FRESH, REACHED, SILENT, SUMMER, TERMS, load_reach_hub


@pytest.fixture
def found(hub_store: str) -> ColdSpots:
    load_reach_hub()
    return find_cold_spots(load_histories(SUMMER))


def test_a_cold_spot_returned_in_three_terms_and_was_engaged_in_none(found: ColdSpots) -> None:
    assert [one.school.urn for one in found.cold] == [FRESH, COLD]  # the larger first
    assert [line.school.urn for line in found.silent] == [SILENT]


def test_a_cold_spot_says_since_when(found: ColdSpots) -> None:
    fresh, cold = found.cold
    assert (fresh.terms_without, fresh.last_engaged) == (3, TERMS[0])
    assert (cold.terms_without, cold.last_engaged) == (4, None)


def test_who_is_new_and_who_was_reached_is_told_since_the_term_before(found: ColdSpots) -> None:
    assert [one.school.urn for one in found.fresh] == [FRESH]
    assert [line.school.urn for line in found.reached] == [REACHED]
    assert found.lost == ()


def test_there_are_as_many_as_the_kpi_says(found: ColdSpots) -> None:
    [result] = [one for one in load_standing(SUMMER).whole.results if one.kpi.id == "S03"]
    assert (len(found.cold), len(found.known)) == (result.numerator, result.denominator) == (2, 9)
    assert result.parts[0].numerator == len(found.silent) == 1


@pytest.mark.parametrize("split", GROUPED_BY)
def test_each_group_has_as_many_as_the_kpi_says_of_it(found: ColdSpots, split: str) -> None:
    told = {one.key: (one.cold, one.known) for one in count_groups(found, split)}
    results = load_split("S03", [SUMMER], split=split)
    known = {one.part_of_split: (one.numerator, one.denominator) for one in results}
    assert {key: told[key] for key in known} == known
    assert sum(cold for cold, _ in told.values()) == 2


def test_an_authority_has_its_own(found: ColdSpots) -> None:
    assert len(found.within("991").cold) == 0
    assert len(found.within("992").cold) == 2
    assert found.within(None) is found


def test_the_title_says_how_many_and_where_most_of_them_are(found: ColdSpots) -> None:
    title = "2 schools have had no hub support for three terms; most are in Southmere"
    assert title_of_cold_spots(found) == title
    alone = title_of_cold_spots(found.within("992"))
    assert alone == "2 schools have had no hub support for three terms"
    reached = title_of_cold_spots(found.within("991"))
    assert reached == "Every school that returned has had support in the last three terms"


def test_silence_is_told_apart_from_no_support(found: ColdSpots) -> None:
    assert explain_cold_spots(found) == (
        "2 of the 9 schools that returned took part in nothing in the three terms to summer "
        "2025/26. 1 more returned in none of them: not known, so not counted."
    )


def test_a_plan_for_a_visit_has_every_school_even_one_that_never_said_anything(
    hub_store: str,
) -> None:
    load_reach_hub()
    planning = load_planning(SUMMER)
    assert len(planning) == 10
    assert (planning[SILENT].wanted, planning[SILENT].contact.mailbox) == ("", "")
