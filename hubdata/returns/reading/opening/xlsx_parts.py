"""What calamine does not tell of an xlsx file: formulas without a value, and how far it reaches.

It reads a faulty formula as an empty cell, and makes room for every cell between the first and
the last: one stray cell in a far corner costs gigabytes.
"""

from __future__ import annotations

import html
import posixpath
import re
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hubdata.errors import UnreadableFile
from hubdata.returns.reading.opening.grid import NOT_CALCULATED, Fault, cell_address

MAX_CELLS = 5_000_000
"""Room for 100,000 rows of 50 columns."""
ROWS_SURE_TO_FIT = 2_000
ROWS_SURE_TO_FIT_IF_WIDE = 300
"""So many rows fit even if they reach to Excel's last column, the 16,384th."""

Faults = dict[tuple[int, int], Fault]
"""By row and column, from 0."""

_PART_HEAD = struct.Struct("<26x2H")
"""Before the bytes of a part stand this, its name and more, of the lengths told here."""
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_FAR_COLUMN = re.compile(rb' r="[A-Z]{3}')
_ERROR = re.compile(b't="e"')
_FORMULA = re.compile(b"<f")
_FORMULA_PREFIXED = re.compile(b":f")
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\b[^>/]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>/]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>'
    rb".{0,8192}?<(?:\w+:)?v>([^<]*)<",
    re.DOTALL,
)
_UNCALCULATED_CELL = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>/]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>\s*'
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")


def read_faults(name: str, content: bytes, archive: ZipFile) -> dict[str, Faults]:
    """Cells without a value, by sheet. Raises `UnreadableFile` where a sheet reaches too far."""
    found: dict[str, Faults] = {}
    for entry in archive.infolist():
        if _SHEET_PART.fullmatch(entry.filename):
            xml = _unpack(content, archive, entry)
            _check_reach(name, xml)
            if faults := _faults_in(xml):
                found[entry.filename] = faults
    if not found:
        return {}
    names = _sheet_names(archive)
    return {names[part]: faults for part, faults in found.items() if part in names}


def _unpack(content: bytes, archive: ZipFile, entry: ZipInfo) -> bytes:
    """What `archive.read` gives, in half the time; what is not as it should be is left to it."""
    head = content[entry.header_offset : entry.header_offset + _PART_HEAD.size]
    is_whole = len(head) == _PART_HEAD.size and head.startswith(b"PK\x03\x04")
    if is_whole and entry.compress_type == ZIP_DEFLATED:
        begin = entry.header_offset + _PART_HEAD.size + sum(_PART_HEAD.unpack(head))
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        xml = unpacking.decompress(
            memoryview(content)[begin : begin + entry.compress_size], entry.file_size + 1
        )
        is_all = unpacking.eof and len(xml) == entry.file_size
        if is_all and zlib.crc32(xml) == entry.CRC:
            return xml
    return archive.read(entry)


def _check_reach(name: str, xml: bytes) -> None:
    """Only sheets that might reach too far are looked at cell by cell."""
    last = xml.rfind(b"<row ")
    number = _ROW_NUMBER.match(xml, last) if last >= 0 else None
    is_long = last >= 0 and (number is None or int(number[1]) > ROWS_SURE_TO_FIT)
    is_wide = number is None or int(number[1]) > ROWS_SURE_TO_FIT_IF_WIDE
    if not is_long and not (is_wide and _FAR_COLUMN.search(xml)):
        return
    rows = columns = 0
    for match in _FILLED_CELL.finditer(xml):
        rows = max(rows, int(match[2]))
        columns = max(columns, _column_number(match[1]) + 1)
        if rows * columns > MAX_CELLS:
            raise too_far(name, *_place(match))


def too_far(name: str, row: int, column: int) -> UnreadableFile:
    """The refusal of a sheet with a cell in a far corner."""
    return UnreadableFile(
        f"{name}: a sheet has something in cell {cell_address(row, column)}, far from everything "
        "else. Copy the filled cells into a new workbook and send that."
    )


def _faults_in(xml: bytes) -> Faults:
    """Looked for among the cells only: below them stand the formulas of drop-down lists, which
    every template has."""
    faults: Faults = {}
    end = xml.rfind(b"sheetData>")
    end = len(xml) if end < 0 else end
    if _ERROR.search(xml, 0, end):
        for match in _ERROR_CELL.finditer(xml, 0, end):
            faults[_place(match)] = Fault(html.unescape(match[3].decode("utf-8", "replace")))
    is_prefixed = xml[end - 1 : end] == b":"
    if (_FORMULA_PREFIXED if is_prefixed else _FORMULA).search(xml, 0, end):
        for match in _UNCALCULATED_CELL.finditer(xml, 0, end):
            faults.setdefault(_place(match), Fault(NOT_CALCULATED))
    return faults


def _place(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match[2]) - 1, _column_number(match[1])


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _sheet_names(archive: ZipFile) -> dict[str, str]:
    """The name of each worksheet, by the part of the archive it is in."""
    try:
        workbook = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return {}
    targets = {
        _attribute(tag, "Id"): posixpath.normpath(
            posixpath.join("/xl", _attribute(tag, "Target"))
        ).lstrip("/")
        for tag in _RELATION.findall(relations)
    }
    return {
        targets.get(_attribute(tag, r"\w+:id"), ""): _attribute(tag, "name")
        for tag in _SHEET.findall(workbook)
    }


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\s{name}=["']([^"']*)["']""", tag)
    return html.unescape(match[1]) if match else ""
