"""Where a year is likely to end, told from how the same KPI moved on in past years. Pure.

From the value of a term to the value of its whole year a KPI moved by so many points (or, of
counts and amounts, in such a proportion) in each past year. The same movements from this year's
term give the range; nothing is told on fewer than two past years, nor over a break in the series.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from hubdata.kpis.judging.growth import TINY_BASE
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.kpi import Band, Direction, Kpi, Unit
from hubdata.periods import AcademicYear, Period

LEAST_YEARS = 2
"""From one past year there is no range, and so nothing that is worth being told."""
MOST_YEARS = 5
"""What was longer ago says little of this year."""

PROPORTIONAL = (Unit.COUNT, Unit.POUNDS, Unit.TONNES, Unit.PER_10000)
"""Units that move on in proportion: twice as many ensembles, twice as many to come."""


class Likelihood(StrEnum):
    LIKELY = "likely"
    OPEN = "open"
    UNLIKELY = "unlikely"


@dataclass(frozen=True)
class Movement:
    """How a past year went on from the same term: the term's value, then the year's."""

    year: AcademicYear
    term: float
    whole: float


@dataclass(frozen=True)
class Projection:
    """The year's value to be expected: `low` to `high`, `middle` by the mean of the movements.

    `value` is that of the term `start`. `is_proportional`: the movements are proportions, else
    differences.
    """

    low: float
    middle: float
    high: float
    start: Period
    value: float
    movements: tuple[Movement, ...]
    is_proportional: bool


def find_movements(
    now: KpiResult, terms: Sequence[KpiResult], years: Sequence[KpiResult]
) -> tuple[Movement, ...]:
    """The past years that can be used, oldest first: both values known, neither provisional, and
    no break since."""
    whole = {one.period.year: one for one in years}
    found = []
    for term in sorted(terms, key=lambda one: one.period):
        year = whole.get(term.period.year)
        if year is None or not _is_usable(term) or not _is_usable(year):
            continue
        if term.period.year < now.period.year and not now.break_since(term):
            found.append(Movement(term.period.year, float(term.value or 0), float(year.value or 0)))
    return tuple(found[-MOST_YEARS:])


def compute_projection(now: KpiResult, movements: Sequence[Movement]) -> Projection | None:
    """The projection from a term's result; `None` on too little history, or from a value that is
    not known or provisional."""
    if not _is_usable(now) or now.period.is_year:
        return None
    value = float(now.value or 0)
    is_proportional = now.kpi.unit in PROPORTIONAL
    used = [one for one in movements if not is_proportional or is_base(now.kpi, one.term)]
    if len(used) < LEAST_YEARS:
        return None
    ends = [
        value * one.whole / one.term if is_proportional else value + one.whole - one.term
        for one in used
    ]
    low, middle, high = (_within(now.kpi, one) for one in (min(ends), fmean(ends), max(ends)))
    return Projection(low, middle, high, now.period, value, tuple(used), is_proportional)


def is_base(kpi: Kpi, value: float) -> bool:
    """Whether a proportion of it says anything: of a number of things not of a tiny one."""
    return value >= TINY_BASE if kpi.unit is Unit.COUNT else value > 0


def judge_projection(
    kpi: Kpi, projection: Projection, *, target: float | None = None, band: Band | None = None
) -> Likelihood | None:
    """Whether the target of the year is likely: yes if the whole range reaches it, or is within the
    band, no if nothing of it does; `None` without a target or direction."""
    if band is not None and kpi.direction is Direction.BAND:
        if band[0] <= projection.low and projection.high <= band[1]:
            return Likelihood.LIKELY
        is_met = projection.low <= band[1] and band[0] <= projection.high
        return Likelihood.OPEN if is_met else Likelihood.UNLIKELY
    if target is None or kpi.direction not in (Direction.UP, Direction.DOWN):
        return None
    is_up = kpi.direction is Direction.UP
    worst, best = (projection.low, projection.high) if is_up else (projection.high, projection.low)
    if worst >= target if is_up else worst <= target:
        return Likelihood.LIKELY
    reaches = best >= target if is_up else best <= target
    return Likelihood.OPEN if reaches else Likelihood.UNLIKELY


def _is_usable(result: KpiResult) -> bool:
    return result.value is not None and not result.is_provisional


def _within(kpi: Kpi, value: float) -> float:
    """A share stays between 0 and 100, a number of things above 0; a gap may be below."""
    if kpi.unit is Unit.PERCENT:
        return min(max(value, 0.0), 100.0)
    return value if kpi.unit is Unit.POINTS else max(value, 0.0)
