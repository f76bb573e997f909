"""Overview, scorecard and KPI pages over a small hub: what they say, and where they lead."""

from dataclasses import replace

import pytest

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.services.results.scorecards import Scorecard, Standing, load_standing
from hubdata.services.settings import save_hub
from hubdata.services.standards.targets import save_targets
from pages.components.figures.score import count_statuses
from pages.components.kit.look import Status
from pages.components.kit.places import KPI, OVERVIEW, SCORECARD
from pages.components.standing.one_kpi import find_line
from tests.pages.running import open_kpi, open_page, plain_text, text_of
from tests.pages.standing_hub import SUMMER, load_standing_hub, load_ten_schools
from tests.pages.takes_hub import load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")
COSTLY = {"arrow_data_frame", "arrow_vega_lite_chart", "metric", "vega_lite_chart", "icon"}


def titles(app) -> list[str]:
    return [plain_text(title.value) for title in app.title]


def select(app, label: str, value: str) -> None:
    next(one for one in app.selectbox if one.label == label).set_value(value).run()


def links_of(app) -> str:
    """The page's own HTML, with its links."""
    own = [one for one in app.main if one.type == "bidi_component"]
    return "".join(str(one.proto.json) for one in own).replace("&amp;", "&")


@pytest.mark.parametrize("script", [OVERVIEW, SCORECARD, KPI])
def test_a_hub_without_schools_is_led_to_the_register(script: str) -> None:
    app = open_page(script)
    assert titles(app) == ["No schools are known here yet"]
    assert [button.label for button in app.button] == ["Load the register"]
    assert "Load the school register Which schools" in text_of(app), "no step is done yet"
    for step in ("register", "settings", "tracker", "upload"):
        assert f"{step}" in links_of(app)


@pytest.mark.parametrize("script", [OVERVIEW, SCORECARD, KPI])
def test_a_hub_without_returns_is_told_by_when_and_led_to_the_workbooks(script: str) -> None:
    load_ten_schools()
    app = open_page(script)
    assert titles(app) == ["No school has returned yet; 10 schools are asked"]
    assert "Returns for autumn 2026/27 are due by 18 December 2026" in text_of(app)
    assert [button.label for button in app.button] == ["Get the workbooks"]
    assert text_of(app).count("(done)") == 1


def test_the_overview_opens_with_a_sentence_and_ends_with_who_has_returned() -> None:
    load_standing_hub()
    app = open_page(OVERVIEW)
    text = text_of(app)
    assert len(titles(app)[0]) <= 65
    assert "rated KPIs" in titles(app)[0]
    assert "Summer 2025/26: 9 of 10 schools have returned" in text
    assert "School engagement 60% of schools ■ Off track: 3 schools short of 90%" in text
    assert (
        "School engagement fell to 60%, 3 schools short of 90% Owner: schools lead. Southmere fell "
        "by 3 schools No action yet" in text
    )
    assert "Northmere 5 of 5 Southmere 4 of 5 Whole hub 9 of 10" in text
    assert "Autumn 2026/27 so far: 0 of 10 schools have returned" in text


def test_the_overview_draws_no_chart_table_widget_or_metric() -> None:
    load_standing_hub()
    drawn = {element.type for element in open_page(OVERVIEW).main}
    assert not drawn & COSTLY


def test_everything_on_the_overview_leads_somewhere_and_keeps_the_term() -> None:
    load_standing_hub()
    html = links_of(open_page(OVERVIEW))
    for link in ("kpi?year=202526&term=summer&kpi=S01", "function=F4&goal=across", "la=992"):
        assert link in html


def test_an_authority_has_an_overview_of_its_own() -> None:
    load_standing_hub()
    app = open_page(OVERVIEW)
    app.sidebar.selectbox[1].select("992").run()
    text = text_of(app)
    assert "Southmere, summer 2025/26: 4 of 5 schools have returned" in text
    assert "School engagement 20% of schools" in text


def test_while_too_few_have_returned_the_overview_says_how_many_are_missing() -> None:
    load_standing_hub()
    save_hub({"coverage_threshold": 100}, actor="Ann")
    app = open_page(OVERVIEW)
    assert titles(app) == ["Too few schools have returned for summer 2025/26 to rate KPIs"]
    assert "1 school has not returned" in text_of(app)


def test_the_scorecard_tells_every_kpi_with_its_gap_in_words() -> None:
    load_standing_hub()
    text = text_of(open_page(SCORECARD))
    assert (
        "School engagement ■ Off track 60% 90% 3 schools short −30 pts – not known 9 of 10" in text
    )
    assert "Deep engagement ∙ No target 0% none set not rated 0 pts – not known 9 of 10" in text


def test_the_scorecard_is_narrowed_to_what_needs_attention() -> None:
    load_standing_hub()
    app = open_page(SCORECARD)
    select(app, "Status", "attention")
    text = text_of(app)
    assert "School engagement" in text
    assert "Deep engagement" not in text


def test_the_scorecard_is_ordered_by_goal_too() -> None:
    load_standing_hub()
    app = open_page(SCORECARD)
    app.segmented_control[0].set_value("goal").run()
    assert "Goal 1: Early years and schools School engagement" in text_of(app)


def test_one_cell_of_the_stave_is_shown_by_itself_with_the_way_back() -> None:
    load_standing_hub()
    app = open_page(SCORECARD)
    app.query_params["function"], app.query_params["goal"] = "F4", "across"
    text = text_of(app.run())
    assert "Only Inclusion, Across all three goals. Show every KPI" in text
    assert "SEND representation" in text
    assert "School engagement" not in text


def test_an_address_that_names_no_such_choice_shows_everything() -> None:
    load_standing_hub()
    app = open_page(SCORECARD)
    app.query_params["function"], app.query_params["goal"] = "F9", "<b>"
    app.query_params["show"] = "nothing"
    app.run()
    assert not app.exception


def test_without_a_kpi_in_the_address_there_is_a_list_to_choose_from() -> None:
    load_standing_hub()
    app = open_page(KPI)
    assert titles(app)[0].endswith("KPIs say where the hub stands; choose one")
    assert "kpi=S01" in links_of(app)
    assert "There is no KPI “X9”" in text_of(open_kpi("X9"))


def test_a_kpi_tells_number_trend_authorities_and_definition() -> None:
    load_standing_hub()
    app = open_kpi("s01")
    assert titles(app) == ["School engagement fell to 60%, 3 schools short of 90%"]
    text = text_of(app)
    assert "Schools 6 of 10 Target 90% Spring 90% Returned 9 of 10" in text
    assert "Southmere fell by 3 schools; Northmere held" in text
    assert "Southmere 20% 1 of 5 schools, 4 short; 4 returned" in text
    assert "Primary 62% 5 of 8" in text
    assert "Worked example" in text
    assert "Green at the target or above" in text


def test_the_authorities_of_a_kpi_with_a_range_are_drawn_against_all_of_it() -> None:
    load_standing_hub()
    assert links_of(open_kpi("I31")).count('class=\\"band\\"') == 2
    assert 'class=\\"band\\"' not in links_of(open_kpi("S01"))


def test_schools_above_and_below_are_named_when_asked_for_and_lead_to_their_pages() -> None:
    load_standing_hub()
    app = open_kpi("S01")
    assert "Not counted: 3 schools" not in text_of(app)
    app.toggle(key="schools").set_value(True).run()
    text = text_of(app)
    assert "Counted: 6 schools" in text
    assert "Not counted: 3 schools School 7 School 8 School 9" in text
    assert "1 school left out: not returned, not answered, or not meant." in text
    assert "school?year=202526&term=summer&urn=900007" in links_of(app)


def test_the_cells_behind_a_number_are_shown_when_asked_for_and_lead_to_the_return() -> None:
    load_standing_hub()
    app = open_kpi("S01")
    assert "Support!B9" not in text_of(app)
    app.toggle(key="behind").set_value(True).run()
    text = text_of(app)
    assert "School 1 1 Support!B9 Help with the music development plan: Yes" in text
    assert "return=" in links_of(app)
    app.selectbox(key="list_").select(-1).run()
    assert "School 10 Did not return Yes" in text_of(app)


def test_a_schools_name_is_never_run() -> None:
    load_standing_hub()
    app = open_kpi("S01")
    app.toggle(key="behind").set_value(True).run()
    assert "<img" not in links_of(app)
    assert "&lt;img" in links_of(app)


def test_a_changed_target_is_seen_at_once() -> None:
    load_standing_hub()
    open_kpi("S01")
    save_targets({("S01", ""): 50}, year=202526, actor="Ann")
    assert titles(open_kpi("S01")) == ["School engagement fell to 60%, 1 school above 50%"]


def test_the_banner_says_it_is_sample_data_and_how_to_leave_it() -> None:
    assert "sample data" not in text_of(open_page(OVERVIEW))
    save_hub({"is_sample": True}, actor="Ann")
    text = text_of(open_page(OVERVIEW))
    assert "This is sample data: every school and figure is invented. Start your own hub" in text


def test_a_kpi_that_is_not_told_by_authority_is_shown_for_the_whole_hub() -> None:
    load_standing_hub()
    whole = load_standing(SUMMER)
    others = [line for line in whole.of("992").lines if line.kpi.id != "M26"]
    alone = Standing(whole.whole, {"992": Scorecard(SUMMER, "992", tuple(others))})
    assert find_line(alone, "M26", "992") == (find_line(whole, "M26", None)[0], None)
    assert find_line(whole, "S01", "992")[1] == "992"
    assert find_line(whole, "X9", "992") == (None, "992")


def test_a_mark_is_counted_once_in_words_that_fit_all_that_bear_it_worst_first() -> None:
    load_standing_hub()
    lines = {line.kpi.id: line for line in load_standing(SUMMER).whole.lines}
    early = replace(lines["S02"], now=replace(lines["S02"].now, value=5, is_provisional=True))
    told = replace(lines["I34"], now=replace(lines["I34"].now, value=5, is_provisional=False))
    some = (lines["S01"], lines["M22"], lines["S09"], early, told)
    counts = count_statuses(Scorecard(SUMMER, None, some))
    assert [(one.status, one.number, one.words) for one in counts] == [
        (Status.OFF, 1, "Off track"),
        (Status.PROVISIONAL, 3, "provisional or not known"),
        (Status.NO_TARGET, 1, "For context"),
    ]
    assert counts[0].target.endswith("show=Off+track")
    assert count_statuses(Scorecard(SUMMER, None, ())) == []


@pytest.mark.parametrize("kpi_id", ["u40b", "U38", "P15", "M28", "S14"])
def test_kpis_of_partners_and_of_the_hub_have_their_pages_too(kpi_id: str) -> None:
    load_standing_hub()
    (kpi,) = [kpi for name, kpi in CATALOGUE.items() if name.casefold() == kpi_id.casefold()]
    text = text_of(open_kpi(kpi_id))
    assert kpi.formula_words in text
    assert "choose one" not in text


def test_a_part_that_there_is_not_is_said_with_those_there_are() -> None:
    load_standing_hub()
    app = open_page("pages/standing/kpi.py")
    for name, value in {"kpi": "S01", "explain": "true", "within": "phase", "of": "Moon"}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert 'Phase: there is no "Moon". There is: ' in text_of(app)


def test_a_kpi_that_is_told_once_a_year_is_shown_of_the_year_where_a_term_is_looked_at() -> None:
    load_takes_hub()
    app = open_kpi("M28")
    assert "Told once a year: this is 2025/26, not a term of it." in text_of(app)
    assert titles(app) == ["Moving on at 15.0 per 10,000"]
    assert "Moving on: not known for summer 2025/26" not in text_of(app)
    unknown = open_kpi("M22")
    assert titles(unknown) == ["Continuation: not known for summer 2025/26"]
    assert "Told once a year: this is" not in text_of(unknown)
