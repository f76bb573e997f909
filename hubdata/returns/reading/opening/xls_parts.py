"""How far the sheets of an old xls file reach, before calamine makes room for all of it.

A damaged file may claim billions of cells; asking for them ends the process. Records and their
numbers are those of Microsoft's [MS-XLS].
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from hubdata.returns.reading.opening.filetypes import damaged, password_protected
from hubdata.returns.reading.opening.xlsx_parts import MAX_CELLS, too_far

MAX_ROWS, MAX_COLUMNS = 65_536, 256

_BEGIN, _DIMENSIONS, _PASSWORD = 0x0809, 0x0200, 0x002F
_FILLED = frozenset((0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
"""Formula, rows of numbers, rich text, text, number, label, truth or error, packed number."""
_STRINGS = 0x00FC
_LEAST_STRING = 3
"""Bytes the shortest shared string takes."""


def check_reach_of_xls(name: str, content: bytes) -> None:
    """Raises `UnreadableFile` where the file is damaged, protected, or reaches too far."""
    rows = columns = 0
    for record, data in _records(_stream(name, content)):
        if record == _PASSWORD:
            raise password_protected(name)
        if record == _BEGIN:
            rows = columns = 0
        elif not _is_possible(record, data, size=len(content)):
            raise damaged(name)
        elif record in _FILLED and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            if column >= MAX_COLUMNS:
                raise damaged(name)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows * columns > MAX_CELLS:
                raise too_far(name, row, column)


def _stream(name: str, content: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            stream = next(s for s in ("Workbook", "Book") if ole.exists(s))
            data: bytes = ole.openstream(stream).read()
            return data
    except Exception:  # noqa: BLE001  whatever a damaged directory makes olefile raise
        raise damaged(name) from None


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(data):
        record, length = struct.unpack_from("<HH", data, place)
        yield record, data[place + 4 : place + 4 + length]
        place += 4 + length


def _is_possible(record: int, data: bytes, *, size: int) -> bool:
    if record == _DIMENSIONS:
        return _are_possible(data)
    return record != _STRINGS or _has_strings(data, size)


def _are_possible(data: bytes) -> bool:
    """First and last row and column, the last ones not included; older files have short rows."""
    if len(data) >= 14:
        top, rows, left, columns = struct.unpack_from("<IIHH", data)
    elif len(data) >= 8:
        top, rows, left, columns = struct.unpack_from("<HHHH", data)
    else:
        return False
    return bool(top <= rows <= MAX_ROWS and left <= columns <= MAX_COLUMNS)


def _has_strings(data: bytes, size: int) -> bool:
    """Whether the file is long enough for the strings it says it has."""
    if len(data) < 8:
        return False
    (_, unique) = struct.unpack_from("<II", data)
    return bool(unique * _LEAST_STRING <= size)
