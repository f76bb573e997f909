"""Where a number comes from: for each figure the schools behind it and the cells of their returns,
and which schools are not in it and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from hubdata.errors import UnknownThing
from hubdata.kpis.language.base import Base
from hubdata.kpis.language.expressions import (
    ONE,
    AllOf,
    AnyOf,
    AtLeast,
    Attribute,
    Condition,
    Divided,
    Expression,
    FirstKnown,
    Flag,
    Number,
    Of,
    Times,
    Total,
    When,
    is_true,
    leaves_of,
    value_of,
)
from hubdata.kpis.language.figures import (
    MEMBERS_AMONG,
    Among,
    Computed,
    Count,
    Figure,
    Formula,
    Ratio,
    compute,
    figures_of,
    figures_read,
)
from hubdata.kpis.language.kpi import Kpi, Yearly, coverage_of, is_asked_for
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import Split
from hubdata.kpis.reading.cells import REGISTER, Cell
from hubdata.kpis.reading.evaluate import Reading
from hubdata.kpis.reading.repeats import LeftOut, list_left_out
from hubdata.kpis.reading.rows import Rows
from hubdata.kpis.reading.spans import Moment
from hubdata.periods import Period

NOT_IN_BASE = "not a school of the base"
NOT_RETURNED = "did not return"
NOT_THIS = "returned, but no sheet with what is asked"
NOT_ANSWERED = "did not answer what is asked"
NOT_MEANT = "not one of those this is about"

ROLES = ("numerator", "denominator")
ROLES_OF_TWO = tuple(
    f"{role} of the {which} rate" for which in ("first", "second") for role in ROLES
)


@dataclass(frozen=True)
class Contribution:
    """What one school, or a source outside the base, adds to a figure, and the cells behind it.

    Of a sum the cells add up to `amount`; of a count they are the evidence, and may be none.
    """

    owner: str
    name: str
    amount: Number
    cells: tuple[Cell, ...]

    def to_json(self) -> dict[str, Any]:
        told = {"source": self.owner, "name": self.name, "amount": self.amount}
        return {**told, "cells": [cell.to_json() for cell in self.cells]}


@dataclass(frozen=True)
class ExplainedFigure:
    """A figure with all it is made of: the amounts add up to `total`, exactly."""

    role: str
    words: str
    total: Number
    contributions: tuple[Contribution, ...]

    def to_json(self) -> dict[str, Any]:
        told = {"role": self.role, "words": self.words, "total": self.total}
        return {**told, "contributions": [one.to_json() for one in self.contributions]}


@dataclass(frozen=True)
class Exclusion:
    """A school that is not in the numerator for a reason of its own; `in_denominator` says
    whether it is counted among those it is a share of all the same."""

    owner: str
    name: str
    reason: str
    in_denominator: bool


@dataclass(frozen=True)
class ExplainedFormula:
    """The headline ("") or a further figure of a KPI, with its figures and who is in none."""

    name: str
    computed: Computed
    figures: tuple[ExplainedFigure, ...]
    exclusions: tuple[Exclusion, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            **({"name": self.name} if self.name else {}),
            "value": self.computed.value,
            "numerator": self.computed.numerator,
            "denominator": self.computed.denominator,
            "figures": [figure.to_json() for figure in self.figures],
            "exclusions": [vars(exclusion) for exclusion in self.exclusions],
        }


@dataclass(frozen=True)
class Explanation:
    """Everything behind a KPI for a period, and for the whole hub or a part of a split."""

    kpi: Kpi
    period: Period
    split: Split | None
    part_of_split: str | None
    headline: ExplainedFormula
    parts: tuple[ExplainedFormula, ...]
    repeats: tuple[LeftOut, ...] = ()

    @property
    def formulas(self) -> tuple[ExplainedFormula, ...]:
        """The headline, then the further figures."""
        return self.headline, *self.parts

    def formula(self, name: str) -> ExplainedFormula:
        """The further figure of that name, in any case; "" is the headline. Raises
        `UnknownThing`."""
        for one in self.formulas:
            if one.name.casefold() == name.strip().casefold():
                return one
        names = ", ".join(part.name for part in self.parts) or "none, only its headline"
        raise UnknownThing(f'{self.kpi.id} has no figure "{name}". It has: {names}.')

    def to_json(self) -> dict[str, Any]:
        """The explanation as `explain --json` prints it."""
        return {
            "kpi": self.kpi.id,
            "name": self.kpi.name,
            "formula": self.kpi.formula_words,
            "period": self.period.code,
            "split": {self.split.name: self.part_of_split} if self.split else None,
            **self.headline.to_json(),
            "parts": [part.to_json() for part in self.parts],
            "told_twice": [one.to_json() for one in self.repeats],
            "definition_version": self.kpi.version,
        }


def explain(
    kpi: Kpi,
    base: Base,
    rows: Rows,
    *,
    moment: Moment,
    policy: Policy,
    split: Split | None = None,
    part_of_split: str | None = None,
) -> Explanation:
    """Explain a KPI from the rows that count, for the whole hub or for one part of a split."""
    reading = Reading(base, rows, moment, policy)
    return explain_from(reading, kpi, split=split, part_of_split=part_of_split)


def explain_from(
    reading: Reading, kpi: Kpi, *, split: Split | None = None, part_of_split: str | None = None
) -> Explanation:
    """The same of rows that are being read already: for many KPIs, or many parts of a split."""
    base, owners = reading.base, reading.everyone
    if split and part_of_split is not None:
        owners = reading.split_by(split).get(part_of_split, ())
    is_asked = is_asked_for(kpi, base)
    answering = reading.everyone if kpi.asked is Among.HUB else owners
    is_silent = kpi.is_silent(reading.sum(kpi.coverage.returned, answering))
    headline = _explain_formula(reading, kpi, owners, "", kpi.headline)
    parts = [_explain_formula(reading, kpi, owners, one.name, one.formula) for one in kpi.parts]
    if is_silent:
        headline, *parts = map(_unless_found, (headline, *parts))
    if not is_asked:
        headline = _without_value(headline)
        parts = list(map(_without_value, parts)) if kpi.yearly is Yearly.ONLY else parts
    headline, *parts = (
        replace(one, computed=kpi.without_empty_base(one.computed)) for one in (headline, *parts)
    )
    return Explanation(
        kpi=kpi,
        period=base.period,
        split=split if part_of_split is not None else None,
        part_of_split=part_of_split,
        headline=headline,
        parts=tuple(parts),
        repeats=tuple(list_left_out(kpi, reading, owners)),
    )


def _unless_found(one: ExplainedFormula) -> ExplainedFormula:
    """Where nobody returned, nothing was found because nothing was told: it is not known."""
    return one if one.computed.numerator else _without_value(one)


def _without_value(one: ExplainedFormula) -> ExplainedFormula:
    """What cannot be known yet, or was not told: the figures so far stand below it."""
    return replace(one, computed=Computed(None, None, one.computed.denominator))


def _explain_formula(
    reading: Reading, kpi: Kpi, owners: tuple[str, ...], name: str, formula: Formula
) -> ExplainedFormula:
    figures = figures_of(formula)
    roles = ROLES if isinstance(formula, Count | Ratio) else ROLES_OF_TWO
    totals = {figure: reading.sum(figure, owners) for figure in figures_read(formula)}
    computed = compute(formula, totals)
    explained = (
        _explain_figure(reading, owners, role, figure)
        for role, figure in zip(roles, figures, strict=False)
    )
    left_out = _exclusions(kpi, formula, reading, owners)
    return ExplainedFormula(name, computed, tuple(explained), tuple(left_out))


def _explain_figure(
    reading: Reading, owners: tuple[str, ...], role: str, figure: Figure
) -> ExplainedFigure:
    contributions = []
    firsts = set(reading.distinct(figure, owners).values())
    for owner in owners:
        amount = reading.amount(figure, owner)
        if amount is not None:
            if figure.distinct is not None:  # what several have is counted with the first of them
                amount = int(owner in firsts)
            cells = dict.fromkeys(_cells_of_figure(reading, figure, owner))
            contributions.append(Contribution(owner, _name(reading, owner), amount, tuple(cells)))
    total = sum(one.amount for one in contributions)
    return ExplainedFigure(role, figure.words, total, tuple(contributions))


def _cells_of_figure(reading: Reading, figure: Figure, owner: str) -> Iterator[Cell]:
    if figure.value == ONE:
        return _evidence(reading, figure.where, owner)
    return _cells(reading, figure.value, owner)


def _cells(reading: Reading, expression: Expression, owner: str) -> Iterator[Cell]:
    """The cells a school's value comes from."""
    look = reading.look_at(owner)
    match expression:
        case Of(measure):
            traced = reading.values(measure).get(owner)
            yield from traced.cells if traced else ()
        case Attribute(name):
            value = value_of(expression, look)
            if value is not None:
                yield Cell(owner, REGISTER, name, value)
        case FirstKnown(parts):
            known = (part for part in parts if value_of(part, look) is not None)
            yield from _cells(reading, next(known, ONE), owner)
        case Total(parts):
            for part in parts:
                yield from _cells(reading, part, owner)
        case Times(left, right) | Divided(left, right):
            yield from _cells(reading, left, owner)
            yield from _cells(reading, right, owner)
        case When(_, value):
            yield from _cells(reading, value, owner)
        case Flag(condition):
            yield from _evidence(reading, condition, owner)


def _evidence(reading: Reading, condition: Condition, owner: str) -> Iterator[Cell]:
    """The cells that make a condition hold; none for what holds because nothing was found."""
    if not is_true(condition, reading.look_at(owner)):
        return
    match condition:
        case AtLeast(left, right):
            yield from _cells(reading, left, owner)
            yield from _cells(reading, right, owner)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _evidence(reading, part, owner)


def _exclusions(
    kpi: Kpi, formula: Formula, reading: Reading, owners: tuple[str, ...]
) -> Iterator[Exclusion]:
    denominators = figures_of(formula)[1::2]
    asked = MEMBERS_AMONG[kpi.asked]
    for owner in owners:
        kind = reading.kind_of(owner)
        if kind is not None and kind not in asked:
            continue
        is_in = any(reading.amount(figure, owner) is not None for figure in denominators)
        reason = _reason(kpi, formula, reading, owner, is_in=is_in or not denominators)
        if reason:
            yield Exclusion(owner, _name(reading, owner), reason, in_denominator=is_in)


def _reason(kpi: Kpi, formula: Formula, reading: Reading, owner: str, *, is_in: bool) -> str:
    """Why a school is not counted; "" if it is."""
    if owner not in reading.base.members:
        counts = reading.amount(figures_of(formula)[0], owner)
        return "" if counts is not None else NOT_IN_BASE
    if not is_in and not _is_meant(formula, reading, owner):
        return NOT_MEANT
    returned = reading.amount(kpi.coverage.returned, owner)
    if kpi.sheets and not returned:
        anything = coverage_of((), kpi.asked).returned
        return NOT_THIS if reading.amount(anything, owner) else NOT_RETURNED
    return "" if is_in else NOT_ANSWERED


def _is_meant(formula: Formula, reading: Reading, owner: str) -> bool:
    """Whether the register alone does not rule the school out of every denominator."""
    look = reading.look_at(owner)
    for figure in figures_of(formula)[1::2]:
        parts = figure.where.parts if isinstance(figure.where, AllOf) else (figure.where,)
        by_register = [part for part in parts if _is_of_register(part)]
        if all(is_true(part, look) for part in by_register):
            return True
    return False


def _is_of_register(condition: Condition) -> bool:
    leaves = list(leaves_of(condition))
    return bool(leaves) and all(isinstance(leaf, Attribute) for leaf in leaves)


def _name(reading: Reading, owner: str) -> str:
    member = reading.base.members.get(owner)
    return member.name if member else ""
