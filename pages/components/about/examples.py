"""What the design system page shows: invented figures, one example of every component."""

from __future__ import annotations

from hubdata.framework import Outcome
from hubdata.periods import Period
from hubdata.services.plan.evidence import Story
from pages.components.charting.bars import BarItem
from pages.components.charting.multiples import Multiple
from pages.components.charting.stave import Bar, Line, StaveCell
from pages.components.charting.trends import Break, Trend, TrendPoint
from pages.components.kit.lists import (
    Attention,
    Crumb,
)
from pages.components.kit.look import (
    Status,
)
from pages.components.kit.tables import Cell, Column, Group
from pages.components.kit.tiles import Tile
from pages.components.returns.issues import IssueLine, Need

HERE = "pages/about/look.py"
OFF, WATCH, ON = Status.OFF, Status.WATCH, Status.ON
PROVISIONAL, NO_TARGET = Status.PROVISIONAL, Status.NO_TARGET


def _cell(*statuses: Status) -> StaveCell:
    return StaveCell(statuses, HERE)


BARS = (
    Bar("Goal 1", "Early years and schools"),
    Bar("Goal 2", "In partnership"),
    Bar("Goal 3", "Taking it further"),
    Bar("Across", "All three goals"),
)
LINES = (
    Line(
        "Partnership",
        HERE,
        (_cell(ON), _cell(OFF, WATCH, ON, ON, ON, PROVISIONAL, NO_TARGET), _cell(), _cell()),
    ),
    Line(
        "Schools",
        HERE,
        (
            _cell(OFF, *[WATCH] * 3, *[ON] * 11, *[PROVISIONAL] * 2),
            _cell(),
            _cell(WATCH, ON, ON),
            _cell(ON),
        ),
    ),
    Line(
        "Progression",
        HERE,
        (_cell(), _cell(), _cell(OFF, OFF, WATCH, ON, ON, PROVISIONAL), _cell()),
    ),
    Line("Inclusion", HERE, (_cell(ON), _cell(), _cell(NO_TARGET), _cell(OFF, OFF, WATCH, ON))),
    Line(
        "Sustainability",
        HERE,
        (_cell(ON), _cell(), _cell(), _cell(WATCH, *[ON] * 6, *[NO_TARGET] * 2)),
    ),
)
TILES = (
    Tile(
        "Schools with whole-class teaching",
        HERE,
        "64%",
        OFF,
        unit="of schools",
        reached=0.64,
        aim=0.70,
        gap="25 schools short of 70%",
        note="Down 2 points since autumn. 391 of 412 returned.",
    ),
    Tile(
        "School engagement",
        HERE,
        "87%",
        ON,
        unit="of schools",
        reached=0.87,
        aim=0.86,
        gap="3 schools above 86%",
        note="Up 1 point since autumn. 391 of 412 returned.",
    ),
    Tile(
        "Pupil-premium representation",
        HERE,
        "0.82",
        WATCH,
        unit="of their share",
        reached=0.68,
        aim=0.75,
        gap="0.08 short of 0.90",
        note="Unchanged since autumn. 372 of 412 returned.",
    ),
    Tile(
        "Partner returns on time",
        HERE,
        "61%",
        PROVISIONAL,
        unit="of returns",
        reached=0.61,
        aim=0.9,
        note="27 of 44 returned: too few to rate.",
    ),
    Tile(
        "Grant passed to partners", HERE, "24%", NO_TARGET, reached=0.24, note="Accounts to March."
    ),
    Tile(
        "Pupils who carry on",
        HERE,
        None,
        PROVISIONAL,
        aim=0.36,
        gap="no school has returned",
        note="Expected by 16 May.",
    ),
)
COLUMNS = (
    Column("KPI"),
    Column("Status"),
    Column("Value", "right", "%", weight="strong"),
    Column("Target", "right", "%"),
    Column("Gap"),
    Column("Since autumn", "right", "pt", signed=True),
    Column("Returned", "right", weight="soft"),
)
GROUPS = (
    Group(
        "Partnership",
        (
            (
                Cell("Lead schools in every authority", HERE),
                OFF,
                67,
                100,
                "1 authority short",
                0,
                "3 of 3",
            ),
            (Cell("Trusts engaged", HERE), WATCH, 78, 82, "2 trusts short", 2, "391 of 412"),
            (Cell("Partner returns on time", HERE), PROVISIONAL, 61, 90, None, None, "27 of 44"),
        ),
    ),
    Group(
        "Schools",
        (
            (Cell("School engagement", HERE), ON, 87, 86, "3 schools above", 1, "391 of 412"),
            (
                Cell('<img src=x onerror="alert(1)">', HERE, small="A school's name is never run"),
                NO_TARGET,
                64,
                "none",
                "none set",
                -2,
                "391 of 412",
            ),
        ),
    ),
)
CHECK = "Write a whole number of pupils, such as 10."
ISSUES = (
    IssueLine(
        Need.NOTE,
        "Whole class!A3",
        "Beacon Hill",
        "Read as Beacon Hill Primary School (URN 900123).",
    ),
    IssueLine(
        Need.CORRECT,
        "Whole class!F7",
        "64",
        "Pupils in the class (64) is more than pupils on roll (58). Check both numbers.",
    ),
    IssueLine(Need.CORRECT, "Tuition!C12", "10ish", CHECK),
    IssueLine(Need.CORRECT, "Tuition!C15", "10ish", CHECK),
    IssueLine(Need.CORRECT, "Tuition!C18", "10ish", CHECK),
    IssueLine(
        Need.EXPLAIN,
        "School!B9",
        None,
        "One hour a week was not answered. Leave it blank if it is not known.",
    ),
)

TREND = Trend(
    (
        TrendPoint("Aut", "2022/23", 52, 55),
        TrendPoint("Spr", "2022/23", 54, 55),
        TrendPoint("Sum", "2022/23", 57, 55),
        TrendPoint("Aut", "2023/24", 60, 62),
        TrendPoint("Spr", "2023/24", 61, 62),
        TrendPoint("Sum", "2023/24", 63, 62, provisional=True),
        TrendPoint("Aut", "2024/25", 66, 70),
        TrendPoint("Spr", "2024/25", 64, 70),
    ),
    benchmark=(59, "National 59% (2022/23)"),
    breaks=(Break(3, "Definition changed"),),
)
MULTIPLES = (
    Multiple(
        "Harrow Vale", "58%", (54, 57, 60, 62, 64, 67, 70, 71, 58), 70, "36 of 62 schools, 8 short"
    ),
    Multiple(
        "Ilderton", "66%", (50, 52, 55, 58, 59, 61, 66, 66, 66), 70, "21 of 32 schools, 2 short"
    ),
    Multiple(
        "Wendale",
        "65%",
        (50, 53, None, 59, 60, 62, 64, 65, 65),
        70,
        "Provisional",
        provisional=True,
    ),
)
BAR_ITEMS = (
    BarItem("Wendale", 65, 70),
    BarItem("Harrow Vale", 58, 70),
    BarItem("Ilderton", 31, 70, provisional=True),
    BarItem("Special schools", None, 70),
)

ATTENTION = (
    Attention(
        OFF,
        "9 schools in Harrow Vale stopped whole-class teaching",
        HERE,
        "Head of schools, by 16 May",
    ),
    Attention(OFF, "Fewer pupils carry on: 29%, was 32%", HERE, "Progression lead, by 30 May"),
    Attention(WATCH, "No SEND lead school in Ilderton", HERE, "Inclusion lead"),
)
CRUMBS = (Crumb("Schools", HERE), Crumb("Goal 1", HERE), Crumb("owned by the head of schools"))
FIGURES = (
    ("Schools", "264 of 412"),
    ("Target", "70%"),
    ("Autumn", "66%"),
    ("National, 2022/23", "59%"),
    ("Returned", "391 of 412"),
)
STORY = Story(
    "A player whose instrument follows her eyes took a solo, and asked for a longer one.",
    "Open orchestra",
    "P20",
    "Open Strings",
    Period.parse("202425", "spring"),
    Outcome.ENRICHMENT,
)
ALREADY = "Ben has changed this action since you opened it. Look again."
MESSAGE = "Whole-class teaching fell to 64% of schools, 25 short of target"
