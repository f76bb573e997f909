"""Which schools moved a KPI since the term before: who counts no longer and who counts anew, or
whose number fell and rose the most. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hubdata.kpis.language.kpi import Kpi, Unit
from hubdata.kpis.reading.explain import Explanation
from hubdata.services.results.school_spread import (
    SchoolValue,
    can_compare_schools,
    is_of_schools,
    list_told,
)


@dataclass(frozen=True)
class SchoolMove:
    """One school that told of both periods: what it added to the numerator then, and now."""

    owner: str
    name: str
    before: float
    now: float

    @property
    def change(self) -> float:
        return self.now - self.before


@dataclass(frozen=True)
class SchoolMoves:
    """Schools that add less than before, and more; the largest change first. Where each school
    counts or does not (`is_share_of_schools`), they count no longer, and anew. `silent` counted
    before and told nothing now: a missing return is no change.
    """

    less: tuple[SchoolMove, ...]
    more: tuple[SchoolMove, ...]
    silent: tuple[SchoolValue, ...]
    is_share_of_schools: bool


def can_move(kpi: Kpi) -> bool:
    """Whether what single schools add to a KPI can be held against the term before."""
    return can_compare_schools(kpi) and kpi.unit is not Unit.INDEX


def find_school_moves(before: Explanation, now: Explanation) -> SchoolMoves:
    """Of schools that told of both periods, those that add less, and more."""
    earlier = {one.owner: one for one in list_told(before)}
    told = list_told(now)
    moves = [
        SchoolMove(one.owner, one.name, earlier[one.owner].numerator, one.numerator)
        for one in told
        if one.owner in earlier
    ]
    gone = earlier.keys() - {one.owner for one in told}
    return SchoolMoves(
        _sorted(one for one in moves if one.change < 0),
        _sorted(one for one in moves if one.change > 0),
        tuple(
            sorted(
                (earlier[owner] for owner in gone if earlier[owner].numerator),
                key=lambda one: (-one.numerator, one.name),
            )
        ),
        is_of_schools(now.kpi, told),
    )


def _sorted(moves: Iterable[SchoolMove]) -> tuple[SchoolMove, ...]:
    return tuple(sorted(moves, key=lambda one: (-abs(one.change), one.name)))
