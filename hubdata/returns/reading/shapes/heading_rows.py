"""Where the headings of a table are: in one row, or in two with groups above."""

from __future__ import annotations

from collections.abc import Sequence

from hubdata.returns.reading.meaning.headings import Headings
from hubdata.returns.reading.meaning.mapping import bare
from hubdata.returns.reading.opening.grid import Cell, Grid, is_blank

ROWS_OF_NOTES = 60
"""How far down a heading row is looked for."""
LEAST_HEADINGS = 2
_ALL_OF_GROUP = frozenset(("all", "total", "overall", "number", "no", "count", "altogether"))


def find_heading_row(grid: Grid, headings: Headings) -> tuple[int, int]:
    """The row with most headings and their number; the first of equals. (0, 0) if there is none."""
    best, most = 0, 0
    for row, cells in enumerate(grid.rows[:ROWS_OF_NOTES]):
        if (count := headings.count(cells)) > most:
            best, most = row, count
            if most * 2 > len(headings.sheets[0].fields) and most > LEAST_HEADINGS:
                break
    below = best + 1
    if most and below < len(grid.rows) and is_of_texts(grid.rows[below : below + 1]):
        count = headings.count(heading_cells(grid, below, headings))
        return (below, count) if count > most else (best, most)
    return best, most


def heading_cells(grid: Grid, row: int, headings: Headings) -> Sequence[Cell]:
    """The headings of a table. Where a row of groups stands above ("Pupils" over "First time" and
    "Continuing"), a heading is understood with its group if it is not by itself; a blank one is
    that of the cell above, which is merged over both rows."""
    cells = grid.rows[row]
    above = groups_above(grid, row - 1) if row else ()
    if not any(above):
        return cells
    width = max(len(cells), len(above))
    both = [
        _with_group(
            cells[n] if n < len(cells) else "", above[n] if n < len(above) else "", headings
        )
        for n in range(width)
    ]
    is_better = headings.count(both) > headings.count(cells)
    return both if is_better else cells


def _with_group(cell: Cell, group: str, headings: Headings) -> Cell:
    if not group or (not is_blank(cell) and not isinstance(cell, str)):
        return cell
    if is_blank(cell) or bare(cell) in _ALL_OF_GROUP:
        return group if headings.meanings(group) else cell
    together = (f"{group} {cell}", f"{cell} {group}", f"{group}: {cell}")
    if headings.meanings(cell):
        return next((text for text in together[:1] if headings.meanings(text)), cell)
    return next((text for text in together if headings.meanings(text)), cell)


def groups_above(grid: Grid, row: int) -> list[str]:
    """The text above each column: that of its cell, or of the merged cell it is part of."""
    groups = [cell.strip() if isinstance(cell, str) else "" for cell in grid.rows[row]]
    for top, left, _, right in grid.merged:
        first, last = left - grid.left, right - grid.left
        if top - grid.top == row and 0 <= first < len(groups):
            groups += [""] * (last + 1 - len(groups))
            groups[first : last + 1] = [groups[first]] * (last + 1 - first)
    return groups


def likely_row(grid: Grid) -> int | None:
    """The row with most texts; the first of equals. `None` where no row has two."""
    counts = [sum(map(is_text, cells)) for cells in grid.rows[:ROWS_OF_NOTES]]
    most = max(counts, default=0)
    return counts.index(most) if most > 1 else None


def is_text(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def is_of_texts(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows hold texts, and nothing else."""
    there = [cell for cells in rows for cell in cells if not is_blank(cell)]
    return bool(there) and all(isinstance(cell, str) for cell in there)
