"""The files the school register is made of: where to get each, choosing and loading them, and what
that changed.
"""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from hubdata.calendar import parse_day
from hubdata.errors import UserError
from hubdata.services.actor import current_actor
from hubdata.services.registers.register import AuthoritiesUnclear, LoadOutcome, load_register
from hubdata.services.registers.register_sources import (
    SOURCES,
    FoundFile,
    LoadedFile,
    Source,
    describe_files,
)
from hubdata.wording import explain_day, short_day
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.forms import Form, show_faults
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_heading, show_text
from pages.components.kit.tables import Cell, Column, Group, build_table, show_table

File = tuple[str, bytes]
ROUND = "register_round"
OUTCOMES = "register_outcomes"
FAULT = "register_fault"
AUTHORITIES = "register_authorities"
SHOWN_ISSUES = 50
FOUND_COLUMNS = (Column("File"), Column("What it is"), Column("As at"))
ISSUE_COLUMNS = (Column("Where"), Column("What is wrong"))
LOAD_COLUMNS = (
    Column("Loaded"),
    Column("File"),
    Column("As at"),
    Column("Rows", "right"),
    Column("What it changed"),
)


def show_sources(loads: Sequence[LoadedFile]) -> None:
    """Every kind of file: what it is for, where to get it, and which one is loaded."""
    newest: dict[str, LoadedFile] = {}
    for load in loads:
        newest.setdefault(load.kind, load)
    items = "".join(build_source(source, newest.get(source.kind)) for source in SOURCES)
    show_linked(f'<ul class="hub-list">{items}</ul>', "sources")


def build_source(source: Source, loaded: LoadedFile | None) -> str:
    where = escape(source.site)
    if source.address:
        address = escape(source.address)
        where = f'<a href="{address}" target="_blank" rel="noreferrer">{where}</a>'
    state = "Needed first: not loaded yet" if source.is_required else "Not loaded yet"
    if loaded:
        state = f"Loaded: {loaded.name}, as at {explain_day(loaded.as_at)}"
    return (
        f"<li><div><b>{escape(name_of(source.kind))}</b><br>{escape(source.purpose)}"
        f'<span class="small">{where}. {escape(source.how)}</span>'
        f'<span class="small">{escape(state)}</span></div></li>'
    )


def show_loading(la_codes: Sequence[str]) -> None:
    """Choosing files, seeing what they are, and loading them."""
    show_heading("Load files")
    show_outcomes()
    uploaded = st.file_uploader(
        "Register files, several at once. What each is, is told by its headings.",
        accept_multiple_files=True,
        key=f"register_files_{st.session_state.get(ROUND, 0)}",
    )
    if not uploaded:
        return
    files = [(one.name, one.getvalue()) for one in uploaded]
    form = Form("register")
    day = ask_file_day(form)
    found = describe_files(files, day)
    show_found(found)
    codes = ask_authorities(la_codes)
    ask_own_list(form, found)
    chosen = [file for file, one in zip(files, found, strict=True) if one.kind]
    label = f"Load {len(chosen)} {'file' if len(chosen) == 1 else 'files'}"
    if chosen and st.button(label, type="primary", key="go_load"):
        if form.faults:
            show_faults(form.faults)
        else:
            load_files(chosen, codes, as_at=day)


def ask_file_day(form: Form) -> date | None:
    typed = st.text_input(
        "Date of the files, if it is not in their names", autocomplete="off", width=320
    )
    if not typed.strip():
        return None
    return form.read(typed, parse_day, what="Date of the files", instead=None)


def show_found(found: Sequence[FoundFile]) -> None:
    rows = [
        (
            one.name,
            name_of(one.kind) if one.kind else Cell("Cannot be loaded", small=one.problem),
            day_of(one),
        )
        for one in found
    ]
    show_table(FOUND_COLUMNS, [Group("", rows)], caption="Files chosen", key="found")


def name_of(kind: str) -> str:
    """The kind of file as a sentence or a cell begins with it."""
    return kind[0].upper() + kind[1:]


def day_of(found: FoundFile) -> str | None:
    return short_day(found.as_at) if found.as_at else None


def ask_authorities(la_codes: Sequence[str]) -> Sequence[str]:
    """The hub's authorities, asked for only where a file could not tell them."""
    names: dict[str, str] | None = st.session_state.get(AUTHORITIES)
    if names:
        return st.multiselect(
            "Which authorities are the hub's?",
            list(names),
            format_func=lambda code: f"{names[code]} ({code})" if names[code] else code,
        )
    if la_codes:
        show_caption(f"Schools of {', '.join(la_codes)} are kept. The settings page changes that.")
    return ()


def ask_own_list(form: Form, found: Sequence[FoundFile]) -> None:
    """A list that replaces the schools every rate counts is confirmed before it does."""
    lists = [one.name for one in found if one.replaces_schools]
    if not lists:
        return
    show_text(
        f"{', '.join(lists)} looks like the hub's own list of reportable schools. In every rate, "
        "its schools would stand for the register's open state-funded ones."
    )
    box = "Replace the register's schools by this list in every rate"
    if not st.checkbox(box):
        form.faults.append(f"{', '.join(lists)}: tick “{box}”, or take the file out.")


def load_files(files: Sequence[File], codes: Sequence[str], *, as_at: date | None) -> None:
    """Loads them one after the other; what was loaded before a fault stays loaded, and is said."""
    outcomes: list[LoadOutcome] = []
    fault = ""
    st.session_state.pop(AUTHORITIES, None)
    bar = st.progress(0.0, "Looking at the files")

    def tell(words: str) -> None:
        bar.progress(len(outcomes) / len(files), words)

    try:
        loading = load_register(
            files, la_codes=codes, as_at=as_at, actor=current_actor(), progress=tell
        )
        outcomes.extend(loading)
    except AuthoritiesUnclear as error:
        st.session_state[AUTHORITIES] = error.authorities
        fault = f"{error.what} Choose the hub's authorities below, or another file."
    except UserError as error:
        fault = str(error)
    st.session_state[OUTCOMES], st.session_state[FAULT] = outcomes, fault
    if not fault:
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()


def show_outcomes() -> None:
    """What the last loading changed, and what was wrong; kept until the next."""
    if fault := st.session_state.get(FAULT):
        show_faults([fault])
    outcomes: list[LoadOutcome] = st.session_state.get(OUTCOMES, [])
    if outcomes:
        number = len(outcomes)
        st.success(f"{number} {'file is' if number == 1 else 'files are'} loaded.")
        items = "".join(map(build_outcome, outcomes))
        show_linked(f'<ul class="hub-list">{items}</ul>', "register_outcomes_list")
    issues = [(f"{one.file}, row {one.row}", one.what) for o in outcomes for one in o.issues]
    if issues:
        show_issues(issues)


def build_outcome(outcome: LoadOutcome) -> str:
    sentences = "<br>".join(map(escape, outcome.sentences))
    small = f"{name_of(outcome.kind)}, as at {explain_day(outcome.as_at)}"
    return (
        f'<li><div><b>{escape(outcome.name)}</b><span class="small">{escape(small)}</span>'
        f"{sentences}</div></li>"
    )


def show_issues(issues: Sequence[tuple[str, str]]) -> None:
    """The first rows that could not be used as they were; all of them in a file."""
    number = len(issues)
    more = f" The first {SHOWN_ISSUES} are here, all in the file." if number > SHOWN_ISSUES else ""
    show_text(f"{number:,} {'row has' if number == 1 else 'rows have'} something wrong.{more}")
    caption = "Rows with something wrong"
    shown = build_table(ISSUE_COLUMNS, [Group("", issues[:SHOWN_ISSUES])], caption=caption)
    show_linked(shown, "register_issues")
    heads = [column.name for column in ISSUE_COLUMNS]
    show_downloads(lambda: Sheet(caption, heads, issues), "register-issues", key="register_issues")


def show_loads(loads: Sequence[LoadedFile]) -> None:
    """Every loading, newest first."""
    rows = [
        (
            short_day(load.loaded_at.date()),
            Cell(load.name, small=name_of(load.kind)),
            short_day(load.as_at),
            load.rows,
            " ".join(load.sentences),
        )
        for load in loads
    ]
    show_table(
        LOAD_COLUMNS,
        [Group("", rows)],
        caption="Files loaded",
        key="loads",
        file_name="files of the register",
    )
