"""Correcting a value on the screen: which cell, what it means instead, and why; and the corrections
that hold in a return, each with the way to undo it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from hubdata.services.actor import current_actor
from hubdata.services.intake.correcting import (
    CellAsked,
    correct_value,
    list_correctable,
    undo_correction,
)
from hubdata.services.intake.returns import PartDetail, ReturnDetail
from hubdata.wording import explain_day
from pages.components.kit.answers import Corrected, say_cell
from pages.components.kit.astray import note_unknown
from pages.components.kit.linked import show_linked
from pages.components.kit.look import plain, show_caption, show_heading
from pages.components.returns.return_acts import attempt

RETURN, SHEET, ROW, FIELD = "return", "sheet", "row", "field"
BLANK_CHOICE = "No answer (blank)"
YES_NO = ("Yes", "No")


def show_correcting(detail: ReturnDetail) -> None:
    """The form, open where an issue led here; nothing where the version is settled."""
    parts = [part for part in detail.parts if part.rows and part.status in ("checked", "accepted")]
    if not parts or not (detail.is_waiting or detail.counts):
        return
    key = f"correct_{detail.state.id}"
    part_asked, row_asked, field_asked = read_asked(parts)
    with st.expander("Correct a value", expanded=row_asked is not None):
        columns = st.columns(3)
        with columns[0]:
            part = st.selectbox(
                "Sheet",
                parts,
                index=parts.index(part_asked) if part_asked else 0,
                format_func=lambda part: part.sheet.name,
                key=f"{key}_sheet_{row_asked}",
            )
        with columns[1]:
            rows = {row["id"]: row for row in part.rows}
            row_id = st.selectbox(
                "Row",
                list(rows),
                index=list(rows).index(row_asked) if row_asked in rows else 0,
                format_func=lambda one: name_row(part, rows[one]),
                key=f"{key}_row_{part.id}_{row_asked}",
            )
        with columns[2]:
            specs = {spec.name: spec for spec in list_correctable(detail.kind, part.sheet)}
            names = list(specs)
            field = st.selectbox(
                "Question",
                names,
                index=names.index(field_asked) if field_asked in specs else 0,
                format_func=lambda name: specs[name].heading,
                key=f"{key}_field_{part.id}_{field_asked}",
            )
        ask_value(detail, CellAsked(part.sheet.name, row_id, field), specs[field], rows[row_id])


def ask_value(detail: ReturnDetail, cell: CellAsked, spec: Any, row: Mapping[str, Any]) -> None:
    """What the cell means instead, and why."""
    key = f"correct_{detail.state.id}_{cell.row_id}_{cell.field}"
    now = say_cell(row, cell.field)
    sent = what_was_sent(detail, cell, row)
    before = f"“{sent}” was sent. " if sent and sent != now else ""
    show_caption(before + (f"It is read as “{now}”." if now else "It is read as blank."))
    with st.form(f"form_{key}", border=False):
        choices = YES_NO if spec.kind.value == "yes or no" else spec.choice_words
        left, right = st.columns(2)
        with left:
            if choices and spec.kind.value != "several of a list":
                options = [*choices, BLANK_CHOICE]
                st.selectbox("The right answer", options, index=None, key=f"after_{key}")
            else:
                st.text_input("The right answer", key=f"after_{key}", help=spec.help or None)
        with right:
            st.text_input("Why", key=f"why_{key}", placeholder="Such as: the school telephoned")
        st.form_submit_button(
            "Correct it",
            key=f"go_{key}",
            type="primary",
            on_click=attempt,
            args=(lambda: correct(detail.state.id, cell, key),),
        )
    show_caption(
        "What was sent stays beside it, and the file stays as it came. The return is checked again."
        + ("" if detail.is_waiting else " The corrected version counts once it is accepted.")
    )


def what_was_sent(detail: ReturnDetail, cell: CellAsked, row: Mapping[str, Any]) -> str:
    """What an issue says was sent in a cell; "" where nothing stands against it."""
    for one in detail.issues:
        issue = one.issue
        if (issue.field, issue.row) == (cell.field, row["row_number"]):
            return issue.value
    return ""


def correct(return_id: int, cell: CellAsked, key: str) -> str:
    typed = st.session_state.get(f"after_{key}")
    after = "" if typed in (None, BLANK_CHOICE) else str(typed)
    reason = str(st.session_state.get(f"why_{key}") or "")
    now = correct_value(return_id, cell, after=after, reason=reason, actor=current_actor())
    look_at(now)
    return "Corrected, and the return was checked again."


def look_at(return_id: int) -> None:
    """Shows the return as it is read now, without the cell that was asked about."""
    for name in (SHEET, ROW, FIELD):
        st.query_params.pop(name, None)
    st.query_params[RETURN] = str(return_id)


def read_asked(parts: Sequence[PartDetail]) -> tuple[PartDetail | None, int | None, str]:
    """The sheet, row and field that the address names, where they are here."""
    name, row = st.query_params.get(SHEET, ""), st.query_params.get(ROW, "")
    part = next((part for part in parts if part.sheet.name == name), None)
    ids = [one["id"] for one in part.rows] if part else []
    row_id = int(row) if row.isdigit() and int(row) in ids else None
    if part and row and row_id is None:
        note_unknown(f"row of {part.sheet.name} with the number", row, shown="the return")
    return part, row_id, st.query_params.get(FIELD, "")


def name_row(part: PartDetail, row: Mapping[str, Any]) -> str:
    """ "Row 3: 4B, 4"; the only row of a form is "The answers"."""
    if part.sheet.one_row and len(part.rows) == 1:
        return "The answers"
    known = [say_cell(row, name) for name in part.sheet.key_fields]
    told = ", ".join(words for words in known if words)
    return f"Row {row['row_number']}" + (f": {told}" if told else "")


def show_corrections(detail: ReturnDetail) -> None:
    """The corrections that hold in this version: where, what was sent, by whom, when and why."""
    if not detail.corrections:
        return
    show_heading("Corrected on the screen")
    may_undo = detail.is_waiting or detail.counts
    for one in detail.corrections:
        words, button = st.columns([5, 1], vertical_alignment="center")
        with words:
            show_linked(build_correction(detail, one), f"correction_{one.id}")
        if may_undo:
            button.button(
                "Undo",
                key=f"undo_correction_{detail.state.id}_{one.id}",
                help=plain(f"Undo the correction of {heading_of(detail, one)}"),
                on_click=attempt,
                args=(lambda one=one: undo(detail.state.id, one.id),),
            )


def undo(return_id: int, correction_id: int) -> str:
    look_at(undo_correction(return_id, correction_id, actor=current_actor()))
    return "The correction is undone, and the return was checked again."


def build_correction(detail: ReturnDetail, one: Any) -> str:
    part = next(part for part in detail.parts if part.id == one.part_id)
    where = f"{one.sent}!{one.cell}" if one.cell else f"{part.sheet.name}, row {one.row_number}"
    sent = f"“{one.before}”" if one.before else "blank"
    after = f"“{one.after}”" if one.after else "blank"
    who = f"{one.made_by}, {explain_day(one.made_at.astimezone().date())}: {one.reason}"
    return (
        f'<p class="hub-prose"><b>{escape(where)}</b>, {escape(heading_of(detail, one))}: '
        f"{escape(sent)} was sent, {escape(after)} is used."
        f'<br><span class="hub-soft">{escape(who)}</span></p>'
    )


def heading_of(detail: ReturnDetail, one: Any) -> str:
    part = next(part for part in detail.parts if part.id == one.part_id)
    return str(part.sheet.field(one.field).heading).rstrip("?")


def by_cell(detail: ReturnDetail) -> Corrected:
    """The corrections of a return by the cell they hold in."""
    return {(one.part_id, one.row_number, one.field): one for one in detail.corrections}
