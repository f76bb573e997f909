"""Actions: what is to be done, who owns it, by when, and what became of it. The list leads to the
form of each, which stands above it once it is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.calendar import parse_day, write_day
from hubdata.periods import Period
from hubdata.services.actor import current_actor
from hubdata.services.reports.commentary import Action, add_action, change_action, explain_due
from hubdata.vocabulary import ActionStatus
from pages.components.kit.downloads import Sheet
from pages.components.kit.forms import DAY_HELP, NEW, Form, read_asked, show_said
from pages.components.kit.linked import build_link, go, show_linked, to
from pages.components.kit.look import keep_days, show_caption
from pages.components.kit.places import KPI
from pages.components.kit.tables import Cell, Column, Group, show_table

SAID = "actions"
ASKED = "action"
COLUMNS = ("Action", "Owner", "Due", "Status", "KPI", "Raised for", "Raised by", "Closed on")


@dataclass(frozen=True)
class Place:
    """Where actions are shown: the page, the KPI they are of ("" for all), and who is to own a new
    one.
    """

    script: str
    kpi: str = ""
    owner: str = ""

    def address(self, asked: str | None = None) -> str:
        return to(self.script, kpi=self.kpi or None, **{ASKED: asked})


def show_actions_of(actions: Sequence[Action], place: Place, *, period: Period, day: date) -> None:
    """The actions of one KPI, open ones first, with the way to raise another."""
    show_said(SAID)
    if show_asked_form(actions, place, period=period):
        return
    some = sorted(actions, key=lambda one: not one.is_open)
    items = "".join(build_action(one, place, period=period, day=day) for one in some)
    nothing = '<p class="hub-prose">No action is open.</p>' if not items else ""
    raise_one = build_link("Raise an action", place.address(NEW))
    listed = f'<ul class="hub-list">{items}</ul>' if items else nothing
    show_linked(f'{listed}<p class="hub-acts">{raise_one}</p>', "actions")


def build_action(one: Action, place: Place, *, period: Period, day: date) -> str:
    """The text that leads to its form; then who, by when, and since when it is carried forward."""
    told = [one.owner, explain_due(one, day)]
    if one.is_carried_into(period):
        told.append(f"carried forward from {wording.explain_period(one.raised)}")
    link = build_link(one.text, place.address(str(one.id)))
    small = f'<span class="small">{escape(", ".join(filter(None, told)))}</span>'
    return f"<li><div>{link}{small}</div></li>"


def show_asked_form(actions: Sequence[Action], place: Place, *, period: Period) -> bool:
    """Draws the form of the action in the address, or of a new one; whether there is one."""
    asked = read_asked(actions, ASKED, what="action")
    if asked:
        show_form(asked.one, place, seen=asked.seen, period=period)
    return asked is not None


def show_form(action: Action | None, place: Place, *, seen: int, period: Period) -> None:
    """What is to be done, by whom, by when. `seen` is the version that the writer began from: it is
    in the address and in the keys, so that nothing typed is lost when somebody else was first.
    """
    statuses, form = list(ActionStatus), Form(SAID)
    key = f"{action.id}_{seen}" if action else f"{NEW}_{place.kpi}"
    with st.form("action", border=False):
        text = st.text_area(
            "What is to be done", action.text if action else "", height=80, key=f"text_{key}"
        )
        owner_room, due_room, *status_room = st.columns(3 if action else 2)
        with owner_room:
            owner = st.text_input(
                "Owner (name or role)",
                action.owner if action else place.owner,
                autocomplete="off",
                key=f"action_owner_{key}",
            )
        with due_room:
            due = st.text_input(
                "Due (may be blank)",
                write_day(action.due) if action and action.due else "",
                autocomplete="off",
                key=f"due_{key}",
            )
        status = ActionStatus.OPEN
        for room in status_room:
            status = room.selectbox(
                "Status",
                statuses,
                index=statuses.index(action.status) if action else 0,
                format_func=str.capitalize,
                key=f"action_status_{key}",
            )
        show_caption(DAY_HELP)
        with st.container(horizontal=True, gap="small"):
            is_saved = st.form_submit_button("Save the action", type="primary", key="go_action")
            is_left = st.form_submit_button("Leave it as it was", key="leave_action")
    if is_left:
        go(place.address())
    if is_saved:
        day = form.read(due, parse_due, what="Due", instead=None)
        wanted = {"text": text, "owner": owner, "due": day, "status": status}
        form.save(lambda: save(action, wanted, place, seen=seen, period=period))


def parse_due(typed: str) -> date | None:
    return parse_day(typed) if typed.strip() else None


def save(
    action: Action | None, wanted: dict[str, object], place: Place, *, seen: int, period: Period
) -> list[str]:
    """Raises or changes it, and goes back to the list."""
    if action is None:
        due = wanted["due"]
        add_action(
            str(wanted["text"]),
            owner=str(wanted["owner"]),
            due=due if isinstance(due, date) else None,
            period=period,
            kpi=place.kpi,
            actor=current_actor(),
        )
        said = "The action is raised. It is carried forward until it is done or dropped."
    else:
        now = change_action(action.id, seen=seen, actor=current_actor(), changes=wanted)
        said = "The action is saved." if now.is_open else f"The action is {now.status}."
    st.query_params.pop(ASKED, None)
    return [said]


def show_action_table(
    actions: Sequence[Action], names: dict[str, str], place: Place, *, period: Period, day: date
) -> None:
    """Actions of every KPI, each leading to its form and its KPI."""
    rows = [
        [
            Cell(one.text, place.address(str(one.id))),
            Cell(names[one.kpi], to(KPI, kpi=one.kpi)) if one.kpi in names else Cell("The hub"),
            one.owner,
            Cell(due := wording.first_upper(explain_due(one, day)), words=keep_days(due)),
            Cell(
                one.raised.label,
                small="Carried forward" if one.is_carried_into(period) else None,
            ),
        ]
        for one in actions
    ]
    columns = [Column(name) for name in ("Action", "KPI", "Owner", "Due", "Raised for")]
    show_table(columns, [Group("", rows)], caption="Actions", key="actions")


def build_action_sheet(actions: Sequence[Action], names: dict[str, str]) -> Sheet:
    return Sheet(
        "Actions",
        COLUMNS,
        [
            (
                one.text,
                one.owner,
                one.due.isoformat() if one.due else None,
                one.status.value,
                names.get(one.kpi) or None,
                one.raised.code,
                one.raised_by,
                one.closed_on.isoformat() if one.closed_on else None,
            )
            for one in actions
        ],
    )
