"""What can be done with a return: accept it, or its good rows only; explain, reject or withdraw it;
take the original file away. Each act is one service call, and its outcome is said.

Acts are done by callbacks, before the page is drawn anew: a button that somebody else's act has
made pointless still says so when it is pressed.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from hubdata.errors import UserError
from hubdata.services.actor import current_actor
from hubdata.services.returns import (
    accept_return,
    load_file_content,
    reject_return,
    withdraw_return,
)
from hubdata.wording import count_of
from pages.components.forms import keep_said, show_faults, show_said
from pages.components.look import plain
from pages.components.sentences import say_count

SAID = "returns"
FAULT = "fault_with_returns"

Detail = Any
"""A `hubdata.services.returns.ReturnDetail`."""


def show_outcome() -> None:
    """What the act before did, or why it could not be done, once."""
    show_said(SAID)
    if fault := st.session_state.pop(FAULT, None):
        show_faults(fault.splitlines())


def attempt(act: Callable[[], str]) -> None:
    """Does it, and keeps what was done, or what stood against it, for the page to say."""
    try:
        keep_said(SAID, [act()])
    except UserError as trouble:
        st.session_state[FAULT] = str(trouble)


def show_acts(detail: Detail, *, name: str) -> None:
    """The acts that fit how far the return is."""
    key = f"return_{detail.state.id}"
    if detail.is_waiting and detail.state.queries:
        ask_reason(detail, key=key)
    with st.container(horizontal=True, gap="small", key=f"acts_{key}"):
        if detail.is_waiting:
            show_accept(detail, name=name, key=key)
        show_original(detail, key=key)
        if detail.is_waiting:
            show_giving_up(
                "Reject", f"Nothing of the return of {name} will be used.", reject_return,
                detail=detail, done=f"Rejected: nothing of the return of {name} is used.", key=key,
            )  # fmt: skip
        if detail.counts:
            show_giving_up(
                "Withdraw", f"The answers of {name} will be taken out of every figure.",
                withdraw_return, detail=detail,
                done=f"Withdrawn: the return of {name} no longer counts.", key=key,
            )  # fmt: skip


def ask_reason(detail: Detail, *, key: str) -> None:
    doubtful = say_count(detail.state.queries, "doubtful answers")
    st.text_area(
        f"Why it is right as it is (explains {doubtful})",
        key=f"reason_{key}",
        height=80,
        width=640,
        placeholder="Such as: the school confirmed it by telephone",
    )


def read_reason(key: str) -> str:
    """What stands in the field for a reason, if there is one."""
    return str(st.session_state.get(f"reason_{key}") or "").strip()


def show_accept(detail: Detail, *, name: str, key: str) -> None:
    """One button, quiet where something is left out; none where nothing may be used."""
    rows, left_out = size_of(detail)
    if detail.state.standing or (rows and rows == left_out):
        return
    label, has_errors = "Accept", bool(detail.state.errors)
    if has_errors:
        label = "Accept without the answers to correct"
        if left_out:
            label = f"Accept the other {say_rows(rows - left_out)}"
    st.button(
        label,
        type="secondary" if has_errors else "primary",
        key=f"{'' if has_errors else 'go_'}accept_{key}",
        on_click=attempt,
        args=(lambda: accept(detail, read_reason(key), name=name),),
    )


def accept(detail: Detail, reason: str, *, name: str) -> str:
    """Accepts a return as it was shown; says how much of it counts now."""
    accept_return(
        detail.state.id,
        actor=current_actor(),
        reason=reason,
        leave_out_errors=bool(detail.state.errors),
    )
    rows, left_out = size_of(detail)
    verb = "counts" if rows - left_out == 1 else "count"
    words = f"Accepted: {say_rows(rows - left_out)} of {name} {verb} now."
    return words + (f" {say_rows(left_out)} left out." if left_out else "")


def show_original(detail: Detail, *, key: str) -> None:
    st.download_button(
        "Download the original file",
        lambda: load_file_content(detail.state.id)[1],
        detail.file_name,
        "application/octet-stream",
        key=f"original_{key}",
        on_click="ignore",
    )


def show_giving_up(
    label: str,
    consequence: str,
    act: Callable[..., None],
    *,
    detail: Detail,
    done: str,
    key: str,
) -> None:
    """An act that is confirmed, with a reason that is kept with it."""

    own = f"{label.lower()}_{key}"

    def give_up() -> str:
        act(detail.state.id, actor=current_actor(), reason=read_reason(own))
        return done

    with st.popover(label, key=f"open_{own}"):
        st.markdown(plain(consequence))  # outside the page, where our own colours do not reach
        st.text_input("Reason", key=f"reason_{own}")
        st.button(f"{label} this return", key=own, on_click=attempt, args=(give_up,))


def size_of(detail: Detail) -> tuple[int, int]:
    """Rows, and rows that cannot be used."""
    return (
        sum(len(part.rows) for part in detail.parts),
        sum(part.rows_left_out for part in detail.parts),
    )


def say_rows(number: int) -> str:
    return count_of(number, "rows")
