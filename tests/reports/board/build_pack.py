"""A pack with every kind of slide, the longest names and an empty section."""

from dataclasses import replace

from hubdata.kpis.judging.suppression import Rule
from hubdata.reports.board.content import build_pack
from hubdata.reports.board.evidence import Evidence, Level, SeriesBreak
from hubdata.reports.board.pack import Pack
from hubdata.reports.board.plan import SECTIONS, Action, Plan, Section
from hubdata.vocabulary import CommentaryStatus
from tests.reports.board.build_evidence import (
    HELD_ON,
    LONG_AUTHORITY,
    LONG_NAME,
    evidence_of,
    index_of_counts,
    kpi_of_counts,
)

COMMENTARY = (
    "Two whole-class teachers left at Christmas and one was replaced. Schools in the east of the "
    "area have waited since; a shared teacher for four of them would bring back 500 pupils."
)


def evidence_with_everything() -> Evidence:
    """A trend with a break, a benchmark and a provisional term; a hidden authority; an index."""
    rising = kpi_of_counts(
        "S04",
        (264, 412),
        (272, 412),
        target=70,
        authorities={"North": (100, 180), LONG_AUTHORITY: (164, 232)},
        authorities_before={"North": (108, 180), LONG_AUTHORITY: (164, 232)},
    )
    first, last = rising.trend
    earlier = [
        replace(first, tick=tick, year="2024/25", value=value)
        for tick, value in (("Aut", 58.2), ("Spr", 60.1))
    ]
    trend = (*earlier, replace(first, is_provisional=True), last)
    rising = replace(
        rising,
        trend=trend,
        benchmark=Level(59, "National 59% (2022/23)"),
        breaks=(SeriesBreak(2, "Question changed"),),
    )
    few = kpi_of_counts(
        "S05",
        (153, 1000),
        (300, 1000),
        target=20,
        authorities={"North": (3, 100), LONG_AUTHORITY: (50, 400), "West": (100, 500)},
    )
    long = replace(kpi_of_counts("S01", (90, 100), (80, 100), target=85), name=LONG_NAME)
    unknown = replace(few, id="M22", now=replace(few.now, value=None, numerator=None), trend=())
    index = index_of_counts((40, 200), (250, 1000))
    return evidence_of(rising, few, long, unknown, index, hub_name=f"{LONG_AUTHORITY} Music Hub")


def plan_with_everything() -> Plan:
    keys = (
        *("title", "standing", "kpi:S04", "authorities:S04", "authorities:S05", "kpi:S01"),
        *(
            "kpi:M22",
            "kpi:I31",
            *(kind.key for kind in SECTIONS if kind.key not in ("title", "standing")),
        ),
    )
    sections = [Section(key) for key in keys]
    sections[2] = Section("kpi:S04", commentary=COMMENTARY, progress=CommentaryStatus.READY)
    return Plan(
        held_on=HELD_ON,
        title="Board meeting",
        sections=tuple(sections),
        decisions=("Agree a shared teacher for four schools.", "Publish the Local Plan in March."),
        actions=(Action("Visit the four schools", "Schools lead", HELD_ON),),
    )


def pack_with_everything() -> Pack:
    return build_pack(evidence_with_everything(), plan_with_everything(), rule=Rule())


def pack_of_nothing() -> Pack:
    """A hub that has told nothing yet."""
    plan = Plan(HELD_ON, "Board meeting", tuple(Section(kind.key) for kind in SECTIONS))
    empty = replace(evidence_of(), returns=(), silent=())
    return build_pack(empty, plan, rule=Rule())
