"""A school as one would want to know it before a visit: what it does in music, what the hub
provides, how far its plan is, and whom to speak to, all as its latest returns say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from hubdata.kpis.reading.rows import BETWEEN
from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.services.intake.contacts import Contact, contact_of
from hubdata.services.reach.partner_histories import PROJECT, add
from hubdata.services.results.bases import load_bases
from hubdata.store.engine import reading
from hubdata.store.intake.answers import load_answers, load_returns_of
from hubdata.store.registers.partners import load_partners

ACTIVITIES = ("whole_class", "tuition", "ensemble")
FRONT = "school_front"
FORMS = (FRONT, "curriculum", "support", "performance", "continuation")
SHEETS = {sheet.table: sheet for sheet in SCHOOL_RETURN.sheets}
FEATURES = tuple(one.name for one in SHEETS["curriculum"].fields if one.name.startswith("feature_"))
MEMBER_FIELDS = tuple(
    one.name
    for one in SHEETS["ensemble"].fields
    if one.name.startswith("members_") and one.name != "members_from_other_schools"
)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """The answers of a sheet that is answered once, and the period they are of."""

    period: Period
    row: Row


@dataclass(frozen=True)
class ProjectThere:
    """A project of a partner that names the school, in the period itself."""

    partner_id: str
    partner: str
    name: str
    sessions: int | None


@dataclass(frozen=True)
class SchoolProfile:
    """`activities_of` is the latest period of the school's returns, which the rows of activities
    are of; `None` if it never returned. `forms` are by the name of the sheet's table; a sheet that
    was never returned is not there. `contact` is what the school said last; `returns` has the
    return of each part that its rows are of."""

    activities_of: Period | None
    classes: tuple[Row, ...]
    tuition: tuple[Row, ...]
    ensembles: tuple[Row, ...]
    forms: Mapping[str, Told]
    contact: Contact
    projects: tuple[ProjectThere, ...]
    returns: Mapping[int, int] = field(default_factory=dict)

    def answer(self, sheet: str, field: str) -> Any:
        """An answer of the latest return of a sheet; `None` if it was left blank or never sent."""
        told = self.forms.get(sheet)
        return told.row.get(field) if told else None


def load_profile(urn: str, period: Period) -> SchoolProfile:
    """What is known of a school at the end of a period; of one that is not asked, nothing."""
    with reading() as session:
        base = load_bases(session, [period])[period]
        sources = {urn, *(old for old, new in base.counted_as.items() if new == urn)}
        found = load_answers(
            session, (*ACTIVITIES, *FORMS), sources=sources, last_slot=period.slots[-1]
        )
        projects = _projects_there(session, sources, period)
        returns = load_returns_of(session, found)
    fronts = found[FRONT]
    latest = max((row["slot"] for rows in found.values() for row in rows), default=None)
    of_latest = {
        sheet: tuple(row for row in found[sheet] if row["slot"] == latest) for sheet in ACTIVITIES
    }
    forms = {
        sheet: Told(Period.at_slot(found[sheet][-1]["slot"]), found[sheet][-1])
        for sheet in FORMS
        if found[sheet]
    }
    return SchoolProfile(
        activities_of=None if latest is None else Period.at_slot(latest),
        classes=of_latest["whole_class"],
        tuition=of_latest["tuition"],
        ensembles=of_latest["ensemble"],
        forms=forms,
        contact=contact_of(fronts[-1]) if fronts else Contact(),
        projects=projects,
        returns=returns,
    )


def _projects_there(
    session: Session, urns: Collection[str], period: Period
) -> tuple[ProjectThere, ...]:
    """Projects that name the school under any of its URNs, sessions added up over the period."""
    partners = load_partners(session)
    rows = load_answers(session, [PROJECT], sources=partners, last_slot=period.slots[-1])[PROJECT]
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        named = (row["school_urns"] or "").split(BETWEEN)
        if row["slot"] in period.slots and set(named) & set(urns):
            found.setdefault((row["source"], row["project_id"]), []).append(row)
    return tuple(
        ProjectThere(
            source,
            partners[source].name,
            str(some[-1]["project_name"] or project_id),
            add(row["sessions_delivered"] for row in some),
        )
        for (source, project_id), some in found.items()
    )


def count_features(profile: SchoolProfile) -> tuple[int, int]:
    """Of the seven features of a school's music: how many it has, and how many it answered."""
    answers = [profile.answer("curriculum", name) for name in FEATURES]
    return sum(one is True for one in answers), sum(one is not None for one in answers)


def add_members(row: Row) -> int | None:
    """Members of an ensemble over the key stages; `None` where none of them is known."""
    known = [row[name] for name in MEMBER_FIELDS if row.get(name) is not None]
    return sum(known) if known else None


def heading_of(sheet: str, field: str) -> str:
    """What the return calls a field."""
    return SHEETS[sheet].field(field).heading
