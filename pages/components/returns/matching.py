"""Matching a file by hand: each column beside values from it, and the schools that are not sure.

What is chosen stands in the widgets until it is saved, all at once.
"""

from html import escape
from typing import Any

import streamlit as st

from hubdata.periods import Period
from hubdata.services.intake.matching import (
    NOT_READ,
    Doubtful,
    MatchState,
    guess_about,
    guess_places,
    list_choices,
    list_missing,
    list_sheets,
    load_columns,
    read_as_said,
)
from hubdata.services.intake.outcomes import FileOutcome
from hubdata.wording import count_of, join_words
from pages.components.kit.addresses import upload_page
from pages.components.kit.linked import show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs
from pages.components.kit.look import key_of, plain, show_caption, show_heading, show_text
from pages.components.kit.places import MATCH, UPLOAD
from pages.components.kit.sentences import say_count
from pages.components.returns.receiving import AS_THEY_SAY, periods_to_choose

FILE = "file"
COLUMNS_KEPT = "columns_to_match"
DO_NOT_READ = "Do not read"
SEVERAL = "Several things, or not sure"
ANOTHER, NONE_OF_THESE = "another", "none"
MOST_SHEETS = 12

Seen = Any
"""A `hubdata.returns.reading.inspecting.FileSeen`, as the service gives it."""


def outcome_page(outcome: FileOutcome) -> str:
    """Where what became of a file is shown: the return of it with most to put right."""
    found = [one for one in outcome.returns if one.id is not None]
    if found:
        return upload_page(max(found, key=lambda one: len(one.issues)).id or 0)
    return to(UPLOAD, **{FILE: str(outcome.file_id)})


def show_way_back(state: MatchState) -> None:
    """The way back to the files that came."""
    show_linked(build_crumbs((Crumb("Upload returns", to(UPLOAD)), Crumb(state.name))), "crumbs")


def explain_match(state: MatchState, seen: Seen) -> str:
    """The sentence that says what is asked here."""
    if state.doubts and not any(sheet.needs_telling for sheet in seen.sheets):
        return "Say once which schools this file means"
    return "Say once what the columns of this file mean"


def read_columns(state: MatchState) -> Seen:
    """How the file is understood now; looked at once for each time something is told of it.

    Raises `UserError` where it cannot be read.
    """
    kept = st.session_state.get(COLUMNS_KEPT)
    if kept is None or kept[0] != (state.file_id, state.stamp):
        kept = ((state.file_id, state.stamp), load_columns(state.file_id))
        st.session_state[COLUMNS_KEPT] = kept
    return kept[1]


def ask_about_file(state: MatchState, *, key: str) -> tuple[Period | None, str]:
    """The period, where the file does not say it, and for whom this is remembered."""
    left, right = st.columns(2)
    with left:
        sender = st.text_input("Who sent the file", state.sender, key=f"{key}_sender")
    with right:
        periods: list[Period | None] = [None, *periods_to_choose()]
        if state.period not in periods:
            periods.append(state.period)
        period = st.selectbox(
            "Term, where the file does not say it",
            periods,
            index=periods.index(state.period),
            format_func=lambda one: one.label if one else AS_THEY_SAY,
            key=f"{key}_period",
        )
    show_caption(explain_memory(sender))
    return period, sender


def explain_memory(sender: str) -> str:
    """For whom the answers are remembered."""
    if sender.strip():
        return (
            f"Saved once, this is remembered for {sender.strip()}, and for files with the same "
            "headings from anybody: the next needs no matching."
        )
    return (
        "Saved once, this is remembered for files with the same headings. Say who sent the file, "
        "and it is remembered for that sender too."
    )


def ask_about_columns(seen: Seen, *, key: str) -> dict[str, str]:
    """Every sheet with headings; gives what is to be told of them."""
    said: dict[tuple[int, str], str] = {}
    for number, sheet in enumerate(seen.sheets[:MOST_SHEETS]):
        said |= ask_about_sheet(seen, number, key=f"{key}_{number}")
        if sheet.is_hidden:
            show_caption("This sheet is hidden in the file.")
    if len(seen.sheets) > MOST_SHEETS:
        show_caption(f"And {len(seen.sheets) - MOST_SHEETS} more sheets, read as they are.")
    return read_as_said(seen, said)


def ask_about_sheet(seen: Seen, number: int, *, key: str) -> dict[tuple[int, str], str]:
    """One sheet: where its headings are, what its rows are about, and each heading."""
    sheet = seen.sheets[number]
    show_heading(name_of(sheet.name, len(seen.sheets)))
    show_caption(explain_sheet(sheet))
    sheets = [*list_sheets(seen.kind), ""]
    about = st.selectbox(
        "What its rows are about",
        sheets,
        index=sheets.index(guess_about(seen.kind, sheet)),
        format_func=lambda one: one or SEVERAL,
        key=f"{key}_about",
        width=320,
    )
    if not about:
        show_caption(
            "Say what its rows are about, to choose among fewer fields; or leave it, if a row "
            "answers many questions, as in a survey."
        )
    choices = list_choices(seen.kind, about)
    guessed = guess_places(seen.kind, sheet, about)
    said = {}
    for one in sheet.headings:
        own = f"{key}_{key_of(about)}_{one.cell}"
        said[number, one.cell] = ask_about_heading(one, choices, guessed[one.cell], key=own)
    answered = (
        place
        for one in sheet.headings
        if said[number, one.cell] == one.place
        for place in one.answers
    )
    if missing := list_missing(seen.kind, about, [*said.values(), *answered]):
        show_text(f"Needed in every row, and not matched yet: {join_words(missing)}.")
    return said


def ask_about_heading(one: Any, choices: dict[str, Any], guessed: str, *, key: str) -> str:
    """A heading with the values below it, and beside it the field it is taken to mean."""
    likely = [place.place for place in one.suggestions if place.place in choices]
    places = [NOT_READ, *dict.fromkeys([*likely, *choices])]
    with st.container(key=f"column_{key}"):
        words, field = st.columns((3, 4), vertical_alignment="center", gap="small")
        with words:
            st.html(build_heading(one))
        with field:
            return st.selectbox(
                plain(f"{one.heading} ({one.cell}) is read as"),
                places,
                index=places.index(guessed),
                format_func=lambda place: say_field(choices.get(place)),
                key=key,
                label_visibility="collapsed",
            )


def ask_about_schools(state: MatchState, *, key: str) -> dict[str, str]:
    """Each school that is not sure: what the file writes, and those that may be meant."""
    if not state.doubts:
        return {}
    show_heading("Schools that are not sure")
    show_caption("Choose the school that is meant. Nothing is taken from these rows until then.")
    said = {}
    for number, doubt in enumerate(state.doubts):
        chosen = ask_about_school(doubt, state.chosen.get(doubt.written), key=f"{key}_s{number}")
        if chosen is not None:
            said[doubt.written] = chosen
    return said


def ask_about_school(doubt: Any, before: str | None, *, key: str) -> str | None:
    """The URN that is meant, "" for none of these, `None` while nothing was said."""
    offers = {one.source: one for one in doubt.offers}
    options = [*offers, ANOTHER, NONE_OF_THESE]
    wanted = NONE_OF_THESE if before == NOT_READ else before
    if wanted is not None and wanted not in options:
        wanted = ANOTHER
    index = None if wanted is None else options.index(wanted)
    where = f" at {doubt.place.lstrip('!')}" if doubt.place else ""
    chosen = st.radio(
        plain(f"The file writes {doubt.says}{where} ({count_of(doubt.rows, 'rows')})"),
        options,
        index=index,
        format_func=lambda one: plain(say_offer(offers.get(one), one)),
        key=key,
    )
    if chosen == ANOTHER:
        written = before if wanted == ANOTHER else ""
        return st.text_input("Its URN", written or "", key=f"{key}_urn", width=320).strip() or None
    return NOT_READ if chosen == NONE_OF_THESE else chosen


def explain_saved(outcome: FileOutcome, sender: str) -> list[str]:
    """What was remembered, and what came of reading the file again."""
    for_whom = f"for {sender.strip()}" if sender.strip() else "for files with the same headings"
    found = say_count(len(outcome.returns), "returns")
    verb = "was" if len(outcome.returns) == 1 else "were"
    return [
        f"{outcome.name} was read again: {found} {verb} found in it. "
        f"What you said is remembered {for_whom}."
    ]


def show_way_to_match(file_id: int, doubtful: Doubtful, *, has_returns: bool) -> None:
    """On the page of files: the way here, plain to see where something waits for it."""
    if doubtful is Doubtful.NOTHING:
        return
    label = {
        Doubtful.SCHOOLS: "Choose the schools that are meant",
        Doubtful.COLUMNS: "Match the columns",
        Doubtful.SOME: "See how the columns are read",
    }[doubtful]
    is_first = not has_returns or doubtful is Doubtful.SCHOOLS
    key = f"{'go_' if is_first else ''}match_{file_id}"
    if st.button(label, key=key, type="primary" if is_first else "secondary"):
        st.switch_page(MATCH, query_params={FILE: str(file_id)})


def say_field(choice: Any) -> str:
    """A field as it is chosen: "Whole class: Pupils in the class"."""
    if choice is None:
        return DO_NOT_READ
    sheet = {"Whose": "School"}.get(choice.sheet, choice.sheet)
    needed = " (needed)" if choice.is_required else ""
    return f"{sheet}: {choice.heading}{needed}"


def say_offer(offer: Any, option: str) -> str:
    """ "Elm Junior School, Northmere (URN 900003)"."""
    if offer is None:
        return {
            ANOTHER: "Another school, by its URN",
            NONE_OF_THESE: "None of these: leave its rows out",
        }.get(option, f"URN {option}")
    where = f", {offer.where}" if offer.where else ""
    return f"{offer.name}{where} (URN {offer.source})"


def build_heading(one: Any) -> str:
    """The heading, its cell and guess, and the first values."""
    values = ", ".join(one.samples) if one.samples else "no values"
    return (
        f'<p class="hub-column"><b>{escape(one.heading)}</b> <span class="hub-soft">'
        f"{escape(one.cell)}, {escape(one.guess.value)}</span>"
        f'<span class="small">{escape(values)}</span></p>'
    )


def explain_sheet(sheet: Any) -> str:
    """ "Headings in row 4, 40 rows below them."."""
    if sheet.is_form:
        return f"A form: labels from row {sheet.row} on, the answers beside them."
    return f"Headings in row {sheet.row}, {count_of(sheet.rows, 'rows')} below them."


def name_of(sheet: str, number: int) -> str:
    return f"Columns of the sheet “{sheet}”" if number > 1 and sheet else "Its columns"
