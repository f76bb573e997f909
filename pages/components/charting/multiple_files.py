"""Small multiples as one drawing to take away: SVG with its words as text."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from textwrap import shorten

from pages.components.charting.chart_files import WIDTH
from pages.components.charting.multiples import Multiple, find_range
from pages.components.charting.pictures import (
    EDGE,
    draw_heading,
    draw_line,
    find_colours,
    frame,
    say,
)

A_ROW = 3
CELL, PLOT, GAP = 132, 60, 28
AIM = "#888"
NAME_SIGNS, NOTE_SIGNS = 24, 46
"""Signs of a name and a note, as many as a cell has room for."""


def render_multiples_svg(
    items: Sequence[Multiple],
    *,
    message: str,
    source: str = "",
    hub: str = "",
    from_zero: bool = False,
) -> bytes:
    """Those that share a scale on one scale, three in a row. `hub` is the hub's own colour, if it
    has one.
    """
    colours = find_colours(hub)
    parts, bottom = draw_heading(message, source, colours)
    top = bottom + 16
    wide = (WIDTH - GAP * (A_ROW - 1)) / A_ROW
    spans = {
        scale: find_range([one for one in items if one.scale == scale], from_zero=from_zero)
        for scale in {one.scale for one in items}
    }
    for n, item in enumerate(items):
        x, y = EDGE + (n % A_ROW) * (wide + GAP), top + (n // A_ROW) * CELL
        parts.append(draw_one(item, (x, y, wide), spans[item.scale], colours))
    height = top + CELL * -(-len(items) // A_ROW) + EDGE
    return frame(parts, height=height, message=message, told=message)


def draw_one(
    item: Multiple,
    place: tuple[float, float, float],
    span: tuple[float, float],
    colours: Mapping[str, str],
) -> str:
    """One small line: name and value, the target, the stretches between known values, the last."""
    x, y, wide = place
    low, high = span
    step = wide / max(len(item.values) - 1, 1)

    def height(level: float) -> float:
        return y + 26 + PLOT * (1 - (level - low) / (high - low))

    name = shorten(item.name, NAME_SIGNS, placeholder=" …")
    parts = [
        say(name, x, y + 14, colours["ink"], size=15, weight=600),
        say(item.words, x + wide, y + 14, colours["ink"], size=18, weight=600, anchor="end"),
        say(shorten(item.note, NOTE_SIGNS, placeholder=" …"), x, y + 106, colours["soft"], size=12),
    ]
    parts += draw_aims(x, wide, [height(aim) for aim in item.aims])

    def trace(values: Sequence[float | None]) -> list[tuple[float, float] | None]:
        return [
            None if value is None else (x + n * step, height(value))
            for n, value in enumerate(values)
        ]

    compared = pairwise(trace(item.others))
    parts += [draw_line(a, b, colours["soft"], dashes="2 4") for a, b in compared if a and b]
    points = trace(item.values)
    parts += [draw_line(a, b, colours["hub"], width=3) for a, b in pairwise(points) if a and b]
    known = [point for point in points if point]
    if known:
        fill = "#ffffff" if item.provisional else colours["hub"]
        parts.append(
            f'<circle cx="{known[-1][0]:.1f}" cy="{known[-1][1]:.1f}" r="5" fill="{fill}" '
            f'stroke="{colours["hub"]}" stroke-width="2.5"/>'
        )
    return "".join(parts)


def draw_aims(x: float, wide: float, heights: Sequence[float]) -> list[str]:
    """The target as a line across; a range as its two ends, pale between them."""
    parts = [draw_line((x, one), (x + wide, one), AIM) for one in heights]
    if len(heights) > 1:
        top, deep = min(heights), max(heights) - min(heights)
        band = f'<rect x="{x:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{deep:.1f}"'
        parts.insert(0, f'{band} fill="{AIM}" fill-opacity="0.12"/>')
    return parts
