"""What goes into other people's spreadsheets, so that no program takes text for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

Value = str | float | None
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


def render_csv(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads £ and é. Numbers stay numbers, and what is
    not known is an empty cell.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(head) for head in heads])
    writer.writerows(
        [harmless(value) if isinstance(value, str) else value for value in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")
