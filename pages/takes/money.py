"""Money: where it comes from and goes, against budget; leverage, partners, reserves; by term, by
academic and by financial year.
"""

import streamlit as st

from hubdata import wording
from hubdata.services.takes.money import title_of_money
from pages.components.around.filters import chosen_period
from pages.components.figures.lines import find_line
from pages.components.kit.beginnings import is_without_schools
from pages.components.kit.cached import read_frame, read_standing
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_heading, show_title
from pages.components.reach.cost import show_cost_per_pupil
from pages.components.takes.cached_takes import (
    read_financial_year,
    read_money,
    read_money_of_financial_year,
)
from pages.components.takes.hub_told import explain_told, show_not_told, show_origin, show_tiles
from pages.components.takes.money import (
    FINANCIAL,
    build_balances,
    build_missing,
    choose_span,
    show_functions,
    show_income,
    show_sources,
    show_spending,
)
from pages.components.takes.money_years import show_years
from pages.components.takes.partner_money import show_partners

# Leverage, grant dependence, front line, passed to partners, cost, reserves.
KPIS = ("U38", "U37", "U39", "P18", "U40a", "U40b")
SHEETS = ("Income", "Expenditure", "Payments to partners", "Balances")

hub = read_frame()
if is_without_schools(hub):
    st.stop()
period = chosen_period() or hub.default
card = read_standing(period).whole
year = read_financial_year(period)
is_financial = st.session_state.get("over") == FINANCIAL
money = read_money_of_financial_year(year) if is_financial else read_money(period)
if money.told.is_empty and not is_financial:
    show_not_told("Money is", money.told)
    show_years(period)
    st.stop()

show_title(title_of_money(money, None if is_financial else find_line(card, "U38").now))
show_caption(f"{explain_told(money.told)} {build_missing(money)}")
choose_span(period, year.label)
show_tiles([find_line(card, kpi_id) for kpi_id in KPIS], key="tiles")
if is_financial:
    show_caption(f"These six are KPIs of {wording.first_lower(period.label)}.")
show_cost_per_pupil(find_line(card, "U40a"), period)
show_caption("In both charts the tick on a bar is the budget for the same time.")
sources, functions = st.columns(2, gap="large")
with sources:
    show_sources(money)
with functions:
    show_functions(money)
    show_heading("Reserves on the last day told")
    show_linked(build_balances(money, find_line(card, "U40b")), "balances")
show_income(money, find_line(card, "U37"))
show_spending(money, find_line(card, "U39"))
show_partners(money)
show_years(period)
show_origin(money.told, SHEETS)
