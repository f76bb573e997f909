"""Files out of their packing: gz, zip and workbooks, with limits on what they may grow to."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from datetime import date
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from hubdata.errors import UnreadableFile

MAX_UNPACKED = 256 * 2**20
"""Bytes a packed file may grow to: the whole of GIAS is about 65 million."""
MAX_WORKBOOK = 100 * 2**20
"""Bytes a workbook may grow to; beyond that readers hang for minutes."""
HEAD_BYTES = 2**18

GZIP, ZIP, OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Sheets = list[tuple[str, list[list[str]]]]


def unpack(name: str, content: bytes) -> bytes | Sheets:
    """The bytes of a plain, gz or zip file; of a workbook its sheets, each a name and its rows."""
    if content.startswith(GZIP):
        return _gunzip(name, content)
    if content.startswith(ZIP):
        return _unzip(name, content)
    if content.startswith(OLE):
        raise UnreadableFile(
            f"{name}: an old or password-protected workbook cannot be read. "
            "Save a copy as .xlsx without a password, or as csv."
        )
    return content


def unpack_head(name: str, content: bytes) -> bytes | Sheets:
    """Whole lines of the start of a file, enough to tell what it is; workbooks in full."""
    if content.startswith((ZIP, OLE)):
        return unpack(name, content)
    head = plain_head(content)
    if len(head) < HEAD_BYTES:
        return head
    return head[: head.rfind(b"\n") + 1] or head


def plain_head(content: bytes) -> bytes:
    """The first bytes of a file, of what is in it where it is gz; empty where that is damaged."""
    if not content.startswith(GZIP):
        return content[:HEAD_BYTES]
    try:
        return zlib.decompressobj(wbits=31).decompress(content, HEAD_BYTES)
    except zlib.error:
        return b""


def _gunzip(name: str, content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            return _within(name, packed.read(MAX_UNPACKED + 1))
    except (OSError, EOFError, zlib.error):
        raise UnreadableFile(
            f"{name}: the packed file is damaged or cut short. Download it again."
        ) from None


def _within(name: str, unpacked: bytes) -> bytes:
    if len(unpacked) > MAX_UNPACKED:
        raise UnreadableFile(
            f"{name}: this unpacks to more than {MAX_UNPACKED // 2**20} MB, "
            "more than any register file. Check that it is the right one."
        )
    return unpacked


def _unzip(name: str, content: bytes) -> bytes | Sheets:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            if any(member.filename.startswith("xl/") for member in members):
                return _read_workbook(name, content, sum(member.file_size for member in members))
            return _only_csv(name, packed, [m for m in members if _is_csv(m.filename)])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError):
        raise UnreadableFile(
            f"{name}: the packed file is damaged or locked with a password. "
            "Unpack it yourself and load the csv."
        ) from None


def _is_csv(member: str) -> bool:
    return member.casefold().endswith(".csv") and not member.startswith("__MACOSX")


def _only_csv(name: str, packed: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> bytes:
    if len(members) != 1:
        found = ", ".join(member.filename for member in members[:5]) or "none"
        raise UnreadableFile(
            f"{name}: a zip must hold exactly one csv; found {found}. "
            "Unpack it and load the files one by one."
        )
    with packed.open(members[0]) as member:
        return _within(name, member.read(MAX_UNPACKED + 1))


def _read_workbook(name: str, content: bytes, unpacked_size: int) -> Sheets:
    if unpacked_size > MAX_WORKBOOK:
        raise UnreadableFile(
            f"{name}: this workbook unpacks to {unpacked_size // 2**20} MB. Save the sheet as csv."
        )
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            (sheet, [[_cell_text(cell) for cell in row] for row in _sheet_rows(workbook, sheet)])
            for sheet in workbook.sheet_names
        ]
    except CalamineError:
        raise UnreadableFile(
            f"{name}: the workbook cannot be read. Open it, and save a copy as csv."
        ) from None


def _sheet_rows(workbook: Any, sheet: str) -> list[list[Any]]:
    rows: list[list[Any]] = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return rows


def _cell_text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()
