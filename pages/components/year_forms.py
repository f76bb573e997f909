"""The forms of one academic year: its terms and due dates, and its targets."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from hubdata.calendar import Dates
from hubdata.periods import AcademicYear
from hubdata.services.actor import current_actor
from hubdata.services.targets import (
    Key,
    Target,
    TargetLine,
    load_target_lines,
    parse_target,
    save_target_lines,
)
from hubdata.services.term_dates import TermLine, kind_titles, load_year, save_year
from pages.components.forms import DAY_HELP, Form, show_said
from pages.components.look import show_heading, show_text

WIDTH = 640
A_ROW = 2


def show_calendar_form(year: AcademicYear) -> None:
    """When terms start and end and when returns are due; usual dates until the hub sets its own."""
    show_heading(f"Terms and due dates, {year}")
    show_text(f"Usual dates stand here until you change them. {DAY_HELP}")
    show_said("calendar")
    form = Form("calendar")
    with st.form("calendar", border=False, width=WIDTH):
        lines = [ask_line(form, line) for line in load_year(year)]
        if st.form_submit_button("Save the calendar", type="primary", key="go_save_calendar"):
            form.save(lambda: save_year(lines, actor=current_actor()))


def ask_line(form: Form, line: TermLine) -> TermLine:
    """The fields of one term, or of the whole year, side by side."""
    term = "Whole year" if line.period.is_year else str(line.period.term).capitalize()
    titles = kind_titles()
    first, second, *places = st.columns(2 + len(titles))
    dates = line.dates
    if dates is not None:
        with first:
            start = form.ask_day(f"{term} starts", dates.start)
        with second:
            dates = Dates(start, form.ask_day(f"{term} ends", dates.end))
    due = {}
    for place, (kind, day) in zip(places, line.due.items(), strict=True):
        with place:
            due[kind] = form.ask_day(f"{titles[kind]} due, {term.lower()}", day)
    return TermLine(line.period, dates, due)


def show_targets_form(year: AcademicYear) -> None:
    """One target a KPI, for the whole hub and year."""
    show_heading(f"Targets, {year}")
    show_text("For the whole hub. A field left blank is a KPI without a target.")
    show_said("targets")
    form, lines = Form("targets"), load_target_lines(year)
    with st.form("targets", border=False, width=WIDTH):
        wanted: dict[Key, Target | None] = {}
        for function in dict.fromkeys(line.function for line in lines):
            st.subheader(function, anchor=False)
            wanted |= ask_targets(form, [line for line in lines if line.function == function])
        if st.form_submit_button("Save the targets", type="primary", key="go_save_targets"):
            form.save(lambda: save_target_lines(wanted, year=year, actor=current_actor()))


def ask_targets(form: Form, lines: Sequence[TargetLine]) -> dict[Key, Target | None]:
    wanted: dict[Key, Target | None] = {}
    for first in range(0, len(lines), A_ROW):
        for place, line in zip(st.columns(A_ROW), lines[first : first + A_ROW], strict=False):
            typed = place.text_input(label_of(line), figure_of(line.value), autocomplete="off")
            value = form.read(typed, parse_target, what=line.name, instead=line.value)
            wanted[line.kpi, line.la_code] = replace(line.target, value=value)
    return wanted


def label_of(line: TargetLine) -> str:
    """The KPI, its unit, which way is better where that is down, and last year's target."""
    unit = "" if line.unit in {"count", "index", "mean"} else f", {line.unit}"
    at_most = ", at most" if line.direction == "down" else ""
    last = f" (last year {figure_of(line.last_year)})" if line.last_year is not None else ""
    return f"{line.name}{unit}{at_most}{last}"


def figure_of(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
