"""The form of one academic year: its terms and due dates."""

import streamlit as st

from hubdata.calendar import Dates
from hubdata.periods import AcademicYear
from hubdata.services.actor import current_actor
from hubdata.services.term_dates import TermLine, kind_titles, load_year, save_year
from pages.components.kit.forms import DAY_HELP, Form, show_said
from pages.components.kit.look import show_heading, show_text

WIDTH = 640


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
    first, second, *places = st.columns(2 + len(titles), vertical_alignment="bottom")
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
