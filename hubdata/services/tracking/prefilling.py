"""What is written into a return before it is sent out: who is asked, and what was said last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.periods import AcademicYear, Period
from hubdata.register.facts import is_open_on
from hubdata.register.links import build_succession
from hubdata.register.schools import School
from hubdata.returns.kinds import (
    CONTEXT,
    HUB,
    LEAD_SCHOOLS,
    PROJECTS,
    SCHOOL_RETURN,
    WHOLE_CLASS,
    ReturnKind,
    Sheet,
)
from hubdata.services.census_rolls import find_former, find_rolls, rolls_then
from hubdata.services.clock import today
from hubdata.services.tracking.expected import lead_organisation
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.returns import load_latest_rows
from hubdata.store.registers import register as stored
from hubdata.store.registers.partners import load_partners
from hubdata.store.registers.register import CensusRoll
from hubdata.store.tables import row_table

Rows = list[dict[str, Any]]

LAST_DAY = {PROJECTS: "end_date", LEAD_SCHOOLS: "end"}
"""By sheet, the field that says that a row has come to its end."""


@dataclass(frozen=True)
class Addressee:
    """Who is asked: the front sheet as known, and what the register says on other sheets."""

    source: str
    name: str
    front: Mapping[str, Any] = field(default_factory=dict)


class Prefilling:
    """One reading of the store for the returns of many sources."""

    def __init__(self, session: Session, kind: ReturnKind, period: Period) -> None:
        self._session, self._kind, self._period = session, kind, period
        calendar = stored_settings.load_calendar(session)
        self._first_day = calendar.dates_of(period).start
        self._day = calendar.reference_date(period, today())
        self._last = {
            sheet.name: load_latest_rows(session, row_table(sheet), before_slot=period.slot)
            for sheet in kind.sheets
            if any(spec.prefilled for spec in sheet.fields)
        }

    def address(self, source: str) -> Addressee:
        """Who a source is. Raises `UnknownThing`."""
        if self._kind.source_field == "school_urn":
            return self._address_school(source)
        if self._kind.source_field == "partner_id":
            return self._address_partner(source)
        return Addressee(HUB, lead_organisation(self._session))

    def fill(self, addressee: Addressee) -> dict[str, Rows]:
        """The rows of every sheet that are known before anything is asked."""
        return {sheet.name: self._rows(sheet, addressee) for sheet in self._kind.sheets}

    @cached_property
    def _schools(self) -> Mapping[int, School]:
        return stored.load_schools(self._session, self._day).schools

    @cached_property
    def _rolls(self) -> Mapping[int, CensusRoll]:
        """The rolls that KPIs count with: by the schools of the day."""
        urns = {urn for urn, school in self._schools.items() if is_open_on(school, self._day)}
        succession = build_succession(stored.load_links(self._session))
        former = find_former(urns, self._schools, succession)
        year = AcademicYear.of(self._day).code
        census = stored.load_census_rolls(self._session)
        return find_rolls(rolls_then(census, year), former, year=year)

    def _address_school(self, source: str) -> Addressee:
        school = self._schools.get(int(source)) if source.isdigit() else None
        if school is None:
            raise UnknownThing(
                f"URN {source} is not in the register. Check it, or load a newer one."
            )
        front = {"school_urn": school.urn, "school_name": school.name}
        return Addressee(source, school.name, {**front, "la_code": int(school.la_code)})

    def _address_partner(self, source: str) -> Addressee:
        partner = load_partners(self._session).get(source.upper())
        if partner is None:
            raise UnknownThing(f'There is no partner "{source}". Check the ID, or add the partner.')
        front = {"partner_id": partner.partner_id, "partner_name": partner.name}
        told = {"contact_role": partner.contact_role, "contact_email": partner.mailbox}
        return Addressee(
            partner.partner_id, partner.name, front | {k: v for k, v in told.items() if v}
        )

    def _rows(self, sheet: Sheet, addressee: Addressee) -> Rows:
        if sheet is self._kind.front:
            return [dict(addressee.front)]
        last = self._last.get(sheet.name, {}).get(addressee.source, [])
        if sheet.name == CONTEXT:
            urn, known = int(addressee.source), last[0] if last else {}
            return [build_context(self._schools[urn], self._rolls.get(urn), known=known)]
        names = [spec.name for spec in sheet.fields if spec.prefilled]
        going_on = [row for row in last if self._goes_on(sheet, row)]
        return [{name: row[name] for name in names} for row in going_on]

    def _goes_on(self, sheet: Sheet, row: Mapping[str, Any]) -> bool:
        """Ensembles and kinds of tuition go on; classes are made anew each September, projects and
        lead schools end on the day they said."""
        if sheet.name == WHOLE_CLASS:
            return Period.at_slot(row["slot"]).year == self._period.year
        ends: date | None = row[LAST_DAY[sheet.name]] if sheet.name in LAST_DAY else None
        return ends is None or ends >= self._first_day


def build_context(
    school: School, roll: CensusRoll | None, *, known: Mapping[str, Any]
) -> dict[str, Any]:
    """The roll of a school as it is known here; what it told us last comes first.

    An older census's rolls by stage would disagree with a newer total: then they are left to ask.
    """
    counts = roll._asdict() if roll else {}
    total, meals = school.number_of_pupils, school.fsm_pupils
    same_census = counts if total in (None, counts.get("headcount")) else {}
    registered = {
        "roll_total": total if total is not None else counts.get("headcount"),
        "roll_eyfs": same_census.get("eyfs"),
        **{f"roll_ks{n}": same_census.get(f"ks{n}") for n in range(1, 6)},
        "fsm_roll": meals if meals is not None else same_census.get("fsm_pupils"),
        "ehcp_roll": school.ehcp,
        "sen_support_roll": school.sen_support,
        "trust_name": school.trust_name,
    }
    told = {name: value for name, value in known.items() if value is not None}
    return {
        name: told.get(name, registered.get(name))
        for name in (spec.name for spec in SCHOOL_RETURN.sheet(CONTEXT).fields)
    }
