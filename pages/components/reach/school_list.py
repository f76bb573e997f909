"""The list of schools: filters, order, and the rows that they leave."""

from collections.abc import Callable, Sequence

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.histories import Histories
from hubdata.services.reach.schools import SchoolLine
from pages.components.kit.addresses import school_page
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import here, show_linked
from pages.components.kit.look import show_caption
from pages.components.kit.marks import build_legend, build_marks, describe_marks
from pages.components.kit.paging import build_paging, cut, read_page
from pages.components.kit.places import SCHOOLS
from pages.components.kit.tables import Cell, Column, Group, build_table
from pages.components.reach.school_filters import EVERY, ask_search, choose, choose_kinds, is_found

FILTERS = ("phase", "kind", "trust", "deprivation", "rural", "size")
LAST = "\uffff"
ENGAGED = {True: "Engaged", False: "Not engaged", None: "Not known"}
RETURNED = {True: "Returned", False: "Not returned"}
ORDERS: dict[str, Callable[[SchoolLine], tuple[object, ...]]] = {
    "Name": lambda line: (line.school.name,),
    "Largest first": lambda line: (-(line.school.roll or 0), line.school.name),
    "Smallest first": lambda line: (line.school.roll or 10**6, line.school.name),
    "Most deprived": lambda line: (
        line.school.deprivation_decile or 11,
        line.school.name,
    ),
    "Fewest strands": lambda line: (
        99 if line.strands is None else len(line.strands),
        line.school.name,
    ),
    "Authority": lambda line: (line.school.la_name or LAST, line.school.name),
}
COLUMNS = (
    Column("School"),
    Column("Authority", on_phone="bare"),
    Column("Phase", on_phone="bare"),
    Column("Pupils", "right"),
    Column("Decile", "right"),
    Column("Engaged"),
    Column("Strands", "right"),
    Column("History", on_phone="bare"),
    Column("Return", on_phone="bare"),
)
FILE_COLUMNS = (
    *("URN", "School", "Authority", "District", "Phase", "Trust", "Pupils", "Deprivation decile"),
    *("Index", "Area", "Type", "Size", "Return", "Engaged", "Strands", "History"),
)


def explain_schools(lines: Sequence[SchoolLine]) -> str:
    """ "251 of 319 schools are engaged; 40 are not, 28 are not known"."""
    counts = {told: sum(line.is_engaged is told for line in lines) for told in ENGAGED}
    if not lines:
        return "No school is asked here for this period"
    if counts[None] == len(lines):
        return f"None of {wording.count_of(len(lines), 'schools')} has returned yet"
    opening = f"{counts[True]:,} of {wording.count_of(len(lines), 'schools')} are engaged"
    rest = [
        f"{counts[told]:,} {'is' if counts[told] == 1 else 'are'} {words}"
        for told, words in ((False, "not"), (None, "not known"))
        if counts[told]
    ]
    return f"{opening}; {', '.join(rest)}" if rest else opening


def choose_lines(lines: Sequence[SchoolLine]) -> list[SchoolLine]:
    """The lines that the filters leave, in the chosen order; the choices are in the address."""
    with st.container(horizontal=True):
        search = ask_search()
        fits = choose_kinds([line.school for line in lines], FILTERS)
        engaged = choose("Engaged", [EVERY, *ENGAGED.values()], key="engaged")
        returned = choose("Return", [EVERY, *RETURNED.values()], key="returned")
        order = choose("Order", list(ORDERS), key="order")
    found = [
        line
        for line in lines
        if fits(line.school)
        and engaged in (EVERY, ENGAGED[line.is_engaged])
        and returned in (EVERY, RETURNED[line.has_returned])
        and (not search or is_found(line.school, search))
    ]
    return sorted(found, key=ORDERS[order])


def show_lines(lines: Sequence[SchoolLine], histories: Histories, period: Period) -> None:
    """Fifty schools a page, each with its history, and all of them as a file."""
    if not lines:
        show_caption("No school fits all of these filters.")
        return
    page = read_page(len(lines))
    caption = f"Schools, {period.label}"

    def build() -> tuple[str, str]:
        rows = [build_row(line, histories) for line in cut(lines, page)]
        paging = build_paging(
            len(lines),
            page,
            target_of=lambda number: here(SCHOOLS, page=str(number)),
            what="schools",
        )
        table = build_table(COLUMNS, [Group("", rows)], caption=caption)
        marks = (mark for line in lines for mark in histories.schools[line.school.urn].marks)
        return table + paging, build_legend(list(dict.fromkeys(marks)), histories.periods)

    urns = [line.school.urn for line in lines]
    table, legend = keep(build, "schools", period, page, dict(st.query_params), urns)
    show_linked(table, "schools")
    show_linked(legend, "legend")
    show_downloads(
        lambda: Sheet(caption, FILE_COLUMNS, [build_file_row(line, histories) for line in lines]),
        f"schools {period.code}",
        key="schools",
    )


def build_row(line: SchoolLine, histories: Histories) -> list[Cell]:
    school = line.school
    marks = histories.schools[school.urn].marks
    return [
        Cell(school.name, school_page(school.urn), small=f"URN {school.urn}"),
        Cell(school.la_name),
        Cell(school.phase),
        Cell(school.roll),
        Cell(school.deprivation_decile),
        Cell(None if line.is_engaged is None else "Yes" if line.is_engaged else "No"),
        Cell(None if line.strands is None else len(line.strands)),
        Cell(None, drawing=build_marks(marks, histories.periods)),
        Cell(wording.first_upper(line.progress.value)),
    ]


def build_file_row(line: SchoolLine, histories: Histories) -> list[str | float | None]:
    school = line.school
    return [
        school.urn,
        school.name,
        school.la_name,
        school.district,
        school.phase,
        school.trust,
        school.roll,
        school.deprivation_decile,
        school.deprivation_index,
        school.area,
        school.type_group,
        school.size,
        line.progress.value,
        ENGAGED[line.is_engaged].lower(),
        None if line.strands is None else "; ".join(line.strands),
        describe_marks(histories.schools[school.urn].marks, histories.periods),
    ]
