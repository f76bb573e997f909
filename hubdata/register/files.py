"""Register files as they arrive: packed or plain bytes in, their table of text out.

What a file is, is told by its headings, never by its name.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from hubdata.errors import UnreadableFile
from hubdata.register.kinds import RegisterKind, explain_accepted, recognise_kind
from hubdata.register.unpacking import Sheets, plain_head, unpack, unpack_head

HEADINGS_WITHIN = 20
"""Rows looked through for the headings: people put titles and notes above them."""
CELL_LINES = 8
"""Lines a quoted cell may span before its quotation mark counts as a slip."""

SERVES_AS = {(RegisterKind.GIAS_EXTRACT, RegisterKind.REPORTABLE_SCHOOLS)}
"""What one kind may be read as when asked: some hubs keep their own list as a cut of GIAS."""

Record = TypeVar("Record")


class UnknownRegisterFile(UnreadableFile):
    """A file that is none of the kinds the register is made from."""


@dataclass(frozen=True, slots=True)
class RegisterIssue:
    """Something wrong with one row; `row` counts as a spreadsheet does, the headings included."""

    file: str
    row: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.what}"


@dataclass(frozen=True, slots=True)
class RegisterFile(Generic[Record]):
    """What a file held: its records, what was wrong, and which facts it states at all."""

    name: str
    kind: RegisterKind
    layout: str
    """In words, such as "135 columns" or "LSOA 2021"."""
    fields: frozenset[str]
    """Fields of the records the file has a column for; the others are `None` in every record."""
    records: tuple[Record, ...]
    issues: tuple[RegisterIssue, ...]
    rows: int
    """Rows under the headings, before authorities were chosen."""


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a file and every row of text above, at and below them."""

    name: str
    kind: RegisterKind | None
    headings: tuple[str, ...]
    heading_row: int
    """The row the headings are in, counted from 1; 0 where none were recognised."""
    rows: Iterable[Sequence[str]]
    """All rows, from the first of the file; can be walked again."""

    def below(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Rows under the headings that hold anything, each with its number."""
        for number, cells in enumerate(self.rows, start=1):
            if number > self.heading_row and any(map(str.strip, cells)):
                yield number, cells


class CsvRows:
    """The rows of a csv, read as they are walked."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = list(io.StringIO(text.replace("\0", ""), newline=""))
        first = "".join(self.lines[:HEADINGS_WITHIN])
        self.separator = max((",", ";", "\t"), key=first.count)

    def __iter__(self) -> Iterator[list[str]]:
        reader = csv.reader(_whole_rows(self.lines), delimiter=self.separator)
        try:
            yield from reader
        except csv.Error:
            raise UnreadableFile(
                f"{self.name}: line {reader.line_num} is far too long for a row. "
                "Download the file again, or save it anew as csv."
            ) from None


def _whole_rows(lines: Sequence[str]) -> Iterator[str]:
    """Lines put together where a quoted cell spans several.

    A quotation mark that is never closed would swallow every row after it: there, the marks of
    that one line are dropped, and only it is in doubt.
    """
    at = 0
    while at < len(lines):
        for span in range(1, CELL_LINES + 1):
            row = "".join(lines[at : at + span])
            if row.count('"') % 2 == 0:
                break
        else:
            span, row = 1, lines[at].replace('"', "")
        yield row
        at += span


def detect_kind(name: str, content: bytes) -> RegisterKind:
    """What kind of register file this is; `UnknownRegisterFile` says what was found instead."""
    if is_geojson(content):
        return RegisterKind.BOUNDARIES
    table = _table_of(name, unpack_head(name, content))
    if table.kind is None:
        raise UnknownRegisterFile(_explain_unknown(table))
    return table.kind


def read_table(name: str, content: bytes, *, kind: RegisterKind) -> Table:
    """The rows of a csv (plain, gz or zip) or workbook that must be of this kind."""
    if is_geojson(content):
        found: RegisterKind | None = RegisterKind.BOUNDARIES
    else:
        table = _table_of(name, unpack(name, content))
        if (table.kind, kind) in SERVES_AS or table.kind is kind:
            return table
        found = table.kind
        if found is None:
            raise UnknownRegisterFile(_explain_unknown(table))
    raise UnknownRegisterFile(f"{name}: this is {found}, not {kind}. Choose the other file.")


def read_plain_bytes(name: str, content: bytes) -> bytes:
    """The bytes of a file that may have come as gz or zip."""
    unpacked = unpack(name, content)
    return unpacked if isinstance(unpacked, bytes) else b""


def is_geojson(content: bytes) -> bool:
    head = plain_head(content)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return start.startswith(b"{") and (b"FeatureCollection" in head or b'"features"' in head)


def parse_encoding(content: bytes) -> str:
    """Text as it was written: UTF-8, UTF-16 where marked so, else Windows-1252 as GIAS is."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _table_of(name: str, content: bytes | Sheets) -> Table:
    if isinstance(content, bytes):
        return _find_headings(name, CsvRows(name, parse_encoding(content)))
    tables = [_find_headings(name, rows) for _, rows in content]
    known = [table for table in tables if table.kind is not None]
    return (known or tables or [Table(name, None, (), 0, [])])[0]


def _find_headings(name: str, rows: Iterable[Sequence[str]]) -> Table:
    first: tuple[str, ...] = ()
    for number, cells in enumerate(islice(rows, HEADINGS_WITHIN), start=1):
        headings = tuple(cell.strip() for cell in cells)
        if kind := recognise_kind(headings):
            return Table(name, kind, headings, number, rows)
        first = first or (headings if any(headings) else ())
    return Table(name, None, first, 0, rows)


def _explain_unknown(table: Table) -> str:
    some = ", ".join(f'"{heading[:40]}"' for heading in table.headings[:6] if heading)
    found = f"the headings found ({some}) are" if some else "it holds no headings, so it is"
    return f"{table.name}: {found} not those of a register file. {explain_accepted()}"
