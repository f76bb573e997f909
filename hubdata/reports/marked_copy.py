"""The sender's own workbook with what is to be put right marked in its cells and listed in front.

Macros, links to other files and formulas that reach outside the workbook do not come along.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from hubdata.harmless import harmless
from hubdata.reports.marks import (
    HEADS,
    TITLE,
    Mark,
    MarkedCopy,
    Needed,
    explain_cell,
    marks_by_cell,
    say_sent,
)

NOT_OPENED = (InvalidFileException, AttributeError, KeyError, OSError, TypeError, ValueError)
"""What openpyxl raises at workbooks that it does not understand and others do."""

FILLS = {Needed.CORRECT: "F4C7CF", Needed.EXPLAIN: "FAE3B4"}
"""Light enough for what stands in the cell to be read: ink on them is 9:1 or better."""
WIDTHS = (12, 24, 32, 90)
FIRST_ROW = 5
MOST_MARKS = 3000
SHEET_NAME_LIMIT = 31
COMMENT_WIDTH, COMMENT_LINE = 320, 20

_OUTSIDE = re.compile(
    r"\[|\||\b(?:WEBSERVICE|HYPERLINK|RTD|CALL|REGISTER(?:\.ID)?|EXEC|DDE|IMPORT\w*)\s*\(",
    re.IGNORECASE,
)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_PLAIN = (bool, int, float, date, time, timedelta)


@dataclass(frozen=True)
class PlainSheet:
    """The cells of a sheet as they were read; `top` and `left` say where they begin, from 0."""

    name: str
    rows: Sequence[Sequence[Any]]
    top: int = 0
    left: int = 0


def render_own_workbook(content: bytes, copy: MarkedCopy) -> bytes:
    """The sender's xlsx or xlsm, marked. Raises one of `NOT_OPENED` where it will not do."""
    book = load_workbook(io.BytesIO(content), keep_vba=False, keep_links=False)
    _close_off(book, content)
    return _finish(book, {sheet.title: sheet for sheet in book.worksheets}, copy)


def render_plain_workbook(sheets: Sequence[PlainSheet], copy: MarkedCopy) -> bytes:
    """A new workbook with the cells of a file of any type, marked."""
    book = Workbook()
    book.remove(book.active)
    named = {}
    for one in sheets:
        named[one.name] = sheet = book.create_sheet(_free_name(book, one.name or "Table"))
        for number, row in enumerate(one.rows, start=one.top + 1):
            for place, value in enumerate(row, start=one.left + 1):
                if value not in (None, ""):
                    sheet.cell(number, place).value = _as_cell(value)
    return _finish(book, named, copy)


def _close_off(book: Any, content: bytes) -> None:
    """Formulas that reach outside the workbook become the values they had."""
    for name in [name for name, one in book.defined_names.items() if _reaches_out(one.value)]:
        del book.defined_names[name]
    found = [
        (sheet.title, cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and _reaches_out(getattr(cell.value, "text", cell.value))
    ]
    if not found:
        return
    values = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    for title, cell in found:
        value = values[title][cell.coordinate].value
        cell.value = harmless(value) if isinstance(value, str) else value


def _reaches_out(formula: Any) -> bool:
    return isinstance(formula, str) and _OUTSIDE.search(formula) is not None


def _finish(book: Any, named: Mapping[str, Worksheet], copy: MarkedCopy) -> bytes:
    marks = copy.marks[:MOST_MARKS]
    for (name, cell), mine in marks_by_cell(marks).items():
        if sheet := _sheet_of(named, name):
            _mark_cell(sheet, cell, mine)
    front = book.create_sheet(_free_name(book, TITLE), 0)
    _write_list(front, named, copy)
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is front
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet_of(named: Mapping[str, Worksheet], name: str) -> Worksheet | None:
    """The sheet of that name; a list without sheets has one, whatever it was read as."""
    if name not in named and len(named) == 1:
        return next(iter(named.values()))
    return named.get(name)


def _mark_cell(sheet: Worksheet, address: str, marks: Sequence[Mark]) -> None:
    """Fills a cell and comments it; what was commented before stays below."""
    cell = _written_cell(sheet, address)
    cell.fill = PatternFill("solid", fgColor=FILLS[marks[0].needed])
    words = explain_cell(marks)
    before = f"\n\n{cell.comment.text}" if cell.comment else ""
    lines = sum(1 + len(line) // 45 for line in words.splitlines())
    cell.comment = Comment(
        words + before, "Music Hub", width=COMMENT_WIDTH, height=COMMENT_LINE * (lines + 2)
    )


def _written_cell(sheet: Worksheet, address: str) -> Any:
    """The cell, or the first of the merged cells it is one of."""
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        around = (one for one in sheet.merged_cells.ranges if address in one)
        first = next(around)
        cell = sheet.cell(first.min_row, first.min_col)
    return cell


def _write_list(front: Worksheet, named: Mapping[str, Worksheet], copy: MarkedCopy) -> None:
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    front["A1"], front["A1"].font = harmless(copy.title), Font(bold=True, size=14)
    front["A2"], front["A2"].alignment = copy.what_to_do, wrapped
    front.merge_cells("A2:D2")
    front.row_dimensions[2].height = 48
    for place, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True), start=1):
        front.cell(FIRST_ROW - 1, place, head).font = bold
        front.column_dimensions["ABCD"[place - 1]].width = width
    for number, mark in enumerate(copy.marks, start=FIRST_ROW):
        words = (mark.needed.value, mark.where, say_sent(mark), mark.what_to_do)
        for place, text in enumerate(words, start=1):
            front.cell(number, place, harmless(text)).alignment = wrapped
        front.cell(number, 1).fill = PatternFill("solid", fgColor=FILLS[mark.needed])
        if mark.cell and (sheet := _sheet_of(named, mark.sheet)):
            _link(front.cell(number, 2), sheet, mark.cell)
    front.freeze_panes = f"A{FIRST_ROW}"


def _link(cell: Any, sheet: Worksheet, address: str) -> None:
    quoted = sheet.title.replace("'", "''")
    cell.hyperlink = f"#'{quoted}'!{address}"
    cell.font = Font(underline="single", color="2F3C78")


def _free_name(book: Any, wanted: str) -> str:
    """A name that a sheet may have and no other has."""
    name = _NOT_IN_NAMES.sub("", wanted)[:SHEET_NAME_LIMIT].strip(" '") or "Table"
    taken = {title.casefold() for title in book.sheetnames}
    number = 2
    free = name
    while free.casefold() in taken:
        free = f"{name[: SHEET_NAME_LIMIT - 4]} {number}"
        number += 1
    return free


def _as_cell(value: Any) -> Any:
    """Values stay what they are; all else is text."""
    return value if isinstance(value, _PLAIN) else harmless(str(value))
