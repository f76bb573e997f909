"""Rows of columns, such as the ladder of progression, as one drawing to take away: SVG with its
words as text.
"""

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap

from hubdata.wording import UNKNOWN
from pages.components.charting.chart_files import WIDTH
from pages.components.charting.columns import Column, ColumnRow, find_top
from pages.components.charting.pictures import (
    EDGE,
    draw_heading,
    draw_line,
    find_colours,
    frame,
    say,
)

LEFT = 400
"""Where the columns begin; the words of a row stand left of it."""
ROOM, TALLEST, FIGURE = 140, 76, 22
"""Height of a row, of its tallest column, and of a figure that is no column."""
NOTE_SIGNS = 58
"""Signs of a note's line."""


def render_columns_svg(
    rows: Sequence[ColumnRow], *, message: str, source: str = "", hub: str = ""
) -> bytes:
    """`hub` is the hub's own colour, if it has one."""
    colours = find_colours(hub)
    parts, bottom = draw_heading(message, source, colours)
    top = bottom + 16
    for row in rows:
        parts.append(draw_row(row, top, colours))
        top += height_of(row)
    return frame(parts, height=top + EDGE, message=message, told=describe(rows, message))


def describe(rows: Sequence[ColumnRow], message: str) -> str:
    """What the picture says to those who do not see it: the message, then every row."""
    told = [
        f"{row.name}: {explain(row)}"
        + "".join(f", {one.name} {one.words or 'not known'}" for one in row.columns)
        + "".join(f", {name} {words}" for name, words in row.figures)
        for row in rows
    ]
    return ". ".join([message, *told])


def explain(row: ColumnRow) -> str:
    """ "4.0% of pupils"; what is not known has no unit."""
    return "not known" if row.words is None else f"{row.words} {row.unit}".strip()


def height_of(row: ColumnRow) -> int:
    return max(ROOM, FIGURE * len(row.figures) + 20)


def draw_row(row: ColumnRow, top: float, colours: Mapping[str, str]) -> str:
    """A rule, the words, and the columns with their numbers and names."""
    ink, soft = colours["ink"], colours["soft"]
    parts = [
        draw_line((EDGE, top), (EDGE + WIDTH, top), colours["line"], width=1),
        say(row.name, EDGE, top + 26, ink, size=15, weight=600),
        f'<text x="{EDGE}" y="{top + 60:g}" fill="{ink}" font-size="28" font-weight="600">'
        f"{escape(row.words or UNKNOWN)}"
        f'<tspan dx="8" font-size="15" font-weight="400" fill="{soft}">'
        f"{escape(row.unit if row.words else '')}</tspan></text>",
    ]
    parts += [
        say(line, EDGE, top + 82 + 17 * n, soft, size=12)
        for n, line in enumerate(wrap(row.note, NOTE_SIGNS))
    ]
    for n, (name, words) in enumerate(row.figures):
        at = top + 26 + FIGURE * n
        parts.append(say(name, LEFT, at, soft, size=14))
        parts.append(say(words, EDGE + WIDTH, at, ink, size=14, weight=600, anchor="end"))
    highest = find_top(row.columns)
    step = (EDGE + WIDTH - LEFT) / max(len(row.columns), 1)
    for n, one in enumerate(row.columns):
        parts.append(draw_column(one, (LEFT + n * step, top + ROOM - 30, step), highest, colours))
    return "".join(parts)


def draw_column(
    one: Column, place: tuple[float, float, float], highest: float, colours: Mapping[str, str]
) -> str:
    """A column on its base line; `place` is its left edge, the base, and the room it has."""
    left, base, step = place
    middle, wide = left + step / 2, step - 12
    tall = 0.0 if one.value is None or not highest else TALLEST * one.value / highest
    number = UNKNOWN if one.value is None else one.words
    parts = [
        say(number, middle, base - tall - 6, colours["ink"], size=14, weight=600, anchor="middle"),
        say(one.name, middle, base + 18, colours["soft"], size=14, anchor="middle"),
        draw_line((left + 6, base), (left + 6 + wide, base), colours["staff"], width=1),
    ]
    if one.value is not None:
        parts.append(
            f'<rect x="{left + 6:.1f}" y="{base - tall - 1:.1f}" width="{wide:.1f}" '
            f'height="{tall + 1:.1f}" fill="{colours["hub"]}"/>'
        )
    return "".join(parts)
