"""Goals and functions limb by limb, and the outcomes with their stories."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.framework import LIMBS, OUTCOMES, Goal, StrategicFunction
from hubdata.periods import AcademicYear
from hubdata.services.results.explaining import explain_kpi
from hubdata.services.standards.targets import Target, save_targets
from pages.components.kit.places import OUTCOMES as OUTCOMES_PAGE
from pages.components.kit.places import PLAN
from tests.pages.amounts import explain_query, read_number
from tests.pages.plan_hub import load_plan_hub
from tests.pages.running import dashboard, htmls_of, links_in, open_page, text_of, title_of
from tests.pages.standing_hub import SUMMER, load_ten_schools

pytestmark = pytest.mark.usefixtures("hub_store")


def open_view(view: str) -> AppTest:
    app = dashboard().run()
    app.query_params["view"] = view
    app.switch_page(PLAN).run()
    assert not app.exception
    return app


def html_of(app: AppTest) -> str:
    return "".join(str(one.proto.json) for one in app.main if one.type == "bidi_component")


@pytest.mark.parametrize("function", list(StrategicFunction))
def test_every_limb_of_a_function_is_on_its_page(function: StrategicFunction) -> None:
    load_plan_hub()
    text = text_of(open_view(function.value))
    for limb in LIMBS:
        assert (limb.text in text) is (limb.function is function)


@pytest.mark.parametrize("goal", list(Goal))
def test_a_goal_shows_the_limbs_that_its_kpis_are_evidence_for(goal: Goal) -> None:
    load_plan_hub()
    text = text_of(open_view(goal.value))
    assert f"Goal {goal.value[1]}: " in text
    assert ("An ongoing relationship with every state-funded school" in text) is (
        goal is Goal.SCHOOLS
    )
    assert ("The offer captured in a Local Plan" in text) is (goal is Goal.PARTNERSHIP)


def test_the_schools_function_tells_known_numbers() -> None:
    load_plan_hub()
    text = text_of(open_view("F2"))
    assert "School engagement ■ Off track 60% 3 schools short −30 pts 9 of 10" in text
    assert "All 10 state-funded schools 6 schools engaged" in text
    assert "On loan in schools" not in text  # no school was asked


def explain_link(query: dict[str, str]) -> float:
    """What the page of a number adds up."""
    if "kpi" not in query:
        return explain_query(query).value or 0
    located = explain_kpi(
        query["kpi"], SUMMER, split_name=query.get("within", ""), part=query.get("of", "")
    )
    return located.explanation.headline.computed.numerator or 0


LINKED = {"F1": 1, "F2": 5, "F3": 1, "F4": 1, "F5": 5}
"""How many numbers stand in the sentences of each function's facts."""


@pytest.mark.parametrize("function", list(StrategicFunction))
def test_each_number_in_the_sentences_of_facts_leads_to_what_adds_up_to_it(function) -> None:
    load_plan_hub()
    html = "".join(htmls_of(open_view(function.value).main))
    facts = "".join(re.findall('<dl class="hub-answers[^>]*>.*?</dl>', html))
    found = [one for one in links_in(facts) if one[0][0] in "£0123456789"]
    assert len(found) == LINKED[function.value], facts
    for words, _, query in found:
        shown = words.split(" ")[0]
        digits = len(shown.partition(".")[2])
        assert round(explain_link(query), digits) == read_number(shown), words


def test_the_partnership_function_names_lead_schools_and_the_local_plan() -> None:
    load_plan_hub()
    app = open_view("F1")
    text, html = text_of(app), html_of(app)
    assert "Northmere, primary lead school School 1" in text
    assert "Southmere, SEND or AP lead school None" in text
    assert "Community music partners 1 of 1 active" in text
    assert "https://hub.example/plan" in html
    assert "javascript:" not in html_of(open_view("F5"))


def test_a_kpi_that_is_told_once_a_year_is_told_of_the_last_year_and_its_limb_has_no_gap() -> None:
    load_plan_hub()
    text = text_of(open_view("F3"))
    assert "Moving on" in text
    told = text.split("National and specialist opportunities", 1)[1].split("The wider world", 1)[0]
    assert "Nothing is known of this" not in told
    assert "per 10,000, 2025/26" in told


def test_the_title_of_a_function_counts_what_is_shown_below_it() -> None:
    load_plan_hub()
    moving_on = {("M28", ""): Target(1)}  # told once a year
    save_targets(moving_on, year=AcademicYear(2025).code, actor="Ann")
    app = open_view("F3")
    assert re.findall(r"hub-status.*?> (Off track|Watch|On track)<", html_of(app)) == ["On track"]
    assert title_of(app) == "Progression: the one rated KPI is on track"
    assert "KPIs told once a year are of 2025/26." in text_of(app)


def test_an_address_that_names_no_view_shows_the_first_function() -> None:
    load_plan_hub()
    assert title_of(open_view("F9")).startswith("Partnership: ")


def test_outcomes_tell_stories_with_consent_and_what_is_missing() -> None:
    load_plan_hub()
    text = text_of(open_page(OUTCOMES_PAGE))
    for outcome in OUTCOMES.values():
        assert outcome.text in text
    assert "They <b>played</b> in the park. Band in the park, Northmere Youth Band" in text
    assert "Not for telling" not in text
    assert "One more story may not be published, so it is not shown." in text
    assert "No partner has told a story of it that may be published." in text


@pytest.mark.parametrize("script", [PLAN, OUTCOMES_PAGE])
def test_a_hub_without_returns_is_led_on(script: str) -> None:
    load_ten_schools()
    assert [button.label for button in open_page(script).button] == ["Get the workbooks"]
