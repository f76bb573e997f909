"""How a place in a file is said: "Whole class, F7", and an issue that is at one."""

from __future__ import annotations

from hubdata.returns.checking.codes import CODES
from hubdata.returns.issues import Issue, Severity
from hubdata.returns.reading.opening.grid import Grid


def say_place(sheet: str, cell: str = "", *, row: int | None = None) -> str:
    """ "Whole class, F7"; "Whole class, row 7"; "F7" in a file without sheets."""
    spot = cell or (f"row {row}" if row is not None else "")
    return ", ".join(piece for piece in (sheet, spot) if piece) or "The file"


def found(
    code: str,
    says: str,
    *,
    grid: Grid,
    cell: str = "",
    row: int | None = None,
    value: str = "",
    field: str = "",
) -> Issue:
    """An issue that reading found in a grid."""
    severity = CODES[code].severity
    return Issue(
        severity=severity,
        code=code,
        message=f"{say_place(grid.name, cell, row=row)}: {says}",
        sheet=grid.name,
        cell=cell,
        row=row,
        field=field,
        value=value,
        loses_row=severity is Severity.ERROR and row is not None,
    )
