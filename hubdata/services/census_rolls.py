"""The rolls of a school census by today's schools, wherever its older numbers have them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from hubdata.register.links import Succession, resolve_urn
from hubdata.store.registers.register import CensusRoll

COUNTS = ("headcount", "eyfs", "ks1", "ks2", "ks3", "ks4", "ks5", "fsm_pupils")


def find_former(
    urns: Collection[int], others: Iterable[int], succession: Succession
) -> dict[int, int]:
    """Under which of some schools others count: those of the links, and some more."""
    known = {*succession.after, *succession.before, *others}.difference(urns)
    resolved = ((urn, resolve_urn(urn, urns, succession)) for urn in known)
    return {old: new for old, new in resolved if new is not None}


def find_rolls(
    rolls: Iterable[CensusRoll], counted_as: Mapping[int, int], *, year: int
) -> dict[int, CensusRoll]:
    """The rolls of a year (202526) by the schools that have those pupils today: a census older than
    a conversion or a merger has them under former numbers, and those of a merger are added up."""
    told: dict[int, list[CensusRoll]] = defaultdict(list)
    for roll in rolls:
        told[counted_as.get(roll.urn, roll.urn)].append(roll)
    return {urn: _roll_of_today(urn, some, year) for urn, some in told.items()}


def rolls_then(census: Iterable[CensusRoll], year: int) -> tuple[CensusRoll, ...]:
    """Of every census, the oldest first, one roll for each number: that of the year (202526) or the
    latest before it; before the first census, the first."""
    rolls: dict[int, CensusRoll] = {}
    for roll in census:
        if roll.year <= year or roll.urn not in rolls:
            rolls[roll.urn] = roll
    return tuple(rolls.values())


def _roll_of_today(urn: int, rolls: Sequence[CensusRoll], year: int) -> CensusRoll:
    """The newest roll that is no later than the year, its own before those of former schools."""
    chosen = max((roll.year for roll in rolls if roll.year <= year), default=None)
    chosen = min(roll.year for roll in rolls) if chosen is None else chosen
    alike = [roll for roll in rolls if roll.year == chosen]
    own = next((roll for roll in alike if roll.urn == urn), None)
    return own or _add_rolls(urn, alike)


def _add_rolls(urn: int, rolls: Sequence[CensusRoll]) -> CensusRoll:
    """Several schools that became one, as one; what is not known of each is not known."""
    if len(rolls) == 1:
        return rolls[0]
    groups = [json.loads(roll.year_groups) for roll in rolls]
    names = dict.fromkeys(name for group in groups for name in group)
    years = {name: _sum_known(group.get(name) for group in groups) for name in names}
    counts = {name: _sum_known(getattr(roll, name) for roll in rolls) for name in COUNTS}
    return CensusRoll(urn=urn, year=rolls[0].year, year_groups=json.dumps(years), **counts)


def _sum_known(counts: Iterable[int | None]) -> int | None:
    every = list(counts)
    known = [count for count in every if count is not None]
    return sum(known) if len(known) == len(every) else None
