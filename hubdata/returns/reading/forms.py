"""Reading a grid as a form: labels down a column, answers beside them, perhaps several blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from hubdata.returns.kinds import Sheet
from hubdata.returns.reading.grid import Cell, Grid, is_blank
from hubdata.returns.reading.headings import Headings
from hubdata.returns.reading.laid import Answer, Laid
from hubdata.returns.reading.mapping import Target

COLUMNS_OF_LABELS = 6
"""How far to the right the column of labels is looked for."""
MOST_ROWS = 400
MOST_ANSWERS = 60
"""Columns of answers side by side."""

Block = Mapping[Target, int]
"""The row of each label, in one filled form."""


def find_label_column(grid: Grid, headings: Headings) -> tuple[int, int]:
    """The column with most labels and their number. (0, 0) if there is none."""
    rows = (row[:COLUMNS_OF_LABELS] for row in grid.rows[:MOST_ROWS])
    counts = [headings.count(cells) for cells in zip_longest(*rows)]
    most = max(counts, default=0)
    return (counts.index(most), most) if most else (0, 0)


def read_form(grid: Grid, sheet: Sheet, *, headings: Headings, column: int, source: Target) -> Laid:
    """The answers beside the labels of a column. `source` is the field that says who answers."""
    blocks = tuple(_blocks(grid, headings, column))
    answers = [
        answer for block in blocks for answer in _answers(grid, sheet, block, column, source)
    ]
    targets = frozenset(target for block in blocks for target in block)
    labels = [grid.rows[row][column] for block in blocks for row in block.values()]
    first = min((row for block in blocks for row in block.values()), default=0)
    return Laid(
        grid=grid,
        sheet=sheet,
        is_form=True,
        places=targets,
        answers=tuple(answers),
        headings=tuple(labels),
        heading=grid.address(first, column),
        understood={(row, column): t for block in blocks for t, row in block.items()},
    )


def _blocks(grid: Grid, headings: Headings, column: int) -> Iterator[Block]:
    """A label that comes again begins the next block.

    Within a block the nearest label wins, as columns of a table do: "Year" is the year group only
    where nothing says "Year group".
    """
    labels = [
        (row, cells[column])
        for row, cells in enumerate(grid.rows[:MOST_ROWS])
        if column < len(cells) and headings.meanings(cells[column])
    ]
    begin = 0
    before: set[Cell] = set()
    for end in range(1, len(labels) + 1):
        before.add(labels[end - 1][1])
        if end == len(labels) or labels[end][1] in before:
            assigned = headings.assign([label for _, label in labels[begin:end]])
            yield {target: labels[begin + place][0] for place, target in assigned.items()}
            begin, before = end, set()


def _answers(
    grid: Grid, sheet: Sheet, block: Block, column: int, source: Target
) -> Iterator[Answer]:
    rows = {target: grid.top + row for target, row in block.items()}
    for place in _answer_columns(grid, sheet, block, column=column, source=source):
        cells = {
            target: cell
            for target, row in block.items()
            if place < len(grid.rows[row]) and not is_blank(cell := grid.rows[row][place])
        }
        columns = dict.fromkeys(rows, grid.left + place)
        yield Answer(min(rows.values()), cells, columns, rows)


def _answer_columns(
    grid: Grid, sheet: Sheet, block: Block, *, column: int, source: Target
) -> list[int]:
    """The column right of the labels; more where each has its own number of a source, or where
    the sheet has a row for each thing and each column names one."""
    first = _after_label(grid, block, column)
    if sheet.one_row:
        row = block.get(source)
        if row is None:
            return [first]
        cells = grid.rows[row][first : first + MOST_ANSWERS]
        numbered = [first + n for n, cell in enumerate(cells) if _is_number_like(cell)]
        return numbered if len(numbered) > 1 else [first]
    keys = [row for target, row in block.items() if target.field in sheet.key_fields]
    width = max((len(grid.rows[row]) for row in block.values()), default=0)
    return [
        place
        for place in range(first, min(width, first + MOST_ANSWERS))
        if any(place < len(grid.rows[row]) and not is_blank(grid.rows[row][place]) for row in keys)
    ]


def _after_label(grid: Grid, block: Block, column: int) -> int:
    """The column after the labels, which may be merged over several."""
    rows = {grid.top + row for row in block.values()}
    left = grid.left + column
    ends = [last for top, start, _, last in grid.merged if start == left and top in rows]
    return max(ends, default=left) - grid.left + 1


def _is_number_like(cell: Cell) -> bool:
    """A number, or a short text with a digit in it: a URN, not a sentence of help."""
    if isinstance(cell, str):
        return len(cell) <= 12 and any(character.isdigit() for character in cell)
    return isinstance(cell, float | int) and not isinstance(cell, bool)
