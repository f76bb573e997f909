"""Charts: a trend with its target, benchmark and breaks. Each is built once in Altair,
and kept as a dictionary, which `drawing` puts on the page; colours are the stylesheet's own, so
both themes are right without asking which is on.
"""

import textwrap
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import streamlit as st

from hubdata.wording import explain_figure
from pages.components.charting.estimate_marks import build_estimate_layers
from pages.components.charting.levels import build_level_words, measure_range
from pages.components.charting.ticks import build_ticks
from pages.components.charting.trends import Trend

HUB, PAPER, INK, STAFF = "var(--hub)", "var(--paper)", "currentColor", "var(--staff)"
FONT = "Hub Sans, sans-serif"
HEIGHT = 320
ESTIMATE_ROOM = 14
"""What the mark of an estimate takes below its point."""
REASON_WIDTH = 22
"""Characters in a line of a break's reason, so that it fits a phone."""
CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "transparent",
    "view": {"stroke": None},
    "legend": {"disable": True},
    "axis": {
        "domain": False,
        "ticks": False,
        "title": None,
        "labelFont": FONT,
        "labelFontSize": 14,
        "labelColor": INK,
        "labelOpacity": 0.8,
        "labelPadding": 8,
        "gridColor": STAFF,
        "gridOpacity": 0.35,
    },
    "text": {"font": FONT, "fontSize": 14, "fill": INK},
}


@st.cache_data(show_spinner=False, max_entries=500)
def build_trend(trend: Trend) -> dict[str, Any]:
    """The Vega-Lite specification of a trend."""
    levels = levels_of(trend)
    bottom, top = measure_range(levels)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[-0.4, len(trend.points) - 0.5]),
        axis=build_ticks(trend.points),
    )
    axis = alt.Axis(tickCount=4, labelExpr=build_level_words(trend.unit, levels))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[bottom, top], nice=False), axis=axis)
    layers = [
        *build_target_layers(trend, x, y),
        *build_benchmark_layers(trend, x, y),
        *build_break_layers(trend, x, top=top),
        *build_value_layers(trend, x, y),
        *build_estimate_layers(trend.points, x, y),
        *build_published_layers(trend, x, y),
        *build_expected_layers(trend, x, y),
        *build_labels(trend, x, y, span=top - bottom),
    ]
    nothing = alt.Chart(alt.Data(values=[])).mark_point().encode(x=x, y=y)
    return finish(alt.layer(*(layers or [nothing])).properties(height=HEIGHT))


def build_target_layers(trend: Trend, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    layers = []
    for levels in ([one.target for one in trend.points], [one.upper for one in trend.points]):
        corners = [
            {"x": at, "y": level, "n": n} for n, (at, level) in enumerate(trace_target(levels))
        ]
        if corners:
            base = alt.Chart(alt.Data(values=corners))
            line = base.mark_line(color=INK, opacity=0.75, strokeWidth=1.5)
            layers.append(line.encode(x=x, y=y, order="n:Q"))
    return layers


def trace_target(levels: Sequence[float | None]) -> list[tuple[float, float]]:
    """The corners of the target's step: level over its points, changing halfway between two of
    them.
    """
    known = [(at, level) for at, level in enumerate(levels) if level is not None]
    if not known:
        return []
    corners = [known[0]]
    for (at, level), (next_at, next_level) in pairwise(known):
        if level != next_level:
            middle = (at + next_at) / 2
            corners += [(middle, level), (middle, next_level)]
    return [*corners, known[-1]]


def build_benchmark_layers(trend: Trend, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    if not trend.benchmark:
        return []
    level = trend.benchmark[0]
    ends = alt.Data(values=[{"x": 0, "y": level}, {"x": len(trend.points) - 1, "y": level}])
    line = alt.Chart(ends).mark_line(color=INK, opacity=0.75, strokeWidth=1.5, strokeDash=[2, 4])
    return [line.encode(x=x, y=y)]


def build_break_layers(trend: Trend, x: alt.X, *, top: float) -> list[alt.Chart]:
    """A rule at each break with its reason beside it, on the side where there is room."""
    layers = []
    for one in trend.breaks:
        words = textwrap.wrap(one.reason, REASON_WIDTH)
        base = alt.Chart(alt.Data(values=[{"x": one.before - 0.5, "y": top, "words": words}]))
        layers.append(base.mark_rule(color=STAFF, strokeWidth=1).encode(x=x))
        is_left = one.before > len(trend.points) / 2
        side = {"align": "right", "dx": -6} if is_left else {"align": "left", "dx": 6}
        style = {"dy": 6, "fontSize": 13, "opacity": 0.8, "lineHeight": 16}
        layers.append(base.mark_text(**side, **style).encode(x=x, y=alt.value(0), text="words:N"))
    return layers


def build_value_layers(trend: Trend, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Stretches and dots, full and hollow; a layer without data is left out, since it would be a
    picture without a name to those who hear the page.
    """
    dots = [
        {"x": at, "y": point.value, "provisional": point.provisional}
        for at, point in enumerate(trend.points)
        if point.value is not None
    ]
    ends = {"x": x, "y": y, "x2": "x2:Q", "y2": "y2:Q"}
    line = {"color": HUB, "strokeWidth": 3, "strokeCap": "round"}
    layers = []
    for hollow, dash in ((False, {}), (True, {"strokeDash": [2, 6]})):
        some = [one for one in trace_values(trend) if one["provisional"] is hollow]
        if some:
            base = alt.Chart(alt.Data(values=some))
            layers.append(base.mark_rule(**line | dash).encode(**ends))
    for hollow, fill in ((False, HUB), (True, PAPER)):
        some = [one for one in dots if one["provisional"] is hollow]
        if some:
            dot = {"fill": fill, "stroke": HUB, "strokeWidth": 2.5, "opacity": 1}
            base = alt.Chart(alt.Data(values=some))
            layers.append(base.mark_point(**dot, size=85 if hollow else 50).encode(x=x, y=y))
    return layers


def build_published_layers(trend: Trend, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Figures as they were printed, each by itself: a line would say that they were counted like
    the others.
    """
    some = [
        {"x": at, "y": point.published}
        for at, point in enumerate(trend.points)
        if point.published is not None
    ]
    if not some:
        return []
    base = alt.Chart(alt.Data(values=some))
    dot = {"fill": PAPER, "stroke": INK, "strokeWidth": 1.5, "opacity": 1, "shape": "diamond"}
    return [base.mark_point(**dot, size=90).encode(x=x, y=y)]


def build_expected_layers(trend: Trend, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The range a year is likely to end in, as a pale bar."""
    some = [
        {"x": at, "y": point.expected[0], "y2": point.expected[1]}
        for at, point in enumerate(trend.points)
        if point.expected
    ]
    if not some:
        return []
    base = alt.Chart(alt.Data(values=some))
    bar = base.mark_rule(color=HUB, strokeWidth=12, opacity=0.35)
    return [bar.encode(x=x, y=y, y2="y2:Q")]


def trace_values(trend: Trend) -> list[dict[str, Any]]:
    """The stretches between neighbouring values: none over a break or where a value is missing."""
    broken = {one.before for one in trend.breaks}
    return [
        {
            "x": at,
            "y": first.value,
            "x2": at + 1,
            "y2": second.value,
            "provisional": first.provisional or second.provisional,
        }
        for at, (first, second) in enumerate(pairwise(trend.points))
        if first.value is not None and second.value is not None and at + 1 not in broken
    ]


def build_labels(trend: Trend, x: alt.X, y: alt.Y, *, span: float) -> list[alt.Chart]:
    """The last value, the target and the benchmark, named inside the plot, with a halo of paper."""
    layers = []
    for row, weight in place_labels(trend, span=span):
        base = alt.Chart(alt.Data(values=[row]))
        style = {"align": row["align"], "dy": row["dy"], "fontWeight": weight, "dx": row["dx"]}
        halo = base.mark_text(**style, stroke=PAPER, strokeWidth=5, strokeJoin="round")
        layers += [one.encode(x=x, y=y, text="words:N") for one in (halo, base.mark_text(**style))]
    return layers


def place_labels(trend: Trend, *, span: float) -> list[tuple[dict[str, Any], int]]:
    """Each label above or below its line, on the side away from the nearest other line."""
    last = len(trend.points) - 1
    values = [(at, one.value) for at, one in enumerate(trend.points) if one.value is not None]
    targets = [(at, one.target) for at, one in enumerate(trend.points) if one.target is not None]
    levels = [values[-1][1]] if values else []
    labels = []
    if targets:
        at, level, words = describe_aim(trend, targets[-1], levels)
        above = not levels or level >= levels[0]
        labels.append((describe_label(at, level, words, above=above), 400))
        if values:
            end, value = values[-1]
            words = explain_figure(value, trend.unit, decimals=trend.decimals)
            clear = is_falling(values) and value - level > span / 6
            labels.append(
                (describe_label(end, value, words, above=not above and not clear, gap=18), 600)
            )
        levels.append(level)
    elif values:
        end, value = values[-1]
        words = explain_figure(value, trend.unit, decimals=trend.decimals)
        above = not is_falling(values)
        labels.append((describe_label(end, value, words, above=above, gap=18), 600))
    labels = [(clear_estimate(row, trend), weight) for row, weight in labels]
    labels += place_side_labels(trend)
    if trend.benchmark:
        level, words = trend.benchmark
        near = [*levels, *(value for _, value in values[-3:-1])]
        crowded = any(abs(level - other) < span / 8 for other in near)
        above = crowded and is_room_above(trend, level)
        row = describe_label(0 if crowded else last, level, words, above=above)
        labels.append((row | ({"align": "left", "dx": 0} if crowded else {}), 400))
    return labels


def describe_aim(
    trend: Trend, target: tuple[int, float], values: Sequence[float]
) -> tuple[int, float, str]:
    """Where the target is named, and how: of a range at the end that is nearer to the value."""
    at, low = target
    high = trend.points[at].upper
    is_round = low == round(low) and (high is None or high == round(high))
    places = 0 if is_round and (trend.unit == "%" or high is not None) else trend.decimals
    words = explain_figure(low, trend.unit, decimals=places)
    if high is None:
        return at, low, f"Target {words}"
    words = f"Target {words} to {explain_figure(high, trend.unit, decimals=places)}"
    return at, (high if not values or 2 * values[0] > low + high else low), words


def clear_estimate(row: dict[str, Any], trend: Trend) -> dict[str, Any]:
    """A label below an estimated value stands lower, so that it does not cover its mark."""
    point = trend.points[row["x"]]
    if row["dy"] > 0 and point.estimated and row["y"] == point.value:
        return row | {"dy": row["dy"] + ESTIMATE_ROOM}
    return row


def is_falling(values: Sequence[tuple[int, float]]) -> bool:
    """Whether the line comes down to its last value: a label above would lie on it."""
    return len(values) > 1 and values[-2][1] > values[-1][1]


def is_room_above(trend: Trend, level: float) -> bool:
    """Whether a label at the left end of a level has more room above it than below."""
    others = [one for point in trend.points[:3] for one in (point.value, point.target) if one]
    above = min((one - level for one in others if one >= level), default=float("inf"))
    below = min((level - one for one in others if one < level), default=float("inf"))
    return above > below


def place_side_labels(trend: Trend) -> list[tuple[dict[str, Any], int]]:
    """What the figures as published are, and the range that is expected."""
    labels = []
    printed = [(at, one.published) for at, one in enumerate(trend.points) if one.published]
    if printed:
        row = describe_label(*printed[0], "As published", above=True)
        labels.append((row | {"align": "left", "dx": -8}, 400))
    for at, one in enumerate(trend.points):
        if one.expected:
            low, high = (
                explain_figure(level, trend.unit, decimals=trend.decimals) for level in one.expected
            )
            words = low if low == high else f"{low} to {high}"
            labels.append((describe_label(at, one.expected[1], words, above=True), 400))
    return labels


def describe_label(
    at: float, level: float, words: str, *, above: bool, gap: int = 12
) -> dict[str, Any]:
    return {
        "x": at,
        "y": level,
        "words": words,
        "dy": -gap if above else gap + 4,
        "align": "right",
        "dx": 8,
    }


def levels_of(trend: Trend) -> list[float]:
    """Every level drawn: values, targets and the benchmark."""
    levels = [one for point in trend.points for one in point.levels if one is not None]
    return levels + ([trend.benchmark[0]] if trend.benchmark else [])


def finish(chart: alt.LayerChart) -> dict[str, Any]:
    spec = chart.configure().to_dict()
    spec["config"] = CONFIG
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    spec["padding"] = {"left": 0, "right": 4, "top": 8, "bottom": 4}
    return spec
