"""What charts draw: gaps where values cannot be compared or are not known, hollow where they are
provisional.
"""

import re

from pages.components.charting.bars import BarItem, build_bars
from pages.components.charting.charts import (
    build_trend,
    describe_aim,
    levels_of,
    trace_target,
    trace_values,
)
from pages.components.charting.levels import measure_range
from pages.components.charting.multiples import Multiple, build_multiples
from pages.components.charting.trends import Break, Trend, TrendPoint


def build_points(*values: float | None, target: float | None = None) -> tuple[TrendPoint, ...]:
    return tuple(TrendPoint("Aut", "2024/25", value, target) for value in values)


def read_stretches(trend: Trend) -> list[tuple[int, int]]:
    return [(one["x"], one["x2"]) for one in trace_values(trend)]


def test_a_line_joins_neighbouring_values() -> None:
    assert read_stretches(Trend(build_points(1, 2, 3))) == [(0, 1), (1, 2)]


def test_a_value_that_is_not_known_leaves_a_gap_and_is_not_drawn_as_zero() -> None:
    trend = Trend(build_points(51, None, 53, 54))
    assert read_stretches(trend) == [(2, 3)]
    assert measure_range(levels_of(trend))[0] > 50


def test_the_axis_of_a_share_names_no_level_above_the_whole() -> None:
    assert "datum.value > 100" in str(build_trend(Trend(build_points(80, 100), unit="%")))
    assert "datum.value > 100" not in str(build_trend(Trend(build_points(80, 140), unit="%")))


def test_a_break_in_the_series_leaves_a_gap_with_its_reason() -> None:
    trend = Trend(build_points(1, 2, 3), breaks=(Break(2, "Definition changed"),))
    assert read_stretches(trend) == [(0, 1)]
    assert "Definition changed" in str(build_trend(trend))


def test_the_line_to_and_from_a_provisional_value_is_dashed() -> None:
    middle = TrendPoint("Spr", "2024/25", 2, provisional=True)
    trend = Trend((*build_points(1), middle, *build_points(3, 4)))
    assert [one["provisional"] for one in trace_values(trend)] == [True, True, False]


def test_the_target_is_a_step_halfway_between_two_periods() -> None:
    assert trace_target([55, 55, 60, 60]) == [(0, 55), (1.5, 55), (1.5, 60), (3, 60)]


def test_a_kpi_without_target_has_no_step() -> None:
    assert trace_target([None, None]) == []


def test_a_trend_of_nothing_known_is_still_a_chart() -> None:
    assert build_trend(Trend(build_points(None, None)))["layer"]


def test_a_layer_without_data_is_left_out() -> None:
    """It would be a picture without a name to those who hear the page."""
    full = build_trend(Trend(build_points(1, 2)))["layer"]
    assert all(layer["data"]["values"] for layer in full)
    assert all(layer["mark"].get("strokeDash") is None for layer in full)


def test_colours_follow_the_theme_and_no_legend_stands_apart() -> None:
    trend = Trend(build_points(1, 2, target=3), benchmark=(2, "National 2%"))
    drawn = str(build_trend(trend)["layer"])
    assert "var(--hub)" in drawn
    assert "#" not in drawn
    assert build_trend(trend)["config"]["legend"] == {"disable": True}


def test_bars_start_at_zero_and_say_what_is_not_known() -> None:
    spec = build_bars((BarItem("Devon", 64, 70), BarItem("Torbay", None)))
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0] == 0
    rows = spec["layer"][-1]["data"]["values"]
    assert [row["words"] for row in rows] == ["64%", "not known"]


def test_small_multiples_share_one_scale_and_leave_gaps() -> None:
    html = build_multiples(
        [Multiple("A", "4", (0, None, 2, 4)), Multiple("B", "8", (8, 8), note="<b>")]
    )
    assert html.count('class="value"') == 2
    assert "<b>" not in html


def test_a_range_to_be_kept_is_drawn_with_both_its_ends_and_all_of_it_is_in_sight() -> None:
    html = build_multiples([Multiple("A", "0.8", (0.8, 0.8), 0.9, upper=1.1)])
    assert html.count('class="aim"') == 2
    [(top, deep)] = re.findall(r'<rect x="0" y="([0-9.]+)" width="100" height="([0-9.]+)"', html)
    assert 0 < float(top) < float(top) + float(deep) < 100
    assert "<rect" not in build_multiples([Multiple("A", "64%", (60, 64), 70)])


def test_a_point_with_estimates_has_its_letter() -> None:
    points = (*build_points(1), TrendPoint("Spr", "2024/25", 2, estimated=True))
    assert "'mark': 'e'" in str(build_trend(Trend(points)))
    assert "'mark': 'e'" not in str(build_trend(Trend(build_points(1, 2))))


def test_a_whole_range_is_named_without_decimals() -> None:
    def named(low: float, high: float, decimals: int) -> str:
        points = (TrendPoint("Aut", "2024/25", 4, low, upper=high),)
        return describe_aim(Trend(points, unit="", decimals=decimals), (0, low), [4])[2]

    assert named(3, 6, 1) == "Target 3 to 6"
    assert named(0.9, 1.1, 2) == "Target 0.90 to 1.10"
