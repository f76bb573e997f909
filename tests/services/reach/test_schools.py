"""The list of schools, and one school with all that is known of it."""

import pytest

from hubdata.errors import UnknownThing
from hubdata.services.reach.schools import SchoolLine, load_counted, load_school, load_school_lines
from hubdata.services.registers.register import load_register
from hubdata.services.results.scorecards import load_standing
from tests.pages.standing_hub import LOST, SILENT, SPRING, SUMMER, load_standing_hub
from tests.register.made_files import links_file


@pytest.fixture(autouse=True)
def _standing_hub(hub_store: str) -> None:
    load_standing_hub()


def line_of(urn: int) -> SchoolLine:
    return next(line for line in load_school_lines(SUMMER) if line.school.urn == str(urn))


def test_the_engaged_schools_are_those_the_kpi_counts() -> None:
    engaged = sum(line.is_engaged is True for line in load_school_lines(SUMMER))
    [result] = [one for one in load_standing(SUMMER).whole.results if one.kpi.id == "S01"]
    assert engaged == result.numerator == 6


def test_a_school_that_did_not_answer_is_not_called_unengaged() -> None:
    assert line_of(SILENT).is_engaged is None
    assert line_of(SILENT).strands is None
    assert line_of(LOST[0]).is_engaged is False
    assert line_of(LOST[0]).strands == ()


def test_strands_are_named_as_the_return_names_them() -> None:
    assert line_of(900001).strands == ("Help with the music development plan",)


def test_a_school_is_told_with_its_returns_and_what_it_counts_in() -> None:
    detail = load_school("900001", SUMMER, lines=load_school_lines(SUMMER))
    assert detail.school.name == "School 1"
    assert [state.slot for state in detail.history] == [SUMMER.slot, SPRING.slot]
    counted = {one.kpi.id: one for one in load_counted("900001", SUMMER)}
    assert counted["S01"].adds == (("engaged schools", 1), ("schools of the base", 1))
    assert counted["S01"].reason == ""


def test_a_school_that_did_not_return_counts_in_the_base_and_says_why_not_above_it() -> None:
    counted = {one.kpi.id: one for one in load_counted(str(SILENT), SUMMER)}
    assert counted["S01"].adds == (("schools of the base", 1),)
    assert counted["S01"].reason == "did not return"


def test_returns_under_a_former_urn_count_as_the_schools_own() -> None:
    links = links_file((900001, 800001, "Predecessor"))
    list(load_register([("links.csv", links)], actor="Ann"))
    assert load_school("900001", SUMMER, lines=()).former == (("800001", ""),)


@pytest.mark.parametrize("urn", ["", "1", "Ash"])
def test_a_school_that_is_not_in_the_register_is_unknown(urn: str) -> None:
    with pytest.raises(UnknownThing):
        load_school(urn, SUMMER, lines=())
