"""Rows of columns: a row's words, and beside them a column for each part, from zero. Plain HTML for
`linked`; each row is on a scale of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pages.components.kit.linked import build_link
from pages.components.kit.lists import build_figures
from pages.components.kit.tables import NOT_KNOWN
from pages.components.kit.tiles import build_value


@dataclass(frozen=True)
class Column:
    """One column: its name, its height, and its number as it is read; `None` is not known."""

    name: str
    value: float | None
    words: str


@dataclass(frozen=True)
class ColumnRow:
    """A name that leads to `target`, the row's number as it is read (`None` is not known) with its
    unit, a note, and the columns. `figures` stand in their place where parts have no order.
    """

    name: str
    target: str
    words: str | None
    unit: str
    note: str
    columns: Sequence[Column] = ()
    figures: Sequence[tuple[str, str]] = ()


def build_columns(rows: Sequence[ColumnRow]) -> str:
    return f'<ol class="hub-ladder">{"".join(build_row(row) for row in rows)}</ol>'


def build_row(row: ColumnRow) -> str:
    beside = build_figures(row.figures) if row.figures else build_parts(row.columns)
    return (
        f"<li><div><h3>{build_link(row.name, row.target)}</h3>{build_value(row.words, row.unit)}"
        f'<p class="hub-caption">{escape(row.note)}</p></div>{beside}</li>'
    )


def build_parts(columns: Sequence[Column]) -> str:
    """A column for each part; its number is written above it."""
    top = find_top(columns)
    return f'<ul class="hub-stages">{"".join(build_column(one, top) for one in columns)}</ul>'


def find_top(columns: Sequence[Column]) -> float:
    """The value of the tallest; 0 where none is above zero."""
    return max((one.value for one in columns if one.value), default=0.0)


def build_column(one: Column, top: float) -> str:
    name = f"<span>{escape(one.name)}</span>"
    if one.value is None:
        return f"<li><b>{NOT_KNOWN}</b>{name}</li>"
    share = one.value / top if top else 0.0
    bar = f'<i style="--share:{share:.3f}" aria-hidden="true"></i>'
    return f"<li><b>{escape(one.words)}</b>{bar}{name}</li>"
