"""The list of schools: filters, order, and the rows that they leave."""

from collections.abc import Callable, Sequence

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.schools import SchoolLine
from pages.components.downloads import Sheet, show_downloads
from pages.components.linked import show_linked
from pages.components.look import show_caption
from pages.components.return_links import school_page
from pages.components.tables import Cell, Column, Group, build_table

EVERY = "Every"
FEW = 50
SEARCH_WIDTH, FILTER_WIDTH = 176, 156  # one row beside the sidebar, two in a row on a phone
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
    Column("Authority"),
    Column("Phase"),
    Column("Pupils", "right"),
    Column("Decile", "right"),
    Column("Engaged"),
    Column("Strands", "right"),
    Column("Return"),
)
FILE_COLUMNS = (
    *("URN", "School", "Authority", "District", "Phase", "Trust", "Pupils", "Deprivation decile"),
    *("Index", "Area", "Return", "Engaged", "Strands"),
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
    phases = sorted({line.school.phase for line in lines if line.school.phase})
    with st.container(horizontal=True):
        search = st.text_input(
            "School, district, URN", bind="query-params", key="search", width=SEARCH_WIDTH
        )
        phase = choose("Phase", [EVERY, *phases], key="phase")
        engaged = choose("Engaged", [EVERY, *ENGAGED.values()], key="engaged")
        returned = choose("Return", [EVERY, *RETURNED.values()], key="returned")
        order = choose("Order", list(ORDERS), key="order")
    found = [
        line
        for line in lines
        if phase in (EVERY, line.school.phase)
        and engaged in (EVERY, ENGAGED[line.is_engaged])
        and returned in (EVERY, RETURNED[line.has_returned])
        and is_found(line, search)
    ]
    return sorted(found, key=ORDERS[order])


def choose(label: str, options: Sequence[str], *, key: str) -> str:
    return st.selectbox(label, options, bind="query-params", key=key, width=FILTER_WIDTH)


def is_found(line: SchoolLine, search: str) -> bool:
    """Whether a school has every word that was typed in its name, district, trust or URN."""
    school = line.school
    told = (school.name, school.urn, school.district, school.trust)
    text = " ".join(filter(None, told)).casefold()
    return all(word in text for word in search.casefold().split())


def show_lines(lines: Sequence[SchoolLine], period: Period) -> None:
    """The table, with the rest of a long list on demand, and the whole of it as a file."""
    if not lines:
        show_caption("No school fits all of these filters.")
        return
    shown = lines if st.session_state.get("all_schools") else lines[:FEW]
    rows = [build_row(line) for line in shown]
    caption = f"Schools, {period.label}"
    show_linked(build_table(COLUMNS, [Group("", rows)], caption=caption), "schools")
    if len(lines) > len(shown) and st.button(f"Show all {len(lines):,} schools"):
        st.session_state["all_schools"] = True
        st.rerun()
    show_downloads(
        lambda: Sheet(caption, FILE_COLUMNS, [build_file_row(line) for line in lines]),
        f"schools {period.code}",
        key="schools",
    )


def build_row(line: SchoolLine) -> list[Cell]:
    school = line.school
    return [
        Cell(school.name, school_page(school.urn), small=f"URN {school.urn}"),
        Cell(school.la_name),
        Cell(school.phase),
        Cell(school.roll),
        Cell(school.deprivation_decile),
        Cell(None if line.is_engaged is None else "Yes" if line.is_engaged else "No"),
        Cell(None if line.strands is None else len(line.strands)),
        Cell(wording.first_upper(line.progress.value)),
    ]


def build_file_row(line: SchoolLine) -> list[str | float | None]:
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
        line.progress.value,
        ENGAGED[line.is_engaged].lower(),
        None if line.strands is None else "; ".join(line.strands),
    ]
