"""The small hub of ten schools with what it takes: two terms of the lead organisation's own return,
one partner, and schools that teach. Every figure that tests compare with stands here.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.returns.checking.checked import CheckedPart, CheckedReturn, CheckedRow
from hubdata.returns.kinds import HUB_RETURN, PARTNER_RETURN, SCHOOL_RETURN, ReturnKind
from hubdata.services.registers.partners import save_partner
from hubdata.store.engine import writing
from hubdata.store.intake.acceptance import accept_parts
from hubdata.store.intake.files import NewFile, save_files
from hubdata.store.intake.returns import load_parts, save_returns
from hubdata.vocabulary import PartnerKind
from tests.pages.standing_hub import SPRING, SUMMER, load_standing_hub

Rows = Sequence[Mapping[str, object]]
GRANT, FEES, GIFT, CAPITAL = 40_000.0, 30_000.0, 5_000.0, 8_000.0
INCOME: Rows = (
    {"income_source": "DfE hub revenue", "in_kind": False, "budget": GRANT, "actual": GRANT},
    {"income_source": "schools", "in_kind": False, "budget": 32_000.0, "actual": FEES},
    {"income_source": "sponsorship", "in_kind": True, "budget": 4_000.0, "actual": GIFT},
    {"income_source": "DfE hub capital", "in_kind": False, "actual": CAPITAL},
)
EXPENDITURE: Rows = (
    {
        "heading": "teaching staff",
        "function": "F2",
        "front_line": True,
        "of_which_grant": 30_000.0,
        "budget": 50_000.0,
        "actual": 52_000.0,
        "forecast_year": 150_000.0,
    },
    {
        "heading": "management",
        "function": "F5",
        "front_line": False,
        "of_which_grant": 6_000.0,
        "budget": 12_000.0,
        "actual": 11_000.0,
        "forecast_year": 36_000.0,
    },
)
WORKFORCE: Rows = (
    {
        "contract_type": "permanent",
        "role": "teaching",
        "headcount": 20,
        "fte": 12.5,
        "vacancies": 2,
        "starters": 3,
        "leavers": 1,
        "with_dbs": 19,
        "with_safeguarding": 20,
        "with_send_training": 8,
        "training_hours": 60.0,
    },
    {
        "contract_type": "freelance",
        "role": "teaching",
        "headcount": 10,
        "fte": 3.0,
        "with_dbs": 10,
        "with_safeguarding": 9,
        "with_send_training": 4,
    },
    {"contract_type": "volunteer", "role": "project", "headcount": 5},
)
INSTRUMENTS: Rows = (
    {
        "family": "brass",
        "stock": 100,
        "serviceable": 90,
        "on_loan": 60,
        "in_repair": 8,
        "capital_awarded": 20_000.0,
        "capital_spent": 5_000.0,
    },
    {"family": "strings", "stock": 50, "serviceable": 45, "on_loan": 45, "in_repair": 2},
)
ENVIRONMENT = {
    "policy_date": date(2022, 3, 1),
    "miles_car": 10_000.0,
    "electricity_kwh": 2_000.0,
    "instruments_repaired": 12,
    "instruments_rehomed": 3,
    "youth_climate_activities": 2,
}
OF_THE_HUB: dict[str, Rows] = {
    "Income": INCOME,
    "Expenditure": EXPENDITURE,
    "Payments to partners": (
        {"partner_id": "P01", "amount": 6_000.0, "from_grant": True},
        {"partner_id": "P01", "amount": 500.0, "from_grant": False},
    ),
    "Balances": ({"reserves_free": 84_000.0, "reserves_restricted": 7_000.0},),
    "Workforce": WORKFORCE,
    "Delivery": ({"teaching_hours": 5_000.0},),
    "Instruments": INSTRUMENTS,
    "Environment": (ENVIRONMENT,),
}
OF_THE_PARTNER: dict[str, Rows] = {
    "Money": ({"grant_awarded": 20_000.0, "grant_received": 5_500.0, "grant_spent": 5_000.0},),
    "CPD": (
        {"course": "Singing for all", "attendees": 14, "rating_responses": 10, "rating_useful": 9},
    ),
    "Ensembles": (
        {
            "ensemble_id": "YB",
            "name": "Youth band",
            "type": "wind band",
            "organiser": "partner",
            "meets_weekly": True,
            "weeks_met": 9,
            "members_ks3": 12,
            "members_ks4": 6,
            "members_ks5": 2,
        },
    ),
    "Destinations": ({"nymo": 2, "higher_education": 1},),
}
TEACHES = {"hub_supported": True, "group_size": "small", "provider_type": "hub lead"}
TUITION: Rows = (
    {**TEACHES, "key_stage": "KS2", "pupils": 20},
    {**TEACHES, "key_stage": "KS3", "pupils": 5},
)


def load_takes_hub(*, only: Sequence[Period] = (SPRING, SUMMER)) -> None:
    """The standing hub, then the lead's and the partner's returns for some terms."""
    load_standing_hub()
    save_partner(Partner("P01", "Northmere Youth Band", PartnerKind.COMMUNITY_MUSIC), actor="Ann")
    for period in only:
        accept_return(HUB_RETURN, "hub", period, OF_THE_HUB)
        accept_return(PARTNER_RETURN, "P01", period, OF_THE_PARTNER)
        accept_return(
            SCHOOL_RETURN,
            "900001",
            period,
            {"Tuition": TUITION, "Context": ({"roll_ks2": 100, "roll_ks3": 50},)},
        )


def accept_return(kind: ReturnKind, source: str, period: Period, sheets: dict[str, Rows]) -> int:
    """A return that counts; gives its id."""
    parts = tuple(
        CheckedPart(
            kind.sheet(name),
            tuple(CheckedRow(n + 2, blank(kind, name) | dict(row)) for n, row in enumerate(rows)),
            sent=name,
        )
        for name, rows in sheets.items()
    )
    checked = CheckedReturn(kind, source, source, period, parts, ())
    name = f"{source} {period.code} more.xlsx"
    with writing() as session:
        [(file, _)] = save_files(
            session, [NewFile(name, name.encode())], received_on=date(2026, 7, 1), actor="Ann"
        )
        [found] = save_returns(session, [(file, checked)])
        accept_parts(session, [one.id for one in load_parts(session, [found])], actor="Ann")
    return found


def blank(kind: ReturnKind, sheet: str) -> dict[str, object]:
    """A row of a sheet in which nothing is answered."""
    return {spec.name: None for spec in kind.sheet(sheet).fields}
