"""What a file is before its rows are read: whose template, which kind of return, what was told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.returns.grid import Workbook
from hubdata.returns.headings import headings_for
from hubdata.returns.kinds import KINDS, ReturnKind, kind_named
from hubdata.returns.mapping import Target, find_field, find_sheet
from hubdata.returns.raw import Told
from hubdata.returns.template_marker import MARKER_SHEET, TemplateMarker, parse_marker

ROWS_OF_HEADINGS = 60
"""How far down the headings of a table are looked for."""


def find_marker(workbook: Workbook) -> TemplateMarker | None:
    """What our template says about itself on its hidden sheet."""
    for grid in workbook.grids:
        if grid.name == MARKER_SHEET:
            return parse_marker(grid.rows)
    return None


def kind_of(workbook: Workbook, told: Told, marker: TemplateMarker | None) -> ReturnKind:
    """The kind told, else that of the template, else the one whose sheets are there."""
    if told.kind:
        return kind_named(told.kind)
    if marker and marker.kind in KINDS:
        return KINDS[marker.kind]
    return max(KINDS.values(), key=partial(_likeness, workbook))


def _likeness(workbook: Workbook, kind: ReturnKind) -> int:
    """How many sheets are named, whether anything asks for the kind's source, and how many
    headings of one of its sheets stand in one row."""
    sheets = {found.name for grid in workbook.grids if (found := find_sheet(kind, grid.name))}
    rows = [row for grid in workbook.grids for row in grid.rows[:ROWS_OF_HEADINGS]]
    cells = (cell for row in rows for cell in row if isinstance(cell, str))
    asks_source = any(find_field(kind.front, cell) == kind.source_field for cell in cells)
    headings = [headings_for((sheet, kind.front)) for sheet in kind.sheets]
    most = max((one.count(row) for one in headings for row in rows), default=0)
    return len(sheets) + 2 * asks_source + most


def told_headings(kind: ReturnKind, told: Told) -> Mapping[str, Target | None]:
    """The fields that were told for headings; `None` for a column that is not to be read."""
    tables = {sheet.table: sheet.name for sheet in kind.sheets}
    headings: dict[str, Target | None] = {}
    for heading, place in told.headings.items():
        table, _, name = place.partition(".")
        headings[heading] = Target(tables[table], name) if table in tables else None
    return headings


def marked_period(marker: TemplateMarker | None) -> Period | None:
    """The period a template was made for."""
    if marker is None:
        return None
    year, _, term = marker.period.partition(" ")
    try:
        return Period.parse(year, term or None)
    except UnknownThing:
        return None
