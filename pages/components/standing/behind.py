"""The schools, partners and cells behind a number, on demand: what each adds, and the cell of its
return that says so; and who is not counted, and why.
"""

from collections.abc import Sequence
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.errors import UnknownThing
from hubdata.services.results.asked import list_sources
from hubdata.services.results.explaining import Cell as Found
from hubdata.services.results.explaining import ExplainedFormula, Located, is_stage
from hubdata.services.results.scorecards import ScorecardLine
from pages.components.figures.cells import (
    CELL_COLUMNS,
    build_file_cell,
    list_answers,
    say_total,
)
from pages.components.figures.contributions import (
    FEW,
    HEADS,
    is_all_shown,
    is_found,
    offer_all,
    show_figure,
)
from pages.components.kit.addresses import owner_page
from pages.components.kit.astray import note_unoffered
from pages.components.kit.cached import read_explanation
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import KPI, OVERLAPS
from pages.components.kit.tables import Cell, Column, Group, show_table

WITHIN = "within"
"""In the address: the split of whose part a number is, which is not the one chosen to look at."""
NOT_COUNTED, TOLD_TWICE = -1, -2
HEADLINE = "The KPI itself"
FILE_COLUMNS = (
    *("Number", "Figure", "URN or ID", "Whose", "Adds"),
    *CELL_COLUMNS,
)
NO_CELL = (None,) * len(CELL_COLUMNS)
EXCLUDED = ("Why it is not counted", "Part of the denominator")
SEARCHED = {"schools": "School or URN", "partners": "Partner or ID"}
"""What is typed to find one of those who add to a number."""


def show_behind(line: ScorecardLine, *, la_code: str | None, place: str) -> None:
    """The list, once it is asked for: it is read from every return of the period."""
    with st.container(key="ondemand_behind"):
        sources = list_sources(line.kpi)
        show_heading(f"The {sources} and cells behind it")
        wanted = st.toggle(
            f"Show what each {wording.noun_for(1, sources)} adds, and the cells it comes from",
            key="behind",
            bind="query-params",
        )
        if wanted:
            show_explanation(line, la_code=la_code, place=place)


def show_explained(line: ScorecardLine, *, la_code: str | None, place: str) -> None:
    """The same at once, at the head of the page, for a number that was clicked: of the part of a
    split that the address names, if it names one.
    """
    part = st.query_params.get("of", "")
    of = (st.query_params.get(WITHIN, ""), part) if part else ("", "")
    where = wording.first_upper(part) or place
    show_heading(f"{where}: where the number comes from" if where else "Where it comes from")
    back = build_link("Back to the KPI", to(KPI, kpi=line.kpi.id))
    show_linked(f'<p class="hub-caption">{escape(line.kpi.numerator_words)}. {back}</p>', "back")
    show_explanation(line, la_code=None if part else la_code, place=where, of=of)


def show_explanation(
    line: ScorecardLine, *, la_code: str | None, place: str, of: tuple[str, str] = ("", "")
) -> None:
    """Each figure of the number, with what everyone adds to it and the cells that say so."""
    try:
        number = st.query_params.get("number", "")
        number = number if is_stage(number) else ""  # all others have the same explanation
        period = line.now.period
        located = read_explanation(line.kpi.id, period, la_code=la_code, of=of, number=number)
    except UnknownThing as error:
        show_caption(str(error))
        return
    made_of, sources = st.container(), list_sources(line.kpi)
    with st.container(horizontal=True, gap="medium"):
        told = choose_formula(located)
        options = [*range(len(told.figures)), *([NOT_COUNTED] if told.exclusions else [])]
        options += [TOLD_TWICE] if located.told_twice else []
        chosen = st.selectbox(
            "List",
            options,
            format_func=lambda at: say_list(located, told, at),
            key=f"list_{told.name}",
            width=460,
        )
        search = st.text_input(SEARCHED.get(sources, "Name"), key="behind_school", width=280)
    with made_of:
        show_caption(explain_made_of(located, told))
    if chosen == TOLD_TWICE:
        show_told_twice(located, search)
    elif chosen == NOT_COUNTED:
        show_excluded(told, search, sources=sources)
    else:
        key = f"{told.name or HEADLINE} {chosen}"
        show_figure(located.places, told.figures[chosen], search, sources=sources, key=key)
    name = f"{line.kpi.id} {line.now.period.code}{f' {place}' if place else ''} behind the number"
    show_downloads(lambda: build_file(located), name, key="behind_file")


def choose_formula(located: Located) -> ExplainedFormula:
    """The KPI's own number, or the further figure that the address names or that is chosen."""
    every = {one.name or HEADLINE: one for one in located.explanation.formulas}
    note_unoffered("number", "Number", every)
    if len(every) == 1:
        return located.explanation.headline
    chosen = st.selectbox("Number", list(every), key="number", bind="query-params", width=320)
    return every.get(chosen, located.explanation.headline)


def explain_made_of(located: Located, told: ExplainedFormula) -> str:
    """The formula with its numbers: "Engaged schools … : 251 of 319"."""
    figures = "; ".join(f"{one.role}: {say_total(one.total)}" for one in told.figures)
    words = f"{told.name}." if told.name else located.explanation.kpi.formula_words
    return f"{words} {wording.first_upper(figures)}."


def say_list(located: Located, told: ExplainedFormula, at: int) -> str:
    """The name of a list: a figure with its total, or what is not in it."""
    sources = list_sources(located.explanation.kpi)
    if at == TOLD_TWICE:
        return f"Told twice and left out: {wording.count_of(len(located.told_twice), 'rows')}"
    if at == NOT_COUNTED:
        return f"Not counted: {wording.count_of(len(told.exclusions), sources)}"
    figure = told.figures[at]
    return f"{wording.first_upper(figure.words)}: {say_total(figure.total)}"


def show_excluded(told: ExplainedFormula, search: str, *, sources: str) -> None:
    """Schools or partners that are not counted, each with the reason."""
    found = [one for one in told.exclusions if is_found(search, one.name, one.owner)]
    shown = found if is_all_shown("excluded") else found[:FEW]
    if not shown:
        show_caption("Nobody of that name is in this list.")
        return
    rows = [
        [
            Cell(one.name or f"URN {one.owner}", owner_page(one.owner)),
            wording.first_upper(one.reason),
            "Yes" if one.in_denominator else "No",
        ]
        for one in shown
    ]
    columns = [Column(head) for head in (HEADS.get(sources, "Source"), *EXCLUDED)]
    show_table(
        columns,
        [Group("", rows)],
        caption=f"{wording.first_upper(sources)} not counted",
        key="excluded",
    )
    offer_all(len(found), len(shown), key="excluded", sources=sources)


def show_told_twice(located: Located, search: str) -> None:
    """Rows that are left out because another source's telling counts."""
    rows = [
        [
            Cell(one.row.name or one.row.owner, small=say_cells(located, one.row.cells)),
            one.counts,
            Cell(one.reason, small=f"Decided by {one.decided_by}" if one.decided_by else None),
        ]
        for one in located.told_twice
        if is_found(search, one.row.name, one.row.owner, one.counts)
    ]
    columns = [Column(head) for head in ("Left out", "What counts was told by", "Why")]
    show_table(columns, [Group("", rows)], caption="Told twice and left out", key="told_twice")
    show_linked(f"<p>{build_link('Decide whose telling counts', to(OVERLAPS))}</p>", "to_overlaps")


def say_cells(located: Located, cells: Sequence[Found]) -> str:
    """ "Ensembles!I2, Members in KS3: 9" """
    told = list_answers(located.places, cells)
    return "; ".join(f"{one.where}, {one.heading}: {one.value}" for one in told)


def build_file(located: Located) -> Sheet:
    """Every cell behind every figure of every number, one row each; one without cells has one
    row too."""
    explanation = located.explanation
    rows: list[Sequence[str | float | None]] = []
    for told in explanation.formulas:
        name = told.name or HEADLINE
        for figure in told.figures:
            for one in figure.contributions:
                known = (name, figure.words, one.owner, one.name, one.amount)
                cells = [build_file_cell(cell, located.places[cell]) for cell in one.cells]
                rows += [(*known, *cell) for cell in cells or [NO_CELL]]
        for left in told.exclusions:
            why = f"not counted: {left.reason}"
            rows.append((name, why, left.owner, left.name, None, *NO_CELL))
    for repeat in located.told_twice:
        why = f"left out, told by {repeat.counts} too: {repeat.reason}"
        known = ("Any", why, repeat.row.owner, repeat.row.name, None)
        rows += [
            (*known, *build_file_cell(cell, located.places[cell])) for cell in repeat.row.cells
        ]
    return Sheet(f"{explanation.kpi.id} {explanation.period.code}", FILE_COLUMNS, rows)
