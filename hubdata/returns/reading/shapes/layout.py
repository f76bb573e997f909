"""Which sheet of a return each sheet of a file is, and whether it is a table or a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hubdata.returns.issues import Issue
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.reading.claiming.claims import WHOSE, asks_whose
from hubdata.returns.reading.meaning.headings import Headings, ToldTargets, headings_for
from hubdata.returns.reading.meaning.mapping import Target, find_sheet
from hubdata.returns.reading.opening.grid import Grid, Workbook, is_blank
from hubdata.returns.reading.opening.places import found
from hubdata.returns.reading.shapes.across import find_across, is_about, read_across
from hubdata.returns.reading.shapes.forms import find_label_column, read_form
from hubdata.returns.reading.shapes.heading_rows import (
    LEAST_HEADINGS,
    find_heading_row,
    heading_cells,
)
from hubdata.returns.reading.shapes.laid import Laid
from hubdata.returns.reading.shapes.stacked import split_tables, title_of
from hubdata.returns.reading.shapes.tables import read_table

LEAST_LABELS = 3
"""Fewer labels in a column of an unnamed sheet are chance."""

OWN_SHEETS = frozenset(("start here", "lists", "about this template", "what to put right"))
"""Sheets of our template, and of a copy we marked, that hold no answers."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheets of a file that were understood, and what is to be said of the others."""

    sheets: tuple[Laid, ...]
    issues: tuple[Issue, ...]


def lay_out(workbook: Workbook, kind: ReturnKind, *, told: ToldTargets) -> Layout:
    """Understand every sheet of a file as part of a return of one kind."""
    named = {
        grid.name: sheet
        for grid in workbook.grids
        if not workbook.is_delimited and (sheet := find_sheet(kind, grid.name))
    }
    laying = _Laying(kind, told, frozenset(s.name for s in named.values()), workbook.name)
    laid: list[Laid] = []
    issues: list[Issue] = []
    for grid in workbook.grids:
        if grid.name.casefold() in OWN_SHEETS:
            continue
        sheet = named.get(grid.name)
        found_here = list(laying.lay(grid, sheet))
        laid += found_here
        issues += (issue for one in found_here for issue in one.issues)
        issues += _remarks(grid, sheet, next(iter(found_here), None))
    return Layout(tuple(laid), tuple(issues))


class _Laying:
    """What is the same for all sheets of a file: the kind, what was told, the sheets it names, and
    its own name."""

    def __init__(
        self, kind: ReturnKind, told: ToldTargets, named: frozenset[str], file_name: str
    ) -> None:
        self.kind = kind
        self.told = told
        self.file_name = file_name
        self.loose = tuple(
            sheet for sheet in kind.sheets if sheet.one_row and sheet.name not in named
        )
        self.source = Target(kind.front.name, kind.source_field)
        self.told_lists = self._told_lists()

    def _told_lists(self) -> tuple[Sheet, ...]:
        """Lists of which a person said that fields stand beside answers that are given once: in a
        survey a row for each school answers for all its classes together."""
        meant = {target.sheet for targets in self.told.values() for target in targets}
        once = {sheet.name for sheet in self.kind.sheets if sheet.one_row} - {self.kind.front.name}
        if meant.isdisjoint(once):
            return ()
        return tuple(s for s in self.kind.sheets if not s.one_row and s.name in meant)

    def lay(self, grid: Grid, sheet: Sheet | None) -> Iterator[Laid]:
        """What stands on a sheet: one thing, or several one below the other. `sheet` is what its
        name says."""
        blocks = split_tables(grid, self._headings(*self.kind.sheets))
        for block in blocks:
            if len(blocks) > 1:
                one = self._lay_block(block, sheet)
            else:
                one = self.lay_named(block, sheet) if sheet else self.lay_unnamed(block)
            if one:
                yield one

    def _lay_block(self, block: Grid, sheet: Sheet | None) -> Laid | None:
        """A block is what its title says, or its headings, or its sheet's name; or it is the form
        that says who and when."""
        titled = find_sheet(self.kind, title_of(block))
        if titled:
            return self.lay_named(block, titled)
        if one := self.lay_unnamed(block):
            return one
        return self.lay_named(block, sheet or self.kind.front)

    def lay_named(self, grid: Grid, sheet: Sheet) -> Laid | None:
        """A sheet whose name says what it is; it may hold loose answers of others as well."""
        return self._lay(grid, sheet, self._headings(sheet, self.kind.front, *self.loose))

    def lay_unnamed(self, grid: Grid) -> Laid | None:
        """The sheet of the return that most of the headings belong to."""
        fits = [
            (fit, sheet, headings)
            for sheet, headings in self._candidates()
            if (fit := self._fit(grid, sheet, headings)) > 0
        ]
        if not fits:
            return self._lay_across(grid)
        _, sheet, headings = max(fits, key=lambda candidate: candidate[0])
        return self._lay(grid, sheet, headings)

    def _lay_across(self, grid: Grid) -> Laid | None:
        """A list across has no heading of the sheet it is for, which must be named by something:
        the file, its sheet, or a title."""
        for sheet, headings in self._candidates():
            row, _ = find_heading_row(grid, headings)
            titles = [cell for cells in grid.rows[:row] for cell in cells if isinstance(cell, str)]
            is_named = is_about(sheet, [self.file_name, grid.name, *titles])
            if is_named and (across := find_across(grid, sheet, headings, row)):
                return read_across(grid, sheet, headings, across)
        return None

    def _candidates(self) -> Iterator[tuple[Sheet, Headings]]:
        front = self.kind.front
        for sheet in self.kind.sheets:
            if not sheet.one_row:
                yield sheet, self._headings(sheet, front)
        once = [sheet for sheet in self.kind.sheets if sheet.one_row]
        yield front, self._headings(*once, only_told=self.told_lists)

    def _fit(self, grid: Grid, sheet: Sheet, headings: Headings) -> int:
        """How many headings or labels of its own a grid has; 0 where it cannot be that sheet."""
        row, in_row = find_heading_row(grid, headings)
        column, in_column = find_label_column(grid, headings)
        if max(in_row, in_column) < LEAST_HEADINGS:
            return 0
        if in_column > in_row:
            cells = [cells[column] for cells in grid.rows if column < len(cells)]
        else:
            cells = list(heading_cells(grid, row, headings))
        targets = headings.assign(cells).values()
        if sheet.one_row:
            own = [target for target in targets if not is_said_everywhere(target)]
            return len(own) if in_row > in_column or in_column >= LEAST_LABELS else 0
        own = [target for target in targets if target.sheet == sheet.name]
        needed = {spec.name for spec in sheet.fields if spec.required}
        has_needed = sum(target.field in needed for target in own) * 2 >= len(needed)
        tells = any(target.field not in _NAMES for target in own)
        return len(own) if has_needed and tells and len(own) >= LEAST_HEADINGS else 0

    def _lay(self, grid: Grid, sheet: Sheet, headings: Headings) -> Laid | None:
        row, in_row, column, in_column = _find_headings(grid, headings)
        if across := find_across(grid, sheet, headings, row):
            return read_across(grid, sheet, headings, across)
        holds_one = _holds_one_answer(grid, is_blank_enough=sheet.one_row)
        least = 1 if holds_one else min(LEAST_HEADINGS, len(sheet.fields))
        if max(in_row, in_column) < least:
            return None
        if in_column > in_row or (in_row == 1 and _has_nothing_below(grid, row, column)):
            return read_form(grid, sheet, headings=headings, column=column, source=self.source)
        return read_table(grid, sheet, headings=headings, heading_row=row)

    def _headings(self, *sheets: Sheet, only_told: tuple[Sheet, ...] = ()) -> Headings:
        whose = (WHOSE,) if asks_whose(self.kind) else ()
        different = tuple(dict.fromkeys((*sheets, *whose)))
        if not self.told:
            return headings_for(different)
        return Headings(different, self.told, only_told=only_told)


def _find_headings(grid: Grid, headings: Headings) -> tuple[int, int, int, int]:
    """The likeliest row of headings with their number, and the likeliest column of labels with
    theirs. No row can hold more headings than the grid is wide, and no column more than it is
    high: what cannot have more than the other is not looked for."""
    width = max(map(len, grid.rows), default=0)
    if len(grid.rows) > width:
        column, in_column = find_label_column(grid, headings)
        if in_column > max(width, LEAST_HEADINGS):
            return 0, 0, column, in_column
        return *find_heading_row(grid, headings), column, in_column
    row, in_row = find_heading_row(grid, headings)
    if in_row > max(len(grid.rows), LEAST_HEADINGS):
        return row, in_row, 0, 0
    return row, in_row, *find_label_column(grid, headings)


def _holds_one_answer(grid: Grid, *, is_blank_enough: bool) -> bool:
    """Whether a sheet is one heading and one answer and nothing else, so that one is enough; where
    things are asked once, the answer may have been left blank."""
    there = (cell for row in grid.rows for cell in row if not is_blank(cell))
    number = len(list(islice(there, 3)))
    return number == 2 or (number == 1 and is_blank_enough)


def _has_nothing_below(grid: Grid, row: int, column: int) -> bool:
    """Whether a single heading is the label of a form: its answer is beside it, not below."""
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else ()
    return column >= len(below) or is_blank(below[column])


def is_said_everywhere(target: Target) -> bool:
    """Whether it says who and when, which may stand beside any table: no front sheet by itself."""
    return target.sheet == WHOSE.name or target.field in _SAID_EVERYWHERE


_NAMES = ("ensemble_id", "name", "project_id", "project_name", "class_id")
"""Alone they make no list of things: "ID" and "Name" stand in every export of a survey."""
_SAID_EVERYWHERE = frozenset(
    (
        *("time_period", "term", "school_urn", "school_name", "la_code"),
        *("partner_id", "partner_name"),
    )
)
"""Fields of the front sheet that stand beside any table; they do not make it a front sheet."""


def _remarks(grid: Grid, sheet: Sheet | None, laid: Laid | None) -> Sequence[Issue]:
    """What is to be said of a sheet as a whole."""
    has_cells = any(not is_blank(cell) for row in grid.rows for cell in row)
    if laid is None and has_cells:
        return _not_read(grid, sheet)
    if laid and grid.is_hidden and any(answer.cells for answer in laid.answers):
        says = (
            "the sheet is hidden and holds answers, which are read. "
            "Show the sheet, or delete it if they do not count."
        )
        return [found("hidden-sheet", says, grid=grid)]
    return ()


def _not_read(grid: Grid, sheet: Sheet | None) -> Sequence[Issue]:
    if sheet is not None:
        says = (
            f"none of the headings of the sheet {sheet.name} are there. "
            "Put back the headings of the template in one row."
        )
        return [found("no-headings", says, grid=grid)]
    if grid.is_hidden or not grid.name:
        return ()
    says = "the sheet is not part of the return and is not read."
    return [found("sheet-not-read", says, grid=grid)]
