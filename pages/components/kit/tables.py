"""A real HTML table: name left, numbers right, one precision a column, links that keep the session,
and a download beside it. On a phone every row is its name and its strongest number, and below them
the rest, each with its label, as many as go on a line. The caller decides the order of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from hubdata.wording import UNKNOWN, explain_figure
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import build_link, show_linked
from pages.components.kit.look import Status, build_status

ON_ONE_LINE = 17  # signs: "Autumn 2026/27", "380 pupils above"
MANY = 5  # columns, that press on the names of their rows
NOT_KNOWN = f'<span aria-hidden="true">{UNKNOWN}</span><span class="hub-hidden">not known</span>'


@dataclass(frozen=True)
class Column:
    """A column: its name, side, and how its numbers are written. `unit` is "%", "pt", "£" or a
    word. On a phone a column that is `bare` says what it is without its label, and one that is
    `beyond` is left to the page that the row leads to.
    """

    name: str
    align: Literal["left", "right"] = "left"
    unit: str = ""
    decimals: int = 0
    signed: bool = False
    weight: Literal["plain", "strong", "soft"] = "plain"
    on_phone: Literal["", "bare", "beyond"] = ""


@dataclass(frozen=True)
class Cell:
    """A value that is more than a value: a link, a status mark with words, a small second line, or
    words of its own on the screen (the file has the value). `drawing` is our own HTML in place of
    all of them, escaped already.
    """

    value: str | float | None
    target: str | None = None
    status: Status | None = None
    small: str | None = None
    words: str | None = None
    drawing: str = ""


CellValue = str | float | Status | Cell | None
Row = Sequence[CellValue]


@dataclass(frozen=True)
class Group:
    """Rows under a heading of their own; an empty heading is not drawn."""

    heading: str
    rows: Sequence[Row]


def show_table(
    columns: Sequence[Column],
    groups: Sequence[Group],
    *,
    caption: str,
    key: str,
    file_name: str = "",
) -> None:
    """Draws the table, follows its links and, if a file is named, offers it as Excel and csv."""
    show_linked(build_table(columns, groups, caption=caption), key)
    if file_name:
        show_downloads(lambda: build_sheet(columns, groups, caption=caption), file_name, key=key)


def build_table(columns: Sequence[Column], groups: Sequence[Group], *, caption: str) -> str:
    """The table as HTML; `caption` says what it holds, for those who hear it."""
    heads = "".join(
        f'<th scope="col" class="{column.align}">{escape(column.name)}</th>' for column in columns
    )
    bodies = "".join(build_group(columns, group) for group in groups)
    wide = " wide" if len(columns) >= MANY else ""
    return (
        f'<table class="hub-table{wide}"><caption class="hub-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead>{bodies}</table>"
    )


def build_sheet(columns: Sequence[Column], groups: Sequence[Group], *, caption: str) -> Sheet:
    """The same rows for a file: numbers as numbers, the group's heading as a first column."""
    grouped = any(group.heading for group in groups)
    heads = [describe_head(column) for column in columns]
    rows = [
        ([group.heading] if grouped else []) + [read_plain(value) for value in row]
        for group in groups
        for row in group.rows
    ]
    return Sheet(caption, (["Group"] if grouped else []) + heads, rows)


def build_group(columns: Sequence[Column], group: Group) -> str:
    heading = ""
    if group.heading:
        heading = (
            f'<tr class="group"><th scope="rowgroup" colspan="{len(columns)}">'
            f"{escape(group.heading)}</th></tr>"
        )
    frames = [frame_of(column) for column in columns]
    rows = "".join(f"<tr>{build_row(columns, row, frames)}</tr>" for row in group.rows)
    return f"<tbody>{heading}{rows}</tbody>"


def build_row(columns: Sequence[Column], row: Row, frames: Sequence[tuple[str, str]]) -> str:
    """The cells, each in the frame of its column. One with nothing in it is marked: on a phone it
    is left out, where it would be a label alone.
    """
    first, *rest = (build_cell(*pair) for pair in zip(columns, row, strict=True))
    name = f'<th scope="row" class="{style_of(columns[0])}">{first}</th>'
    cells = (
        f"{full if html.strip() else blank}{html}</div></td>"
        for html, (full, blank) in zip(rest, frames[1:], strict=True)
    )
    return name + "".join(cells)


def frame_of(column: Column) -> tuple[str, str]:
    """How a cell of a column begins, and one with nothing in it."""
    style, name = style_of(column), escape(column.name)
    full, blank = (f'<td class="{style}{mark}" data-name="{name}"><div>' for mark in ("", " blank"))
    return full, blank


def style_of(column: Column) -> str:
    return f"{column.align} {column.weight} {column.on_phone}".rstrip()


def build_cell(column: Column, value: CellValue) -> str:
    cell = value if isinstance(value, Cell) else as_cell(value)
    if cell.drawing:
        html = cell.drawing
    elif cell.status and (cell.value is None or isinstance(cell.value, str)):
        html = build_status(cell.status, cell.value)
    elif cell.value is None and not cell.words:
        html = NOT_KNOWN
    else:
        text = cell.words or describe_value(column, cell.value)
        html = keep_whole(build_link(text, cell.target) if cell.target else escape(text), text)
    return html + (f'<span class="small">{escape(cell.small)}</span>' if cell.small else "")


def keep_whole(html: str, text: str) -> str:
    """Few words, such as a date or a term, on one line; `html` is how they are drawn."""
    is_few = " " in text.strip() and len(text) <= ON_ONE_LINE
    return f'<span class="whole">{html}</span>' if is_few else html


def as_cell(value: str | float | Status | None) -> Cell:
    return Cell(None, status=value) if isinstance(value, Status) else Cell(value)


def describe_value(column: Column, value: str | float) -> str:
    if isinstance(value, str):
        return value
    return explain_figure(value, column.unit, decimals=column.decimals, signed=column.signed)


def describe_head(column: Column) -> str:
    unit = "points" if column.unit == "pt" else column.unit
    return f"{column.name} ({unit})" if unit else column.name


def read_plain(value: CellValue) -> str | float | None:
    cell = value if isinstance(value, Cell) else as_cell(value)
    if cell.value is None and cell.status:
        return cell.status.word
    return cell.value
