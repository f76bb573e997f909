"""What bears witness beside the KPIs: only what counts, as at the day, and may be told."""

import pytest

from hubdata.framework import Outcome, StrategicFunction
from hubdata.services.plan.evidence import load_evidence
from hubdata.services.plan.limbs import build_limbs, load_facts
from hubdata.services.results.scorecards import load_standing
from hubdata.vocabulary import LeadKind, PartnerKind, VenueType
from tests.pages.plan_hub import load_plan_hub
from tests.pages.standing_hub import SPRING, SUMMER

NAMES = {"991": "Northmere", "992": "Southmere"}
F1, F2, F3, F4, F5 = StrategicFunction


@pytest.fixture(autouse=True)
def _plan_hub(hub_store: str) -> None:
    load_plan_hub()


def facts_of(function: StrategicFunction, key: str) -> dict[str, str]:
    facts = load_facts(SUMMER, [function], NAMES)[function, key]
    return {one.name: one.words for one in facts}


def test_a_lead_school_leads_from_its_first_day_to_its_last() -> None:
    leads = load_evidence(SUMMER).lead_schools
    assert [(one.la_code, one.kind, one.name) for one in leads] == [
        ("991", LeadKind.PRIMARY, "School 1")
    ]
    told = facts_of(F1, "infrastructure")
    assert told["Northmere, primary lead school"] == "School 1"
    assert told["Northmere, secondary lead school"] == "None"
    assert len(told) == 6


def test_what_was_never_told_is_no_fact() -> None:
    assert load_evidence(SPRING).lead_schools == ()
    assert load_facts(SPRING, [F1], NAMES)[F1, "infrastructure"] == ()


def test_a_document_is_published_where_it_has_an_address() -> None:
    told = facts_of(F5, "accountability")
    assert told == {
        "Local Plan for Music Education": "Published, approved on 20 January 2025; review is due "
        "on 31 January 2027",
        "Needs analysis": "Not published",
        "Privacy notice": "Published",
    }
    assert list(facts_of(F1, "local plan")) == ["Local Plan for Music Education"]


def test_only_a_partner_that_held_a_session_is_active() -> None:
    assert load_evidence(SUMMER).count_partners()[PartnerKind.COMMUNITY_MUSIC] == (1, 1)
    assert load_evidence(SPRING).count_partners()[PartnerKind.COMMUNITY_MUSIC] == (0, 1)


def test_projects_are_told_by_where_they_happen() -> None:
    evidence = load_evidence(SUMMER)
    assert [one.name for one in evidence.projects_at(VenueType.COMMUNITY)] == ["Band in the park"]
    assert facts_of(F3, "live and community") == {
        "Community music": "1 project of partners, 20 taking part",
        "Audiences of partners' projects": "140",
    }
    assert facts_of(F4, "circumstances") == {
        "Children who are looked after": "2 taking part in partners' projects"
    }
    assert facts_of(F4, "SEND") == {
        "In alternative provision or hospital": "Beats (Northmere Youth Band)"
    }


def test_a_story_without_consent_is_counted_and_never_told() -> None:
    evidence = load_evidence(SUMMER)
    (story,) = evidence.stories
    assert (story.project, story.partner) == ("Band in the park", "Northmere Youth Band")
    assert story.outcome is Outcome.ENRICHMENT
    assert evidence.stories_without_consent == 1
    assert "Not for telling" not in str(evidence)


def test_the_relationship_limb_says_how_many_schools_are_reached_and_how_many_are_silent() -> None:
    card = load_standing(SUMMER).whole
    views = build_limbs(card, load_facts(SUMMER, [F2], NAMES), function=F2)
    (fact,) = next(view.facts for view in views if view.limb.key == "relationship")
    assert fact.words == (
        "6 schools engaged, 0 of them in two strands or more; 3 returned without any support; "
        "1 has not returned"
    )


def test_a_limb_of_which_nothing_is_known_says_so() -> None:
    card = load_standing(SPRING).whole
    views = build_limbs(card, {}, function=F1)
    by_key = {view.limb.key: view for view in views}
    assert by_key["local plan"].gap.startswith("There is no evidence of this yet")
    experiences = build_limbs(card, {}, function=F5)
    gap = next(view.gap for view in experiences if view.limb.key == "accountability")
    assert gap == "" or gap.startswith("Nothing is known of this for spring 2025/26")
