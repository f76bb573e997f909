"""A map of ours: areas shaded by a share, schools as circles, labels with a halo of paper. Plain
SVG for `linked`, without tiles or a chart engine. Those who do not point find the same in the list
beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt

WIDTH = 640
SMALLEST, LARGEST = 4.5, 15.0
LARGEST_ROLL = 1600
STEPS = (5.0, 10.0, 20.0)
"""Shares, in percent, at which the shade of an area changes."""
LABEL_WIDTH, LABEL_HEIGHT = 8.2, 20.0
"""Room of a label: units a letter, and of its line."""


@dataclass(frozen=True)
class Area:
    """An area: its rings, the share it is shaded by, its label, and where a click on it leads."""

    rings: Sequence[Sequence[tuple[float, float]]]
    share: float | None
    label: str
    label_at: tuple[float, float]
    target: str = ""


@dataclass(frozen=True)
class Dot:
    """A school: `kind` is full, pale or ring; `size` its pupils; `title` is said when hovered."""

    at: tuple[float, float]
    kind: str
    size: float | None
    title: str
    target: str
    chosen: bool = False


def build_map(areas: Sequence[Area], dots: Sequence[Dot], *, height: float, alt: str) -> str:
    """The map; larger circles are drawn first, so that small ones stay in view."""
    ordered = sorted(dots, key=lambda dot: -(dot.size or 0))
    shapes = "".join(build_area(area) for area in areas)
    circles = "".join(build_dot(dot) for dot in ordered)
    labels = "".join(build_label(area, dots, height=height) for area in areas)
    return (
        f'<div class="hub-map" role="img" aria-label="{escape(alt)}">'
        f'<svg viewBox="0 0 {WIDTH} {height:g}" aria-hidden="true">{shapes}{circles}</svg>'
        f'<div aria-hidden="true">{labels}</div></div>'
    )


def build_area(area: Area) -> str:
    path = " ".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in area.rings if ring
    )
    go = f' data-go="{escape(area.target)}"' if area.target else ""
    title = f"<title>{escape(area.label)}</title>" if area.label else ""
    return f'<path class="{shade_of(area.share)}" d="{path}"{go}>{title}</path>'


def shade_of(share: float | None) -> str:
    """ "s1" to "s4"; an area of which nothing is known has the lightest."""
    return f"s{1 + sum((share or 0) >= step for step in STEPS)}"


def build_dot(dot: Dot) -> str:
    x, y = dot.at
    radius = radius_of(dot.size)
    ring = f'<circle class="chosen" cx="{x:g}" cy="{y:g}" r="{radius + 4:.1f}"/>'
    return (
        f'<g data-go="{escape(dot.target)}">{ring if dot.chosen else ""}'
        f'<circle class="{dot.kind}" cx="{x:g}" cy="{y:g}" r="{radius:.1f}">'
        f"<title>{escape(dot.title)}</title></circle></g>"
    )


def radius_of(size: float | None) -> float:
    """By area, within bounds: a school of 1,600 pupils or more is as large as it gets."""
    share = min(sqrt((size or 0) / LARGEST_ROLL), 1.0)
    return SMALLEST + (LARGEST - SMALLEST) * share


def build_label(area: Area, dots: Sequence[Dot], *, height: float) -> str:
    """The label as text over the drawing, so that it keeps its size on a phone."""
    if not area.label:
        return ""
    x, y = place_label(area, dots, height=height)
    return (
        f'<span style="left:{100 * x / WIDTH:.1f}%;top:{100 * y / height:.1f}%">'
        f"{escape(area.label)}</span>"
    )


def place_label(area: Area, dots: Sequence[Dot], *, height: float) -> tuple[float, float]:
    """Of some places around the middle of the area, the one over the fewest circles."""
    half = len(area.label) * LABEL_WIDTH / 2
    x = min(max(area.label_at[0], half), WIDTH - half)

    def covered(y: float) -> int:
        return sum(
            abs(dot.at[0] - x) < half + 4 and abs(dot.at[1] - y) < LABEL_HEIGHT for dot in dots
        )

    offsets = (0, -18, 18, -36, 36, -54, 54, -72, 72)
    places = [area.label_at[1] + offset for offset in offsets]
    inside = [y for y in places if LABEL_HEIGHT / 2 <= y <= height - LABEL_HEIGHT / 2]
    return x, min(inside or places, key=lambda y: (covered(y), abs(y - area.label_at[1])))


def explain_shades() -> str:
    """ "Shade of area: under 5%, 5 to 10%, 10 to 20%, 20% and over"."""
    low, middle, high = (f"{step:g}" for step in STEPS)
    return f"under {low}%, {low} to {middle}%, {middle} to {high}%, {high}% and over"
