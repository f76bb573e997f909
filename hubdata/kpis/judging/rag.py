"""Red, amber or green: a value against its target, and how far it is in whole schools or pupils."""

from __future__ import annotations

import math
from enum import StrEnum
from fractions import Fraction

from hubdata.kpis.language.expressions import Number
from hubdata.kpis.language.kpi import Band, Direction, Kpi, Unit
from hubdata.kpis.language.policy import AMBER_INDEX, AMBER_POINTS, AMBER_SHARE


class RagStatus(StrEnum):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


def compute_rag(
    kpi: Kpi,
    value: Number | None,
    *,
    target: Number | None = None,
    band: Band | None = None,
    margin: Number | None = None,
) -> RagStatus | None:
    """The status of a value; `None` without a value, a target (or band), or a direction.

    Up: green at the target or above, amber within the margin below it, else red. Down: mirrored.
    Band: green inside, amber within the margin outside. `band` is the one in force; `margin` is one
    that was set with the target; `None` is the KPI's usual one.
    """
    if value is None or kpi.direction is Direction.CONTEXT:
        return None
    aim = nearer_end(band, value) if kpi.direction is Direction.BAND else target
    if aim is None:
        return None
    missed = _missed_by(kpi, value, aim=aim, band=band)
    if missed <= 0:
        return RagStatus.GREEN
    allowed = amber_margin(kpi, target=aim, margin=margin)
    is_near = missed <= allowed or math.isclose(missed, allowed)
    return RagStatus.AMBER if is_near else RagStatus.RED


def nearer_end(band: Band | None, value: Number) -> float | None:
    """The end of a range that a value is nearer to, and leaves it by if it does; `None` without a
    range."""
    if band is None:
        return None
    low, high = band
    return high if 2 * value > low + high else low


def amber_margin(kpi: Kpi, *, target: Number | None, margin: Number | None = None) -> Number:
    """How far from the target is still amber: what was set, or what the KPI itself says, else 5
    percentage points, 0.1 of an index, or 5 % of a count."""
    if margin is not None:
        return margin
    if kpi.amber_margin is not None:
        return kpi.amber_margin
    if kpi.unit in (Unit.PERCENT, Unit.POINTS):
        return AMBER_POINTS
    return AMBER_INDEX if kpi.unit is Unit.INDEX else AMBER_SHARE * abs(target or 0)


RANGE_UNITS = {Unit.PERCENT: " %", Unit.MONTHS: " months"}
"""What stands after the numbers of a range."""


def amber_words(kpi: Kpi, *, margin: Number | None = None, band: Band | None = None) -> str:
    """The rule of the KPI's status, as a sentence to stand beside it; `band` is the range in force
    for one that is to stay in a range."""
    told = margin_words(kpi, margin=margin)
    match kpi.direction:
        case Direction.UP:
            return f"Green at the target or above, amber up to {told} below it, else red."
        case Direction.DOWN:
            return f"Green at the target or below, amber up to {told} above it, else red."
        case Direction.BAND:
            unit = RANGE_UNITS.get(kpi.unit, "")
            inside = f"from {band[0]:g} to {band[1]:g}{unit}" if band else "within the range"
            return f"Green {inside}, amber up to {told} outside, else red."
    return "No status: it is context."


def margin_words(kpi: Kpi, *, margin: Number | None = None) -> str:
    """How far is still amber: "5 percentage points", "5 % of the target", "2"."""
    own = kpi.amber_margin if margin is None else margin
    if kpi.unit in (Unit.PERCENT, Unit.POINTS):
        points = AMBER_POINTS if own is None else own
        return f"{points:g} percentage point{'' if points == 1 else 's'}"
    if own is not None:
        return f"{own:g}"
    return (
        f"{AMBER_INDEX:g}" if kpi.unit is Unit.INDEX else f"{100 * AMBER_SHARE:g} % of the target"
    )


def compute_shortfall(
    kpi: Kpi, numerator: Number, *, denominator: Number | None, target: Number
) -> int | None:
    """How many more (or, where less is better, fewer) schools or pupils reach the target.

    0 if it is reached; `None` for what is not a count or a percentage of one. The arithmetic is
    exact: 85 % of 20 is 17, not 17 and a little.
    """
    if kpi.direction not in (Direction.UP, Direction.DOWN):
        return None
    wanted = Fraction(str(target))
    if kpi.unit is Unit.PERCENT and denominator:
        wanted = wanted * Fraction(denominator) / 100
    elif kpi.unit is not Unit.COUNT:
        return None
    if kpi.direction is Direction.UP:
        return max(0, math.ceil(wanted - Fraction(numerator)))
    return max(0, math.ceil(Fraction(numerator) - wanted))


def _missed_by(kpi: Kpi, value: Number, *, aim: Number, band: Band | None) -> Number:
    """By how much a value is on the wrong side of its target; 0 or less if it is not."""
    if band is not None and kpi.direction is Direction.BAND:
        return max(band[0] - value, value - band[1])
    return aim - value if kpi.direction is Direction.UP else value - aim
