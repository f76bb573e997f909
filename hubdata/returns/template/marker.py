"""The marker in a template: which questions it asks, of whom and for when, for the reader alone.

A file without it is read just as well by its headings; with it, an old version is recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

MARKER_SHEET = "About this template"
MARKER = "music hub return template"


@dataclass(frozen=True)
class TemplateMarker:
    """What a template knows about itself. `period` is a code such as "202526 autumn"; `source` is
    the URN or partner id as text, "" in an unaddressed template."""

    kind: str
    version: str
    period: str
    source: str


def write_marker(workbook: Any, marker: TemplateMarker) -> None:
    """Put the marker on a sheet nobody sees, and in the document's properties."""
    sheet = workbook.add_worksheet(MARKER_SHEET)
    sheet.very_hidden()
    sheet.write_string(0, 0, MARKER)
    for row, (name, value) in enumerate(asdict(marker).items(), start=1):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
        workbook.set_custom_property(f"hub_{name}", value, "text")


def parse_marker(rows: Iterable[Sequence[object]]) -> TemplateMarker | None:
    """The marker from the cells of its sheet; `None` where they are no marker."""
    cells = [[str(cell).strip() for cell in row] for row in rows]
    if not cells or not cells[0] or cells[0][0] != MARKER:
        return None
    found = {row[0]: row[1] for row in cells[1:] if len(row) > 1}
    names = TemplateMarker.__dataclass_fields__
    if not set(names) <= set(found):
        return None
    return TemplateMarker(**{name: found[name] for name in names})
