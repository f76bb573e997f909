"""The list of cold spots beside the map, where they are, and what changed since the term before."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.cold_spots import (
    GROUPED_BY,
    ColdSpot,
    ColdSpots,
    GroupCount,
    count_groups,
)
from hubdata.services.reach.histories import SchoolHistory
from hubdata.services.reach.planning import load_planning
from pages.components.kit.addresses import school_page
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import build_link, here, show_linked
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.marks import build_marks, describe_marks
from pages.components.kit.paging import build_paging, cut, read_page
from pages.components.kit.places import COLD_SPOTS
from pages.components.kit.tables import Cell, Column, Group, build_table, show_table
from pages.components.reach.school_filters import choose, choose_kinds

FILTERS = ("phase", "deprivation", "rural", "trust")
PAGE = 10
GROUPS_WIDTH = 240
FEW = 6
ORDERS = {
    "Largest first": lambda one: (-(one.school.roll or 0), one.school.name),
    "Longest without": lambda one: (-one.terms_without, -(one.school.roll or 0)),
    "Most deprived": lambda one: (one.school.deprivation_decile or 11, one.school.name),
    "Name": lambda one: (one.school.name,),
}
LABELS = {
    "local_authority": "Local authority",
    "phase": "Phase",
    "deprivation": "Deprivation",
    "area": "Rural or urban",
    "trust": "Trust",
}
COLUMNS = (
    Column("School"),
    Column("Pupils", "right"),
    Column("Terms without", "right"),
)
FILE_COLUMNS = (
    *("URN", "School", "Authority", "District", "Phase", "Type", "Trust", "Pupils"),
    *("Deprivation decile", "Index", "Rural or urban", "Terms without", "Last engaged"),
    *("New since the term before", "History", "What gets in the way", "What would help most"),
    *("Contact role", "Mailbox"),
)


def choose_cold(found: ColdSpots) -> list[ColdSpot]:
    """The cold spots that the filters leave, in the chosen order."""
    with st.container(horizontal=True):
        fits = choose_kinds([one.school for one in found.cold], FILTERS)
        order = choose("Order", list(ORDERS), key="order")
    return sorted((one for one in found.cold if fits(one.school)), key=ORDERS[order])


def show_list(cold: Sequence[ColdSpot], *, chosen: str = "") -> None:
    """Ten schools a page; the rest a link away, and all of them in a file."""
    if not cold:
        show_caption("No cold spot fits all of these filters.")
        return
    page = read_page(len(cold), size=PAGE)
    rows = [build_row(one, chosen=chosen) for one in cut(cold, page, size=PAGE)]
    table = build_table(COLUMNS, [Group("", rows)], caption="Cold spots")
    paging = build_paging(
        len(cold),
        page,
        target_of=lambda number: here(COLD_SPOTS, page=str(number)),
        what="schools",
        size=PAGE,
    )
    show_linked(table + paging, "cold_list")


def build_row(one: ColdSpot, *, chosen: str) -> list[Cell]:
    school = one.school
    where = [school.la_name or "", school.phase or "", "new" if one.is_new else ""]
    if school.urn == chosen:
        where.append("chosen on the map")
    return [
        Cell(school.name, school_page(school.urn), small=", ".join(filter(None, where))),
        Cell(school.roll),
        Cell(one.terms_without),
    ]


def show_files(cold: Sequence[ColdSpot], found: ColdSpots, period: Period) -> None:
    """For planning: with what the school said it wants, and whom to write to."""
    show_downloads(
        lambda: build_sheet(cold, found, period), f"cold spots {period.code}", key="cold"
    )


def build_sheet(cold: Sequence[ColdSpot], found: ColdSpots, period: Period) -> Sheet:
    planning = load_planning(period)
    rows: list[list[str | float | None]] = []
    for one in cold:
        school, plan = one.school, planning[one.school.urn]
        rows.append(
            [
                *(school.urn, school.name, school.la_name, school.district, school.phase),
                *(school.type_group, school.trust, school.roll, school.deprivation_decile),
                *(school.deprivation_index, school.area, one.terms_without),
                one.last_engaged.label if one.last_engaged else None,
                "yes" if one.is_new else "no",
                describe_marks(one.history.marks, found.periods),
                *(plan.barriers or None, plan.wanted or None),
                *(plan.contact.role or None, plan.contact.mailbox or None),
            ]
        )
    return Sheet(f"Cold spots, {period.label}", FILE_COLUMNS, rows)


def show_groups(found: ColdSpots, period: Period) -> None:
    """Cold spots by authority, phase, deprivation, rurality or trust: of those that returned."""
    show_heading("Where they are")
    by = choose("Count them by", list(LABELS.values()), key="by", width=GROUPS_WIDTH)
    split = next(name for name in GROUPED_BY if LABELS[name] == by)
    counted = keep(lambda: count_groups(found, split), "cold groups", period, split)
    groups = [group for group in counted if group.cold or split != "trust"]
    if not groups:
        show_caption("No trust has a cold spot.")
        return
    columns = (
        Column(by),
        Column("Cold spots", "right"),
        Column("Of schools that returned", "right"),
        Column("Share", "right", unit="%"),
        Column("Never returned", "right"),
    )
    rows = [build_group(group) for group in groups]
    show_table(
        columns,
        [Group("", rows)],
        caption=f"Cold spots by {by.lower()}, {period.label}",
        key="cold_groups",
        file_name=f"cold spots by {by.lower()} {period.code}",
    )


def build_group(group: GroupCount) -> list[Cell]:
    return [Cell(group.name), *map(Cell, (group.cold, group.known, group.share, group.unknown))]


def show_changes(found: ColdSpots) -> None:
    """Who is new on the list, and who came off it."""
    if len(found.periods) < 2:
        return
    before = wording.explain_period(found.periods[-2])
    show_heading(f"What changed since {before}")
    fresh, reached = st.columns(2, gap="large")
    with fresh:
        show_some(
            f"Newly cold: {len(found.fresh)}",
            [one.history for one in found.fresh],
            found,
            key="fresh",
            nobody=f"No school became a cold spot since {before}.",
        )
    with reached:
        show_some(
            f"Reached again: {len(found.reached)}",
            found.reached,
            found,
            key="reached",
            nobody=f"No school that was a cold spot in {before} has been reached since.",
        )
    if found.fresh or found.reached or found.lost:
        name = f"cold spots, what changed {found.periods[-1].code}"
        show_downloads(lambda: build_change_sheet(found), name, key="cold_changes")
    if found.lost:
        number = len(found.lost)
        show_caption(
            f"{wording.count_of(number, 'schools')} that {'was' if number == 1 else 'were'} cold "
            "then did not return since: not known now, so neither cold nor reached."
        )


def build_change_sheet(found: ColdSpots) -> Sheet:
    groups = (
        ("newly cold", [one.history for one in found.fresh]),
        ("reached again", found.reached),
        ("not returned since", found.lost),
    )
    rows = [
        [
            *(change, line.school.urn, line.school.name, line.school.la_name, line.school.phase),
            *(line.school.roll, describe_marks(line.marks, found.periods)),
        ]
        for change, some in groups
        for line in some
    ]
    columns = ("Change", "URN", "School", "Authority", "Phase", "Pupils", "History")
    return Sheet("What changed", columns, rows)


def show_some(
    heading: str,
    some: Sequence[SchoolHistory],
    found: ColdSpots,
    *,
    key: str,
    nobody: str,
) -> None:
    st.html(f'<h3 class="hub-sub">{heading}</h3>')
    if not some:
        show_caption(nobody)
        return
    show_linked(keep(lambda: build_some(some, found), "cold then or now", key), key)


def build_some(some: Sequence[SchoolHistory], found: ColdSpots) -> str:
    """A few, and the others when they are asked for."""
    lines = [build_line(line, found) for line in some]
    shown, rest = "".join(lines[:FEW]), "".join(lines[FEW:])
    if rest:
        summary = f"<summary>{len(lines) - FEW} more</summary>"
        rest = f'<details>{summary}<ul class="hub-list">{rest}</ul></details>'
    return f'<ul class="hub-list">{shown}</ul>{rest}'


def build_line(line: SchoolHistory, found: ColdSpots) -> str:
    name = build_link(line.school.name, school_page(line.school.urn))
    marks = build_marks(line.marks, found.periods)
    place = escape(line.school.la_name or "")
    return f'<li><div>{name}<span class="small">{place} {marks}</span></div></li>'
