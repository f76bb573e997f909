"""Slides around the figures: the title, who has not returned, definitions and data quality."""

from __future__ import annotations

from collections.abc import Sequence

from hubdata import wording
from hubdata.kpis.judging.suppression import Rule
from hubdata.reports.board.evidence import Evidence
from hubdata.reports.board.pack import Bar, BarChart, Cell, Column, Slide, SlideKind
from hubdata.reports.board.plan import Plan, Section, is_about_kpi, kpi_of
from hubdata.reports.board.table_slides import build_pages, explain_all

MOST_DEFINITIONS = 4
"""Rows of a slide, at three lines each: to be read from the back of a room."""

MOST_SILENT = 40
"""Schools named in the notes as not returned; of more, how many."""


def build_title(section: Section, evidence: Evidence, plan: Plan) -> Slide:
    """Hub, meeting and period."""
    frozen = (
        f"Figures frozen on {wording.explain_day(evidence.as_at)}, snapshot “{evidence.snapshot}”."
    )
    period = wording.first_lower(evidence.period)
    sample = ("Sample data: every school and figure is invented.",) if evidence.is_sample else ()
    return Slide(
        key=section.key,
        kind=SlideKind.TITLE,
        name="Title",
        title=section.title or plan.title,
        sentences=(
            evidence.hub_name,
            f"{wording.explain_day(plan.held_on)}. Where we stand in {period}.",
            *sample,
        ),
        footer=frozen,
        notes=(frozen,),
    )


def build_data(section: Section, plan: Plan, evidence: Evidence) -> Slide:
    """Who has returned, and apologies for what is missing."""
    returned = sum(one.returned for one in evidence.returns)
    expected = sum(one.expected for one in evidence.returns)
    missing = expected - returned
    told = wording.explain_returned(returned, expected)
    title = f"{told} schools returned; {missing} did not" if missing else f"All {told} returned"
    if not expected:
        title = "No school is expected to return yet"
    bars = tuple(
        Bar(
            one.name,
            100 * one.returned / one.expected if one.expected else None,
            wording.explain_returned(one.returned, one.expected),
        )
        for one in evidence.returns
    )
    chart = BarChart("Schools that returned", "%", 0, bars) if bars and expected else None
    apology = plan.apologies.strip() or (
        "We apologise for what is missing: figures marked provisional rest on too few returns."
        if missing
        else "Nothing is missing."
    )
    alt = ", ".join(f"{bar.name} {bar.words}" for bar in bars)
    return Slide(
        key=section.key,
        kind=SlideKind.AUTHORITIES,
        name="Missing data",
        title=section.title or title,
        sentences=tuple(filter(None, (apology, section.said_briefly))),
        bars=chart,
        alt=f"Bar chart of schools that returned: {alt}." if chart else "",
        footer=f"{evidence.period}. Schools expected to return. Source: school returns.",
        notes=_silent(evidence.silent),
    )


def build_definitions(section: Section, plan: Plan, evidence: Evidence) -> list[Slide]:
    """What each KPI of the pack counts."""
    ids = dict.fromkeys(kpi_of(one.key) for one in plan.sections if is_about_kpi(one.key))
    kpis = [kpi for kpi_id in ids if (kpi := evidence.find(kpi_id))]
    columns = (Column("KPI", 24), Column("What it says", 44), Column("How it is rated", 32))
    rows = [
        (Cell(kpi.name), Cell(kpi.formula), Cell(f"{kpi.rag_rule} Definition {kpi.version}."))
        for kpi in kpis
    ]
    base = Slide(
        key=section.key,
        kind=SlideKind.TABLE,
        name="Definitions",
        title=section.title or "What the figures count, and when they are on track",
        footer="Definitions as they stood when the figures were frozen.",
    )
    return build_pages(base, columns, rows, empty="The pack shows no KPI.", most=MOST_DEFINITIONS)


def build_quality(section: Section, evidence: Evidence, rule: Rule) -> Slide:
    """What the figures rest on, and what is not shown."""
    least = wording.explain_figure(evidence.coverage_percent, "%")
    register = (
        f", schools by the register of {wording.explain_day(evidence.register_date)}"
        if evidence.register_date
        else ""
    )
    return Slide(
        key=section.key,
        kind=SlideKind.TEXT,
        name="Data quality",
        title=section.title or _title_of_quality(evidence),
        sentences=tuple(
            filter(
                None,
                (
                    f"Figures were frozen on {wording.explain_day(evidence.as_at)}{register}. They "
                    f"are kept as the snapshot “{evidence.snapshot}”; later corrections do not "
                    "change this pack.",
                    f"A KPI is provisional, and not rated, where fewer than {least} of those asked "
                    "have returned. What was not told is never counted as zero.",
                    explain_rule(rule),
                    section.said_briefly,
                ),
            )
        ),
        footer=explain_all(evidence),
    )


def _title_of_quality(evidence: Evidence) -> str:
    provisional = sum(kpi.now.is_provisional for kpi in evidence.kpis)
    hidden = sum(bool(kpi.now.hidden) for kpi in evidence.kpis)
    count = f"{provisional} of {len(evidence.kpis)} KPIs" if provisional else "No KPI"
    title = f"{count} {'are' if provisional > 1 else 'is'} provisional"
    if not hidden:
        return f"{title}; small numbers are not shown"
    shown = "KPI is not shown: its numbers" if hidden == 1 else "KPIs are not shown: their numbers"
    return f"{title}; {hidden} {shown} are small"


def explain_rule(rule: Rule) -> str:
    """The rule of suppression, in words."""
    all_of = " Nor are 0% and 100%." if rule.protects_extremes else ""
    what = "schools, partners and people" if rule.protects_organisations else "people"
    return (
        f"Numbers of {what} from 1 to {rule.largest_small}, percentages of fewer than "
        f"{rule.least_base} people, and figures told by fewer than {rule.least_contributors} "
        f"schools or partners are not shown, nor any figure that would give them away.{all_of}"
    )


def _silent(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    more = len(names) - MOST_SILENT
    tail = f", and {more} more" if more > 0 else ""
    return (f"Not returned: {', '.join(names[:MOST_SILENT])}{tail}.",)
