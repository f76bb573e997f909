"""The charts of a pack as SVG: a trend with its target, benchmark and breaks, and bars from zero.

Drawn by hand, so that PDF, slides on the screen and the long paper show the very same picture:
labels are inside the plot, hollow and dotted is provisional, a break is never bridged.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from hubdata import wording
from hubdata.reports.board.pack import Bar, BarChart, Point, TrendChart
from hubdata.reports.board.palette import Palette

WIDTH, HEIGHT = 800, 470
LEFT, RIGHT, TOP, BOTTOM = 70, 784, 44, 400
SIZE = 17
SIGN = 0.56
"""Width of a sign, in sizes of its letter."""

WHOLE = 100
"""The whole of what a share is of."""

LEAST_AIR = 0.06
"""Room above and below, as a share of the highest level: a flat line is not drawn as a mountain."""

MOST_BARS_AT_FULL_SIZE = 6
FAMILY = "IBM Plex Sans, Hub Sans, sans-serif"


def draw_trend(chart: TrendChart, palette: Palette) -> str:
    """A value over time."""
    bottom, top = range_of(chart)
    plot = _Plot(len(chart.points), bottom, top)
    parts = [
        *_levels(chart, plot, palette),
        *_ticks(chart.points, plot, palette),
        *_breaks(chart, plot, palette),
        *_target(chart.points, plot, palette),
        *_benchmark(chart, plot, palette),
        *_band(chart, plot, palette),
        *_line(chart, plot, palette),
        *_dots(chart.points, plot, palette),
        *_labels(chart, plot, palette),
    ]
    return _svg(parts)


def draw_bars(chart: BarChart, palette: Palette) -> str:
    """Values side by side, each with its name above and its number at the end."""
    count = len(chart.bars)
    step = min(92.0, (HEIGHT - 40) / max(count, 1))
    size = SIZE if count <= MOST_BARS_AT_FULL_SIZE else max(10.0, min(SIZE, step * 0.42))
    thick = max(6.0, step - size - 22) if step > 50 else max(4.0, step - size - 6)
    known = [bar.value for bar in chart.bars if bar.value is not None]
    most = max([*known, chart.target or 0, 1e-9]) * 1.02
    least = min([*known, 0.0])
    width = RIGHT
    zero = width * -least / (most - least)
    parts = []
    for at, bar in enumerate(chart.bars):
        y = 36 + at * step
        parts.append(_named(bar, y + size * 0.8, palette, size=size))
        if bar.value is not None:
            end = width * (bar.value - least) / (most - least)
            fill = palette.paper if bar.is_provisional else palette.hub
            parts.append(
                f'<rect x="{min(zero, end):.1f}" y="{y + size + 4:.1f}" '
                f'width="{abs(end - zero):.1f}" height="{thick:.1f}" fill="{fill}" '
                f'stroke="{palette.hub}" stroke-width="{2 if bar.is_provisional else 0}"/>'
            )
    if chart.target is not None:
        x = width * (chart.target - least) / (most - least)
        foot = 36 + (count - 1) * step + size + 4 + thick
        words = f"Target {_written(chart.target, chart.unit, chart.decimals)}"
        parts.append(_rule(x, 26, x, foot, palette.ink, width=1.5))
        anchor = "end" if x > width / 2 else "start"
        parts.append(_text(words, x, 20, palette.soft, size=SIZE, anchor=anchor))
    height = 36 + count * step
    return _svg(parts, height=max(height, 120))


def _named(bar: Bar, y: float, palette: Palette, *, size: float) -> str:
    """The name of a bar with its number after it."""
    return (
        f'<text x="0" y="{y:.1f}" font-size="{size:g}" fill="{palette.ink}">{escape(bar.name)}'
        f'<tspan dx="{size * 0.6:.0f}" font-weight="600">{escape(bar.words)}</tspan></text>'
    )


class _Plot:
    """Where a value stands: `x` by the place of its period, `y` by its level."""

    def __init__(self, count: int, bottom: float, top: float) -> None:
        self.count, self.bottom, self.top = count, bottom, top

    def x(self, at: float) -> float:
        room = (RIGHT - LEFT - 40) / max(self.count - 1, 1)
        return LEFT + 20 + at * room if self.count > 1 else (LEFT + RIGHT) / 2

    def y(self, level: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (level - self.bottom) / (self.top - self.bottom)


def range_of(chart: TrendChart) -> tuple[float, float]:
    """The lowest and the highest level drawn, with air; what cannot be below 0 never is."""
    found = [one for point in chart.points for one in (point.value, point.target)]
    levels = [one for one in found if one is not None]
    levels += [chart.benchmark.value] if chart.benchmark else []
    levels += chart.band or ()
    low, high = (min(levels), max(levels)) if levels else (0.0, 1.0)
    air = max((high - low) * 0.25, abs(high) * LEAST_AIR) or 1
    return (max(low - air, 0) if low >= 0 else low - air), high + air


def levels_of(chart: TrendChart) -> list[float]:
    """The levels an axis names; of a share none above the whole, where there is only air."""
    bottom, top = range_of(chart)
    levels = nice_levels(bottom, top)
    most = max((one.value or 0 for one in chart.points), default=0)
    is_share = chart.unit == "%" and most <= WHOLE
    return [one for one in levels if one <= WHOLE] if is_share else levels


def nice_levels(bottom: float, top: float) -> list[float]:
    """Two to five round levels between two."""
    rough = (top - bottom) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough)
    first = math.ceil(bottom / step)
    return [number * step for number in range(first, math.floor(top / step + 1e-9) + 1)]


def _levels(chart: TrendChart, plot: _Plot, palette: Palette) -> Iterator[str]:
    levels = levels_of(chart)
    step = levels[1] - levels[0] if len(levels) > 1 else 1
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    for level in levels:
        y = plot.y(level)
        yield _rule(LEFT, y, RIGHT, y, palette.line, width=1)
        words = _written(level, chart.unit, places)
        yield _text(words, LEFT - 12, y + 6, palette.soft, anchor="end")


def _ticks(points: Sequence[Point], plot: _Plot, palette: Palette) -> Iterator[str]:
    """A tick a period; its year is named below the first of that year."""
    named = ""
    for at, point in enumerate(points):
        yield _text(point.tick, plot.x(at), BOTTOM + 30, palette.soft, anchor="middle")
        if point.year != named and point.year:
            yield _text(point.year, plot.x(at), BOTTOM + 54, palette.soft, anchor="middle")
        named = point.year


def _breaks(chart: TrendChart, plot: _Plot, palette: Palette) -> Iterator[str]:
    for one in chart.breaks:
        x = plot.x(one.before - 0.5)
        yield _rule(x, TOP - 18, x, BOTTOM, palette.soft, width=1, dash="3 4")
        is_left = x < (LEFT + RIGHT) / 2
        anchor, dx = ("start", 6) if is_left else ("end", -6)
        yield _text(one.reason, x + dx, TOP - 8, palette.soft, anchor=anchor, size=14)


def _target(points: Sequence[Point], plot: _Plot, palette: Palette) -> Iterator[str]:
    """A thin step that changes halfway between two periods."""
    known = [(at, one.target) for at, one in enumerate(points) if one.target is not None]
    if not known:
        return
    first, last = known[0][0], known[-1][0]
    corners = [(first - 0.4, known[0][1])]
    for (at, level), (after, other) in pairwise(known):
        if level != other:
            corners += [((at + after) / 2, level), ((at + after) / 2, other)]
    corners.append((last + 0.4, known[-1][1]))
    path = " ".join(
        f"{'M' if not number else 'L'}{_within(plot.x(at)):.1f} {plot.y(level):.1f}"
        for number, (at, level) in enumerate(corners)
    )
    yield f'<path d="{path}" fill="none" stroke="{palette.ink}" stroke-width="1.5"/>'


def _benchmark(chart: TrendChart, plot: _Plot, palette: Palette) -> Iterator[str]:
    if chart.benchmark:
        y = plot.y(chart.benchmark.value)
        yield _rule(LEFT, y, RIGHT, y, palette.ink, width=1.5, dash="2 5")


def _band(chart: TrendChart, plot: _Plot, palette: Palette) -> Iterator[str]:
    """Both ends of a band, as a target that may be missed either way."""
    if chart.band:
        words = " to ".join(_written(level, chart.unit, chart.decimals) for level in chart.band)
        for level in chart.band:
            y = plot.y(level)
            yield _rule(LEFT, y, RIGHT, y, palette.ink, width=1.5)
        y = plot.y(chart.band[1]) - 10
        yield _halo(f"Target {words}", RIGHT, y, palette, anchor="end")


def _line(chart: TrendChart, plot: _Plot, palette: Palette) -> Iterator[str]:
    """Stretches between neighbours: none over a break, or where a value is missing."""
    broken = {one.before for one in chart.breaks}
    for at, (one, other) in enumerate(pairwise(chart.points)):
        if one.value is None or other.value is None or at + 1 in broken:
            continue
        dash = "2 8" if one.is_provisional or other.is_provisional else ""
        ends = plot.x(at), plot.y(one.value), plot.x(at + 1), plot.y(other.value)
        yield _rule(*ends, palette.hub, width=3.5, dash=dash)


def _dots(points: Sequence[Point], plot: _Plot, palette: Palette) -> Iterator[str]:
    for at, point in enumerate(points):
        if point.value is not None:
            fill = palette.paper if point.is_provisional else palette.hub
            yield (
                f'<circle cx="{plot.x(at):.1f}" cy="{plot.y(point.value):.1f}" '
                f'r="{7 if point.is_provisional else 5.5}" fill="{fill}" '
                f'stroke="{palette.hub}" stroke-width="2.5"/>'
            )


def _labels(chart: TrendChart, plot: _Plot, palette: Palette) -> Iterator[str]:
    """The last value, the target and the benchmark, each on the side away from the others."""
    values = [(at, one.value) for at, one in enumerate(chart.points) if one.value is not None]
    targets = [one.target for one in chart.points if one.target is not None]
    taken: list[float] = []
    if values:
        at, value = values[-1]
        is_above = not targets or value >= targets[-1]
        y = _free(plot.y(value) + (-18 if is_above else 32), (), up=False)
        taken.append(y)
        words = _written(value, chart.unit, chart.decimals)
        anchor, x = ("end", plot.x(at) + 8) if at else ("middle", plot.x(at))
        yield _halo(words, x, y, palette, anchor=anchor, bold=True)
    if targets:
        is_above = not values or targets[-1] > values[-1][1]
        y = plot.y(targets[-1]) + (-10 if is_above else 22)
        y = _free(y, taken, up=is_above)
        taken.append(y)
        words = f"Target {_written(targets[-1], chart.unit, chart.decimals)}"
        yield _halo(words, RIGHT, y, palette, anchor="end")
    if chart.benchmark:
        line = plot.y(chart.benchmark.value)
        is_below = bool(targets) and 0 < line - plot.y(targets[0]) < 2 * SIZE
        if is_below:  # above it, the name would stand on the target's line
            taken += [plot.y(value) for _, value in values[:2]]
        y = _free(line + (22 if is_below else -10), taken, up=not is_below)
        yield _halo(chart.benchmark.words, LEFT + 4, y, palette, anchor="start")


def _free(y: float, taken: Sequence[float], *, up: bool) -> float:
    """A height where no other label stands, inside the plot."""
    if y > BOTTOM - 8:
        y, up = BOTTOM - 8, True
    while any(abs(y - other) < SIZE + 3 for other in taken):
        y += -4 if up else 4
    return y


def _written(value: float, unit: str, decimals: int) -> str:
    """A round share without decimals: a target of 5% is not one of 5.0%."""
    places = 0 if unit in wording.SHARES and value == round(value) else decimals
    return wording.explain_value(value, unit, decimals=places)


def _within(x: float) -> float:
    return min(max(x, LEFT), RIGHT)


def _halo(
    words: str, x: float, y: float, palette: Palette, *, anchor: str, bold: bool = False
) -> str:
    style = (
        f'paint-order="stroke" stroke="{palette.paper}" stroke-width="6" stroke-linejoin="round"'
    )
    return _text(words, x, y, palette.ink, anchor=anchor, bold=bold, style=style)


def _text(
    words: str,
    x: float,
    y: float,
    fill: str,
    *,
    size: float = SIZE,
    anchor: str = "start",
    bold: bool = False,
    style: str = "",
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" '
        f'text-anchor="{anchor}"{weight}{f" {style}" if style else ""}>{escape(words)}</text>'
    )


def _rule(
    x1: float, y1: float, x2: float, y2: float, stroke: str, *, width: float, dash: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" '
        f'stroke-width="{width:g}" stroke-linecap="round"{dashed}/>'
    )


def _svg(parts: Sequence[str], *, height: float = HEIGHT) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'font-family="{FAMILY}">{"".join(parts)}</svg>'
    )
