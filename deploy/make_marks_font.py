"""Draws the Hub Marks font: the five status shapes as text, in `static/hub-marks.woff`.

Run it again only to change a shape: `python deploy/make_marks_font.py` (needs fonttools).
"""

from math import cos, pi, sin
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

FONT = Path(__file__).parent.parent / "static" / "hub-marks.woff"
UNITS = 1000
ADVANCE = 860
CENTRE = 358  # the middle of a capital in Hub Sans, so a mark sits level with its word
MADE = 3_800_000_000  # seconds since 1904; fixed, so the same script gives the same file

SQUARE_SIDE = 560
TRIANGLE_WIDTH = 700
TRIANGLE_HEIGHT = 620
CIRCLE_RADIUS = 316
RING_RADIUS = 296
RING_STROKE = 88
DOT_RADIUS = 132


def make_font(path: Path) -> None:
    shapes = {
        "square": (0x25A0, draw_square),
        "triangle": (0x25B2, draw_triangle),
        "circle": (0x25CF, draw_circle),
        "ring": (0x25CB, draw_ring),
        "dot": (0x2219, draw_dot),
    }
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    for name, (_, draw) in shapes.items():
        pen = TTGlyphPen(None)
        draw(pen)
        glyphs[name] = pen.glyph()
    build_font(glyphs, {code: name for name, (code, _) in shapes.items()}).save(path)


def build_font(glyphs, characters):
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(characters)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {name: (ADVANCE, getattr(table[name], "xMin", 0)) for name in glyphs}
    )
    # Ascent and descent as in Hub Sans, so a line with a mark is no taller than one without.
    builder.setupHorizontalHeader(ascent=1025, descent=-275)
    builder.setupOS2(sTypoAscender=780, sTypoDescender=-220, usWinAscent=1025, usWinDescent=275)
    builder.setupNameTable({"familyName": "Hub Marks", "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = MADE
    builder.font.recalcTimestamp = False
    builder.font.flavor = "woff"
    return builder.font


def draw_square(pen):
    x, y, half = ADVANCE / 2, CENTRE, SQUARE_SIDE / 2
    draw_polygon(
        pen,
        [(x - half, y - half), (x - half, y + half), (x + half, y + half), (x + half, y - half)],
    )


def draw_triangle(pen):
    x, half, foot = ADVANCE / 2, TRIANGLE_WIDTH / 2, CENTRE - TRIANGLE_HEIGHT / 2
    draw_polygon(pen, [(x - half, foot), (x, foot + TRIANGLE_HEIGHT), (x + half, foot)])


def draw_circle(pen):
    draw_disc(pen, CIRCLE_RADIUS, turn=-1)


def draw_ring(pen):
    draw_disc(pen, RING_RADIUS, turn=-1)
    draw_disc(pen, RING_RADIUS - RING_STROKE, turn=1)


def draw_dot(pen):
    draw_disc(pen, DOT_RADIUS, turn=-1)


def draw_polygon(pen, points):
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def draw_disc(pen, radius, *, turn):
    """A circle of eight quadratic arcs; `turn` is 1 against the clock, -1 with it."""
    step = turn * pi / 4
    reach = radius / cos(pi / 8)
    x, y = ADVANCE / 2, CENTRE
    pen.moveTo((x + radius, y))
    for arc in range(8):
        middle, end = (arc + 0.5) * step, (arc + 1) * step
        pen.qCurveTo(
            (x + reach * cos(middle), y + reach * sin(middle)),
            (x + radius * cos(end), y + radius * sin(end)),
        )
    pen.closePath()


if __name__ == "__main__":
    make_font(FONT)
