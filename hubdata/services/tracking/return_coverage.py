"""Who has returned over the terms, by local authority and by phase (or kind of partner)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN, kind_named
from hubdata.services.clock import today
from hubdata.services.tracking.expected import Expected, ExpectedSource, load_expected_in
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.tracking import load_counting

TERMS = 9
"""Terms looked back on: three school years."""
WHOLE = "Whole hub"


class GroupBy(StrEnum):
    """How sources are told apart."""

    AUTHORITY = "authority"
    GROUP = "phase"


@dataclass(frozen=True)
class CoveragePoint:
    """One term of a group: of how many a return was expected, of how many one counts, and of how
    many of those rows were left out on purpose."""

    period: Period
    expected: int
    returned: int
    partial: int

    @property
    def percent(self) -> float | None:
        return 100 * self.returned / self.expected if self.expected else None


@dataclass(frozen=True)
class CoverageLine:
    """A group over the terms, oldest first."""

    name: str
    points: tuple[CoveragePoint, ...]


@dataclass(frozen=True)
class Coverage:
    """Every group over the same terms; the whole hub comes first. `is_open` says that the last
    term's returns are not due yet."""

    periods: tuple[Period, ...]
    lines: tuple[CoverageLine, ...]
    is_open: bool


def load_coverage(
    period: Period, by: GroupBy, *, kind: str = SCHOOL_RETURN.name, la_code: str | None = None
) -> Coverage:
    """The terms up to a period, those before the first return of any left out. An annual return
    answers for each term of its year. `la_code` leaves one authority's sources."""
    terms = tuple(reversed(period.last_terms(TERMS)))
    slots = {slot for term in terms for slot in (term.slot, Period(term.year).slot)}
    with reading() as session:
        expected = load_expected_in(session, kind_named(kind), terms)
        counted = load_counting(session, kind=kind, slots=slots)
        due_on = stored_settings.load_calendar(session).due_on(kind, terms[-1])
    first = next((n for n, term in enumerate(terms) if _counted(counted, term)), len(terms) - 1)
    terms = terms[first:]
    groups: dict[str, list[CoveragePoint]] = defaultdict(list)
    names = {WHOLE: None} | dict.fromkeys(
        sorted(
            group
            for term in terms
            for one in expected[term].sources
            if _is_in(one, la_code)
            for group in _groups_of(one, by)
        )
    )
    for term in terms:
        told = _counted(counted, term)
        for name in names:
            groups[name].append(_point(term, expected[term], told, name, by=by, la_code=la_code))
    lines = tuple(CoverageLine(name, tuple(points)) for name, points in groups.items())
    return Coverage(terms, lines, is_open=due_on > today())


def _counted(counted: dict[int, dict[str, int]], term: Period) -> dict[str, int]:
    return counted.get(Period(term.year).slot, {}) | counted.get(term.slot, {})


def _point(
    term: Period,
    expected: Expected,
    told: dict[str, int],
    name: str,
    *,
    by: GroupBy,
    la_code: str | None,
) -> CoveragePoint:
    mine = {
        one.source
        for one in expected.sources
        if _is_in(one, la_code) and (name == WHOLE or name in _groups_of(one, by))
    }
    owners: dict[str, int] = defaultdict(int)
    for source, left_out in told.items():
        owners[expected.owner_of(source)] += left_out
    returned = mine & owners.keys()
    partial = sum(owners[source] > 0 for source in returned)
    return CoveragePoint(term, len(mine), len(returned), partial)


def _is_in(one: ExpectedSource, la_code: str | None) -> bool:
    """A partner without authorities works everywhere."""
    return la_code is None or not one.la_code or la_code in one.la_code.split(", ")


def _groups_of(one: ExpectedSource, by: GroupBy) -> tuple[str, ...]:
    """A partner may work in several authorities, and is told in each."""
    if by is GroupBy.GROUP:
        return (one.group or "Not known",)
    if one.la_name:
        return (one.la_name,)
    return tuple(one.la_code.split(", ")) if one.la_code else ("The whole hub",)
