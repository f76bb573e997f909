"""Partners: every organisation that delivers with the hub, what it did over the last terms, and who
has returned; each leads to its own page.
"""

import streamlit as st

from hubdata import wording
from pages.components.around.filters import chosen_authority, chosen_period
from pages.components.figures.lines import find_line
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.linked import to
from pages.components.kit.look import Button, show_caption, show_empty, show_title
from pages.components.kit.places import PARTNER_REGISTER
from pages.components.reach.cached_reach import read_partner_lines
from pages.components.reach.partner_list import (
    choose_partners,
    explain_partners,
    is_in,
    show_active,
    show_partners,
)

ACTIVE = "P16"

hub = read_frame()
period, la_code = chosen_period() or hub.default, chosen_authority()
found = read_partner_lines(period)
lines = [line for line in found.lines if is_in(line, la_code)]
place = hub.authorities.get(la_code or "", "")

show_title(explain_partners(lines, period))
if not lines:
    show_empty(
        "Partners are kept in their own register",
        "Add those that deliver with the hub, or load the list you keep; then they can be asked.",
        Button("Partner register", to(PARTNER_REGISTER)),
    )
    st.stop()
returned = sum(line.delivered is not None for line in lines)
whose = f"Partners that work in {place}" if place else "All partners"
show_caption(
    f"{whose}: {wording.explain_coverage(returned, len(lines), 'partners')}. Young people: of each "
    "project in its largest term, added up over projects; who is in two projects counts twice."
)
show_active(find_line(read_standing(period).of(la_code), ACTIVE))
chosen = choose_partners(lines)
if len(chosen) < len(lines):
    show_caption(f"{len(chosen):,} of {wording.count_of(len(lines), 'partners')}")
show_partners(chosen, found, period, authorities=hub.authorities)
