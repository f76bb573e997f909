"""What a KPI is: one entry of the catalogue, with its words, its formula and its worked example."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from hubdata.framework import LIMBS, Goal, Limb, Outcome, StrategicFunction
from hubdata.kpis.language.base import Base
from hubdata.kpis.language.expressions import ALWAYS, Number, all_of, any_of, holds, is_in, is_yes
from hubdata.kpis.language.figures import Among, Computed, Figure, Formula, Part, figures_read
from hubdata.kpis.language.measures import PART, happened
from hubdata.kpis.language.splits import BY_SCHOOL
from hubdata.periods import Period


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    CONTEXT = "context"


class BaseRule(StrEnum):
    """Who is in the denominator."""

    ALL = "all"
    """Every open state-funded school of the hub (or of its own list), returned or not."""
    RETURNED = "returned"
    """Schools that answered the question; a blank leaves the base."""
    SAME = "same"
    """Exactly the schools whose counts are in the numerator."""
    NONE = "none"
    """There is no denominator."""


class Unit(StrEnum):
    PERCENT = "%"
    POINTS = "pp"
    COUNT = "count"
    INDEX = "index"
    MEAN = "mean"
    POUNDS = "£"
    RATIO = "ratio"
    """To 1: "4.9 : 1"."""
    MONTHS = "months"
    TONNES = "t"
    PER_10000 = "per 10,000"


class Yearly(StrEnum):
    """What is asked once a year is not known before the summer or annual return is due."""

    NO = "no"
    ONLY = "only"
    """Of a term alone it is not known either."""
    IN_THE_YEAR = "in the year"
    """A term is told by itself; the year only once all of it can be known."""


def is_asked_for(kpi: Kpi, base: Base) -> bool:
    """Whether the KPI can be known of the period by now, however many returned."""
    if kpi.yearly is Yearly.NO or (kpi.yearly is Yearly.IN_THE_YEAR and not base.period.is_year):
        return True
    return base.period.is_year and base.is_year_due


AFTERWARDS = date(2025, 12, 1)
"""The day the examples of 2024/25 are looked at, when every return of that year is due."""


@dataclass(frozen=True, eq=False)
class Example:
    """A small hub with its rows, and what comes out: the worked example that is also a test.

    `rows` are by the name of the sheet's table, each with `source` and `slot`; the pseudo-sheets
    `part` and `return` too. Every sheet with rows counts as returned; `returned` names schools
    that returned an empty Support sheet for a period.
    """

    words: str
    base: Base
    rows: dict[str, tuple[dict[str, Any], ...]]
    value: Number
    numerator: Number
    denominator: Number | None = None
    today: date = AFTERWARDS
    returned: tuple[tuple[int, Period], ...] = ()


Band = tuple[float, float]
"""Both ends of a range that a value is to stay in, in the KPI's unit."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Kpi:
    """A defined, owned indicator. A change of definition makes a new `version`.

    `sheets` are the tables whose answers the numerator is made of: a school that returned one of
    them counts as covered. Empty: the value is known without any return.
    `changed` has the years from which a new version of the definition holds, as (202526, "what is
    other"): each is a break in the series. `rewritten` says what a version counts otherwise of all
    years alike, as ("2", "what is other"): no break, but what was frozen before is another number
    now; the definition as it was stays in `catalogue/former.py`. `counted` says what the numerator
    counts: "schools", "pupils"; `out_of` of whom it is a share, where that is somebody else.
    `default_target` and `band` are what it is judged by until the hub sets its own. `asked` are
    those who are expected to return. `tells_no_base_as_0` is how older snapshots were made: a
    denominator that nobody told stood there as 0. Every KPI of the catalogue has an `example`; a
    hub's own has none.
    """

    id: str
    name: str
    short_name: str
    goals: tuple[Goal, ...]
    limbs: tuple[Limb, ...]
    outcomes: tuple[Outcome, ...]
    why: str
    formula_words: str
    numerator_words: str
    denominator_words: str
    headline: Formula
    unit: Unit
    direction: Direction
    base: BaseRule
    over: str
    sheets: tuple[str, ...]
    counted: str
    out_of: str = ""
    example: Example | None = None
    parts: tuple[Part, ...] = ()
    band: Band | None = None
    default_target: float | None = None
    amber_margin: float | None = None
    owner_role: str = "Head of the hub"
    version: str = "1"
    changed: tuple[tuple[int, str], ...] = ()
    rewritten: tuple[tuple[str, str], ...] = ()
    splits: tuple[str, ...] = BY_SCHOOL
    names_deprivation_index: bool = False
    asked: Among = Among.BASE
    yearly: Yearly = Yearly.NO
    tells_no_base_as_0: bool = False

    @property
    def functions(self) -> tuple[StrategicFunction, ...]:
        """The strategic functions it is evidence for, each once."""
        return tuple(dict.fromkeys(limb.function for limb in self.limbs))

    @property
    def formulas(self) -> Iterator[Formula]:
        """The headline's formula, then those of the parts."""
        yield self.headline
        yield from (part.formula for part in self.parts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it needs, those of coverage too, each once."""
        own = [figure for formula in self.formulas for figure in figures_read(formula)]
        return tuple(dict.fromkeys((*own, *self.coverage.figures)))

    def is_silent(self, returned: Number) -> bool:
        """Whether nobody told anything of it, so that nothing found is no 0."""
        return bool(self.sheets) and not returned and self.base is not BaseRule.RETURNED

    def without_empty_base(self, computed: Computed) -> Computed:
        """Where base and numerator are the same sources' answers, a 0 to divide by is no 0: it was
        not told."""
        is_same = self.base is BaseRule.SAME and not self.tells_no_base_as_0
        if is_same and computed.denominator == 0 and computed.numerator != 0:
            return replace(computed, denominator=None)
        return computed

    @cached_property
    def coverage(self) -> Coverage:
        """The figures that say how many of those asked returned."""
        return coverage_of(self.sheets, self.asked)


UNKNOWN_IF_BLANK = ("2", "where nobody answered what is counted, it is not known; before, it was 0")
"""What `rewritten` says where a blank was counted as nothing."""


def limb(function: StrategicFunction, key: str) -> Limb:
    """The limb of a function with that key; `KeyError` if the framework has none."""
    return {(one.function, one.key): one for one in LIMBS}[function, key]


@dataclass(frozen=True)
class Coverage:
    """The figures behind "142 of 301 schools returned, 3 % of them by estimate"."""

    expected: Figure
    returned: Figure
    estimated: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.expected, self.returned, self.estimated


EXPECTED = {
    Among.BASE: Figure("schools in the base"),
    Among.PARTNERS: Figure("partners of the hub", among=Among.PARTNERS),
    Among.HUB: Figure("the lead organisation", among=Among.HUB),
}


ASKED = {Among.BASE: "schools", Among.PARTNERS: "partners", Among.HUB: "lead organisations"}
"""Who is asked, as a noun."""


@cache
def coverage_of(sheets: tuple[str, ...], asked: Among = Among.BASE) -> Coverage:
    """Who returned one of these sheets, or said that there is nothing to report; with no sheets
    given, who returned anything."""
    answers = any_of(is_in("sheet", *sheets), is_yes("nil_return")) if sheets else ALWAYS
    returned = happened("returned", PART, answers)
    estimated = happened("returned estimates", PART, all_of(answers, is_yes("is_estimate")))
    return Coverage(
        EXPECTED[asked],
        Figure(f"{ASKED[asked]} that returned", where=holds(returned), among=asked),
        Figure(f"{ASKED[asked]} that returned estimates", where=holds(estimated), among=asked),
    )
