"""Evidence of a small hub for tests of the pack: KPIs with chosen numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hubdata.kpis.catalogue import kpi_named
from hubdata.kpis.judging.results import KpiResult, PartResult
from hubdata.reports.board.evidence import (
    AuthorityFigures,
    AuthorityReturns,
    Evidence,
    KpiEvidence,
    build_figure,
    build_kpi,
)
from hubdata.reports.board.plan import Plan, default_sections
from tests.services.made_results import SPRING, SUMMER, result, share

HELD_ON = date(2026, 9, 30)
LONG_NAME = (
    "Our Lady of Perpetual Succour and Saint Thomas of Canterbury Catholic Voluntary Academy, N."
)
LONG_AUTHORITY = "Bournemouth, Christchurch and Poole with Dorset and the Isle of Purbeck"

Counts = Mapping[str, tuple[int, int]]


def evidence_of(*kpis: KpiEvidence, hub_name: str = "Northmere Music Hub") -> Evidence:
    """A summer's evidence of two authorities, 95 of 100 schools returned."""
    return Evidence(
        hub_name=hub_name,
        period="Summer 2025/26",
        since="spring",
        snapshot="Board September 2026",
        as_at=date(2026, 9, 1),
        register_date=date(2025, 9, 1),
        coverage_percent=70,
        kpis=kpis,
        returns=(AuthorityReturns("Northmere", 60, 62), AuthorityReturns("Southmere", 35, 38)),
        silent=("Hill School",),
    )


def kpi_of_counts(
    kpi_id: str,
    now: tuple[int, int],
    before: tuple[int, int] | None = None,
    *,
    target: float | None = None,
    returned: int = 95,
    authorities: Counts | None = None,
    authorities_before: Counts | None = None,
) -> KpiEvidence:
    """A KPI from its counts, in the hub and by authority."""
    this = share(kpi_id, *now, target=target, returned=returned)
    earlier = share(kpi_id, *before, target=target, period=SPRING) if before else None
    return _build(
        this,
        earlier,
        authorities={
            name: share(kpi_id, *counts, target=target, la_code=name)
            for name, counts in (authorities or {}).items()
        },
        authorities_before={
            name: share(kpi_id, *counts, target=target, period=SPRING, la_code=name)
            for name, counts in (authorities_before or {}).items()
        },
    )


def index_of_counts(taking_part: tuple[int, int], on_roll: tuple[int, int]) -> KpiEvidence:
    """Pupil-premium representation from the counts of its two rates."""
    rates = [100 * upper / lower for upper, lower in (taking_part, on_roll)]
    index = result("I31", rates[0] / rates[1], numerator=rates[0], denominator=rates[1])
    parts = tuple(
        PartResult(name, rate, *counts)
        for name, rate, counts in zip(
            ("Share in activities", "Share on roll"), rates, (taking_part, on_roll), strict=True
        )
    )
    return _build(replace(index, parts=parts), None)


def plan_of(*keys: str) -> Plan:
    """A plan with these sections."""
    return Plan(held_on=HELD_ON, title="Board meeting", sections=default_sections(keys))


def renamed(kpi: KpiEvidence, name: str) -> KpiEvidence:
    return replace(kpi, name=name)


def _build(
    now: KpiResult,
    before: KpiResult | None,
    *,
    authorities: Mapping[str, KpiResult] | None = None,
    authorities_before: Mapping[str, KpiResult] | None = None,
) -> KpiEvidence:
    earlier = authorities_before or {}
    assert now.period == SUMMER
    return build_kpi(
        kpi_named(now.kpi.id),
        now=now,
        before=before,
        year_before=None,
        functions=["Schools"],
        trend=[before, now] if before else [now],
        authorities=[
            AuthorityFigures(
                name,
                name,
                build_figure(one),
                build_figure(earlier[name]) if name in earlier else None,
            )
            for name, one in (authorities or {}).items()
        ],
    )
