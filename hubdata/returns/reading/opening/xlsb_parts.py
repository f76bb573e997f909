"""How far the sheets of an xlsb file reach, before calamine makes room for all of it.

Records and their numbers are those of Microsoft's [MS-XLSB].
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from zipfile import ZipFile

from hubdata.returns.reading.opening.filetypes import damaged
from hubdata.returns.reading.opening.xlsx_parts import MAX_CELLS, too_far

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.bin")
_ROW = 0
_FILLED = range(2, 12)
"""Numbers, errors, truths, texts and formulas; 1 is a blank cell."""
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


def check_reach_of_xlsb(name: str, archive: ZipFile) -> None:
    """Raises `UnreadableFile` where a sheet is damaged or reaches too far."""
    for part in archive.namelist():
        if _SHEET_PART.fullmatch(part):
            try:
                _check_sheet(name, archive.read(part))
            except (IndexError, struct.error):
                raise damaged(name) from None


def _check_sheet(name: str, data: bytes) -> None:
    row = rows = columns = 0
    for record, place in _records(data):
        if record == _ROW:
            (row,) = struct.unpack_from("<I", data, place)
        elif record in _FILLED:
            (column,) = struct.unpack_from("<I", data, place)
            if row > _LAST_ROW or column > _LAST_COLUMN:
                raise damaged(name)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows * columns > MAX_CELLS:
                raise too_far(name, row, column)


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """The number of each record and where its data begins. Raises `IndexError` where it is cut."""
    place = 0
    while place < len(data):
        record = data[place]
        place += 1
        if record & 0x80:
            record = (record & 0x7F) | (data[place] & 0x7F) << 7
            place += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = data[place]
            place += 1
            size |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
        if place + size > len(data):
            raise IndexError(place)
        yield record, place
        place += size
