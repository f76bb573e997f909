"""Which schools are above and which below a KPI's value, on demand: the farthest few of each, and
all of them in a file.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.services.results import sentences
from hubdata.services.results.school_spread import (
    LEAST_COUNTED,
    SchoolSpread,
    SchoolValue,
    can_compare_schools,
    find_school_spread,
)
from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from pages.components.kit.addresses import school_page
from pages.components.kit.cached import read_explanation
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import build_link, show_linked
from pages.components.kit.look import show_caption, show_heading
from pages.components.standing.school_moves import show_school_moves

MOST_SCHOOLS = 8
"""Schools named on either side."""
COLUMNS = ("Side", "URN", "School", "Value", "Numerator", "Denominator")


def show_school_spread(line: ScorecardLine, *, la_code: str | None, place: str) -> None:
    """School by school, once it is asked for: it is read from every return of the period."""
    if not can_compare_schools(line.kpi) or line.now.value is None:
        return
    with st.container(key="ondemand_schools"):
        show_heading("School by school")
        wanted = st.toggle(
            "Show which schools are above and below, and which moved",
            key="schools",
            bind="query-params",
        )
        if not wanted:
            return
        located = read_explanation(line.kpi.id, line.now.period, la_code=la_code)
        spread = find_school_spread(located.explanation)
        if spread is None or not (spread.above or spread.below):
            show_caption("No school can be compared here.")
            return
        show_school_moves(line, la_code=la_code, place=place)
        whose = place or "the hub"
        show_linked(build_sides(spread, line.now, whose=whose), "school_sides")
        show_downloads(
            lambda: build_sheet(spread, line.kpi.name),
            f"{line.kpi.id} {line.now.period.code} school by school{f', {place}' if place else ''}",
            key="school_sides_file",
        )


def build_sides(spread: SchoolSpread, now: KpiResult, *, whose: str) -> str:
    """Both sides as tables, and who is on neither."""
    level = sentences.value_of(now)
    heads = (
        ("Counted", "Not counted")
        if spread.is_share_of_schools
        else (f"Above {whose}’s {level}", f"Below {whose}’s {level}")
    )
    sides = "".join(
        build_side(f"{head}: {wording.count_of(len(some), 'schools')}", some, spread, now)
        for head, some in zip(heads, (spread.above, spread.below), strict=True)
    )
    left_out = [
        f"{wording.count_of(number, 'schools')} left out: {why}."
        for number, why in (
            (spread.not_known, "not returned, not answered, or not meant"),
            (spread.too_small, f"fewer than {LEAST_COUNTED} {now.kpi.counted} to reckon with"),
        )
        if number
    ]
    if spread.is_share_of_schools:
        left_out.insert(0, f"Counted: {wording.first_lower(now.kpi.numerator_words)}.")
    note = f'<p class="hub-caption">{escape(" ".join(left_out))}</p>' if left_out else ""
    return f'<div class="hub-sides">{sides}</div>{note}'


def build_side(
    title: str, some: Sequence[SchoolValue], spread: SchoolSpread, now: KpiResult
) -> str:
    rows = "".join(
        f"<dt>{build_link(one.name, school_page(one.owner))}</dt>"
        f"<dd>{escape(explain_school(one, spread, now))}</dd>"
        for one in some[:MOST_SCHOOLS]
    )
    if len(some) > MOST_SCHOOLS:
        rows += f"<dt>And more, in the file</dt><dd>{len(some) - MOST_SCHOOLS:,}</dd>"
    listed = f'<dl class="hub-figures">{rows}</dl>' if rows else '<p class="hub-caption">None.</p>'
    return f'<div><p class="hub-head">{escape(title)}</p>{listed}</div>'


def explain_school(one: SchoolValue, spread: SchoolSpread, now: KpiResult) -> str:
    """ "67% (20 of 30)"; a school that is counted or not has no figure of its own."""
    if spread.is_share_of_schools:
        return ""
    unit = now.kpi.unit.value
    words = wording.explain_value(one.value, unit, decimals=sentences.decimals_of(now))
    return f"{words} ({one.numerator:,g} of {one.denominator:,g})" if unit == "%" else words


def build_sheet(spread: SchoolSpread, name: str) -> Sheet:
    """Every school on either side."""
    heads = ("counted", "not counted") if spread.is_share_of_schools else ("above", "below")
    rows = [
        (head, one.owner, one.name, one.value, one.numerator, one.denominator)
        for head, some in zip(heads, (spread.above, spread.below), strict=True)
        for one in some
    ]
    return Sheet(f"{name} by school", COLUMNS, rows)
