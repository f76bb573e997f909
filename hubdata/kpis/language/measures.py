"""Measures: what is read from one sheet, in two steps.

First each entity (a class, a kind of tuition, an ensemble, or the source itself) is combined over
the terms of a span; then the entities of a school are rolled up into one number for the school.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from hubdata.kpis.language.expressions import (
    ALWAYS,
    ONE,
    Condition,
    Expression,
    Field,
    IsIn,
    Leaf,
    Not,
    all_of,
    any_of,
    leaves_of,
)
from hubdata.vocabulary import Repeat

PART = "part"
"""The pseudo-sheet with a row for each current part: sheet, is_estimate, nil_return."""

RETURN = "return"
"""The pseudo-sheet with a row for each return ever received: received_on, status."""


REPEATS = "repeats"
"""The field that says whether a row tells again what another source tells: a `Repeat`."""

REPEATABLE = ("whole_class", "tuition", "ensemble", "project", "cpd")
"""Sheets of activities, which two sources can both tell of; their rows have that field."""

SCHOOL_RETURN = "school-return"
PARTNER_RETURN = "partner-return"
HUB_RETURN = "hub-return"


class Over(StrEnum):
    """How the terms of an entity become one number."""

    ANY = "any"
    """1 if it holds in any term: counts once."""
    SUM = "sum"
    """Flows; a year-to-date or annual part replaces the terms before it."""
    PEAK = "peak"
    """The term with the largest main count, the earlier one if two are equal."""
    LATEST = "latest"
    """The latest term in which it is known."""
    LISTED = "listed"
    """The rows of the latest part alone, a whole list: who leads now, what is published."""
    TERMS = "terms"
    """In how many terms it holds; an annual return stands for each term of its year."""


class SpanKind(StrEnum):
    PERIOD = "period"
    WINDOW = "window"
    EVER = "ever"
    DUE = "due"
    SO_FAR = "so far"


class Owner(StrEnum):
    """Under whom the rows of a measure count."""

    SOURCE = "source"
    """Who sent them: the school (or its successor), the partner, the hub."""
    SCHOOLS = "school_urns"
    """Each school that the row names."""
    AUTHORITY = "la_code"
    """The authority that the row is about."""
    HUB = "hub"
    """The whole hub, whoever sent them: the same thing told by two counts once."""


@dataclass(frozen=True)
class Span:
    """Which returns are read for a period.

    PERIOD: its own. WINDOW: those of the last `terms` terms ending with it, annual ones of their
    years too. EVER: its own and all before. DUE: those that answer for its terms already due, by
    the due dates of the kind of return `asked`. SO_FAR: the year's up to the period.
    """

    kind: SpanKind
    terms: int = 0
    asked: str = SCHOOL_RETURN


PERIOD = Span(SpanKind.PERIOD)
EVER = Span(SpanKind.EVER)
DUE = Span(SpanKind.DUE)
PARTNERS_DUE = Span(SpanKind.DUE, asked=PARTNER_RETURN)
SO_FAR = Span(SpanKind.SO_FAR)


def last_terms(count: int) -> Span:
    return Span(SpanKind.WINDOW, count)


class RollUp(StrEnum):
    """How the entities of a school become one number."""

    SUM = "sum"
    COUNT = "count"
    """Those that reach `Measure.enough`."""
    ANY = "any"


class SameTerm(StrEnum):
    """How several rows of the same entity in the same term are one."""

    SUM = "sum"
    LARGEST = "largest"
    """For what does not add up, such as minutes a week of two schools that merged."""


@dataclass(frozen=True, eq=False)
class Measure:
    """One number for each school and period; `None` where no row says anything.

    `entity` are the fields that tell the rows of a source apart over terms; none means the
    source itself. `main` is what PEAK compares (the value itself if not given): companions such
    as pupils with pupil premium are taken from the term with most pupils. `enough` is what an
    entity has to reach to be counted by `RollUp.COUNT`. `each` is a field that lists several
    things: every one of them is read as a row of its own, with only that one in the field.
    `each_of` are conditions of which every one has to hold of some row of the entity: with ANY in
    any terms, with TERMS in the same term.
    """

    words: str
    sheet: str
    over: Over
    value: Expression = ONE
    where: Condition = ALWAYS
    main: Expression | None = None
    entity: tuple[str, ...] = ()
    span: Span = PERIOD
    roll_up: RollUp = RollUp.SUM
    same_term: SameTerm = SameTerm.SUM
    enough: int = 1
    owner: Owner = Owner.SOURCE
    each: str = ""
    each_of: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        if self.each_of and self.over not in (Over.ANY, Over.TERMS):
            raise ValueError(f"{self.words}: several conditions are asked in any term, or by term.")
        if self.over is Over.LATEST and self.span.kind not in (SpanKind.PERIOD, SpanKind.EVER):
            raise ValueError(f"{self.words}: the latest value is read in the period or ever.")
        if self.span == EVER and (self.over is not Over.LATEST or self.entity):
            raise ValueError(f"{self.words}: only the latest value of a source is carried on.")
        if self.over in (Over.PEAK, Over.LISTED) and self.span != PERIOD:
            raise ValueError(f"{self.words}: a {self.over} is read in the period.")
        if self.over is Over.SUM and self.span not in (PERIOD, SO_FAR):
            raise ValueError(f"{self.words}: a {self.over} is read within one year.")
        if self.over is Over.TERMS and self.span not in (PERIOD, DUE, PARTNERS_DUE, SO_FAR):
            raise ValueError(f"{self.words}: terms are counted within one year.")
        if self.over is Over.LISTED and (self.entity or self.each):
            raise ValueError(f"{self.words}: a list is read row by row.")

    @property
    def held(self) -> Condition:
        """What makes a row evidence: `where`, and one of `each_of` if there are any."""
        return all_of(self.where, any_of(*self.each_of)) if self.each_of else self.where

    @property
    def ranked_by(self) -> Expression:
        """What PEAK compares."""
        return self.value if self.main is None else self.main

    @property
    def leaves_out(self) -> tuple[Repeat, ...]:
        """The rows it leaves out because another source's row tells the same and counts.

        Whether there was anything at all is no matter of adding up: for that every row is
        evidence. Things are counted once, and people are added once, wherever they are told.
        """
        if self.sheet not in REPEATABLE or self.owner is not Owner.SOURCE:
            return ()
        if self.over not in (Over.ANY, Over.TERMS):
            return (Repeat.SAME, Repeat.PEOPLE)
        is_of_source = self.roll_up is RollUp.ANY or not self.entity
        return () if is_of_source else (Repeat.SAME,)

    @cached_property
    def counted(self) -> Condition:
        """The rows that are evidence, without those it leaves out as told twice."""
        if not self.leaves_out:
            return self.held
        return all_of(self.held, Not(IsIn(Field(REPEATS), tuple(map(int, self.leaves_out)))))

    def leaves(self) -> Iterator[Leaf]:
        """Every field and setting it reads."""
        yield from leaves_of(self.held)
        yield from leaves_of(self.value)
        if self.main is not None:
            yield from leaves_of(self.main)


def happened(words: str, sheet: str, where: Condition, *, span: Span = PERIOD) -> Measure:
    """1 for a school with any such row."""
    return Measure(words, sheet, Over.ANY, where=where, span=span, roll_up=RollUp.ANY)


def carried(words: str, sheet: str, value: Expression) -> Measure:
    """The latest known value at the end of the period, from whichever return gave it."""
    return Measure(words, sheet, Over.LATEST, value=value, span=EVER)
