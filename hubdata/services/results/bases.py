"""The base of the KPIs: the schools expected in a period, as the register of the time had them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from hubdata.calendar import Dates
from hubdata.kpis.language.base import Base, BaseAuthority, BasePartner, BaseSchool
from hubdata.kpis.reading.spans import Moment, is_year_due
from hubdata.periods import AcademicYear, Period
from hubdata.register.deprivation import Deprivation
from hubdata.register.facts import (
    is_alternative_provision,
    is_rural,
    is_special,
    open_state_funded,
)
from hubdata.register.groups import school_phase, school_type_group, size_band
from hubdata.register.links import build_succession
from hubdata.register.schools import School
from hubdata.services.census_rolls import find_former, find_rolls, rolls_then
from hubdata.services.clock import today
from hubdata.services.registers.register import state_funded_rule
from hubdata.services.settings import HubSettings
from hubdata.store.hub import settings as stored_settings
from hubdata.store.registers import register as stored
from hubdata.store.registers.partners import load_partners
from hubdata.store.registers.register import CensusRoll


def load_bases(session: Session, periods: Iterable[Period]) -> dict[Period, Base]:
    """The base of each period, as at its reference date."""
    calendar = stored_settings.load_calendar(session)
    hub = HubSettings(**stored_settings.load_values(session))
    builder = BaseBuilder(session, hub)
    moment = Moment(calendar, today())
    return {
        period: replace(
            builder.build(period, calendar.reference_date(period, today())),
            partners=builder.partners_of(calendar.dates_of(period)),
            is_year_due=is_year_due(period, moment),
        )
        for period in periods
    }


class BaseBuilder:
    """Builds bases from one reading of the register."""

    def __init__(self, session: Session, hub: HubSettings) -> None:
        self._session = session
        self._hub = hub
        self._rule = state_funded_rule(hub)
        self._partners = load_partners(session)
        self._reportable = stored.load_reportable(session)
        self._succession = build_succession(stored.load_links(session))
        self._dates = stored.load_register_dates(session)
        self._census = stored.load_census_rolls(session)
        self._then: dict[date | None, stored.SchoolsThen] = {}
        self._rolls: dict[int, Sequence[CensusRoll]] = {}
        self._areas: dict[str, Deprivation] | None = None

    def build(self, period: Period, reference_date: date) -> Base:
        """The schools expected in a period: the hub's own list where it has one, else all open
        state-funded schools of the register at the reference date."""
        then = self._schools_then(reference_date)
        expected = self._expected(then, reference_date)
        urns = {school.urn for school in expected}
        counted_as = find_former(urns, then.schools, self._succession)
        year = AcademicYear.of(reference_date).code
        rolls = find_rolls(self._rolls_then(year), counted_as, year=year)
        areas = self._areas_of(then.schools)
        schools = tuple(
            replace(
                build_school(school, rolls.get(school.urn), areas.get(school.lsoa_code or "")),
                roll_target_year=_year_roll(rolls.get(school.urn), self._hub.target_year_group),
            )
            for school in sorted(expected, key=lambda school: school.urn)
        )
        return Base(
            period=period,
            reference_date=reference_date,
            schools=schools,
            counted_as={str(old): str(new) for old, new in counted_as.items()},
            register_date=then.as_at,
            authorities=self._authorities_of(schools),
        )

    def partners_of(self, dates: Dates) -> tuple[BasePartner, ...]:
        """The partners whose partnership lasts on any day of a period."""
        return tuple(
            BasePartner(
                partner_id=one.partner_id,
                name=one.name,
                partner_kind=one.kind.value,
                la_codes=one.la_codes,
                agreement_signed=one.agreement_signed,
                commitments_signed=one.commitments_signed,
            )
            for one in self._partners.values()
            if one.is_active_between(dates.start, dates.end)
        )

    def _authorities_of(self, schools: Iterable[BaseSchool]) -> tuple[BaseAuthority, ...]:
        """The authorities the hub has set, else those of its schools."""
        names = {school.la_code: school.la_name or "" for school in schools if school.la_code}
        codes = self._hub.la_codes or tuple(sorted(names))
        return tuple(BaseAuthority(code, names.get(code, "")) for code in codes)

    def _expected(self, then: stored.SchoolsThen, day: date) -> tuple[School, ...]:
        if self._reportable:
            return tuple(s for urn, s in then.schools.items() if urn in self._reportable)
        return open_state_funded(then.schools.values(), day, rule=self._rule)

    def _schools_then(self, day: date) -> stored.SchoolsThen:
        as_at = stored.register_date_on(self._dates, day)
        if as_at not in self._then:
            self._then[as_at] = stored.load_schools(self._session, as_at)
        return self._then[as_at]

    def _rolls_then(self, year: int) -> Sequence[CensusRoll]:
        """Found once for all periods of a year."""
        if year not in self._rolls:
            self._rolls[year] = rolls_then(self._census, year)
        return self._rolls[year]

    def _areas_of(self, schools: Mapping[int, School]) -> dict[str, Deprivation]:
        if self._areas is None:
            codes = {school.lsoa_code for school in schools.values() if school.lsoa_code}
            self._areas = stored.load_deprivation(self._session, codes)
        return self._areas


def build_school(school: School, roll: CensusRoll | None, area: Deprivation | None) -> BaseSchool:
    """What KPIs ask of a school. Its roll is the register's, else the census's headcount."""
    decile, index = deprivation_of(area)
    total = school.number_of_pupils
    pupils = total if total is not None else (roll.headcount if roll else None)
    return BaseSchool(
        urn=str(school.urn),
        name=school.name,
        la_code=school.la_code,
        la_name=school.la_name,
        district=school.district_name,
        phase=school_phase(school).value,
        type_group=school_type_group(school),
        is_special=is_special(school),
        is_alternative=is_alternative_provision(school),
        deprivation_decile=decile,
        deprivation_index=index,
        is_rural=is_rural(school),
        low_age=school.low_age,
        high_age=school.high_age,
        roll=pupils,
        roll_ks1=roll.ks1 if roll else None,
        roll_ks2=roll.ks2 if roll else None,
        roll_ks3=roll.ks3 if roll else None,
        trust=school.trust_name,
        size=size_band(pupils),
    )


def _year_roll(roll: CensusRoll | None, year_group: str) -> int | None:
    """The roll of a year group in the census; `None` where it does not say."""
    groups = json.loads(roll.year_groups) if roll else {}
    count: int | None = groups.get(year_group)
    return count


def deprivation_of(area: Deprivation | None) -> tuple[int | None, str | None]:
    """The decile and the index it is of: IDACI where it is loaded, else the IMD."""
    if area is None:
        return None, None
    if area.idaci_decile is not None:
        return area.idaci_decile, "IDACI"
    return area.imd_decile, "IMD" if area.imd_decile is not None else None
