"""The design system: every component in every state, from invented figures. Not a page for
leadership, but for authors.
"""

import streamlit as st

from hubdata.framework import Outcome
from hubdata.periods import Period
from hubdata.services.plan.evidence import Story
from pages.components.about.look_book import (
    WORDS,
    build_limb_example,
    build_loading,
    build_scale,
    build_statuses,
    build_swatches,
)
from pages.components.about.reach_examples import show_reach_examples
from pages.components.charting.bars import BarItem
from pages.components.charting.drawing import show_bars, show_trend
from pages.components.charting.multiples import Multiple, build_multiples
from pages.components.charting.stave import Bar, Line, StaveCell, build_stave
from pages.components.charting.trends import Break, Trend, TrendPoint
from pages.components.kit.forms import show_faults
from pages.components.kit.linked import show_linked
from pages.components.kit.lists import (
    Attention,
    Crumb,
    build_attention,
    build_crumbs,
    build_figures,
)
from pages.components.kit.look import (
    Button,
    Count,
    Status,
    show_caption,
    show_counts_line,
    show_empty,
    show_heading,
    show_text,
    show_title,
)
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.kit.tiles import Tile, build_tiles, build_value
from pages.components.returns.issues import IssueLine, Need, build_issues
from pages.components.standing.choices import choose
from pages.components.standing.commentary import build_commentary
from pages.components.standing.limbs import build_chooser
from pages.components.standing.outcomes import build_story

HERE = "pages/about/look.py"
OFF, WATCH, ON = Status.OFF, Status.WATCH, Status.ON
PROVISIONAL, NO_TARGET = Status.PROVISIONAL, Status.NO_TARGET


def cell(*statuses: Status) -> StaveCell:
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
        (cell(ON), cell(OFF, WATCH, ON, ON, ON, PROVISIONAL, NO_TARGET), cell(), cell()),
    ),
    Line(
        "Schools",
        HERE,
        (
            cell(OFF, *[WATCH] * 3, *[ON] * 11, *[PROVISIONAL] * 2),
            cell(),
            cell(WATCH, ON, ON),
            cell(ON),
        ),
    ),
    Line("Progression", HERE, (cell(), cell(), cell(OFF, OFF, WATCH, ON, ON, PROVISIONAL), cell())),
    Line("Inclusion", HERE, (cell(ON), cell(), cell(NO_TARGET), cell(OFF, OFF, WATCH, ON))),
    Line(
        "Sustainability",
        HERE,
        (cell(ON), cell(), cell(), cell(WATCH, *[ON] * 6, *[NO_TARGET] * 2)),
    ),
)
TILES = (
    Tile(
        "Schools with whole-class teaching",
        HERE,
        "64%",
        OFF,
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
        unit="of parity",
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
    Column("Measure"),
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

show_title(
    "Every page opens with a sentence that answers its question",
    above="Design system: invented figures, every component in every state.",
)
show_counts_line(
    [
        Count(OFF, 6, target=HERE),
        Count(WATCH, 8, target=HERE),
        Count(ON, 29, target=HERE),
        Count(PROVISIONAL, 4),
        Count(NO_TARGET, 3),
        Count(NO_TARGET, 1, "For context"),
    ],
    "Spring 2024/25: 391 of 412 schools have returned",
)
show_linked(build_stave(BARS, LINES), "stave")
numbers, attention = st.columns([2, 1], gap="large")
with numbers:
    show_heading("Headline numbers")
    show_linked(build_tiles(TILES), "tiles")
with attention:
    show_heading("Needs attention")
    show_linked(build_attention(ATTENTION), "attention")
show_linked(build_crumbs(CRUMBS), "crumbs")
if choose("Chart", {"trend": "Over time", "bars": "Side by side"}, key="chart") == "bars":
    show_heading("Ilderton is furthest from its target")
    show_bars(BAR_ITEMS, message="Ilderton is furthest from its target: 31% of 70%", key="bars")
else:
    show_heading(MESSAGE)
    trend, figures = st.columns([3, 1], gap="large")
    with trend:
        show_trend(TREND, message=MESSAGE, key="trend")
        show_caption(
            "Hollow and dashed: provisional, 61% returned. Stepped line: target for the year. "
            "Gap: not comparable across it."
        )
    with figures:
        show_linked(build_value("64%", size="page") + build_figures(FIGURES), "figures")
show_heading("Harrow Vale fell by 8 schools; the other two held")
show_linked(build_multiples(MULTIPLES), "multiples")
show_heading("A table is read, sorted by its author, and taken away")
show_table(COLUMNS, GROUPS, caption="KPIs by function", key="scorecard", file_name="scorecard")
show_heading("Beacon Hill Primary School: what to put right")
show_text("28 of 32 rows can be used as they are. Nothing is counted until the return is accepted.")
show_linked(build_issues(ISSUES, caption="Issues in this return"), "issues")
with st.container(horizontal=True):
    st.button("Write to the school", type="primary", key="go_write")
    st.button("Download marked copy")
    st.button("Reject", type="tertiary")
show_heading("Nothing there yet")
show_empty(
    "No school has returned for summer 2024/25",
    "Returns are due by 4 July. Upload them as schools send them.",
    Button("Upload returns", HERE),
)
show_caption("Hollow means provisional or not known, in stave, chart and map alike.")
show_heading("Colours and statuses")
show_linked(build_statuses(), "statuses")
show_linked(build_swatches(), "swatches")
show_heading("Letters: serif speaks, sans measures")
show_linked(build_scale(), "scale")
show_heading("What people write beside the numbers")
show_linked(build_commentary(WORDS), "words")
show_linked(build_story(STORY), "story")
show_reach_examples()
show_heading("What is asked, limb by limb")
show_linked(build_chooser("F1"), "chooser")
show_linked(build_limb_example(HERE), "limbs")
show_heading("While it loads, and when something went wrong")
show_linked(build_loading(), "loading")
st.progress(0.4, text="12 of 30 files, about 20 seconds left")
show_faults(["Due: “soon” is not a date. Write day, month and year, such as 05/09/2026.", ALREADY])
st.success("The commentary is saved.")
