"""Charts of a pack as PowerPoint's own, with their data, to be gone on with.

The data are the figures as they are written: no chart tells more of a number than its slide.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from hubdata import wording
from hubdata.reports.board.chart_svg import levels_of, range_of
from hubdata.reports.board.pack import Bar, BarChart, TrendChart
from hubdata.reports.board.palette import PRINT

FORMATS = {"%": '0{}"%"', "pp": '0{}" pts"', "£": '"£"#,##0{}', "months": "0{}", "t": "0{}"}
CROWDED = 0.15
"""Labels nearer than this share of the height stand in each other's way."""

WHITE = RGBColor(255, 255, 255)


def build_trend_data(chart: TrendChart) -> CategoryChartData:
    """A series for each stretch between breaks, then target, band and benchmark."""
    data = CategoryChartData(number_format=number_format(chart.unit, chart.decimals))
    named = ""
    for point in chart.points:
        is_named = point.year in ("", named)
        data.add_category(point.tick if is_named else f"{point.tick} {point.year}")
        named = point.year
    ends = [0, *(one.before for one in chart.breaks), len(chart.points)]
    for number, (start, end) in enumerate(pairwise(ends)):
        name = chart.name if len(ends) == 2 else f"{chart.name} ({number + 1})"
        values = [
            _shown(point.value, chart.decimals) if start <= at < end else None
            for at, point in enumerate(chart.points)
        ]
        data.add_series(name, values)
    for name, levels in _lines_of(chart):
        data.add_series(name, levels, number_format=_format_of(levels, chart))
    return data


def _format_of(levels: list[float | None], chart: TrendChart) -> str:
    """A target of 5% is not one of 5.0%."""
    is_round = chart.unit in wording.SHARES and all(one == round(one) for one in levels if one)
    return number_format(chart.unit, 0 if is_round else chart.decimals)


def build_bar_data(chart: BarChart) -> CategoryChartData:
    """One series; a bar whose words are more than its value has them with its name."""
    data = CategoryChartData(number_format=number_format(chart.unit, chart.decimals))
    for bar in chart.bars:
        data.add_category(_category(chart, bar))
    data.add_series(chart.name, [_shown(bar.value, chart.decimals) for bar in chart.bars])
    return data


def style_trend(chart: Any, content: TrendChart, *, hub: str) -> None:
    """Lines of the hub, hollow and dotted where provisional; labels beside the last figures."""
    _style(chart)
    bottom, top = range_of(content)
    axis = chart.value_axis
    levels = levels_of(content)
    step = levels[1] - levels[0] if len(levels) > 1 else top - bottom
    axis.major_unit = step
    axis.minimum_scale = levels[0] if levels[0] <= bottom else max(levels[0] - step, min(0, bottom))
    axis.maximum_scale = max(levels[-1], top)
    axis.tick_labels.number_format = number_format(content.unit, _places(levels))
    axis.tick_labels.number_format_is_linked = False
    stretches = len(content.breaks) + 1
    for number, series in enumerate(chart.plots[0].series):
        if number < stretches:
            _style_values(series, content, hub=hub)
        else:
            is_benchmark = content.benchmark is not None and series.name == content.benchmark.words
            is_first = is_benchmark and _is_crowded(content)
            _style_level(
                series,
                is_benchmark=is_benchmark,
                is_above=_is_above(series, content, first=is_first),
                is_first=is_first,
            )


def style_bars(chart: Any, content: BarChart, *, hub: str) -> None:
    """Bars from zero in their order from the top, each with its number."""
    _style(chart)
    plot = chart.plots[0]
    plot.gap_width = 60
    chart.category_axis.reverse_order = True
    axis = chart.value_axis
    axis.visible = False
    axis.has_major_gridlines = False
    values = [bar.value for bar in content.bars if bar.value is not None]
    axis.minimum_scale = min([0.0, *values])
    axis.maximum_scale = max([*values, content.target or 0, 1e-9]) * 1.1
    series = plot.series[0]
    _fill(series, hub)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.font.size, labels.font.bold = Pt(14), True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for at, bar in enumerate(content.bars):
        if bar.is_provisional:
            point = series.points[at]
            point.format.fill.solid()
            point.format.fill.fore_color.rgb = WHITE
            point.format.line.color.rgb = _colour(hub)


def number_format(unit: str, decimals: int) -> str:
    """How Excel writes a figure of that unit."""
    places = f".{'0' * decimals}" if decimals > 0 else ""
    return FORMATS.get(unit, "#,##0{}").format(places)


TREND, BARS = XL_CHART_TYPE.LINE_MARKERS, XL_CHART_TYPE.BAR_CLUSTERED


def _lines_of(chart: TrendChart) -> list[tuple[str, list[float | None]]]:
    count = len(chart.points)
    lines: list[tuple[str, list[float | None]]] = []
    if any(point.target is not None for point in chart.points):
        lines.append(("Target", [point.target for point in chart.points]))
    if chart.band:
        lines += [("Target from", [chart.band[0]] * count), ("Target to", [chart.band[1]] * count)]
    if chart.benchmark:
        lines.append((chart.benchmark.words, [chart.benchmark.value] * count))
    return lines


def _style(chart: Any) -> None:
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(12)
    chart.font.color.rgb = _colour(PRINT.soft)
    axis = chart.category_axis
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.tick_label_position = TICKS.LOW
    axis.tick_labels.font.size = Pt(13)
    levels = chart.value_axis
    levels.format.line.fill.background()
    levels.major_tick_mark = XL_TICK_MARK.NONE
    levels.has_major_gridlines = True
    levels.major_gridlines.format.line.color.rgb = _colour(PRINT.line)
    levels.major_gridlines.format.line.width = Pt(0.75)


def _style_values(series: Any, content: TrendChart, *, hub: str) -> None:
    line = series.format.line
    line.color.rgb = _colour(hub)
    line.width = Pt(2.75)
    series.smooth = False
    marker = series.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 8
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _colour(hub)
    marker.format.line.color.rgb = _colour(hub)
    told = list(series.values)
    for at, point in enumerate(content.points):
        before = content.points[at - 1].is_provisional if at else False
        if told[at] is None or not (point.is_provisional or before):
            continue
        one = series.points[at]
        one.format.line.color.rgb = _colour(hub)
        one.format.line.width = Pt(2.75)
        one.format.line.dash_style = MSO_LINE.ROUND_DOT
        if point.is_provisional:
            one.format.fill.solid()
            one.format.fill.fore_color.rgb = WHITE  # where LibreOffice looks for the marker's
            one.marker.style, one.marker.size = XL_MARKER_STYLE.CIRCLE, 10
            one.marker.format.fill.solid()
            one.marker.format.fill.fore_color.rgb = WHITE
            one.marker.format.line.color.rgb = _colour(hub)
    last = max((at for at, value in enumerate(told) if value is not None), default=None)
    is_newest = last is not None and all(one.value is None for one in content.points[last + 1 :])
    if last is not None and is_newest:
        target = content.points[last].target
        is_above = target is None or (told[last] or 0) >= target
        place = XL_LABEL_POSITION.ABOVE if is_above else XL_LABEL_POSITION.BELOW
        label = series.points[last].data_label
        label.font.bold, label.font.size = True, Pt(16)
        _keep_on_one_line(label)
        label.font.color.rgb = _colour(PRINT.ink)
        label.position = place


def _is_crowded(content: TrendChart) -> bool:
    """Whether the benchmark is told at the left, since other words stand at the right."""
    if content.benchmark is None:
        return False
    bottom, top = range_of(content)
    last = [point for point in content.points if point.value is not None or point.target][-1:]
    told = [level for point in last for level in (point.value, point.target) if level is not None]
    return any(abs(one - content.benchmark.value) < (top - bottom) * CROWDED for one in told)


def _is_above(series: Any, content: TrendChart, *, first: bool) -> bool:
    """Whether a level is told above its line: on the side away from the value beside it."""
    values = [point.value for point in content.points if point.value is not None]
    levels = [one for one in series.values if one is not None]
    if not values or not levels:
        return True
    if first:
        targets = [point.target for point in content.points if point.target is not None]
        near = [one for one in (*targets[-1:], values[min(1, len(values) - 1)]) if one is not None]
        return bool(levels[0] > min(near, key=lambda one: abs(one - levels[0])))
    return bool(levels[-1] > values[-1] or levels[-1] <= range_of(content)[0])


def _style_level(series: Any, *, is_benchmark: bool, is_above: bool, is_first: bool) -> None:
    line = series.format.line
    line.color.rgb = _colour(PRINT.ink)
    line.width = Pt(1.25)
    if is_benchmark:
        line.dash_style = MSO_LINE.SQUARE_DOT
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    values = list(series.values)
    last = max((at for at, value in enumerate(values) if value is not None), default=None)
    if last is None:
        return
    label = series.points[min(1, last) if is_first else last].data_label
    label.font.size = Pt(13)
    _keep_on_one_line(label)
    label.position = XL_LABEL_POSITION.ABOVE if is_above else XL_LABEL_POSITION.BELOW
    shown = label._dLbl
    _show(shown, "c:showSerName")
    if is_benchmark:
        _show(shown, "c:showVal", value="0")
    shown.append(parse_xml(f"<c:separator {nsdecls('c')}> </c:separator>"))


def _keep_on_one_line(label: Any) -> None:
    label._dLbl.find(qn("c:txPr")).find(qn("a:bodyPr")).set("wrap", "none")


def _show(label: Any, name: str, *, value: str = "1") -> None:
    label.find(qn(name)).set("val", value)


def _fill(series: Any, colour: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = _colour(colour)


def _category(chart: BarChart, bar: Bar) -> str:
    plain = wording.explain_value(bar.value, chart.unit, decimals=chart.decimals)
    return bar.name if bar.words == plain else f"{bar.name} ({bar.words})"


def _shown(value: float | None, decimals: int) -> float | None:
    """A figure as it is written, in half to even like every other word of the pack."""
    return None if value is None else float(f"{value:.{decimals}f}")


def _places(levels: list[float]) -> int:
    step = levels[1] - levels[0] if len(levels) > 1 else 1
    return max(0, next(n for n in range(6) if abs(round(step, n) - step) < 1e-9))


def _colour(text: str) -> Any:
    return RGBColor.from_string(text.removeprefix("#").upper())
