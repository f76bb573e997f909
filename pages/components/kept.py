"""What pages have built of what they read: words, links and drawings, kept as
`pages.components.cached` keeps things, until something they rest on has changed.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from hubdata.services import frame
from pages.components.cached import ENTRIES
from pages.components.linked import read_carried

Built = TypeVar("Built")


def keep(build: Callable[[], Built], what: str, *of: object) -> Built:
    """What `build` makes, made once for `what` it is and everything it is made `of` besides the
    store, the day, and the term and authority that its links carry. It may not draw.
    """
    built: Built = _kept(repr((frame.load_revision_key(), read_carried(), what, of)), build)
    return built


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _kept(key: str, _build: Callable[[], Any]) -> Any:
    return _build()
