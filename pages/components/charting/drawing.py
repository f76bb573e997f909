"""Charts on the page, and what can be taken away of each: the picture as PNG or SVG, the figures it
draws as Excel or csv. Nothing is built before it is asked for.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from hubdata.services.around.brand import load_palette
from pages.components.charting.bars import BarItem, build_bars
from pages.components.charting.chart_files import render_png, render_svg
from pages.components.charting.charts import build_trend
from pages.components.charting.column_files import render_columns_svg
from pages.components.charting.columns import ColumnRow, build_columns
from pages.components.charting.multiple_files import render_multiples_svg
from pages.components.charting.multiples import Multiple, build_multiples
from pages.components.charting.pictures import render_as_png
from pages.components.charting.stave import Bar, Line
from pages.components.charting.stave_files import render_stave_svg
from pages.components.charting.trends import Trend
from pages.components.kit.downloads import XLSX, Offer, Sheet, name_file, render_xlsx, write_csv
from pages.components.kit.linked import show_linked
from pages.components.kit.look import Count

NAMES = {"pt": "points"}
"""Units as a column names them."""

ALWAYS = 5
"""Columns that every trend has: period, year, value, target, provisional."""

PNG, SVG, CSV = "image/png", "image/svg+xml", "text/csv"


def show_chart(
    spec: dict[str, Any],
    *,
    message: str,
    sheet: Callable[[], Sheet],
    name: str,
    key: str,
    source: str = "",
) -> None:
    """Draws the chart, which says `message` to those who hear the page, and offers it as files.

    `sheet` gives the figures drawn, `name` begins the files' names, `source` is the line that a
    picture carries: hub, period, coverage.
    """
    st.vega_lite_chart(spec, theme=None, alt=message, key=key, width="stretch")
    words = {"message": message, "source": source}
    show_files(
        png=lambda: render_png(spec, **words, hub=find_own_colour()),
        svg=lambda: render_svg(spec, **words, hub=find_own_colour()),
        sheet=sheet,
        name=name,
        key=key,
    )


def show_multiples(
    items: Sequence[Multiple],
    *,
    message: str,
    sheet: Callable[[], Sheet],
    name: str,
    key: str,
    source: str = "",
    from_zero: bool = False,
    drawn: str = "",
) -> None:
    """Draws small multiples, and offers them as `show_chart` does a chart. `drawn` is our own HTML
    of them, where they do not stand in plain rows.
    """
    show_linked(drawn or build_multiples(items, from_zero=from_zero), key)

    show_drawing_files(
        lambda: render_multiples_svg(
            items, message=message, source=source, hub=find_own_colour(), from_zero=from_zero
        ),
        sheet=sheet,
        name=name,
        key=key,
    )


def show_columns(
    rows: Sequence[ColumnRow],
    *,
    message: str,
    sheet: Callable[[], Sheet],
    name: str,
    key: str,
    source: str = "",
) -> None:
    """Draws rows of columns, and offers them as `show_chart` does a chart."""
    show_linked(build_columns(rows), key)
    show_drawing_files(
        lambda: render_columns_svg(rows, message=message, source=source, hub=find_own_colour()),
        sheet=sheet,
        name=name,
        key=key,
    )


def offer_stave(
    read: Callable[[], tuple[Sequence[Bar], Sequence[Line], Sequence[Count]]],
    *,
    message: str,
    source: str = "",
) -> tuple[Offer, Offer]:
    """The stave as a picture and as a drawing, beside the downloads of its figures: a page that
    draws no chart needs no more than two buttons. `read` gives its bars, lines and counts.
    """

    def draw() -> bytes:
        return render_stave_svg(*read(), message=message, source=source)

    return (
        Offer("Matrix as PNG", "png", PNG, lambda: render_as_png(draw())),
        Offer("Matrix as SVG", "svg", SVG, draw),
    )


def find_own_colour() -> str:
    """The hub's own colour on light paper, where charts have it; empty for indigo."""
    palette = load_palette()
    return palette.light if palette.is_for_charts else ""


def show_drawing_files(
    draw: Callable[[], bytes], *, sheet: Callable[[], Sheet], name: str, key: str
) -> None:
    """Offers a drawing of ours, which `draw` makes as SVG, as `show_chart` does a chart."""
    show_files(png=lambda: render_as_png(draw()), svg=draw, sheet=sheet, name=name, key=key)


def show_files(
    *,
    png: Callable[[], bytes],
    svg: Callable[[], bytes],
    sheet: Callable[[], Sheet],
    name: str,
    key: str,
) -> None:
    """One quiet button that opens four: a picture, a drawing, and the figures twice."""
    files: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
        ("Picture (PNG)", "png", PNG, png),
        ("Drawing (SVG)", "svg", SVG, svg),
        ("Figures (Excel)", "xlsx", XLSX, lambda: render_xlsx(sheet())),
        ("Figures (csv)", "csv", CSV, lambda: write_csv(sheet())),
    )
    with st.popover("Download this chart", type="tertiary", key=f"take_{key}"):
        for label, ending, kind, build in files:
            st.download_button(
                label,
                build,
                f"{name_file(name)}.{ending}",
                kind,
                key=f"{key}_{ending}",
                on_click="ignore",
                width="stretch",
            )


def show_trend(
    trend: Trend, *, message: str, key: str, name: str = "trend", source: str = ""
) -> None:
    """A trend; `name` and `source` are of the files, as `show_chart` has them."""
    show_chart(
        build_trend(trend),
        message=message,
        sheet=lambda: build_trend_sheet(trend, message),
        name=name,
        key=key,
        source=source,
    )


def show_bars(
    items: Sequence[BarItem],
    *,
    message: str,
    key: str,
    unit: str = "%",
    decimals: int = 0,
    name: str = "bars",
    source: str = "",
) -> None:
    """Bars from zero, in the caller's order, each with its number."""
    show_chart(
        build_bars(tuple(items), unit, decimals),
        message=message,
        sheet=lambda: build_bar_sheet(items, message, unit=unit),
        name=name,
        key=key,
        source=source,
    )


def build_trend_sheet(trend: Trend, message: str) -> Sheet:
    """The figures of a trend, a row for each period; the benchmark is the same on all of them, and
    columns that nothing stands in are left out.
    """
    unit = f" ({NAMES.get(trend.unit, trend.unit)})" if trend.unit else ""
    has_range = any(point.upper is not None for point in trend.points)
    aims = [f"Target from{unit}", f"Target to{unit}"] if has_range else [f"Target{unit}"]
    columns = ["Period", "Year", f"Value{unit}", *aims, "Provisional"]
    level, words = trend.benchmark or (None, "")
    breaks = {one.before: one.reason for one in trend.breaks}
    columns += [f"As published{unit}", "Year expected from", "to", "Series breaks before this"]
    columns.append(f"Benchmark: {words}")
    rows: list[list[str | float | None]] = [
        [
            *(point.label, point.year or None, point.value, point.target),
            *([point.upper] if has_range else []),
            "yes" if point.provisional else "no",
            *(point.published, *(point.expected or (None, None))),
            *(breaks.get(at), level),
        ]
        for at, point in enumerate(trend.points)
    ]
    kept = [
        at for at in range(len(columns)) if at < ALWAYS or any(row[at] is not None for row in rows)
    ]
    return Sheet(message, [columns[at] for at in kept], [[row[at] for at in kept] for row in rows])


def build_bar_sheet(items: Sequence[BarItem], message: str, *, unit: str) -> Sheet:
    named = f" ({NAMES.get(unit, unit)})" if unit else ""
    columns = ["Name", f"Value{named}", f"Target{named}", "Provisional"]
    rows = [
        [item.name, item.value, item.target, "yes" if item.provisional else "no"] for item in items
    ]
    return Sheet(message, columns, rows)
