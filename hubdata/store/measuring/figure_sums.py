"""Figures added up over the cells of each period and part of a split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from hubdata.kpis.language.expressions import (
    ONE,
    Constant,
    Divided,
    Expression,
    Field,
    FirstKnown,
    Leaf,
    Number,
    Of,
    Setting,
    Times,
    Total,
    When,
)
from hubdata.kpis.language.figures import Among, Figure
from hubdata.kpis.language.measures import PART, RETURN, Measure, Over, RollUp
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import Split
from hubdata.kpis.reading.rows import Evaluation
from hubdata.store.measuring.kpi_arrays import Numbers, Places, Reader, Words
from hubdata.store.measuring.kpi_cells import Cells
from hubdata.store.tables.row_tables import SHEETS


def add_up(
    figures: Sequence[Figure],
    cells: Cells,
    values: Mapping[Measure, Numbers],
    *,
    split: Split | None,
    words: Words,
    policy: Policy,
) -> Evaluation:
    """The figures of each period, of the whole hub and of each part in which there is anybody."""
    summing = _Summing(cells, values, words, policy)
    parts, part = cells.parts_of(split) if split else ([], np.full(cells.size, -1))
    width = len(parts) + 1  # the last is of those in no part
    in_part = cells.period * width + part % width
    size = len(cells.bases) * width
    sums = [summing.sums(figure, in_part, size) for figure in figures]
    wholes = [
        one.reshape(-1, width).sum(axis=1)
        if figure.distinct is None
        else summing.sums(figure, cells.period, len(cells.bases))
        for figure, one in zip(figures, sums, strict=True)
    ]
    found: Evaluation = {}
    for base, numbers in zip(cells.bases, _plain(figures, wholes), strict=True):
        found[base.period, None] = dict(zip(figures, numbers, strict=True))
    is_there = np.bincount(in_part, minlength=size) > 0
    for place, numbers in enumerate(_plain(figures, sums)):
        number, nth = divmod(place, width)
        if nth < len(parts) and is_there[place]:
            key = (cells.bases[number].period, parts[nth])
            found[key] = dict(zip(figures, numbers, strict=True))
    return found


class _Summing:
    """The cells over which figures are summed, with what their leaves stand for."""

    def __init__(
        self, cells: Cells, values: Mapping[Measure, Numbers], words: Words, policy: Policy
    ) -> None:
        self._cells = cells
        self._values = values
        self._words = words
        self._policy = policy
        self._among: dict[Among, tuple[Places, Reader]] = {}

    def sums(self, figure: Figure, groups: Places, size: int) -> Numbers:
        """A figure in each group of cells."""
        chosen, reader = self._reader(figure.among)
        values = reader.numbers(figure.value)
        counts = reader.mask(figure.where) & ~np.isnan(values)
        group = groups[chosen[counts]]
        if figure.distinct is not None:
            named = reader.numbers(figure.distinct)[counts]
            known = ~np.isnan(named)
            pairs = np.unique(np.stack([group[known], named[known]]), axis=1)
            return np.bincount(pairs[0].astype(np.intp), minlength=size).astype(np.float64)
        weights = None if figure.value == ONE else values[counts]
        return np.bincount(group, weights=weights, minlength=size).astype(np.float64)

    def _reader(self, among: Among) -> tuple[Places, Reader]:
        if among not in self._among:
            chosen = self._cells.among(among)

            def find(leaf: Leaf) -> Numbers:
                if isinstance(leaf, Of):
                    return self._values[leaf.measure][chosen]
                return self._cells.find(leaf, self._words)[chosen]

            reader = Reader(len(chosen), find, words=self._words, policy=self._policy)
            self._among[among] = chosen, reader
        return self._among[among]


def _plain(figures: Sequence[Figure], sums: Sequence[Numbers]) -> list[tuple[Number, ...]]:
    """The numbers of each group as Python has them, whole ones as such."""
    told = (
        one.astype(np.int64).tolist() if _is_whole(figure.value) else one.tolist()
        for figure, one in zip(figures, sums, strict=True)
    )
    return list(zip(*told, strict=True))


def _is_whole(expression: Expression, sheet: str = "") -> bool:
    """Whether a number can only be whole: made of counts and nothing else."""
    match expression:
        case Constant(value):
            return isinstance(value, int)
        case Setting(name):
            return isinstance(getattr(Policy, name), int)
        case Field(name):
            return sheet in (PART, RETURN) or not SHEETS[sheet].field(name).is_decimal
        case Of(measure):
            counts = measure.over in (Over.ANY, Over.TERMS) or measure.roll_up is not RollUp.SUM
            return counts or _is_whole(measure.value, measure.sheet)
        case Total(parts) | FirstKnown(parts):
            return all(_is_whole(part, sheet) for part in parts)
        case Times(left, right):
            return _is_whole(left, sheet) and _is_whole(right, sheet)
        case When(_, value):
            return _is_whole(value, sheet)
        case Divided():
            return False
        case _:
            return True
