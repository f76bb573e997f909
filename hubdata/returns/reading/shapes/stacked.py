"""Sheets on which several things stand one below the other: tables, or a form above a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hubdata.returns.reading.meaning.headings import Headings
from hubdata.returns.reading.opening.grid import Cell, Grid, is_blank

LEAST_TO_BEGIN = 3
"""Fewer known headings in a row below the first are chance."""
LEAST_LABELS_ABOVE = 2
_TEXTS = frozenset((str, type(None)))
LEAST_OF_ITS_OWN = 2
"""A table with fewer headings that those above do not have is one of them, repeated."""


def split_tables(grid: Grid, headings: Headings) -> tuple[Grid, ...]:
    """The sheet in blocks, each with the line of title above it; in one where it is one table.

    `headings` are those of every sheet that may stand here. Headings that are repeated begin no
    block of their own.
    """
    begins = _begins(grid, headings)
    if begins and _is_form(grid.rows[: begins[0]], headings):
        begins.insert(0, 0)
    if len(begins) < 2:
        return (grid,)
    ends = [*begins[1:], len(grid.rows)]
    return tuple(
        replace(grid, rows=grid.rows[begin:end], top=grid.top + begin)
        for begin, end in zip([0, *begins[1:]], ends, strict=True)
    )


def title_of(grid: Grid) -> str:
    """The only text of a block's first row, as its title; empty if it has none."""
    there = _there(grid.rows[0]) if grid.rows else []
    return there[0].strip() if len(there) == 1 and isinstance(there[0], str) else ""


def _begins(grid: Grid, headings: Headings) -> list[int]:
    """The rows where tables begin, or their titles, each with other headings than those before."""
    begins: list[int] = []
    seen: list[frozenset[str]] = []
    for row, cells in enumerate(grid.rows):
        if not _are_headings(cells, headings):
            continue
        before = _there(grid.rows[row - 1]) if row else []
        if len(before) > 1:
            continue
        texts = frozenset(cell.strip().casefold() for cell in _there(cells))
        if any(len(texts - other) < LEAST_OF_ITS_OWN for other in seen):
            continue
        seen.append(texts)
        begins.append(row - 1 if before else row)
    return begins


def _are_headings(cells: Sequence[Cell], headings: Headings) -> bool:
    if len(cells) < LEAST_TO_BEGIN or not _TEXTS.issuperset(map(type, cells)):
        return False
    return headings.count(cells) >= LEAST_TO_BEGIN


def _is_form(rows: Sequence[Sequence[Cell]], headings: Headings) -> bool:
    """Whether labels with answers beside them stand here."""
    pairs = [there for cells in rows if len(there := _there(cells)) > 1]
    return sum(bool(headings.meanings(pair[0])) for pair in pairs) >= LEAST_LABELS_ABOVE


def _there(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if not is_blank(cell)]
