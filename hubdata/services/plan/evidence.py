"""What bears witness beside the KPIs: lead schools, published documents, partners and their
projects, and the stories that may be told. Read from the returns that count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hubdata.framework import Outcome
from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.register.schools import School
from hubdata.services.results.bases import load_bases
from hubdata.store.engine import reading
from hubdata.store.intake.plan_rows import load_latest_rows, load_rows
from hubdata.store.registers import partners as stored_partners
from hubdata.store.registers import register as stored_register
from hubdata.vocabulary import ActivityType, LeadKind, PartnerKind, VenueType

PROJECT = (
    *("project_id", "project_name", "activity_type", "venue_type", "sessions_delivered"),
    *("participants_unique", "looked_after", "audience", "story", "story_consent"),
)
OUTCOME_OF_ACTIVITY = {
    ActivityType.WHOLE_CLASS: Outcome.CULTURE,
    ActivityType.GROUP: Outcome.CULTURE,
    ActivityType.EARLY_YEARS: Outcome.CULTURE,
    ActivityType.ONE_TO_ONE: Outcome.MEANS,
    ActivityType.TECHNOLOGY: Outcome.MEANS,
    ActivityType.MENTORING: Outcome.ROUTES,
    ActivityType.CAREERS: Outcome.ROUTES,
}
"""Of which outcome a project's story tells; all other activities are enrichment."""


@dataclass(frozen=True)
class LeadSchool:
    la_code: str
    kind: LeadKind
    urn: int
    name: str


@dataclass(frozen=True)
class Document:
    """A document the hub publishes. `url` is empty where it is not published."""

    name: str
    is_required: bool
    url: str
    approved_on: date | None
    review_due: date | None

    def is_current(self, day: date) -> bool:
        """Whether it is published and its review is not overdue."""
        return bool(self.url) and (self.review_due is None or self.review_due >= day)


@dataclass(frozen=True)
class Project:
    """A partner's project over the period. Numbers are `None` where nobody told them."""

    partner_id: str
    partner: str
    name: str
    venue: VenueType | None
    sessions: int | None
    participants: int | None
    looked_after: int | None
    audience: int | None


@dataclass(frozen=True)
class Story:
    """A story that its partner lets the hub publish."""

    text: str
    project: str
    partner_id: str
    partner: str
    period: Period
    outcome: Outcome


@dataclass(frozen=True)
class Evidence:
    """All of it for a period. `as_at` is the day documents and lead schools are judged on."""

    period: Period
    as_at: date
    lead_schools: tuple[LeadSchool, ...]
    documents: tuple[Document, ...]
    partners: tuple[Partner, ...]
    projects: tuple[Project, ...]
    stories: tuple[Story, ...]
    stories_without_consent: int

    def count_partners(self) -> dict[PartnerKind, tuple[int, int]]:
        """Active partners and all of them, by kind: active held a session in the period."""
        active = {one.partner_id for one in self.projects if one.sessions}
        every = Counter(one.kind for one in self.partners)
        held = Counter(one.kind for one in self.partners if one.partner_id in active)
        return {kind: (held[kind], every[kind]) for kind in PartnerKind}

    def projects_at(self, *venues: VenueType) -> tuple[Project, ...]:
        """Projects that held a session at such places."""
        return tuple(one for one in self.projects if one.venue in venues and one.sessions)


def load_evidence(period: Period) -> Evidence:
    """What the returns that count for a period bear witness to; documents and lead schools are the
    latest told by then."""
    last = period.slots[-1]
    with reading() as session:
        base = load_bases(session, [period])[period]
        partners = stored_partners.load_partners(session)
        schools = stored_register.load_schools(session).schools
        leads = load_latest_rows(
            session,
            "lead_school",
            ("la_code", "urn", "lead_kind", "start", "end"),
            slots=period.slots,
            up_to=last,
        )
        documents = load_latest_rows(
            session,
            "publication",
            ("document", "required", "url", "approved_on", "review_due"),
            slots=period.slots,
            up_to=last,
        )
        projects = load_rows(session, "project", PROJECT, slots=period.slots)
    day = base.reference_date
    stories = [row for row in projects if (row["story"] or "").strip()]
    return Evidence(
        period,
        day,
        tuple(_lead_schools(leads, schools, day)),
        tuple(map(_document, documents)),
        tuple(partners.values()),
        tuple(_projects(projects, partners)),
        tuple(_story(row, partners) for row in reversed(stories) if row["story_consent"]),
        sum(not row["story_consent"] for row in stories),
    )


def sum_known(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; `None` if nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _lead_schools(
    rows: Sequence[Mapping[str, Any]], schools: Mapping[int, School], day: date
) -> Iterable[LeadSchool]:
    """Those that lead on that day."""
    for row in rows:
        has_begun = row["start"] is None or row["start"] <= day
        is_over = row["end"] is not None and row["end"] < day
        if row["urn"] and row["lead_kind"] and has_begun and not is_over:
            school = schools.get(row["urn"])
            name = school.name if school else f"URN {row['urn']}"
            yield LeadSchool(str(row["la_code"]), LeadKind(row["lead_kind"]), row["urn"], name)


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        name=row["document"] or "",
        is_required=bool(row["required"]),
        url=(row["url"] or "").strip(),
        approved_on=row["approved_on"],
        review_due=row["review_due"],
    )


def _projects(
    rows: Sequence[Mapping[str, Any]], partners: Mapping[str, Partner]
) -> Iterable[Project]:
    """Each project once: sessions and audiences are added up over the terms, young people are those
    of its fullest term."""
    by_project: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        by_project.setdefault((row["source"], row["project_id"] or ""), []).append(row)
    for (partner_id, _), some in by_project.items():
        last = some[-1]
        yield Project(
            partner_id=partner_id,
            partner=_name_of(partner_id, partners),
            name=last["project_name"] or "",
            venue=VenueType(last["venue_type"]) if last["venue_type"] else None,
            sessions=sum_known(row["sessions_delivered"] for row in some),
            participants=_most(row["participants_unique"] for row in some),
            looked_after=_most(row["looked_after"] for row in some),
            audience=sum_known(row["audience"] for row in some),
        )


def _story(row: Mapping[str, Any], partners: Mapping[str, Partner]) -> Story:
    activity = ActivityType(row["activity_type"]) if row["activity_type"] else ActivityType.OTHER
    return Story(
        text=row["story"].strip(),
        project=row["project_name"] or "",
        partner_id=row["source"],
        partner=_name_of(row["source"], partners),
        period=Period.at_slot(row["slot"]),
        outcome=OUTCOME_OF_ACTIVITY.get(activity, Outcome.ENRICHMENT),
    )


def _name_of(partner_id: str, partners: Mapping[str, Partner]) -> str:
    return partners[partner_id].name if partner_id in partners else partner_id


def _most(values: Iterable[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)
