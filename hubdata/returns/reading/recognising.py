"""What a file is before its rows are read: whose template, which kind of return, what was told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.returns.issues import Issue
from hubdata.returns.kinds import KINDS, ReturnKind, Sheet, kind_named
from hubdata.returns.reading.claiming.claims import WHOSE
from hubdata.returns.reading.meaning.headings import ToldTargets, headings_for
from hubdata.returns.reading.meaning.likeness import LIKE_ENOUGH_TO_FILL_IN, find_alike
from hubdata.returns.reading.meaning.mapping import Target, find_field, find_sheet, fingerprint
from hubdata.returns.reading.opening.grid import Grid, Workbook
from hubdata.returns.reading.opening.places import found
from hubdata.returns.reading.raw import Told
from hubdata.returns.reading.shapes.heading_rows import is_text, likely_row
from hubdata.returns.template.marker import MARKER_SHEET, TemplateMarker, parse_marker

ROWS_OF_HEADINGS = 60
"""How far down the headings of a table are looked for."""
ENOUGH_KNOWN = 5
"""Fewer sheets and headings that are known may be chance: "Name", "Email", "Choir"."""
MOST_COMPARED = 200
"""Headings of a file that are compared with what is asked, word by word."""


def recall(workbook: Workbook, told: Told) -> Told:
    """What is told, with what is remembered of sheets that have the same headings; what is told of
    this very file counts first."""
    if not told.layouts:
        return told
    rows = (row for grid in workbook.grids for row in grid.rows[:ROWS_OF_HEADINGS])
    layouts = (fingerprint(cell for cell in row if isinstance(cell, str)) for row in rows)
    known = [told.layouts[layout] for layout in layouts if layout in told.layouts]
    for one in known:
        headings, sources = {**one.headings, **told.headings}, {**one.sources, **told.sources}
        told = replace(told, headings=headings, sources=sources)
    return told


def find_marker(workbook: Workbook) -> TemplateMarker | None:
    """What our template says about itself on its hidden sheet."""
    for grid in workbook.grids:
        if grid.name == MARKER_SHEET:
            return parse_marker(grid.rows)
    return None


def kind_of(workbook: Workbook, told: Told, marker: TemplateMarker | None) -> ReturnKind:
    """The kind told, else that of the template, else the one whose sheets and headings are there;
    where hardly any are, as in a survey, the one whose fields its questions are like."""
    if told.kind:
        return kind_named(told.kind)
    if marker and marker.kind in KINDS:
        return KINDS[marker.kind]
    known = {kind.name: _likeness(workbook, kind) for kind in KINDS.values()}
    if max(known.values()) < ENOUGH_KNOWN:
        known = {name: n + _alike(workbook, KINDS[name]) for name, n in known.items()}
    return KINDS[max(known, key=lambda name: known[name])]


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


def _alike(workbook: Workbook, kind: ReturnKind) -> int:
    """How many headings are so like a field of the kind that it may stand in the form."""
    rows = [grid.rows[row] for grid in workbook.grids if (row := likely_row(grid)) is not None]
    texts = {cell for cells in rows for cell in cells if is_text(cell)}
    found = (find_alike(text, kind.sheets)[:1] for text in sorted(texts)[:MOST_COMPARED])
    return sum(one.score >= LIKE_ENOUGH_TO_FILL_IN for ones in found for one in ones)


def explain_version(
    workbook: Workbook, kind: ReturnKind, marker: TemplateMarker | None
) -> Iterator[Issue]:
    """A template of another version is read all the same, by its headings; that is noted."""
    if marker is None or marker.kind != kind.name or marker.version == kind.version:
        return
    says = (
        f"the template is version {marker.version} of the {kind.title}, not {kind.version}. It is "
        "read by its headings. Send the newest template next time."
    )
    yield found("template-version", says, grid=Grid("", ()), value=marker.version)


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
