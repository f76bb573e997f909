"""A workbook as values: sheets of cells that know their true addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Cell = Any
"""str (empty where the cell is), int, float, bool, date, datetime, time, timedelta or `Fault`."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell whose formula has no value: its error, such as "#DIV/0!", or `NOT_CALCULATED`."""

    error: str

    def __str__(self) -> str:
        return self.error


NOT_CALCULATED = "a formula that was never calculated"

FORMULA_ERRORS = frozenset(
    ("#DIV/0!", "#REF!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!")
)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows` begins at the first used cell; `top` and `left` say where that is, from 0.

    `merged` holds (first row, first column, last row, last column) of merged cells, from 0.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    top: int = 0
    left: int = 0
    is_hidden: bool = False
    merged: Sequence[tuple[int, int, int, int]] = ()

    def number(self, row: int) -> int:
        """The row number a person sees, of the row at this place in `rows`."""
        return self.top + row + 1

    def address(self, row: int, column: int) -> str:
        """The address a person sees, such as "F7", of a place in `rows`."""
        return cell_address(self.top + row, self.left + column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that was read. A delimited file has one grid; `is_delimited` says so."""

    name: str
    grids: tuple[Grid, ...]
    is_delimited: bool = False


@lru_cache(maxsize=4096)
def cell_address(row: int, column: int) -> str:
    """ "F7" for row 6 and column 5, both counted from 0."""
    return f"{column_letters(column)}{row + 1}"


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """ "A" for 0, "AA" for 26."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def is_blank(cell: Cell) -> bool:
    """Nothing in it that a person would see."""
    return cell == "" or cell is None or (isinstance(cell, str) and not cell.strip())
