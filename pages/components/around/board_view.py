"""The dashboard as the board sees it: approved packs and what they point to, and nothing else. A
switch for now; it becomes a role when there is sign-in.
"""

from collections.abc import Sequence

import streamlit as st

from pages.components.around.frame import PageEntry
from pages.components.kit.linked import go, url_path_of
from pages.components.kit.look import show_caption
from pages.components.kit.places import BOARD, DEFINITIONS

ON, SWITCH = "board_view", "board_view_switch"
SHOWN = (BOARD, DEFINITIONS)
"""The pages of the board: its packs, and what their words mean."""


def is_board_view() -> bool:
    return bool(st.session_state.get(ON))


def choose_pages(register: Sequence[PageEntry], *, opened: str) -> Sequence[PageEntry]:
    """The pages that may be opened; `opened` is the address of the one that was. From any other
    the board is led back to its packs.
    """
    if not is_board_view():
        return register
    allowed = [entry for entry in register if entry.script in SHOWN]
    if opened not in [url_path_of(entry.script) for entry in allowed]:
        go(BOARD)
    return allowed


def show_switch() -> None:
    """On and off."""
    st.toggle("See the dashboard as the board does", is_board_view(), key=SWITCH, on_change=turn)
    show_caption(
        "Then only approved packs and the definitions can be opened, until it is switched off "
        "here. When there is sign-in, this will go with a person's role."
    )


def turn() -> None:
    st.session_state[ON] = bool(st.session_state.get(SWITCH))
