"""The schools of the hub: a list of who returned and who is engaged, and one school with all that
is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.kpis.catalogue.engagement import ENGAGED_SCHOOLS
from hubdata.kpis.language.base import Base, BaseSchool
from hubdata.kpis.language.figures import Among, Figures
from hubdata.kpis.language.histories import STRANDS_OF_PERIOD
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.splits import EACH_SCHOOL
from hubdata.kpis.reading.explain import Explanation, explain
from hubdata.kpis.reading.rows import Evaluation
from hubdata.periods import Period
from hubdata.register.schools import School
from hubdata.returns.kinds import SCHOOL_RETURN, SUPPORT
from hubdata.services.kpis import load_kpis
from hubdata.services.results.bases import load_bases
from hubdata.services.results.scorecards import load_moment, load_policy
from hubdata.services.tracking.tracker import Progress, TrackerRow, load_tracker
from hubdata.store.engine import reading
from hubdata.store.intake.tracking import ReturnState, load_return_states
from hubdata.store.measuring.kpi_rows import first_slots_read, last_slot_read, load_kpi_rows
from hubdata.store.measuring.measures import add_up_in_sql
from hubdata.store.registers import register as stored
from hubdata.vocabulary import Strand


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
    history: tuple[ReturnState, ...]


def load_school_lines(period: Period) -> tuple[SchoolLine, ...]:
    """Every school a return is asked of for a period, in the order of their URNs."""
    tracker = load_tracker(period)
    with reading() as session:
        base = load_bases(session, [period])[period]
        found = _add_up(session, base)
    rows = {row.source: row for row in tracker.rows}
    return tuple(
        _line(found.get((period, school.urn), {}), school, rows[school.urn])
        for school in base.schools
    )


def load_school(urn: str, period: Period, *, lines: Iterable[SchoolLine]) -> SchoolDetail:
    """One school of the register, open or not; `lines` are those of the period. Raises
    `UnknownThing`."""
    with reading() as session:
        known = stored.load_schools(session).schools
        school = known.get(int(urn)) if urn.isdigit() else None
        if school is None:
            raise UnknownThing(f'There is no school with the URN "{urn}" in the register.')
        base = load_bases(session, [period])[period]
        former = tuple(old for old, new in base.counted_as.items() if new == urn)
        states = [one for s in (urn, *former) for one in load_return_states(session, source=s)]
    return SchoolDetail(
        school=school,
        base=base.by_urn.get(urn),
        former=tuple((old, _name(known, old)) for old in former),
        successor=base.counted_as.get(urn),
        line=next((line for line in lines if line.school.urn == urn), None),
        history=tuple(sorted(states, key=lambda one: (one.slot, one.id), reverse=True)),
    )


def load_counted(urn: str, period: Period) -> tuple[Counted, ...]:
    """What a school adds to every KPI that hangs on schools; nothing if it is not asked."""
    with reading() as session:
        base = load_bases(session, [period])[period]
        asked = base.by_urn.get(urn)
        if asked is None:
            return ()
        alone = replace(base, schools=(asked,))
        kpis = tuple(kpi for kpi in load_kpis(session) if kpi.asked is Among.BASE)
        sources = {urn, *(old for old, new in base.counted_as.items() if new == urn)}
        last = last_slot_read(period)
        moment, policy = load_moment(session), load_policy(session)
        rows = load_kpi_rows(
            session.connection(),
            kpis,
            first_slots=first_slots_read(kpis, base, moment),
            last_slot=last,
            sources=sources,
        )
    return tuple(_counted(explain(kpi, alone, rows, moment=moment, policy=policy)) for kpi in kpis)


def strand_headings() -> dict[str, str]:
    """The strands of support, by what the return calls them."""
    sheet = SCHOOL_RETURN.sheet(SUPPORT)
    return {strand: sheet.field(f"strand_{strand}").heading for strand in Strand}


def _add_up(session: Session, base: Base) -> Evaluation:
    """Of every school of a base: is it engaged, and with which strands, in the period itself."""
    return add_up_in_sql(
        session.connection(),
        (ENGAGED_SCHOOLS, *STRANDS_OF_PERIOD.values()),
        [base],
        moment=load_moment(session),
        policy=load_policy(session),
        split=EACH_SCHOOL,
    )


def _line(figures: Figures, school: BaseSchool, row: TrackerRow) -> SchoolLine:
    """A nil return says that nothing happened; no return says nothing."""
    if not row.counts:
        return SchoolLine(school, row.progress, False, None, None)
    headings = strand_headings()
    had = [headings[strand] for strand, one in STRANDS_OF_PERIOD.items() if figures.get(one)]
    is_engaged = bool(figures.get(ENGAGED_SCHOOLS))
    return SchoolLine(school, row.progress, True, is_engaged, tuple(had))


def _counted(explanation: Explanation) -> Counted:
    adds = tuple(
        (figure.words, float(figure.total))
        for figure in explanation.headline.figures
        if figure.contributions
    )
    reasons = [one.reason for one in explanation.headline.exclusions]
    return Counted(explanation.kpi, adds, reasons[0] if reasons else "")


def _name(known: Mapping[int, School], urn: str) -> str:
    school = known.get(int(urn)) if urn.isdigit() else None
    return school.name if school else ""
