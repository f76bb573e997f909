"""How a template looks: the hub's colours, cell formats, column widths and the printed page."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from hubdata.returns.fields import FieldKind, FieldSpec

INK, SOFT, HUB, LINE, WELL, TINT = "#1B2127", "#555C62", "#3B4A8C", "#B9B4A6", "#F2F0EA", "#E8EAF4"
"""The light tokens of the dashboard; white on HUB and INK on WELL or TINT are 7.9:1 or better."""

BODY_FONT, TITLE_FONT = "Arial", "Georgia"
"""Fonts every office has: the hub's own are not installed at schools."""

FORM_WIDTHS = (46, 34, 74)
"""Characters: heading, answer, help."""
TEXT_WIDTH, LINK_WIDTH = 20, 30
NARROWEST = 10.5
HELP_CHARACTERS = 78
"""Characters of help that fit on one line of the help column."""
LINE_HEIGHT = 15.0
"""Points a line of text takes."""
PAGE_CHARACTERS = 240
"""Characters of a table's width that can be read on one page."""
ROW_HEIGHT = 17.0
"""Points of a table's row: room to write by hand on a printed copy."""
A4 = 9

NUMBER_FORMATS = {
    FieldKind.COUNT: "0",
    FieldKind.MONEY: "#,##0.00",
    FieldKind.DATE: "dd/mm/yyyy",
    FieldKind.TEXT: "@",
    FieldKind.CHOICES: "@",
    FieldKind.NUMBERS: "@",
}
"""Text cells are marked as text, or a class called "1-2" would become the first of February."""
NUMERIC = (FieldKind.COUNT, FieldKind.NUMBER, FieldKind.MONEY, FieldKind.PERCENT)


class Styles:
    """The formats of one workbook, each made when first used."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._answers: dict[tuple[FieldKind, bool, bool, bool], Any] = {}

    def _made(self, **properties: Any) -> Any:
        plain = {"font_name": BODY_FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"}
        return self._workbook.add_format(plain | properties)

    @cached_property
    def title(self) -> Any:
        return self._made(font_name=TITLE_FONT, font_size=20, bold=True, font_color=HUB)

    @cached_property
    def heading(self) -> Any:
        return self._made(
            font_name=TITLE_FONT,
            font_size=13,
            bold=True,
            font_color=HUB,
            bottom=1,
            bottom_color=HUB,
        )

    @cached_property
    def sheet_title(self) -> Any:
        return self._made(font_name=TITLE_FONT, font_size=14, bold=True, font_color=HUB)

    @cached_property
    def plain(self) -> Any:
        return self._made(text_wrap=True)

    @cached_property
    def strong(self) -> Any:
        return self._made(text_wrap=True, bold=True)

    @cached_property
    def soft(self) -> Any:
        return self._made(text_wrap=True, font_color=SOFT, indent=1)

    @cached_property
    def link(self) -> Any:
        return self._made(font_color=HUB, underline=1)

    @cached_property
    def question(self) -> Any:
        return self._made(text_wrap=True, bottom=1, bottom_color=WELL)

    @cached_property
    def needed_question(self) -> Any:
        return self._made(text_wrap=True, bold=True, bottom=1, bottom_color=WELL)

    @cached_property
    def column_heading(self) -> Any:
        return self._made(
            text_wrap=True, valign="bottom", bg_color=TINT, border=1, border_color=LINE, bold=True
        )

    @cached_property
    def needed_heading(self) -> Any:
        return self._made(
            text_wrap=True,
            valign="bottom",
            bg_color=HUB,
            font_color="#FFFFFF",
            border=1,
            border_color=LINE,
            bold=True,
        )

    @cached_property
    def grid(self) -> Any:
        """Borders of the rows that are ready for typing."""
        return self._workbook.add_format({"border": 1, "border_color": LINE})

    def form_answer(self, kind: FieldKind, *, locked: bool, quoted: bool) -> Any:
        """The answer cell of a form: a box, filled where it may not be changed.

        `quoted` keeps risky text from becoming a formula when somebody edits the cell.
        """
        look: dict[str, Any] = {"align": "left", "text_wrap": True}
        look |= {"border": 1, "border_color": LINE} | ({"bg_color": WELL} if locked else {})
        return self._answer(kind, look, locked=locked, quoted=quoted)

    def table_answer(self, kind: FieldKind, *, quoted: bool = False) -> Any:
        """The cells of a table's column, however far down it is filled."""
        look = {"align": "right" if kind in NUMERIC else "left"}
        return self._answer(kind, look, locked=False, quoted=quoted)

    def _answer(self, kind: FieldKind, look: dict[str, Any], *, locked: bool, quoted: bool) -> Any:
        key = (kind, "border" in look, locked, quoted)
        if key not in self._answers:
            number_format = NUMBER_FORMATS.get(kind, "General")
            self._answers[key] = self._made(
                **look, num_format=number_format, locked=locked, quote_prefix=quoted
            )
        return self._answers[key]


def column_width(spec: FieldSpec) -> float:
    """Characters wide enough for the answers and for the longest word of the heading."""
    longest_word = max((len(word) for word in spec.heading.split()), default=0) + 1.5
    if spec.kind in (FieldKind.TEXT, FieldKind.CHOICES, FieldKind.NUMBERS):
        return max(TEXT_WIDTH if not spec.key else 12.0, longest_word)
    longest_choice = max((len(word) for word in spec.choice_words), default=0) + 2.0
    return max(NARROWEST, longest_word, min(longest_choice, TEXT_WIDTH))


def heading_height(fields: tuple[FieldSpec, ...]) -> float:
    """Points high enough for every wrapped heading of a table."""
    lines = max(_wrapped_lines(spec.heading, column_width(spec) - 1) for spec in fields)
    return lines * LINE_HEIGHT * 0.92 + 6


def pages_across(fields: tuple[FieldSpec, ...]) -> int:
    """Pages that a table is printed on side by side, so that it can still be read."""
    return -(-round(sum(map(column_width, fields))) // PAGE_CHARACTERS)


def form_row_height(spec: FieldSpec, help: str) -> float:
    """Points high enough for heading and help, and roomy enough to write in."""
    lines = max(-(-len(help) // HELP_CHARACTERS), -(-len(spec.heading) // FORM_WIDTHS[0]), 1)
    if spec.kind is FieldKind.CHOICES or spec.name == "comment":
        lines = max(lines, 3)
    return lines * LINE_HEIGHT + 6


def set_page(sheet: Any, *, title: str, hub_name: str) -> None:
    """A4 landscape, one page wide, with the sheet's name above and the page number below."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    escaped = title.replace("&", "&&")[:110]
    sheet.set_header(f'&L&"{BODY_FONT},Regular"&9 {escaped}&R&9&A')
    sheet.set_footer(
        f'&L&"{BODY_FONT},Regular"&9 {hub_name.replace("&", "&&")[:100]}&R&9Page &P of &N'
    )
    sheet.hide_gridlines(2)


def _wrapped_lines(text: str, width: float) -> int:
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + (1 if used else 0)
    return lines
