"""Bars from zero, each with its name and number above it."""

from dataclasses import dataclass
from typing import Any

import altair as alt
import streamlit as st

from hubdata.wording import explain_figure
from pages.components.charting.charts import HUB, INK, PAPER, finish

BAR_STEP = 46
NAME_RISE = -17
"""How far a name stands above the middle of its own bar: nearer than to the bar before it."""


@dataclass(frozen=True)
class BarItem:
    """One bar: its name, value, an optional target, and whether it is provisional (then hollow)."""

    name: str
    value: float | None
    target: float | None = None
    provisional: bool = False


@st.cache_data(show_spinner=False, max_entries=500)
def build_bars(items: tuple[BarItem, ...], unit: str = "%", decimals: int = 0) -> dict[str, Any]:
    """The Vega-Lite specification of bars."""
    rows = [describe_bar(item, unit, decimals=decimals) for item in items]
    largest = max([one for item in items for one in (item.value, item.target) if one] or [1])
    data = alt.Data(values=rows)
    order = [item.name for item in items]
    y = alt.Y(
        "name:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0.72, paddingOuter=0.56)
    )
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, largest * 1.02], nice=False), axis=None)
    base = alt.Chart(data)
    layers = []
    for hollow, fill in ((False, HUB), (True, PAPER)):
        some = [row for row in rows if row["provisional"] is hollow]
        if some:
            bars = alt.Chart(alt.Data(values=some))
            bar = {"fill": fill, "stroke": HUB, "strokeWidth": 2 if hollow else 0}
            layers.append(bars.mark_bar(**bar).encode(x=x, y=y))
    if any(row["target"] is not None for row in rows):
        tick = base.mark_tick(color=INK, thickness=2, size=16)
        layers.append(tick.encode(x=alt.X("target:Q"), y=y))
    above = {"dy": NAME_RISE, "baseline": "middle"}
    name = base.mark_text(align="left", **above).encode(x=alt.value(0), y=y, text="name:N")
    number = base.mark_text(align="right", fontWeight=600, **above).encode(
        x=alt.value("width"), y=y, text="words:N"
    )
    return finish(alt.layer(*layers, number, name).properties(height=BAR_STEP * len(rows) + 8))


def describe_bar(item: BarItem, unit: str, *, decimals: int) -> dict[str, Any]:
    return {
        "name": item.name,
        "value": item.value or 0,
        "target": item.target,
        "provisional": item.provisional,
        "words": "not known"
        if item.value is None
        else explain_figure(item.value, unit, decimals=decimals),
    }
