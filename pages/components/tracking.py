"""Who has returned: the sentence, the counts, the filters, the table, and workbooks to send out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from hubdata.periods import Period
from hubdata.services.templates import zip_school_templates
from hubdata.services.tracker import Progress, Tracker, TrackerRow
from hubdata.wording import explain_coverage, explain_day, explain_period, first_upper, noun_for
from pages.components.downloads import show_downloads
from pages.components.linked import show_linked
from pages.components.look import show_caption, show_heading, show_text
from pages.components.return_links import return_page, school_page
from pages.components.sentences import say_count
from pages.components.stages import (
    PROGRESS,
    build_counts,
    build_progress,
)
from pages.components.tables import Cell, Column, Group, build_sheet, build_table

COLUMNS = (
    Column("School"),
    Column("Authority"),
    Column("Phase"),
    Column("How far"),
    Column("Received"),
    Column("On time"),
    Column("Reminders"),
)
FEW = 50
ALL = "show_all_schools"
EVERY = "All"
SECONDS_A_WORKBOOK = 0.05


def explain_tracker(tracker: Tracker) -> str:
    """The sentence: "391 of 412 schools have returned, 12 are overdue"."""
    expected, returned = len(tracker.rows), tracker.returned
    if not expected:
        return "No school is expected to return yet"
    if returned == expected:
        return f"All {expected:,} schools have returned"
    words = explain_coverage(returned, expected)
    if not returned:
        words = (
            f"None of {expected:,} schools has returned for {explain_period(tracker.period)} yet"
        )
    overdue = tracker.count(Progress.OVERDUE)
    late = f"{overdue:,} {'is' if overdue == 1 else 'are'} overdue"
    return f"{words}, {late}" if overdue else words


def show_counts(tracker: Tracker) -> None:
    """How many are how far, which is the legend too, with the term and when it is due."""
    counts = [
        (PROGRESS[progress], f"{number:,} {progress.value}")
        for progress in Progress
        if (number := tracker.count(progress))
    ]
    st.html(build_counts(counts, f"{tracker.period.label}: due by {explain_day(tracker.due_on)}"))


def choose_rows(tracker: Tracker) -> list[TrackerRow]:
    """The schools that the filters leave. The authority is chosen in the sidebar."""
    phase, how_far, words = st.columns(3)
    with phase:
        phases = sorted({row.phase for row in tracker.rows if row.phase})
        chosen_phase = st.selectbox("Phase", [EVERY, *phases], bind="query-params", key="phase")
    with how_far:
        found = [one.value for one in Progress if tracker.count(one)]
        chosen_progress = st.selectbox(
            "How far",
            [EVERY, *found],
            format_func=first_upper,
            bind="query-params",
            key="how_far",
        )
    with words:
        search = st.text_input("School or URN", bind="query-params", key="schools")
    rows = [
        row
        for row in tracker.rows
        if chosen_phase in (EVERY, row.phase)
        and chosen_progress in (EVERY, row.progress.value)
        and is_found(row, search or "")
    ]
    return sorted(rows, key=lambda row: (list(Progress).index(row.progress), row.name))


def is_found(row: TrackerRow, search: str) -> bool:
    """Whether a school's name or URN has every word that was typed."""
    text = f"{row.name} {row.source}".casefold()
    return all(word in text for word in search.casefold().split())


def show_rows(tracker: Tracker, rows: Sequence[TrackerRow], *, reminded: Mapping[str, Any]) -> None:
    """The table, what needs doing first; the download has every row that the filters leave.

    `reminded` says of each source how many `times`, and when it was `last_on` reminded.
    """
    if not rows:
        show_caption("No school fits all of these filters.")
        return
    shown = rows if st.session_state.get(ALL) else rows[:FEW]
    caption = f"Who has returned for {tracker.period.label}"
    lines = [build_row(row, reminded.get(row.source)) for row in rows]
    table = build_table(COLUMNS, [Group("", lines[: len(shown)])], caption=caption)
    show_linked(table, "tracker")
    if len(rows) > len(shown) and st.button(f"Show all {len(rows):,} schools"):
        st.session_state[ALL] = True
        st.rerun()
    show_downloads(
        lambda: build_sheet(COLUMNS, [Group("", lines)], caption=caption),
        f"who has returned {tracker.period.code}",
        key="tracker",
    )


def build_row(row: TrackerRow, reminded: Any = None) -> list[Cell]:
    latest = row.latest
    waits = row.counts and row.progress not in (Progress.NIL, Progress.ACCEPTED)
    on_time = {None: None, True: "Yes", False: "Late"}[row.on_time]
    progress = build_progress(row.progress)
    return [
        Cell(row.name, school_page(row.source), small=f"URN {row.source}"),
        Cell(row.la_name or None),
        Cell(row.phase or None),
        Cell(
            progress.value,
            status=progress.status,
            small="An earlier version counts" if waits else None,
        ),
        Cell(say_short(latest.received_on), return_page(latest.id)) if latest else Cell(None),
        Cell(on_time),
        build_reminded(reminded),
    ]


def build_reminded(reminded: Any) -> Cell:
    """How many reminders were prepared, and the day of the last."""
    if reminded is None:
        return Cell(None)
    return Cell(str(reminded.times), small=f"last {say_short(reminded.last_on)}")


def show_templates(period: Period, rows: Sequence[TrackerRow]) -> None:
    """Prefilled workbooks for the schools that the filters leave, made when they are asked for."""
    if not rows:
        return
    number = len(rows)
    which = rows[0].name if number == 1 else say_count(number, "schools")
    urns = [int(row.source) for row in rows]
    st.download_button(
        f"Download {number:,} {noun_for(number, 'workbooks')} to send out (zip)",
        lambda: zip_school_templates(period, urns),
        f"school returns {period.code}.zip",
        "application/zip",
        key="templates",
        on_click="ignore",
    )
    takes = ""
    if number * SECONDS_A_WORKBOOK > 5:
        takes = f" Making them takes about {round(number * SECONDS_A_WORKBOOK / 5) * 5} seconds."
    show_caption(
        f"Return workbooks for {which} for {explain_period(period)}, prefilled from the register "
        f"and from what was returned last. The filters choose the schools.{takes}"
    )


def show_unexpected(tracker: Tracker) -> None:
    """Returns of schools that are not expected: closed, moved, or outside the hub."""
    if not tracker.unexpected:
        return
    show_heading("Returns from schools that are not expected")
    show_text("They are kept, but no figure counts them. Check the URN in the file.")
    columns = (Column("School"), Column("Received"))
    rows = [
        (
            Cell(one.source_name or one.source, return_page(one.id), small=f"URN {one.source}"),
            Cell(say_short(one.received_on)),
        )
        for one in tracker.unexpected
    ]
    table = build_table(columns, [Group("", rows)], caption="Returns that were not expected")
    show_linked(table, "unexpected")


def say_short(day: date) -> str:
    """ "19 Dec 2025": a date in a narrow column."""
    return f"{day.day} {day:%b %Y}"
