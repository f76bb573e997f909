"""The schools and cells behind a number, on demand: what each school adds, and the cell of its
return that says so; and who is not counted, and why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from hubdata import wording
from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.services.results.explaining import Cell as Found
from hubdata.services.results.explaining import (
    Contribution,
    ExplainedFigure,
    ExplainedFormula,
    Located,
)
from hubdata.services.results.scorecards import ScorecardLine
from pages.components.kit.addresses import school_page
from pages.components.kit.astray import note_unoffered
from pages.components.kit.cached import read_explanation
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import KPI, ONE_RETURN, OVERLAPS
from pages.components.kit.tables import Cell, Column, Group, show_table

FEW = 40
NOT_COUNTED, TOLD_TWICE = -1, -2
MOST_ANSWERS = 4
HEADLINE = "The KPI itself"
FILE_COLUMNS = (
    *("Number", "Figure", "URN", "School", "Adds", "Sheet", "Cell", "Row", "Question", "Answer"),
    *("Period", "File", "Return", "Accepted by", "Accepted at", "Corrected"),
)
NO_CELL = 11
"""Columns of a file row that are about a cell."""
EXCLUDED = ("School", "Why it is not counted", "Part of the denominator")


@dataclass(frozen=True)
class Answer:
    """One cell as it is told: where, what was asked, what was answered."""

    where: str
    sheet: str
    heading: str
    value: str
    return_id: int | None
    note: str = ""


def show_behind(line: ScorecardLine, *, la_code: str | None, place: str) -> None:
    """The list, once it is asked for: it is read from every return of the period."""
    with st.container(key="ondemand_behind"):
        show_heading("The schools and cells behind it")
        wanted = st.toggle(
            "Show what each school adds, and the cells it comes from",
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
    of = (st.query_params.get("split", ""), part) if part else ("", "")
    where = wording.first_upper(part) or place
    show_heading(f"{where}: where the number comes from" if where else "Where it comes from")
    back = build_link("Back to the KPI", to(KPI, kpi=line.kpi.id))
    show_linked(f'<p class="hub-caption">{escape(line.kpi.numerator_words)}. {back}</p>', "back")
    show_explanation(line, la_code=None if part else la_code, place=where, of=of)


def show_explanation(
    line: ScorecardLine, *, la_code: str | None, place: str, of: tuple[str, str] = ("", "")
) -> None:
    """Each figure of the number, with what every school adds to it and the cells that say so."""
    try:
        located = read_explanation(line.kpi.id, line.now.period, la_code=la_code, of=of)
    except UnknownThing as error:
        show_caption(str(error))
        return
    made_of = st.container()
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
        search = st.text_input("School or URN", key="behind_school", width=280)
    with made_of:
        show_caption(explain_made_of(located, told))
    if chosen == TOLD_TWICE:
        show_told_twice(located, search)
    elif chosen == NOT_COUNTED:
        show_excluded(told, search)
    else:
        show_figure(located, told.figures[chosen], search, key=f"all_{told.name}_{chosen}")
    name = f"{line.kpi.id} {line.now.period.code}{f' {place}' if place else ''} behind the number"
    show_downloads(lambda: build_file(located), name, key="behind_file")


def choose_formula(located: Located) -> ExplainedFormula:
    """The KPI's own number, or the further figure that the address names or that is chosen."""
    every = {one.name or HEADLINE: one for one in located.explanation.formulas}
    if len(every) == 1:
        return located.explanation.headline
    note_unoffered("number", "Number", every)
    chosen = st.selectbox("Number", list(every), key="number", bind="query-params", width=320)
    return every.get(chosen, located.explanation.headline)


def explain_made_of(located: Located, told: ExplainedFormula) -> str:
    """The formula with its numbers: "Engaged schools … : 251 of 319"."""
    figures = "; ".join(f"{one.role}: {say_total(one.total)}" for one in told.figures)
    words = f"{told.name}." if told.name else located.explanation.kpi.formula_words
    return f"{words} {wording.first_upper(figures)}."


def say_total(total: float) -> str:
    """A number with all its digits before the point, and two behind it if it has any."""
    return f"{total:,.0f}" if float(total).is_integer() else f"{total:,.2f}"


def say_list(located: Located, told: ExplainedFormula, at: int) -> str:
    """The name of a list: a figure with its total, or what is not in it."""
    if at == TOLD_TWICE:
        return f"Told twice and left out: {wording.count_of(len(located.told_twice), 'rows')}"
    if at == NOT_COUNTED:
        return f"Not counted: {len(told.exclusions):,} schools"
    figure = told.figures[at]
    return f"{wording.first_upper(figure.words)}: {say_total(figure.total)}"


def show_figure(located: Located, figure: ExplainedFigure, search: str, *, key: str) -> None:
    """What each school adds to one figure; the amounts add up to it."""
    found = [one for one in figure.contributions if is_found(search, one.name, one.owner)]
    found.sort(key=lambda one: (-one.amount, one.name))
    shown = found if is_all_shown(key) else found[:FEW]
    rows = "".join(build_contribution(located, one) for one in shown)
    if not rows:
        show_caption("No school of that name is in this list.")
        return
    heads = "".join(
        f'<th scope="col" class="{side}">{head}</th>'
        for head, side in (("School", "left"), ("Adds", "right"), ("Answers", "left"))
    )
    caption = f"{wording.first_upper(figure.words)}: what each school adds"
    show_linked(
        f'<table class="hub-table"><caption class="hub-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        "behind_table",
    )
    offer_all(len(found), len(shown), key=key)


def build_contribution(located: Located, one: Contribution) -> str:
    """One school's row: its name, what it adds, its first answers."""
    answers = list(build_answers(located, one.cells))
    lines = "".join(f"<div>{build_answer(answer)}</div>" for answer in answers[:MOST_ANSWERS])
    if len(answers) > MOST_ANSWERS:
        more = f"and {wording.count_of(len(answers) - MOST_ANSWERS, 'more answers')}"
        lines += f'<div class="hub-soft">{more}, in the download</div>'
    empty = (
        '<span class="hub-soft">No cell of its own: by the register, or by what is not there</span>'
    )
    taken = "; ".join(dict.fromkeys(explain_taken(located, cell) for cell in one.cells if cell))
    if taken:
        lines += f'<div class="hub-soft">{escape(taken)}</div>'
    name = one.name or f"URN {one.owner}"
    return (
        f'<tr><th scope="row">{build_link(name, school_page(one.owner))}</th>'
        f'<td class="right strong" data-name="Adds"><div>{say_total(one.amount)}</div></td>'
        f'<td data-name="Answers"><div>{lines or empty}</div></td></tr>'
    )


def explain_taken(located: Located, cell: Found) -> str:
    """ "From ash.xlsx, accepted by Ann on 12 July 2026"; of the register only that."""
    place = located.places[cell]
    if not place.file_name:
        return f"From the {wording.first_lower(place.sheet)}"
    by = f", accepted by {place.accepted_by}" if place.accepted_by else ""
    on = f" on {wording.explain_day(place.accepted_at.date())}" if place.accepted_at else ""
    return f"From {place.file_name}{by}{on}"


def build_answer(answer: Answer) -> str:
    """ "Whole class!F7, Pupils in the class: 28", the place leading to the return."""
    where = escape(answer.where)
    if answer.return_id is not None:
        target = to(ONE_RETURN, **{"return": str(answer.return_id), "sheet": answer.sheet})
        where = build_link(answer.where, target)
    told = f"{answer.heading.rstrip('?')}: {answer.value}"
    note = f" ({answer.note})" if answer.note else ""
    return f'{where} <span class="hub-soft">{escape(told + note)}</span>'


def build_answers(located: Located, cells: Sequence[Found]) -> Iterator[Answer]:
    for cell in cells:
        place = located.places[cell]
        row = f", row {cell.row_number}" if cell.row_number else ""
        where = f"{place.sheet}!{place.cell}" if place.cell else f"{place.sheet}{row}"
        note = explain_correction(place.correction) if place.correction else ""
        value = say_value(cell.value)
        yield Answer(where, place.sheet, place.heading, value, place.return_id, note)


def explain_correction(one: Any) -> str:
    """ "“5-10” was sent, corrected by Ben: the school telephoned"."""
    sent = f"“{one.before}”" if one.before else "blank"
    return f"{sent} was sent, corrected by {one.made_by}: {one.reason}"


def show_excluded(told: ExplainedFormula, search: str) -> None:
    """Schools that are not counted, each with the reason."""
    found = [one for one in told.exclusions if is_found(search, one.name, one.owner)]
    shown = found if is_all_shown("all_excluded") else found[:FEW]
    if not shown:
        show_caption("No school of that name is in this list.")
        return
    rows = [
        [
            Cell(one.name or f"URN {one.owner}", school_page(one.owner)),
            wording.first_upper(one.reason),
            "Yes" if one.in_denominator else "No",
        ]
        for one in shown
    ]
    columns = [Column(head) for head in EXCLUDED]
    show_table(columns, [Group("", rows)], caption="Schools not counted", key="excluded")
    offer_all(len(found), len(shown), key="all_excluded")


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
    told = build_answers(located, cells)
    return "; ".join(f"{one.where}, {one.heading}: {one.value}" for one in told)


def is_all_shown(key: str) -> bool:
    return bool(st.session_state.get(f"shown_{key}"))


def offer_all(found: int, shown: int, *, key: str) -> None:
    """A button for the rest of a long list."""
    if found > shown and st.button(f"Show all {found:,} schools", key=key):
        st.session_state[f"shown_{key}"] = True
        st.rerun()


def is_found(search: str, *texts: str) -> bool:
    """Whether the texts have every word that was typed."""
    text = " ".join(texts).casefold()
    return all(word in text for word in search.casefold().split())


def say_value(value: object) -> str:
    """An answer as people write it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return wording.explain_day(value)
    return f"{value:,g}" if isinstance(value, int | float) else str(value)


def build_file(located: Located) -> Sheet:
    """Every cell behind every figure of every number, one row each; a school without cells has one
    row too."""
    explanation = located.explanation
    rows: list[Sequence[str | float | None]] = []
    for told in explanation.formulas:
        name = told.name or HEADLINE
        for figure in told.figures:
            for one in figure.contributions:
                known = (name, figure.words, one.owner, one.name, one.amount)
                cells = [build_file_cell(located, cell) for cell in one.cells]
                rows += [(*known, *cell) for cell in cells or [(None,) * NO_CELL]]
        for left in told.exclusions:
            why = f"not counted: {left.reason}"
            rows.append((name, why, left.owner, left.name, None, *[None] * NO_CELL))
    for repeat in located.told_twice:
        why = f"left out, told by {repeat.counts} too: {repeat.reason}"
        known = ("Any", why, repeat.row.owner, repeat.row.name, None)
        rows += [(*known, *build_file_cell(located, cell)) for cell in repeat.row.cells]
    return Sheet(f"{explanation.kpi.id} {explanation.period.code}", FILE_COLUMNS, rows)


def build_file_cell(located: Located, cell: Found) -> tuple[str | float | None, ...]:
    place = located.places[cell]
    value = cell.value
    return (
        place.sheet,
        place.cell or None,
        cell.row_number,
        place.heading,
        value if type(value) in (int, float) else say_value(value),
        Period.at_slot(cell.slot).code if cell.slot is not None else None,
        place.file_name or None,
        place.return_id,
        place.accepted_by or None,
        f"{place.accepted_at:%d/%m/%Y %H:%M}" if place.accepted_at else None,
        explain_correction(place.correction) if place.correction else None,
    )
