"""The limbs of a function or a goal: what is asked, the KPIs that are evidence for it, and the
facts beside them, as one piece of our own HTML.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from hubdata import wording
from hubdata.framework import FUNCTIONS, GOALS, Goal, StrategicFunction
from hubdata.periods import Period
from hubdata.services.plan.limbs import Fact, LimbView, OfKpi
from hubdata.services.results import kpi_words, sentences, titles
from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from hubdata.services.takes.amounts import Amount, Side
from hubdata.services.takes.told import Span
from pages.components.figures.lines import find_yearly_line
from pages.components.figures.score import (
    LONG_UNITS,
    behind_target,
    build_change,
    build_level,
    gap_words,
    is_told_by_year,
    name_goal,
    standing_of,
    status_words,
)
from pages.components.figures.traced import amount_page
from pages.components.kit.addresses import school_page
from pages.components.kit.answers import style_of
from pages.components.kit.downloads import Sheet
from pages.components.kit.linked import build_link, to
from pages.components.kit.lists import Crumb, build_crumb
from pages.components.kit.places import (
    COLD_SPOTS,
    ENVIRONMENT,
    INSTRUMENTS,
    KPI,
    MONEY,
    PARTNERS,
    PEOPLE,
    PLAN,
    PROGRESSION,
    SCHOOLS,
)
from pages.components.kit.tables import Cell, Column, Group, Row, build_table

F1, F2, F3, F4, F5 = StrategicFunction
MORE = {
    (F1, "partners"): Crumb("Every partner", PARTNERS),
    (F2, "relationship"): Crumb("Every school", SCHOOLS),
    (F2, "instruments"): Crumb("Instruments", INSTRUMENTS),
    (F2, "routes"): Crumb("The ladder by key stage and authority", PROGRESSION),
    (F3, "developing"): Crumb("The ladder by key stage and authority", PROGRESSION),
    (F4, "home"): Crumb("Cold spots", COLD_SPOTS),
    (F5, "workforce"): Crumb("People", PEOPLE),
    (F5, "investment"): Crumb("Money", MONEY),
    (F5, "environment"): Crumb("Environment", ENVIRONMENT),
}
"""Where more is told of a limb."""
MOST_PARTS = 6
FILE_COLUMNS = ("Asked", "Evidence", "Status", "Value", "Unit", "Target", "Returned", "Told as")


def build_chooser(chosen: str) -> str:
    """The five functions and the three goals, the one that is shown without a link."""
    functions = [(one.value, FUNCTIONS[one].short) for one in StrategicFunction]
    goals = [(one.value, f"{name_goal(one)}: {GOALS[one].short}") for one in Goal]
    rows = "".join(
        f"<p><span>{label}</span> {' '.join(build_choice(*one, chosen=chosen) for one in some)}</p>"
        for label, some in (("Functions", functions), ("Goals", goals))
    )
    return f'<nav class="hub-chooser" aria-label="Functions and goals">{rows}</nav>'


def build_choice(key: str, name: str, *, chosen: str) -> str:
    if key == chosen:
        return f'<b aria-current="page">{escape(name)}</b>'
    return build_link(name, to(PLAN, view=key))


def build_limbs(views: Sequence[LimbView], period: Period, *, la_code: str | None) -> str:
    return "".join(build_limb(view, period, la_code=la_code) for view in views)


def build_limb(view: LimbView, period: Period, *, la_code: str | None) -> str:
    """What is asked, how many of its KPIs are on track, and the evidence."""
    lines = [tell(line, period, la_code=la_code) for line in view.lines]
    parts = [f"<h2>{escape(view.limb.text)}</h2>"]
    if lines:
        parts.append(f'<p class="hub-caption">{escape(explain_limb(lines))}</p>')
    if view.gap and not any(line.now.value is not None for line in lines):
        parts.append(f'<p class="hub-prose">○ {escape(view.gap)}</p>')
    if lines:
        rows = [build_row(line, period) for line in lines]
        caption = f"KPIs: {view.limb.text}"
        parts.append(build_table(build_columns(period), [Group("", rows)], caption=caption))
    parts.append(build_facts(view.facts, period))
    if more := MORE.get((view.limb.function, view.limb.key)):
        parts.append(
            f'<p class="hub-acts">{build_crumb(Crumb(more.text, to(str(more.target))))}</p>'
        )
    return f'<section class="hub-limb">{"".join(parts)}</section>'


def tell(line: ScorecardLine, period: Period, *, la_code: str | None) -> ScorecardLine:
    """A KPI that is told by the year only is told of the last year that is complete."""
    if period.is_year or not is_told_by_year(line):
        return line
    return find_yearly_line(line.kpi.id, period, la_code=la_code) or line


def explain_standing(
    views: Sequence[LimbView], period: Period, *, la_code: str | None
) -> tuple[str, str]:
    """How many KPIs of all limbs are on track, counted as they are shown: once each, and those told
    once a year as of that year, which the second sentence says.
    """
    lines = {line.kpi.id: line for view in views for line in view.lines}
    told = [tell(line, period, la_code=la_code).now for line in lines.values()]
    years = sorted({one.period.label for one in told if one.period != period})
    by_year = f"KPIs told once a year are of {wording.join_words(years)}. " if years else ""
    return titles.title_of_scorecard(told), by_year


def explain_limb(lines: Sequence[ScorecardLine]) -> str:
    """ "2 of 3 rated KPIs are on track", and how many have no status."""
    return titles.title_of_scorecard([line.now for line in lines])


def build_columns(period: Period) -> list[Column]:
    return [
        Column("KPI"),
        Column("Status", on_phone="bare"),
        Column("Value", "right", weight="strong", on_phone="bare"),
        Column("Gap", on_phone="bare"),
        Column(f"Since {wording.explain_since(period.previous())}", "right"),
        Column("Returned", "right", weight="soft"),
    ]


def build_row(line: ScorecardLine, period: Period) -> Row:
    now = line.now
    value = build_level(
        now.value,
        None if now.value is None else sentences.value_of(now),
        now.kpi.unit.value,
        target=None if now.value is None else behind_target(now),
    )
    if now.period != period:
        value = replace(value, small=", ".join(filter(None, (value.small, now.period.label))))
    return [
        Cell(now.kpi.name, to(KPI, kpi=now.kpi.id), small=explain_parts(now)),
        Cell(status_words(now), status=standing_of(now)),
        value,
        gap_words(now),
        build_change(now, line.before if now.period == period else None),
        wording.explain_returned(now.returned, now.expected),
    ]


def explain_parts(result: KpiResult) -> str | None:
    """The further figures of a KPI in one line: "Performers 1,204 · Live attendances 3,310"."""
    told = [
        part
        for part in kpi_words.explain_parts(result)
        if part.value != wording.UNKNOWN and not ("not known" in part.name and part.value == "0")
    ]
    unit = result.kpi.unit.value
    is_once = unit in LONG_UNITS and all(part.value.endswith(f" {unit}") for part in told)
    once = f"{wording.first_upper(unit)}: " if told and is_once else ""
    values = [f"{part.name} {part.value.removesuffix(f' {unit}')}" for part in told[:MOST_PARTS]]
    return once + "\N{NO-BREAK SPACE}· ".join(values) or None


def build_facts(facts: Sequence[Fact], period: Period) -> str:
    if not facts:
        return ""
    rows = "".join(
        f"<dt>{escape(one.name)}</dt><dd>{build_fact(one, period)}</dd>" for one in facts
    )
    return f'<dl class="{style_of([one.words for one in facts])}">{rows}</dl>'


def build_fact(one: Fact, period: Period) -> str:
    """The words, leading to the school they are about, or to where it is published; each number to
    what it is made of."""
    if one.urn is not None:
        return build_link(one.words, school_page(one.urn))
    if one.url.startswith(("https://", "http://")):
        address = escape(one.url)
        return (
            f'<a href="{address}" rel="noopener noreferrer" target="_blank">{escape(one.words)}</a>'
        )
    parts, rest = [], one.words
    for number, behind in one.behind:
        before, found, after = rest.partition(number)
        if found:
            parts += [escape(before), build_link(number, page_behind(behind, period))]
            rest = after
    return "".join((*parts, escape(rest)))


def page_behind(behind: OfKpi | Side, period: Period) -> str:
    """Where a number of a sentence is explained."""
    if isinstance(behind, Side):
        return amount_page(Span.of_period(period), Amount(behind))
    asked = {"within": behind.within, "of": behind.of} if behind.within else {}
    return to(KPI, kpi=behind.kpi, explain="true", **asked)


def build_limb_sheet(
    views: Sequence[LimbView], name: str, period: Period, *, la_code: str | None
) -> Sheet:
    """Every KPI and fact of the limbs, one row each."""
    return Sheet(name, FILE_COLUMNS, list(list_rows(views, period, la_code=la_code)))


def list_rows(
    views: Sequence[LimbView], period: Period, *, la_code: str | None
) -> Iterator[Sequence[str | float | None]]:
    for view in views:
        asked = view.limb.text
        told = [tell(line, period, la_code=la_code).now for line in view.lines]
        for now in told:
            returned = wording.explain_returned(now.returned, now.expected)
            yield (
                asked, now.kpi.name, status_words(now), now.value, now.kpi.unit.value,
                sentences.bare_target_of(now), returned, now.period.code,
            )  # fmt: skip
        for fact in view.facts:
            yield asked, fact.name, None, fact.words, None, None, None, period.code
        if view.gap and not any(now.value is not None for now in told):
            yield asked, view.gap, "Not known", None, None, None, None, period.code
