"""Marking the places of a file that are to be put right: run by the child that reads files."""

from __future__ import annotations

from contextlib import suppress

from hubdata.reports.marked_copy import (
    NOT_OPENED,
    PlainSheet,
    render_own_workbook,
    render_plain_workbook,
)
from hubdata.reports.marks import MarkedCopy
from hubdata.returns.reading.opening.filetypes import FileType, check_file_type
from hubdata.returns.reading.opening.workbook import read_workbook

MOST_CELLS = 500_000
"""More cells than this are not written out again: only the list is."""


def mark_file(name: str, content: bytes, copy: MarkedCopy) -> bytes:
    """The sender's own workbook, marked; of other types a new one with the cells as read.

    Raises `UnreadableFile` where not even the cells can be read.
    """
    if check_file_type(name, content) is FileType.XLSX:
        with suppress(*NOT_OPENED):  # its cells can still be read, as they were when it came
            return render_own_workbook(content, copy)
    grids = read_workbook(name, content).grids
    if sum(len(row) for grid in grids for row in grid.rows) > MOST_CELLS:
        return render_plain_workbook((), copy)
    sheets = [PlainSheet(grid.name, grid.rows, grid.top, grid.left) for grid in grids]
    return render_plain_workbook(sheets, copy)
