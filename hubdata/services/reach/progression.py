"""The ladder of progression: first access, tuition, ensembles, standards, area ensembles, each by
key stage, with what is told of it by authority, phase and the other splits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hubdata import wording
from hubdata.kpis.catalogue.stages import AREA_ENSEMBLES, LADDER, STAGES, Rung, find_rung_number
from hubdata.kpis.judging.results import KpiResult, PartResult
from hubdata.kpis.language.kpi import Unit, Yearly
from hubdata.periods import Period
from hubdata.services.results import sentences
from hubdata.services.results.scorecards import BY_AUTHORITY, load_results_of

__all__ = [
    "AREA_ENSEMBLES",
    "STAGES",
    "Ladder",
    "PartResult",
    "Rung",
    "RungLine",
    "find_rung_number",
    "load_ladder",
    "load_ladder_split",
]

FROM_STAGE = 1
"""Older age begins after KS1: the first fall looked at is the one from KS2."""

PER = 1000
PER_10000_IN_PERCENT = 100

YEARLY = frozenset(rung for rung, kpi in LADDER.items() if kpi.yearly is not Yearly.NO)
"""Rungs of what is asked once a year."""


@dataclass(frozen=True)
class RungLine:
    """A rung now and a year before; `now.value` is `None` where it is not known.

    What is asked once a year is told for the last year that is complete: `now.period` says which.
    """

    rung: Rung
    now: KpiResult
    before: KpiResult | None

    @property
    def stages(self) -> tuple[PartResult, ...]:
        """Enrolments of each key stage, of the stage's pupils on roll; of standards, of those
        assessed."""
        return self.now.parts


@dataclass(frozen=True)
class Ladder:
    """The rungs, lowest first."""

    period: Period
    lines: tuple[RungLine, ...]

    def of(self, rung: Rung) -> RungLine:
        """The line of a rung."""
        return next(line for line in self.lines if line.rung is rung)


def load_ladder(period: Period, *, la_code: str | None = None) -> Ladder:
    """The ladder of the hub, or of one authority."""
    found = _load(period, split=BY_AUTHORITY if la_code else None)
    lines = (_line_of(rung, found, period, part=la_code) for rung in Rung)
    return Ladder(period, tuple(line for line in lines if line is not None))


def load_ladder_split(period: Period, *, split: str) -> dict[str, Ladder]:
    """The ladder by the parts of a split; parts in which nobody is expected are left out."""
    found = _load(period, split=split)
    parts = sorted({part for _, _, part in found if part is not None})
    ladders = {}
    for part in parts:
        lines = [_line_of(rung, found, period, part=part) for rung in Rung]
        known = tuple(line for line in lines if line is not None and line.now.expected)
        if known:
            ladders[part] = Ladder(period, known)
    return ladders


def title_of_ladder(ladder: Ladder) -> str:
    """ "Of every 1,000 pupils 102 begin in a class, 52 have tuition and 40 play in an ensemble";
    "So far, of …" while too few have returned."""
    verbs = {
        Rung.FIRST_ACCESS: "begin in a class",
        Rung.TUITION: "have tuition",
        Rung.ENSEMBLES: "play in an ensemble",
    }
    said = [
        f"{_of_a_thousand(line.now)} {verbs[line.rung]}"
        for line in ladder.lines
        if line.rung in verbs and line.now.value is not None
    ]
    if not said:
        return f"Nothing is known of progression for {wording.explain_period(ladder.period)} yet"
    told = [line.now for line in ladder.lines if line.rung in verbs and line.now.value is not None]
    start = "So far, of" if any(result.is_provisional for result in told) else "Of"
    return f"{start} every 1,000 pupils {wording.join_words(said)}"


def explain_drop(lines: Iterable[RungLine]) -> str:
    """The rung and stage after which most is lost: "Tuition falls from 8.3% in KS3 to 3.2% in
    KS4". Empty where nothing falls."""
    falls = []
    for line in lines:
        if line.rung not in (Rung.TUITION, Rung.ENSEMBLES):
            continue
        for one, other in list(pairwise(line.stages))[FROM_STAGE:]:
            if one.value and other.value is not None and other.value < one.value:
                falls.append((other.value / one.value, line, one, other))
    if not falls:
        return ""
    _, line, one, other = min(falls, key=lambda fall: fall[0])
    name = wording.first_upper(
        "ensemble membership" if line.rung is Rung.ENSEMBLES else line.rung.value
    )
    shares = [wording.explain_value(float(part.value or 0), "%") for part in (one, other)]
    return f"{name} falls from {shares[0]} of pupils in {one.name} to {shares[1]} in {other.name}"


def explain_base(line: RungLine) -> str:
    """ "5,538 enrolments of 105,790 pupils on roll", of standards "302 of 3,430 assessed"."""
    upper, lower = line.now.numerator, line.now.denominator
    if upper is None or lower is None:
        return "Not known"
    if line.rung is Rung.STANDARDS:
        return f"{upper:,.0f} of {lower:,.0f} enrolments assessed"
    counted = wording.count_of(float(upper), line.now.kpi.counted)
    counted = counted.replace(" pupils", " enrolments").replace(" pupil", " enrolment")
    return f"{counted}, {lower:,.0f} pupils on roll"


def share_of(part: PartResult, result: KpiResult) -> float | None:
    """The value of a part in percent, unrounded, whatever the unit of its KPI."""
    if part.value is None:
        return None
    return float(part.value) / (PER_10000_IN_PERCENT if result.kpi.unit is Unit.PER_10000 else 1)


def explain_since(line: RungLine) -> str:
    """ "Up 0.8 points since 2024/25"; nothing where there is nothing to compare with."""
    if line.before is None:
        return ""
    change, _, _ = sentences.explain_change(line.now, line.before).partition(" since ")
    return f"{change} since {wording.explain_period(line.before.period)}" if change else ""


def _load(period: Period, *, split: str | None) -> dict[tuple[Rung, Period, str | None], KpiResult]:
    """Every rung for the periods it may be told of, from two readings: what is asked each term,
    and what is asked once a year."""
    year = Period(period.year)
    yearly = [rung for rung in Rung if rung in YEARLY]
    termly = [rung for rung in Rung if rung not in YEARLY]
    asked: Sequence[tuple[Sequence[Rung], Sequence[Period]]] = (
        (termly, (period, period.year_before())),
        (yearly, (year, year.previous(), year.previous().previous())),
    )
    found = {}
    for rungs, periods in asked:
        kpis = {LADDER[rung]: rung for rung in rungs}
        for result in load_results_of(tuple(kpis), periods, split=split):
            found[kpis[result.kpi], result.period, result.part_of_split] = result
    return found


def _line_of(
    rung: Rung,
    found: Mapping[tuple[Rung, Period, str | None], KpiResult],
    period: Period,
    *,
    part: str | None,
) -> RungLine | None:
    told = period
    if rung in YEARLY:
        told = Period(period.year)
        latest = found.get((rung, told, None))
        if latest is None or latest.value is None:
            told = told.previous()
    now, before = found.get((rung, told, part)), found.get((rung, told.year_before(), part))
    if now is None:
        return None
    return RungLine(rung, now, before if before is not None and before.returned else None)


def _of_a_thousand(result: KpiResult) -> str:
    return f"{PER * (result.numerator or 0) / (result.denominator or 1):,.0f}"
