"""Chasing: whom to remind of a return that has not come, and the letters to take away."""

from collections.abc import Sequence

import streamlit as st

from hubdata.services.actor import current_actor
from hubdata.services.tracking.chasing import (
    build_reminders,
    list_not_come,
    record_reminders,
    render_mail_merge,
    zip_reminders,
)
from hubdata.services.tracking.tracker import Progress, Tracker, TrackerRow
from hubdata.wording import count_of, explain_period, first_upper
from pages.components.kit.forms import keep_said, show_said
from pages.components.kit.look import show_caption
from pages.components.kit.sentences import say_count
from pages.components.returns.tracking import WHOM

SAID = "chasing"
PREPARED = "reminders_prepared"
ALL_OVERDUE, NONE_CAME, FILTERED, CHOSEN = "overdue", "none_came", "filtered", "chosen"


def show_chasing(tracker: Tracker, filtered: Sequence[TrackerRow]) -> None:
    """Whom to remind, one button, and the letters; nothing where everything has come."""
    waiting = list_not_come(tracker)
    if not waiting:
        return
    with st.expander(f"Remind those that have not returned ({len(waiting):,})"):
        show_said(SAID)
        sources = choose_sources(waiting, filtered, whom=WHOM[tracker.kind])
        number = count_of(len(sources), WHOM[tracker.kind])
        st.button(
            f"Prepare reminders for {number}",
            key="go_remind",
            type="primary",
            disabled=not sources,
            on_click=prepare,
            args=(tracker, sources),
        )
        show_caption(
            "Letters to a role and a shared mailbox, each with the prefilled workbook. Preparing "
            "them counts as one reminder today; nothing is sent from here."
        )
        prepared = st.session_state.get(PREPARED)
        if prepared and prepared[0] == (tracker.period.code, tracker.kind):
            show_letters(tracker, prepared[1])


def choose_sources(
    waiting: Sequence[TrackerRow], filtered: Sequence[TrackerRow], *, whom: str
) -> tuple[str, ...]:
    """Those overdue, all that have not come, those the filters leave, or some by name."""
    left = {row.source for row in filtered}
    groups = {
        ALL_OVERDUE: [row for row in waiting if row.progress is Progress.OVERDUE],
        NONE_CAME: list(waiting),
        FILTERED: [row for row in waiting if row.source in left],
    }
    ways = [way for way, rows in groups.items() if rows]
    way = st.radio(
        "Whom to remind",
        [*ways, CHOSEN],
        format_func=lambda way: say_way(way, len(groups.get(way, ()))),
        key="whom_to_remind",
    )
    if way != CHOSEN:
        return tuple(row.source for row in groups[way])
    names = {row.source: row.name for row in waiting}
    chosen = st.multiselect(
        f"{first_upper(whom)} to remind",
        list(names),
        format_func=lambda source: f"{names[source]} ({source})",
        key="sources_to_remind",
    )
    return tuple(chosen)


def say_way(way: str, number: int) -> str:
    return {
        ALL_OVERDUE: f"All overdue ({number:,})",
        NONE_CAME: f"All that have not returned ({number:,})",
        FILTERED: f"Those the filters leave ({number:,})",
        CHOSEN: "Some, by name",
    }[way]


def prepare(tracker: Tracker, sources: tuple[str, ...]) -> None:
    """Counts the reminders, and offers the letters."""
    new = record_reminders(tracker.period, sources, kind=tracker.kind, actor=current_actor())
    st.session_state[PREPARED] = ((tracker.period.code, tracker.kind), sources)
    words = f"{first_upper(say_count(len(sources), 'reminders'))} prepared"
    again = len(sources) - new
    if again:
        verb = "was" if again == 1 else "were"
        words += f"; {say_count(again, WHOM[tracker.kind])} {verb} counted today already"
    keep_said(SAID, [f"{words}."])


def show_letters(tracker: Tracker, sources: tuple[str, ...]) -> None:
    """The letters, as drafts and as a mail merge, and whom they cannot reach."""
    period, kind = tracker.period, tracker.kind
    with st.container(horizontal=True, gap="small", key="letters"):
        st.download_button(
            f"Download {count_of(len(sources), 'drafts')} (.eml in a zip)",
            lambda: zip_reminders(period, sources, kind=kind),
            f"reminders {period.code}.zip",
            "application/zip",
            key="reminder_drafts",
            on_click="ignore",
        )
        st.download_button(
            "Download for a mail merge (csv)",
            lambda: render_mail_merge(period, sources, kind=kind),
            f"reminders {period.code}.csv",
            "text/csv",
            key="reminder_merge",
            on_click="ignore",
        )
    unknown = sum(not one.contact.mailbox for one in build_reminders(period, sources, kind=kind))
    if unknown:
        verb = "has" if unknown == 1 else "have"
        show_caption(
            f"{first_upper(say_count(unknown, WHOM[kind]))} {verb} not given a mailbox for "
            f"{explain_period(period)} or before: fill in the address of those drafts."
        )
