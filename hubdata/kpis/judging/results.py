"""Results: the value of a KPI with all that travels with it: coverage, target, status, dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hubdata.kpis.judging.breaks import SeriesBreak, breaks_of, find_break
from hubdata.kpis.judging.rag import RagStatus, compute_rag, compute_shortfall
from hubdata.kpis.judging.targets import Target, Targets, target_of
from hubdata.kpis.language.base import Base
from hubdata.kpis.language.expressions import Number
from hubdata.kpis.language.figures import Among, Computed, Figures, Formula, Part, compute
from hubdata.kpis.language.kpi import Band, Direction, Kpi, Yearly, is_asked_for
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import UNKNOWN, Split
from hubdata.kpis.reading.rows import Evaluation
from hubdata.periods import Period

PERCENT = 100

__all__ = ["KpiResult", "PartResult", "Target", "Targets", "build_result", "build_results"]


@dataclass(frozen=True)
class PartResult:
    """A further figure beside the headline."""

    name: str
    value: Number | None
    numerator: Number | None
    denominator: Number | None


@dataclass(frozen=True)
class KpiResult:
    """A KPI for a period, and for the whole hub or one part of a split.

    `value` is unrounded, percentages 0 to 100; `None` is not known. `returned` of `expected`
    schools answered for what the KPI reads; `estimated_share` (0 to 100) of them by estimate.
    `as_at` is the day the schools of the base were told, `register_date` that of the register
    they came from. `rag` is `None` while `is_provisional`, or without a target. `target` is what
    this period is judged by: of a term its step of the path, if there is one; `year_target` is the
    year's. `margin` is the amber margin set with it; `None` is the KPI's usual one. Of a KPI that
    is to stay in a range `band` and `year_band` stand for them, and there is no `target`. `breaks`
    are those of the KPI's series. `partial` of those returned answered in part: rows with errors
    were left out on purpose.
    """

    kpi: Kpi
    period: Period
    split: Split | None
    part_of_split: str | None
    value: Number | None
    numerator: Number | None
    denominator: Number | None
    parts: tuple[PartResult, ...]
    target: float | None
    rag: RagStatus | None
    shortfall: int | None
    returned: int
    expected: int
    estimated_share: float | None
    is_provisional: bool
    as_at: date
    register_date: date | None
    note: str = ""
    year_target: float | None = None
    margin: float | None = None
    breaks: tuple[SeriesBreak, ...] = ()
    partial: int = 0
    band: Band | None = None
    year_band: Band | None = None

    @property
    def has_target(self) -> bool:
        """Whether there is anything it is judged by."""
        return self.target is not None or self.band is not None

    @property
    def coverage(self) -> float | None:
        """Returned of expected, 0 to 100; `None` where nobody is expected."""
        return PERCENT * self.returned / self.expected if self.expected else None

    def break_since(self, before: KpiResult) -> SeriesBreak | None:
        """What makes this result incomparable with an earlier one, if anything does."""
        return find_break(self.breaks, before.period, self.period)

    def part(self, name: str) -> PartResult:
        """The further figure of that name; `KeyError` if there is none."""
        return {part.name: part for part in self.parts}[name]

    def to_json(self) -> dict[str, Any]:
        """The result as `scorecard --json` prints it; what is not known is `None`."""
        return {
            "kpi": self.kpi.id,
            "name": self.kpi.name,
            "goals": [goal.value for goal in self.kpi.goals],
            "functions": [function.value for function in self.kpi.functions],
            "outcomes": [outcome.value for outcome in self.kpi.outcomes],
            "period": self.period.code,
            "split": {self.split.name: self.part_of_split} if self.split else None,
            "value": self.value,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "parts": [
                {
                    "name": part.name,
                    "value": part.value,
                    "numerator": part.numerator,
                    "denominator": part.denominator,
                }
                for part in self.parts
            ],
            "unit": self.kpi.unit.value,
            "direction": self.kpi.direction.value,
            "target": self.target,
            "year_target": self.year_target,
            "band": list(self.band) if self.band else None,
            "year_band": list(self.year_band) if self.year_band else None,
            "amber_margin": self.margin,
            "rag": self.rag.value if self.rag else None,
            "returned": self.returned,
            "expected": self.expected,
            "returned_in_part": self.partial,
            "provisional": self.is_provisional,
            "estimated_share": self.estimated_share,
            "definition_version": self.kpi.version,
            "as_at": self.as_at.isoformat(),
            "register_date": self.register_date.isoformat() if self.register_date else None,
            "note": self.note,
        }


def build_results(
    kpis: Iterable[Kpi],
    bases: Iterable[Base],
    evaluation: Evaluation,
    *,
    policy: Policy,
    split: Split | None = None,
    targets: Targets | None = None,
    breaks: Iterable[SeriesBreak] = (),
) -> list[KpiResult]:
    """Every result an evaluation holds: by period in the order of the bases, the whole hub
    first, then the parts of the split in order, each with the KPIs in their order."""
    by_period = {base.period: base for base in bases}
    place = {period: nth for nth, period in enumerate(by_period)}
    order = sorted(evaluation, key=lambda key: (place[key[0]], key[1] or ""))
    kpis, known = tuple(kpis), tuple(breaks)
    broken = {kpi: breaks_of(kpi, known) for kpi in kpis}
    results: list[KpiResult] = []
    for period, part in order:
        base, figures, whole = by_period[period], evaluation[period, part], evaluation[period, None]
        results += [
            build_result(
                kpi,
                base,
                figures,
                asked=whole if kpi.asked is Among.HUB else figures,
                policy=policy,
                split=split if part is not None else None,
                part_of_split=part,
                target=target_of(kpi, part, targets or {}),
                breaks=broken[kpi],
            )
            for kpi in kpis
            if part is None or _is_split(kpi, split, part, figures)
        ]
    return results


def _is_split(kpi: Kpi, split: Split | None, part: str, figures: Figures) -> bool:
    """Whether a KPI can be told of a part; the unknown part only where it adds anything."""
    if split is None or split.name not in kpi.splits:
        return False
    return part != UNKNOWN or any(figures[figure] for figure in kpi.figures)


def build_result(
    kpi: Kpi,
    base: Base,
    figures: Figures,
    *,
    policy: Policy,
    asked: Figures | None = None,
    split: Split | None = None,
    part_of_split: str | None = None,
    target: Target | None = None,
    breaks: tuple[SeriesBreak, ...] = (),
) -> KpiResult:
    """One result from its figures; `asked` are those that tell who returned, if they are others:
    the lead organisation answers for every part of the hub."""
    coverage = kpi.coverage
    told = figures if asked is None else asked
    expected, returned = int(told[coverage.expected]), int(told[coverage.returned])
    is_silent = kpi.is_silent(returned)
    is_asked = is_asked_for(kpi, base)
    headline = _told(kpi, kpi.headline, figures, is_silent=is_silent, is_asked=is_asked)
    is_part_asked = is_asked or kpi.yearly is not Yearly.ONLY
    is_provisional = PERCENT * returned < policy.coverage_percent * expected
    wanted = target or Target()
    is_ranged = kpi.direction is Direction.BAND
    aim = None if is_ranged else wanted.at(base.period)
    band, margin = wanted.band_at(base.period) if is_ranged else None, wanted.margin
    return KpiResult(
        kpi=kpi,
        period=base.period,
        split=split,
        part_of_split=part_of_split,
        value=headline.value,
        numerator=headline.numerator,
        denominator=headline.denominator,
        parts=tuple(
            _part(
                part,
                _told(kpi, part.formula, figures, is_silent=is_silent, is_asked=is_part_asked),
            )
            for part in kpi.parts
        ),
        target=aim,
        rag=None
        if is_provisional
        else compute_rag(kpi, headline.value, target=aim, band=band, margin=margin),
        shortfall=_shortfall(kpi, headline, target=aim),
        returned=returned,
        expected=expected,
        estimated_share=PERCENT * told[coverage.estimated] / returned if returned else None,
        is_provisional=is_provisional,
        as_at=base.reference_date,
        register_date=base.register_date,
        note=_note(kpi, base),
        year_target=None if is_ranged else wanted.value,
        margin=margin,
        breaks=breaks,
        band=band,
        year_band=wanted.band_at(Period(base.period.year)) if is_ranged else None,
    )


def _told(
    kpi: Kpi, formula: Formula, figures: Figures, *, is_silent: bool, is_asked: bool
) -> Computed:
    """The value; where nobody returned, nothing was found because nothing was told: not known.
    Nor is what is asked once a year, before the year's last return is due."""
    computed = compute(formula, figures)
    if not is_asked or (is_silent and not computed.numerator):
        computed = Computed(None, None, computed.denominator)
    return kpi.without_empty_base(computed)


def _part(part: Part, told: Computed) -> PartResult:
    return PartResult(part.name, told.value, told.numerator, told.denominator)


def _shortfall(kpi: Kpi, headline: Computed, *, target: float | None) -> int | None:
    if target is None or headline.numerator is None or headline.value is None:
        return None
    return compute_shortfall(
        kpi, headline.numerator, denominator=headline.denominator, target=target
    )


def _note(kpi: Kpi, base: Base) -> str:
    if not kpi.names_deprivation_index:
        return ""
    if not base.deprivation_indices:
        return "No deprivation index is loaded."
    return f"By {' and '.join(base.deprivation_indices)}, of the school's own area."
