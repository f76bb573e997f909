"""The partners of the hub over the terms, and one of them with all that it told us."""

import pytest

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.services.intake.contacts import Contact
from hubdata.services.reach.partner_histories import (
    PartnerMark,
    add_up_projects,
    load_partner_lines,
)
from hubdata.services.reach.partner_profiles import load_partner_profile
from hubdata.services.reach.school_profiles import load_profile
from hubdata.services.results.scorecards import load_standing
from hubdata.services.takes.amounts import read_amount
from hubdata.services.takes.explaining_amounts import explain_amount
from hubdata.vocabulary import DataBasis
from tests.pages.partners_hub import quay, save_two_partners, take
from tests.pages.standing_hub import SPRING, SUMMER, load_ten_schools

AUTUMN, YEAR = Period.parse(202526, "autumn"), Period.parse(202526)


@pytest.fixture(autouse=True)
def _partners(hub_store: str) -> None:
    load_ten_schools()
    save_two_partners()


def test_marks_tell_sessions_from_none_and_both_from_silence() -> None:
    take(AUTUMN, quay(11, 34))
    take(SPRING, quay(0, None))
    found = load_partner_lines(SUMMER)
    marsh, tideline = found.lines
    assert found.periods == (AUTUMN, SPRING, SUMMER)
    assert tideline.marks == (PartnerMark.ACTIVE, PartnerMark.NOTHING, PartnerMark.SILENT)
    assert marsh.marks == (PartnerMark.NO_PARTNER, PartnerMark.NO_PARTNER, PartnerMark.SILENT)
    assert tideline.delivered is None  # of the summer nothing is known


def test_as_many_are_active_as_the_kpi_says() -> None:
    take(SUMMER, quay(3, 10))
    lines = load_partner_lines(SUMMER).lines
    active = sum(one.marks[-1] is PartnerMark.ACTIVE for one in lines)
    [result] = [one for one in load_standing(SUMMER).whole.results if one.kpi.id == "P16"]
    assert active == result.numerator == 1


def test_young_people_of_a_project_count_once_over_the_terms_of_a_year() -> None:
    take(AUTUMN, quay(11, 34))
    take(SPRING, quay(9, 40), quay(2, 5, project_id="P07-B"))
    told = load_partner_profile("p07", YEAR).delivered
    assert (told.projects, told.sessions, told.participants) == (2, 22, 45)


def test_sessions_told_for_the_year_so_far_replace_those_of_the_terms_before() -> None:
    take(AUTUMN, quay(11, 34), quay(4, 5, project_id="P07-B"))
    so_far = {"partner_id": "P07", "data_basis": DataBasis.YEAR_TO_DATE}
    take(SPRING, quay(20, 30), Return=[so_far])
    take(SUMMER, quay(2, 8))
    told = load_partner_profile("P07", YEAR)
    assert told.delivered.sessions == 22
    assert [one.delivered.sessions for one in told.projects] == [22, None]
    tideline = load_partner_lines(YEAR).lines[-1]
    assert tideline.delivered is not None
    assert tideline.delivered.sessions == 22
    amount = read_amount("project~sessions_delivered~source=P07")
    assert explain_amount(amount, YEAR).value == 22


def test_the_latest_answer_about_who_moved_on_is_the_one_of_the_year() -> None:
    take(AUTUMN, quay(1, 5), Destinations=[{"nymo": 2, "employment": 1}])
    take(SUMMER, quay(1, 5), Destinations=[{"nymo": 3}])
    told = load_partner_profile("P07", YEAR).destinations
    assert (told["nymo"], told["employment"]) == (3, 1)
    [result] = [one for one in load_standing(YEAR).whole.results if one.kpi.id == "M28"]
    assert result.numerator == 4


def test_what_nobody_told_is_not_known_rather_than_none() -> None:
    assert add_up_projects([]).sessions is None
    take(SUMMER, quay(None, None))
    told = load_partner_profile("P07", SUMMER).delivered
    assert (told.projects, told.sessions, told.participants) == (1, None, None)


def test_a_partner_that_did_not_return_is_told_as_of_its_latest_return() -> None:
    take(AUTUMN, quay(11, 34))
    profile = load_partner_profile("P07", SUMMER)
    assert profile.told_of == AUTUMN
    assert profile.delivered.sessions == 11


def test_a_return_without_a_front_sheet_tells_as_much() -> None:
    take(SUMMER, quay(11, 34), Return=[])
    profile = load_partner_profile("P07", SUMMER)
    assert (profile.told_of, profile.delivered.sessions) == (SUMMER, 11)


def test_a_project_is_told_in_words_with_the_schools_it_names() -> None:
    take(SUMMER, quay(11, 34, youth_voice=2, school_urns="900001; 999999", age_8_11=20, ehcp=1))
    profile = load_partner_profile("P07", SUMMER)
    [one] = profile.projects
    assert (one.function, one.goal) == ("Inclusion", "In partnership")
    assert one.youth_voice == "shaped decisions"
    assert profile.schools == {"900001": "School 1", "999999": ""}
    assert (profile.add_up("age_8_11"), profile.add_up("age_0_4")) == (20, None)


def test_a_story_without_an_answer_about_consent_has_none() -> None:
    take(
        SUMMER,
        quay(11, 34, story="They sang.", story_consent=None),
        quay(2, 3, project_id="P07-B", project_name="Boats", story="Told.", story_consent=True),
    )
    stories = load_partner_profile("P07", SUMMER).stories
    assert [(story, may) for _, story, may in stories] == [("They sang.", False), ("Told.", True)]


def test_destinations_and_money_are_those_of_the_returns() -> None:
    take(
        SUMMER,
        quay(1, 5),
        Destinations=[{"nymo": 2, "higher_education": 0}],
        Money=[{"grant_awarded": 4500.0}],
    )
    profile = load_partner_profile("P07", SUMMER)
    assert profile.destinations["nymo"] == 2
    assert profile.destinations["higher_education"] == 0
    assert profile.destinations["employment"] is None
    assert profile.money is not None
    assert profile.money["grant_awarded"] == 4500
    assert profile.contact == Contact("", "hello@tideline.example")


def test_a_partner_that_never_returned_or_is_not_there() -> None:
    profile = load_partner_profile("P08", SUMMER)
    assert (profile.told_of, profile.projects, profile.money) == (None, (), None)
    with pytest.raises(UnknownThing):
        load_partner_profile("P99", SUMMER)


def test_a_school_is_told_which_projects_of_partners_name_it() -> None:
    take(SPRING, quay(9, 30, school_urns="900001; 900002"))
    take(SUMMER, quay(11, 34, school_urns="900001"))
    [there] = load_profile("900001", SUMMER).projects
    assert (there.partner, there.name, there.sessions) == ("Tideline", "Songs from the Quay", 11)
    assert load_profile("900002", SUMMER).projects == ()
    assert load_profile("900001", YEAR).projects[0].sessions == 20
