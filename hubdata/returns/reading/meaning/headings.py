"""What a text may mean as a heading where the fields of several sheets may stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from hubdata.returns.kinds import Sheet
from hubdata.returns.reading.meaning.mapping import Target, bare, bare_forms, headings_of
from hubdata.returns.reading.opening.grid import Cell

Meanings = tuple[tuple[int, Target], ...]
"""What a text may mean, each with its rank; the least rank is the likeliest."""

ToldTargets = Mapping[str, tuple[Target, ...]]
"""The fields that bare headings were told to mean; none where the column is not to be read."""

_REMEMBERED = 20_000
_ROWS_REMEMBERED = 1_000
_NO_FIELD = -1
_BY_WORD = 10_000
_WORDS_OF_SOURCES = {
    "school_urn": re.compile(r"\bURN\b"),
    "laestab": re.compile(
        r"\b(?:DfE|DfES|DCSF|LAESTAB) ?(?:no|num|number|code|ref)?\b", re.IGNORECASE
    ),
    "school_name": re.compile(
        r"\bname of (?:the |your )?school\b|\bschool'?s? name\b|^which school\b", re.IGNORECASE
    ),
}
"""Words that ask for the school in whatever sentence they stand."""
_FORM_WEIGHT = 100
"""A heading understood as written ranks before one of which words had to be dropped."""


class Headings:
    """The headings of some sheets, the first of which is the likeliest to be meant.

    Of the sheets `only_told` just those headings are known that somebody said.
    """

    def __init__(
        self, sheets: Sequence[Sheet], told: ToldTargets, *, only_told: Sequence[Sheet] = ()
    ) -> None:
        self.sheets = tuple(sheets)
        self.all_sheets = (*sheets, *only_told)
        self._names = frozenset(sheet.name for sheet in self.all_sheets)
        self._told = told
        self._remembered: dict[str, Meanings] = {}
        self._numbers = _Numbers(self)
        self._assigned: dict[tuple[Cell, ...], Mapping[int, Target]] = {}

    def meanings(self, cell: Cell) -> Meanings:
        """Empty where the cell is no heading."""
        if type(cell) is not str or not cell:
            return ()
        found = self._remembered.get(cell)
        if found is None:
            found = self._find(cell)
            if len(self._remembered) < _REMEMBERED:
                self._remembered[cell] = found
        return found

    def is_left_out(self, cell: Cell) -> bool:
        """Whether somebody said that a column of this heading is not to be read."""
        return bool(self._told) and self._told.get(bare(str(cell))) == ()

    def count(self, cells: Iterable[Cell]) -> int:
        """How many different fields of these sheets the cells may be the headings of."""
        fields = {*map(self._numbers.__getitem__, cells)}
        return len(fields) - (_NO_FIELD in fields)

    def assign(self, cells: Iterable[Cell]) -> Mapping[int, Target]:
        """Which field each cell is the heading of, by its place; no field is given twice."""
        row = tuple(cells)
        if (known := self._assigned.get(row)) is not None:
            return known
        wishes = sorted(
            (rank, place, target)
            for place, cell in enumerate(row)
            for rank, target in self.meanings(cell)
        )
        assigned: dict[int, Target] = {}
        taken: set[Target] = set()
        for _, place, target in wishes:
            if place not in assigned and target not in taken:
                assigned[place] = target
                taken.add(target)
        if len(self._assigned) < _ROWS_REMEMBERED:
            self._assigned[row] = assigned
        return assigned

    def _find(self, text: str) -> Meanings:
        if len(text) > 200:
            return ()
        if self._told and (told := self._told.get(bare(text))) is not None:
            mine = tuple((-1, target) for target in told if target.sheet in self._names)
            if mine or not told:
                return mine
        found: dict[Target, int] = {}
        for form_rank, form in enumerate(bare_forms(text)):
            for order, sheet in enumerate(self.sheets):
                if field := headings_of(sheet).get(form):
                    found.setdefault(Target(sheet.name, field), form_rank * _FORM_WEIGHT + order)
        if not found and (target := self._sources_by_word(text)):
            found[target] = _BY_WORD
        return tuple(sorted((rank, target) for target, rank in found.items()))

    def _sources_by_word(self, text: str) -> Target | None:
        """What a sentence asks of the school as such: a question of a survey, or a long heading."""
        for sheet in self.sheets:
            fields = {spec.name for spec in sheet.fields}
            for field, words in _WORDS_OF_SOURCES.items():
                if field in fields and words.search(text):
                    return Target(sheet.name, field)
        return None


class _Numbers(dict[Cell, int]):
    """A number for the likeliest field of each cell, found when it is first seen: every cell of a
    file comes by here, most of them seen before."""

    def __init__(self, headings: Headings) -> None:
        super().__init__()
        self._headings = headings
        self._targets: dict[Target, int] = {}

    def __missing__(self, cell: Cell) -> int:
        meanings = self._headings.meanings(cell)
        number = _NO_FIELD
        if meanings:
            number = self._targets.setdefault(meanings[0][1], len(self._targets))
        if len(self) < _REMEMBERED:
            self[cell] = number
        return number


@cache
def headings_for(sheets: tuple[Sheet, ...]) -> Headings:
    """The headings of sheets where nobody has told anything more."""
    return Headings(sheets, {})
