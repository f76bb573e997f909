"""Schools like one school, and how far music reaches pupils there: rates recomputed from all their
pupils, never averaged. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from hubdata import wording
from hubdata.kpis.language.base import BaseSchool
from hubdata.services.reach.histories import Histories, Reach, SchoolHistory, TermTold

MOST = 10
"""So many schools are compared with."""
TWICE_THE_SIZE = 1.0
DECILES = 3.0
"""A school of twice or half the size is as unlike as one three deciles of deprivation away."""
UNKNOWN_DECILE = 1.0
PERCENT = 100

NAMES = {
    Reach.WHOLE_CLASS: "Pupils in whole-class teaching",
    Reach.TUITION: "Tuition enrolments",
    Reach.ENSEMBLES: "Regular ensemble members",
}


@dataclass(frozen=True)
class Comparison:
    """A share of pupils on roll, percent, term by term, oldest first: the school's own and that of
    all similar schools that returned put together. `None`: not known. Without `reach` it is the
    strands of support, a number."""

    name: str
    reach: Reach | None
    own: tuple[float | None, ...]
    others: tuple[float | None, ...]


def find_similar(school: BaseSchool, histories: Histories) -> tuple[SchoolHistory, ...]:
    """The schools of the same phase nearest in size and deprivation, at most ten; none where the
    school's own size is not known."""
    if not school.roll:
        return ()
    others = [
        (distance_between(school, one.school), one.school.urn, one)
        for one in histories.schools.values()
        if one.school.urn != school.urn and one.school.phase == school.phase and one.school.roll
    ]
    return tuple(one for _, _, one in sorted(others, key=lambda each: each[:2])[:MOST])


def distance_between(one: BaseSchool, other: BaseSchool) -> float:
    """0 for the same size and decile; 1 for twice the size, or three deciles away."""
    size = abs(log2((other.roll or 1) / (one.roll or 1))) / TWICE_THE_SIZE
    if one.deprivation_decile is None or other.deprivation_decile is None:
        return size + UNKNOWN_DECILE
    return size + abs(one.deprivation_decile - other.deprivation_decile) / DECILES


def compare(own: SchoolHistory, similar: Sequence[SchoolHistory]) -> tuple[Comparison, ...]:
    """Strands of support, then each way in which music reaches pupils."""
    terms = list(zip(*(one.terms for one in similar), strict=True)) if similar else []
    strands = Comparison(
        "Strands of support",
        None,
        tuple(_plain(term.strands) for term in own.terms),
        tuple(_mean_strands(some) for some in terms) or (None,) * len(own.terms),
    )
    shares = (
        Comparison(
            NAMES[reach],
            reach,
            tuple(_share([term], reach) for term in own.terms),
            tuple(_share(some, reach) for some in terms) or (None,) * len(own.terms),
        )
        for reach in Reach
    )
    return (strands, *shares)


def explain_similar(similar: Sequence[SchoolHistory]) -> str:
    """How the similar schools are chosen, and which sizes and deciles they span."""
    if not similar:
        return "There is no school of the same phase and known size to compare with."
    rolls = sorted(one.school.roll or 0 for one in similar)
    deciles = sorted(
        one.school.deprivation_decile for one in similar if one.school.deprivation_decile
    )
    least, most = rolls[0], rolls[-1]
    span = f"{least:,} pupils" if least == most else f"{least:,} to {most:,} pupils"
    if deciles:
        first, last = deciles[0], deciles[-1]
        span += f", decile {first}" if first == last else f", deciles {first} to {last}"
    number = wording.count_of(len(similar), "schools")
    return (
        f"Compared with the {number} of the same phase nearest in size and deprivation: {span}. "
        "Of them, those that returned count, all their pupils put together."
    )


def _share(terms: Sequence[TermTold], reach: Reach) -> float | None:
    """Pupils reached of all on roll, over the schools that returned."""
    told = [term for term in terms if term.reached is not None and term.roll]
    roll = sum(term.roll or 0 for term in told)
    if not roll:
        return None
    return PERCENT * sum((term.reached or {}).get(reach, 0) for term in told) / roll


def _mean_strands(terms: Sequence[TermTold]) -> float | None:
    known = [term.strands for term in terms if term.strands is not None]
    return sum(known) / len(known) if known else None


def _plain(number: int | None) -> float | None:
    return None if number is None else float(number)
