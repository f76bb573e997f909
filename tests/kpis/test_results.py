"""What travels with a value: coverage, estimates, target and status."""

import json
from dataclasses import replace
from datetime import date

import pytest

from hubdata.calendar import TermCalendar
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.rag import RagStatus
from hubdata.kpis.judging.results import build_results
from hubdata.kpis.judging.targets import Target
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import SPLITS
from hubdata.kpis.reading.evaluate import evaluate
from hubdata.kpis.reading.examples import AUTUMN, SPRING, YEAR, hub, partner, row, school
from hubdata.kpis.reading.spans import Moment
from hubdata.periods import Period

MOMENT = Moment(TermCalendar(), date(2025, 12, 1))
DESIGNED = {
    *("kpi", "name", "goals", "functions", "outcomes", "period", "split", "value", "numerator"),
    *("denominator", "parts", "unit", "direction", "target", "rag", "returned", "expected"),
    *("provisional", "estimated_share", "definition_version"),
}


def part(urn, sheet="support", **more):
    told = {"sheet": sheet, "is_estimate": False, "is_year_to_date": False, "nil_return": None}
    return row(urn, AUTUMN) | told | more


def results(kpi_id, base, rows, *, split=None, targets=None, today=MOMENT.today):
    kpis = [CATALOGUE[kpi_id]]
    asked = {"policy": Policy(), "split": SPLITS[split] if split else None}
    moment = replace(MOMENT, today=today)
    found = evaluate(kpis, [base], rows, moment=moment, **asked)
    return build_results(kpis, [base], found, targets=targets, **asked)


TEN = [school(urn, la_code="878" if urn < 8 else "879") for urn in range(1, 11)]


def engaged(*urns):
    rows = tuple(row(urn, AUTUMN, strand_live=True) for urn in urns)
    return {"support": rows, "part": tuple(part(urn) for urn in urns)}


def test_below_the_coverage_threshold_a_kpi_is_provisional_and_has_no_status() -> None:
    (six,) = results("S01", hub(AUTUMN, *TEN), engaged(1, 2, 3, 4, 5, 6))
    (seven,) = results("S01", hub(AUTUMN, *TEN), engaged(1, 2, 3, 4, 5, 6, 7))
    assert (six.returned, six.expected, six.is_provisional, six.rag) == (6, 10, True, None)
    assert (seven.is_provisional, seven.rag) == (False, RagStatus.RED)
    assert seven.shortfall == 2


def test_where_nobody_returned_nothing_is_known_and_nothing_is_zero() -> None:
    (result,) = results("S01", hub(AUTUMN, *TEN), {})
    assert (result.value, result.numerator, result.denominator) == (None, None, 10)
    assert result.estimated_share is None


def test_a_cost_is_not_nothing_where_the_hub_has_not_told_what_it_spent() -> None:
    taught = row(1, AUTUMN, class_id="4A", year_group="4", hub_supported=True, pupils=28)
    told = {"whole_class": (taught,), "part": (part("1", "whole_class"),)}
    (result,) = results("U40a", hub(AUTUMN, *TEN), told)
    assert (result.value, result.numerator) == (None, None)


BLANK = {
    "U37": {"income": (row("hub", AUTUMN, income_source="schools", actual=900.0),)},
    "U38": {"income": (row("hub", AUTUMN, income_source="DfE hub revenue", actual=900.0),)},
    "U40b": {
        "balances": (row("hub", AUTUMN, reserves_free=None),),
        "expenditure": (row("hub", AUTUMN, heading="teaching", actual=900.0),),
    },
    "U40d": {"instruments": (row("hub", AUTUMN, family="brass", capital_awarded=900.0),)},
    "U40e": {
        "environment": (row("hub", AUTUMN, policy_date=date(2025, 9, 1)),),
        "delivery": (row("hub", AUTUMN, teaching_hours=900.0),),
    },
}
"""The sheet is there, and what stands above the line is not answered in it."""


@pytest.mark.parametrize("kpi_id", BLANK)
def test_what_the_hub_left_blank_is_not_0(kpi_id) -> None:
    parts = tuple(part("hub", sheet) for sheet in BLANK[kpi_id])
    (result,) = results(kpi_id, hub(AUTUMN), BLANK[kpi_id] | {"part": parts})
    assert result.returned == 1
    assert (result.value, result.numerator) == (None, None)
    assert result.denominator in (900, 225)


def test_destinations_that_nobody_told_are_not_0_and_nothing_to_report_is() -> None:
    base = hub(YEAR, *TEN, partners=(partner("P07"),))
    told = {"destinations": (row("P07", AUTUMN, nymo=2),), "part": (part("P07", "destinations"),)}
    (some,) = results("M28", base, told, today=date(2026, 8, 1))
    assert [one.numerator for one in some.parts] == [2, *[None] * 5]
    nil = part("P07", "partner_front", kind="partner-return", nil_return=True)
    (none,) = results("M28", base, {"part": (nil,)}, today=date(2026, 8, 1))
    assert [one.numerator for one in (none, *none.parts)] == [0] * 7


def test_performers_that_no_school_told_are_not_0() -> None:
    told = {"performance": (row(1, AUTUMN, live_attendances=30),)}
    (result,) = results("M29", hub(AUTUMN, *TEN), told | {"part": (part(1, "performance"),)})
    assert [one.value for one in result.parts] == [None, 30]


def test_a_base_that_nobody_told_is_not_0() -> None:
    paid = {"payment": (row("hub", AUTUMN, partner_id="P07", amount=5.0, from_grant=True),)}
    base = hub(AUTUMN, *TEN, partners=(partner("P07"),))
    for rows in ({}, paid | {"part": (part("hub", "payment", kind="hub-return"),)}):
        for kpi_id in ("S14", "P18", "U37", "U38", "U39", "U40a", "U40b", "U40c", "U40d", "U40e"):
            (result,) = results(kpi_id, base, rows)
            assert (result.value, result.denominator) == (None, None), kpi_id
            assert not [one for one in result.parts if one.denominator == 0], kpi_id


def test_no_classes_at_all_are_a_true_zero_to_divide_by() -> None:
    (result,) = results("S07", hub(YEAR, school(1)), {"part": (part("1", "whole_class"),)})
    assert (result.value, result.numerator, result.denominator) == (None, 0, 0)


def test_a_source_of_income_left_blank_is_not_known_and_one_that_is_not_listed_is_0() -> None:
    income = {"DfE hub revenue": 400.0, "schools": 600.0, "sponsorship": None}
    told = tuple(row("hub", AUTUMN, income_source=k, actual=v) for k, v in income.items())
    rows = {"income": told, "part": (part("hub", "income", kind="hub-return"),)}
    (result,) = results("U37", hub(AUTUMN), rows)
    assert (result.value, result.part("Schools").value) == (40, 60)
    assert result.part("Sponsorship").value is None
    assert result.part("Donations").value == 0


@pytest.mark.parametrize(("freelance", "share"), [({"headcount": None}, None), (None, 0)])
def test_freelance_people_left_blank_are_not_0(freelance, share) -> None:
    staff = [{"contract_type": "permanent", "headcount": 9}]
    staff += [] if freelance is None else [{"contract_type": "freelance", **freelance}]
    told = tuple(row("hub", AUTUMN, role="teaching", **one) for one in staff)
    rows = {"workforce": told, "part": (part("hub", "workforce", kind="hub-return"),)}
    (result,) = results("U40c", hub(AUTUMN), rows)
    assert result.value == share


def test_an_empty_list_of_courses_is_no_answer_and_nothing_to_report_is() -> None:
    base = hub(AUTUMN, partners=(partner("P07"),))
    for nil, places in ((None, None), (True, 0)):
        rows = {"part": (part("P07", "cpd", kind="partner-return", nil_return=nil),)}
        (result,) = results("S13", base, rows)
        assert (result.returned, result.value) == (1, places)


def test_first_time_pupils_that_no_school_told_are_not_0() -> None:
    told = {"class_id": "4A", "year_group": "4", "hub_supported": True, "weeks_delivered": 12}
    rows = {
        "part": (part("1", "whole_class"),),
        "whole_class": (row(1, AUTUMN, **told, pupils=30),),
    }
    (result,) = results("S05", hub(AUTUMN, school(1)), rows)
    assert (result.value, result.part("First time").value) == (15, None)


def test_returned_without_activity_is_a_true_zero() -> None:
    (result,) = results("S01", hub(AUTUMN, *TEN), {"part": (part(1),)})
    assert (result.value, result.numerator) == (0, 0)


def test_a_nil_return_answers_for_every_sheet() -> None:
    front = part(1, "school_front", nil_return=True)
    (result,) = results("M23", hub(AUTUMN, *TEN), {"part": (front,)})
    assert (result.returned, result.value) == (1, 0)


def test_the_share_of_estimates_is_of_the_schools_that_returned() -> None:
    rows = engaged(1, 2, 3)
    rows["part"] = (part(1, is_estimate=True), part(2), part(3), part(4))
    (result,) = results("S01", hub(AUTUMN, *TEN), rows)
    assert result.estimated_share == 25


def test_a_split_has_the_hub_first_and_a_part_for_each_authority() -> None:
    found = results("S01", hub(AUTUMN, *TEN), engaged(1, 9), split="local_authority")
    assert [(one.part_of_split, one.numerator, one.denominator) for one in found] == [
        (None, 2, 10),
        ("878", 1, 7),
        ("879", 1, 3),
    ]
    assert [one.to_json()["split"] for one in found] == [
        None,
        {"local_authority": "878"},
        {"local_authority": "879"},
    ]


def test_a_target_of_an_authority_goes_before_the_hubs() -> None:
    targets = {("S01", None): Target(80), ("S01", "879"): Target(70)}
    found = results("S01", hub(AUTUMN, *TEN), engaged(1), split="local_authority", targets=targets)
    assert [one.target for one in found] == [80, 80, 70]


def test_a_term_is_judged_by_its_step_of_the_path_and_the_year_by_the_years() -> None:
    target = Target(90, autumn=70, spring=80)
    told = [target.at(Period.parse(202425, term)) for term in ("autumn", "spring", "summer", None)]
    assert told == [70, 80, 90, 90]
    (result,) = results(
        "S01", hub(AUTUMN, *TEN), engaged(1, 2, 3, 4, 5, 6, 7), targets={("S01", None): target}
    )
    assert (result.target, result.year_target, result.shortfall) == (70, 90, 0)
    assert result.rag is RagStatus.GREEN


@pytest.mark.parametrize(("margin", "rag"), [(None, "red"), (20, "amber"), (19, "red")])
def test_the_amber_margin_set_with_the_target_goes_before_the_usual(margin, rag) -> None:
    targets = {("S01", None): Target(90, margin=margin)}
    (result,) = results("S01", hub(AUTUMN, *TEN), engaged(1, 2, 3, 4, 5, 6, 7), targets=targets)
    assert result.rag == rag


def test_a_range_set_for_a_term_or_an_authority_goes_before_the_band_of_the_definition() -> None:
    usual = results("I31", hub(AUTUMN, *TEN), {}, split="local_authority")
    assert {(one.target, one.band, one.year_band) for one in usual} == {
        (None, (0.9, 1.1), (0.9, 1.1))
    }
    targets = {
        ("I31", None): Target(0.8, upper=1.2, autumn=0.7, autumn_upper=1.3),
        ("I31", "879"): Target(),
    }
    found = results("I31", hub(AUTUMN, *TEN), {}, split="local_authority", targets=targets)
    assert [(one.band, one.year_band) for one in found] == [
        ((0.7, 1.3), (0.8, 1.2)),
        ((0.7, 1.3), (0.8, 1.2)),
        (None, None),
    ]


def test_no_target_can_be_decided() -> None:
    (result,) = results("S01", hub(AUTUMN, *TEN), engaged(1), targets={("S01", None): Target(None)})
    assert result.target is None


def test_the_hubs_number_of_ensembles_is_no_target_for_an_authority() -> None:
    found = results(
        "M26", hub(AUTUMN, *TEN), {}, split="local_authority", targets={("M26", None): Target(40)}
    )
    assert [one.target for one in found] == [40, None, None]


@pytest.mark.parametrize("kpi_id", CATALOGUE)
def test_the_json_has_all_that_was_designed(kpi_id) -> None:
    (result,) = results(kpi_id, hub(AUTUMN, *TEN), engaged(1, 2))
    told = json.loads(json.dumps(result.to_json()))
    assert set(told) >= DESIGNED
    assert told["period"] == "202425 autumn"


def test_the_deprivation_gap_says_which_index_it_uses() -> None:
    base = hub(AUTUMN, school(1, deprivation_decile=1, deprivation_index="IDACI 2019"))
    (result,) = results("I35", base, {})
    assert "IDACI 2019" in result.note


def test_cold_spots_of_the_terms_before_are_known_before_this_terms_returns_come() -> None:
    before = {"support": (row(1, AUTUMN, strand_live=True),), "part": (part(1),)}
    (result,) = results("S03", hub(SPRING, *TEN), before)
    assert (result.returned, result.numerator, result.denominator) == (0, 0, 1)
