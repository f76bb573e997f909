"""Where the hub stands: KPI results for a period, before and since, whole and by split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from hubdata.kpis.judging.results import KpiResult, Targets, build_results
from hubdata.kpis.language.base import Base
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import SPLITS, UNKNOWN, Split, split_named
from hubdata.kpis.reading.partial import ToldInPart, count_partial
from hubdata.kpis.reading.repeats import Tally, ToldTwice, explain_repeats, tally_repeats
from hubdata.kpis.reading.spans import Moment
from hubdata.periods import Period, Term
from hubdata.services.clock import today
from hubdata.services.kpis import find_kpi, load_kpis
from hubdata.services.results.bases import load_bases
from hubdata.services.results.breaks import load_every_break
from hubdata.services.results.kept_results import find_results
from hubdata.services.settings import HubSettings
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.hub import targets as stored_targets
from hubdata.store.intake.told_twice import count_told_twice, load_told_twice
from hubdata.store.intake.tracking import load_partial
from hubdata.store.measuring.measures import evaluate_in_sql

__all__ = [
    "SPLIT_NAMES",
    "KpiResult",
    "Scorecard",
    "ScorecardLine",
    "Standing",
    "compute_results",
    "load_moment",
    "load_policy",
    "load_results",
    "load_results_of",
    "load_scorecard",
    "load_split",
    "load_standing",
    "load_trend",
    "work_out",
]

BY_AUTHORITY = "local_authority"
SPLIT_NAMES = tuple(SPLITS)
"""What results can be split by."""


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

    @property
    def results(self) -> tuple[KpiResult, ...]:
        return tuple(line.now for line in self.lines)


@dataclass(frozen=True)
class Standing:
    """Where the hub stands in a period: as a whole, and in each authority by its code."""

    whole: Scorecard
    by_authority: Mapping[str, Scorecard]

    def of(self, la_code: str | None) -> Scorecard:
        """The scorecard of an authority, or of the whole hub; one without schools is empty."""
        empty = Scorecard(self.whole.period, la_code, ())
        return self.by_authority.get(la_code, empty) if la_code else self.whole

    def now(self, kpi_id: str) -> dict[str, KpiResult]:
        """The results of a KPI by authority."""
        return {code: line.now for code, line in self._lines(kpi_id)}

    def before(self, kpi_id: str) -> dict[str, KpiResult]:
        """The results of the term (or year) before by authority, where anybody returned."""
        return {code: line.before for code, line in self._lines(kpi_id) if line.before}

    def _lines(self, kpi_id: str) -> Iterator[tuple[str, ScorecardLine]]:
        for code, card in self.by_authority.items():
            yield from ((code, line) for line in card.lines if line.kpi.id == kpi_id)


def load_standing(period: Period) -> Standing:
    """The scorecards of a period, each with the periods it is compared with, from one reading."""
    compared = (period, period.previous(), period.year_before())
    found: dict[str | None, dict[tuple[str, Period], KpiResult]] = defaultdict(dict)
    for result in load_results(compared, split=BY_AUTHORITY):
        found[result.part_of_split][result.kpi.id, result.period] = result
    whole = _build_scorecard(period, None, found.pop(None))
    parts = (_build_scorecard(period, code, found[code]) for code in sorted(filter(None, found)))
    return Standing(whole, {one.la_code: one for one in parts if one.la_code and _is_expected(one)})


def load_scorecard(period: Period, *, la_code: str | None = None) -> Scorecard:
    """The scorecard of a period, of the hub or of one authority."""
    return load_standing(period).of(la_code)


def load_results(
    periods: Iterable[Period],
    *,
    kpi_id: str = "",
    split: str | None = None,
) -> list[KpiResult]:
    """Results of every KPI, or of one, for some periods: the whole hub, then each part of the
    split. Raises `UnknownThing`."""
    chosen = split_named(split) if split else None
    wanted = list(dict.fromkeys(periods))
    with reading() as session:
        kpis = [find_kpi(session, kpi_id)] if kpi_id else load_kpis(session)
        return compute_results(session, wanted, kpis=kpis, split=chosen)


def load_results_of(
    kpis: Sequence[Kpi], periods: Iterable[Period], *, split: str | None = None
) -> list[KpiResult]:
    """Results of KPIs that are told otherwise than on the scorecard, such as by key stage."""
    chosen = split_named(split) if split else None
    with reading() as session:
        return compute_results(session, list(dict.fromkeys(periods)), kpis=kpis, split=chosen)


def load_trend(
    kpi_id: str, period: Period, *, la_code: str | None = None, terms: int = 9
) -> list[KpiResult]:
    """A KPI over the terms up to a period, oldest first; over years for a year.

    Terms before the first accepted return are left out.
    """
    periods = _periods_up_to(period, terms)
    split = BY_AUTHORITY if la_code else None
    results = load_results(periods, kpi_id=kpi_id, split=split)
    found = [result for result in results if result.part_of_split == la_code]
    found.sort(key=lambda result: result.period)
    while found and found[0].returned == 0:
        found.pop(0)
    return found


def load_split(kpi_id: str, periods: Sequence[Period], *, split: str) -> list[KpiResult]:
    """A KPI by the parts of a split, for some periods; without the whole hub."""
    results = load_results(periods, kpi_id=kpi_id, split=split)
    return [result for result in results if result.split is not None]


def load_policy(session: Session) -> Policy:
    """The hub's thresholds as the KPIs take them."""
    hub = HubSettings(**stored_settings.load_values(session))
    return Policy(
        term_weeks=hub.term_weeks,
        regular_weeks=hub.regular_weeks,
        small_roll=hub.small_school_roll,
        coverage_percent=hub.coverage_threshold,
        target_year_group=hub.target_year_group,
        include_in_kind=hub.include_in_kind,
        kg_car_mile=hub.kg_car_mile,
        kg_rail_mile=hub.kg_rail_mile,
        kg_bus_mile=hub.kg_bus_mile,
        kg_electricity_kwh=hub.kg_electricity_kwh,
        kg_gas_kwh=hub.kg_gas_kwh,
        emission_source=hub.emission_source,
        emission_year=hub.emission_year,
    )


def load_moment(session: Session) -> Moment:
    """The term calendar, and today."""
    return Moment(stored_settings.load_calendar(session), today())


def compute_results(
    session: Session, periods: Sequence[Period], *, kpis: Sequence[Kpi], split: Split | None
) -> list[KpiResult]:
    """Results of just these KPIs, in an open session; only those that are not kept, or rest on
    something that has changed, are worked out."""

    def compute(some: Sequence[Period], asked: Sequence[Kpi]) -> list[KpiResult]:
        return work_out(session, some, kpis=asked, split=split)

    return find_results(session, periods, kpis, split=split, compute=compute)


def work_out(
    session: Session, periods: Sequence[Period], *, kpis: Sequence[Kpi], split: Split | None
) -> list[KpiResult]:
    """Results of just these KPIs, from what the store has now."""
    bases = list(load_bases(session, periods).values())
    policy = load_policy(session)
    evaluation = evaluate_in_sql(
        session.connection(), kpis, bases, moment=load_moment(session), policy=policy, split=split
    )
    breaks = load_every_break(session)
    results: list[KpiResult] = []
    for year in dict.fromkeys(period.year for period in periods):
        of_year = {key: found for key, found in evaluation.items() if key[0].year == year}
        targets = _targets(session, year.code)
        results += build_results(
            kpis, bases, of_year, policy=policy, split=split, targets=targets, breaks=breaks
        )
    slots = {slot for base in bases for slot in base.period.slots}
    told = load_told_twice(session, slots) if split else count_told_twice(session, slots)
    results = say_told_twice(results, bases, told)
    return say_partial(results, bases, load_partial(session, slots))


def say_partial(
    results: Sequence[KpiResult], bases: Iterable[Base], told: Sequence[ToldInPart]
) -> list[KpiResult]:
    """The results, each with how many of those that returned did so in part."""
    if not told:
        return list(results)
    by_period = {base.period: base for base in bases}
    return [
        replace(
            one,
            partial=count_partial(
                one.kpi, by_period[one.period], told, split=one.split, part=one.part_of_split
            ),
        )
        for one in results
    ]


def say_told_twice(
    results: Sequence[KpiResult], bases: Iterable[Base], told: Sequence[ToldTwice]
) -> list[KpiResult]:
    """The results, each with a note of the activities that two sources told of and that it counts
    once."""
    if not told:
        return list(results)
    by_period = {base.period: base for base in bases}
    by_slot: dict[int, list[ToldTwice]] = defaultdict(list)
    for activity in told:
        by_slot[activity.slot].append(activity)
    tallies: dict[tuple[Period, Split | None], Tally] = {}
    noted = []
    for one in results:
        key = (one.period, one.split)
        if key not in tallies:
            there = (some for slot in one.period.slots for some in by_slot[slot])
            tallies[key] = tally_repeats(by_period[one.period], there, split=one.split)
        words = explain_repeats(one.kpi, tallies[key], part=one.part_of_split)
        notes = " ".join(filter(None, (one.note, words)))
        noted.append(replace(one, note=notes) if words else one)
    return noted


def load_stored_targets(session: Session, period: Period) -> Targets:
    """The targets set for a period's year."""
    return _targets(session, period.year.code)


def _targets(session: Session, year: int) -> Targets:
    stored = stored_targets.load_targets(session, year=year)
    return {(kpi, la_code or None): value for (kpi, la_code), value in stored.items()}


def _build_scorecard(
    period: Period, la_code: str | None, found: Mapping[tuple[str, Period], KpiResult]
) -> Scorecard:
    lines = tuple(
        ScorecardLine(
            now=now,
            before=_if_any(found.get((now.kpi.id, period.previous()))),
            year_before=_if_any(found.get((now.kpi.id, period.year_before()))),
        )
        for now in found.values()
        if now.period == period
    )
    return Scorecard(period, la_code, lines)


def _is_expected(card: Scorecard) -> bool:
    """Whether any school of it is asked: partners without one authority are none themselves."""
    return card.la_code != UNKNOWN and any(result.expected for result in card.results)


def _if_any(result: KpiResult | None) -> KpiResult | None:
    return result if result is not None and result.returned else None


def _periods_up_to(period: Period, count: int) -> list[Period]:
    if not period.is_year:
        return list(period.last_terms(count))
    return [Period(period.year.plus(-back), Term.ANNUAL) for back in range(count // 3 + 1)]
