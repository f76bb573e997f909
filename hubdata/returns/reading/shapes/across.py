"""Tables with a list across: a key stage, a year group or a size of group in each column, or over
each group of columns, and a row for each school.

A row of such a table is as many answers as columns have something in them. That it is read so is
always asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from hubdata.returns.fields import FieldSpec
from hubdata.returns.issues import Issue
from hubdata.returns.kinds import Sheet
from hubdata.returns.parsing.cells import parser_of
from hubdata.returns.reading.meaning.headings import Headings
from hubdata.returns.reading.meaning.mapping import SHEET_SYNONYMS, Target, bare
from hubdata.returns.reading.opening.grid import Cell, Grid, is_blank
from hubdata.returns.reading.opening.places import found
from hubdata.returns.reading.shapes.heading_rows import groups_above, heading_cells, is_of_texts
from hubdata.returns.reading.shapes.laid import Answer, Laid
from hubdata.returns.reading.shapes.tables import read_table

LEAST_ACROSS = 2
"""Different things across; one is a column like any other."""
_SHORTEST_WORD = 2

Words = Mapping[Target, str]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of numbers. `words` are the headings that tell what they are of: "KS2"."""

    words: Words
    target: Target


@dataclass(frozen=True, slots=True)
class Across:
    """The columns of a list across, by place, and the row of their headings."""

    row: int
    columns: Mapping[int, _Column]


def find_across(grid: Grid, sheet: Sheet, headings: Headings, row: int) -> Across | None:
    """The list across in a table, whose headings are in this row or in it and the one below."""
    if sheet.one_row or not grid.rows:
        return None
    rows = [row + 1, row] if _may_be_headings(grid.rows[row + 1 : row + 2]) else [row]
    texts = {cell for cells in grid.rows[max(row - 1, 0) : rows[0] + 1] for cell in cells}
    listed = (_listed(sheet, headings, text) for text in texts if isinstance(text, str))
    if len(list(filter(None, listed))) < LEAST_ACROSS:
        return None  # as almost always
    for one in rows:
        columns = dict(_columns(grid, sheet, headings, one))
        if _are_a_list(sheet, columns.values()):
            return Across(one, columns)
    return None


def read_across(grid: Grid, sheet: Sheet, headings: Headings, across: Across) -> Laid:
    """The answers of a table with a list across, one for each thing in each row."""
    cells = list(heading_cells(grid, across.row, headings))
    told = {target for one in across.columns.values() for target in (*one.words, one.target)}
    for place, cell in enumerate(cells):
        is_told = any(target in told for _, target in headings.meanings(cell)[:1])
        if place in across.columns or is_told:  # a sum of what is across is not a thing of its own
            cells[place] = ""
    laid = read_table(grid, sheet, headings=headings, heading_row=across.row, cells=cells)
    answers = [one for answer in laid.answers for one in _apart(grid, sheet, answer, across)]
    understood = {(across.row, place): one.target for place, one in across.columns.items()}
    return replace(
        laid,
        answers=tuple(answers),
        places=laid.places | told,
        headings=(*laid.headings, *(_text(grid, across, place) for place in across.columns)),
        cells=[
            _text(grid, across, n) if n in across.columns else cell for n, cell in enumerate(cells)
        ],
        asks=(_ask(grid, sheet, across),),
        understood={**laid.understood, **understood},
        listed={(across.row, place): tuple(one.words) for place, one in across.columns.items()},
    )


def is_about(sheet: Sheet, texts: Sequence[str]) -> bool:
    """Whether a title, or the name of a file or its sheet, names what a sheet is about."""
    names = (sheet.name, *SHEET_SYNONYMS.get(sheet.name, ()))
    said = [f" {_spaced(text)} " for text in texts]
    return any(f" {_spaced(name)} " in text for name in names for text in said)


def _may_be_headings(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row holds texts and no numbers, which in a csv file are texts too."""
    texts = [cell.strip() for cells in rows for cell in cells if isinstance(cell, str)]
    return is_of_texts(rows) and not any(text[:1].isdigit() for text in texts)


def _are_a_list(sheet: Sheet, columns: Collection[_Column]) -> bool:
    """Whether columns are of several things of the same list, not one of each of several."""
    kinds = {frozenset(one.words) for one in columns}
    values = {tuple(sorted(_values(sheet, one.words).items())) for one in columns}
    return len(kinds) == 1 and len(values) >= LEAST_ACROSS


def _spaced(text: str) -> str:
    kept = (sign if sign.isalnum() else " " for sign in text.casefold())
    return " ".join("".join(kept).split())


def _columns(
    grid: Grid, sheet: Sheet, headings: Headings, row: int
) -> Iterator[tuple[int, _Column]]:
    cells = grid.rows[row] if row < len(grid.rows) else ()
    above = groups_above(grid, row - 1) if row else []
    group = ""
    taken: set[tuple[object, Target]] = set()
    for place in range(max(len(cells), len(above))):
        own = above[place] if place < len(above) else ""
        group = own or group
        cell = cells[place] if place < len(cells) else ""
        column = _column(sheet, headings, group if not is_blank(cell) else own, cell)
        if column is None:
            continue
        key = (tuple(sorted(_values(sheet, column.words).items())), column.target)
        if key not in taken:
            taken.add(key)
            yield place, column


def _column(sheet: Sheet, headings: Headings, group: str, cell: Cell) -> _Column | None:
    """What a column is of, by its heading and the group above it; `None` where it is not of one of
    a list."""
    text = cell.strip() if isinstance(cell, str) else ""
    if headings.is_left_out(text or group):
        return None
    words: dict[Target, str] = {}
    target: Target | None = None
    for one in filter(None, (group, text)):
        number, listed = _number_of(sheet, headings, one), _listed(sheet, headings, one)
        if listed:
            words[listed] = one
        elif number:
            target = number
        elif one is text:
            return None
    target = target or _counted(sheet)
    return _Column(words, target) if words and target else None


def _listed(sheet: Sheet, headings: Headings, text: str) -> Target | None:
    """The field that has a text on its list, where it is the heading of nothing else."""
    if any(target != _counted(sheet) for _, target in headings.meanings(text)):
        return None
    if len(bare(text)) < _SHORTEST_WORD or not any(sign.isalpha() for sign in text):
        return None
    return next((Target(sheet.name, s.name) for s in _lists(sheet) if _value(s, text)), None)


def _lists(sheet: Sheet) -> Iterator[FieldSpec]:
    return (spec for spec in sheet.fields if spec.suggestions or (spec.key and spec.choices))


def _value(spec: FieldSpec, text: str) -> str:
    """The word of a list that a heading is; "" if it is none."""
    if spec.suggestions:
        known = {bare(word): word for word in spec.suggestions}
        return known.get(bare(text), "")
    parsed = parser_of(spec)(text)
    return "" if parsed.problem else str(parsed.value or "")


def _values(sheet: Sheet, words: Words) -> dict[Target, str]:
    return {target: _value(sheet.field(target.field), text) for target, text in words.items()}


def _number_of(sheet: Sheet, headings: Headings, text: str) -> Target | None:
    """The number that a heading asks for in this sheet."""
    meanings = (target for _, target in headings.meanings(text) if target.sheet == sheet.name)
    return next((t for t in meanings if sheet.field(t.field).is_number), None)


@cache
def _counted(sheet: Sheet) -> Target | None:
    """What a sheet counts: the one number that every row needs."""
    needed = [spec for spec in sheet.fields if spec.required and spec.is_number and not spec.key]
    return Target(sheet.name, needed[0].name) if len(needed) == 1 else None


def _apart(grid: Grid, sheet: Sheet, answer: Answer, across: Across) -> Iterator[Answer]:
    """The answers in a row, one for each thing that has something in its columns. Nothing, "-" and
    0 say that there is none."""
    things: dict[tuple[tuple[Target, str], ...], list[int]] = {}
    for place, one in across.columns.items():
        things.setdefault(tuple(sorted(_values(sheet, one.words).items())), []).append(place)
    row = grid.rows[answer.row - grid.top]
    for places in things.values():
        numbers = {n: row[n] for n in places if n < len(row) and not is_blank(row[n])}
        if all(_is_none(sheet, across.columns[n].target, cell) for n, cell in numbers.items()):
            continue
        cells, columns = dict(answer.cells), dict(answer.columns)
        for place in places:
            one = across.columns[place]
            cells |= one.words
            columns |= dict.fromkeys((*one.words, one.target), grid.left + place)
            if place in numbers:
                cells[one.target] = numbers[place]
        yield Answer(answer.row, cells, columns)


def _is_none(sheet: Sheet, target: Target, cell: Cell) -> bool:
    parsed = parser_of(sheet.field(target.field))(cell)
    if parsed.problem and parsed.problem.code != "read-as-blank":
        return False
    return not parsed.value and not parsed.mark


def _text(grid: Grid, across: Across, place: int) -> str:
    """The heading of a column as it stands, or of the group above it."""
    cells = grid.rows[across.row]
    own = cells[place] if place < len(cells) else ""
    words = " ".join(across.columns[place].words.values())
    return words if is_blank(own) or str(own).strip() in words else f"{words}: {str(own).strip()}"


def _ask(grid: Grid, sheet: Sheet, across: Across) -> Issue:
    first, last = min(across.columns), max(across.columns)
    words = [word for one in across.columns.values() for word in one.words.values()]
    targets = dict.fromkeys(one.target for one in across.columns.values())
    fields = dict.fromkeys(t for one in across.columns.values() for t in one.words)
    lists = " and ".join(f'"{sheet.field(t.field).heading}"' for t in fields)
    numbers = " and ".join(f'"{sheet.field(t.field).heading}"' for t in targets)
    where = grid.address(across.row, first)
    says = (
        f"the columns from here to {grid.address(across.row, last)} "
        f"({', '.join(dict.fromkeys(words))}) are read as {lists}, a row for each that has a "
        f"number in it, and the numbers as {numbers}. Say that this is right."
    )
    return found("list-across", says, grid=grid, cell=where, value=words[0])
