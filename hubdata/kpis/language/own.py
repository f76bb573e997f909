"""A hub's own KPIs: from a definition, which is data, to a KPI like those of the catalogue.

What is read is said as one figure over another: figures typed in for each term, or a field of a
return added up, or how many schools, partners or rows answer to some conditions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import HUB_SUPPORTED, ROLL_OF_BASE
from hubdata.kpis.language.expressions import (
    ALWAYS,
    ONE,
    Condition,
    Constant,
    Field,
    IsIn,
    Known,
    Of,
    Total,
    Value,
    all_of,
    any_of,
    at_least,
    at_most,
    holds,
    in_this_academic_year,
    is_in,
    is_yes,
    known,
    not_,
)
from hubdata.kpis.language.figures import Among, Count, Figure, Formula, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Kpi, Unit, limb
from hubdata.kpis.language.measures import PART, Measure, Over, Owner, RollUp, happened
from hubdata.kpis.language.splits import BY_PARTNER, BY_SCHOOL

TYPED_SHEET = "own_figure"
"""The table of figures that are typed in: a row for each KPI, and each authority if told apart."""

PER = {Unit.PERCENT: 100, Unit.PER_10000: 10_000}
"""What a figure is divided by, in the units that are not "for each one"."""


class FigureKind(StrEnum):
    """What a figure of an own KPI is made of."""

    TYPED = "typed"
    SUM = "sum"
    OWNERS = "owners"
    ROWS = "rows"
    ALL = "all"
    RETURNED = "returned"
    ROLL = "roll"


class Test(StrEnum):
    """What a condition asks of a field. A field that was not answered passes none of them."""

    __test__ = False  # not one of pytest's

    IS = "is"
    IS_NOT = "is not"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ANSWERED = "answered"
    THIS_YEAR = "in this academic year"


@dataclass(frozen=True)
class OwnCondition:
    """One thing asked of a row. `is_list`: the field lists several, and one of them is enough."""

    field: str
    test: Test
    value: Value = None
    is_list: bool = False


@dataclass(frozen=True)
class OwnSheet:
    """A sheet as figures read it: who sends it, and which fields tell its rows apart."""

    table: str
    asked: Among
    entity: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnFigure:
    """A figure, and how it is said in words. `sheet` is empty for ALL and ROLL; `by_authority`: it
    is typed in for each authority, not for the whole hub."""

    kind: FigureKind
    words: str
    sheet: OwnSheet | None = None
    field: str = ""
    conditions: tuple[OwnCondition, ...] = ()
    supported_only: bool = False
    over: Over = Over.SUM
    by_authority: bool = False


@dataclass(frozen=True)
class OwnDefinition:
    """Everything that defines one of the hub's own KPIs. A change makes a new `version`."""

    id: str
    version: int
    name: str
    why: str
    owner_role: str
    function: StrategicFunction
    limb: str
    goals: tuple[Goal, ...]
    outcomes: tuple[Outcome, ...]
    unit: Unit
    direction: Direction
    numerator: OwnFigure
    denominator: OwnFigure | None = None
    band: tuple[float, float] | None = None
    counted: str = ""


@lru_cache(maxsize=512)
def build_own_kpi(definition: OwnDefinition) -> Kpi:
    """The KPI of a definition; the same object for the same definition."""
    upper, lower = definition.numerator, definition.denominator
    formula = _formula(definition)
    sheet = upper.sheet or OwnSheet("", Among.BASE)
    said = f"{upper.words}, {_per(definition.unit)} {lower.words}" if lower else upper.words
    return Kpi(
        id=definition.id,
        name=definition.name,
        short_name=definition.name,
        goals=definition.goals,
        limbs=(limb(definition.function, definition.limb),),
        outcomes=definition.outcomes,
        why=definition.why,
        formula_words=f"{said[:1].upper()}{said[1:]}.",
        numerator_words=upper.words[:1].upper() + upper.words[1:],
        denominator_words=lower.words[:1].upper() + lower.words[1:]
        if lower
        else "None: it is a number of things",
        headline=formula,
        example=None,
        unit=definition.unit,
        direction=definition.direction,
        base=_base_rule(lower),
        over=_OVER_WORDS[upper.over],
        sheets=(sheet.table,) if sheet.table else (),
        counted=definition.counted or "things",
        band=definition.band,
        owner_role=definition.owner_role,
        version=str(definition.version),
        splits=_splits(upper, lower),
        asked=sheet.asked,
    )


_OVER_WORDS = {
    Over.ANY: "any term",
    Over.SUM: "added up",
    Over.PEAK: "peak",
    Over.LATEST: "latest",
}


def _per(unit: Unit) -> str:
    match unit:
        case Unit.PERCENT:
            return "as a percentage of"
        case Unit.PER_10000:
            return "for each 10,000 of"
    return "for each of"


def _base_rule(lower: OwnFigure | None) -> BaseRule:
    if lower is None:
        return BaseRule.NONE
    match lower.kind:
        case FigureKind.ALL | FigureKind.ROLL:
            return BaseRule.ALL
        case FigureKind.RETURNED:
            return BaseRule.RETURNED
    return BaseRule.SAME


def _splits(upper: OwnFigure, lower: OwnFigure | None) -> tuple[str, ...]:
    """What all of its figures can be told apart by."""
    found = [_splits_of(figure) for figure in (upper, lower) if figure is not None]
    return tuple(name for name in found[0] if all(name in some for some in found))


def _splits_of(figure: OwnFigure) -> tuple[str, ...]:
    if figure.kind is FigureKind.TYPED:
        return ("local_authority",) if figure.by_authority else ()
    asked = figure.sheet.asked if figure.sheet else Among.BASE
    return {Among.HUB: (), Among.PARTNERS: BY_PARTNER}.get(asked, BY_SCHOOL)


def _formula(definition: OwnDefinition) -> Formula:
    upper, lower = definition.numerator, definition.denominator
    if lower is None:
        figure, told = _figure(definition, upper, "numerator")
        return Count(figure, told)
    answered = _both_answered(upper, lower)
    numerator, _ = _figure(definition, upper, "numerator", also=answered)
    denominator, _ = _figure(definition, lower, "denominator", also=answered)
    return Ratio(numerator, denominator, per=PER.get(definition.unit, 1))


def _both_answered(upper: OwnFigure, lower: OwnFigure) -> Condition:
    """Of two sums over one sheet, only rows that answer both: a blank is no 0."""
    if upper.kind is lower.kind is FigureKind.SUM and upper.sheet == lower.sheet:
        return known(upper.field, lower.field)
    return ALWAYS


def _figure(
    definition: OwnDefinition, one: OwnFigure, role: str, *, also: Condition = ALWAYS
) -> tuple[Figure, Figure | None]:
    """The figure, and the one that says how many told us something, where a 0 would mislead."""
    match one.kind:
        case FigureKind.TYPED:
            return _typed(definition.id, one, role)
        case FigureKind.ROLL:
            return ROLL_OF_BASE, None
        case FigureKind.ALL:
            return Figure(one.words, among=one.sheet.asked if one.sheet else Among.BASE), None
    assert one.sheet is not None  # every other kind reads a sheet
    among = Among.EVERYONE if one.sheet.table == "ensemble" else one.sheet.asked
    if one.kind is FigureKind.RETURNED:
        answers = any_of(is_in("sheet", one.sheet.table), is_yes("nil_return"))
        measure = happened(one.words, PART, answers)
        return Figure(one.words, where=holds(measure), among=among), None
    measure = _measure(one, one.sheet, also)
    if one.kind is FigureKind.OWNERS:
        return Figure(one.words, where=holds(measure), among=among), None
    told = Figure(f"who told of {one.words}", where=Known(Of(measure)), among=among)
    is_sum = one.kind is FigureKind.SUM
    return Figure(one.words, value=Of(measure), among=among), told if is_sum else None


def _measure(one: OwnFigure, sheet: OwnSheet, also: Condition) -> Measure:
    where = all_of(*_conditions(one, sheet), *([] if also == ALWAYS else [also]))
    each = next((c.field for c in one.conditions if c.is_list), "")
    if one.kind is FigureKind.OWNERS:
        return Measure(one.words, sheet.table, Over.ANY, where=where, roll_up=RollUp.ANY, each=each)
    if one.kind is FigureKind.ROWS:
        return Measure(
            one.words,
            sheet.table,
            Over.ANY,
            where=where,
            entity=sheet.entity,
            roll_up=RollUp.COUNT,
            each=each,
        )
    value = Field(one.field)
    entity = () if one.over is Over.SUM else sheet.entity
    main = value if one.over is Over.PEAK else None
    return Measure(
        one.words,
        sheet.table,
        one.over,
        value=value,
        where=where,
        main=main,
        entity=entity,
        each=each,
    )


def _conditions(one: OwnFigure, sheet: OwnSheet) -> Iterable[Condition]:
    if one.supported_only:
        yield HUB_SUPPORTED[sheet.table]
    for condition in one.conditions:
        yield _condition(condition)


def _condition(one: OwnCondition) -> Condition:
    match one.test:
        case Test.ANSWERED:
            return known(one.field)
        case Test.THIS_YEAR:
            return in_this_academic_year(one.field)
        case Test.AT_LEAST:
            return at_least(one.field, Constant(one.value))
        case Test.AT_MOST:
            return at_most(one.field, Constant(one.value))
    if isinstance(one.value, bool):
        is_so: Condition = is_yes(one.field)
        wanted = one.value is (one.test is Test.IS)
    else:
        assert isinstance(one.value, str | int)
        is_so, wanted = IsIn(Field(one.field), (one.value,)), one.test is Test.IS
    return is_so if wanted else all_of(known(one.field), not_(is_so))


def _typed(kpi_id: str, one: OwnFigure, role: str) -> tuple[Figure, Figure]:
    """What was typed in for the whole hub, or for each of its authorities."""
    mine = is_in("kpi", kpi_id)
    by_authority = Measure(
        f"{one.words}, by authority",
        TYPED_SHEET,
        one.over,
        value=Field(role),
        where=all_of(mine, known("la_code")),
        entity=("la_code",) if one.over is Over.LATEST else (),
        owner=Owner.AUTHORITY,
    )
    of_hub = Measure(
        one.words,
        TYPED_SHEET,
        one.over,
        value=Field(role),
        where=all_of(mine, not_(known("la_code"))),
        owner=Owner.HUB,
    )
    value = Total((Of(by_authority), Of(of_hub)))
    told = Figure(f"who told of {one.words}", where=Known(value), value=ONE, among=Among.EVERYONE)
    return Figure(one.words, value=value, among=Among.EVERYONE), told
