"""The partners of the hub: a list with what each did over the last terms, and one of them with all
that it told us. Internal: small numbers are shown here, and never leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from hubdata.calendar import Dates
from hubdata.kpis.language.base import Base
from hubdata.kpis.language.histories import PARTNER_ACTIVE, PARTNER_RETURNED
from hubdata.kpis.language.splits import EACH_PARTNER
from hubdata.kpis.reading.rows import Evaluation
from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.returns.kinds import PARTNER_RETURN
from hubdata.services.reach.histories import TERMS
from hubdata.services.results.bases import load_bases
from hubdata.services.results.scorecards import load_moment, load_policy
from hubdata.services.tracking.tracker import Progress, load_tracker
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.answers import load_answers
from hubdata.store.measuring.measures import add_up_in_sql
from hubdata.store.registers.partners import load_partners

PROJECT = "project"

Row = Mapping[str, Any]


class PartnerMark(StrEnum):
    """What a partner's return says of a term; the value is the word people read."""

    ACTIVE = "active"
    NOTHING = "no sessions"
    SILENT = "no return"
    NO_PARTNER = "not yet a partner"


@dataclass(frozen=True)
class Delivered:
    """What projects of a period came to. `None` is not known: nobody told."""

    projects: int
    sessions: int | None
    planned: int | None
    participants: int | None


@dataclass(frozen=True)
class PartnerLine:
    """A partner in the list. `progress` is `None` where no return is asked of it; `delivered` where
    none came. `marks` are by the periods of the list."""

    partner: Partner
    progress: Progress | None
    delivered: Delivered | None
    marks: tuple[PartnerMark, ...]


@dataclass(frozen=True)
class PartnerLines:
    """Every partner whose partnership lasts in a period, by the order of their names; `periods` are
    the terms of their marks, oldest first."""

    periods: tuple[Period, ...]
    lines: tuple[PartnerLine, ...]


def load_partner_lines(period: Period) -> PartnerLines:
    """The partners of a period."""
    tracker = load_tracker(period, kind=PARTNER_RETURN.name)
    with reading() as session:
        base = load_bases(session, [period])[period]
        terms, found = _add_up(session, base)
        partners = load_partners(session)
        calendar = stored_settings.load_calendar(session)
        ids = [one.partner_id for one in base.partners]
        rows = load_answers(session, [PROJECT], sources=ids, last_slot=period.slots[-1])[PROJECT]
    dates = {term: calendar.dates_of(term) for term in terms}
    told = {row.source: row for row in tracker.rows}
    by_partner = _by_source(row for row in rows if row["slot"] in period.slots)
    lines = (
        PartnerLine(
            partners[partner_id],
            told[partner_id].progress if partner_id in told else None,
            add_up_projects(by_partner.get(partner_id, ()))
            if partner_id in told and told[partner_id].counts
            else None,
            tuple(_mark(found, partners[partner_id], term, dates[term]) for term in terms),
        )
        for partner_id in ids
    )
    return PartnerLines(terms, tuple(sorted(lines, key=lambda line: line.partner.name.casefold())))


def add_up_projects(rows: Sequence[Row], *, since: int | None = None) -> Delivered:
    """Sessions added up over projects and terms, from the slot on that `since` says; young people
    of each project in its largest term, added up over projects, so that nobody who came for three
    terms is three people."""
    first = counted_since(rows) if since is None else since
    counted = [row for row in rows if row["slot"] >= first]
    by_project: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        by_project[row["project_id"]].append(row)
    peaks = add(
        max((row["participants_unique"] for row in some if is_known(row)), default=None)
        for some in by_project.values()
    )
    return Delivered(
        projects=len(by_project),
        sessions=add(row["sessions_delivered"] for row in counted),
        planned=add(row["sessions_planned"] for row in counted),
        participants=peaks,
    )


def counted_since(rows: Iterable[Row]) -> int:
    """The slot from which a sheet's rows of one source are added up: what is for the year so far,
    or the whole year, replaces the terms before it."""
    more = (row for row in rows if row["is_year_to_date"] or Period.at_slot(row["slot"]).is_year)
    return max((row["slot"] for row in more), default=-1)


def is_known(row: Row) -> bool:
    return row["participants_unique"] is not None


def add(numbers: Iterable[int | None]) -> int | None:
    """The sum of those that are known; `None` where none is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _add_up(session: Session, base: Base) -> tuple[tuple[Period, ...], Evaluation]:
    """The terms looked back on, without those before the first return, and the marks' figures."""
    moment = load_moment(session)
    terms = tuple(reversed(moment.window(base.period, base.reference_date, terms=TERMS)))
    found = add_up_in_sql(
        session.connection(),
        (PARTNER_RETURNED, PARTNER_ACTIVE),
        [replace(base, period=term) for term in terms],
        moment=moment,
        policy=load_policy(session),
        split=EACH_PARTNER,
    )
    while len(terms) > 1 and not found[terms[0], None][PARTNER_RETURNED]:
        terms = terms[1:]
    return terms, found


def _mark(found: Evaluation, partner: Partner, term: Period, dates: Dates) -> PartnerMark:
    figures = found.get((term, partner.partner_id))
    if figures and figures[PARTNER_RETURNED]:
        return PartnerMark.ACTIVE if figures[PARTNER_ACTIVE] else PartnerMark.NOTHING
    is_one = partner.is_active_between(dates.start, dates.end)
    return PartnerMark.SILENT if is_one else PartnerMark.NO_PARTNER


def _by_source(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["source"]].append(row)
    return found
