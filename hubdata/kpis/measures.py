"""Measures: what is read from one sheet, in two steps.

First each entity (a class, a kind of tuition, an ensemble, or the source itself) is combined over
the terms of a span; then the entities of a school are rolled up into one number for the school.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hubdata.kpis.expressions import ALWAYS, ONE, Condition, Expression, Leaf, leaves_of

PART = "part"
"""The pseudo-sheet with a row for each current part: sheet, is_estimate, nil_return."""

RETURN = "return"
"""The pseudo-sheet with a row for each return ever received: received_on, status."""


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
    TERMS = "terms"
    """In how many terms it holds; an annual return stands for each term of its year."""


class SpanKind(StrEnum):
    PERIOD = "period"
    WINDOW = "window"
    EVER = "ever"
    DUE = "due"


@dataclass(frozen=True)
class Span:
    """Which returns are read for a period.

    PERIOD: its own. WINDOW: those of the last `terms` terms ending with it, annual ones of their
    years too. EVER: its own and all before. DUE: those that answer for its terms already due.
    """

    kind: SpanKind
    terms: int = 0


PERIOD = Span(SpanKind.PERIOD)
EVER = Span(SpanKind.EVER)
DUE = Span(SpanKind.DUE)


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
    entity has to reach to be counted by `RollUp.COUNT`.
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

    def __post_init__(self) -> None:
        if self.over is Over.LATEST and self.span.kind not in (SpanKind.PERIOD, SpanKind.EVER):
            raise ValueError(f"{self.words}: the latest value is read in the period or ever.")
        if self.span == EVER and (self.over is not Over.LATEST or self.entity):
            raise ValueError(f"{self.words}: only the latest value of a source is carried on.")
        if self.over in (Over.PEAK, Over.SUM) and self.span != PERIOD:
            raise ValueError(f"{self.words}: a {self.over} is read in the period.")
        if self.over is Over.TERMS and self.span not in (PERIOD, DUE):
            raise ValueError(f"{self.words}: terms are counted within one year.")

    @property
    def ranked_by(self) -> Expression:
        """What PEAK compares."""
        return self.value if self.main is None else self.main

    def leaves(self) -> Iterator[Leaf]:
        """Every field and setting it reads."""
        yield from leaves_of(self.where)
        yield from leaves_of(self.value)
        if self.main is not None:
            yield from leaves_of(self.main)


def happened(words: str, sheet: str, where: Condition, *, span: Span = PERIOD) -> Measure:
    """1 for a school with any such row."""
    return Measure(words, sheet, Over.ANY, where=where, span=span, roll_up=RollUp.ANY)


def carried(words: str, sheet: str, value: Expression) -> Measure:
    """The latest known value at the end of the period, from whichever return gave it."""
    return Measure(words, sheet, Over.LATEST, value=value, span=EVER)
