"""Over the sample hub, the explanation of every KPI and part adds up to the figures shown."""

from collections.abc import Iterator

import pytest

from hubdata.kpis.explain import ExplainedFormula, Explanation, explain
from hubdata.kpis.figures import Count, Gap, Index, Ratio
from hubdata.kpis.results import KpiResult, PartResult
from hubdata.kpis.splits import SPLITS
from hubdata.periods import Period
from hubdata.services.bases import load_bases
from hubdata.services.kpis import list_kpis
from hubdata.services.scorecards import load_moment, load_policy, load_results
from hubdata.store.engine import reading
from hubdata.store.kpi_rows import last_slot_read, load_kpi_rows
from sample_data.story import TERMS

AUTHORITY = "991"
BY_AUTHORITY = SPLITS["local_authority"]
AUTUMN = TERMS[3].period
PERIODS = (AUTUMN, Period(AUTUMN.year))


def test_every_kpi_and_part_is_explained_to_the_numerator_and_denominator_shown(
    sample_store: str,
) -> None:
    known = set()
    for period in PERIODS:
        results = shown(period)
        kpis = {None: len(list_kpis()), AUTHORITY: len(told_by_authority())}
        assert {place: len(some) for place, some in results.items()} == kpis
        for result, explanation in explained(period, results):
            formulas = (result.kpi.headline, *(part.formula for part in result.kpi.parts))
            lines = (result, *result.parts)
            told = (explanation.headline, *explanation.parts)
            for formula, one, line in zip(formulas, told, lines, strict=True):
                where = (result.kpi.id, one.name, period.code, result.part_of_split)
                check(formula, one, line, where)
                if line.numerator is not None:
                    known.add((result.kpi.id, one.name))
    every = {(kpi.id, name) for kpi in list_kpis() for name in ("", *(p.name for p in kpi.parts))}
    assert known == every


def check(
    formula: object, one: ExplainedFormula, line: KpiResult | PartResult, where: object
) -> None:
    for figure in one.figures:
        assert figure.total == sum(each.amount for each in figure.contributions), where
    totals = [figure.total for figure in one.figures]
    if line.numerator is None:  # not asked yet: the figures so far stand below it
        assert one.computed.numerator is None or not one.computed.numerator, where
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
        case _:
            raise TypeError(formula)
    if line.numerator is not None:
        assert upper == pytest.approx(line.numerator), where
    if line.denominator is not None or lower is not None:
        assert lower == pytest.approx(line.denominator), where


def rates_of(formula: Index | Gap) -> tuple[Ratio, Ratio]:
    return formula.rate, formula.by if isinstance(formula, Index) else formula.less


def shown(period: Period) -> dict[str | None, list[KpiResult]]:
    """The results of the whole hub and of one authority."""
    every = load_results([period], split=BY_AUTHORITY.name)
    return {place: [r for r in every if r.part_of_split == place] for place in (None, AUTHORITY)}


def told_by_authority() -> list[object]:
    return [kpi for kpi in list_kpis() if BY_AUTHORITY.name in kpi.splits]


def explained(
    period: Period, results: dict[str | None, list[KpiResult]]
) -> Iterator[tuple[KpiResult, Explanation]]:
    """Each result with its explanation; the rows are read once for all."""
    with reading() as session:
        base = load_bases(session, [period])[period]
        moment, policy = load_moment(session), load_policy(session)
        last = last_slot_read(period)
        rows = load_kpi_rows(session.connection(), list_kpis(), last_slot=last)
    for place, some in results.items():
        for one in some:
            yield (
                one,
                explain(
                    one.kpi,
                    base,
                    rows,
                    moment=moment,
                    policy=policy,
                    split=BY_AUTHORITY if place else None,
                    part_of_split=place,
                ),
            )
