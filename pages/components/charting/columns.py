"""Rows of columns: a row's words, and beside them a column for each part, from zero. Plain HTML for
`linked`; each row is on a scale of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from pages.components.kit.linked import build_link
from pages.components.kit.lists import build_figures
from pages.components.kit.tables import NOT_KNOWN
from pages.components.kit.tiles import build_value


@dataclass(frozen=True)
class Column:
    """One column: its name, its height, and its number as it is read; `None` is not known. `behind`
    is where the number leads.
    """

    name: str
    value: float | None
    words: str
    behind: str = ""


@dataclass(frozen=True)
class ColumnRow:
    """A name that leads to `target`, the row's number as it is read (`None` is not known) with its
    unit, a note, and the columns. `figures` stand in their place where parts have no order.
    `behind` is where the number leads, and by name each of the figures.
    """

    name: str
    target: str
    words: str | None
    unit: str
    note: str
    columns: Sequence[Column] = ()
    figures: Sequence[tuple[str, str]] = ()
    behind: str = ""
    behind_figures: Mapping[str, str] = field(default_factory=dict)


def build_columns(rows: Sequence[ColumnRow]) -> str:
    return f'<ol class="hub-ladder">{"".join(build_row(row) for row in rows)}</ol>'


def build_row(row: ColumnRow) -> str:
    beside = (
        build_figures(row.figures, behind=row.behind_figures)
        if row.figures
        else build_parts(row.columns)
    )
    number = build_value(row.words, row.unit, target=row.behind)
    return (
        f"<li><div><h3>{build_link(row.name, row.target)}</h3>{number}"
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
    number = build_link(one.words, one.behind) if one.behind else escape(one.words)
    return f"<li><b>{number}</b>{bar}{name}</li>"
