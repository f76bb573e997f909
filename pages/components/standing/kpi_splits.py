"""Where a KPI differs: by phase or whatever is chosen, as small lines over time, with who is above
and below the hub's own value, and in figures.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.results import kpi_words, sentences
from hubdata.services.results.asked import list_sources
from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from hubdata.services.results.spread import (
    LEAST_ASKED,
    Spread,
    explain_part,
    find_spread,
    title_of_spread,
)
from pages.components.charting.drawing import show_multiples
from pages.components.charting.multiples import Multiple
from pages.components.figures.score import behind_target
from pages.components.kit.astray import note_unoffered
from pages.components.kit.cached import read_split, read_trend
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import show_linked
from pages.components.kit.lists import build_figures
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Cell, Column, Group, build_sheet, show_table
from pages.components.standing.one_kpi import trace_values

PHASE = "phase"
MOST_PARTS = 20
MOST_LINES = 8
"""Small multiples in one view; the table below has the rest."""
MOST_SIDES = 6
"""Parts named on either side of the hub's value."""

HISTORY_COLUMNS = (
    *("Period", "Value", "Numerator", "Denominator", "Returned", "Expected", "Provisional"),
)

Parts = Sequence[KpiResult]


def show_splits(line: ScorecardLine, whole: KpiResult) -> None:
    """The KPI by phase, or by what is chosen, for the whole hub. The hub's target is not one for a
    phase, so nothing is rated here.
    """
    splits = kpi_words.list_splits(line.kpi)
    if not splits:
        return
    heading = st.container()
    first = PHASE if PHASE in splits else next(iter(splits))
    note_unoffered("split", "By", splits.values(), shown=splits[first])
    chosen = st.selectbox(
        "By",
        list(splits),
        index=list(splits).index(first),
        format_func=splits.__getitem__,
        key="split",
        bind="query-params",
        width=320,
    )
    period = line.now.period
    trend = [one.period for one in read_trend(line.kpi.id, period, la_code=None)]
    periods = list(dict.fromkeys((*trend, period.previous(), period)))
    results = read_split(line.kpi.id, periods, split=chosen)
    history = {(one.part_of_split, one.period): one for one in results}
    now = sorted(
        (one for one in results if one.period == period and one.expected),
        key=lambda one: (-one.expected, one.part_of_split),
    )
    spread = find_spread(now, whole)
    with heading:
        title = title_of_spread(spread, whole, splits[chosen])
        show_heading(title if line.now.part_of_split is None else f"{title}, in the whole hub")
    if len(trend) > 1:
        items = [
            build_line(one, [history.get((one.part_of_split, at)) for at in trend])
            for one in now[:MOST_LINES]
        ]
        show_multiples(
            items,
            message=f"{line.kpi.name} by {splits[chosen].lower()}",
            sheet=lambda: build_history_sheet(line.kpi.id, results, splits[chosen]),
            name=f"{line.kpi.id} {period.code} by {splits[chosen].lower()} over time",
            key="split_lines",
            source=period.label,
        )
    if spread:
        show_linked(build_spread(spread, whole), "spread")
    show_figures(line, now, history, label=splits[chosen])


def build_history_sheet(kpi_id: str, results: Parts, label: str) -> Sheet:
    """What the small lines are drawn from, and the parts that are not drawn: the latest first."""
    rows = [
        (
            wording.first_upper(one.part_of_split or ""),
            one.period.code,
            one.value,
            one.numerator,
            one.denominator,
            one.returned,
            one.expected,
            "yes" if one.is_provisional else "no",
        )
        for one in sorted(results, key=lambda one: (-one.period.slot, one.part_of_split or ""))
    ]
    return Sheet(f"{kpi_id} by {label.lower()}", (label, *HISTORY_COLUMNS), rows)


def build_line(now: KpiResult, history: Sequence[KpiResult | None]) -> Multiple:
    """A part over time."""
    return Multiple(
        wording.first_upper(now.part_of_split or ""),
        sentences.value_of(now),
        trace_values(history),
        note=kpi_words.explain_group(now),
        provisional=now.is_provisional,
        behind=None if now.value is None else behind_target(now),
    )


def build_spread(spread: Spread, whole: KpiResult) -> str:
    """Who is above the hub's value and who below it, side by side."""
    sides = "".join(
        build_side(f"{words} the hub’s {sentences.value_of(whole)}", some, whole)
        for words, some in (("Above", spread.above), ("Below", spread.below))
    )
    left_out = ""
    if spread.left_out:
        parts = wording.count_of(spread.left_out, "parts")
        left_out = (
            f'<p class="hub-caption">{parts} left out here: not known, provisional, or of fewer '
            f"than {LEAST_ASKED} {list_sources(whole.kpi)}.</p>"
        )
    return f'<div class="hub-sides">{sides}</div>{left_out}'


def build_side(title: str, some: Parts, whole: KpiResult) -> str:
    figures = [
        (wording.first_upper(one.part_of_split or ""), explain_part(one, whole))
        for one in some[:MOST_SIDES]
    ]
    if len(some) > MOST_SIDES:
        figures.append(("And more, in the table below", str(len(some) - MOST_SIDES)))
    behind = {wording.first_upper(one.part_of_split or ""): behind_target(one) for one in some}
    none = '<p class="hub-caption">None.</p>'
    listed = build_figures(figures, behind=behind) if figures else none
    return f'<div><p class="hub-head">{escape(title)}</p>{listed}</div>'


def show_figures(
    line: ScorecardLine,
    now: Parts,
    history: dict[tuple[str | None, Period], KpiResult],
    *,
    label: str,
) -> None:
    """Every part in figures; the file has those that the screen leaves out."""
    period = line.now.period
    before = {
        one.part_of_split: found
        for one in now
        if (found := history.get((one.part_of_split, period.previous()))) and found.returned
    }
    rows = [build_split_row(one, before.get(one.part_of_split)) for one in now]
    columns = build_split_columns(label, period)
    caption = f"{line.kpi.name} by {label.lower()}, {period.label}"
    show_table(columns, [Group("", rows[:MOST_PARTS])], caption=caption, key="splits")
    if len(rows) > MOST_PARTS:
        most = f"The {MOST_PARTS} with most {list_sources(line.kpi)}"
        show_caption(f"{most}, of {len(rows)}; the file has them all.")
    show_downloads(
        lambda: build_sheet(columns, [Group("", rows)], caption=caption),
        f"{line.kpi.id} {period.code} by {label.lower()}",
        key="splits_file",
    )


def build_split_columns(label: str, period: Period) -> list[Column]:
    return [
        Column(label),
        Column("Value", "right", weight="strong"),
        Column("Made of", "right"),
        Column(f"Since {wording.explain_since(period.previous())}", "right"),
        Column("Returned", "right", weight="soft"),
    ]


def build_split_row(now: KpiResult, before: KpiResult | None) -> list[Cell]:
    change = sentences.change_of(now, before)
    places = sentences.decimals_of(now)
    unit = now.kpi.unit.value
    written = None if change is None else wording.explain_change(change, unit, decimals=places)
    return [
        Cell(wording.first_upper(now.part_of_split or "")),
        Cell(
            now.value,
            None if now.value is None else behind_target(now),
            words=None if now.value is None else sentences.value_of(now),
            small="Provisional" if now.is_provisional and now.value is not None else None,
        ),
        Cell(kpi_words.explain_counted(now), None if now.numerator is None else behind_target(now)),
        Cell(change, behind_target(before) if before and written else None, words=written),
        Cell(wording.explain_returned(now.returned, now.expected)),
    ]
