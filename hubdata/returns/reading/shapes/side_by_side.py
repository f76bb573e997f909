"""Answers of several, side by side in a form: schools or terms across, questions down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from hubdata.errors import UnknownThing
from hubdata.periods import AcademicYear, Term
from hubdata.returns.issues import Issue
from hubdata.returns.kinds import Sheet
from hubdata.returns.reading.meaning.mapping import Target
from hubdata.returns.reading.meaning.names import school_in_name
from hubdata.returns.reading.opening.grid import Cell, Grid, is_blank
from hubdata.returns.reading.opening.places import found

MOST_ANSWERS = 60
"""Columns of answers side by side."""
LONGEST_NUMBER = 12
LEAST_BESIDE = 2
"""Fewer answers in a further column are remarks."""

Block = Mapping[Target, int]
"""The row of each label, in one filled form."""

_WHO_AND_WHEN = frozenset(
    ("school_urn", "school_name", "laestab", "partner_id", "partner_name", "term", "time_period")
)
_NO_ANSWERS = re.compile(
    r"\b(?:examples?|e\.?g\.?|help|guidance|notes?|comments?|total|sum|average|hub)\b",
    re.IGNORECASE,
)
"""What stands above a column that is nobody's."""
_NO_SCHOOL = re.compile(
    r"\b(?:terms?|years?|numbers?|percent(?:age)?|targets?|actual|budget|last|this|previous|now"
    r"|before|answers?|responses?|values?|count|pupils)\b|%",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[£<>~]?\d[\d,.]*\s?(?:%|k|ish)?")
_YES_OR_NO = frozenset(("y", "n", "yes", "no", "true", "false"))


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns of a form that hold answers. `block` has the row above them too, where that says
    whose or of when they are."""

    block: Block
    places: Sequence[int]
    issues: tuple[Issue, ...] = ()
    asks: tuple[Issue, ...] = ()


def look_beside(grid: Grid, sheet: Sheet, block: Block, *, column: int, source: Target) -> Beside:
    """The column right of the labels; more where each says whose or of when it is, or where the
    sheet has a row for each thing and each column names one. `source` is the field that says who
    answers."""
    first = _after_label(grid, block, column)
    if not sheet.one_row:
        keys = [row for target, row in block.items() if target.field in sheet.key_fields]
        return Beside(block, [n for n in _columns(grid, block, first) if _is_any(grid, keys, n)])
    if source in block:
        cells = grid.rows[block[source]][first : first + MOST_ANSWERS]
        numbered = [first + n for n, cell in enumerate(cells) if _is_number_like(cell)]
        if len(numbered) > 1:
            return Beside(block, numbered)
    further = [n for n in _columns(grid, block, first)[1:] if _is_answered(grid, block, n)]
    if not further:
        return Beside(block, [first])
    answered = [first, *further] if _is_answered(grid, block, first) else further
    telling = [row for target, row in block.items() if target.field in _WHO_AND_WHEN]
    told = [n for n in answered if _is_any(grid, telling, n)]
    if len(told) > 1:
        return Beside(block, told)
    return _told_above(grid, block, answered, column=column, source=source) or Beside(
        block, [first], _say_not_read(grid, block, [n for n in answered if n != first])
    )


def _told_above(
    grid: Grid, block: Block, answered: Sequence[int], *, column: int, source: Target
) -> Beside | None:
    """What the row above the labels says of each column: terms, years, or the names of schools."""
    row = min(block.values()) - 1
    if row < 0:
        return None
    texts = {n: _text(grid, row, n) for n in answered}
    texts = {n: text for n, text in texts.items() if text and not _NO_ANSWERS.search(text)}
    field = _meaning(list(texts.values()), source)
    if len(texts) < 2 or not field:
        return None
    target = Target(source.sheet, field)
    places, what = list(texts), _SAID[field]
    says = (
        f"the texts above the answers, from {grid.address(row, places[0])} to "
        f"{grid.address(row, places[-1])}, are read as {what}. Say that this is right."
    )
    issue = found("told-above", says, grid=grid, cell=grid.address(row, places[0]))
    return Beside({target: row, **block}, places, asks=(issue,))


_SAID = {"term": "terms", "time_period": "academic years", "school_name": "the names of schools"}


def _meaning(texts: Sequence[str], source: Target) -> str:
    """The field of the front sheet that all of some texts are answers to; "" if they are not."""
    if all(text.casefold().removesuffix(" term") in set(Term) for text in texts):
        return "term"
    if all(map(_is_year, texts)):
        return "time_period"
    are_names = all(school_in_name(text) and not _NO_SCHOOL.search(text) for text in texts)
    return "school_name" if are_names and source.field == "school_urn" else ""


def _is_year(text: str) -> bool:
    try:
        AcademicYear.parse(text)
    except UnknownThing:
        return False
    return True


def _say_not_read(grid: Grid, block: Block, places: Sequence[int]) -> tuple[Issue, ...]:
    """Answers that are nobody's are said, not dropped."""
    row = min(block.values())
    above = {n: _text(grid, row - 1, n) if row else "" for n in places}
    lost = [
        n
        for n in places
        if not _NO_ANSWERS.search(above[n]) and _is_answered(grid, block, n, least=LEAST_BESIDE)
    ]
    if not lost:
        return ()
    where = grid.address(row, lost[0])
    says = (
        f"from {where} on stand answers beside the first ones, which are not read, for nothing "
        "says whose they are. Write the school or the term above each column."
    )
    return (found("answers-beside", says, grid=grid, cell=where),)


def _columns(grid: Grid, block: Block, first: int) -> range:
    width = max((len(grid.rows[row]) for row in block.values()), default=0)
    return range(first, min(width, first + MOST_ANSWERS))


def _is_any(grid: Grid, rows: Sequence[int], place: int) -> bool:
    """Whether something stands in a column in one of some rows."""
    cells = (grid.rows[row][place] for row in rows if place < len(grid.rows[row]))
    return any(not is_blank(cell) for cell in cells)


def _is_answered(grid: Grid, block: Block, place: int, *, least: int = 1) -> bool:
    """Whether numbers and yeses stand in a column; help beside the answers has none."""
    rows = (row for target, row in block.items() if target.field not in _WHO_AND_WHEN)
    cells = (grid.rows[row][place] for row in rows if place < len(grid.rows[row]))
    return len(list(islice(filter(_is_answer, cells), least))) == least


def _text(grid: Grid, row: int, place: int) -> str:
    cell = grid.rows[row][place] if place < len(grid.rows[row]) else ""
    return cell.strip() if isinstance(cell, str) else ""


def _after_label(grid: Grid, block: Block, column: int) -> int:
    """The column after the labels, which may be merged over several."""
    rows = {grid.top + row for row in block.values()}
    left = grid.left + column
    ends = [last for top, start, _, last in grid.merged if start == left and top in rows]
    return max(ends, default=left) - grid.left + 1


def _is_number_like(cell: Cell) -> bool:
    """A number, or a short text with a digit in it: a URN, not a sentence of help."""
    if isinstance(cell, str):
        return len(cell) <= LONGEST_NUMBER and any(character.isdigit() for character in cell)
    return isinstance(cell, float | int) and not isinstance(cell, bool)


def _is_answer(cell: Cell) -> bool:
    """A number or a yes; "Years 1 and 2" is help."""
    if isinstance(cell, str):
        if not cell or len(cell) > LONGEST_NUMBER:
            return False
        return cell.strip().casefold() in _YES_OR_NO or bool(_NUMBER.fullmatch(cell.strip()))
    return isinstance(cell, float | int)
