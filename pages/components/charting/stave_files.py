"""The stave as one drawing to take away: SVG with its words as text."""

from collections.abc import Mapping, Sequence

from pages.components.charting.chart_files import WIDTH
from pages.components.charting.pictures import (
    EDGE,
    draw_heading,
    draw_line,
    find_colours,
    frame,
    say,
)
from pages.components.charting.stave import ORDER, Bar, explain_rated
from pages.components.charting.stave import Line as Row
from pages.components.kit.look import Count, Status, explain_counts

NAMES, HEAD, ROOM, FOOT = 150, 64, 46, 34
"""Width of the functions' names; heights of the bars' names, of a line, and of the legend."""
WIDEST, AIR, SIGN = 22.0, 30.0, 6.9
"""Room of a mark where there is enough, beside the marks of a bar, and of a letter of its name."""
LEGEND_SIGN, SMALLEST = 7.0, 0.8
"""Room of a letter of the legend, and how small a mark may be drawn."""


def render_stave_svg(
    bars: Sequence[Bar],
    lines: Sequence[Row],
    counts: Sequence[Count],
    *,
    message: str,
    source: str = "",
) -> bytes:
    """The functions as lines, the goals as bars, each KPI as one mark, worst first; `counts` are
    its legend."""
    colours = find_colours()
    ink, soft = colours["ink"], colours["soft"]
    parts, top = draw_heading(message, source, colours)
    parts.append(draw_legend(counts, (EDGE, top + 24), colours))
    top += 24 + FOOT
    step, edges = place_bars(bars, lines)
    bottom = top + HEAD + ROOM * len(lines)
    for bar, left in zip(bars, edges, strict=False):
        parts.append(say(bar.name, left + 8, top + 18, ink, size=14, weight=600))
        parts.append(say(bar.words, left + 8, top + 36, soft, size=13))
    for left in edges:
        parts.append(draw_line((left, top + HEAD - 12), (left, bottom), colours["staff"], width=1))
    for n, row in enumerate(lines):
        middle = top + HEAD + ROOM * (n + 0.5)
        parts.append(say(row.name, EDGE, middle - 2, ink, size=15, weight=600))
        parts.append(say(explain_rated(row), EDGE, middle + 16, soft, size=12))
        parts.append(draw_line((edges[0], middle), (edges[-1], middle), colours["staff"], width=1))
        for left, cell in zip(edges, row.cells, strict=False):
            for at, status in enumerate(sorted(cell.statuses, key=ORDER.index)):
                place = (left + 18 + step * at, middle)
                parts.append(draw_mark(status, place, colours, size=max(step / WIDEST, SMALLEST)))
    told = describe_stave(bars, lines, message)
    return frame(parts, height=bottom + EDGE, message=message, told=told)


def describe_stave(bars: Sequence[Bar], lines: Sequence[Row], message: str) -> str:
    """What the picture says to those who do not see it: the message, then every cell with KPIs."""
    told = []
    for row in lines:
        cells = [
            f"{bar.name}: {explain_counts(list(cell.statuses))}"
            for bar, cell in zip(bars, row.cells, strict=True)
            if cell.statuses
        ]
        told.append(f"{row.name}, {explain_rated(row)}. {'; '.join(cells)}".rstrip(". "))
    return ". ".join([message.rstrip("."), *told])


def place_bars(bars: Sequence[Bar], lines: Sequence[Row]) -> tuple[float, list[float]]:
    """The room of a mark, and the left edge of each bar and the right edge of the last: as wide as
    the fullest cell or the bar's own words, in all as wide as the picture."""
    fullest = [
        max((len(row.cells[n].statuses) for row in lines), default=0) for n in range(len(bars))
    ]
    words = [max(len(bar.name), len(bar.words)) * SIGN + 16 for bar in bars]
    room, step = WIDTH - NAMES, WIDEST

    def widths() -> list[float]:
        return [max(word, AIR + step * n) for word, n in zip(words, fullest, strict=True)]

    while sum(widths()) > room and step > 4:
        step -= 0.5
    spare = max(room - sum(widths()), 0) / max(len(bars), 1)
    edges = [float(EDGE + NAMES)]
    for wide in widths():
        edges.append(edges[-1] + wide + spare)
    return step, edges


def draw_legend(
    counts: Sequence[Count], place: tuple[float, float], colours: Mapping[str, str]
) -> str:
    """Each mark with its word and number, side by side."""
    x, y = place
    parts = []
    for one in counts:
        words = f"{one.number} {(one.words or one.status.word).lower()}"
        parts.append(draw_mark(one.status, (x + 7, y - 5), colours, size=1))
        parts.append(say(words, x + 20, y, colours["ink"], size=14))
        x += 46 + LEGEND_SIGN * len(words)
    return "".join(parts)


def draw_mark(
    status: Status, place: tuple[float, float], colours: Mapping[str, str], *, size: float
) -> str:
    """The shape of a status about its middle; 1 is the size at which there is room for all."""
    x, y = place
    half = 6.5 * size
    shapes = {
        Status.OFF: f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" '
        f'height="{2 * half:.1f}" fill="{colours["off"]}"/>',
        Status.WATCH: f'<path d="M{x:.1f} {y - half:.1f}L{x + half * 1.15:.1f} {y + half:.1f}'
        f'H{x - half * 1.15:.1f}Z" fill="{colours["watch"]}"/>',
        Status.ON: f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" fill="{colours["on"]}"/>',
        Status.PROVISIONAL: f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half - 0.8:.1f}" '
        f'fill="#ffffff" stroke="{colours["soft"]}" stroke-width="1.6"/>',
        Status.NO_TARGET: f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * 0.35:.1f}" '
        f'fill="{colours["soft"]}"/>',
    }
    return shapes[status]
