"""The board's calendar: its meetings, how far their packs are, and planning the next one."""

from collections.abc import Sequence

import streamlit as st

from hubdata import wording
from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.services.actor import current_actor
from hubdata.services.around.frame import Frame
from hubdata.services.reports.board import (
    USUAL_TITLE,
    Meeting,
    plan_meeting,
    suggest_day,
    suggest_days,
)
from pages.components.kit.forms import show_faults
from pages.components.kit.linked import go, to
from pages.components.kit.look import Status, show_heading
from pages.components.kit.places import MEETING
from pages.components.kit.tables import Cell, Column, Group, show_table

WIDTH = 420


def title_of_meetings(meetings: Sequence[Meeting]) -> str:
    """When the next one is, and how far its pack is."""
    coming = [one for one in meetings if not one.is_past]
    if not meetings:
        return "No board meeting is planned yet"
    if not coming:
        return "No board meeting is coming; plan the next one"
    following = min(coming, key=lambda one: one.held_on)
    pack = "is approved" if following.editions else "is in the making"
    return f"The next board meeting is on {wording.explain_day(following.held_on)}; its pack {pack}"


def show_meetings(meetings: Sequence[Meeting]) -> None:
    """The calendar as a table, what is coming first."""
    columns = (Column("Meeting"), Column("About"), Column("Pack"), Column("Figures"))
    coming = sorted((one for one in meetings if not one.is_past), key=lambda one: one.held_on)
    past = [one for one in meetings if one.is_past]
    groups = [
        Group(heading, [build_row(one) for one in some])
        for heading, some in (("Coming", coming), ("Held", past))
        if some
    ]
    show_table(columns, groups, caption="Board meetings", key="meetings", file_name="meetings")


def build_row(one: Meeting) -> list[Cell]:
    pack = f"Edition {one.editions} approved" if one.editions else "In the making"
    return [
        Cell(one.name, target=to(MEETING, meeting=str(one.id))),
        Cell(one.period.label),
        Cell(pack, status=Status.ON if one.editions else Status.PROVISIONAL),
        Cell(one.snapshot),
    ]


def show_plan_form(hub: Frame) -> None:
    """Day, period and name: all are suggested, so that one press plans a meeting."""
    show_heading("Plan a meeting")
    days, periods = suggest_days(), list(hub.periods)
    with st.form("plan_meeting", border=False, width=WIDTH):
        day = st.selectbox(
            "Day",
            days,
            index=days.index(suggest_day()),
            format_func=lambda one: f"{one:%A} {wording.explain_day(one)}",
        )
        period = st.selectbox(
            "Figures of",
            periods,
            index=periods.index(hub.default),
            format_func=wording.name_period,
        )
        title = st.text_input("Name", USUAL_TITLE, autocomplete="off")
        if st.form_submit_button("Plan the meeting", type="primary", key="go_plan_meeting"):
            plan(day, period, title)


def plan(day: object, period: Period, title: str) -> None:
    """Freezes the figures, begins the pack and shows it."""
    with st.spinner("Freezing the figures", show_time=True):
        try:
            meeting = plan_meeting(day, period, actor=current_actor(), title=title)  # type: ignore[arg-type]
        except UserError as error:
            show_faults(str(error).splitlines())
            return
    go(to(MEETING, meeting=str(meeting.id)))
