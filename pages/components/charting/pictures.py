"""What every drawing of ours has that is taken away as a file: its message above, where it is from,
white paper, words as text and lines; and the same as PNG.
"""

from collections.abc import Iterable, Mapping
from html import escape
from textwrap import wrap

import vl_convert

from pages.components.charting.chart_files import (
    FONT,
    TITLE_SIGNS,
    TWICE,
    WIDTH,
    read_tokens,
    register_fonts,
)

EDGE, LINE, SOURCE_LINE = 24, 28, 20
"""The margin, and the heights of a line of the message and of the source."""
SOURCE_SIGNS = 128


def find_colours(hub: str = "") -> dict[str, str]:
    """The light theme's colours by name, with the hub's own if it has one."""
    return read_tokens() | ({"hub": hub} if hub else {})


def draw_heading(message: str, source: str, colours: Mapping[str, str]) -> tuple[list[str], int]:
    """The message with its source below, and where they end."""
    lines, below = wrap(message, TITLE_SIGNS), wrap(source, SOURCE_SIGNS)
    top = EDGE + LINE * len(lines)
    parts = [
        say(line, EDGE, EDGE + LINE * (n + 1) - 8, colours["ink"], size=22, weight=600)
        for n, line in enumerate(lines)
    ]
    parts += [
        say(line, EDGE, top + 14 + SOURCE_LINE * n, colours["soft"], size=14)
        for n, line in enumerate(below)
    ]
    return parts, top + SOURCE_LINE * len(below)


def frame(parts: Iterable[str], *, height: float, message: str, told: str) -> bytes:
    """All parts as one SVG on white paper; `told` is what it says to those who do not see it."""
    whole = WIDTH + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{height:g}" '
        f'viewBox="0 0 {whole} {height:g}" role="img" aria-label="{escape(told)}" '
        f'font-family="{FONT}, sans-serif"><title>{escape(message)}</title>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{"".join(parts)}</svg>'
    ).encode()


def render_as_png(svg: bytes) -> bytes:
    """A drawing as a picture, sharp on a projector too."""
    register_fonts()
    return bytes(vl_convert.svg_to_png(svg.decode(), scale=TWICE))


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
