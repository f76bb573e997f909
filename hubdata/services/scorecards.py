"""Where the hub stands: KPI results for a period, before and since, whole and by split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hubdata.kpis.catalogue import CATALOGUE, kpi_named
from hubdata.kpis.explain import Explanation, explain
from hubdata.kpis.kpi import Kpi
from hubdata.kpis.policy import Policy
from hubdata.kpis.results import KpiResult, Targets, build_results
from hubdata.kpis.spans import Moment
from hubdata.kpis.splits import Split, split_named
from hubdata.periods import Period, Term
from hubdata.services.bases import load_bases
from hubdata.services.clock import today
from hubdata.services.settings import HubSettings
from hubdata.store import measures
from hubdata.store import settings as stored_settings
from hubdata.store.engine import reading

BY_AUTHORITY = "local_authority"


@dataclass(frozen=True)
class ScorecardLine:
    """One KPI: now, the term (or year) before, and the same term of the year before.

    The results before are `None` where no return of that period was ever accepted.
    """

    now: KpiResult
    before: KpiResult | None
    year_before: KpiResult | None

    @property
    def kpi(self) -> Kpi:
        return self.now.kpi


@dataclass(frozen=True)
class Scorecard:
    """Every KPI for a period, for the hub or for one authority."""

    period: Period
    la_code: str | None
    lines: tuple[ScorecardLine, ...]


def load_scorecard(period: Period, *, la_code: str | None = None) -> Scorecard:
    """The scorecard of a period with the periods it is compared with."""
    compared = (period, period.previous(), period.year_before())
    found = {
        (result.kpi.id, result.period): result
        for result in load_results(compared, split=BY_AUTHORITY if la_code else None)
        if result.part_of_split == la_code
    }
    lines = tuple(
        ScorecardLine(
            now=found[kpi.id, period],
            before=_if_any(found.get((kpi.id, period.previous()))),
            year_before=_if_any(found.get((kpi.id, period.year_before()))),
        )
        for kpi in CATALOGUE.values()
        if (kpi.id, period) in found
    )
    return Scorecard(period, la_code, lines)


def load_results(
    periods: Iterable[Period],
    *,
    kpis: Sequence[Kpi] = tuple(CATALOGUE.values()),
    split: str | None = None,
) -> list[KpiResult]:
    """Results of some KPIs for some periods: the whole hub, then each part of the split."""
    chosen = split_named(split) if split else None
    wanted = list(dict.fromkeys(periods))
    with reading() as session:
        return _results(session, wanted, kpis=kpis, split=chosen)


def load_trend(
    kpi_id: str, period: Period, *, la_code: str | None = None, terms: int = 9
) -> list[KpiResult]:
    """A KPI over the terms up to a period, oldest first; over years for a year.

    Terms before the first accepted return are left out.
    """
    periods = _periods_up_to(period, terms)
    split = BY_AUTHORITY if la_code else None
    results = load_results(periods, kpis=[kpi_named(kpi_id)], split=split)
    found = [result for result in results if result.part_of_split == la_code]
    found.sort(key=lambda result: result.period)
    while found and found[0].returned == 0:
        found.pop(0)
    return found


def load_split(kpi_id: str, periods: Sequence[Period], *, split: str) -> list[KpiResult]:
    """A KPI by the parts of a split, for some periods; without the whole hub."""
    results = load_results(periods, kpis=[kpi_named(kpi_id)], split=split)
    return [result for result in results if result.split is not None]


def explain_kpi(kpi_id: str, period: Period, *, la_code: str | None = None) -> Explanation:
    """Numerator and denominator of a KPI with the schools and cells behind them."""
    kpi = kpi_named(kpi_id)
    split = split_named(BY_AUTHORITY) if la_code else None
    with reading() as session:
        base = load_bases(session, [period])[period]
        rows = measures.load_rows(session, [kpi], [base])
        return explain(
            kpi,
            base,
            rows,
            moment=load_moment(session),
            policy=load_policy(session),
            split=split,
            part_of_split=la_code,
        )


def load_policy(session: Session) -> Policy:
    """The hub's thresholds as the KPIs take them."""
    hub = HubSettings(**stored_settings.load_values(session))
    return Policy(
        term_weeks=hub.term_weeks,
        regular_weeks=hub.regular_weeks,
        small_roll=hub.small_school_roll,
        coverage_percent=hub.coverage_threshold,
    )


def load_moment(session: Session) -> Moment:
    """The term calendar, and today."""
    return Moment(stored_settings.load_calendar(session), today())


def _results(
    session: Session, periods: Sequence[Period], *, kpis: Sequence[Kpi], split: Split | None
) -> list[KpiResult]:
    bases = list(load_bases(session, periods).values())
    policy = load_policy(session)
    evaluation = measures.evaluate(
        session, kpis, bases, moment=load_moment(session), policy=policy, split=split
    )
    results: list[KpiResult] = []
    for year in dict.fromkeys(period.year for period in periods):
        of_year = {key: found for key, found in evaluation.items() if key[0].year == year}
        targets = _targets(session, year.code)
        results += build_results(kpis, bases, of_year, policy=policy, split=split, targets=targets)
    return results


def _targets(session: Session, year: int) -> Targets:
    stored = stored_settings.load_targets(session, year=year)
    return {(kpi, la_code or None): value for (kpi, la_code), value in stored.items()}


def _if_any(result: KpiResult | None) -> KpiResult | None:
    return result if result is not None and result.returned else None


def _periods_up_to(period: Period, count: int) -> list[Period]:
    if not period.is_year:
        return list(period.last_terms(count))
    return [Period(period.year.plus(-back), Term.ANNUAL) for back in range(count // 3 + 1)]
