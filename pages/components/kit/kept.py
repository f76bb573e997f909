"""What pages have built of what they read: words, links and drawings, kept as
`pages.components.kit.cached` keeps things, until something they rest on has changed.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from hubdata.services.around import frame
from pages.components.kit.cached import ENTRIES
from pages.components.kit.linked import read_carried

Built = TypeVar("Built")

BEGAN = "revision_at_begin"


def begin_run() -> None:
    """Notes the state of the store before a page reads anything; `dashboard.py` calls it once a
    run.
    """
    st.session_state[BEGAN] = frame.load_revision_key()


def keep(build: Callable[[], Built], what: str, *of: object) -> Built:
    """What `build` makes, made once for `what` it is and everything it is made `of` besides the
    store, the day, and the term and authority that its links carry. It may not draw.

    Nothing is kept in a run in which the store has changed: it may be made of what was read before.
    """
    revision = frame.load_revision_key()
    if st.session_state.get(BEGAN, revision) != revision:
        return build()
    built: Built = _kept(repr((revision, read_carried(), what, of)), build)
    return built


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _kept(key: str, _build: Callable[[], Any]) -> Any:
    return _build()
