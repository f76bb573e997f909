"""The workbook a school or partner fills in, drawn from the declaration of its kind.

Forms have the heading in column A and the answer in B; tables have their headings in row 1.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

import xlsxwriter

from hubdata.periods import Period
from hubdata.returns.fields import FieldSpec
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.template.cells import (
    LISTS_SHEET,
    ChoiceLists,
    build_validation,
    explain_field,
    is_risky,
    write_value,
)
from hubdata.returns.template.front import Covering, explain_sheet, explain_title, write_front_page
from hubdata.returns.template.marker import TemplateMarker, write_marker
from hubdata.returns.template.style import (
    FORM_WIDTHS,
    ROW_HEIGHT,
    Styles,
    column_width,
    form_row_height,
    heading_height,
    pages_across,
    set_page,
)

ROWS_READY = 45
"""Empty rows of a table that are ruled and ready for typing, below what is filled in."""
ROWS_CHECKED = 400
"""Rows that have drop-downs and bounds; nobody has sent more."""
GROUP_AT_LEAST = 3
"""Fields whose names begin with the same word stand together in a form from this many on."""
MAY_FORMAT = {"format_columns": True, "format_rows": True}
MAY_ADD_ROWS = MAY_FORMAT | {"format_cells": True, "insert_rows": True, "sort": True}

Rows = Sequence[Mapping[str, object]]


def render_template(
    kind: ReturnKind,
    period: Period,
    *,
    prefilled: Mapping[str, Rows],
    hub_name: str,
    source_name: str = "",
    due_on: date | None = None,
    minutes: int = 15,
    contact: str = "",
) -> bytes:
    """The workbook for one source and period, as xlsx.

    `prefilled` maps a sheet's name to its rows, each a mapping of field names to typed values (or
    text, written as it is); year, term and version are filled in by themselves. Fields not asked
    in the year are left out. Equal arguments give equal bytes.
    """
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_urls": False})
    covering = Covering(kind, period, hub_name, source_name, due_on, minutes, contact)
    front = _front_row(kind, period, prefilled)
    _set_properties(workbook, covering)
    styles = Styles(workbook)
    write_front_page(workbook, covering, styles=styles)
    drawing = _Drawing(workbook, covering, styles)
    for sheet in kind.sheets:
        rows = [front] if sheet is kind.front else prefilled.get(sheet.name, ())
        drawing.write_sheet(sheet, rows)
    drawing.lists_sheet.very_hidden()
    source = str(front.get(kind.source_field) or "")
    write_marker(workbook, TemplateMarker(kind.name, kind.version, period.code, source))
    workbook.close()
    return file.getvalue()


def fields_asked(sheet: Sheet, period: Period) -> tuple[FieldSpec, ...]:
    """The fields of a sheet that are asked in the period's year, in order."""
    year = period.year.code
    return tuple(
        spec
        for spec in sheet.fields
        if (spec.first_year or year) <= year <= (spec.last_year or year)
    )


def _front_row(kind: ReturnKind, period: Period, prefilled: Mapping[str, Rows]) -> dict[str, Any]:
    by_itself = {
        "time_period": period.year.code,
        "term": period.term,
        "definition_version": kind.version,
    }
    names = {spec.name for spec in kind.front.fields}
    known = {name: value for name, value in by_itself.items() if name in names}
    return known | dict(next(iter(prefilled.get(kind.front.name, ())), {}))


def _set_properties(workbook: Any, covering: Covering) -> None:
    made = covering.due_on or covering.period.year.first_day
    workbook.set_properties(
        {
            "title": f"{explain_title(covering)}: {covering.source_name}".rstrip(": "),
            "subject": f"Music Hub {covering.kind.title}",
            "author": covering.hub_name,
            "company": covering.hub_name,
            "comments": "Numbers of pupils only: no pupils' names.",
            "created": datetime.combine(made, time()),  # not the clock: equal in, equal out
        }
    )


class _Drawing:
    """A workbook while its sheets are drawn."""

    def __init__(self, workbook: Any, covering: Covering, styles: Styles) -> None:
        self.workbook = workbook
        self.covering = covering
        self.styles = styles
        parts = [workbook.add_worksheet(sheet.name) for sheet in covering.kind.sheets]
        self.parts = {part.get_name(): part for part in parts}
        self.lists_sheet = workbook.add_worksheet(LISTS_SHEET)
        self.lists = ChoiceLists(self.lists_sheet)

    def write_sheet(self, sheet: Sheet, rows: Rows) -> None:
        """One sheet of the return, as a form or as a table."""
        part = self.parts[sheet.name]
        title = f"{explain_title(self.covering)} · {self.covering.source_name}".rstrip(" ·")
        set_page(part, title=title, hub_name=self.covering.hub_name)
        if sheet.one_row:
            self._write_form(part, sheet, next(iter(rows), {}))
        else:
            self._write_table(part, sheet, rows)

    def _write_form(self, part: Any, sheet: Sheet, values: Mapping[str, object]) -> None:
        for column, width in enumerate(FORM_WIDTHS):
            part.set_column(column, column, width)
        part.set_row(0, 26)
        part.write_string(0, 0, explain_sheet(sheet), self.styles.sheet_title)
        is_front = sheet is self.covering.kind.front
        for row, spec in _form_rows(fields_asked(sheet, self.covering.period)):
            if spec is None:
                part.set_row(row, 8)
                continue
            value = values.get(spec.name)
            locked = is_front and spec.prefilled and value is not None
            self._write_question(part, row, spec, value=value, locked=locked)
        part.freeze_panes(1, 0)
        part.repeat_rows(0)
        part.set_selection(2, 1, 2, 1)
        part.protect("", MAY_FORMAT)

    def _write_question(
        self, part: Any, row: int, spec: FieldSpec, *, value: object, locked: bool
    ) -> None:
        styles, help = self.styles, explain_field(spec)
        part.set_row(row, form_row_height(spec, help))
        question = styles.needed_question if spec.required else styles.question
        part.write_string(row, 0, spec.heading, question)
        style = styles.form_answer(spec.kind, locked=locked, quoted=is_risky(value))
        write_value(part, row, 1, value=value, style=style)
        part.write_string(row, 2, help, styles.soft)
        part.data_validation(row, 1, row, 1, build_validation(spec, self.lists))

    def _write_table(self, part: Any, sheet: Sheet, rows: Rows) -> None:
        fields = fields_asked(sheet, self.covering.period)
        ready = len(rows) + ROWS_READY
        part.set_default_row(ROW_HEIGHT)
        part.set_row(0, heading_height(fields))
        for column, spec in enumerate(fields):
            self._write_column(part, column, spec, [row.get(spec.name) for row in rows])
        ruled = {"type": "formula", "criteria": "=TRUE", "format": self.styles.grid}
        part.conditional_format(1, 0, ready, len(fields) - 1, ruled)
        part.freeze_panes(1, 1)
        part.repeat_rows(0)
        part.print_area(0, 0, ready, len(fields) - 1)
        if (pages := pages_across(fields)) > 1:
            part.fit_to_pages(pages, 0)
            part.repeat_columns(0, 1)
        part.protect("", MAY_ADD_ROWS)

    def _write_column(
        self, part: Any, column: int, spec: FieldSpec, values: Sequence[object]
    ) -> None:
        styles = self.styles
        plain = styles.table_answer(spec.kind)
        part.set_column(column, column, column_width(spec), plain)
        heading = styles.needed_heading if spec.required else styles.column_heading
        part.write_string(0, column, spec.heading, heading)
        for row, value in enumerate(values, start=1):
            if value is not None:
                quoted = is_risky(value)
                style = styles.table_answer(spec.kind, quoted=True) if quoted else plain
                write_value(part, row, column, value=value, style=style)
        last = len(values) + ROWS_CHECKED
        part.data_validation(1, column, last, column, build_validation(spec, self.lists))


def _form_rows(fields: Sequence[FieldSpec]) -> Iterator[tuple[int, FieldSpec | None]]:
    """The rows of a form below its title: fields in order, a gap (None) between groups of them."""

    def first_word(spec: FieldSpec) -> str:
        word = spec.name.split("_")[0]
        alike = [other for other in fields if other.name.split("_")[0] == word]
        return word if len(alike) >= GROUP_AT_LEAST else ""

    groups = groupby(fields, key=first_word)
    yield from enumerate((spec for _, group in groups for spec in (None, *group)), start=1)
