"""Over the sample hub, the explanation of every KPI, further figure and part of every split adds up
to the figures shown, and the cells to what they are said to add up to."""

from collections.abc import Iterator

import pytest

from hubdata.kpis.judging.results import KpiResult, PartResult
from hubdata.kpis.language.expressions import (
    Attribute,
    Expression,
    Field,
    FirstKnown,
    Of,
    Total,
    When,
)
from hubdata.kpis.language.figures import Count, Formula, Gap, Index, Ratio, figures_of
from hubdata.kpis.language.measures import Over, RollUp, SameTerm
from hubdata.kpis.language.splits import SPLITS
from hubdata.kpis.reading.evaluate import Reading
from hubdata.kpis.reading.explain import ExplainedFormula, Explanation, explain_from
from hubdata.periods import Period
from hubdata.services.kpis import list_kpis
from hubdata.services.results.bases import load_bases
from hubdata.services.results.scorecards import load_moment, load_policy, load_results
from hubdata.store.engine import reading
from hubdata.store.measuring.kpi_rows import last_slot_read, load_kpi_rows
from sample_data.story import TERMS

AUTUMN = TERMS[3].period
PERIODS = (AUTUMN, Period(AUTUMN.year))
TRUST = "trust"
MOST_TRUSTS = 5
"""Of the split with hundreds of parts as many as all others have."""


def test_every_kpi_and_part_is_explained_to_the_numerator_and_denominator_shown(
    sample_store: str,
) -> None:
    known = set()
    checked = traced = 0
    for period in PERIODS:
        rows = read_rows(period)
        for split in (None, *SPLITS):
            told = shown(period, split)
            assert {one.kpi.id for one in told} == {
                kpi.id for kpi in list_kpis() if split is None or split in kpi.splits
            }
            for result, explanation in explained(rows, told):
                formulas = tuple(result.kpi.formulas)
                lines = (result, *result.parts)
                for formula, one, line in zip(formulas, explanation.formulas, lines, strict=True):
                    where = (result.kpi.id, one.name, period.code, split, result.part_of_split)
                    check(formula, one, line, where)
                    traced += check_cells(formula, one, where)
                    checked += 1
                    if line.numerator is not None:
                        known.add((result.kpi.id, one.name))
    assert known == {(k.id, name) for k in list_kpis() for name in ("", *(p.name for p in k.parts))}
    assert checked > 5_000
    assert traced > 200_000


def check(formula: Formula, one: ExplainedFormula, line: KpiResult | PartResult, where: object):
    for figure in one.figures:
        assert figure.total == sum(each.amount for each in figure.contributions), where
    totals = [figure.total for figure in one.figures]
    told, found = (
        [number.value, number.numerator, number.denominator] for number in (line, one.computed)
    )
    assert found == pytest.approx(told), where
    match formula:
        case Count():
            upper, lower = totals[0], None
        case Ratio():
            upper, lower = totals
        case Index() | Gap():
            upper, lower = (
                rate.per * over / under if under else None
                for rate, over, under in zip(
                    rates_of(formula), totals[::2], totals[1::2], strict=True
                )
            )
    if line.numerator is not None:
        assert upper == pytest.approx(line.numerator), where
    if line.denominator is not None:
        assert lower == pytest.approx(line.denominator), where
    else:
        assert not lower, where


def check_cells(formula: Formula, one: ExplainedFormula, where: object) -> int:
    """How many amounts are the sum of the cells they are said to come from."""
    traced = 0
    for asked, figure in zip(figures_of(formula), one.figures, strict=True):
        if not adds_up(asked.value):
            continue
        for each in figure.contributions:
            assert sum(cell.value for cell in each.cells) == pytest.approx(each.amount), (
                where,
                figure.words,
                each.name,
            )
            traced += 1
    return traced


def adds_up(expression: Expression) -> bool:
    """Whether a value is nothing but answers added up: no count of things, no product."""
    match expression:
        case Attribute() | Field():
            return True
        case Of(measure):
            is_sum = measure.roll_up is RollUp.SUM and measure.same_term is SameTerm.SUM
            counts = measure.over in (Over.ANY, Over.TERMS)
            return is_sum and not counts and adds_up(measure.value)
        case Total(parts) | FirstKnown(parts):
            return all(map(adds_up, parts))
        case When(_, value):
            return adds_up(value)
        case _:
            return False


def rates_of(formula: Index | Gap) -> tuple[Ratio, Ratio]:
    return formula.rate, formula.by if isinstance(formula, Index) else formula.less


def shown(period: Period, split: str | None) -> list[KpiResult]:
    """What the whole hub shows, or every part of a split."""
    every = load_results([period], split=split)
    told = [one for one in every if (one.part_of_split is None) == (split is None)]
    if split != TRUST:
        return told
    trusts = sorted({one.part_of_split or "" for one in told})[:MOST_TRUSTS]
    return [one for one in told if one.part_of_split in trusts]


def read_rows(period: Period) -> Reading:
    """The rows of a period, read once for all."""
    with reading() as session:
        base = load_bases(session, [period])[period]
        rows = load_kpi_rows(session.connection(), list_kpis(), last_slot=last_slot_read(period))
        return Reading(base, rows, load_moment(session), load_policy(session))


def explained(rows: Reading, results: list[KpiResult]) -> Iterator[tuple[KpiResult, Explanation]]:
    for one in results:
        found = explain_from(rows, one.kpi, split=one.split, part_of_split=one.part_of_split)
        yield one, found
