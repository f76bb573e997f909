"""Sentences about results: titles, gaps, changes, and which authority moved."""

import pytest

from hubdata.services.results import sentences, titles
from tests.services.made_results import SPRING, result, share

ON, WATCH, OFF = (share("S04", value, target=60) for value in (60, 56, 40))
NO_TARGET = share("S04", 60)
PROVISIONAL = share("S04", 60, target=60, returned=40)


def test_the_scorecards_title_counts_rated_kpis_only() -> None:
    title = titles.title_of_scorecard([ON, ON, OFF, WATCH, NO_TARGET, PROVISIONAL])
    assert title == "2 of 4 rated KPIs are on track; 1 is off track"


def test_all_on_track_is_said_as_such() -> None:
    assert titles.title_of_scorecard([ON, ON, ON]) == "All 3 rated KPIs are on track"
    assert titles.title_of_overview([ON, ON]) == "Both rated KPIs are on track"


def test_all_off_track_is_said_as_such() -> None:
    assert titles.title_of_scorecard([OFF]) == "The one rated KPI is off track"
    assert titles.title_of_scorecard([OFF, OFF]) == "Both rated KPIs are off track"
    red_and_amber = [OFF, result("I32", 0.87)]
    assert titles.title_of_scorecard(red_and_amber) == (
        "Neither of the 2 rated KPIs is on track; 1 is off track"
    )


def test_a_gap_says_who_is_ahead() -> None:
    now, before = result("I35", 2.1, target=0), result("I35", -3.0, target=0, period=SPRING)
    assert (
        sentences.title_of_kpi(now, before) == "Deprivation gap: most deprived areas 2.1 pts ahead"
    )
    assert sentences.explain_move_since(now, before) == (
        "Deprivation gap: most deprived areas 2.1 pts ahead, was 3 pts behind"
    )


def test_the_overviews_title_names_the_functions_that_lag() -> None:
    red = result("I32", 0.7)
    assert titles.title_of_overview([ON, ON, red]) == (
        "2 of 3 rated KPIs are on track. Inclusion lags."
    )
    late = share("P21", 10, target=85)
    assert titles.title_of_overview([ON, red, late]) == (
        "1 of 3 rated KPIs is on track. Inclusion and sustainability lag."
    )
    on_time = share("P21", 90, target=85)
    assert titles.title_of_overview([OFF, OFF, OFF, ON, red, on_time, on_time, on_time]) == (
        "4 of 8 rated KPIs are on track. Schools and inclusion lag."
    ), "three off track weigh more than one"


@pytest.mark.parametrize("count", [1, 9, 99])
def test_the_overviews_title_is_never_longer_than_two_lines(count: int) -> None:
    some = [OFF, result("I32", 0.7), share("P21", 10, target=85)] * count
    for results in (some, [*some, ON], [PROVISIONAL] * count, [NO_TARGET] * count):
        assert len(titles.title_of_overview(results)) <= titles.TITLE_LIMIT


def test_nothing_is_rated_while_too_few_have_returned() -> None:
    assert titles.title_of_overview([PROVISIONAL]) == (
        "Too few schools have returned for summer 2025/26 to rate KPIs"
    )
    silent = result("S04", None, returned=0)
    assert titles.title_of_overview([silent]) == ("No school has returned for summer 2025/26 yet")
    assert titles.title_of_overview([NO_TARGET]) == "No KPI can be rated: none has a target"


@pytest.mark.parametrize(
    ("one", "in_a_table", "in_a_sentence"),
    [
        (share("S04", 35, target=60), "25 schools short", "25 schools short of 60%"),
        (share("S04", 59, target=60), "1 school short", "1 school short of 60%"),
        (share("S04", 60, target=60), "at target", "at the target of 60%"),
        (share("S04", 63, target=60), "3 schools above", "3 schools above 60%"),
        (share("S03", 12, target=5), "7 schools too many", "7 schools too many for 5%"),
        (share("S03", 3, target=5), "2 schools to spare", "2 schools to spare below 5%"),
        (share("M26", 157, target=170), "13 ensembles short", "13 ensembles short of 170"),
        (result("I31", 0.82), "0.08 short", "0.08 short of 0.90"),
        (result("I31", 1.25), "0.15 above", "0.15 above 1.10"),
        (result("I31", 1.0), "in proportion", "within 0.90 to 1.10"),
        (result("U40b", 3.9), "within the range", "within 3 to 6 months"),
        (result("I35", -14, target=0), "14 pts short", "14 pts short of 0 pts"),
        (NO_TARGET, "", ""),
        (PROVISIONAL, "", ""),
    ],
)
def test_a_gap_is_told_in_whole_schools_or_pupils(one, in_a_table, in_a_sentence) -> None:
    assert sentences.explain_gap(one) == in_a_table
    assert sentences.explain_gap(one, to_target=True) == in_a_sentence


def test_a_kpis_title_says_how_it_moved_and_how_far_it_is() -> None:
    before = share("S01", 83, period=SPRING)
    assert sentences.title_of_kpi(share("S01", 79, target=90), before) == (
        "School engagement fell to 79%, 11 schools short of 90%"
    )
    assert sentences.title_of_kpi(share("S01", 83), before) == "School engagement stayed at 83%"
    assert sentences.title_of_kpi(share("S01", 83), None) == "School engagement at 83%"


def test_a_provisional_number_is_neither_compared_nor_rated() -> None:
    before = share("S01", 83, period=SPRING)
    early = share("S01", 34, target=90, returned=40)
    assert sentences.title_of_kpi(early, before) == (
        "School engagement: 34% so far, from too few returns to rate"
    )
    assert sentences.explain_change(early, before) == ""
    assert sentences.explain_change(share("S01", 83), early) == ""


def test_what_is_not_known_is_said_to_be_not_known() -> None:
    assert sentences.title_of_kpi(result("S01", None, returned=0), None) == (
        "School engagement: not known for summer 2025/26"
    )


def test_a_change_is_told_in_words() -> None:
    before = share("S01", 83, period=SPRING)
    told = [sentences.explain_change(share("S01", now), before) for now in (79, 84, 83)]
    assert told == [
        "Down 4 points since spring",
        "Up 1 point since spring",
        "Unchanged since spring",
    ]
    was, now = result("I31", 0.80, period=SPRING), result("I31", 0.82)
    assert sentences.explain_change(now, was) == "Up 0.02 since spring"


def test_rounding_never_hides_that_a_target_is_missed() -> None:
    close = share("S04", 599, 1000, target=60)
    assert sentences.value_of(close) == "59.9%"
    assert sentences.target_of(close) == "60%"
    assert sentences.value_of(share("S04", 601, 1000, target=60)) == "60%"


def test_the_authority_that_fell_is_named_in_whole_schools() -> None:
    names = {"991": "Wendale", "992": "Harrow Vale", "993": "Ilderton"}
    before = {code: share("S04", 40, period=SPRING, la_code=code) for code in names}
    now = before | {"992": share("S04", 31, la_code="992")}
    assert sentences.explain_falls(now, before, names) == (
        "Harrow Vale fell by 9 schools; Wendale and Ilderton held"
    )
    assert sentences.explain_falls(before, before, names) == ""
    assert sentences.explain_falls(now, {}, names) == ""


def test_where_less_is_better_a_rise_is_the_wrong_way() -> None:
    names = {"991": "Wendale", "992": "Ilderton"}
    before = {code: share("S03", 5, period=SPRING, la_code=code) for code in names}
    now = before | {"991": share("S03", 8, la_code="991")}
    assert sentences.explain_falls(now, before, names) == (
        "Wendale rose by 3 schools; Ilderton held"
    )
