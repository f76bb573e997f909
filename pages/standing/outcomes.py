"""Outcomes: the national plan's five "all children" statements, each with what bears witness to it:
KPIs, stories that may be published, and what is missing.
"""

import streamlit as st

from hubdata.framework import SOURCE
from hubdata.services.results.titles import title_of_outcomes
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.figures.score import explain_returns
from pages.components.kit.beginnings import is_beginning
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.downloads import show_downloads
from pages.components.kit.kept import keep
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_title
from pages.components.standing.cached_plan import read_evidence
from pages.components.standing.outcomes import (
    OutcomeView,
    build_outcome_sheet,
    build_outcomes,
    explain_kept_back,
    list_outcomes,
)

hub = read_frame()
if is_beginning(hub):
    st.stop()
period, la_code = chosen_period() or hub.default, chosen_authority()
card, evidence = read_standing(period).of(la_code), read_evidence(period)
place = hub.authorities.get(la_code or "", "")


def build() -> tuple[list[OutcomeView], str, str]:
    views = list_outcomes(card, evidence, la_code=la_code)
    title = title_of_outcomes([[line.now for line in view.lines] for view in views])
    return views, title, build_outcomes(views, period)


views, title, told = keep(build, "outcomes", period.slot, la_code)

show_title(title)
kept = evidence.stories_without_consent
private = f" {explain_kept_back(kept)}" if kept else ""
show_caption(
    f"{explain_returns(card, place=place)}. The statements restate {SOURCE}. Stories are told by "
    f"partners and stand under the outcome of their project's activity.{private}"
)
show_linked(told, "outcomes")
show_downloads(
    lambda: build_outcome_sheet(views, period),
    f"outcomes {period.code}{f' {place}' if place else ''}",
    key="outcomes_file",
)
