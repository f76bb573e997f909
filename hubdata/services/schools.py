"""The schools of the hub: a list of who returned and who is engaged, and one school with all that
is known of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.kpis.base import Base, BaseSchool
from hubdata.kpis.blocks import STRANDS
from hubdata.kpis.catalogue import kpi_named
from hubdata.kpis.catalogue.engagement import ENGAGED_SCHOOLS
from hubdata.kpis.evaluate import Reading
from hubdata.kpis.explain import Explanation, explain
from hubdata.kpis.figures import Among
from hubdata.kpis.kpi import Kpi
from hubdata.periods import Period
from hubdata.register.schools import School
from hubdata.returns.kinds import SCHOOL_RETURN, SUPPORT
from hubdata.services.bases import load_bases
from hubdata.services.kpis import load_kpis
from hubdata.services.scorecards import load_moment, load_policy
from hubdata.services.tracker import Progress, TrackerRow, load_tracker
from hubdata.store import register as stored
from hubdata.store.engine import reading
from hubdata.store.kpi_rows import last_slot_read, load_kpi_rows
from hubdata.store.tracking import ReturnState, load_return_states
from hubdata.vocabulary import Strand

ENGAGEMENT = ("S01", "S02")
"""The KPIs that say between them whether a school is engaged, and in which strands."""


@dataclass(frozen=True)
class SchoolLine:
    """A school in the list. `is_engaged` and `strands` are `None` where it has not returned: not
    known is not no."""

    school: BaseSchool
    progress: Progress
    has_returned: bool
    is_engaged: bool | None
    strands: tuple[str, ...] | None


@dataclass(frozen=True)
class Counted:
    """What a school adds to a KPI: amounts by the words of the figure; or why it is not counted."""

    kpi: Kpi
    adds: tuple[tuple[str, float], ...]
    reason: str


@dataclass(frozen=True)
class SchoolDetail:
    """One school. `base` is `None` where no return is asked of it for the period.

    `former` are the URNs whose returns count as its own, with the names the register has;
    `successor` is the school that its own count for.
    """

    school: School
    base: BaseSchool | None
    former: tuple[tuple[str, str], ...]
    successor: str | None
    line: SchoolLine | None
    counted: tuple[Counted, ...]
    history: tuple[ReturnState, ...]


def load_school_lines(period: Period) -> tuple[SchoolLine, ...]:
    """Every school a return is asked of for a period, in the order of their URNs."""
    tracker = load_tracker(period)
    with reading() as session:
        base = load_bases(session, [period])[period]
        found = _read(session, base, [kpi_named(kpi_id) for kpi_id in ENGAGEMENT])
    rows = {row.source: row for row in tracker.rows}
    return tuple(_line(found, school, rows[school.urn]) for school in base.schools)


def load_school(urn: str, period: Period) -> SchoolDetail:
    """One school of the register, open or not. Raises `UnknownThing`."""
    with reading() as session:
        known = stored.load_schools(session).schools
        school = known.get(int(urn)) if urn.isdigit() else None
        if school is None:
            raise UnknownThing(f'There is no school with the URN "{urn}" in the register.')
        base = load_bases(session, [period])[period]
        former = tuple(old for old, new in base.counted_as.items() if new == urn)
        own = {urn, *former}
        history = [one for source in own for one in load_return_states(session, source=source)]
        asked = base.by_urn.get(urn)
        counted = _explain_school(session, base, asked, own) if asked else ()
        alone = _alone(base, asked) if asked else None
        found = _read(session, alone, _engagement(), sources=own) if alone else None
    row = next((row for row in load_tracker(period).rows if row.source == urn), None)
    return SchoolDetail(
        school=school,
        base=asked,
        former=tuple((old, _name(known, old)) for old in former),
        successor=base.counted_as.get(urn),
        line=_line(found, asked, row) if found and asked and row else None,
        counted=counted,
        history=tuple(sorted(history, key=lambda one: (one.slot, one.id), reverse=True)),
    )


def strand_headings() -> dict[str, str]:
    """The strands of support, by what the return calls them."""
    sheet = SCHOOL_RETURN.sheet(SUPPORT)
    return {strand: sheet.field(f"strand_{strand}").heading for strand in Strand}


def _engagement() -> list[Kpi]:
    return [kpi_named(kpi_id) for kpi_id in ENGAGEMENT]


def _read(
    session: Session, base: Base, kpis: list[Kpi], *, sources: Collection[str] | None = None
) -> Reading:
    """The returns of a base's own period, read in plain Python."""
    slots = base.period.slots
    rows = load_kpi_rows(
        session.connection(), kpis, first_slot=slots[0], last_slot=slots[-1], sources=sources
    )
    return Reading(base, rows, load_moment(session), load_policy(session))


def _line(found: Reading, school: BaseSchool, row: TrackerRow) -> SchoolLine:
    """A nil return says that nothing happened; no return says nothing."""
    if not row.counts:
        return SchoolLine(school, row.progress, False, None, None)
    headings = strand_headings()
    had = [
        headings[strand]
        for strand, measure in STRANDS.items()
        if (told := found.values(measure).get(school.urn)) and told.value
    ]
    is_engaged = bool(found.amount(ENGAGED_SCHOOLS, school.urn))
    return SchoolLine(school, row.progress, True, is_engaged, tuple(had))


def _explain_school(
    session: Session, base: Base, school: BaseSchool, own: Collection[str]
) -> tuple[Counted, ...]:
    """Every KPI, explained over this school alone."""
    alone = _alone(base, school)
    kpis = tuple(kpi for kpi in load_kpis(session) if kpi.asked is Among.BASE)
    rows = load_kpi_rows(
        session.connection(), kpis, last_slot=last_slot_read(base.period), sources=own
    )
    moment, policy = load_moment(session), load_policy(session)
    return tuple(_counted(explain(kpi, alone, rows, moment=moment, policy=policy)) for kpi in kpis)


def _alone(base: Base, school: BaseSchool) -> Base:
    return replace(base, schools=(school,))


def _counted(explanation: Explanation) -> Counted:
    adds = tuple(
        (figure.words, float(figure.total))
        for figure in explanation.headline.figures
        if figure.contributions
    )
    reasons = [one.reason for one in explanation.exclusions]
    return Counted(explanation.kpi, adds, reasons[0] if reasons else "")


def _name(known: Mapping[int, School], urn: str) -> str:
    school = known.get(int(urn)) if urn.isdigit() else None
    return school.name if school else ""
