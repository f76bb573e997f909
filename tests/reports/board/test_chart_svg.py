"""The charts of a pack: what their axes name."""

from hubdata.reports.board.chart_svg import draw_trend, levels_of
from hubdata.reports.board.pack import Point, TrendChart
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
