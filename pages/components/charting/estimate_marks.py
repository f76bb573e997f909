"""The letter "e" below each point of a trend in which some answers are estimates."""

from collections.abc import Sequence
from typing import Any

import altair as alt


def build_estimate_layers(points: Sequence[Any], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """`points` are those of a trend, in their order."""
    some = [
        {"x": at, "y": point.value, "mark": "e"}
        for at, point in enumerate(points)
        if point.estimated and point.value is not None
    ]
    if not some:
        return []
    base = alt.Chart(alt.Data(values=some))
    return [base.mark_text(dy=17, fontSize=13, opacity=0.8).encode(x=x, y=y, text="mark:N")]
