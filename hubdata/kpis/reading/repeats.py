"""Rows that a KPI leaves out because another source's row tells the same and counts: which, and in
what words it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from hubdata.kpis.language.base import Base, attribute_of
from hubdata.kpis.language.expressions import ONE, Value, is_true
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import REPEATS, Measure
from hubdata.kpis.language.splits import Split
from hubdata.kpis.reading.cells import Cell, cells_in_row
from hubdata.kpis.reading.evaluate import Reading


@dataclass(frozen=True)
class LeftOut:
    """A row that would count, were it not told by another source too."""

    owner: str
    name: str
    cells: tuple[Cell, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "source": self.owner,
            "name": self.name,
            "cells": [cell.to_json() for cell in self.cells],
        }


class ToldTwice(NamedTuple):
    """Activities that two sources told of in a term, and that count once: in which sheets, how far
    one of the tellings is left out (a `Repeat`), and how many there are. Without `sources` it is
    of all of them."""

    slot: int
    sources: tuple[str, ...]
    tables: tuple[str, ...]
    repeat: int
    is_decided: bool
    number: int = 1


def list_left_out(kpi: Kpi, reading: Reading, owners: Collection[str]) -> Iterator[LeftOut]:
    """Each row that a KPI would read but for its being told twice, once."""
    seen: set[tuple[object, ...]] = set()
    wanted = set(owners)
    for measure in _measures_of(kpi):
        if not measure.leaves_out:
            continue
        spanned = reading.spanned(measure)
        for row in reading.rows.get(measure.sheet, ()):
            if row.get(REPEATS) not in measure.leaves_out or row["slot"] not in spanned:
                continue
            owner = reading.base.owner_of(row["source"])
            place = (measure.sheet, row["source"], row["slot"], *_place_of(row))
            is_new = owner in wanted and place not in seen
            if is_new and is_true(measure.held, reading.look_in(row)):
                seen.add(place)
                yield LeftOut(owner, _name(reading.base, owner), _cells(measure, row))


Tally: TypeAlias = Counter[tuple[tuple[str, ...], int, bool, frozenset[Value] | None]]
"""How many activities of a period were told twice: by their sheets, how far one telling is left
out, whether that is decided, and the parts of a split that told of them (`None` without one)."""


def tally_repeats(base: Base, told: Iterable[ToldTwice], *, split: Split | None) -> Tally:
    """What was told twice in the period of a base, counted: the KPIs look through the tally, which
    stays small however much there is to count."""
    slots, parts = set(base.period.slots), _parts_of(base, split)
    tally: Tally = Counter()
    for one in told:
        if one.slot in slots:
            kind = (one.tables, one.repeat, one.is_decided, parts(one.sources))
            tally[kind] += one.number
    return tally


def explain_repeats(kpi: Kpi, tally: Tally, *, part: str | None) -> str:
    """ "2 activities that two sources told us of count once; nobody has decided on 1 of them yet."

    Empty where none touches the KPI in its period and part of the split.
    """
    number = open_ones = 0
    for (tables, repeat, is_decided, parts), count in tally.items():
        if (parts is None or part in parts) and _leaves_out(kpi, tables, repeat):
            number += count
            open_ones += 0 if is_decided else count
    if not number:
        return ""
    if number == 1:
        words = "1 activity that two sources told us of counts once"
        tail = "; nobody has decided yet whose figures are right" if open_ones else ""
    else:
        words = f"{number} activities that two sources told us of count once"
        tail = f"; nobody has decided yet on {open_ones} of them" if open_ones else ""
    return f"{words}{tail}."


def _parts_of(
    base: Base, split: Split | None
) -> Callable[[tuple[str, ...]], frozenset[Value] | None]:
    """Which parts of a split some sources are in."""
    if split is None:
        return lambda sources: None

    @cache
    def part_of(source: str) -> Value:
        return attribute_of(base.members.get(base.owner_of(source)), split.attribute)

    return lambda sources: frozenset(map(part_of, sources))


@lru_cache(maxsize=4096)
def _leaves_out(kpi: Kpi, tables: tuple[str, ...], repeat: int) -> bool:
    return any(m.sheet in tables and repeat in m.leaves_out for m in _measures_of(kpi))


@lru_cache(maxsize=256)
def _measures_of(kpi: Kpi) -> Sequence[Measure]:
    """Kept: it is asked for every kind of activity that was told twice."""
    return list(dict.fromkeys(m for figure in kpi.figures for m in figure.measures()))


def _place_of(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row.get("part_id"), row.get("row_number")


def _cells(measure: Measure, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    wanted = measure.held if measure.value == ONE else measure.value
    return tuple(cells_in_row(wanted, row, measure.sheet))


def _name(base: Base, owner: str) -> str:
    member = base.members.get(owner)
    return member.name if member else ""
