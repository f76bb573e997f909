"""What is to happen next with a school or partner: the list, and the form of one of them."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.calendar import parse_day, write_day
from hubdata.services.actor import current_actor
from hubdata.services.clock import today
from hubdata.services.reach.next_steps import (
    NextStep,
    add_next_step,
    change_next_step,
    load_next_steps,
)
from pages.components.kit.forms import DAY_HELP, NEW, Form, read_asked, show_said
from pages.components.kit.linked import build_link, go, here, show_linked
from pages.components.kit.look import show_caption, show_heading

SAID, ASKED = "next_step", "step"
FEW = 4


def show_next_steps(source: str, script: str) -> None:
    """Open steps, then what was done last; the form of the one that is asked for in the address."""
    show_heading("Next step")
    show_said(SAID)
    steps = load_next_steps(source)
    if show_asked(steps, source, script):
        return
    day = today()
    items = "".join(build_step(one, script, day) for one in steps[:FEW])
    nothing = "" if items else '<p class="hub-caption">Nothing is planned yet.</p>'
    listed = f'<ul class="hub-list">{items}</ul>' if items else nothing
    note = build_link("Note a next step", here(script, **{ASKED: NEW}))
    more = f", {len(steps) - FEW} earlier ones are kept" if len(steps) > FEW else ""
    show_linked(f'{listed}<p class="hub-acts">{note}{more}</p>', "next_steps")


def build_step(one: NextStep, script: str, day: date) -> str:
    link = build_link(one.text, here(script, **{ASKED: str(one.id)}))
    small = escape(f"{one.owner}, {explain_due(one, day)}")
    return f'<li><div>{link}<span class="small">{small}</span></div></li>'


def explain_due(one: NextStep, day: date) -> str:
    """ "by 1 December 2026", "overdue since …", "done on …", "no day set"."""
    if one.done_on:
        return f"done on {wording.explain_day(one.done_on)}"
    return wording.explain_due(one.due, day)


def show_asked(steps: Sequence[NextStep], source: str, script: str) -> bool:
    """Draws the form of a new step, or of the one in the address; whether there is one."""
    asked = read_asked(steps, ASKED, what="step")
    if asked:
        show_form(asked.one, source, script, seen=asked.seen)
    return asked is not None


def show_form(step: NextStep | None, source: str, script: str, *, seen: int) -> None:
    """What, who, by when, done or not. `seen` is the version the writer began from: it is in the
    keys, so that nothing typed is lost when somebody else was first.
    """
    form, key = Form(SAID), f"{step.id}_{seen}" if step else f"{NEW}_{source}"
    with st.form("next_step", border=False):
        text = st.text_area(
            "What is to happen", step.text if step else "", height=80, key=f"step_text_{key}"
        )
        owner = st.text_input(
            "Who sees to it (name or role)",
            step.owner if step else "",
            autocomplete="off",
            key=f"step_owner_{key}",
        )
        due = st.text_input(
            "By when (may be blank)",
            write_day(step.due) if step and step.due else "",
            autocomplete="off",
            key=f"step_due_{key}",
        )
        is_done = bool(step) and st.checkbox(
            "Done", bool(step and step.done_on), key=f"step_done_{key}"
        )
        show_caption(DAY_HELP)
        with st.container(horizontal=True, gap="small"):
            is_saved = st.form_submit_button("Save", type="primary", key="go_save_step")
            is_left = st.form_submit_button("Leave as it was", key="leave_step")
    if is_left:
        go(here(script, **{ASKED: None}))
    if is_saved:
        day = form.read(due, parse_day, what="By when", instead=None) if due.strip() else None
        form.save(
            lambda: save_step(step, source, text, owner=owner, due=day, seen=seen, is_done=is_done)
        )


def save_step(
    step: NextStep | None,
    source: str,
    text: str,
    *,
    owner: str,
    due: date | None,
    seen: int,
    is_done: bool,
) -> list[str]:
    actor = current_actor()
    if step is None:
        add_next_step(source, text, owner=owner, due=due, actor=actor)
    else:
        change_next_step(
            step.id, seen=seen, text=text, owner=owner, due=due, is_done=is_done, actor=actor
        )
    del st.query_params[ASKED]
    return ["The next step is done." if is_done else "The next step is noted."]
