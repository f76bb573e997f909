"""The charts of a pack: what their axes name."""

import re

from hubdata.reports.board.chart_svg import draw_trend, levels_of
from hubdata.reports.board.pack import Level, Point, TrendChart
from hubdata.reports.board.palette import PRINT


def trend(*values: float, unit: str = "%") -> TrendChart:
    points = tuple(Point("Aut", "2024/25", value) for value in values)
    return TrendChart("Schools", unit, 0, points)


def test_the_axis_of_a_share_names_no_level_above_the_whole() -> None:
    assert max(levels_of(trend(80, 100))) == 100
    assert "120%" not in draw_trend(trend(60, 100), PRINT)


def test_what_may_be_more_than_the_whole_is_drawn_so() -> None:
    assert max(levels_of(trend(80, 140))) > 100
    assert max(levels_of(trend(20, 130, unit="count"))) > 100


def test_a_benchmark_just_below_the_target_is_named_below_its_line() -> None:
    def place(target: float) -> float:
        points = tuple(Point("Aut", "2024/25", value, target) for value in (84.0, 79.0))
        chart = TrendChart("Schools", "%", 0, points, benchmark=Level(89, "England 89%"))
        svg = draw_trend(chart, PRINT)
        (y,) = set(re.findall(r'y="([\d.]+)"[^>]*>England', svg))
        (line,) = set(re.findall(r'y1="([\d.]+)"[^>]*stroke-dasharray', svg))
        return float(y) - float(line)

    assert place(target=90) > 0, "above it the name would stand on the target's line"
    assert place(target=60) < 0
