"""What a file is before its rows are read: whose template, which kind of return, what was told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.returns.claims import WHOSE
from hubdata.returns.grid import Workbook
from hubdata.returns.headings import ToldTargets, headings_for
from hubdata.returns.kinds import KINDS, ReturnKind, Sheet, kind_named
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


def told_headings(kind: ReturnKind, told: Told) -> ToldTargets:
    """The fields that were told for headings; none for a column that is not to be read."""
    tables = {sheet.table: sheet for sheet in (*kind.sheets, WHOSE)}
    headings: dict[str, tuple[Target, ...]] = {}
    for heading, places in told.headings.items():
        targets = (find_target(tables, place) for place in places.split())
        known = tuple(target for target in targets if target)
        if known or not places:
            headings[heading] = known
    return headings


def find_target(tables: Mapping[str, Sheet], place: str) -> Target | None:
    """The field of "whole_class.pupils"; `None` where a sheet or field is not asked any more."""
    table, _, name = place.partition(".")
    sheet = tables.get(table)
    if sheet is None or name not in {spec.name for spec in sheet.fields}:
        return None
    return Target(sheet.name, name)


def marked_period(marker: TemplateMarker | None) -> Period | None:
    """The period a template was made for."""
    if marker is None:
        return None
    year, _, term = marker.period.partition(" ")
    try:
        return Period.parse(year, term or None)
    except UnknownThing:
        return None
