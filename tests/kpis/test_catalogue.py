"""The catalogue: every entry is complete, asks what is asked, and its worked example holds."""

import pytest

from hubdata.framework import LIMBS
from hubdata.kpis.catalogue import CATALOGUE, kpi_named
from hubdata.kpis.language.base import ATTRIBUTES
from hubdata.kpis.language.expressions import Attribute, Field, Setting
from hubdata.kpis.language.figures import compute
from hubdata.kpis.language.kpi import Direction, Kpi
from hubdata.kpis.language.measures import PART, RETURN
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.reading.evaluate import evaluate
from hubdata.kpis.reading.examples import moment_of, rows_of
from hubdata.returns.kinds import KINDS

SHEETS = {sheet.table: sheet for kind in KINDS.values() for sheet in kind.sheets}
PSEUDO_FIELDS = {
    PART: {"sheet", "is_estimate", "nil_return", "is_year_to_date"},
    RETURN: {"kind", "status", "received_on"},
}
KPIS = list(CATALOGUE.values())


@pytest.fixture(params=KPIS, ids=[kpi.id for kpi in KPIS])
def kpi(request):
    return request.param


def test_the_worked_example_comes_out_as_it_says(kpi: Kpi) -> None:
    example = kpi.example
    found = evaluate(
        [kpi], [example.base], rows_of(example), moment=moment_of(example), policy=Policy()
    )
    computed = compute(kpi.headline, found[example.base.period, None])
    assert computed.numerator == pytest.approx(example.numerator)
    assert computed.denominator == pytest.approx(example.denominator)
    assert computed.value == pytest.approx(example.value)


def test_every_kpi_says_why_it_matters_and_who_owns_it(kpi: Kpi) -> None:
    assert all((kpi.name, kpi.why, kpi.owner_role, kpi.formula_words, kpi.counted, kpi.over))
    assert set(kpi.limbs) <= set(LIMBS)
    assert kpi.limbs
    assert kpi.band is None or kpi.direction is Direction.BAND


def test_a_kpi_reads_only_fields_that_are_asked(kpi: Kpi) -> None:
    for figure in kpi.figures:
        for measure in figure.measures():
            fields = PSEUDO_FIELDS.get(measure.sheet)
            fields = fields or {spec.name for spec in SHEETS[measure.sheet].fields}
            asked = {leaf.name for leaf in measure.leaves() if isinstance(leaf, Field)}
            assert asked | set(measure.entity) <= fields


def test_a_kpi_asks_only_what_the_register_and_the_policy_know(kpi: Kpi) -> None:
    leaves = [leaf for figure in kpi.figures for leaf in figure.leaves()]
    leaves += [leaf for f in kpi.figures for measure in f.measures() for leaf in measure.leaves()]
    for leaf in leaves:
        if isinstance(leaf, Attribute):
            assert leaf.name in ATTRIBUTES
        if isinstance(leaf, Setting):
            assert hasattr(Policy(), leaf.name)


def test_examples_and_coverage_name_sheets_that_exist(kpi: Kpi) -> None:
    assert set(kpi.sheets) <= set(SHEETS)
    for table, rows in kpi.example.rows.items():
        fields = PSEUDO_FIELDS.get(table) or {spec.name for spec in SHEETS[table].fields}
        for row in rows:
            assert set(row) - {"source", "slot"} <= fields


def test_a_kpi_is_found_by_its_id_in_any_case() -> None:
    assert kpi_named(" s01 ") is CATALOGUE["S01"]
