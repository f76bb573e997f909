"""Exports of survey tools with a question over several columns and its options in the row below:
both are brought into one row of headings, "question: option"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hubdata.returns.reading.meaning.mapping import bare
from hubdata.returns.reading.opening.grid import Cell, Grid, Workbook, is_blank

ROWS_TO_LOOK_AT = 12
"""How far down the questions may stand, below a block of titles."""
BETWEEN = ": "
"""What stands between a question and its option."""
TICKED = "Yes"
"""What is read where the option itself stands below it: the box was ticked."""

_NO_OPTION = frozenset(("response", "openendedresponse", "answer"))
"""What such tools write below a question that is answered in one column."""
_OF_THE_TOOL = frozenset(("respondentid", "collectorid", "responseid"))


def join_questions(workbook: Workbook) -> Workbook:
    """The workbook with questions and their options in one row; itself where none are so."""
    grids = tuple(_joined(grid) for grid in workbook.grids)
    if all(new is old for new, old in zip(grids, workbook.grids, strict=True)):
        return workbook
    return replace(workbook, grids=grids)


def _joined(grid: Grid) -> Grid:
    for row in range(min(ROWS_TO_LOOK_AT, len(grid.rows) - 1)):
        if _may_be_questions(grid.rows[row]) and _are_options(*grid.rows[row : row + 2]):
            return _in_one_row(grid, row)
    return grid


def _may_be_questions(cells: Sequence[Cell]) -> bool:
    """Whether a row holds a question, or the tool's own columns, and texts only."""
    there = [cell for cell in cells if not is_blank(cell)]
    if not all(isinstance(cell, str) for cell in there):
        return False
    return any("?" in cell or bare(cell) in _OF_THE_TOOL for cell in there)


def _are_options(questions: Sequence[Cell], options: Sequence[Cell]) -> bool:
    """Whether every text of the row below is an option of a question over several columns, or
    says that there is none. Rows of answers have something below other headings too; and a survey
    first says whose answers they are, where the first text of a form is a label with its answer
    beside it."""
    spans = dict(_spans(questions, len(options)))
    first = next((n for n, cell in enumerate(questions) if not is_blank(cell)), None)
    if first in spans:
        return False
    there = [n for n, cell in enumerate(options) if not is_blank(cell)]
    if not there or not all(isinstance(options[n], str) for n in there):
        return False
    is_wide = [n for n in there if n in spans]
    alone = [n for n in there if n not in spans]
    if any(bare(options[n]) not in _NO_OPTION for n in alone):
        return False
    texts = [(spans[n], bare(options[n])) for n in is_wide]
    return bool(is_wide or len(alone) > 1) and len(set(texts)) == len(texts)


def _spans(questions: Sequence[Cell], width: int) -> Iterator[tuple[int, int]]:
    """The columns of questions over several, each with the column its question begins in."""
    asked = [n for n, cell in enumerate(questions) if not is_blank(cell)]
    for begin, end in zip(asked, [*asked[1:], width], strict=True):
        if end - begin > 1:
            yield from ((place, begin) for place in range(begin, end))


def _in_one_row(grid: Grid, row: int) -> Grid:
    questions, options = grid.rows[row : row + 2]
    width = max(len(questions), len(options))
    cells: list[Cell] = []
    ticks: dict[int, str] = {}
    question = ""
    for place in range(width):
        own = questions[place] if place < len(questions) else ""
        question = question if is_blank(own) else own.strip()
        option = options[place] if place < len(options) else ""
        if is_blank(option) or bare(option) in _NO_OPTION:
            cells.append("" if is_blank(own) else question)
            continue
        cells.append(f"{question}{BETWEEN}{option.strip()}")
        ticks[place] = option.strip()
    below = [_ticked(answers, ticks) for answers in grid.rows[row + 2 :]]
    return replace(grid, rows=[*grid.rows[:row], [""] * width, cells, *below])


def _ticked(cells: Sequence[Cell], ticks: dict[int, str]) -> Sequence[Cell]:
    """A row of answers, in which an option that stands below itself is a box that was ticked."""
    there = [n for n, text in ticks.items() if n < len(cells) and cells[n] == text]
    if not there:
        return cells
    return [TICKED if n in there else cell for n, cell in enumerate(cells)]
