"""The hub's own KPIs: the list of them, and the figures that some ask for each term."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.actor import current_actor
from hubdata.services.results.own_figures import FigureLine, load_figures, save_figures
from hubdata.services.results.own_kpis import OwnKpi, take_back_kpi
from hubdata.services.results.scorecards import Scorecard
from pages.components.figures.score import standing_of, status_words
from pages.components.kit.forms import Form, keep_said, show_said
from pages.components.kit.linked import go, to
from pages.components.kit.look import plain, show_caption, show_heading, show_text
from pages.components.kit.places import KPI, OWN_KPIS
from pages.components.kit.tables import Cell, Column, Group, show_table

NEW = "new"
WIDTH = 760
COLUMNS = (
    Column("KPI"),
    Column("What it says"),
    Column("Value", "right"),
    Column("Status"),
    Column("Definition"),
)


def name_count(own: Sequence[OwnKpi]) -> str:
    """The page's sentence: how many there are."""
    count = sum(not one.is_put_away for one in own)
    if not count:
        return "The hub has no KPI of its own yet"
    words = wording.first_upper(wording.number_word(count))
    stand = "KPI of your own stands" if count == 1 else "KPIs of your own stand"
    return f"{words} {stand} beside the national ones"


def show_own_list(own: Sequence[OwnKpi], card: Scorecard, period: Period) -> None:
    """Every own KPI with its value; its name leads to it, "Change" to its definition."""
    lines = {line.kpi.id: line.now for line in card.lines}
    rows = []
    for one in (each for each in own if not each.is_put_away):
        now = lines.get(one.id)
        words = wording.explain_value(now.value if now else None, one.kpi.unit.value)
        rows.append(
            [
                Cell(one.kpi.name, to(KPI, kpi=one.id), small=one.id),
                one.kpi.formula_words,
                Cell(now.value if now else None, words=words),
                Cell(status_words(now), status=standing_of(now)) if now else Cell(None),
                Cell("Change", to(OWN_KPIS, kpi=one.id), small=f"Version {one.version}"),
            ]
        )
    if rows:
        name = f"own KPIs {period.code}"
        show_table(COLUMNS, [Group("", rows)], caption="Own KPIs", key="own", file_name=name)
    if st.button("Define a KPI", type="primary", key="go_define"):
        go(to(OWN_KPIS, kpi=NEW))


def show_put_away(own: Sequence[OwnKpi]) -> None:
    """Those that were put away, each with a button that takes it back."""
    away = [one for one in own if one.is_put_away]
    if not away:
        return
    show_heading("Put away")
    for one in away:
        with st.container(horizontal=True, vertical_alignment="center", width=WIDTH):
            show_caption(f"{one.id}, {one.kpi.name}. Its figures and versions are kept.")
            if st.button(f"Take {one.id} back", key=f"back_{one.id}"):
                take_back_kpi(one.id, actor=current_actor())
                keep_said("own_kpis", [f"{one.kpi.name} counts again."])
                st.rerun()


def show_figures_form(period: Period) -> None:
    """The figures that own KPIs ask for in a period, as they count now."""
    lines = load_figures(period)
    if not lines:
        return
    show_heading(f"Figures for {wording.explain_period(period)}")
    show_text(
        "They are kept as a part of the lead organisation's return: every version is there to be "
        "seen and taken back. A blank is not known; write 0 for none."
    )
    show_said("own_figures")
    with st.form(f"own_figures_{period.slot}", border=False, width=WIDTH):
        typed = [ask_figure(line) for line in lines]
        if st.form_submit_button("Save the figures", type="primary", key="go_save_figures"):
            Form("own_figures").save(lambda: save(period, typed))


def ask_figure(line: FigureLine) -> FigureLine:
    place = f", {line.place}" if line.la_code else ""
    above, below, note = st.columns([2, 2, 3], vertical_alignment="bottom")
    numerator = above.text_input(
        plain(f"{line.name}{place}: {line.numerator_words}"),
        line.numerator,
        autocomplete="off",
        key=f"own_figure_{line.kpi}_{line.la_code}",
    )
    denominator = ""
    if line.denominator_words:
        denominator = below.text_input(
            plain(f"Out of ({line.kpi}{place}): {line.denominator_words}"),
            line.denominator,
            autocomplete="off",
            key=f"own_figure_below_{line.kpi}_{line.la_code}",
        )
    source = note.text_input(
        f"Where it is from ({line.kpi}{place})",
        line.source_note,
        autocomplete="off",
        key=f"own_figure_note_{line.kpi}_{line.la_code}",
    )
    return replace(line, numerator=numerator, denominator=denominator, source_note=source)


def save(period: Period, lines: Sequence[FigureLine]) -> list[str]:
    save_figures(period, lines, actor=current_actor())
    return [f"The figures for {wording.explain_period(period)} count from now on."]
