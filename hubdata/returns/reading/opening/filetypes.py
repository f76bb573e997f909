"""What a file really is, from its bytes, whatever its name says; and what we do not open at all."""

from __future__ import annotations

import io
import re
import zlib
from enum import StrEnum
from zipfile import BadZipFile, ZipFile

from hubdata.errors import UnreadableFile

MAX_FILE_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 150_000_000
"""420 MB of sheets hold every reader we tried for over 90 seconds; a large honest one has 30."""
MAX_RATIO = 200
"""Sheets of repeated text pack 100 to 1; only a file made to harm packs much better."""
RATIO_COUNTS_FROM = 20_000_000

DAMAGE = (BadZipFile, zlib.error, EOFError, KeyError, OSError, RuntimeError, ValueError)
"""What zipfile raises where a file is damaged, or packed in a way that it does not know."""
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class FileType(StrEnum):
    """The types that are read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    DELIMITED = "csv"


_OTHER_TYPES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
)

_OTHER_ARCHIVES: tuple[tuple[str, str], ...] = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint presentation"),
    ("Index/", "an Apple Numbers document"),
)


def check_file_type(name: str, content: bytes) -> FileType:
    """The type to read the bytes as. Raises `UnreadableFile` with the way out."""
    return open_file(name, content)[0]


def open_file(name: str, content: bytes) -> tuple[FileType, ZipFile | None]:
    """The type to read the bytes as, and the archive where they are one. Raises as above."""
    if not content.strip(b"\x00\r\n\t "):
        raise UnreadableFile(f"{name}: the file is empty. Send it again.")
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableFile(
            f"{name}: the file is larger than {MAX_FILE_BYTES // 1_000_000} MB. "
            "Send only the sheets of the return."
        )
    if content.startswith(_ZIP):
        archive = _open_archive(name, content)
        return _type_of_archive(name, archive, size=len(content)), archive
    if content.startswith(_OLE):
        return _type_of_ole(name, content), None
    return _type_of_text(name, content), None


def _open_archive(name: str, content: bytes) -> ZipFile:
    try:
        return ZipFile(io.BytesIO(content))
    except DAMAGE:
        raise damaged(name) from None


def _type_of_archive(name: str, archive: ZipFile, *, size: int) -> FileType:
    entries = archive.infolist()
    _check_unpacked(name, size, sum(entry.file_size for entry in entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise password_protected(name)
    names = {entry.filename.replace("\\", "/").lstrip("/") for entry in entries}
    if "xl/workbook.bin" in names:
        return FileType.XLSB
    if any(entry.startswith("xl/") for entry in names):
        return FileType.XLSX
    if "content.xml" in names:
        return FileType.ODS
    for folder, what in _OTHER_ARCHIVES:
        if any(entry.startswith(folder) for entry in names):
            raise _not_a_workbook(name, what)
    raise _not_a_workbook(name, "a compressed folder")


def _check_unpacked(name: str, packed: int, unpacked: int) -> None:
    is_bomb = unpacked > RATIO_COUNTS_FROM and unpacked > packed * MAX_RATIO
    if is_bomb or unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableFile(
            f"{name}: the file unpacks to {unpacked // 1_000_000} MB, too much to be read. "
            "Copy the filled cells into a new workbook and send that."
        )


def _type_of_ole(name: str, content: bytes) -> FileType:
    """Names in an OLE directory are UTF-16, so they can be looked for as bytes."""
    if _has_stream(content, "EncryptedPackage"):
        raise password_protected(name)
    if _has_stream(content, "WordDocument"):
        raise _not_a_workbook(name, "a Word document")
    if _has_stream(content, "PowerPoint Document"):
        raise _not_a_workbook(name, "a PowerPoint presentation")
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return FileType.XLS
    raise damaged(name)


def _has_stream(content: bytes, stream: str) -> bool:
    """Some programs write the names in capitals."""
    name = re.escape(stream.encode("utf-16-le"))
    return re.search(name, content, re.IGNORECASE) is not None


def _type_of_text(name: str, content: bytes) -> FileType:
    for start, what in _OTHER_TYPES:
        if content.startswith(start):
            raise _not_a_workbook(name, what)
    beginning = content[:2000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if beginning.startswith((b"<!doctype html", b"<html", b"<table")):
        raise _not_a_workbook(name, "a web page")
    if beginning.startswith((b"<?xml", b"<workbook", b"<!doctype")):
        raise _not_a_workbook(name, "an XML document")
    if _looks_binary(content[:4000]):
        raise damaged(name)
    return FileType.DELIMITED


def _looks_binary(beginning: bytes) -> bool:
    """Control characters that no text has; UTF-16 holds zeros, but only in every other place."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = beginning.count(0)
    if zeros:
        return zeros < len(beginning) * 0.3
    strange = sum(beginning.count(code) for code in (*range(1, 9), *range(14, 27), *range(28, 32)))
    return strange > len(beginning) * 0.02


def damaged(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: the file is damaged or incomplete. Open it, save a new copy and send that."
    )


def too_large(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: the file is too large to be read. Send only the sheets of the return."
    )


def password_protected(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: the file is password-protected. Save a copy without a password and send that."
    )


def _not_a_workbook(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}: this is {what}, not a spreadsheet. Send an Excel workbook (.xlsx) or a csv file."
    )
