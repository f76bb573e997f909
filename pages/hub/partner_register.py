"""Partner register: who the hub's partners are, adding and changing them, loading a list."""

import streamlit as st

from hubdata import wording
from hubdata.services.registers.partners import load_partners
from pages.components.hub.partner_form import (
    NEW,
    show_partner_form,
    show_partner_list,
    show_partner_loading,
)
from pages.components.kit.astray import note_unknown
from pages.components.kit.cached import read_frame
from pages.components.kit.forms import show_said
from pages.components.kit.linked import go, to
from pages.components.kit.look import show_caption, show_text, show_title
from pages.components.kit.places import PARTNER_REGISTER

partners = load_partners()
authorities = read_frame().authorities
asked = st.query_params.get("partner", "")
if asked == NEW or asked in partners:
    show_partner_form(partners.get(asked), authorities)
    st.stop()

if asked:
    note_unknown("partner", asked, shown="the list of partners")
show_title(
    f"The hub has {wording.count_of(len(partners), 'partners')}"
    if partners
    else "No partner is in the register yet"
)
show_said("partners")
if partners:
    signed = sum(one.agreement_signed is True for one in partners.values())
    show_caption(f"{signed} of {len(partners)} have signed the partnership agreement.")
else:
    show_text("Add partners one by one, or load the list you keep. Then they can be asked.")
if st.button("Add a partner", type="primary", key="go_add_partner"):
    go(to(PARTNER_REGISTER, partner=NEW))
if partners:
    show_partner_list(partners, authorities)
show_partner_loading(is_first=not partners)
