"""Building blocks of the corpus: small tables, and workbooks taken apart and put together again."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from tests.returns.workbooks import build_csv, build_grids

URN = 900001
WHO = ("URN", "Academic year", "Term")
WHEN = ("2025/26", "autumn")
LESSONS = ("Group size", "Key stage", "Taught by", "Pupils learning")
CLASSES = ("Class", "Year group", "Pupils in the class")

Row = Sequence[object]


def table(*rows: Row, headings: Row = (*WHO, *LESSONS)) -> list[Row]:
    """Tuition with its headings; each row is one of `URN` in the autumn if it says no more."""
    return [headings, *rows]


def lesson(pupils: object = 6, size: str = "small", *, urn: object = URN) -> Row:
    return (urn, *WHEN, size, "KS2", "hub lead", pupils)


def a_class(pupils: object = 28, name: str = "4A", year: object = 4) -> Row:
    return (name, year, pupils)


def front(**more: object) -> list[Row]:
    """The first sheet of a school's own workbook, as a form."""
    rows = {"School URN": URN, "Academic year": "2025/26", "Term": "Autumn", **more}
    return list(rows.items())


def book(*classes: Row, headings: Row = CLASSES, above: Sequence[Row] = ()) -> bytes:
    """A school's workbook of a first sheet and whole classes, perhaps with rows above."""
    return build_grids({"Return": front(), "Whole class": [*above, headings, *classes]})


def csv_of(rows: Iterable[Row], *, delimiter: str = ",") -> bytes:
    return build_csv(rows, delimiter=delimiter)


def replace_part(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A workbook with parts put in, exchanged or (`None`) taken out."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)
    return file.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def edit_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A workbook in one part of which something is replaced."""
    before = part_of(content, name)
    assert old in before, f"{name} does not hold {old!r}"
    return replace_part(content, {name: before.replace(old, new, 1)})


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def ole_with(stream: str, data: bytes) -> bytes:
    """The smallest compound file with one stream: header, allocation table, directory, stream."""
    data = data.ljust(4096, b"\x00")
    sectors = len(data) // 512
    header = bytearray(b"\xff" * 512)
    header[:80] = bytes(80)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    allocation = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    entries = (("Root Entry", 5, 1, 0xFFFFFFFE, 0), (stream, 2, 0xFFFFFFFF, 2, len(data)))
    directory = b"".join(_entry(*entry) for entry in entries)
    return bytes(header) + allocation + directory.ljust(512, b"\x00") + data


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    entry = text.ljust(64, b"\x00") + struct.pack("<HBB", len(text), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)


def ods_of(rows: Iterable[Row], *, tail: int = 0) -> bytes:
    """An ods file of one sheet, which ends with empty rows that are repeated."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{n}="{names}:{n}:1.0"' for n in ("office", "table", "text"))
    cells = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    repeated = f'<table:table-row table:number-rows-repeated="{tail}">'
    empty = f"{repeated}<table:table-cell/></table:table-row>"
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Tuition">{cells}{empty if tail else ""}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>'
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": mimetype, "META-INF/manifest.xml": manifest.encode()}
    return zip_of({**parts, "content.xml": content.encode()})


def _ods_cell(cell: object) -> str:
    if isinstance(cell, int):
        kind = f'office:value-type="float" office:value="{cell}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>"


def xlsb_of(rows: Iterable[Row], *, first_row: int = 0) -> bytes:
    """A binary workbook of one sheet. `first_row` is where its rows begin, from 0."""
    data = _record(129) + _record(148, bytes(16)) + _record(145)
    for number, row in enumerate(rows):
        place = number if number == 0 else first_row + number
        data += _record(0, struct.pack("<I", place) + bytes(13))
        data += b"".join(_xlsb_cell(column, cell) for column, cell in enumerate(row))
    data += _record(146) + _record(130)
    sheet = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Tuition")
    workbook = _record(131) + _record(143) + _record(156, sheet) + _record(144) + _record(132)
    office = "http://schemas.openxmlformats.org"
    relation = (
        f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return zip_of(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": relation.encode(),
            "xl/worksheets/sheet1.bin": data,
        }
    )


def _xlsb_cell(column: int, cell: object) -> bytes:
    where = struct.pack("<II", column, 0)
    if isinstance(cell, int):
        return _record(5, where + struct.pack("<d", cell))
    return _record(6, where + _wide(str(cell)))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(number: int, data: bytes = b"") -> bytes:
    head = bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80, number >> 7])
    size, length = b"", len(data)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + data
