"""Text that goes into other people's spreadsheets, so that no program takes it for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

RUNNABLE = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[\d\s.,]*%?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(text: str) -> str:
    """An apostrophe before what begins like a formula; "-5", and a dash for no answer, stay.

    Signs that no workbook can hold are left out.
    """
    kept = _CONTROL.sub("", text)
    is_number = _NUMBER.fullmatch(kept.strip()) is not None and not kept.startswith(("\t", "\r"))
    return f"'{kept}" if kept.startswith(RUNNABLE) and not is_number else kept


def render_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads £ and é."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
