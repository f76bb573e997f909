"""An explanation adds up to the numerator and the denominator, and says who is not in it."""

import json
from datetime import date

import pytest

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.language.figures import compute
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.reading.evaluate import evaluate
from hubdata.kpis.reading.examples import AUTUMN, hub, moment_of, row, rows_of, school
from hubdata.kpis.reading.explain import (
    NOT_ANSWERED,
    NOT_IN_BASE,
    NOT_MEANT,
    NOT_RETURNED,
    NOT_THIS,
    explain,
)


def explain_example(kpi_id):
    kpi = CATALOGUE[kpi_id]
    example = kpi.example
    return explain(kpi, example.base, rows_of(example), moment=moment_of(example), policy=Policy())


@pytest.mark.parametrize("kpi_id", CATALOGUE)
def test_contributions_add_up_to_every_figure(kpi_id) -> None:
    kpi = CATALOGUE[kpi_id]
    explanation = explain_example(kpi_id)
    example = kpi.example
    found = evaluate(
        [kpi], [example.base], rows_of(example), moment=moment_of(example), policy=Policy()
    )[example.base.period, None]
    for formula, explained in zip(
        kpi.formulas, (explanation.headline, *explanation.parts), strict=True
    ):
        assert explained.computed == compute(formula, found)
        for figure in explained.figures:
            assert figure.total == sum(one.amount for one in figure.contributions)
    json.dumps(explanation.to_json())


@pytest.mark.parametrize("kpi_id", ["S05", "M23", "M25", "I31", "I32"])
def test_the_cells_of_a_sum_add_up_to_it(kpi_id) -> None:
    for figure in explain_example(kpi_id).headline.figures:
        cells = [cell for one in figure.contributions for cell in one.cells]
        assert sum(cell.value for cell in cells) == figure.total > 0


def test_the_cells_are_those_of_the_largest_term() -> None:
    numerator, _ = explain_example("S05").headline.figures
    assert [(cell.field, cell.value) for cell in numerator.contributions[0].cells] == [
        ("pupils", 30)
    ]


def test_a_count_shows_what_made_each_school_count() -> None:
    numerator, _ = explain_example("S01").headline.figures
    assert [(one.owner, [cell.field for cell in one.cells]) for one in numerator.contributions] == [
        ("1", ["strand_plan"]),
        ("2", ["hub_supported"]),
    ]


def test_a_roll_from_the_register_says_so() -> None:
    _, denominator = explain_example("S05").headline.figures
    assert [cell.sheet for cell in denominator.contributions[0].cells] == ["register"]


def test_who_is_not_counted_is_listed_with_the_reason() -> None:
    kpi = CATALOGUE["S09"]
    base = hub(AUTUMN, *(school(urn, phase="Primary") for urn in (1, 2, 4)), school(3))
    told = {
        "curriculum": (row(2, AUTUMN, minutes_ks1=60), row(9, AUTUMN, minutes_ks1=60)),
        "performance": (row(4, AUTUMN, performers=30),),
    }
    example = kpi.example
    rows = rows_of(type(example)("", base, told, 0, 0))
    explanation = explain(kpi, base, rows, moment=moment_of(example), policy=Policy())
    reasons = {one.owner: one.reason for one in explanation.headline.exclusions}
    silent = dict.fromkeys(("1", "3"), NOT_RETURNED)
    assert reasons == {**silent, "2": NOT_ANSWERED, "4": NOT_THIS, "9": NOT_IN_BASE}


def test_a_primary_school_is_not_meant_by_a_kpi_about_special_schools() -> None:
    reasons = {one.owner: one.reason for one in explain_example("I33").headline.exclusions}
    assert reasons == {"3": NOT_MEANT}


def test_a_school_that_did_not_return_stays_in_the_denominator_of_all() -> None:
    (silent,) = explain_example("S01").headline.exclusions
    assert (silent.owner, silent.reason, silent.in_denominator) == ("4", NOT_RETURNED, True)


def test_a_return_is_explained_by_the_day_it_came() -> None:
    numerator, _ = explain_example("P21").headline.figures
    (one,) = numerator.contributions
    assert ("received_on", date(2024, 12, 12)) in [(cell.field, cell.value) for cell in one.cells]


def test_each_thing_that_a_list_names_is_shown() -> None:
    numerator, _ = explain_example("S14").headline.figures
    [one] = numerator.contributions
    assert sorted({cell.value for cell in one.cells}) == ["EY1", "EY2", "EY3"]
    assert one.amount == 3


def test_what_nobody_told_is_not_known_to_an_explanation_either() -> None:
    told = {"support": ()}
    asked = {"moment": moment_of(CATALOGUE["M26"].example), "policy": Policy()}
    explanation = explain(CATALOGUE["M26"], hub(AUTUMN, school(1)), told, **asked)
    assert [one.computed.value for one in explanation.formulas] == [None] * 6
