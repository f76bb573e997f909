"""What can be done with a return: accept it, or its good rows only; explain, reject or withdraw it;
take the original file away. Each act is one service call, and its outcome is said.

Acts are done by callbacks, before the page is drawn anew: a button that somebody else's act has
made pointless still says so when it is pressed.
"""

from collections.abc import Callable, Collection
from typing import Any

import streamlit as st

from hubdata.errors import UserError
from hubdata.services.actor import current_actor
from hubdata.services.intake.contacts import erase_contact
from hubdata.services.intake.returns import (
    accept_return,
    give_reason,
    load_file_content,
    reject_return,
    withdraw_return,
)
from hubdata.services.intake.undoing import Undo, list_undoable, undo
from hubdata.wording import count_of
from pages.components.kit.forms import SAID as SAID_BY_FORM
from pages.components.kit.forms import keep_said, show_faults, show_said
from pages.components.kit.look import plain
from pages.components.kit.sentences import say_count

SAID = "returns"
FAULT = "fault_with_returns"
UNDO = "undo_of_returns"
ALL_OF_THEM = ""
UNDONE = {
    Undo.ACCEPTANCE: "The return of {name} will wait again; the version that it replaced, if there "
    "was one, will count again.",
    Undo.WITHDRAWAL: "The answers of {name} will count in the figures again.",
    Undo.REJECTION: "The return of {name} will wait to be accepted again.",
}

Detail = Any
"""A `hubdata.services.intake.returns.ReturnDetail`."""


def show_outcome() -> None:
    """What the act before did, with the way to undo it, or why it could not be done; once. It is
    told in a corner too: the button that was pressed may be far down the page."""
    told = [*st.session_state.get(SAID_BY_FORM + SAID, ()), st.session_state.get(FAULT)]
    for words in filter(None, told):
        st.toast(plain(words), duration="long")
    show_said(SAID)
    if undoable := st.session_state.pop(UNDO, None):
        what, ids = undoable
        st.button("Undo", key="undo_last", on_click=attempt, args=(lambda: take_back(what, ids),))
    if fault := st.session_state.pop(FAULT, None):
        show_faults(fault.splitlines())


def attempt(act: Callable[[], str]) -> None:
    """Does it, and keeps what was done, or what stood against it, for the page to say."""
    st.session_state.pop(UNDO, None)
    try:
        keep_said(SAID, [act()])
    except UserError as trouble:
        st.session_state[FAULT] = str(trouble)


def offer_undo(what: Undo, return_ids: Collection[int]) -> None:
    """Lets the outcome offer to undo what was just done with some returns."""
    st.session_state[UNDO] = (what, tuple(return_ids))


def take_back(what: Undo, return_ids: Collection[int], *, reason: str = "") -> str:
    """Undoes an act, and says what holds now."""
    number = undo(what, return_ids, actor=current_actor(), reason=reason)
    returns = "the return" if number == 1 else say_count(number, "returns")
    verb = "counts" if number == 1 else "count"
    waits = "waits" if number == 1 else "wait"
    return {
        Undo.ACCEPTANCE: f"Undone: {returns} {waits} again, and any version before {verb} again.",
        Undo.WITHDRAWAL: f"Undone: {returns} {verb} again.",
        Undo.REJECTION: f"Undone: {returns} {waits} again.",
    }[what]


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
                "Withdraw",
                f"The answers of {name} will be taken out of every figure, and no version will "
                "count. To let the version before count again, undo the acceptance instead.",
                withdraw_return, detail=detail,
                done=f"Withdrawn: the return of {name} no longer counts.", key=key,
            )  # fmt: skip
        for what in list_undoable({part.status for part in detail.parts}):
            show_undo(what, detail, name=name, key=key)


def ask_reason(detail: Detail, *, key: str) -> None:
    """Why doubtful answers are right: one reason for all, or one for those of a kind."""
    groups = group_queries(detail)
    doubtful = say_count(detail.state.queries, "doubtful answers")
    if len(groups) > 1:
        which = st.selectbox(
            "Doubtful answers to explain",
            [ALL_OF_THEM, *groups],
            format_func=lambda one: f"All {doubtful}" if one == ALL_OF_THEM else one,
            key=f"which_{key}",
            width=640,
        )
        if which != ALL_OF_THEM:
            doubtful = say_count(len(groups[which]), "doubtful answers")
    else:
        which = ALL_OF_THEM
    st.text_area(
        f"Why it is right as it is (explains {doubtful})",
        key=f"reason_{key}",
        height=80,
        width=640,
        placeholder="Such as: the school confirmed it by telephone",
    )
    if which != ALL_OF_THEM:
        st.button(
            "Keep this reason",
            key=f"explain_{key}",
            on_click=attempt,
            args=(lambda: explain_group(detail, groups[which], key=key),),
        )


def group_queries(detail: Detail) -> dict[str, list[int]]:
    """The queries that are open, equal ones together: "Whole class!D3 and 2 more: …"."""
    found: dict[tuple[str, str, str], list[Any]] = {}
    for one in detail.issues:
        if one.issue.severity.value == "query" and not one.explanation:
            issue = one.issue
            found.setdefault((issue.code, issue.sheet, issue.field), []).append(one)
    named: dict[str, list[int]] = {}
    for same in found.values():
        more = f" and {len(same) - 1} more" if len(same) > 1 else ""
        words = f"{same[0].issue.message[:110]}{more}"
        named.setdefault(words, []).extend(one.id for one in same)
    return named


def explain_group(detail: Detail, issue_ids: Collection[int], *, key: str) -> str:
    number = give_reason(detail.state.id, issue_ids, reason=read_reason(key), actor=current_actor())
    st.session_state[f"reason_{key}"] = ""
    answers = say_count(number, "answers")
    return f"The reason is kept beside {answers}."


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
    offer_undo(Undo.ACCEPTANCE, [detail.state.id])
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
        what = Undo.REJECTION if act is reject_return else Undo.WITHDRAWAL
        offer_undo(what, [detail.state.id])
        return done

    with st.popover(label, key=f"open_{own}"):
        st.markdown(plain(consequence))  # outside the page, where our own colours do not reach
        st.text_input("Reason", key=f"reason_{own}")
        st.button(f"{label} this return", key=own, on_click=attempt, args=(give_up,))


def show_undo(what: Undo, detail: Detail, *, name: str, key: str) -> None:
    """Undoing an act that was done some time ago; it is confirmed, with a reason."""
    own = f"undo_{what.value}_{key}"
    with st.popover(f"Undo the {what.value}", key=f"open_{own}"):
        st.markdown(plain(UNDONE[what].format(name=name)))
        st.text_input("Reason", key=f"reason_{own}")
        st.button(
            f"Undo this {what.value}",
            key=own,
            on_click=attempt,
            args=(lambda: take_back(what, [detail.state.id], reason=read_reason(own)),),
        )


def show_erasing(detail: Detail) -> None:
    """Erasing the address of a contact, where the return gives one."""
    fronts = [part for part in detail.parts if part.sheet is detail.kind.front]
    email = next((row.get("contact_email") for part in fronts for row in part.rows), None)
    if not email:
        return
    own = f"erase_{detail.state.id}"
    with st.popover("Erase the contact's e-mail", key=f"open_{own}"):
        st.markdown(
            plain(
                f"{email} will be taken out of every return, list and log, and not be taken in "
                "again. The files stay as they came. This cannot be undone."
            )
        )
        st.text_input("Who asked for it", key=f"reason_{own}")
        st.button(
            "Erase this e-mail",
            key=own,
            on_click=attempt,
            args=(lambda: erase(email, read_reason(own)),),
        )


def erase(email: str, reason: str) -> str:
    number = erase_contact(email, actor=current_actor(), reason=reason)
    return f"Erased: the address stood in {say_count(number, 'returns')}, and is in none now."


def size_of(detail: Detail) -> tuple[int, int]:
    """Rows, and rows that cannot be used."""
    return (
        sum(len(part.rows) for part in detail.parts),
        sum(part.rows_left_out for part in detail.parts),
    )


def say_rows(number: int) -> str:
    return count_of(number, "rows")
