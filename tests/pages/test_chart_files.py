"""A chart that is taken away says what the page says, in colours and letters of its own."""

import re
import struct

from pages.components.charting.bars import BarItem, build_bars
from pages.components.charting.chart_files import (
    TWICE,
    WIDTH,
    prepare_for_document,
    read_tokens,
    render_png,
    render_svg,
)
from pages.components.charting.charts import HEIGHT, build_trend
from pages.components.charting.column_files import (
    TALLEST,
    render_columns_svg,
)
from pages.components.charting.columns import Column, ColumnRow
from pages.components.charting.drawing import build_bar_sheet, build_trend_sheet
from pages.components.charting.multiple_files import render_multiples_svg
from pages.components.charting.multiples import Multiple
from pages.components.charting.pictures import render_as_png
from pages.components.charting.stave import Bar, Line, StaveCell
from pages.components.charting.stave_files import render_stave_svg
from pages.components.charting.trends import Trend, TrendPoint
from pages.components.kit.look import Count, Status

MESSAGE = "Whole-class teaching reached 64% of schools"
TREND = Trend(
    (
        TrendPoint("Aut", "2024/25", 61.5, 70.0),
        TrendPoint("Spr", "2024/25", None, 70.0),
        TrendPoint("Sum", "2024/25", 64.0, 70.0, provisional=True),
    ),
    benchmark=(59.0, "National 59% (2022/23)"),
)
BARS = (BarItem("Wendale", 64.0, 70.0), BarItem("Harrow Vale", None))


def test_the_picture_is_a_png_of_twice_the_size() -> None:
    png = render_png(build_trend(TREND), message=MESSAGE)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert WIDTH * TWICE <= width < WIDTH * TWICE * 1.2
    assert height > HEIGHT * TWICE  # the title does not take the chart's room


def test_the_drawing_has_the_message_the_source_and_the_labels_as_text() -> None:
    svg = render_svg(build_trend(TREND), message=MESSAGE, source="Summer 2024/25").decode()
    for words in (MESSAGE, "Summer 2024/25", "Target 70%", "National 59% (2022/23)", "Aut"):
        assert words in svg
    assert "var(--" not in svg
    assert "currentColor" not in svg
    assert "IBM Plex Sans" in svg


def test_colours_are_those_of_the_light_theme() -> None:
    svg = render_svg(build_bars(BARS), message=MESSAGE).decode()
    assert read_tokens()["hub"] in svg.lower()
    assert re.fullmatch("#[0-9a-f]{6}", read_tokens()["off"])


def test_a_hub_with_a_colour_of_its_own_has_it_in_its_pictures() -> None:
    svg = render_svg(build_bars(BARS), message=MESSAGE, hub="#7a1f5c").decode().lower()
    assert "#7a1f5c" in svg
    assert read_tokens()["hub"] not in svg


def test_a_long_message_takes_several_lines_and_the_chart_on_screen_stays_as_it_is() -> None:
    spec = build_trend(TREND)
    picture = prepare_for_document(spec, message=f"{MESSAGE}. " * 4, source="")
    assert len(picture["title"]["text"]) == 3
    assert "title" not in spec
    assert "var(--hub)" in str(spec)


def test_the_figures_of_a_trend_are_those_it_draws() -> None:
    sheet = build_trend_sheet(TREND, MESSAGE)
    assert sheet.columns[2:] == [
        "Value (%)", "Target (%)", "Provisional", "Benchmark: National 59% (2022/23)",
    ]  # fmt: skip
    assert sheet.rows == [
        ["Aut", "2024/25", 61.5, 70.0, "no", 59.0],
        ["Spr", "2024/25", None, 70.0, "no", 59.0],
        ["Sum", "2024/25", 64.0, 70.0, "yes", 59.0],
    ]


def test_the_figures_of_bars_leave_what_is_not_known_empty() -> None:
    assert build_bar_sheet(BARS, MESSAGE, unit="pt").rows == [
        ["Wendale", 64.0, 70.0, "no"],
        ["Harrow Vale", None, None, "no"],
    ]


SMALL = (
    Multiple("Wendale", "67%", (60.0, None, 67.0), 55.0, "97 of 144 schools"),
    Multiple("Harrow Vale <b>", "37%", (40.0, 37.0), 55.0, "43 of 115", provisional=True),
)


def test_small_multiples_are_one_drawing_with_their_words_as_text() -> None:
    svg = render_multiples_svg(SMALL, message=MESSAGE, source="Summer 2024/25", hub="#7a1f5c")
    drawn = svg.decode()
    for words in (MESSAGE, "Summer 2024/25", "Wendale", "67%", "Harrow Vale &lt;b&gt;"):
        assert words in drawn
    assert drawn.count("<circle") == 2
    assert drawn.count('stroke-width="3"') == 1  # no stretch over what is not known
    assert "#7a1f5c" in drawn
    assert render_as_png(render_multiples_svg(SMALL, message=MESSAGE))[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_range_is_in_the_picture_as_a_band_with_both_its_ends() -> None:
    kept = Multiple("Wendale", "0.84", (0.8, 0.84), 0.9, upper=1.1)
    svg = render_multiples_svg([kept], message=MESSAGE).decode()
    assert svg.count('fill-opacity="0.12"') == 1
    assert svg.count('stroke="#888"') == 2
    assert "fill-opacity" not in render_multiples_svg(SMALL, message=MESSAGE).decode()


def test_a_comparison_is_in_the_picture_and_each_scale_is_its_own() -> None:
    strands = Multiple("Strands", "4", (2.0, 4.0), others=(3.0, 3.0), scale="number")
    share = Multiple("Tuition", "80%", (40.0, 80.0), scale="share")
    svg = render_multiples_svg([strands, share], message=MESSAGE, from_zero=True).decode()
    assert svg.count('stroke-dasharray="2 4"') == 1
    ends = re.findall(r'<circle cx="[0-9.]+" cy="([0-9.]+)"', svg)
    assert len(ends) == 2
    assert ends[0] == ends[1]  # both end at the top of their own scale


RUNGS = (
    ColumnRow(
        "Tuition",
        "kpi?kpi=M14",
        "4.0%",
        "of pupils",
        "40 of 1,000 pupils & more",
        columns=(Column("KS2", 8.0, "8.0%"), Column("KS3", 2.0, "2.0%"), Column("KS4", None, "")),
    ),
    ColumnRow("Moving on", "", None, "in 10,000", "", figures=(("Higher education", "35"),)),
)


def test_rows_of_columns_are_one_drawing_on_scales_of_their_own_that_says_all_it_shows() -> None:
    drawn = render_columns_svg(RUNGS, message=MESSAGE, source="A Hub", hub="#7a1f5c").decode()
    for words in (f"<title>{MESSAGE}</title>", "A Hub", "8.0%", "40 of 1,000 pupils &amp; more"):
        assert words in drawn
    said = "Tuition: 4.0% of pupils, KS2 8.0%, KS3 2.0%, KS4 not known. Moving on: not known, "
    assert f'role="img" aria-label="{MESSAGE}. {said}Higher education 35"' in drawn
    heights = [float(one) for one in re.findall(r'height="([0-9.]+)" fill="#7a1f5c"', drawn)]
    assert [height - 1 for height in heights] == [TALLEST, TALLEST / 4]  # none for what is unknown
    assert render_as_png(render_columns_svg(RUNGS, message=MESSAGE))[:8] == b"\x89PNG\r\n\x1a\n"


STAVE = (
    (Bar("Goal 1", "Early years & schools"), Bar("Across", "All three goals")),
    (
        Line("Partnership", "", [StaveCell([Status.ON, Status.OFF], ""), StaveCell([], "")]),
        Line("Schools", "", [StaveCell([Status.PROVISIONAL] * 40, ""), StaveCell([], "")]),
    ),
    (Count(Status.OFF, 1), Count(Status.ON, 1), Count(Status.PROVISIONAL, 40, "Told once a year")),
)


def test_the_stave_is_a_drawing_of_every_kpi_that_says_what_each_cell_holds() -> None:
    drawn = render_stave_svg(*STAVE, message=MESSAGE, source="Summer").decode()
    tokens = read_tokens()
    assert drawn.count(f'fill="{tokens["off"]}"') == 1 + 1  # a mark, and its place in the legend
    assert drawn.count('stroke-width="1.6"') == 40 + 1
    for words in ("1 off track", "40 told once a year", "Early years &amp; schools", "1 of 2 on"):
        assert words in drawn
    told = "Partnership, 1 of 2 on track. Goal 1: 2 KPIs: 1 off track, 1 on track. Schools, none"
    assert f'aria-label="{MESSAGE}. {told} rated. Goal 1: 40 KPIs: 40 provisional"' in drawn
    places = [float(one) for one in re.findall(r'<circle cx="([0-9.]+)"', drawn)]
    assert max(places) < WIDTH  # however many marks a cell has
    assert render_as_png(render_stave_svg(*STAVE, message=MESSAGE))[:8] == b"\x89PNG\r\n\x1a\n"
