"""A partner: its projects and who takes part, how young people decide, where they went on to, its
money with the hub, its returns, its own words, whom to speak to, and what is to happen next.
"""

import streamlit as st

from hubdata import wording
from hubdata.errors import UnknownThing
from hubdata.services.tracking.quality import OF_PARTNERS
from pages.components.around.filters import chosen_period
from pages.components.kit.astray import cut
from pages.components.kit.cached import read_frame
from pages.components.kit.linked import to
from pages.components.kit.look import Button, show_caption, show_empty, show_title
from pages.components.kit.places import PARTNER, PARTNERS
from pages.components.kit.printing import show_print_button
from pages.components.reach.cached_reach import (
    read_partner_lines,
    read_partner_profile,
    read_returned,
)
from pages.components.reach.next_step import show_next_steps
from pages.components.reach.one_partner import (
    show_agreements,
    show_contact,
    show_crumbs,
    show_history,
    show_money,
)
from pages.components.reach.partner_work import (
    show_groups_and_courses,
    show_onward,
    show_projects,
    show_who,
    show_words,
    title_of_partner,
)
from pages.components.reach.quality import show_returned

hub = read_frame()
period = chosen_period() or hub.default
asked = st.query_params.get("partner", "")
try:
    profile = read_partner_profile(asked, period)
except UnknownThing:
    show_title("Choose a partner from the list")
    show_empty(
        f"There is no partner “{cut(asked)}”" if asked else "No partner is named in the address",
        "The list has every partner of the hub; search it by name or ID.",
        Button("All partners", to(PARTNERS)),
    )
    st.stop()

partner, lines = profile.partner, read_partner_lines(period)
line = next((one for one in lines.lines if one.partner.partner_id == partner.partner_id), None)
is_told = profile.told_of == period
show_crumbs(profile)
show_title(title_of_partner(profile, is_told=is_told, period_words=wording.explain_period(period)))
show_history(line, lines.periods)
if profile.told_of and not is_told:
    show_caption(f"What follows is of {wording.explain_period(profile.told_of)}.")
work, quiet = st.columns([7, 4], gap="large")
with work:
    if profile.told_of:
        show_projects(profile)
        show_who(profile)
        show_onward(profile)
        show_groups_and_courses(profile)
        show_words(profile)
    else:
        show_caption("It has not told us yet what it does with the hub.")
with quiet:
    show_next_steps(partner.partner_id, PARTNER)
    show_contact(profile)
    show_agreements(profile, hub.authorities)
    show_money(profile)
show_returned(read_returned([partner.partner_id], kind=OF_PARTNERS), name=partner.name)
show_print_button("partner")
