"""A pack as a board might have it: every kind of slide, long names, and a part without data."""

from datetime import date

from hubdata.reports.board.pack import (
    Bar,
    BarChart,
    Break,
    Cell,
    Column,
    Headline,
    Level,
    Pack,
    Point,
    Slide,
    SlideKind,
    Status,
    Table,
    TrendChart,
)

LONG = "St Bartholomew and All Angels Church of England Voluntary Aided Infant and Nursery School"
FOOTER = "Spring 2024/25. 391 of 412 schools returned, 2% by estimate. Source: school returns."
TERMS = (("Aut", 52), ("Spr", 54), ("Sum", 57), ("Aut", 60), ("Spr", None), ("Sum", 64))

TREND = TrendChart(
    name="Schools with whole-class teaching",
    unit="%",
    decimals=0,
    points=tuple(
        Point(tick, "2023/24" if at < 3 else "2024/25", value, 62.0, is_provisional=at == 3)
        for at, (tick, value) in enumerate(TERMS)
    ),
    benchmark=Level(47.4, "Derby and Derbyshire 47% (2022/23)"),
    breaks=(Break(3, "43 lead organisations"),),
)
BARS = BarChart(
    name="By local authority",
    unit="%",
    decimals=0,
    bars=(
        Bar("Harrow Vale", 58.0, "58%"),
        Bar("Ilderton", None, "not shown"),
        Bar(LONG, 71.0, "71%", is_provisional=True),
    ),
    target=62.0,
)
TABLE = Table(
    (Column("KPI", 40), Column("Now", 15, is_number=True), Column("Status", 45)),
    (
        (Cell(LONG), Cell("67%"), Cell("Off track", Status.OFF)),
        (Cell("<img src=x onerror=alert(1)>"), Cell("–"), Cell("Not rated", Status.UNRATED)),
    ),
)
PACK = Pack(
    hub_name="Wendale Music Hub",
    title="Board meeting",
    words="Board meeting, 12 May 2025",
    period="Spring 2024/25",
    as_at=date(2025, 5, 1),
    snapshot="Board May 2025",
    slides=(
        Slide("title", SlideKind.TITLE, "Title", "Wendale Music Hub", ("Spring 2024/25",)),
        Slide(
            "kpi:S04",
            SlideKind.KPI,
            "Whole-class teaching",
            "Whole-class teaching fell to 64% of schools, 25 short of target; Harrow Vale lost 8",
            ("264 of 412 schools.", "Harrow Vale fell by 8.", "A shared teacher is proposed."),
            headline=Headline("64%", Status.OFF),
            trend=TREND,
            alt="A line from 52% to 64% over six terms, with a target of 62%.",
            footer=FOOTER,
            notes=("The numerator is 264.", "Ask about Harrow Vale."),
            kpi="S04",
        ),
        Slide(
            "authorities:S04",
            SlideKind.AUTHORITIES,
            "By authority",
            f"{LONG} is ahead",
            ("One authority is not shown: fewer than three schools.",),
            bars=BARS,
            alt="Harrow Vale 58%, Ilderton not shown.",
            footer=FOOTER,
        ),
        Slide("attention", SlideKind.TABLE, "Attention", "Two KPIs are off track", table=TABLE),
        Slide("data", SlideKind.TEXT, "Data", "No partner has returned", ("Nothing is known.",)),
    ),
    is_sample=True,
)
