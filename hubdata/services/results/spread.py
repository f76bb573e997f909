"""Who is above and who is below the hub's own value, of the parts of a split. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hubdata import wording
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.kpi import Direction, Unit
from hubdata.services.results import sentences

LEAST_ASKED = 5
"""Parts of fewer schools or partners are left out: one more or less would move them across."""
COMPARED = (Unit.PERCENT, Unit.INDEX, Unit.MEAN, Unit.POINTS)
"""Units in which a part can be held against the whole: a number of things cannot."""


@dataclass(frozen=True)
class Spread:
    """Parts above and below the hub's value, the farthest first; how many were left out as too
    small, not known or provisional."""

    above: tuple[KpiResult, ...]
    below: tuple[KpiResult, ...]
    left_out: int


def find_spread(parts: Sequence[KpiResult], whole: KpiResult) -> Spread | None:
    """The parts on either side; `None` where they cannot be compared."""
    if whole.value is None or whole.kpi.unit not in COMPARED:
        return None
    level = float(whole.value)
    told = {
        part.part_of_split: float(part.value)
        for part in parts
        if part.value is not None and not part.is_provisional and part.expected >= LEAST_ASKED
    }
    known = [part for part in parts if part.part_of_split in told]

    def away(part: KpiResult) -> float:
        return told[part.part_of_split] - level

    seen = [part for part in known if not sentences.is_unchanged(whole, away(part))]
    return Spread(
        tuple(sorted((one for one in seen if away(one) > 0), key=away, reverse=True)),
        tuple(sorted((one for one in seen if away(one) < 0), key=away)),
        len(parts) - len(known),
    )


def title_of_spread(spread: Spread | None, whole: KpiResult, label: str) -> str:
    """ "Furthest behind by phase: alternative provision, at 17%"; how far apart they are where
    neither more nor less is better; plain where nobody is behind."""
    behind: tuple[KpiResult, ...] = ()
    if spread:
        behind = sides_of(spread).get(whole.kpi.direction, ())
    if spread and spread.below and spread.above and whole.kpi.direction not in sides_of(spread):
        low, high = spread.below[0], spread.above[0]
        ends = [
            f"{sentences.value_of(one)} in {wording.first_lower(one.part_of_split or '')}"
            for one in (low, high)
        ]
        return f"By {wording.first_lower(label)}: from {ends[0]} to {ends[1]}"
    if not behind:
        return f"By {wording.first_lower(label)}"
    part = wording.first_lower(behind[0].part_of_split or "")
    value = sentences.value_of(behind[0])
    return f"Furthest behind by {wording.first_lower(label)}: {part}, at {value}"


def sides_of(spread: Spread) -> dict[Direction, tuple[KpiResult, ...]]:
    """Who is behind, by which way is better."""
    return {Direction.UP: spread.below, Direction.DOWN: spread.above}


def explain_part(part: KpiResult, whole: KpiResult) -> str:
    """ "67% (+11 pts)": a part's value, and how far it is from the hub's."""
    away = float(part.value or 0) - float(whole.value or 0)
    change = wording.explain_change(
        away, whole.kpi.unit.value, decimals=sentences.decimals_of(whole)
    )
    return f"{sentences.value_of(part)} ({change})"
