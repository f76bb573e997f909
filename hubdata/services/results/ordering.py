"""Orders in which a scorecard can be read. Pure over its lines; what is not known comes last."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import StrEnum

from hubdata.kpis.judging.rag import RagStatus, amber_margin
from hubdata.kpis.language.kpi import Direction
from hubdata.services.results import kpi_words, sentences
from hubdata.services.results.scorecards import KpiResult, ScorecardLine


class Order(StrEnum):
    """`USUAL` is the catalogue's own."""

    USUAL = "usual"
    GAP = "gap"
    CHANGE = "change"
    COVERAGE = "coverage"
    NAME = "name"


def sort_lines(lines: Sequence[ScorecardLine], order: Order) -> list[ScorecardLine]:
    """Lines in an order; those that are alike in it stay as they were."""
    keys: dict[Order, Callable[[ScorecardLine], float | str]] = {
        Order.GAP: lambda line: -_missed(line),
        Order.CHANGE: lambda line: -_changed(line),
        Order.COVERAGE: _coverage,
        Order.NAME: lambda line: line.kpi.name.casefold(),
    }
    key = keys.get(order)
    return sorted(lines, key=key) if key else list(lines)


def list_owners(lines: Sequence[ScorecardLine]) -> list[str]:
    """Who owns these KPIs, each once, by name."""
    return sorted({line.kpi.owner_role for line in lines}, key=str.casefold)


def _missed(line: ScorecardLine) -> float:
    """How far from its target, in margins of amber: below 0 where it is reached and there is some
    to spare; what is not rated comes after all that is."""
    if line.now.rag is None:
        return -math.inf
    steps = missed_steps(line.now)
    return -steps if line.now.rag is RagStatus.GREEN else steps


def _changed(line: ScorecardLine) -> float:
    """How far it moved since the period before, in margins of amber; -1 where that is not known."""
    change = sentences.change_of(line.now, line.before)
    if change is None or line.before is None or line.before.value is None:
        return -1
    aim = kpi_words.aim_of(line.now) or float(line.before.value)
    margin = amber_margin(line.kpi, target=aim, margin=line.now.margin)
    return abs(change) / (margin or 1)


def _coverage(line: ScorecardLine) -> float:
    return 101 if line.now.coverage is None else line.now.coverage


def missed_steps(result: KpiResult) -> float:
    """How far a value is from its target, on either side of it, in margins of amber; 0 inside a
    band."""
    if result.value is None:
        return 0.0
    if result.kpi.direction is Direction.BAND:
        missed = sentences.distance_to_band(result, result.value)
    else:
        missed = abs((result.target or 0) - result.value) if result.target is not None else 0.0
    aim = kpi_words.aim_of(result)
    return missed / (amber_margin(result.kpi, target=aim, margin=result.margin) or 1)
