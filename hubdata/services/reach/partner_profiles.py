"""A partner as it told us: projects by function and goal, who took part, how young people decide,
what it came to and what it cost, in its own words where it may be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hubdata.errors import UnknownThing
from hubdata.framework import FUNCTIONS, GOALS, Goal, StrategicFunction
from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.returns.kinds import PARTNER_RETURN
from hubdata.services.intake.contacts import Contact, contact_of
from hubdata.services.reach.partner_histories import Delivered, add, add_up_projects, counted_since
from hubdata.store.engine import reading
from hubdata.store.intake.answers import load_answers, load_returns_of
from hubdata.store.registers import register as stored_register
from hubdata.store.registers.partners import load_partners
from hubdata.vocabulary import YouthVoice

FRONT, PROJECT, CPD, ENSEMBLE = "partner_front", "project", "cpd", "ensemble"
DESTINATIONS, MONEY = "destinations", "partner_money"
SHEETS = {sheet.table: sheet for sheet in PARTNER_RETURN.sheets}
AGES = tuple(one.name for one in SHEETS[PROJECT].fields if one.name.startswith("age_"))
CIRCUMSTANCES = ("pp_fsm", "ehcp", "sen_support", "looked_after")
WORDS = ("quality_reflection", "highlights", "risks")
SEPARATOR = "; "

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Project:
    """A project over the terms of a period: `rows` are its answers, oldest first; names and lists
    are of the latest."""

    rows: tuple[Row, ...]
    delivered: Delivered

    @property
    def latest(self) -> Row:
        return self.rows[-1]

    @property
    def name(self) -> str:
        return str(self.latest["project_name"] or self.latest["project_id"])

    @property
    def function(self) -> str:
        told = self.latest["function"]
        return FUNCTIONS[StrategicFunction(told)].short if told else ""

    @property
    def goal(self) -> str:
        told = self.latest["goal"]
        return GOALS[Goal(told)].short if told else ""

    @property
    def youth_voice(self) -> str:
        """How far young people decide, in words; "" is not known."""
        level = self.latest["youth_voice"]
        return list(YouthVoice)[level].value if level is not None else ""

    @property
    def urns(self) -> tuple[str, ...]:
        """The schools that it names, in any of its terms."""
        told = (row["school_urns"] or "" for row in self.rows)
        return tuple(dict.fromkeys(urn for one in told for urn in one.split(SEPARATOR) if urn))


@dataclass(frozen=True)
class PartnerProfile:
    """`told_of` is the period the answers are of: the one asked for, or the latest before it with a
    return; `None` if it never returned. `schools` names those that its projects work in, by URN;
    `returns` has the return of each part that its rows are of."""

    partner: Partner
    told_of: Period | None
    projects: tuple[Project, ...]
    courses: tuple[Row, ...]
    ensembles: tuple[Row, ...]
    destinations: Mapping[str, int | None]
    money: Row | None
    contact: Contact
    schools: Mapping[str, str]
    returns: Mapping[int, int] = field(default_factory=dict)

    @property
    def delivered(self) -> Delivered:
        return add_up_projects([row for one in self.projects for row in one.rows])

    def add_up(self, field: str) -> int | None:
        """A count of the projects, each in its largest term, added up; `None` if none told it."""
        peaks = (
            max((row[field] for row in one.rows if row[field] is not None), default=None)
            for one in self.projects
        )
        return add(peaks)

    @property
    def stories(self) -> tuple[tuple[Project, str, bool], ...]:
        """Stories with their project, and whether the hub may publish them: no answer is no."""
        return tuple(
            (one, str(row["story"]), row["story_consent"] is True)
            for one in self.projects
            for row in one.rows
            if row["story"]
        )


def load_partner_profile(partner_id: str, period: Period) -> PartnerProfile:
    """A partner at the end of a period. Raises `UnknownThing`."""
    with reading() as session:
        partner = load_partners(session).get(partner_id.strip().upper())
        if partner is None:
            raise UnknownThing(f'There is no partner "{partner_id}" in the register.')
        found = load_answers(
            session,
            (FRONT, PROJECT, CPD, ENSEMBLE, DESTINATIONS, MONEY),
            sources=[partner.partner_id],
            last_slot=period.slots[-1],
        )
        known = stored_register.load_schools(session).schools
        returns = load_returns_of(session, found)
    slots = {row["slot"] for rows in found.values() for row in rows}
    asked = slots & set(period.slots)
    told_of = period if asked else Period.at_slot(max(slots)) if slots else None
    taken = asked or ({max(slots)} if slots else set())
    told = {sheet: [row for row in rows if row["slot"] in taken] for sheet, rows in found.items()}
    projects = _projects(told[PROJECT])
    urns = dict.fromkeys(urn for one in projects for urn in one.urns)
    return PartnerProfile(
        partner=partner,
        told_of=told_of,
        projects=projects,
        courses=tuple(told[CPD]),
        ensembles=tuple(row for row in told[ENSEMBLE] if row["slot"] == max(taken)),
        destinations={
            one.name: _latest_known(told[DESTINATIONS], one.name)
            for one in SHEETS[DESTINATIONS].fields
        },
        money=told[MONEY][-1] if told[MONEY] else None,
        contact=_contact(partner, found[FRONT]),
        schools={urn: _name_of(known, urn) for urn in urns},
        returns=returns,
    )


def heading_of(sheet: str, field: str) -> str:
    """What the return calls a field."""
    return SHEETS[sheet].field(field).heading


def list_fields(sheet: str) -> list[tuple[str, str]]:
    """The fields of a sheet in the order asked, each with what the return calls it."""
    return [(field.name, field.heading) for field in SHEETS[sheet].fields]


def _projects(rows: Sequence[Row]) -> tuple[Project, ...]:
    by_project: dict[object, list[Row]] = {}
    for row in rows:
        by_project.setdefault(row["project_id"], []).append(row)
    since = counted_since(rows)
    projects = (
        Project(tuple(some), add_up_projects(some, since=since)) for some in by_project.values()
    )
    return tuple(sorted(projects, key=lambda one: (-(one.delivered.participants or 0), one.name)))


def _latest_known(rows: Sequence[Row], name: str) -> int | None:
    """The last answer to a question: who moved on is asked of the year, not of a term."""
    known = [row[name] for row in rows if row[name] is not None]
    return known[-1] if known else None


def _contact(partner: Partner, fronts: Sequence[Row]) -> Contact:
    """What the register has, else what the latest return says."""
    if partner.mailbox:
        return Contact(partner.contact_role, partner.mailbox)
    return contact_of(fronts[-1]) if fronts else Contact(partner.contact_role)


def _name_of(known: Mapping[int, Any], urn: str) -> str:
    school = known.get(int(urn)) if urn.isdigit() else None
    return school.name if school else ""
