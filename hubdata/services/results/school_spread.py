"""Which schools are above and which below the hub's own value, by what each adds to it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hubdata import wording
from hubdata.kpis.language.figures import Among, Index, Ratio, compute, figures_of
from hubdata.kpis.language.kpi import Kpi, Unit
from hubdata.kpis.reading.explain import Explanation
from hubdata.services.results import kpi_words

LEAST_COUNTED = 10
"""Schools with fewer pupils or enrolments to reckon with are left out: one more or less would move
them across."""
COMPARED = (Unit.PERCENT, Unit.INDEX, Unit.MEAN)
"""Units in which one school can be held against the hub."""


@dataclass(frozen=True)
class SchoolValue:
    """One school: its own value, in the KPI's unit, and what it is made of; both unrounded."""

    owner: str
    name: str
    value: float
    numerator: float
    denominator: float


@dataclass(frozen=True)
class SchoolSpread:
    """Schools on either side of the hub's value, the farthest first, then the largest. Where the
    KPI is a share of schools, a school either counts (`above`) or does not (`below`). How many were
    left out as not known, and how many as too small."""

    above: tuple[SchoolValue, ...]
    below: tuple[SchoolValue, ...]
    is_share_of_schools: bool
    not_known: int
    too_small: int


def can_compare_schools(kpi: Kpi) -> bool:
    """Whether a KPI has a value of a school's own."""
    is_rate = isinstance(kpi.headline, Ratio | Index) and kpi.unit in COMPARED
    is_of_schools = kpi.asked is Among.BASE and kpi.counted != "trusts"
    return is_rate and is_of_schools and bool(kpi_words.list_splits(kpi))


def find_school_spread(explanation: Explanation) -> SchoolSpread | None:
    """The schools on either side; `None` where the hub's own value is not known."""
    whole = explanation.headline.computed.value
    if whole is None:
        return None
    silent = {one.owner for one in explanation.headline.exclusions}
    told = list_told(explanation)
    stand_for_themselves = all(one.denominator == 1 for one in told)
    is_share = is_of_schools(explanation.kpi, told)
    large = [one for one in told if stand_for_themselves or one.denominator >= LEAST_COUNTED]
    away = {one.owner: one.value - float(whole) for one in large}
    places = wording.decimals_of(explanation.kpi.unit.value, float(whole))
    seen = [
        one
        for one in large
        if not wording.is_written_alike(abs(away[one.owner]), 0, decimals=places)
    ]

    def order(one: SchoolValue) -> tuple[float, float, str]:
        return -abs(away[one.owner]), -one.denominator, one.name

    return SchoolSpread(
        tuple(sorted((one for one in seen if away[one.owner] > 0), key=order)),
        tuple(sorted((one for one in seen if away[one.owner] < 0), key=order)),
        is_share,
        len(silent),
        len(told) - len(large),
    )


def list_told(explanation: Explanation) -> Sequence[SchoolValue]:
    """The schools with a value of their own; without those that told nothing."""
    silent = {one.owner for one in explanation.headline.exclusions}
    return [one for one in _values(explanation) if one.owner not in silent]


def is_of_schools(kpi: Kpi, told: Sequence[SchoolValue]) -> bool:
    """Whether each school counts or does not, and has no figure of its own."""
    return kpi.unit is Unit.PERCENT and all(one.denominator == 1 for one in told)


def _values(explanation: Explanation) -> Sequence[SchoolValue]:
    """The formula, reckoned for each school that is in every denominator."""
    formula = explanation.kpi.headline
    figures = figures_of(formula)
    amounts = [
        {one.owner: one.amount for one in figure.contributions}
        for figure in explanation.headline.figures
    ]
    names = {
        one.owner: one.name
        for figure in explanation.headline.figures
        for one in figure.contributions
        if one.name and one.owner.isdigit()  # a URN: partners have pages of their own
    }
    found = []
    for owner in sorted(set.intersection(*(set(one) for one in amounts[1::2])) & names.keys()):
        mine = {figure: some.get(owner, 0) for figure, some in zip(figures, amounts, strict=True)}
        value = compute(formula, mine).value
        if value is not None:
            first, second = mine[figures[0]], mine[figures[1]]
            found.append(
                SchoolValue(owner, names[owner], float(value), float(first), float(second))
            )
    return found
