"""How a trend's axis names its periods."""

from collections.abc import Sequence
from typing import Any

import altair as alt

TERM_HALF = 13
"""Half the width of a term's name."""


def build_ticks(points: Sequence[Any]) -> alt.Axis:
    """A tick a period; its year is named below the first of that year. `points` are those of a
    trend, in their order.
    """
    words, named = [], ""
    for point in points:
        words.append(f"{point.label}|{point.year}" if point.year != named else point.label)
        named = point.year
    listed = ", ".join(f"'{one}'" for one in words)
    published = sum(point.published is not None for point in points)
    first = published if published and points[0].published is not None else -1
    return alt.Axis(
        labelAlign=set_aside(first, "left", "center"),
        labelOffset=set_aside(first, -TERM_HALF, 0),
        values=list(range(len(words))),
        labelExpr=f"split([{listed}][datum.value], '|')",
        grid=False,
        labelAngle=0,
        labelOverlap=False,
    )


def set_aside(first: int, there: Any, elsewhere: Any) -> dict[str, Any]:
    """The first term after years as published begins at its left: on a phone its year would run
    into theirs.
    """
    return {"condition": {"test": f"datum.value == {first}", "value": there}, "value": elsewhere}
