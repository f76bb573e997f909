"""From the bytes of a file to its cells, by calamine or as delimited text; nothing is interpreted.

Meant to run in a child process with a time and memory limit: takes and gives values that pickle.
"""

from __future__ import annotations

import io
from dataclasses import replace
from zipfile import ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from hubdata.errors import UnreadableFile
from hubdata.returns.reading.opening.delimited import MAX_ROWS, read_delimited
from hubdata.returns.reading.opening.filetypes import (
    DAMAGE,
    FileType,
    damaged,
    open_file,
    password_protected,
    too_large,
)
from hubdata.returns.reading.opening.grid import FORMULA_ERRORS, Cell, Fault, Grid, Workbook
from hubdata.returns.reading.opening.ods_parts import check_reach_of_ods
from hubdata.returns.reading.opening.second_reader import read_grids_again
from hubdata.returns.reading.opening.xls_parts import check_reach_of_xls
from hubdata.returns.reading.opening.xlsb_parts import check_reach_of_xlsb
from hubdata.returns.reading.opening.xlsx_parts import Faults, read_faults


def read_workbook(name: str, content: bytes) -> Workbook:
    """The cells of a spreadsheet or delimited file. Raises `UnreadableFile` with the way out."""
    kind, archive = open_file(name, content)
    if kind is FileType.DELIMITED:
        return Workbook(name, (read_delimited(name, content),), is_delimited=True)
    faults = _look_ahead(name, content, kind, archive)
    try:
        grids = _read_grids(name, content, faults=faults)
    except (UnreadableFile, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError:
        raise password_protected(name) from None
    except MemoryError:
        raise too_large(name) from None
    except BaseException as problem:  # noqa: BLE001  a panic in calamine is no Exception
        if "password" in str(problem).lower() or "encrypt" in str(problem).lower():
            raise password_protected(name) from None
        grids = _read_again(name, content, kind, faults=faults)
    if not grids:
        raise UnreadableFile(f"{name}: the workbook has no sheets with cells. Send it again.")
    return Workbook(name, grids)


def _look_ahead(
    name: str, content: bytes, kind: FileType, archive: ZipFile | None
) -> dict[str, Faults]:
    """What must be known before calamine opens the file: how far it reaches, and its faults."""
    if archive is None:
        check_reach_of_xls(name, content)
        return {}
    try:
        with archive:
            if kind is FileType.XLSX:
                return read_faults(name, content, archive)
            check = check_reach_of_ods if kind is FileType.ODS else check_reach_of_xlsb
            check(name, archive)
            return {}
    except DAMAGE:
        raise damaged(name) from None


def _read_grids(name: str, content: bytes, *, faults: dict[str, Faults]) -> tuple[Grid, ...]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    grids = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        try:
            read = workbook.get_sheet_by_name(sheet.name)
        except CalamineError:
            raise damaged(name) from None
        is_hidden = sheet.visible is not SheetVisibleEnum.Visible
        grids.append(_grid(name, read, is_hidden=is_hidden, faults=faults.get(sheet.name, {})))
    return tuple(grids)


def _read_again(
    name: str, content: bytes, kind: FileType, *, faults: dict[str, Faults]
) -> tuple[Grid, ...]:
    """What calamine could not open, by the second reader, which knows only one type."""
    if kind is not FileType.XLSX:
        raise damaged(name)
    try:
        grids = read_grids_again(content)
    except MemoryError:
        raise too_large(name) from None
    except Exception:  # noqa: BLE001  whatever a damaged file makes it raise
        raise damaged(name) from None
    return tuple(_with_faults(name, grid, faults.get(grid.name, {})) for grid in grids)


def _grid(name: str, sheet: CalamineSheet, *, is_hidden: bool, faults: Faults) -> Grid:
    """A sheet whose only cells are faulty formulas is empty to calamine, and so to us."""
    _check_height(name, sheet.name, sheet.height)
    top, left = sheet.start or (0, 0)
    merged = [(a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ()]
    rows = _put_faults(sheet.to_python(), faults, top=top, left=left)
    return Grid(sheet.name, rows, top=top, left=left, is_hidden=is_hidden, merged=merged)


def _with_faults(name: str, grid: Grid, faults: Faults) -> Grid:
    _check_height(name, grid.name, len(grid.rows))
    rows = [list(row) for row in grid.rows]
    return replace(grid, rows=_put_faults(rows, faults, top=grid.top, left=grid.left))


def _check_height(name: str, sheet: str, rows: int) -> None:
    if rows > MAX_ROWS:
        raise UnreadableFile(
            f'{name}: the sheet "{sheet}" has more than {MAX_ROWS:,} rows. '
            "Delete the empty rows below the table and send it again."
        )


def _put_faults(rows: list[list[Cell]], faults: Faults, *, top: int, left: int) -> list[list[Cell]]:
    """The rows with the formulas without a value, whose cells both readers leave empty."""
    for (row, column), fault in faults.items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
            rows[row - top][column - left] = fault
    return rows


def as_fault(cell: Cell) -> Fault | None:
    """The fault of a cell, also where a csv file holds the error as text."""
    if isinstance(cell, Fault):
        return cell
    if isinstance(cell, str) and cell.startswith("#") and cell.strip().upper() in FORMULA_ERRORS:
        return Fault(cell.strip().upper())
    return None
