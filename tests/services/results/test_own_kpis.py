"""A hub's own KPIs: defined, tried, changed, put away; over returns or over figures typed in."""

from dataclasses import replace
from datetime import date

import pytest

from hubdata.errors import UnknownThing, UserError
from hubdata.kpis.judging.targets import Target
from hubdata.periods import Period
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.kpis import list_kpis
from hubdata.services.registers.register import load_register
from hubdata.services.reports.snapshots import freeze_period, load_frozen_results, reproduce_results
from hubdata.services.results.explaining import describe_explanation, explain_kpi
from hubdata.services.results.own_figures import load_figures, save_figures
from hubdata.services.results.own_kpis import (
    define_kpi,
    list_own_kpis,
    put_away_kpi,
    take_back_kpi,
    try_definition,
)
from hubdata.services.results.scorecards import load_results
from hubdata.services.settings import save_hub
from hubdata.services.standards.targets import save_targets
from tests.kpis.own import BRASS, TRIED, WAITING, definition, summed, typed
from tests.register.made_files import gias_file
from tests.services.build_files import school_return

AUTUMN = Period.parse(202526, "autumn")
SPRING = Period.parse(202526, "spring")
YEAR = Period.parse(202526)
URNS = (900001, 900002, 900003)
PUPILS = {900001: 24, 900002: 9}


@pytest.fixture(autouse=True)
def returns(hub_store: str) -> None:
    """Three schools, of which two returned classes of year 4 in the autumn."""
    save_hub({"la_codes": ("991",)}, actor="officer")
    file = gias_file(*({"URN": str(urn), "EstablishmentName": f"School {urn}"} for urn in URNS))
    list(load_register([("g.csv", file)], as_at=date(2025, 9, 1), actor="officer"))
    for urn, pupils in PUPILS.items():
        classes = [{"class_id": "4A", "year_group": "4", "pupils": pupils, "weeks_delivered": 12}]
        file = NewFile(f"{urn}.xlsx", school_return(urn, whole_class=classes))
        choices = ImportChoices(accept=True, reason="asked")
        list(import_files([file], actor="officer", choices=choices))


def value_of(kpi_id: str, period: Period = AUTUMN, *, split: str | None = None):
    return [
        (one.part_of_split, one.numerator, one.denominator, one.value)
        for one in load_results([period], kpi_id=kpi_id, split=split)
    ]


def type_in(period: Period, **told: tuple[str, str]) -> None:
    lines = load_figures(period)
    filled = [
        replace(line, numerator=told[line.kpi][0], denominator=told[line.kpi][1])
        for line in lines
        if line.kpi in told
    ]
    save_figures(period, filled, actor="Ada")


def test_a_kpi_over_returns_stands_beside_those_of_the_catalogue():
    one = define_kpi(BRASS, actor="Ada")
    assert one.id == "H01"
    assert [kpi.id for kpi in list_kpis()][-2:] == ["P46", "H01"]
    assert value_of("h01") == [(None, 1, 2, 50)]
    assert [row[1:3] for row in value_of("H01", split="phase")[1:]] == [(1, 2)]


def test_it_can_be_tried_before_it_counts():
    result = try_definition(BRASS, AUTUMN)
    assert (result.numerator, result.denominator, result.value) == (1, 2, 50)
    assert list_own_kpis() == ()


def test_figures_typed_in_are_traced_like_any_return():
    define_kpi(TRIED, actor="Ada")
    type_in(AUTUMN, H01=("48", "60"))
    assert value_of("H01") == [(None, 48, 60, 80)]
    cells = describe_explanation(explain_kpi("H01", AUTUMN))["cells"]
    assert [(cell["value"], cell["accepted_by"]) for cell in cells] == [(48, "Ada"), (60, "Ada")]
    assert all("typed in" in cell["file"] for cell in cells)


def test_figures_add_up_over_the_terms_and_what_is_latest_does_not():
    define_kpi(TRIED, actor="Ada")
    define_kpi(WAITING, actor="Ada")
    type_in(AUTUMN, H01=("48", "60"), H02=("30", ""))
    type_in(SPRING, H01=("12", "40"), H02=("26", ""))
    assert value_of("H01", YEAR) == [(None, 60, 100, 60)]
    assert value_of("H02", YEAR) == [(None, 26, None, 26)]


def test_what_nobody_typed_in_is_not_known_and_never_nought():
    define_kpi(TRIED, actor="Ada")
    define_kpi(WAITING, actor="Ada")
    assert [row[3] for row in value_of("H02")] == [None]
    type_in(AUTUMN, H01=("48", "60"))
    assert value_of("H02") == [(None, None, None, None)]
    type_in(AUTUMN, H01=("48", "60"), H02=("0", ""))
    assert value_of("H02") == [(None, 0, None, 0)]


def test_what_was_typed_stands_in_the_form_again_and_is_replaced_by_what_comes_next():
    define_kpi(TRIED, actor="Ada")
    type_in(AUTUMN, H01=("48", "60"))
    (line,) = load_figures(AUTUMN)
    assert (line.numerator, line.denominator) == ("48", "60")
    type_in(AUTUMN, H01=("50", "60"))
    assert value_of("H01")[0][1:3] == (50, 60)


def test_figures_may_be_told_by_authority():
    told = TRIED | {
        "numerator": typed("pupils") | {"by_authority": True},
        "denominator": typed("pupils asked") | {"by_authority": True},
    }
    define_kpi(told, actor="Ada")
    (line,) = load_figures(AUTUMN)
    assert line.la_code == "991"
    type_in(AUTUMN, H01=("3", "4"))
    assert value_of("H01", split="local_authority") == [(None, 3, 4, 75), ("991", 3, 4, 75)]


def test_a_figure_that_is_no_number_is_said_and_nothing_is_taken_in():
    define_kpi(TRIED, actor="Ada")
    with pytest.raises(UserError, match='Heard live: "many" is not a number'):
        type_in(AUTUMN, H01=("many", "60"))
    with pytest.raises(UserError, match="Nothing is typed in"):
        type_in(AUTUMN, H01=("", ""))
    assert value_of("H01")[0][3] is None


def test_a_share_of_nought_is_said_to_have_no_value():
    define_kpi(TRIED, actor="Ada")
    with pytest.raises(UserError, match="H01 is out of 0, so it has no value"):
        type_in(AUTUMN, H01=("5", "0"))
    with pytest.raises(UserError, match='"" is not a number'):
        type_in(AUTUMN, H01=("5", ""))


def test_a_change_is_a_new_version_and_the_same_again_is_none():
    define_kpi(BRASS, actor="Ada")
    assert define_kpi(BRASS, kpi_id="H01", actor="Ada").version == 1
    changed = define_kpi(BRASS | {"why": "The board asks."}, kpi_id="H01", actor="Ada")
    assert changed.version == 2
    assert load_results([AUTUMN], kpi_id="H01")[0].kpi.version == "2"


def test_what_is_put_away_is_left_out_and_can_be_taken_back():
    define_kpi(BRASS, actor="Ada")
    put_away_kpi("H01", actor="Ada")
    with pytest.raises(UnknownThing):
        load_results([AUTUMN], kpi_id="H01")
    take_back_kpi("H01", actor="Ada")
    assert value_of("H01") == [(None, 1, 2, 50)]
    assert define_kpi(WAITING, actor="Ada").id == "H02"


def test_it_has_targets_and_status_like_any_other():
    define_kpi(BRASS, actor="Ada")
    save_targets({("H01", ""): Target(45)}, year=202526, actor="Ada")
    (result,) = load_results([AUTUMN], kpi_id="H01")
    assert (result.target, result.is_provisional) == (45, True)
    save_hub({"coverage_threshold": 50}, actor="Ada")
    assert load_results([AUTUMN], kpi_id="H01")[0].rag == "green"


def test_a_snapshot_is_reproduced_by_the_definition_of_its_day():
    define_kpi(BRASS, actor="Ada")
    freeze_period("Board", AUTUMN, actor="Ada")
    define_kpi(BRASS | {"denominator": {"kind": "all"}}, kpi_id="H01", actor="Ada")
    assert reproduce_results("Board") == load_frozen_results("Board")
    assert value_of("H01")[0][1:3] == (1, 3)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BRASS | {"name": " "}, "Name: it is blank"),
        (BRASS | {"name": "school ENGAGEMENT"}, "Name: S01 is called that already"),
        (BRASS | {"denominator": None}, "a percentage is out of something"),
        (WAITING | {"denominator": {"kind": "all"}}, "a number of things is out of nothing"),
        (BRASS | {"limb": "home"}, "no part of the function"),
        (BRASS | {"direction": "band"}, "needs two numbers"),
        (BRASS | {"direction": "band", "band": [5, 2]}, "ends before it begins"),
        (definition("Sum", "count", summed("whole_class", "class_id")), "can be added up"),
        (definition("Sum", "count", summed("governance", "board_attendance_percent")), "added up"),
        (definition("Sum", "£", summed("income", "actual", "peak")), "only told of whole numbers"),
        (definition("Sum", "count", summed("no_sheet", "x")), "choose a sheet"),
        (
            definition(
                "Sum",
                "count",
                summed(
                    "whole_class",
                    "pupils",
                    "sum",
                    {"field": "pupils", "test": "at least", "value": "x"},
                ),
            ),
            "compared with a number",
        ),
        (WAITING | {"numerator": typed(" ")}, "say in words what it is"),
        (WAITING | {"name": "n" * 81}, "more than 80 characters"),
    ],
)
def test_what_will_not_do_is_said(content, said):
    with pytest.raises(UserError) as told:
        define_kpi(content, actor="Ada")
    assert said in str(told.value)
    assert list_own_kpis() == ()
