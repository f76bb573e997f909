"""Who has returned: the sentence, the counts, the filters, the table, and workbooks to send out."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from hubdata.services.tracking.templates import zip_templates
from hubdata.services.tracking.tracker import Progress, Tracker, TrackerRow
from hubdata.wording import (
    count_of,
    explain_coverage,
    explain_day,
    explain_period,
    first_upper,
    noun_for,
    short_day,
)
from pages.components.kit.addresses import partner_page, return_page, school_page
from pages.components.kit.astray import note_unoffered
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_heading, show_text
from pages.components.kit.sentences import say_count
from pages.components.kit.tables import Cell, Column, Group, build_table, show_table
from pages.components.returns.stages import (
    PROGRESS,
    build_counts,
    build_progress,
)

REST = (
    Column("How far", on_phone="bare"),
    Column("Received"),
    Column("Reminders"),
    Column("Contact", on_phone="bare"),
)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "school-return": (
        *(Column("School"), Column("Authority", on_phone="bare"), Column("Phase", on_phone="bare")),
        *REST,
    ),
    "partner-return": (
        *(Column("Partner"), Column("Authorities", on_phone="bare")),
        *(Column("Kind", on_phone="bare"), *REST),
    ),
    "hub-return": (Column("Lead organisation"), *REST),
}
WHOM = {
    "school-return": "schools",
    "partner-return": "partners",
    "hub-return": "lead organisations",
}
KINDS = {"school-return": "Schools", "partner-return": "Partners", "hub-return": "The hub itself"}
NUMBERS = {"school-return": "URN", "partner-return": "number", "hub-return": "source"}
ON_TIME = {None: None, True: "on time", False: "late"}
NEVER = "never returned"
PARTIAL = "accepted in part"
FEW = 50
ALL = "show_all_schools"
EVERY = "All"
SECONDS_A_WORKBOOK = 0.05


def choose_kind() -> str:
    """Whose returns are looked at: the schools', the partners', or the lead organisation's."""
    note_unoffered("whose", "Whose returns", KINDS.values())
    return str(
        st.segmented_control(
            "Whose returns",
            list(KINDS),
            default=next(iter(KINDS)),
            required=True,
            format_func=KINDS.__getitem__,
            key="whose",
            bind="query-params",
            label_visibility="collapsed",
        )
    )


def explain_tracker(tracker: Tracker) -> str:
    """The sentence: "391 of 412 schools have returned, 12 are overdue"."""
    expected, returned = len(tracker.rows), tracker.returned
    whom = WHOM[tracker.kind]
    if not expected:
        return f"No {noun_for(1, whom)} is expected to return yet"
    if returned == expected == 1:
        return f"The {noun_for(1, whom)} has returned"
    if returned == expected:
        return f"All {expected:,} {whom} have returned"
    words = explain_coverage(returned, expected, whom)
    if not returned:
        when = explain_period(tracker.period)
        words = f"None of {expected:,} {whom} has returned for {when} yet"
        if expected == 1:
            words = f"The {noun_for(1, whom)} has not returned for {when} yet"
    overdue = tracker.count(Progress.OVERDUE)
    late = f"{overdue:,} {'is' if overdue == 1 else 'are'} overdue"
    return f"{words}, {late}" if overdue else words


def show_counts(tracker: Tracker) -> None:
    """How many are how far, which is the legend too, with the term and when it is due."""
    counts = [
        (PROGRESS[progress], f"{number:,} {progress.value}{explain_more(tracker, progress)}")
        for progress in Progress
        if (number := tracker.count(progress))
    ]
    st.html(build_counts(counts, f"{tracker.period.label}: due by {explain_day(tracker.due_on)}"))


def explain_more(tracker: Tracker, progress: Progress) -> str:
    """Of those overdue, how many never returned; of those accepted, how many in part."""
    if progress is Progress.OVERDUE and tracker.never:
        return f" ({tracker.never:,} never returned)"
    if progress is Progress.ACCEPTED and tracker.partial:
        return f" ({tracker.partial:,} in part)"
    return ""


def choose_rows(tracker: Tracker) -> list[TrackerRow]:
    """The schools that the filters leave. The authority is chosen in the sidebar."""
    if tracker.kind == "hub-return":
        return list(tracker.rows)
    phase, how_far, words = st.columns(3)
    with phase:
        phases = sorted({row.phase for row in tracker.rows if row.phase})
        is_school = tracker.kind == "school-return"
        label = "Phase" if is_school else "Kind"
        note_unoffered("phase", label, [EVERY, *phases])
        chosen_phase = st.selectbox(label, [EVERY, *phases], bind="query-params", key="phase")
    with how_far:
        found = [one.value for one in Progress if tracker.count(one)]
        found += [NEVER] if tracker.never else []
        found += [PARTIAL] if tracker.partial else []
        note_unoffered("how_far", "How far", map(first_upper, [EVERY, *found]))
        chosen_progress = st.selectbox(
            "How far",
            [EVERY, *found],
            format_func=first_upper,
            bind="query-params",
            key="how_far",
        )
    with words:
        label = "School or URN" if is_school else "Name"
        search = st.text_input(label, bind="query-params", key="schools")
    rows = [
        row
        for row in tracker.rows
        if chosen_phase in (EVERY, row.phase)
        and is_so_far(row, chosen_progress)
        and (not search or is_found(row, search))
    ]
    order = {progress: place for place, progress in enumerate(Progress)}
    return sorted(rows, key=lambda row: (order[row.progress], row.name))


def is_so_far(row: TrackerRow, chosen: str) -> bool:
    """Whether a source is as far as was chosen."""
    if chosen == NEVER:
        return row.is_new and row.progress is Progress.OVERDUE
    if chosen == PARTIAL:
        return row.counts and row.rows_left_out > 0
    return chosen in (EVERY, row.progress.value)


def is_found(row: TrackerRow, search: str) -> bool:
    """Whether a school's name or URN has every word that was typed."""
    text = f"{row.name} {row.source}".casefold()
    return all(word in text for word in search.casefold().split())


def show_rows(
    tracker: Tracker,
    rows: Sequence[TrackerRow],
    *,
    reminded: Mapping[str, Any],
    authorities: Mapping[str, str],
) -> None:
    """The table, what needs doing first; the download has every row that the filters leave.

    `reminded` says of each source how many `times`, and when it was `last_on` reminded;
    `authorities` are their names by code.
    """
    if not rows:
        show_caption(f"No {noun_for(1, WHOM[tracker.kind])} fits all of these filters.")
        return
    shown = rows if st.session_state.get(ALL) else rows[:FEW]
    caption = f"Who has returned for {tracker.period.label}"
    columns = COLUMNS[tracker.kind]

    def build() -> str:
        lines = [
            build_row(row, reminded.get(row.source), kind=tracker.kind, authorities=authorities)
            for row in shown
        ]
        return build_table(columns, [Group("", lines)], caption=caption)

    told = [(row.source, reminded.get(row.source)) for row in shown]
    show_linked(keep(build, "who has returned", tracker.kind, tracker.period, told), "tracker")
    if len(rows) > len(shown) and st.button(f"Show all {len(rows):,} {WHOM[tracker.kind]}"):
        st.session_state[ALL] = True
        st.rerun()
    show_downloads(
        lambda: build_file(tracker, rows, reminded),
        f"who has returned {tracker.kind} {tracker.period.code}",
        key="tracker",
    )


def build_row(
    row: TrackerRow, reminded: Any = None, *, kind: str, authorities: Mapping[str, str]
) -> list[Cell]:
    latest = row.latest
    progress = build_progress(row.progress)
    contact = Cell(row.contact.role or row.contact.mailbox or None)
    if row.contact.role and row.contact.mailbox:
        contact = Cell(row.contact.role, small=row.contact.mailbox)
    return [
        build_name(row, kind),
        *build_groups(row, kind, authorities),
        Cell(progress.value, status=progress.status, small=explain_standing(row)),
        Cell(short_day(latest.received_on), return_page(latest.id), small=ON_TIME[row.on_time])
        if latest
        else Cell(None),
        build_reminded(reminded),
        contact,
    ]


def build_name(row: TrackerRow, kind: str) -> Cell:
    """A source's name, leading to its page; the lead organisation has none."""
    if kind == "school-return":
        return Cell(row.name, school_page(row.source), small=f"URN {row.source}")
    if kind == "partner-return":
        return Cell(row.name, partner_page(row.source), small=row.source)
    return Cell(row.name)


def build_groups(row: TrackerRow, kind: str, authorities: Mapping[str, str]) -> list[Cell]:
    if kind == "hub-return":
        return []
    codes = [code for code in row.la_code.split(", ") if code]
    names = row.la_name or ", ".join(authorities.get(code, code) for code in codes)
    everywhere = "The whole hub" if kind == "partner-return" else None
    return [Cell(names or everywhere), Cell(first_upper(row.phase) or None)]


def explain_standing(row: TrackerRow) -> str | None:
    """What else is to be known of how far a source is."""
    if row.counts and row.progress not in (Progress.NIL, Progress.ACCEPTED):
        return "An earlier version counts"
    if row.counts and row.rows_left_out:
        return f"Part of it: {count_of(row.rows_left_out, 'rows')} left out"
    if row.is_new and row.progress is Progress.OVERDUE:
        return "Has never returned"
    return None


def build_file(tracker: Tracker, rows: Sequence[TrackerRow], reminded: Mapping[str, Any]) -> Sheet:
    """Every source the filters leave, with all that is known of its return."""
    heads = (
        *("Source", "Name", "Authority", "Phase or kind", "Term", "Due on", "How far"),
        *("Counts", "Rows left out", "Queries open", "To correct", "Received on", "On time"),
        *("Ever returned", "Reminders", "Last reminded", "Contact role", "Mailbox"),
    )
    return Sheet("Who has returned", heads, [file_row(tracker, row, reminded) for row in rows])


def file_row(
    tracker: Tracker, row: TrackerRow, reminded: Mapping[str, Any]
) -> list[str | float | None]:
    latest, told = row.latest, reminded.get(row.source)
    return [
        *(row.source, row.name, row.la_name or row.la_code, row.phase),
        *(tracker.period.label, tracker.due_on.isoformat(), row.progress.value),
        *("yes" if row.counts else "no", row.rows_left_out if row.counts else None),
        *((latest.queries, latest.errors) if latest else (None, None)),
        latest.received_on.isoformat() if latest else None,
        {None: None, True: "yes", False: "late"}[row.on_time],
        "no" if row.is_new else "yes",
        *((told.times, told.last_on.isoformat()) if told else (0, None)),
        *(row.contact.role or None, row.contact.mailbox or None),
    ]


def build_reminded(reminded: Any) -> Cell:
    """How many reminders were prepared, and the day of the last."""
    if reminded is None:
        return Cell(None)
    return Cell(str(reminded.times), small=f"last {short_day(reminded.last_on)}")


def show_templates(tracker: Tracker, rows: Sequence[TrackerRow]) -> None:
    """Prefilled workbooks for the sources that the filters leave, made when they are asked for."""
    if not rows:
        return
    period, kind, number = tracker.period, tracker.kind, len(rows)
    which = rows[0].name if number == 1 else say_count(number, WHOM[kind])
    sources = [row.source for row in rows]
    st.download_button(
        f"Download {number:,} {noun_for(number, 'workbooks')} to send out (zip)",
        lambda: zip_templates(period, sources, kind_name=kind),
        f"{kind.replace('-', ' ')}s {period.code}.zip",
        "application/zip",
        key="templates",
        on_click="ignore",
    )
    takes = ""
    if number * SECONDS_A_WORKBOOK > 5:
        takes = f" Making them takes about {round(number * SECONDS_A_WORKBOOK / 5) * 5} seconds."
    chosen = f" The filters choose the {WHOM[kind]}." if number > 1 else ""
    show_caption(
        f"Return workbooks for {which} for {explain_period(period)}, prefilled from the register "
        f"and from what was returned last.{chosen}{takes}"
    )


def show_unexpected(tracker: Tracker) -> None:
    """Returns of schools that are not expected: closed, moved, or outside the hub."""
    if not tracker.unexpected:
        return
    whom, number = WHOM[tracker.kind], NUMBERS[tracker.kind]
    show_heading(f"Returns from {whom} that are not expected")
    show_text(f"They are kept, but no figure counts them. Check the {number} in the file.")
    columns = (Column(first_upper(noun_for(1, whom))), Column("Received"))
    rows = [
        (
            Cell(
                one.source_name or one.source, return_page(one.id), small=f"{number} {one.source}"
            ),
            Cell(short_day(one.received_on)),
        )
        for one in tracker.unexpected
    ]
    show_table(
        columns,
        [Group("", rows)],
        caption="Returns that were not expected",
        key="unexpected",
        file_name="returns not expected",
    )
