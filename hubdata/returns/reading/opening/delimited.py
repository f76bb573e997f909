"""Text files of rows: in what encoding and with what delimiter, and the cells."""

from __future__ import annotations

import csv
import io

from hubdata.errors import UnreadableFile
from hubdata.returns.reading.opening.grid import Grid

MAX_ROWS = 100_000
_DELIMITERS = ",;\t|"
_LOOKED_AT = 30
"""Rows on which the delimiter is decided."""


def read_delimited(name: str, content: bytes) -> Grid:
    """The rows of a csv or tsv file as a grid without a name. Raises `UnreadableFile`."""
    text = decode_text(content)
    text, delimiter = _without_separator_line(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter_of(text))
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MAX_ROWS:
                raise UnreadableFile(
                    f"{name}: the file has more than {MAX_ROWS:,} rows. "
                    "Send only the rows of the return."
                )
    except csv.Error:
        raise UnreadableFile(
            f"{name}, row {len(rows) + 1}: the text cannot be divided into cells. "
            "Save it again as csv and send that."
        ) from None
    return Grid("", rows)


def decode_text(content: bytes) -> str:
    """UTF-8 or UTF-16 with or without their mark, else what Windows writes by default (cp1252)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").lstrip("\ufeff")
    if b"\x00" in content[:200]:
        encoding = "utf-16-be" if content[:1] == b"\x00" else "utf-16-le"
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").replace("\x00", "")


def _without_separator_line(text: str) -> tuple[str, str]:
    """Excel writes "sep=;" as a first line to tell itself the delimiter.

    The line is emptied, not removed: rows keep their numbers.
    """
    first, end, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip("\r")) == len("sep=") + 1:
        return end + rest, first[len("sep=")]
    return text, ""


def _delimiter_of(text: str) -> str:
    """The delimiter that divides the first rows into most cells, alike from row to row."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        common = max(widths, key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(common) * (common - 1), common)

    try:
        return max(_DELIMITERS, key=regularity)
    except csv.Error:
        return ","
