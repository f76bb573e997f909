"""Faults of the hub's return: each spoils a clean one so that its rule, and no other, finds it."""

from copy import deepcopy
from dataclasses import replace
from datetime import date

from hubdata.returns.checking.context import TypedKpi
from hubdata.returns.kinds import HUB_RETURN
from tests.returns.cases.faults import Fault, fault
from tests.returns.workbooks import CONTEXT, Sheets

_SHEETS: Sheets = {
    "Return": [{"time_period": 202526, "term": "autumn", "submitted_on": date(2025, 12, 12)}],
    "Income": [
        {"income_source": "DfE hub revenue", "in_kind": "No", "actual": 337000},
        {"income_source": "schools", "in_kind": "No", "actual": 180000.5},
    ],
    "Expenditure": [
        {
            "heading": "freelance teachers",
            "function": "F2",
            "front_line": "Yes",
            "of_which_grant": 96000,
            "actual": 176480.5,
        }
    ],
    "Payments to partners": [{"partner_id": "P07", "amount": 3000, "from_grant": "Yes"}],
    "Balances": [{"reserves_free": 420000, "reserves_designated": 85000}],
    "Workforce": [
        {
            "contract_type": "permanent",
            "role": "teaching",
            "headcount": 42,
            "fte": 24.6,
            "starters": 3,
            "leavers": 1,
            "with_dbs": 42,
        }
    ],
    "Instruments": [
        {
            "family": "brass",
            "stock": 640,
            "serviceable": 590,
            "on_loan": 480,
            "in_repair": 31,
            "capital_awarded": 60000,
            "capital_spent": 41250,
        }
    ],
    "Environment": [{"policy_date": date(2025, 5, 14), "miles_car": 31000}],
    "Lead schools": [
        {"la_code": 878, "urn": 900123, "lead_kind": "primary", "start": date(2025, 4, 1)}
    ],
    "Early years": [{"la_code": 878, "settings_total": 118}],
    "Publications": [
        {
            "document": "Local Plan for Music Education",
            "required": "Yes",
            "url": "https://hub.example/plan",
            "approved_on": date(2025, 6, 12),
            "review_due": date(2026, 6, 12),
        }
    ],
    "Governance": [{"board_meetings": 2, "board_attendance_percent": 82}],
    "Own KPIs": [
        {"kpi": "H01", "la_code": 878, "numerator": 48, "denominator": 60},
        {"kpi": "H02", "numerator": 7},
    ],
}
_CONTEXT = replace(
    CONTEXT,
    school=None,
    schools={900123: 878, 900124: 879},
    partner_ids=frozenset(("P07",)),
    own_kpis={"H01": TypedKpi(has_denominator=True), "H02": TypedKpi(counts_things=True)},
)
CLEAN = Fault(_SHEETS, "", _CONTEXT, HUB_RETURN)


def spoilt(sheet: str, place: str, **values: object) -> Fault:
    sheets = deepcopy(_SHEETS)
    sheets[sheet][0].update(values)
    return Fault(sheets, place, _CONTEXT, HUB_RETURN)


@fault("loans-over-stock")
def more_away_than_owned() -> Fault:
    return spoilt("Instruments", "Instruments!D2", in_repair=161)


@fault("starters-over-headcount")
def more_starters_than_people() -> Fault:
    return spoilt("Workforce", "Workforce!F2", starters=44)


@fault("payments-over-grant")
def paid_more_than_came_in() -> Fault:
    return spoilt("Payments to partners", "Payments to partners!B2", amount=337000.5)


@fault("approved-in-future")
def a_plan_approved_next_year() -> Fault:
    return spoilt("Publications", "Publications!D2", approved_on=date(2026, 6, 1))


@fault("paid-partner-unknown")
def paid_to_nobody_known() -> Fault:
    return spoilt("Payments to partners", "Payments to partners!A2", partner_id="P70")


@fault("lead-school-elsewhere")
def a_lead_school_of_the_other_authority() -> Fault:
    return spoilt("Lead schools", "Lead schools!B2", urn=900124)


@fault("own-kpi-unknown")
def a_figure_of_no_kpi() -> Fault:
    return spoilt("Own KPIs", "Own KPIs!A2", kpi="H09")


@fault("own-kpi-without-base")
def a_share_of_nothing() -> Fault:
    return spoilt("Own KPIs", "Own KPIs!D2", denominator=None)


@fault("own-kpi-not-whole")
def half_a_thing() -> Fault:
    sheets = deepcopy(_SHEETS)
    sheets["Own KPIs"][1].update(numerator=7.5)
    return Fault(sheets, "Own KPIs!C3", _CONTEXT, HUB_RETURN)


@fault("own-kpi-told-twice")
def told_for_the_hub_and_for_an_authority() -> Fault:
    sheets = deepcopy(_SHEETS)
    sheets["Own KPIs"].append({"kpi": "H01", "numerator": 60, "denominator": 80})
    return Fault(sheets, "Own KPIs!A4", _CONTEXT, HUB_RETURN)
