"""Small multiples as one picture to take away: SVG with its words as text, and PNG from that."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from textwrap import shorten, wrap

import vl_convert

from pages.components.charting.chart_files import (
    FONT,
    TITLE_SIGNS,
    TWICE,
    WIDTH,
    read_tokens,
    register_fonts,
)
from pages.components.charting.multiples import Multiple, find_range

A_ROW = 3
CELL, PLOT, GAP, EDGE = 132, 60, 28, 24
LINE = 28
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
    colours = dict(read_tokens()) | ({"hub": hub} if hub else {})
    lines = wrap(message, TITLE_SIGNS)
    top = EDGE + LINE * len(lines) + (24 if source else 0) + 12
    wide = (WIDTH - GAP * (A_ROW - 1)) / A_ROW
    height = top + CELL * -(-len(items) // A_ROW) + EDGE
    spans = {
        scale: find_range([one for one in items if one.scale == scale], from_zero=from_zero)
        for scale in {one.scale for one in items}
    }
    parts = [
        say(line, EDGE, EDGE + LINE * (n + 1) - 8, colours["ink"], size=22, weight=600)
        for n, line in enumerate(lines)
    ]
    if source:
        parts.append(say(source, EDGE, EDGE + LINE * len(lines) + 14, colours["soft"], size=14))
    for n, item in enumerate(items):
        x, y = EDGE + (n % A_ROW) * (wide + GAP), top + (n // A_ROW) * CELL
        parts.append(draw_one(item, (x, y, wide), spans[item.scale], colours))
    whole = WIDTH + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{height}" '
        f'viewBox="0 0 {whole} {height}" role="img" aria-label="{escape(message)}" '
        f'font-family="{FONT}, sans-serif"><title>{escape(message)}</title>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
        f"{''.join(parts)}</svg>"
    ).encode()


def render_multiples_png(
    items: Sequence[Multiple],
    *,
    message: str,
    source: str = "",
    hub: str = "",
    from_zero: bool = False,
) -> bytes:
    """The same as a picture."""
    register_fonts()
    words = {"message": message, "source": source, "hub": hub}
    svg = render_multiples_svg(items, **words, from_zero=from_zero).decode()
    return bytes(vl_convert.svg_to_png(svg, scale=TWICE))


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


def draw_line(
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    *,
    width: float = 1.5,
    dashes: str = "none",
) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" '
        f'stroke-dasharray="{dashes}"/>'
    )


def say(
    words: str,
    x: float,
    y: float,
    colour: str,
    *,
    size: int,
    weight: int = 400,
    anchor: str = "start",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" '
        f'font-weight="{weight}" text-anchor="{anchor}">{escape(words)}</text>'
    )
