"""The simulation: choose schools, and see what the KPIs would be if they joined."""

from collections.abc import Sequence

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.cold_spots import ColdSpot, ColdSpots, sort_of
from hubdata.services.reach.histories import SchoolHistory
from hubdata.services.results import sentences
from hubdata.services.results.joining import Joined
from pages.components.figures.score import behind_target, standing_of, status_words
from pages.components.kit.astray import note_unknown
from pages.components.kit.linked import to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import KPI
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.reach.cached_reach import read_joined
from pages.components.reach.school_filters import choose

NOBODY, CHOSEN, ONE = "Nobody yet", "Schools I choose", "One school"
LISTED, LARGEST = "All cold spots in the list", "The five largest cold spots"
SPECIAL, SMALL = "Special and alternative provision", "Small and rural schools"
COLUMNS = (
    Column("KPI"),
    Column("Now", "right"),
    Column("If they joined", "right"),
    Column("Change", "right"),
    Column("Then"),
)


def show_what_if(
    found: ColdSpots, listed: Sequence[ColdSpot], period: Period, *, la_code: str | None, one: str
) -> None:
    """Which schools, and the KPIs with them: by the same engine that tells them everywhere."""
    show_heading("What if these schools joined?")
    options = [NOBODY, LISTED, LARGEST, SPECIAL, SMALL, CHOSEN, *([ONE] if one else [])]
    which = choose("Schools that join", options, key="joining")
    joining = pick(which, found, listed, one=one)
    if which == NOBODY:
        show_caption(
            "Choose some, and every KPI that hangs on them is worked out again as if each had said "
            "in its last return that it had one kind of support."
        )
        return
    if not joining:
        show_caption("No school of this kind is without support.")
        return
    show_caption(explain_joining(joining, period))
    results = read_joined(period, [line.school.urn for line in joining], la_code=la_code)
    show_table(
        COLUMNS,
        [Group("", [build_row(result) for result in results])],
        caption=f"If {wording.count_of(len(joining), 'schools')} joined, {period.label}",
        key="joined",
        file_name=f"if schools joined {period.code}",
    )


def pick(
    which: str, found: ColdSpots, listed: Sequence[ColdSpot], *, one: str
) -> list[SchoolHistory]:
    """The schools of a choice, out of those that took part in nothing in the last term."""
    idle = list(found.idle)
    match which:
        case "All cold spots in the list":
            return [spot.history for spot in listed]
        case "The five largest cold spots":
            return [spot.history for spot in found.cold[:5]]
        case "Special and alternative provision":
            return [line for line in idle if line.school.is_special or line.school.is_alternative]
        case "Small and rural schools":
            kinds = {"small", "rural"}
            return [
                line
                for line in idle
                if kinds & set(sort_of(line.school, small_roll=found.small_roll))
            ]
        case "One school":
            return [line for line in idle if line.school.urn == one]
        case "Schools I choose":
            names = {
                line.school.urn: f"{line.school.name} ({line.school.la_name})" for line in idle
            }
            for asked in st.query_params.get_all("join"):
                if asked and asked not in names.values():
                    note_unknown("school without support called", asked, shown="what is left")
            chosen = st.multiselect(
                "Schools without support this term, or that did not return",
                list(names),
                format_func=lambda urn: names[urn],
                key="join",
                bind="query-params",
            )
            return [line for line in idle if line.school.urn in chosen]
    return []


def explain_joining(joining: Sequence[SchoolHistory], period: Period) -> str:
    pupils = sum(line.school.roll or 0 for line in joining)
    names = [line.school.name for line in joining[:3]]
    rest = f" and {len(joining) - 3:,} more" if len(joining) > 3 else ""
    listed = wording.join_words(names) if not rest else ", ".join(names) + rest
    return (
        f"{wording.count_of(len(joining), 'schools')} with {pupils:,} pupils: {listed}. As if each "
        f"had one kind of support in {wording.explain_period(period)}."
    )


def build_row(joined: Joined) -> list[Cell]:
    now, then = joined.now, joined.then
    difference = None
    if now.value is not None and then.value is not None:
        difference = then.value - now.value
    places = max(sentences.decimals_of(now), sentences.decimals_of(then))
    change = wording.explain_change(difference, now.kpi.unit.value, decimals=places)
    gap = sentences.explain_gap(then, to_target=True)
    return [
        Cell(now.kpi.name, to(KPI, kpi=now.kpi.id)),
        Cell(
            now.value,
            None if now.value is None else behind_target(now),
            words=sentences.value_of(now),
            small=explain_count(now),
        ),
        Cell(then.value, words=sentences.value_of(then), small=explain_count(then)),
        Cell(difference, words=change),
        Cell(status_words(then), status=standing_of(then), small=gap or None),
    ]


def explain_count(result: object) -> str | None:
    """ "251 of 319"; `None` of a gap or an index, which are of two rates."""
    numerator, denominator = result.numerator, result.denominator  # type: ignore[attr-defined]
    if result.kpi.unit != "%" or numerator is None or not denominator:  # type: ignore[attr-defined]
        return None
    return f"{numerator:,.0f} of {denominator:,.0f}"
