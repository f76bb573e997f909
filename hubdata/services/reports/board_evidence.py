"""Gathering what a board pack rests on: a period frozen as a snapshot, and with it every KPI before
and since, by authority and over time, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hubdata import wording
from hubdata.errors import OutOfDate
from hubdata.framework import FUNCTIONS
from hubdata.kpis.judging.benchmarks import Benchmark, find_benchmark
from hubdata.kpis.judging.breaks import SeriesBreak as KnownBreak
from hubdata.kpis.judging.breaks import breaks_of, find_break
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.splits import UNKNOWN
from hubdata.periods import Period
from hubdata.reports.board.evidence import (
    AuthorityFigures,
    AuthorityReturns,
    Evidence,
    KpiEvidence,
    Level,
    SeriesBreak,
    build_figure,
    build_kpi,
)
from hubdata.services.around.frame import load_frame
from hubdata.services.clock import today
from hubdata.services.reports import snapshots
from hubdata.services.results import scorecards
from hubdata.services.results.breaks import list_breaks
from hubdata.services.results.outlook import load_outlooks
from hubdata.services.settings import load_hub
from hubdata.services.standards.benchmarks import explain_benchmark, list_benchmarks
from hubdata.services.tracking import tracker

TERMS = 9
"""Terms of a trend: three years."""


@dataclass(frozen=True)
class Told:
    """The results of one KPI that a pack may need, by period and authority code."""

    kpi: Kpi
    results: Mapping[tuple[Period, str | None], KpiResult]


def freeze_evidence(name: str, period: Period, *, purpose: str, actor: str) -> Evidence:
    """Freeze a period, and gather what a pack says of it. Raises `UserError` if the name is taken,
    and `OutOfDate` if a return was accepted in between, so that the two would differ."""
    snapshots.freeze_period(name, period, actor=actor, purpose=purpose)
    frozen = {
        (one["kpi"], tuple((one["split"] or {}).values())): one["value"]
        for one in snapshots.load_frozen_results(name)
    }
    evidence = gather_evidence(name, period)
    if any(frozen.get((kpi.id, ())) != kpi.now.value for kpi in evidence.kpis):
        raise OutOfDate("A return was accepted while the figures were frozen. Freeze them again.")
    return evidence


def gather_evidence(snapshot: str, period: Period) -> Evidence:
    """Every KPI of a period as it stands now, with what it is compared with."""
    hub, frame = load_hub(), load_frame()
    terms = _periods(period)
    results = scorecards.load_results(terms, split=scorecards.BY_AUTHORITY)
    kpis = tell_kpis(
        results,
        period,
        terms=terms,
        names=frame.authorities,
        breaks=list_breaks(),
        benchmarks=list_benchmarks(),
    )
    now = [one for one in results if one.period == period]
    returns, silent = _load_returns(period)
    outlooks = load_outlooks(period)
    return Evidence(
        hub_name=hub.hub_name,
        period=period.label,
        since=wording.explain_since(period.previous()),
        snapshot=snapshot,
        as_at=today(),
        register_date=max((one.register_date for one in now if one.register_date), default=None),
        coverage_percent=hub.coverage_threshold,
        kpis=tuple(
            replace(kpi, outlook=outlooks[kpi.id].sentence if kpi.id in outlooks else "")
            for kpi in kpis
        ),
        returns=returns,
        silent=silent,
        is_sample=hub.is_sample,
    )


def _periods(period: Period) -> tuple[Period, ...]:
    """The periods of a trend, oldest first; the one of the year before is among them."""
    if period.is_year:
        return tuple(Period(period.year.plus(-back)) for back in range(TERMS // 3, -1, -1))
    return tuple(sorted(period.last_terms(TERMS)))


def tell_kpis(
    results: Iterable[KpiResult],
    period: Period,
    *,
    terms: Sequence[Period],
    names: Mapping[str, str],
    breaks: Sequence[KnownBreak] = (),
    benchmarks: Sequence[Benchmark] = (),
) -> tuple[KpiEvidence, ...]:
    """What a pack may say of every KPI, from its results in some periods, by authority too."""
    found: dict[str, dict[tuple[Period, str | None], KpiResult]] = defaultdict(dict)
    kpis: dict[str, Kpi] = {}
    for result in results:
        kpis[result.kpi.id] = result.kpi
        found[result.kpi.id][result.period, result.part_of_split] = result
    told = [Told(kpi, found[kpi_id]) for kpi_id, kpi in kpis.items()]
    built = [(one.kpi, _build(one, period, terms=terms, names=names)) for one in told]
    return tuple(
        replace(
            evidence,
            breaks=_breaks_in(kpi, breaks, terms[len(terms) - len(evidence.trend) :]),
            benchmark=_level_of(kpi, benchmarks),
        )
        for kpi, evidence in built
    )


def _build(
    told: Told, period: Period, *, terms: Sequence[Period], names: Mapping[str, str]
) -> KpiEvidence:
    of = told.results
    now = of[period, None]
    trend = [of[one, None] for one in terms if (one, None) in of]
    while trend and not trend[0].returned:
        trend.pop(0)
    codes = sorted({code for one, code in of if one == period and code not in (None, UNKNOWN)})
    return build_kpi(
        told.kpi,
        now=now,
        before=_if_any(of.get((period.previous(), None))),
        year_before=None if period.is_year else _if_any(of.get((period.year_before(), None))),
        functions=[FUNCTIONS[function].name for function in told.kpi.functions],
        trend=trend,
        authorities=_authorities(of, period, codes=[c for c in codes if c], names=names),
    )


def _breaks_in(
    kpi: Kpi, known: Sequence[KnownBreak], shown: Sequence[Period]
) -> tuple[SeriesBreak, ...]:
    """The breaks between the periods that are drawn."""
    of_kpi = breaks_of(kpi, known)
    return tuple(
        SeriesBreak(at + 1, one.reason)
        for at, (earlier, later) in enumerate(pairwise(shown))
        if (one := find_break(of_kpi, earlier, later))
    )


def _level_of(kpi: Kpi, known: Sequence[Benchmark]) -> Level | None:
    """The benchmark that is drawn."""
    found = find_benchmark(kpi, known)
    return Level(found.value, explain_benchmark(found, kpi)) if found else None


def _authorities(
    of: Mapping[tuple[Period, str | None], KpiResult],
    period: Period,
    *,
    codes: Iterable[str],
    names: Mapping[str, str],
) -> list[AuthorityFigures]:
    """An authority that nobody is asked in is none of the hub's."""
    found = []
    for code in codes:
        before = _if_any(of.get((period.previous(), code)))
        now = of[period, code]
        if now.expected or code in names:
            found.append(
                AuthorityFigures(
                    code,
                    names.get(code, code),
                    build_figure(now),
                    build_figure(before) if before else None,
                )
            )
    return found


def _if_any(result: KpiResult | None) -> KpiResult | None:
    return result if result is not None and result.returned else None


def _load_returns(period: Period) -> tuple[tuple[AuthorityReturns, ...], tuple[str, ...]]:
    """Schools that returned by authority, and the names of those that did not."""
    rows = tracker.load_tracker(period).rows
    by_authority: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        by_authority[row.la_name].append(row.counts)
    returns = tuple(
        AuthorityReturns(name, sum(done), len(done)) for name, done in sorted(by_authority.items())
    )
    return returns, tuple(row.name for row in rows if not row.counts)
