"""Told twice: the same activity as a school and a partner, or two partners, told of it; whose
telling counts is decided here, once, side by side.
"""

import streamlit as st

from hubdata.services.hub import current_term
from pages.components.around.filters import chosen_period
from pages.components.kit.downloads import show_downloads
from pages.components.kit.look import Button, show_caption, show_empty, show_title
from pages.components.kit.places import UPLOAD
from pages.components.returns.cached_returns import read_open_overlaps, read_overlaps
from pages.components.returns.overlaps import (
    CASE,
    build_overlap_sheet,
    explain_overlaps,
    show_case,
    show_cases,
    show_others,
)
from pages.components.returns.return_acts import show_outcome
from pages.components.standing.choices import choose

SHOWN = {"open": "To decide", "all": "All"}

period = chosen_period() or current_term()
cases = read_overlaps(period)
show_title(explain_overlaps(cases, period))
show_outcome()
show_others(read_open_overlaps(), period)
if not cases:
    show_empty(
        "No overlap was found",
        "Returns of schools and partners are compared whenever one is accepted: the same school, "
        "activity and provider. What two of them tell of is listed here, side by side.",
        Button("Upload returns", UPLOAD),
    )
    st.stop()
show_caption("Each counts once: by a rule until somebody decides, then as decided.")
asked = st.query_params.get(CASE, "")
waiting = [case for case in cases if case.is_open]
shown = cases if choose("Show", SHOWN, key="show") == "all" or not waiting else waiting
show_cases(shown, caption=f"Told by two sources, {period.label}")
show_downloads(lambda: build_overlap_sheet(cases), "told by two sources", key="overlaps_file")
show_case(next((case for case in cases if case.key == asked), shown[0]))
