"""Instruments: what the hub owns, lends and repairs, the capital for them, and who has access."""

import streamlit as st

from hubdata.services.takes.instruments import title_of_instruments
from pages.components.around.filters import chosen_period
from pages.components.figures.lines import find_line
from pages.components.kit.beginnings import is_without_schools
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_heading, show_title
from pages.components.takes.cached_takes import read_instruments
from pages.components.takes.hub_told import (
    explain_told,
    show_by_authority,
    show_not_told,
    show_origin,
    show_tiles,
)
from pages.components.takes.instruments import build_all, show_families, show_lent

# Capital spent, access for those in tuition.
CAPITAL, ACCESS = KPIS = ("U40d", "S44")

hub = read_frame()
if is_without_schools(hub):
    st.stop()
period = chosen_period() or hub.default
instruments = read_instruments(period)
standing = read_standing(period)
if instruments.told.is_empty:
    show_not_told("Instruments are", instruments.told)
    show_by_authority(standing, ACCESS, hub.authorities)
    st.stop()

show_title(title_of_instruments(instruments))
show_caption(explain_told(instruments.told))
show_tiles([find_line(standing.whole, kpi_id) for kpi_id in KPIS], key="tiles")
lent, stock = st.columns([3, 2], gap="large")
with lent:
    show_lent(instruments)
with stock:
    show_heading("The whole stock")
    show_linked(build_all(instruments, find_line(standing.whole, ACCESS)), "stock")
show_families(instruments, find_line(standing.whole, CAPITAL))
show_by_authority(standing, ACCESS, hub.authorities)
show_origin(instruments.told, ("Instruments",))
