"""Workbooks that calamine cannot open but Excel can, read by openpyxl: macro sheets, links to parts
that are missing, shared texts without their list. Slow, so only asked when calamine has given up.
"""

from __future__ import annotations

import io
import warnings

import openpyxl

from hubdata.returns.reading.opening.grid import FORMULA_ERRORS, Cell, Fault, Grid


def read_grids_again(content: bytes) -> tuple[Grid, ...]:
    """The sheets of an xlsx or xlsm file; macros are not run, links not followed.

    Raises whatever openpyxl raises of a file that it cannot open either.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it leaves out: pictures, rules for colours
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    return tuple(
        Grid(
            sheet.title,
            [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)],
            top=sheet.min_row - 1,
            left=sheet.min_column - 1,
            is_hidden=sheet.sheet_state != "visible",
            merged=[
                (one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1)
                for one in sheet.merged_cells.ranges
            ],
        )
        for sheet in book.worksheets
    )


def _cell(value: Cell) -> Cell:
    if value is None:
        return ""
    return Fault(value) if isinstance(value, str) and value in FORMULA_ERRORS else value
