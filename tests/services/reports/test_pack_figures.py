"""The figures of a pack are those its slides show, and no others."""

from datetime import date

from hubdata.reports.board.pack import (
    Bar,
    BarChart,
    Cell,
    Column,
    Headline,
    Pack,
    Point,
    Slide,
    SlideKind,
    Status,
    Table,
    TrendChart,
)
from hubdata.services.reports.pack_figures import COLUMNS, list_figures

TREND = TrendChart(
    "School engagement",
    "%",
    0,
    (Point("Spr", "2025/26", 90, 90), Point("Sum", "", None, is_provisional=True)),
)
BARS = BarChart("Engaged", "%", 0, (Bar("Northmere", 100, "100%"), Bar("Hale", None, "not shown")))
TABLE = Table(
    (Column("Function", 2), Column("On track", 1, is_number=True)),
    ((Cell("Schools"), Cell("3", Status.ON)),),
)


def test_every_figure_of_every_slide_is_a_row_and_what_is_hidden_has_words_only() -> None:
    slides = (
        Slide("title", SlideKind.TITLE, "Title", "The board"),
        Slide("kpi", SlideKind.KPI, "S01", "It fell", (), Headline("60%", Status.OFF), TREND, BARS),
        Slide("standing", SlideKind.TABLE, "Standing", "Three hold", table=TABLE),
    )
    pack = Pack("Hub", "Pack", "Meeting", "Summer", date(2026, 7, 17), "July", slides)
    rows = list_figures(pack)
    assert rows == [
        (2, "It fell", "S01", "The number", None, "60%, Off track"),
        (2, "It fell", "School engagement", "Spr 2025/26", 90, ""),
        (2, "It fell", "School engagement: target", "Spr 2025/26", 90, ""),
        (2, "It fell", "School engagement", "Sum", None, "provisional"),
        (2, "It fell", "Engaged", "Northmere", 100, "100%"),
        (2, "It fell", "Engaged", "Hale", None, "not shown"),
        (3, "Three hold", "Schools", "On track", None, "3 On track"),
    ]
    assert {len(row) for row in rows} == {len(COLUMNS)}
