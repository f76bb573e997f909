"""The register of the large hub: its schools, censuses and partners, as the store keeps them."""

from __future__ import annotations

from datetime import date

from hubdata.kpis.language.base import BasePartner, BaseSchool
from hubdata.periods import AcademicYear
from hubdata.register.census import SchoolRoll
from hubdata.register.kinds import RegisterKind
from hubdata.register.partners import Partner
from hubdata.register.schools import School
from hubdata.store.engine import writing
from hubdata.store.registers.partners import save_partner
from hubdata.store.registers.register import save_load, save_rolls, save_states
from hubdata.vocabulary import PartnerKind, YearGroup
from tests.benchmarks.large_hub import FIRST_YEAR, SCHOOLS, YEARS, large_bases

PUPILS_OF_YEAR = YearGroup("4")


def write_large_register(url: str, schools: int = SCHOOLS, years: int = YEARS) -> None:
    """Every school open since before the first year, with a census of each year, and partners."""
    base = large_bases(schools, 1)[0]
    with writing(url) as session:
        load_id = save_load(
            session,
            kind=RegisterKind.GIAS_EXTRACT,
            name="made.csv",
            sha256="0",
            as_at=date(FIRST_YEAR, 9, 1),
            rows=schools,
            summary="",
            actor="benchmark",
        )
        states = [_school(number, one) for number, one in enumerate(base.schools)]
        save_states(session, states, as_at=date(FIRST_YEAR, 9, 1), load_id=load_id)
        for year in range(FIRST_YEAR, FIRST_YEAR + years):
            code = AcademicYear(year).code
            save_rolls(session, (_roll(one, code) for one in base.schools))
        for partner in base.partners:
            save_partner(session, _partner(partner), actor="benchmark")


def _school(number: int, one: BaseSchool) -> School:
    special = "Community special school" if one.is_special else "Community school"
    return School(
        urn=int(one.urn),
        la_code=one.la_code,
        la_name=f"Authority {one.la_code}",
        name=one.name,
        district_name=one.district,
        type=special,
        phase=one.phase,
        status="Open",
        number_of_pupils=one.roll,
        trust_name=one.trust,
        urban_rural="Rural village" if one.is_rural else "Urban city and town",
        latitude=52 + number % 40 / 50,
        longitude=-2 + number // 40 / 50,
    )


def _roll(one: BaseSchool, year: int) -> SchoolRoll:
    return SchoolRoll(
        urn=int(one.urn),
        year=year,
        la_code=one.la_code,
        headcount=one.roll,
        year_groups={PUPILS_OF_YEAR: one.roll_target_year},
    )


def _partner(one: BasePartner) -> Partner:
    kind = PartnerKind(one.partner_kind)
    return Partner(one.partner_id, one.name, kind, la_codes=one.la_codes)
