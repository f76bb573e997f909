"""Numbers that keep the cells they were made from, and how those of entities become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from hubdata.kpis.language.expressions import ONE, Field, Number, When
from hubdata.kpis.language.measures import Measure, RollUp
from hubdata.kpis.reading.cells import Cell, cells_in_row
from hubdata.periods import Period, Term


@dataclass(frozen=True)
class Traced:
    """A number, and the cells it was made from."""

    value: Number
    cells: tuple[Cell, ...] = ()


Values: TypeAlias = dict[str, Traced]
"""The known values of a measure, by owner (the URN in the base, or a source outside it)."""


def terms_stood_for(slots: Iterable[int], spanned: Mapping[int, int]) -> int:
    """How many terms the slots stand for: an annual one for each term of the span."""
    annual = [slot for slot in slots if Period.at_slot(slot).term is Term.ANNUAL]
    stated = [slot for slot in slots if slot not in annual]
    return max([len(stated), *(spanned[slot] for slot in annual)])


def cells_of(
    measure: Measure, rows: Iterable[Mapping[str, Any]], *, of_where: bool = False
) -> tuple[Cell, ...]:
    """The answers that some rows add to a measure: what it adds up, or else what made it hold; and
    which thing it is about, where a field lists several."""
    value = measure.value.value if isinstance(measure.value, When) else measure.value
    wanted = measure.held if of_where or value == ONE else value
    read = (wanted, Field(measure.each)) if measure.each else (wanted,)
    return tuple(
        cell for row in rows for node in read for cell in cells_in_row(node, row, measure.sheet)
    )


def roll_up(measure: Measure, entities: Sequence[Traced]) -> Traced | None:
    """Step two: the entities of an owner become one number."""
    chosen = [one for one in entities if _is_enough(measure, one)]
    if not chosen:
        return None
    cells = tuple(cell for one in chosen for cell in one.cells)
    match measure.roll_up:
        case RollUp.SUM:
            return Traced(sum(one.value for one in chosen), cells)
        case RollUp.COUNT:
            return Traced(len(chosen), cells)
        case RollUp.ANY:
            return Traced(1, chosen[0].cells)


def _is_enough(measure: Measure, entity: Traced) -> bool:
    return measure.roll_up is RollUp.SUM or entity.value >= measure.enough
