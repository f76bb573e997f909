"""Reading files and checking what is in them, with the facts the hub knows beside each return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from sqlmodel import Session

from hubdata.calendar import Dates
from hubdata.periods import AcademicYear, Period
from hubdata.register.facts import is_open_on
from hubdata.register.links import build_succession, resolve_urn
from hubdata.register.schools import School
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.checking.checking import check_return
from hubdata.returns.checking.context import (
    CheckContext,
    PartnerFacts,
    Policy,
    SchoolFacts,
    TermDates,
)
from hubdata.returns.reading.raw import ReadReturn
from hubdata.services.census_rolls import find_former, find_rolls, rolls_then
from hubdata.services.clock import today
from hubdata.services.kpis import typed_kpis
from hubdata.services.settings import HubSettings
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.returns import load_current_rows, load_current_sheets
from hubdata.store.registers import register as stored
from hubdata.store.registers.partners import load_partners
from hubdata.store.registers.register import CensusRoll
from hubdata.store.tables import row_table
from hubdata.vocabulary import KeyStage

Before: TypeAlias = Mapping[tuple[str, int], Mapping[str, Sequence[Mapping[str, Any]]]]
"""Accepted rows of the period before, by sheet, for each (source, slot) of a return."""


class CheckingDesk:
    """Checks returns with one reading of the register, the calendar and the settings."""

    def __init__(self, session: Session) -> None:
        self._hub = HubSettings(**stored_settings.load_values(session))
        self._calendar = stored_settings.load_calendar(session)
        self.schools = stored.load_schools(session).schools
        self._authorities = {urn: la_number(each) for urn, each in self.schools.items()}
        self._partners = load_partners(session)
        self._census = stored.load_census_rolls(session)
        self._rolls: dict[date, Mapping[int, CensusRoll]] = {}
        self._own_kpis = typed_kpis(session)
        self._before: Before = {}
        self.succession = build_succession(stored.load_links(session))

    def look_up(self, session: Session, found: Sequence[ReadReturn]) -> None:
        """Fetch what the sources of some returns told the term before, all at once."""
        self._before = _rows_before(session, found)

    def day_of(self, period: Period) -> date:
        """The day on which a school must have been open to have a return for a period."""
        return min(self._calendar.dates_of(period).end, today())

    def check(
        self, found: Sequence[ReadReturn], *, received_on: date, told: Period | None = None
    ) -> list[CheckedReturn]:
        """The returns of a file that was looked up, checked; `received_on` is the day it came, and
        `told` the period it was said to be for."""
        return [check_return(one, self._context(one, received_on, told)) for one in found]

    def _context(self, one: ReadReturn, received_on: date, told: Period | None) -> CheckContext:
        dates = self._calendar.dates_of(one.period)
        year = self._calendar.dates_of(Period(one.period.year))
        due_on = self._calendar.due_on(one.kind.name, one.period)
        return CheckContext(
            school=self._facts(one.source, self.day_of(one.period)),
            register_loaded=bool(self.schools),
            schools=self._authorities,
            partner=self._partner_facts(one.source, dates),
            partner_ids=frozenset(self._partners),
            hub_la_codes=frozenset(int(code) for code in self._hub.la_codes if code.isdigit()),
            own_kpis=self._own_kpis,
            term=TermDates(dates.start, dates.end, due_on),
            year_start=year.start,
            received_on=received_on,
            before=self._before.get((one.source, one.period.slot), {}),
            before_period=one.period.previous(),
            period_told=told,
            policy=Policy(growth_factor=self._hub.growth_factor),
        )

    def _facts(self, source: str, day: date) -> SchoolFacts | None:
        """The school as it was on a day of the period, and who took its place if it had closed."""
        school = self.schools.get(int(source)) if source.isdigit() else None
        if school is None:
            return None
        is_open = is_open_on(school, day)
        after = None if is_open else self._successor(school.urn, day)
        roll = self._rolls_on(day).get(school.urn)
        return build_facts(school, roll, is_open=is_open, successor_urn=after)

    def _rolls_on(self, day: date) -> Mapping[int, CensusRoll]:
        """The rolls that KPIs count with: by the schools of a day."""
        if day not in self._rolls:
            former = find_former(self._standing(day), self.schools, self.succession)
            year = AcademicYear.of(day).code
            self._rolls[day] = find_rolls(rolls_then(self._census, year), former, year=year)
        return self._rolls[day]

    def _standing(self, day: date) -> set[int]:
        return {each.urn for each in self.schools.values() if is_open_on(each, day)}

    def _partner_facts(self, source: str, dates: Dates) -> PartnerFacts | None:
        partner = self._partners.get(source)
        if partner is None:
            return None
        is_active = partner.is_active_between(dates.start, dates.end)
        return PartnerFacts(source, partner.name, is_active)

    def _successor(self, urn: int, day: date) -> int | None:
        return resolve_urn(urn, self._standing(day), self.succession)


def la_number(school: School) -> int | None:
    """The code of a school's authority as returns have it."""
    return int(school.la_code) if school.la_code.isdigit() else None


def build_facts(
    school: School, roll: CensusRoll | None, *, is_open: bool, successor_urn: int | None
) -> SchoolFacts:
    """What checks ask of a school."""
    stages = {} if roll is None else {stage: roll.of(stage) for stage in KeyStage}
    total = school.number_of_pupils
    if total is None and roll is not None:
        total = roll.headcount
    return SchoolFacts(
        urn=school.urn,
        name=school.name,
        la_code=la_number(school),
        la_name=school.la_name or "",
        is_open=is_open,
        successor_urn=successor_urn,
        low_age=school.low_age,
        high_age=school.high_age,
        roll=total,
        stage_rolls={stage: count for stage, count in stages.items() if count is not None},
    )


def _rows_before(session: Session, found: Sequence[ReadReturn]) -> Before:
    result: dict[tuple[str, int], dict[str, list[dict[str, Any]]]] = {}
    for kind, period in dict.fromkeys((one.kind, one.period) for one in found):
        alike = [one for one in found if one.kind is kind and one.period == period]
        earlier, sources = period.previous().slot, [one.source for one in alike]
        sheets = load_current_sheets(session, kind=kind.name, slot=earlier, sources=sources)
        for source, names in sheets.items():
            result[source, period.slot] = {name: [] for name in names}
        for sheet in kind.sheets if sheets else ():
            rows = load_current_rows(session, row_table(sheet), slot=earlier, sources=list(sheets))
            for source, some in rows.items():
                result[source, period.slot][sheet.name] = some
    return result
