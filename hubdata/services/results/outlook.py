"""Where the year is likely to end, KPI by KPI, and whether its target is likely, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from hubdata import wording
from hubdata.kpis.judging.growth import compute_growth
from hubdata.kpis.judging.projection import (
    LEAST_YEARS,
    MOST_YEARS,
    PROPORTIONAL,
    Likelihood,
    Projection,
    compute_projection,
    find_movements,
    judge_projection,
)
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.kpi import Band, Kpi, Unit, Yearly
from hubdata.periods import TERMS, Period, Term
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.services.clock import today
from hubdata.services.results.scorecards import BY_AUTHORITY, load_results
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.tracking import load_current_slots

METHOD = (
    "A projection takes how far the same KPI moved from this term to the year's value in each of "
    f"up to {MOST_YEARS} past years, and adds those movements to this year's value (of numbers and "
    "amounts: in proportion). The lowest and highest give the range. There is none on fewer than "
    f"{wording.number_word(LEAST_YEARS)} past years, from a provisional value, or over a break in "
    "the series."
)
LIKELY = {
    Likelihood.LIKELY: "likely to be reached",
    Likelihood.OPEN: "within reach, but not certain",
    Likelihood.UNLIKELY: "unlikely to be reached",
}


@dataclass(frozen=True)
class Outlook:
    """What is to be expected of a KPI's year. `likelihood` is `None` without a target or `band`.

    `sentence` says it, or why nothing can be said; `method` says how it comes about, "" if it does
    not. `is_over`: the year is complete, so that there is nothing to expect.
    """

    kpi: Kpi
    target: float | None
    projection: Projection | None
    likelihood: Likelihood | None
    sentence: str
    method: str = ""
    band: Band | None = None
    is_over: bool = False


def load_outlooks(
    period: Period, *, la_code: str | None = None, kpi_id: str = ""
) -> dict[str, Outlook]:
    """The outlook of every KPI, or of one, for the year of a period, by id.

    From the period's own term; of a year, from its newest term that is not provisional.
    """
    year = period.year
    terms = [Period(year, term) for term in TERMS] if period.is_year else [period]
    with reading() as session:
        told = {Period.at_slot(slot).year for slot in load_current_slots(session)}
    before = [one for one in (year.plus(-back) for back in range(1, MOST_YEARS + 1)) if one in told]
    past = [Period(one, start.term) for one in before for start in terms]
    wholes = [Period(one) for one in (year, *before)]
    split = BY_AUTHORITY if la_code else None
    by_kpi: dict[str, list[KpiResult]] = defaultdict(list)
    for result in load_results([*terms, *past, *wholes], kpi_id=kpi_id, split=split):
        if result.part_of_split == la_code:
            by_kpi[result.kpi.id].append(result)
    is_complete = _is_complete(period)
    return {
        kpi: explain_outlook(found, period, is_complete=is_complete)
        for kpi, found in by_kpi.items()
    }


def explain_outlook(
    results: Sequence[KpiResult], period: Period, *, is_complete: bool = False
) -> Outlook:
    """The outlook of one KPI from its results of terms and years, this year's and past ones.

    `is_complete`: every return of the year was due, so that its value is known, not expected.
    """
    now = _start(results, period)
    kpi, target, band = now.kpi, now.year_target, now.year_band
    if reason := _no_start(now, is_complete=is_complete):
        return Outlook(kpi, target, None, None, reason, is_over=is_complete)
    terms = [one for one in results if one.period.term is now.period.term]
    years = [one for one in results if one.period.is_year]
    movements = find_movements(now, terms, years)
    projection = compute_projection(now, movements)
    if projection is None:
        return Outlook(kpi, target, None, None, _too_little(now, len(movements)))
    likelihood = judge_projection(kpi, projection, target=target, band=band)
    return Outlook(
        kpi=kpi,
        target=target,
        projection=projection,
        likelihood=likelihood,
        sentence=_sentence(kpi, projection, likelihood, aim=_aim(kpi, target, band)),
        method=_method(kpi, projection),
        band=band,
    )


def _start(results: Sequence[KpiResult], period: Period) -> KpiResult:
    """The result the year is told from: the period's own, or the newest usable term of a year."""
    if not period.is_year:
        return next(one for one in results if one.period == period)
    terms = [one for one in results if one.period.year == period.year and not one.period.is_year]
    terms.sort(key=lambda one: one.period)
    known = [one for one in terms if one.value is not None and not one.is_provisional]
    return (known or terms)[-1]


def _no_start(now: KpiResult, *, is_complete: bool) -> str:
    """Why nothing is projected from this value; "" if it can be."""
    if is_complete:
        return f"No projection: {now.period.year} is complete, its value is known."
    if now.value is None:
        if now.kpi.yearly is Yearly.ONLY:
            return "No projection: it is asked once a year."
        return f"No projection: no value of {wording.explain_period(now.period)} is known."
    if now.is_provisional:
        return f"No projection: {wording.explain_period(now.period)} is provisional."
    return ""


def _too_little(now: KpiResult, found: int) -> str:
    there = {0: "there is none", 1: "there is one"}.get(found, f"there are {found}")
    return (
        f"No projection: it takes {wording.number_word(LEAST_YEARS)} past years of the same series "
        f"with a value for {now.period.term} and for the year; {there}."
    )


def _sentence(kpi: Kpi, projection: Projection, likelihood: Likelihood | None, *, aim: str) -> str:
    low, high = (_value(kpi, one) for one in (projection.low, projection.high))
    year = projection.start.year
    if low == high:
        opening = f"{year} is likely to end at about {low}"
    else:
        middle = _value(kpi, projection.middle)
        opening = f"{year} is likely to end between {low} and {high}, at about {middle}"
    if likelihood is None or not aim:
        return f"{opening}."
    return f"{opening}: the target of {aim} is {LIKELY[likelihood]}."


def _aim(kpi: Kpi, target: float | None, band: Band | None) -> str:
    if band is not None:
        return wording.explain_range(*band, unit=kpi.unit.value)
    return "" if target is None else _value(kpi, target)


def _method(kpi: Kpi, projection: Projection) -> str:
    """ "From spring to the whole year it moved by +2.0 pts in 2023/24 and +5.0 pts in 2024/25." """
    moved = [f"{_movement(kpi, one.term, one.whole)} in {one.year}" for one in projection.movements]
    start = projection.start
    return (
        f"From {start.term} to the whole year it moved {wording.join_words(moved)}. The same from "
        f"{_value(kpi, projection.value)} in {wording.explain_period(start)} gives the range."
    )


def _movement(kpi: Kpi, term: float, whole: float) -> str:
    if kpi.unit in PROPORTIONAL:
        share = compute_growth(term, whole).percent
        return f"by {wording.explain_figure(share, '%', decimals=1, signed=True)}"
    places = max(1, wording.decimals_of(kpi.unit.value, whole))
    words = wording.explain_change(whole - term, kpi.unit.value, decimals=places)
    return f"by {words}"


def _value(kpi: Kpi, value: float) -> str:
    places = 0 if kpi.unit is Unit.COUNT else None
    return wording.explain_value(value, kpi.unit.value, decimals=places)


def _is_complete(period: Period) -> bool:
    with reading() as session:
        calendar = stored_settings.load_calendar(session)
    return calendar.due_on(SCHOOL_RETURN.name, Period(period.year, Term.SUMMER)) <= today()
