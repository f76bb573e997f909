"""What can be found by typing: every school, partner and KPI of the hub, by name or number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from hubdata import wording
from hubdata.framework import FUNCTIONS
from hubdata.register.facts import is_open_on
from hubdata.register.schools import School
from hubdata.services.clock import today
from hubdata.services.kpis import load_kpis
from hubdata.services.settings import HubSettings
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.registers import partners as stored_partners
from hubdata.store.registers import register as stored_register


class FoundKind(StrEnum):
    KPI = "KPI"
    PARTNER = "partner"
    SCHOOL = "school"


@dataclass(frozen=True)
class Findables:
    """All of it; `revision` is another one whenever anything in it may be."""

    revision: str
    items: tuple[Findable, ...]


@dataclass(frozen=True)
class Findable:
    """One thing to be found: `id` is a KPI's or partner's id or a URN, `note` is what tells it from
    others of its name, and is searched too."""

    kind: FoundKind
    id: str
    name: str
    note: str


def load_findables() -> Findables:
    """KPIs in their order, then partners and schools by name; closed schools of the hub too."""
    day = today()
    with reading() as session:
        hub = HubSettings(**stored_settings.load_values(session))
        kpis = load_kpis(session)
        partners = stored_partners.load_partners(session).values()
        schools = stored_register.load_schools(session).schools.values()
    found = [
        Findable(FoundKind.KPI, kpi.id, kpi.name, f"{kpi.id}, {FUNCTIONS[kpi.functions[0]].short}")
        for kpi in kpis
    ]
    found += [
        Findable(FoundKind.PARTNER, one.partner_id, one.name, wording.first_upper(one.kind.value))
        for one in sorted(partners, key=lambda one: one.name.casefold())
    ]
    found += [
        Findable(FoundKind.SCHOOL, str(one.urn), one.name, _note_of(one, day))
        for one in sorted(schools, key=lambda one: (one.name.casefold(), one.urn))
        if one.la_code in hub.la_codes
    ]
    items = tuple(found)
    return Findables(sha256(repr(items).encode()).hexdigest(), items)


def _note_of(school: School, day: date) -> str:
    """ "Ilderton, 900123", and whether it is closed."""
    where = school.town or school.la_name or school.la_code
    parts = (where, str(school.urn), "" if is_open_on(school, day) else "closed")
    return ", ".join(part for part in parts if part)
