"""The stave: five lines are the five functions, bars are the goals, each KPI is one mark, worst
first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pages.components.kit.linked import build_link, build_link_around
from pages.components.kit.look import Status, build_mark, explain_counts

ORDER = list(Status)
RATED = {Status.OFF, Status.WATCH, Status.ON}


@dataclass(frozen=True)
class Bar:
    """A column of the stave: a goal, or the KPIs that count across all of them; and where it
    leads.
    """

    name: str
    words: str
    target: str = ""


@dataclass(frozen=True)
class StaveCell:
    """The statuses of the KPIs of one function and goal, in any order, and where the cell leads."""

    statuses: Sequence[Status]
    target: str


@dataclass(frozen=True)
class Line:
    """A function: its name, where it leads, and one cell a bar."""

    name: str
    target: str
    cells: Sequence[StaveCell]


def build_stave(bars: Sequence[Bar], lines: Sequence[Line]) -> str:
    heads = "".join(
        f'<th scope="col"><b>{build_head(bar)}</b>'
        f'<span class="hub-soft">{escape(bar.words)}</span></th>'
        for bar in bars
    )
    rows = "".join(build_line(bars, line) for line in lines)
    return (
        '<div class="hub-stave-room"><table class="hub-stave">'
        '<caption class="hub-hidden">KPIs by strategic function and goal, worst first</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def build_head(bar: Bar) -> str:
    return build_link(bar.name, bar.target) if bar.target else escape(bar.name)


def build_line(bars: Sequence[Bar], line: Line) -> str:
    cells = "".join(build_cell(bar, cell) for bar, cell in zip(bars, line.cells, strict=True))
    return (
        f'<tr><th scope="row">{build_link(line.name, line.target)} '
        f'<span class="rated">{escape(explain_rated(line))}</span></th>{cells}</tr>'
    )


def build_cell(bar: Bar, cell: StaveCell) -> str:
    if not cell.statuses:
        return '<td class="empty"><span class="hub-hidden">no KPI</span></td>'
    statuses = sorted(cell.statuses, key=ORDER.index)
    marks = "<wbr>".join(build_mark(status) for status in statuses)
    words = f'<span class="hub-hidden">{explain_counts(statuses)}</span>'
    link = build_link_around(marks + words, cell.target)
    return f'<td><span class="goal" aria-hidden="true">{escape(bar.name)}</span>{link}</td>'


def explain_rated(line: Line) -> str:
    """ "4 of 6 on track" counts the rated KPIs only: no target and provisional are not rated."""
    statuses = [status for cell in line.cells for status in cell.statuses]
    rated = [status for status in statuses if status in RATED]
    return f"{rated.count(Status.ON)} of {len(rated)} on track" if rated else "none rated"
