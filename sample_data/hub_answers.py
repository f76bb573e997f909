"""What the lead organisation writes on every sheet of the hub return."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from hubdata.returns.kinds import (
    BALANCES,
    DELIVERY,
    EARLY_YEARS,
    ENVIRONMENT,
    EXPENDITURE,
    FRONT,
    GOVERNANCE,
    INCOME,
    INSTRUMENTS,
    LEAD_SCHOOLS,
    PAYMENTS,
    PUBLICATIONS,
    WORKFORCE,
)
from hubdata.vocabulary import ContractType, InstrumentFamily, LeadKind, WorkforceRole
from sample_data import story
from sample_data.answers import Answers, Row
from sample_data.hub import CONTACT, SampleHub
from sample_data.hub_money import balances, income, payments, spending
from sample_data.places import AUTHORITIES, ILDERTON, Authority
from sample_data.schools import SampleSchool

WEB = "https://wendale-music-hub.example"
LEAD_SCHOOLS_FROM = date(2025, 4, 28)
"""Lead schools were appointed from the summer of 2025; Ilderton has none for SEND yet."""
SETTINGS = {"991": 124, "992": 171, "993": 92}
"""Early-years settings in each authority."""

PEOPLE: tuple[tuple[ContractType, WorkforceRole, int, float], ...] = (
    (ContractType.PERMANENT, WorkforceRole.LEADERSHIP, 6, 0.92),
    (ContractType.PERMANENT, WorkforceRole.TEACHING, 44, 0.58),
    (ContractType.PERMANENT, WorkforceRole.ADMINISTRATION, 9, 0.8),
    (ContractType.CONTRACT, WorkforceRole.TEACHING, 31, 0.42),
    (ContractType.CONTRACT, WorkforceRole.PROJECT, 5, 0.6),
    (ContractType.FREELANCE, WorkforceRole.TEACHING, 68, 0.21),
    (ContractType.FREELANCE, WorkforceRole.PROJECT, 11, 0.15),
    (ContractType.VOLUNTEER, WorkforceRole.PROJECT, 14, 0.05),
)
"""Contract, role, people, and full-time equivalent of each."""

STOCK: tuple[tuple[InstrumentFamily, int, int], ...] = (
    (InstrumentFamily.STRINGS, 1_420, 62_000),
    (InstrumentFamily.WOODWIND, 980, 54_000),
    (InstrumentFamily.BRASS, 1_160, 58_000),
    (InstrumentFamily.PERCUSSION, 640, 31_000),
    (InstrumentFamily.KEYBOARD, 310, 18_000),
    (InstrumentFamily.GUITAR, 1_450, 22_000),
    (InstrumentFamily.CLASS_SETS, 2_100, 24_000),
    (InstrumentFamily.WORLD, 260, 9_000),
    (InstrumentFamily.ADAPTED, 48, 22_000),
    (InstrumentFamily.TECHNOLOGY, 120, 10_000),
)
"""Family, instruments owned, and pounds of capital grant awarded for them."""
SPENT = (0.08, 0.22, 0.39, 0.55, 0.71, 0.86)
"""How much of the capital grant is spent, term by term."""

DOCUMENTS: tuple[tuple[str, bool, str, date, date], ...] = (
    ("Local Plan for Music Education", True, "plan", date(2025, 1, 20), date(2027, 1, 31)),
    ("needs analysis", True, "needs", date(2024, 11, 12), date(2026, 11, 30)),
    ("progression strategy", True, "progression", date(2025, 2, 10), date(2027, 2, 28)),
    ("inclusion strategy", True, "inclusion", date(2024, 12, 9), date(2026, 12, 31)),
    ("CPD plan", True, "cpd", date(2025, 9, 8), date(2027, 8, 31)),
    ("impact data", True, "impact", date(2025, 10, 20), date(2027, 10, 31)),
    ("safeguarding policy", True, "safeguarding", date(2025, 9, 1), date(2027, 8, 31)),
    ("charging and remission policy", True, "charging", date(2024, 9, 2), date(2026, 8, 31)),
    ("environmental policy", True, "environment", date(2024, 3, 11), date(2026, 3, 1)),
    ("commissioning policy", True, "", date(2025, 5, 1), date(2027, 5, 31)),
    ("privacy notice", False, "privacy", date(2024, 9, 2), date(2026, 12, 31)),
    ("complaints procedure", False, "complaints", date(2024, 10, 1), date(2026, 12, 31)),
)
"""Document, whether required, its page ("" is not published), approval, and when review is due.
The environmental policy was to be reviewed in March 2026, and was not."""


def build_hub_answers(term: story.SampleTerm, hub: SampleHub, *, received_on: date) -> Answers:
    """The filled sheets, ready for the template."""
    return {
        FRONT: [
            {
                "contact_role": "Finance manager",
                "contact_email": CONTACT.replace("returns@", "finance@"),
                "submitted_on": received_on,
                "estimate": False,
            }
        ],
        INCOME: list(income(term)),
        EXPENDITURE: list(spending(term)),
        PAYMENTS: list(payments(term)),
        BALANCES: [balances(term)],
        WORKFORCE: list(_workforce(term)),
        DELIVERY: [{"teaching_hours": float(_near(term, 20_800, "hours", rise=0.015))}],
        INSTRUMENTS: list(_instruments(term)),
        ENVIRONMENT: [_environment(term)],
        LEAD_SCHOOLS: list(_lead_schools(term, hub)),
        EARLY_YEARS: [
            {"la_code": int(code), "settings_total": number} for code, number in SETTINGS.items()
        ],
        PUBLICATIONS: list(_publications(received_on)),
        GOVERNANCE: [_governance(term)],
    }


def _workforce(term: story.SampleTerm) -> Iterator[Row]:
    for contract, role, usual, share in PEOPLE:
        rng = Random(f"people:{contract}:{role}:{term.period.code}")
        people = _near(term, usual, f"{contract} {role}", rise=0.01)
        yield {
            "contract_type": contract,
            "role": role,
            "headcount": people,
            "fte": round(people * share, 1),
            "vacancies": rng.choice((0, 0, 1)) if usual < 20 else rng.randint(0, 3),
            "starters": rng.randint(0, max(1, usual // 12)),
            "leavers": rng.randint(0, max(1, usual // 14)),
            "with_dbs": people - rng.choice((0, 0, 0, 1)),
            "with_safeguarding": people - rng.randint(0, max(1, usual // 12)),
            "with_send_training": round(people * (0.34 + 0.03 * story.term_index(term.period))),
            "training_hours": round(people * rng.uniform(1.5, 4.0), 1),
        }


def _instruments(term: story.SampleTerm) -> Iterator[Row]:
    place = story.term_index(term.period)
    for family, usual, awarded in STOCK:
        rng = Random(f"stock:{family}:{term.period.code}")
        stock = usual + round(usual * 0.01 * place)
        yield {
            "family": family,
            "stock": stock,
            "serviceable": round(stock * rng.uniform(0.9, 0.96)),
            "on_loan": round(stock * rng.uniform(0.6, 0.76)),
            "in_repair": round(stock * rng.uniform(0.02, 0.06)),
            "capital_awarded": float(awarded),
            "capital_spent": round(awarded * SPENT[place] * rng.uniform(0.92, 1.05), 2),
        }


def _environment(term: story.SampleTerm) -> Row:
    rng = Random(f"environment:{term.period.code}")
    heating = {"autumn": 1.0, "spring": 1.25, "summer": 0.35}[term.period.term.value]
    return {
        "policy_date": date(2024, 3, 11),
        "miles_car": float(_near(term, 33_000, "car", rise=-0.03)),
        "miles_rail": float(_near(term, 4_100, "rail", rise=0.03)),
        "miles_bus": float(_near(term, 850, "bus", rise=0.02)),
        "electricity_kwh": float(_near(term, 18_000, "power", rise=-0.01)),
        "gas_kwh": round(24_000 * heating * rng.uniform(0.95, 1.05), 0),
        "instruments_repaired": rng.randint(60, 110),
        "instruments_rehomed": rng.randint(8, 30),
        "youth_climate_activities": rng.randint(0, 3),
    }


def _lead_schools(term: story.SampleTerm, hub: SampleHub) -> Iterator[Row]:
    if term.end < LEAD_SCHOOLS_FROM:
        return
    for authority in AUTHORITIES:
        for kind, fits in _LEADS.items():
            if kind is LeadKind.SPECIALIST and authority is ILDERTON:
                continue
            school = _largest(hub, authority, fits)
            yield {
                "la_code": int(authority.code),
                "urn": school.urn,
                "lead_kind": kind,
                "start": LEAD_SCHOOLS_FROM,
            }


_LEADS: dict[LeadKind, Callable[[SampleSchool], bool]] = {
    LeadKind.PRIMARY: lambda school: school.phase == "Primary" and not school.is_special,
    LeadKind.SECONDARY: lambda school: school.phase == "Secondary" and not school.is_special,
    LeadKind.SPECIALIST: lambda school: school.is_special,
}


def _largest(
    hub: SampleHub, authority: Authority, fits: Callable[[SampleSchool], bool]
) -> SampleSchool:
    """The largest school that has been there all along."""
    standing = (
        school
        for school in hub.schools
        if school.authority is authority
        and school.is_state_funded
        and school.former is None
        and school.closed_on is None
        and school.status == "Open"
    )
    return max(filter(fits, standing), key=lambda school: (school.roll, school.urn))


def _publications(day: date) -> Iterator[Row]:
    for name, is_required, page, approved_on, review_due in DOCUMENTS:
        row: Row = {"document": name, "required": is_required}
        if approved_on <= day:
            row |= {"approved_on": approved_on, "review_due": review_due}
            row |= {"url": f"{WEB}/{page}"} if page else {}
        yield row


def _governance(term: story.SampleTerm) -> Row:
    rng = Random(f"board:{term.period.code}")
    return {
        "board_meetings": rng.choice((1, 2, 2)),
        "board_attendance_percent": round(rng.uniform(71, 93), 1),
        "inclusion_lead": True,
        "safeguarding_lead": True,
        "risks_red": rng.randint(0, 2),
        "risks_amber": rng.randint(3, 6),
    }


def _near(term: story.SampleTerm, usual: int, what: str, *, rise: float) -> int:
    """A number near the usual one, which changes a little every term."""
    rng = Random(f"near:{what}:{term.period.code}")
    changed = usual * (1 + rise * story.term_index(term.period))
    return max(1, round(changed * rng.uniform(0.97, 1.03)))
