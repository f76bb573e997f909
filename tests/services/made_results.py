"""Results of real KPIs with chosen numbers, for tests of the sentences about them."""

from datetime import date

from hubdata.kpis.catalogue import kpi_named
from hubdata.kpis.judging.rag import compute_rag, compute_shortfall
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.policy import COVERAGE_PERCENT
from hubdata.kpis.language.splits import split_named
from hubdata.periods import Period

SPRING, SUMMER = Period.parse(202526, "spring"), Period.parse(202526, "summer")


def share(
    kpi_id: str,
    numerator: int,
    denominator: int = 100,
    *,
    target: float | None = None,
    period: Period = SUMMER,
    returned: int = 95,
    la_code: str | None = None,
) -> KpiResult:
    """A percentage, or a count if the KPI is one, rated as the engine rates it."""
    kpi = kpi_named(kpi_id)
    value = numerator if kpi.unit == "count" else 100 * numerator / denominator
    return result(
        kpi_id,
        value,
        numerator=numerator,
        denominator=None if kpi.unit == "count" else denominator,
        target=target,
        period=period,
        returned=returned,
        la_code=la_code,
    )


def result(
    kpi_id: str,
    value: float | None,
    *,
    numerator: float | None = None,
    denominator: float | None = None,
    target: float | None = None,
    period: Period = SUMMER,
    returned: int = 95,
    la_code: str | None = None,
) -> KpiResult:
    """A result of any KPI, with 100 schools expected."""
    kpi = kpi_named(kpi_id)
    is_provisional = returned < COVERAGE_PERCENT
    rag = None if is_provisional else compute_rag(kpi, value, target=target, band=kpi.band)
    known = target is not None and numerator is not None
    return KpiResult(
        kpi=kpi,
        period=period,
        split=split_named("local_authority") if la_code else None,
        part_of_split=la_code,
        value=value,
        numerator=numerator,
        denominator=denominator,
        parts=(),
        target=target,
        rag=rag,
        shortfall=compute_shortfall(kpi, numerator, denominator=denominator, target=target)
        if known
        else None,
        returned=returned,
        expected=100,
        estimated_share=None,
        is_provisional=is_provisional,
        as_at=date(2026, 7, 21),
        register_date=date(2025, 9, 1),
        band=kpi.band,
    )
