"""The files that came in, as a table in which one is chosen, and what is chosen."""

from collections.abc import Sequence

import streamlit as st

from hubdata.errors import UnknownThing
from hubdata.services.actor import current_actor
from hubdata.services.intake.inbox import (
    InboxLine,
    Stage,
    StoredFile,
    accept_ready,
    load_stored_content,
    load_stored_file,
)
from hubdata.services.intake.issue_words import explain_issues
from hubdata.services.intake.matching import find_doubtful
from hubdata.services.intake.returns import ReturnDetail, load_return
from hubdata.services.intake.undoing import Undo
from hubdata.wording import first_upper
from pages.components.kit.addresses import return_page, upload_page
from pages.components.kit.astray import note_unknown
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import build_link, linked, show_linked, split_target, to
from pages.components.kit.look import show_caption, show_heading, show_text
from pages.components.kit.places import UPLOAD
from pages.components.kit.sentences import say_count
from pages.components.kit.tables import Cell, Column, Group, build_sheet, build_table
from pages.components.returns.correcting import show_correcting, show_corrections
from pages.components.returns.matching import show_way_to_match
from pages.components.returns.return_acts import attempt, offer_undo, say_rows, show_acts, size_of
from pages.components.returns.return_changes import show_changes, show_standing
from pages.components.returns.return_issues import show_issues
from pages.components.returns.sending_back import show_sending_back
from pages.components.returns.stages import build_stage

FEW = 12
RETURN, FILE = "return", "file"
ALL = "show_all_files"
COLUMNS = (Column("File"), Column("From"), Column("Term"), Column("Result"))


def show_files(lines: Sequence[InboxLine]) -> InboxLine | None:
    """The table of files, and the line that is chosen: the one in the address, else the first."""
    if not lines:
        return None
    chosen = next((line for line in lines if is_asked(line)), None)
    if chosen is None:
        chosen = lines[0]
        for name in (RETURN, FILE):
            if asked := st.query_params.get(name):
                note_unknown(f"{name} of that number", asked, shown="the newest file")
    shown = list(lines if st.session_state.get(ALL) else lines[:FEW])
    if chosen not in shown:
        shown.append(chosen)
    rows = [build_line(line, is_chosen=line is chosen) for line in shown]
    target = linked(build_table(COLUMNS, [Group("", rows)], caption="Files that came"), "files")
    if target:
        choose(target)
    show_accept_ready(lines)
    if len(lines) > len(shown) and st.button(f"Show all {len(lines):,}", key="show_all"):
        st.session_state[ALL] = True
        st.rerun()
    show_downloads(lambda: build_file_sheet(lines), "files that came", key="files_file")
    return chosen


def build_file_sheet(lines: Sequence[InboxLine]) -> Sheet:
    """Every file that came lately, shown or not."""
    rows = [build_line(line, is_chosen=True) for line in lines]
    return build_sheet(COLUMNS, [Group("", rows)], caption="Files that came")


def show_accept_ready(lines: Sequence[InboxLine]) -> None:
    """One button for all returns with nothing to correct or explain."""
    ready = [line.return_id for line in lines if line.stage is Stage.READY and line.return_id]
    if len(ready) < 2:
        return

    def accept() -> str:
        number = accept_ready(ready, actor=current_actor())
        offer_undo(Undo.ACCEPTANCE, ready)
        return f"{first_upper(say_count(number, 'returns'))} accepted."

    label = f"Accept the {len(ready):,} that are ready"
    st.button(label, key="go_accept_ready", type="primary", on_click=attempt, args=(accept,))


def show_chosen(line: InboxLine) -> None:
    """What is to put right in the chosen return, what it would change, and what can be done."""
    if line.return_id is None:
        show_file(load_stored_file(line.file_id))
        return
    try:
        detail = load_return(line.return_id)
    except UnknownThing as unknown:
        show_text(str(unknown))
        return
    name = line.source_name
    issues = explain_issues([*load_stored_file(line.file_id).issues, *detail.issues])
    show_heading(f"{name}: {explain_need(detail)}")
    show_text(explain_use(detail))
    show_way_to_match(line.file_id, find_doubtful(line.file_id), has_returns=True)
    if issues:
        show_issues(
            issues,
            about=f"{name}, {detail.period.label}",
            key=f"issues_{line.return_id}",
            detail=detail,
        )
        show_sending_back(line.file_id)
    show_correcting(detail)
    show_corrections(detail)
    changes = f"changes_{line.return_id}"
    if detail.is_waiting:
        show_standing(detail, key=changes)
    show_acts(detail, name=name)
    if detail.is_waiting:
        show_changes(detail, key=changes)
    link = build_link("See the whole return, sheet by sheet", return_page(line.return_id))
    show_linked(f'<p class="hub-prose">{link}</p>', "whole_return")


def show_file(file: StoredFile) -> None:
    """A file in which no return was found, and why."""
    show_heading(f"{file.name}: nothing could be taken from it")
    show_way_to_match(file.id, find_doubtful(file.id), has_returns=False)
    show_issues(explain_issues(file.issues), about=file.name, key=f"file_issues_{file.id}")
    show_sending_back(file.id)
    if file.is_erased:
        show_caption("Its contents were erased at once; only its name, time and reason are kept.")
        return
    st.download_button(
        "Download the original file",
        lambda: load_stored_content(file.id),
        file.name,
        "application/octet-stream",
        key=f"original_file_{file.id}",
        on_click="ignore",
    )


def explain_need(detail: ReturnDetail) -> str:
    """What is asked for next, as the heading says it."""
    if not detail.is_waiting:
        return "accepted" if detail.counts else detail.state.status
    if detail.state.errors:
        return "what to put right"
    return "what to explain" if detail.state.queries else "ready to accept"


def explain_use(detail: ReturnDetail) -> str:
    """How many rows can be used, and whether they count."""
    rows, left_out = size_of(detail)
    if detail.is_waiting and detail.state.standing:
        return (
            "The return as a whole cannot be used: its school, or its first sheet, has an error. "
            "Correct it and send it again."
        )
    if detail.is_waiting:
        usable = f"{rows - left_out:,} of {say_rows(rows)} can be used as they are."
        if not left_out:
            usable = "Every row can be used as it is."
        return f"{usable} Nothing is counted until the return is accepted."
    if detail.counts:
        return f"{rows - left_out:,} of {say_rows(rows)} count in the figures."
    return "Nothing of it counts in the figures."


def build_line(line: InboxLine, *, is_chosen: bool) -> list[Cell]:
    target = None
    if not is_chosen:
        target = to(UPLOAD, file=str(line.file_id))
        if line.return_id is not None:
            target = upload_page(line.return_id)
    return [
        Cell(line.file_name, target),
        Cell(line.source_name or None),
        Cell(line.period.label if line.period else None),
        build_stage(line),
    ]


def is_asked(line: InboxLine) -> bool:
    """Whether the address names this line."""
    if line.return_id is None:
        return st.query_params.get(FILE) == str(line.file_id)
    return st.query_params.get(RETURN) == str(line.return_id)


def choose(target: str) -> None:
    """Shows another line on the same page, where the reader stands."""
    _, query = split_target(target)
    for name in (RETURN, FILE):
        if name in st.query_params and name not in query:
            del st.query_params[name]
    st.query_params.update(query)
    st.rerun()
