"""How far the sheets of an ods file reach: a cell may be written once and repeated a billion times.

LibreOffice repeats empty cells to the end of every sheet; only cells with a value take room.
"""

from __future__ import annotations

import re
from zipfile import ZipFile

from hubdata.errors import UnreadableFile
from hubdata.returns.reading.opening.xlsx_parts import MAX_CELLS

_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ROWS = re.compile(rb'table:number-rows-repeated="(\d+)"')
_COLUMNS = re.compile(rb'table:number-columns-repeated="(\d+)"')


def check_reach_of_ods(name: str, archive: ZipFile) -> None:
    """Raises `UnreadableFile` where repeated values would fill more cells than fit."""
    xml = archive.read("content.xml")
    if b"-repeated=" not in xml:
        return
    cells = sum(_filled(attributes, inside) for attributes, inside in _ROW.findall(xml))
    if cells > MAX_CELLS:
        raise UnreadableFile(
            f"{name}: a sheet has the same value in millions of cells. "
            "Copy the filled cells into a new workbook and send that."
        )


def _filled(attributes: bytes, inside: bytes) -> int:
    """Cells that a row and its repetitions take, up to the last with a value."""
    width = filled = 0
    for cell in _CELL.findall(inside):
        width += _repeated(_COLUMNS, cell)
        if b"value-type=" in cell:
            filled = width
    return filled * _repeated(_ROWS, attributes)


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes)
    return int(match[1]) if match else 1
