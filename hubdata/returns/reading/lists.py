"""A list that the hub keeps in a spreadsheet of its own: partners, targets, benchmarks. Declared
like a sheet of a return and read as forgivingly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubdata.errors import UnreadableFile
from hubdata.returns.checking.codes import CODES
from hubdata.returns.fields import FieldSpec
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import Sheet
from hubdata.returns.parsing.cells import parse_cell
from hubdata.returns.reading.meaning.headings import headings_for
from hubdata.returns.reading.meaning.mapping import Target
from hubdata.returns.reading.opening.grid import Grid, Workbook
from hubdata.returns.reading.opening.places import say_place
from hubdata.returns.reading.opening.workbook import read_workbook
from hubdata.returns.reading.pupil_level import refuse_pupil_lists
from hubdata.returns.reading.shapes.heading_rows import find_heading_row
from hubdata.returns.reading.shapes.laid import Answer, Laid
from hubdata.returns.reading.shapes.tables import read_table

LEAST_COLUMNS = 2
RUNNABLE = ("=", "+", "-", "@")
"""What a spreadsheet would run: a download guards text that begins so."""


@dataclass(frozen=True)
class ListedRow:
    """A row of the list as read: `values` by field, `place` where it stands."""

    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ReadList:
    """The rows that can be used, and sentences about the others and about what is doubtful.
    `fields` are those that have a column."""

    rows: tuple[ListedRow, ...]
    issues: tuple[str, ...]
    fields: frozenset[str]


def read_list(name: str, content: bytes, sheet: Sheet, *, what: str) -> ReadList:
    """The list in a csv file or workbook; `what` says what is listed: "partners".

    Raises `UnreadableFile` where there is none in it, and `RefusedFile` for a list of pupils.
    """
    workbook = read_workbook(name, content)
    refuse_pupil_lists(workbook)
    laid = _find_list(workbook, sheet, what=what)
    there = frozenset(target.field for target in laid.places)
    missing = [spec for spec in sheet.fields if spec.required and spec.name not in there]
    if missing:
        said = ", ".join(f'"{spec.heading}"' for spec in missing)
        raise UnreadableFile(f"{name}: the list has no column {said}. Add it.")
    rows: list[ListedRow] = []
    issues: list[str] = []
    for answer in laid.answers:
        row = _read_row(laid, answer, issues)
        if row:
            rows.append(row)
    return ReadList(tuple(rows), tuple(issues), there)


def _find_list(workbook: Workbook, sheet: Sheet, *, what: str) -> Laid:
    headings = headings_for((sheet,))
    found = [(grid, *find_heading_row(grid, headings)) for grid in workbook.grids]
    grid, row, count = max(found, key=lambda one: one[2], default=(Grid("", ()), 0, 0))
    if count < LEAST_COLUMNS:
        such = [f'"{spec.heading}"' for spec in _first_named(sheet)]
        raise UnreadableFile(
            f"{workbook.name}: no list of {what} was found. Send a table with headings such as "
            f"{', '.join(such[:-1])} and {such[-1]}."
        )
    return read_table(grid, sheet, headings=headings, heading_row=row)


def _first_named(sheet: Sheet) -> tuple[FieldSpec, ...]:
    """Three headings that make a list of this kind: first those that tell its rows apart."""
    told = [spec for spec in sheet.fields if spec.key or spec.required]
    return tuple(dict.fromkeys([*told, *sheet.fields]))[:3]


def _read_row(laid: Laid, answer: Answer, issues: list[str]) -> ListedRow | None:
    """The row, unless something in it cannot be used; what is doubtful in it is said."""
    place = say_place(laid.grid.name, row=answer.row + 1)
    values: dict[str, Any] = {}
    is_usable = True
    for spec in laid.sheet.fields:
        parsed = parse_cell(answer.cells.get(Target(laid.sheet.name, spec.name)), spec)
        values[spec.name] = _without_guard(parsed.value)
        severity = CODES[parsed.problem.code].severity if parsed.problem else Severity.NOTE
        if parsed.problem and severity is not Severity.NOTE:
            issues.append(f"{place} ({spec.heading}): {parsed.problem.says}")
            is_usable = is_usable and severity is not Severity.ERROR
        elif spec.required and parsed.value is None:
            issues.append(f"{place}: {spec.heading} is missing. The row is left out.")
            is_usable = False
    return ListedRow(place, values) if is_usable else None


def _without_guard(value: Any) -> Any:
    """A text as it was before our own download put an apostrophe in front of it."""
    if isinstance(value, str) and value[:1] == "'" and value[1:2] in RUNNABLE:
        return value[1:]
    return value
