"""Definitions: what every KPI, every question of the return and every rule means, in words, read
from the declarations that the figures themselves are made of.
"""

import streamlit as st

from hubdata.services.results.definitions import explain_fields, explain_kpis, explain_rules
from pages.components.about.definitions import show_fields, show_kpis, show_rules
from pages.components.kit.astray import note_unoffered
from pages.components.kit.kept import keep
from pages.components.kit.look import show_caption, show_title

KPIS, FIELDS, RULES = "KPIs", "Questions", "Rules"

kpis, fields, rules = keep(
    lambda: (explain_kpis(), explain_fields(), explain_rules()), "definitions"
)
show_title(f"{len(kpis)} KPIs, {len(fields)} questions and {len(rules)} rules, each in words")
show_caption("Figures are made from these definitions and from nothing else.")
note_unoffered("part", "Show", [KPIS, FIELDS, RULES])
part = st.radio("Show", [KPIS, FIELDS, RULES], horizontal=True, bind="query-params", key="part")
search = st.text_input("Find", placeholder="A word, such as ensemble", key="find", width=320)
if part == KPIS:
    show_kpis(kpis, search)
elif part == FIELDS:
    show_fields(fields, search)
else:
    show_rules(rules, search)
