"""Taking files in on a page: many at once, each stored first, with progress and what came of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.services.actor import current_actor
from hubdata.services.hub import current_term
from hubdata.services.intake.importing import resume_files
from hubdata.services.intake.outcomes import FileOutcome, FileStatus, Severity
from hubdata.services.intake.uploads import check_size, import_uploads, most_megabytes
from hubdata.wording import first_upper, join_words, number_word
from pages.components.kit.followed import follow
from pages.components.kit.forms import keep_said, show_faults
from pages.components.kit.look import show_caption
from pages.components.kit.sentences import say_count
from pages.components.returns.return_acts import SAID

TYPES = ["xlsx", "xls", "ods", "csv", "xlsm", "xlsb", "tsv", "txt"]
TERMS_TO_CHOOSE = 6
TURN = "upload_turn"
CHOSEN = "return"
TOO_LARGE = "too_large"
AS_THEY_SAY = "As the files say"


def show_room() -> None:
    """The room files are dropped in, and what can be said of them beforehand."""
    turn = st.session_state.setdefault(TURN, 0)
    with st.container():
        if faults := st.session_state.pop(TOO_LARGE, None):
            show_faults(faults)
    period, sender = ask_about_files()
    arrived = st.file_uploader(
        "Add returns: Excel or csv, as people sent them",
        TYPES,
        accept_multiple_files=True,
        max_upload_size=most_megabytes(),
        key=f"files_{turn}",
    )
    if arrived:
        take_in(arrived, period=period, sender=sender.strip())
        st.session_state[TURN] = turn + 1
        st.rerun()


def ask_about_files() -> tuple[Period | None, str]:
    """The period of files that do not say it, and who sent them."""
    with st.expander("If the files do not say their term, or who sent them"):
        period = st.selectbox(
            "Term of the files",
            [None, *periods_to_choose()],
            format_func=lambda period: period.label if period else AS_THEY_SAY,
            key="told_period",
            width=320,
        )
        sender = st.text_input("Who sent them", key="told_sender", width=320)
        show_caption("A sender's own headings are remembered, so they are asked about once.")
    return period, sender


def periods_to_choose() -> list[Period]:
    """Terms, newest first, and the years they are in."""
    terms = current_term().last_terms(TERMS_TO_CHOOSE)
    return [*terms, *dict.fromkeys(Period(term.year) for term in terms)]


def take_in(arrived: Sequence[Any], *, period: Period | None, sender: str) -> None:
    """Stores and reads files, and chooses the one with most to put right."""
    files, too_large = sort_out(arrived)
    st.session_state[TOO_LARGE] = too_large
    made = import_uploads(files, actor=current_actor(), period=period, sender=sender)
    outcomes = list(follow(made, total=len(files), what="files")) if files else []
    if outcomes:
        keep_said(SAID, [explain_outcomes(outcomes)])
        choose(outcomes)


def read_on() -> None:
    """Reads what was stored when an earlier run was stopped."""
    outcomes = list(resume_files(actor=current_actor()))
    keep_said(SAID, [explain_outcomes(outcomes)])
    st.rerun()


def sort_out(arrived: Sequence[Any]) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The files that may be taken in, and a sentence for each that is too large."""
    taken, too_large = [], []
    for one in arrived:
        try:
            check_size(one.name, one.size)
        except UserError as trouble:
            too_large.append(str(trouble))
        else:
            taken.append((one.name, one.getvalue()))
    return taken, too_large


def choose(outcomes: Sequence[FileOutcome]) -> None:
    """Shows the return with most issues of those that just came."""
    found = [one for outcome in outcomes for one in outcome.returns if one.id is not None]
    if found:
        st.query_params[CHOSEN] = str(max(found, key=lambda one: len(one.issues)).id)
    elif CHOSEN in st.query_params:
        del st.query_params[CHOSEN]


def explain_outcomes(outcomes: Sequence[FileOutcome]) -> str:
    """ "Twelve files taken in: one was here before, one could not be read. In the others are 40
    returns: 37 ready to accept, three with something to explain." """
    counts = Counter(outcome.status for outcome in outcomes)
    if outcomes and counts[FileStatus.UNCHANGED] == len(outcomes):
        was = "this file was" if len(outcomes) == 1 else f"all {len(outcomes):,} files were"
        return f"Nothing changed: {was} here before."
    told = []
    for status, one, more in (
        (FileStatus.UNCHANGED, "was here before", "were here before"),
        (FileStatus.UNREADABLE, "could not be read", "could not be read"),
        (FileStatus.REFUSED, "was refused, and is not kept", "were refused, and are not kept"),
    ):
        if number := counts[status]:
            told.append(f"{number_word(number)} {one if number == 1 else more}")
    words = f"{first_upper(say_count(len(outcomes), 'files'))} taken in"
    words = f"{words}: {join_words(told)}." if told else f"{words}."
    return words + explain_returns(outcomes)


def explain_returns(outcomes: Sequence[FileOutcome]) -> str:
    """How far the returns in many files are; nothing of one, which is shown itself."""
    fresh = [
        one
        for outcome in outcomes
        if outcome.status is not FileStatus.UNCHANGED
        for one in outcome.returns
    ]
    if len(fresh) < 2:
        return ""
    errors = sum(bool(one.count(Severity.ERROR)) for one in fresh)
    queries = sum(
        not one.count(Severity.ERROR) and bool(one.count(Severity.QUERY)) for one in fresh
    )
    told = [
        f"{number_word(number)} {what}"
        for number, what in (
            (len(fresh) - errors - queries, "ready to accept"),
            (queries, "with something to explain"),
            (errors, "with something to correct"),
        )
        if number
    ]
    return f" In them are {say_count(len(fresh), 'returns')}: {join_words(told)}."
