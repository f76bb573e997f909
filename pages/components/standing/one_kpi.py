"""The parts of a KPI's own page: its trend, its authorities, its splits, its definition."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from hubdata import wording
from hubdata.framework import FUNCTIONS, Goal
from hubdata.services.around.frame import Frame
from hubdata.services.kpis import list_kpis
from hubdata.services.results import kpi_words, sentences
from hubdata.services.results.definitions import explain_kpis
from hubdata.services.results.scorecards import KpiResult, ScorecardLine, Standing
from pages.components.charting.drawing import show_multiples
from pages.components.charting.multiples import Multiple
from pages.components.figures.score import (
    LONG_UNITS,
    behind_target,
    name_goal,
    standing_of,
    status_words,
)
from pages.components.kit.answers import build_pairs
from pages.components.kit.cached import read_split, read_trend
from pages.components.kit.downloads import Sheet
from pages.components.kit.kept import keep
from pages.components.kit.linked import show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs, build_figures
from pages.components.kit.look import build_mark, show_heading
from pages.components.kit.places import KPI, SCORECARD
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.kit.tiles import build_value

AUTHORITY_COLUMNS = (
    *("Local authority", "Period", "Value", "Numerator", "Denominator", "Target"),
    *("Returned", "Expected", "Provisional"),
)


def find_line(
    standing: Standing, kpi_id: str, la_code: str | None
) -> tuple[ScorecardLine | None, str | None]:
    """A KPI for an authority, and for whom it is told: for the whole hub where it has no value of
    an authority's own. `None` where there is no such KPI.
    """
    for told_of in dict.fromkeys((la_code, None)):
        for line in standing.of(told_of).lines:
            if line.kpi.id.casefold() == kpi_id.casefold():
                return line, told_of
    return None, la_code


def find_whole(standing: Standing, line: ScorecardLine) -> KpiResult:
    """The same KPI for the whole hub."""
    found = (one.now for one in standing.whole.lines if one.kpi.id == line.kpi.id)
    return next(found, line.now)


def show_crumbs(line: ScorecardLine) -> None:
    """Function, goals and owner, above the title."""
    function = line.kpi.functions[0]
    crumbs = [Crumb(FUNCTIONS[function].short, to(SCORECARD, function=function.value))]
    goals = line.kpi.goals
    if len(goals) == len(Goal):
        crumbs.append(Crumb("All three goals", to(SCORECARD, goal="across")))
    else:
        crumbs += [Crumb(name_goal(goal), to(SCORECARD, goal=goal.value)) for goal in goals]
    crumbs.append(Crumb(f"owned by the {wording.first_lower(line.kpi.owner_role)}"))
    show_linked(build_crumbs(crumbs), "crumbs")


def show_key_figures(line: ScorecardLine) -> None:
    """The number, how it stands, and the figures it is read with."""
    now = line.now
    value = None if now.value is None else sentences.value_of(now)
    gap = sentences.explain_gap(now)
    words = f"{status_words(now)}: {gap}" if gap else status_words(now)
    status = f'<p class="hub-gap">{build_mark(standing_of(now))} {escape(words)}</p>'
    figures = build_figures(kpi_words.key_figures(line), behind=find_behind(line))
    note = f'<p class="hub-caption">{escape(now.note)}</p>' if now.note else ""
    unit = kpi_words.explain_base(now.kpi)
    if value and now.kpi.unit in LONG_UNITS:
        value, unit = value.removesuffix(f" {now.kpi.unit}"), str(now.kpi.unit)
    number = build_value(value, unit, size="page", target=behind_target(now))
    show_linked(f"{number}{status}{figures}{note}", "figures")


def find_behind(line: ScorecardLine) -> dict[str, str]:
    """Where the key figures lead: to what this value is made of, and those it is compared with."""
    now = behind_target(line.now)
    behind = {wording.first_upper(line.kpi.counted): now, "Returned": now}
    compared = kpi_words.list_compared(line)
    return behind | {label: behind_target(before) for label, before in compared}


def show_authorities(standing: Standing, line: ScorecardLine, hub: Frame) -> None:
    """A small line for each authority, where there are several; the heading says which moved."""
    kpi_id, period = line.kpi.id, line.now.period
    now, before = standing.now(kpi_id), standing.before(kpi_id)
    if len(now) < 2:
        return
    names = hub.authorities or {code: code for code in now}
    message = (
        sentences.explain_falls(now, before, hub.authorities)
        or sentences.explain_between(now, names)
        or "The local authorities one by one"
    )
    show_heading(message)
    trend = [result.period for result in read_trend(kpi_id, period, la_code=None)]
    history = {
        (result.part_of_split, result.period): result
        for result in read_split(kpi_id, trend, split="local_authority")
    }
    items = [
        build_multiple(result, [history.get((code, one)) for one in trend], names[code])
        for code, result in now.items()
        if code in names
    ]
    show_multiples(
        items,
        message=f"{line.kpi.name}: {message}",
        sheet=lambda: build_authority_sheet(line.kpi.id, history.values(), names),
        name=f"{kpi_id} {period.code} by local authority",
        key="authorities",
        source=f"{hub.hub_name}, {wording.explain_period(period)}",
    )


def build_authority_sheet(
    kpi_id: str, results: Iterable[KpiResult], names: Mapping[str, str]
) -> Sheet:
    """What the small lines are drawn from: an authority and period a row, the latest first."""
    rows = [
        (
            names[one.part_of_split],
            one.period.code,
            one.value,
            one.numerator,
            one.denominator,
            sentences.bare_target_of(one),
            one.returned,
            one.expected,
            "yes" if one.is_provisional else "no",
        )
        for one in sorted(results, key=lambda one: (-one.period.slot, one.part_of_split or ""))
        if one.part_of_split in names
    ]
    return Sheet(f"{kpi_id} by authority", AUTHORITY_COLUMNS, rows)


def trace_values(history: Sequence[KpiResult | None]) -> list[float | None]:
    """Values over time as a small line draws them: a gap where one is not known, or the series
    breaks.
    """
    values: list[float | None] = []
    for at, one in enumerate(history):
        last = history[at - 1] if at else None
        if one and last and one.break_since(last):
            values.append(None)
        is_known = one and one.value is not None and one.returned
        values.append(float(one.value or 0) if one and is_known else None)
    return values


def build_multiple(now: KpiResult, history: Sequence[KpiResult | None], name: str) -> Multiple:
    aim, upper = now.band or (now.target, None)
    return Multiple(
        name,
        sentences.value_of(now),
        trace_values(history),
        target=aim,
        upper=upper,
        note=kpi_words.explain_authority(now),
        provisional=now.is_provisional,
        link=to(KPI, kpi=now.kpi.id, la=now.part_of_split),
        behind=None if now.value is None else behind_target(now),
    )


def show_parts(result: KpiResult) -> None:
    """The further figures beside the headline, if it has any."""
    parts = kpi_words.explain_parts(result)
    if not parts:
        return
    show_heading("Further figures")
    columns = [Column("Figure"), Column("Value", "right", weight="strong")]
    has_made_of = any(part.of for part in parts)
    if has_made_of:
        columns.append(Column("Made of", "right"))
    rows = [
        [
            part.name,
            Cell(part.value, behind_target(result, part.name)),
            *([part.of or "–"] if has_made_of else []),
        ]
        for part in parts
    ]
    name = f"{result.kpi.id} {result.period.code} further figures"
    show_table(columns, [Group("", rows)], caption="Further figures", key="parts", file_name=name)


def show_definition(result: KpiResult) -> None:
    """Everything that defines it, with a worked example, and how it is rated."""
    words = keep(lambda: {one.id: one for one in explain_kpis()}, "KPIs by id")[result.kpi.id]
    show_heading("Definition")
    facts = dict(words.facts) | {"How it is rated": kpi_words.explain_rating(result)}
    show_linked(build_pairs(list(facts.items())), "definition")


def show_list(standing: Standing, *, la_code: str | None) -> None:
    """Every KPI to choose from, by function, with where it stands."""
    by_id = {line.kpi.id: line.now for line in standing.of(la_code).lines}
    groups: dict[str, list[list[Cell]]] = {}
    for kpi in list_kpis():
        now = by_id.get(kpi.id)
        status = Cell(status_words(now), status=standing_of(now)) if now else Cell(None)
        row = [Cell(kpi.name, to(KPI, kpi=kpi.id)), Cell(kpi.formula_words), status]
        groups.setdefault(FUNCTIONS[kpi.functions[0]].name, []).append(row)
    show_table(
        [
            *(Column("KPI"), Column("What it says", on_phone="bare")),
            Column("Status", on_phone="bare"),
        ],
        [Group(one.name, groups[one.name]) for one in FUNCTIONS.values() if one.name in groups],
        caption="Every KPI",
        key="kpis",
        file_name="KPIs",
    )
