"""Reading a grid as a form: labels down a column, answers beside them, perhaps several blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from hubdata.returns.issues import Issue
from hubdata.returns.kinds import Sheet
from hubdata.returns.reading.meaning.headings import Headings
from hubdata.returns.reading.meaning.mapping import Target
from hubdata.returns.reading.opening.grid import Cell, Grid, is_blank
from hubdata.returns.reading.shapes.laid import Answer, Laid
from hubdata.returns.reading.shapes.side_by_side import Block, look_beside

COLUMNS_OF_LABELS = 6
"""How far to the right the column of labels is looked for."""
MOST_ROWS = 400


def find_label_column(grid: Grid, headings: Headings) -> tuple[int, int]:
    """The column with most labels and their number. (0, 0) if there is none."""
    rows = (row[:COLUMNS_OF_LABELS] for row in grid.rows[:MOST_ROWS])
    counts = [headings.count(cells) for cells in zip_longest(*rows)]
    most = max(counts, default=0)
    return (counts.index(most), most) if most else (0, 0)


def read_form(grid: Grid, sheet: Sheet, *, headings: Headings, column: int, source: Target) -> Laid:
    """The answers beside the labels of a column. `source` is the field that says who answers."""
    blocks: list[Block] = []
    answers: list[Answer] = []
    issues: list[Issue] = []
    asks: list[Issue] = []
    for labels in _blocks(grid, headings, column):
        beside = look_beside(grid, sheet, labels, column=column, source=source)
        blocks.append(beside.block)
        answers += _answers(grid, beside.block, beside.places)
        issues += beside.issues
        asks += beside.asks
    targets = frozenset(target for block in blocks for target in block)
    rows = [row for block in blocks for row in block.values()]
    texts = (grid.rows[row][column] for row in rows if column < len(grid.rows[row]))
    return Laid(
        grid=grid,
        sheet=sheet,
        is_form=True,
        places=targets,
        answers=tuple(answers),
        headings=tuple(text for text in texts if isinstance(text, str) and text),
        heading=grid.address(min(rows, default=0), column),
        issues=tuple(issues),
        asks=tuple(asks),
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


def _answers(grid: Grid, block: Block, places: Sequence[int]) -> Iterator[Answer]:
    rows = {target: grid.top + row for target, row in block.items()}
    for place in places:
        cells = {
            target: cell
            for target, row in block.items()
            if place < len(grid.rows[row]) and not is_blank(cell := grid.rows[row][place])
        }
        columns = dict.fromkeys(rows, grid.left + place)
        yield Answer(min(rows.values()), cells, columns, rows)
