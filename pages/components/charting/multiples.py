"""Small multiples: one small line an authority or phase, all on one scale, drawn as plain HTML and
SVG for `linked`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from pages.components.kit.linked import build_link

AIR = 0.12


@dataclass(frozen=True)
class Multiple:
    """One small line: its name, the last value as it is read, values oldest first (`None` is a
    gap), a note below. Of a range that is to be kept `target` is the lower end, `upper` the other.
    `others` is a thinner, grey line to compare with. Those of one `scale` share
    it in a picture. `link` is the target of the name, `behind` that of the value.
    """

    name: str
    words: str
    values: Sequence[float | None]
    target: float | None = None
    note: str = ""
    provisional: bool = False
    link: str | None = None
    others: Sequence[float | None] = ()
    scale: str = ""
    upper: float | None = None
    behind: str | None = None

    @property
    def aims(self) -> tuple[float, ...]:
        """The levels of the target: none, one, or both ends of a range."""
        return tuple(level for level in (self.target, self.upper) if level is not None)


def find_range(items: Sequence[Multiple], *, from_zero: bool = False) -> tuple[float, float]:
    """The lowest and highest level of all of them, with air: they are drawn on one scale."""
    levels = [
        level
        for item in items
        for level in (*item.values, *item.others, *item.aims)
        if level is not None
    ]
    low, high = (min(levels), max(levels)) if levels else (0.0, 1.0)
    low = min(low, 0.0) if from_zero else low
    air = (high - low or 1) * AIR
    return low - air, high + air


def build_multiples(items: Sequence[Multiple], *, from_zero: bool = False) -> str:
    low, high = find_range(items, from_zero=from_zero)
    drawn = "".join(build_multiple(item, low, high) for item in items)
    return f'<ul class="hub-multiples">{drawn}</ul>'


def build_multiple(item: Multiple, low: float, high: float) -> str:
    name = build_link(item.name, item.link) if item.link else escape(item.name)
    words = build_link(item.words, item.behind) if item.behind else escape(item.words)
    note = f'<p class="hub-caption">{escape(item.note)}</p>' if item.note else ""
    return (
        f'<li><div class="head">{name} <span>{words}</span></div>'
        f'<div class="plot" aria-hidden="true">{build_lines(item, low, high)}</div>{note}</li>'
    )


def build_lines(item: Multiple, low: float, high: float) -> str:
    """The line on a canvas of 100 by 100 that stretches; the last point is a dot that does not."""
    places = place_values(item.values, low, high)
    lines = build_line(place_values(item.others, low, high), "others")
    lines += build_line(places, "value")
    lines = build_aims([100 - 100 * (aim - low) / (high - low) for aim in item.aims]) + lines
    known = [place for place in places if place]
    hollow = ' class="hollow"' if item.provisional else ""
    dot = (
        f'<i{hollow} style="left:{known[-1][0]:.1f}%;top:{known[-1][1]:.1f}%"></i>' if known else ""
    )
    return f'<svg viewBox="0 0 100 100" preserveAspectRatio="none">{lines}</svg>{dot}'


def build_aims(heights: Sequence[float]) -> str:
    """The target as a line across; a range as its two ends, pale between them."""
    band = ""
    if len(heights) > 1:
        top, deep = min(heights), max(heights) - min(heights)
        band = f'<rect x="0" y="{top:.1f}" width="100" height="{deep:.1f}" class="band"/>'
    return band + "".join(
        f'<line x1="0" y1="{one:.1f}" x2="100" y2="{one:.1f}" class="aim"/>' for one in heights
    )


def place_values(
    values: Sequence[float | None], low: float, high: float
) -> list[tuple[float, float] | None]:
    step = 100 / max(len(values) - 1, 1)
    return [
        None if value is None else (at * step, 100 - 100 * (value - low) / (high - low))
        for at, value in enumerate(values)
    ]


def build_line(places: Sequence[tuple[float, float] | None], style: str) -> str:
    return "".join(
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" class="{style}"/>'
        for a, b in pairwise(places)
        if a and b
    )
