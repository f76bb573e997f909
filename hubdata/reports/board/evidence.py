"""What a board pack rests on: results as plain values that can be kept for years and read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hubdata.kpis.judging.rag import amber_words
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.figures import Gap, Index
from hubdata.kpis.language.kpi import ASKED, BaseRule, Kpi, Unit

COUNTED_RATES = (Unit.INDEX, Unit.POINTS)
"""Units whose numerator and denominator are rates; the counts are in the parts."""

MONEY = "pounds"
ON_ROLL = "pupils on roll"
OF_A_ROLL = ("enrolments", "memberships")
"""What is not a part of a roll but set against it: a pupil may have two."""


@dataclass(frozen=True)
class Rate:
    """A rate under an index or a gap, by its counts."""

    numerator: float | None
    denominator: float | None


@dataclass(frozen=True)
class Figure:
    """One result. Numbers are unrounded, `None` is not known; `hidden` says why they may not be
    told, and then there are none."""

    period: str
    tick: str
    year: str
    value: float | None
    numerator: float | None
    denominator: float | None
    returned: int
    expected: int
    estimated_share: float | None
    is_provisional: bool
    target: float | None
    rag: str | None
    shortfall: int | None
    rates: tuple[Rate, ...] = ()
    hidden: str = ""
    band: tuple[float, float] | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is a value to tell."""
        return self.value is not None and not self.hidden


@dataclass(frozen=True)
class AuthorityFigures:
    """A KPI in one local authority, now and the period before."""

    code: str
    name: str
    now: Figure
    before: Figure | None


@dataclass(frozen=True)
class Level:
    """A benchmark: a level with its words, such as "National 59% (2022/23)"."""

    value: float
    words: str


@dataclass(frozen=True)
class SeriesBreak:
    """Figures before and after are not comparable: `before` is the place in the trend of the first
    figure after it."""

    before: int
    reason: str


@dataclass(frozen=True)
class KpiEvidence:
    """A KPI with its words and all figures that a pack may show of it. `band` is only of what was
    kept before figures had the band they are judged by."""

    id: str
    name: str
    functions: tuple[str, ...]
    unit: str
    direction: str
    counted: str
    counted_of: str
    asked: str
    owner: str
    version: str
    why: str
    formula: str
    denominator: str
    rag_rule: str
    now: Figure
    before: Figure | None
    year_before: Figure | None
    trend: tuple[Figure, ...] = ()
    authorities: tuple[AuthorityFigures, ...] = ()
    benchmark: Level | None = None
    breaks: tuple[SeriesBreak, ...] = ()
    outlook: str = ""
    band: tuple[float, float] | None = None

    @property
    def is_counted(self) -> bool:
        """Whether gaps and changes are told in whole schools or pupils; money is told in points."""
        return self.unit in (Unit.PERCENT, Unit.COUNT) and self.counted != MONEY

    @property
    def has_counts(self) -> bool:
        """Whether numerator and denominator are counts that add up over authorities."""
        return self.unit not in COUNTED_RATES


@dataclass(frozen=True)
class AuthorityReturns:
    """How many schools of an authority returned for the period."""

    name: str
    returned: int
    expected: int


@dataclass(frozen=True)
class Evidence:
    """Everything a pack for a period can say, as it was on the day it was frozen."""

    hub_name: str
    period: str
    since: str
    snapshot: str
    as_at: date
    register_date: date | None
    coverage_percent: float
    kpis: tuple[KpiEvidence, ...]
    returns: tuple[AuthorityReturns, ...]
    silent: tuple[str, ...] = ()
    is_sample: bool = False

    def find(self, kpi_id: str) -> KpiEvidence | None:
        """The KPI of that id, if the hub has it."""
        return next((one for one in self.kpis if one.id == kpi_id), None)


def build_figure(result: KpiResult) -> Figure:
    """A result as a plain value."""
    period = result.period
    return Figure(
        period=period.label,
        tick=period.year.label if period.is_year else period.term.capitalize()[:3],
        year="" if period.is_year else period.year.label,
        value=_plain(result.value),
        numerator=_plain(result.numerator),
        denominator=_plain(result.denominator),
        returned=result.returned,
        expected=result.expected,
        estimated_share=result.estimated_share,
        is_provisional=result.is_provisional,
        target=result.target,
        rag=result.rag.value if result.rag else None,
        shortfall=result.shortfall,
        rates=_rates(result),
        band=result.band,
    )


def _rates(result: KpiResult) -> tuple[Rate, ...]:
    """The counts of the two rates that an index or a gap is made of, where the KPI tells them."""
    headline = result.kpi.headline
    made_of = (
        (headline.rate, headline.by)
        if isinstance(headline, Index)
        else (headline.rate, headline.less)
        if isinstance(headline, Gap)
        else ()
    )
    names = {part.name for part in result.kpi.parts if part.formula in made_of}
    return tuple(
        Rate(_plain(part.numerator), _plain(part.denominator))
        for part in result.parts
        if part.name in names
    )


def build_kpi(
    kpi: Kpi,
    *,
    now: KpiResult,
    before: KpiResult | None,
    year_before: KpiResult | None,
    functions: Iterable[str],
    trend: Iterable[KpiResult] = (),
    authorities: Iterable[AuthorityFigures] = (),
) -> KpiEvidence:
    """A KPI's words and figures as plain values."""
    return KpiEvidence(
        id=kpi.id,
        name=kpi.name,
        functions=tuple(functions),
        unit=kpi.unit.value,
        direction=kpi.direction.value,
        counted=kpi.counted,
        counted_of=_counted_of(kpi),
        asked=ASKED[kpi.asked],
        owner=kpi.owner_role,
        version=kpi.version,
        why=kpi.why,
        formula=kpi.formula_words,
        denominator=kpi.denominator_words,
        rag_rule=amber_words(kpi, margin=now.margin, band=now.band),
        now=build_figure(now),
        before=build_figure(before) if before else None,
        year_before=build_figure(year_before) if year_before else None,
        trend=tuple(map(build_figure, trend)),
        authorities=tuple(authorities),
    )


def _counted_of(kpi: Kpi) -> str:
    is_of_a_roll = kpi.base is BaseRule.ALL and kpi.counted in OF_A_ROLL
    return ON_ROLL if is_of_a_roll else kpi.counted


def _plain(number: object) -> float | None:
    return None if number is None else float(number)  # type: ignore[arg-type]
