"""How often a group takes part, against how many of it are on roll in the same schools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hubdata.kpis.language.blocks import (
    ACTIVITY_NAMES,
    ACTIVITY_SHEETS,
    CONTEXT,
    HUB_SUPPORTED,
    PUPILS,
    ROLL,
    peak,
)
from hubdata.kpis.language.expressions import (
    ALWAYS,
    AllOf,
    Condition,
    Field,
    Known,
    Of,
    Total,
    all_of,
    any_of,
    known,
    total,
)
from hubdata.kpis.language.figures import Figure, Index, Part, Ratio
from hubdata.kpis.language.measures import Measure, carried


@dataclass(frozen=True)
class Group:
    """A group of pupils: the fields of a row that count it, and those of the roll.

    `known` are the fields a row must answer to be read at all; `fields` if none are given.
    """

    name: str
    fields: tuple[str, ...]
    rolls: tuple[str, ...]
    known: tuple[str, ...] = ()


def representation(
    group: Group, *, among: Condition = ALWAYS, sheets: tuple[str, ...] = ACTIVITY_SHEETS
) -> Index:
    """The group's share in hub-supported activities by its share on roll.

    Both shares are of the same schools: those with rows that can be read, whose roll and whose
    roll of the group are known.
    """
    pupils = [_pupils(group, sheet) for sheet in sheets]
    members = [_members(group, sheet) for sheet in sheets]
    has_rows = any_of(*(Known(Of(measure)) for measure in pupils))
    rolls = tuple(Of(_roll(name)) for name in group.rolls)
    same = all_of(among, has_rows, Known(ROLL), *(Known(roll) for roll in rolls))
    return Index(
        rate=Ratio(
            Figure(f"{group.name} in activities", where=same, value=_sum(members)),
            Figure("pupils in activities", where=same, value=_sum(pupils)),
        ),
        by=Ratio(
            Figure(f"{group.name} on roll", where=same, value=Total(rolls)),
            Figure("pupils on roll of the same schools", where=same, value=ROLL),
        ),
    )


def parts_of_index(index: Index) -> tuple[Part, Part]:
    """Both rates of an index."""
    return Part("Share in activities", index.rate), Part("Share on roll", index.by)


def parts_of_activities(group: Group) -> Iterator[Part]:
    """The index of each activity by itself."""
    for sheet in ACTIVITY_SHEETS:
        yield Part(ACTIVITY_NAMES[sheet], representation(group, sheets=(sheet,)))


@cache
def _pupils(group: Group, sheet: str) -> Measure:
    return peak("pupils in activities", sheet, where=_readable(group, sheet))


@cache
def _members(group: Group, sheet: str) -> Measure:
    return peak(
        f"{group.name} in activities",
        sheet,
        where=_readable(group, sheet),
        value=total(*group.fields),
    )


@cache
def _roll(name: str) -> Measure:
    return carried(name, CONTEXT, Field(name))


def _readable(group: Group, sheet: str) -> AllOf:
    """Hub-supported rows that give both the pupils and how many of them are in the group."""
    answered = known(*(group.known or group.fields))
    return all_of(HUB_SUPPORTED[sheet], Known(PUPILS[sheet]), answered)


def _sum(measures: list[Measure]) -> Total:
    return Total(tuple(Of(measure) for measure in measures))
