"""The box in the sidebar that leads to any school, partner or KPI by typing. What can be found is
sent to the browser once, when the box is first entered, and searched there.
"""

from pathlib import Path

import streamlit as st

from hubdata.services.around.finding import FoundKind
from pages.components.kit.cached import read_findable
from pages.components.kit.linked import go, to
from pages.components.kit.places import KPI, PARTNER, SCHOOL

LABEL = "Find a school, partner or KPI"
PAGES = {
    FoundKind.KPI: (KPI, "kpi"),
    FoundKind.PARTNER: (PARTNER, "partner"),
    FoundKind.SCHOOL: (SCHOOL, "urn"),
}
WANTED = "findable_wanted"
HTML = f"""
<div class="hub hub-jump">
  <input type="text" role="combobox" aria-label="{LABEL}" placeholder="{LABEL}"
    aria-expanded="false" aria-controls="hub-found" aria-autocomplete="list" autocomplete="off"
    spellcheck="false">
  <p class="hub-hidden" role="status"></p>
  <ul id="hub-found" role="listbox" aria-label="Found" hidden></ul>
</div>
"""
JUMP = st.components.v2.component(
    "hub_jump",
    html=HTML,
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
    isolate_styles=False,
)


@st.fragment
def show_jump() -> None:
    """Draws the box; only this part of the page runs while somebody types."""
    found = read_findable()
    data: dict[str, object] = {"revision": found.revision}
    if st.session_state.pop(WANTED, None):
        data["items"] = [(one.kind.value, one.id, one.name, one.note) for one in found.items]
    result = JUMP(data=data, key="jump", on_go_change=lambda: None, on_wanted_change=keep_wanted)
    if result.go:
        go(page_of(result.go))


def keep_wanted() -> None:
    """The browser has no list, or an old one: the run that this begins sends it."""
    st.session_state[WANTED] = True


def page_of(chosen: str) -> str | None:
    """Where what was chosen is, as "school 900123"; the term and authority stay as they are."""
    kind, _, found_id = chosen.partition(" ")
    if kind not in PAGES:
        return None
    script, name = PAGES[FoundKind(kind)]
    return to(script, **{name: found_id})
