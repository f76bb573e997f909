"""What an address asks for and is not here: said above the page in a sentence for each, with what
is shown instead.
"""

from collections.abc import Iterable
from html import escape

import streamlit as st

NOTED, PLACE = "astray", "astray_place"
MOST_SIGNS = 40
"""Of what an address asks for, which anybody may have written."""


def begin_notes() -> None:
    """`dashboard.py` calls it once a run, before anything reads the address."""
    st.session_state[NOTED] = []
    st.session_state[PLACE] = None


def show_notes() -> None:
    """Their place above the page: what is noted by now, and room for what the page will note, which
    is none while there is nothing to say.
    """
    st.session_state[PLACE] = st.container(gap=None)
    for sentence in st.session_state[NOTED]:
        show_note(sentence)


def note_unknown(what: str, asked: str, *, shown: str) -> None:
    """ "There is no authority “999” here; the whole hub is shown instead."; once a run."""
    sentence = f"There is no {what} “{cut(asked)}” here; {shown} is shown instead."
    noted = st.session_state.setdefault(NOTED, [])
    if sentence not in noted:
        noted.append(sentence)
        show_note(sentence)


def cut(asked: str) -> str:
    """What an address asks for, no longer than a sentence can hold."""
    return asked if len(asked) <= MOST_SIGNS else f"{asked[:MOST_SIGNS]}…"


def show_note(sentence: str) -> None:
    """At once, as a page may stop; before its place is there, it waits for it."""
    place = st.session_state.get(PLACE)
    if place is not None:
        place.html(f'<p class="hub-astray" role="status">{escape(sentence)}</p>')


def note_unoffered(key: str, label: str, offered: Iterable[str], *, shown: str = "") -> None:
    """The same of a choice that is bound to the address under its key, by the words of its options;
    without `shown` the first of them is. Call it before the choice is drawn: then what is not
    offered is dropped from the address.
    """
    words = list(offered)
    for asked in st.query_params.get_all(key):
        if asked and asked not in words:
            note_unknown(f"choice of “{label}” called", asked, shown=f"“{shown or words[0]}”")
