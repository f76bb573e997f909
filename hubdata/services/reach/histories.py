"""What every school did over the last terms: the marks of its one-line history, and how far music
reached its pupils. One reading for all schools, so that lists and profiles share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from hubdata.kpis.catalogue import kpi_named
from hubdata.kpis.language.base import Base, BaseSchool
from hubdata.kpis.language.blocks import ROLL_OF_BASE
from hubdata.kpis.language.figures import figures_of
from hubdata.kpis.language.histories import ENGAGED, RETURNED, STRANDS_HAD
from hubdata.kpis.language.splits import EACH_SCHOOL
from hubdata.kpis.reading.rows import Evaluation
from hubdata.periods import Period
from hubdata.services.results.bases import load_bases
from hubdata.services.results.scorecards import load_moment, load_policy
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.measuring.measures import add_up_in_sql
from hubdata.store.registers import register as stored

TERMS = 9
"""Terms looked back on: three school years."""

WINDOW = 3
"""Terms without support that make a cold spot; as S03 has it."""


class Mark(StrEnum):
    """What a school's return says of a term; the value is the word people read."""

    ENGAGED = "engaged"
    NOTHING = "no hub support"
    SILENT = "no return"
    NOT_OPEN = "not open yet"


class Reach(StrEnum):
    """How far music reaches a school's pupils, each by the KPI of the same numerator."""

    WHOLE_CLASS = "S05"
    TUITION = "M23"
    ENSEMBLES = "M25"


REACHED = {reach: figures_of(kpi_named(reach).headline)[0] for reach in Reach}


@dataclass(frozen=True, slots=True)
class TermTold:
    """One term of one school. `strands` and `reached` are `None` without a return: not known.

    `reached` are pupils by the KPI whose numerator they are part of, `roll` those it is a share of.
    """

    period: Period
    mark: Mark
    strands: int | None
    reached: Mapping[Reach, float] | None
    roll: float | None


@dataclass(frozen=True)
class SchoolHistory:
    """A school and its terms, oldest first."""

    school: BaseSchool
    terms: tuple[TermTold, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(term.mark for term in self.terms)


@dataclass(frozen=True)
class Histories:
    """Every school asked for a period, by URN, over the `periods` up to it, oldest first.

    `small_roll`: pupils up to which the hub calls a school small.
    """

    base: Base
    periods: tuple[Period, ...]
    schools: Mapping[str, SchoolHistory]
    small_roll: int


def load_histories(period: Period) -> Histories:
    """The histories of a period's schools; terms before the first return of any are left out."""
    with reading() as session:
        base = load_bases(session, [period])[period]
        terms = _terms_up_to(session, base)
        found = _add_up(session, base, terms)
        calendar = stored_settings.load_calendar(session)
        known = stored.load_schools(session).schools
        small_roll = load_policy(session).small_roll
    while len(terms) > 1 and not found[terms[0], None][RETURNED]:
        terms = terms[1:]
    opened = {str(urn): school.opened_on for urn, school in known.items()}
    ends = {term: calendar.dates_of(term).end for term in terms}
    lines = {
        school.urn: SchoolHistory(
            school,
            tuple(
                _told(found, school.urn, term, opened_on=opened.get(school.urn), ends_on=ends[term])
                for term in terms
            ),
        )
        for school in base.schools
    }
    return Histories(base, terms, lines, small_roll)


def _terms_up_to(session: Session, base: Base) -> tuple[Period, ...]:
    window = load_moment(session).window(base.period, base.reference_date, terms=TERMS)
    return tuple(reversed(window))


def _add_up(session: Session, base: Base, terms: Sequence[Period]) -> Evaluation:
    """The schools of today over all terms: what a former URN returned counts as theirs."""
    return add_up_in_sql(
        session.connection(),
        (RETURNED, ENGAGED, STRANDS_HAD, *REACHED.values(), ROLL_OF_BASE),
        [replace(base, period=term) for term in terms],
        moment=load_moment(session),
        policy=load_policy(session),
        split=EACH_SCHOOL,
    )


def _told(
    found: Evaluation, urn: str, term: Period, *, opened_on: date | None, ends_on: date
) -> TermTold:
    figures = found.get((term, urn))
    if figures is None or not figures[RETURNED]:
        is_open = opened_on is None or opened_on <= ends_on
        return TermTold(term, Mark.SILENT if is_open else Mark.NOT_OPEN, None, None, None)
    return TermTold(
        term,
        Mark.ENGAGED if figures[ENGAGED] else Mark.NOTHING,
        int(figures[STRANDS_HAD]),
        {reach: figures[figure] for reach, figure in REACHED.items()},
        figures[ROLL_OF_BASE] or None,
    )
