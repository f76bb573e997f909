"""Figures: sums over schools; and the few ways in which figures make a value.

A rate is always recomputed from its two figures, never averaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from hubdata.kpis.language.base import MemberKind
from hubdata.kpis.language.expressions import (
    ALWAYS,
    ONE,
    Attribute,
    Condition,
    Expression,
    Known,
    Leaf,
    Number,
    Of,
    all_of,
    any_of,
    holds,
    is_yes,
    leaves_of,
    not_,
)
from hubdata.kpis.language.measures import PART, Measure, happened


class Among(StrEnum):
    """Over whom a figure is summed."""

    BASE = "base"
    """The schools of the base."""
    PARTNERS = "partners"
    """The partners of the hub, and others that sent a partner return in the period."""
    AUTHORITIES = "authorities"
    """The local authorities of the hub."""
    HUB = "hub"
    """The hub as one: what the lead organisation told, and what is counted once for all."""
    WIDER = "wider"
    """The schools of the base, the partners and the hub."""
    EVERYONE = "everyone"
    """Every source with a return in the period, in the base or not."""


MEMBERS_AMONG: dict[Among, frozenset[MemberKind | None]] = {
    Among.BASE: frozenset({MemberKind.SCHOOL}),
    Among.PARTNERS: frozenset({MemberKind.PARTNER}),
    Among.AUTHORITIES: frozenset({MemberKind.AUTHORITY}),
    Among.HUB: frozenset({MemberKind.HUB}),
    Among.WIDER: frozenset({MemberKind.SCHOOL, MemberKind.PARTNER, MemberKind.HUB}),
    Among.EVERYONE: frozenset({None, *MemberKind}),
}


@dataclass(frozen=True, eq=False)
class Figure:
    """The sum of a value over the schools for which a condition holds; a count by default.

    `value` and `where` speak of measures (`Of`), attributes of the school and settings. With
    `distinct`, how many different known values of that attribute those schools have.
    """

    words: str
    where: Condition = ALWAYS
    value: Expression = ONE
    among: Among = Among.BASE
    distinct: Attribute | None = None

    def leaves(self) -> Iterator[Leaf]:
        yield from leaves_of(self.where)
        yield from leaves_of(self.value)
        if self.distinct is not None:
            yield self.distinct

    def measures(self) -> Iterator[Measure]:
        """The measures it needs; one may come twice."""
        for leaf in self.leaves():
            if isinstance(leaf, Of):
                yield leaf.measure


Figures: TypeAlias = Mapping[Figure, Number]
"""The figures of one period, and of one part of a split or the whole hub."""


@dataclass(frozen=True)
class Computed:
    """A value with what it was made of; `None` is not known."""

    value: Number | None
    numerator: Number | None
    denominator: Number | None


@dataclass(frozen=True)
class Count:
    """A number of things. With `told`, how many said how many: where none did it is not known."""

    numerator: Figure
    told: Figure | None = None


@dataclass(frozen=True)
class Ratio:
    """One figure for each `per` of another: `per` 100 makes a percentage, 1 a mean or a ratio. With
    `told`, how many said how much: where none did it is not known."""

    numerator: Figure
    denominator: Figure
    per: int = 100
    told: Figure | None = None


@dataclass(frozen=True)
class Index:
    """A rate divided by another: 1 is in proportion."""

    rate: Ratio
    by: Ratio


@dataclass(frozen=True)
class Gap:
    """A rate less another, in percentage points."""

    rate: Ratio
    less: Ratio


Formula: TypeAlias = Count | Ratio | Index | Gap


@dataclass(frozen=True)
class Part:
    """A further figure of a KPI beside its headline."""

    name: str
    formula: Formula


_NOTHING_TO_REPORT = happened("nothing to report", PART, is_yes("nil_return"))


def answered(figure: Figure) -> Figure:
    """How many said how much of a figure, or that there is nothing to report: an answer that all
    left blank is no 0."""
    where = any_of(all_of(figure.where, Known(figure.value)), holds(_NOTHING_TO_REPORT))
    return Figure(f"{figure.words}: answered", where=where, among=figure.among)


def told_or_absent(figure: Figure, rows: Measure) -> Figure:
    """How many said how much of a figure, or told a list without such rows: a row that was left
    blank is no 0."""
    where = any_of(Known(figure.value), not_(holds(rows)))
    return Figure(f"{figure.words}: answered", where=where, among=figure.among)


def count_of_answers(figure: Figure) -> Count:
    """The sum of what was answered; not known where nobody answered."""
    return Count(figure, answered(figure))


def ratio_of_answers(numerator: Figure, denominator: Figure, *, per: int = 100) -> Ratio:
    """A ratio that is not known where nobody answered what stands above."""
    return Ratio(numerator, denominator, per, answered(numerator))


def figures_of(formula: Formula) -> tuple[Figure, ...]:
    """The figures a formula adds up, numerator first."""
    match formula:
        case Count(numerator):
            return (numerator,)
        case Ratio(numerator, denominator):
            return numerator, denominator
        case Index(rate, other) | Gap(rate, other):
            return (*figures_of(rate), *figures_of(other))


def figures_read(formula: Formula) -> tuple[Figure, ...]:
    """The figures a formula adds up, and those that say whether it can be known."""
    match formula:
        case Index(rate, other) | Gap(rate, other):
            return (*figures_read(rate), *figures_read(other))
        case Count(told=told) | Ratio(told=told):
            return (*figures_of(formula), told) if told else figures_of(formula)


def compute(formula: Formula, figures: Figures) -> Computed:
    """The value of a formula; nothing divides by zero: the value is then not known.

    The numerator and denominator of an index or a gap are its two rates.
    """
    match formula:
        case Count(figure, told):
            is_known = told is None or bool(figures[told])
            number = figures[figure] if is_known else None
            return Computed(number, number, None)
        case Ratio(upper, lower, per, told):
            is_known = told is None or bool(figures[told])
            return _divided(figures[upper] if is_known else None, figures[lower], per=per)
        case Index(rate, by):
            return _divided(compute(rate, figures).value, compute(by, figures).value, per=1)
        case Gap(rate, less):
            one, other = compute(rate, figures).value, compute(less, figures).value
            known = one is not None and other is not None
            return Computed(one - other if known else None, one, other)  # type: ignore[operator]


def _divided(upper: Number | None, lower: Number | None, *, per: int) -> Computed:
    if upper is None or not lower:
        return Computed(None, upper, lower)
    return Computed(per * upper / lower, upper, lower)
