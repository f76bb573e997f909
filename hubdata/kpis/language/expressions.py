"""What KPIs say about a row or a school: numbers and conditions, as values that are read twice.

`hubdata.kpis.reading.evaluate` reads them in plain Python, the store turns the same ones into SQL.
A number that is not known is `None`, never 0; a condition about something unknown is not true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from hubdata.kpis.language.measures import Measure

Value: TypeAlias = bool | int | float | str | date | None
Number: TypeAlias = int | float


@dataclass(frozen=True)
class Field:
    """A field of a row, by its name in the return."""

    name: str


@dataclass(frozen=True)
class Attribute:
    """What the register says about a school in the base."""

    name: str


@dataclass(frozen=True)
class PeriodFact:
    """Something of the calendar. Of a row: `first_day`, `last_day` (of its academic year),
    `due_on`, `partner_due_on` (of its term), `is_annual`; where the latest list is read also
    `reference_date` (of the period). Of a school or partner: `due_terms`, `partner_due_terms`
    (terms of the period that are due), `terms` (three of a year)."""

    name: str


@dataclass(frozen=True)
class Setting:
    """A number of the policy, by its name."""

    name: str


@dataclass(frozen=True)
class Constant:
    value: Value


@dataclass(frozen=True)
class Of:
    """The value of a measure for one school, over the period."""

    measure: Measure


@dataclass(frozen=True)
class Total:
    """The sum of what is known of several numbers; `None` only if none is."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class FirstKnown:
    """The first of several that is known."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Times:
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Divided:
    """Not known where the right is 0."""

    left: Expression
    right: Expression


@dataclass(frozen=True)
class Flag:
    """1 where a condition holds, else 0."""

    condition: Condition


@dataclass(frozen=True)
class When:
    """A value where a condition holds, else not known."""

    condition: Condition
    value: Expression


@dataclass(frozen=True)
class IsYes:
    of: Expression


@dataclass(frozen=True)
class IsIn:
    of: Expression
    values: tuple[str | int, ...]


@dataclass(frozen=True)
class Same:
    """Both are known and alike."""

    left: Expression
    right: Expression


@dataclass(frozen=True)
class AtLeast:
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Known:
    of: Expression


@dataclass(frozen=True)
class AllOf:
    """Every one of them holds; an empty one always does."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """It does not hold, or is not known to."""

    part: Condition


Leaf: TypeAlias = Field | Attribute | PeriodFact | Setting | Of
Expression: TypeAlias = Leaf | Constant | Total | FirstKnown | Times | Divided | Flag | When
Condition: TypeAlias = IsYes | IsIn | Same | AtLeast | Known | AllOf | AnyOf | Not
Node: TypeAlias = Expression | Condition
Look: TypeAlias = Callable[[Leaf], Value]

ALWAYS = AllOf(())
ONE = Constant(1)


def total(*names: str) -> Total:
    """The sum of some fields of a row."""
    return Total(tuple(Field(name) for name in names))


def first_known(*parts: Expression) -> FirstKnown:
    return FirstKnown(parts)


def is_yes(name: str) -> IsYes:
    return IsYes(Field(name))


def is_in(name: str, *values: str | int) -> IsIn:
    return IsIn(Field(name), values)


def known(*names: str) -> AllOf:
    """Every one of these fields is answered."""
    return AllOf(tuple(Known(Field(name)) for name in names))


def at_least(left: Expression | str, right: Expression | Number) -> AtLeast:
    return AtLeast(_expression(left), _expression(right))


def at_most(left: Expression | str, right: Expression | Number) -> AtLeast:
    return AtLeast(_expression(right), _expression(left))


def all_of(*parts: Condition) -> AllOf:
    return AllOf(parts)


def any_of(*parts: Condition) -> AnyOf:
    return AnyOf(parts)


def not_(part: Condition) -> Not:
    return Not(part)


def holds(measure: Measure) -> AtLeast:
    """A measure that counts or flags found at least one."""
    return AtLeast(Of(measure), Constant(1))


def in_this_academic_year(name: str) -> Condition:
    """A date within the academic year of the row's return."""
    return all_of(
        at_least(name, PeriodFact("first_day")),
        at_most(name, PeriodFact("last_day")),
    )


def value_of(expression: Expression, look: Look) -> Value:
    """The value of an expression where `look` finds what the leaves stand for."""
    match expression:
        case Constant(value):
            return value
        case Total(parts):
            found = [number for part in parts if (number := number_of(part, look)) is not None]
            return sum(found) if found else None
        case FirstKnown(parts):
            values = (value_of(part, look) for part in parts)
            return next((value for value in values if value is not None), None)
        case Times(left, right):
            one, other = number_of(left, look), number_of(right, look)
            return None if one is None or other is None else one * other
        case Divided(left, right):
            one, other = number_of(left, look), number_of(right, look)
            return None if one is None or not other else one / other
        case Flag(condition):
            return int(is_true(condition, look))
        case When(condition, value):
            return value_of(value, look) if is_true(condition, look) else None
        case _:
            return look(expression)


def number_of(expression: Expression, look: Look) -> Number | None:
    """The value of an expression that is a number; yes and no are 1 and 0."""
    value = value_of(expression, look)
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"{expression} is {value!r}, which is not a number.")


def is_true(condition: Condition, look: Look) -> bool:
    """Whether a condition is known to hold."""
    match condition:
        case IsYes(of):
            return value_of(of, look) is True
        case IsIn(of, values):
            return value_of(of, look) in values
        case Same(left, right):
            known = value_of(left, look)
            return known is not None and known == value_of(right, look)
        case AtLeast(left, right):
            one: Any = value_of(left, look)
            other: Any = value_of(right, look)
            return one is not None and other is not None and bool(one >= other)
        case Known(of):
            return value_of(of, look) is not None
        case AllOf(parts):
            return all(is_true(part, look) for part in parts)
        case AnyOf(parts):
            return any(is_true(part, look) for part in parts)
        case Not(part):
            return not is_true(part, look)


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Every leaf an expression or condition rests on, in the order it is written."""
    if isinstance(node, Field | Attribute | PeriodFact | Setting | Of):
        yield node
        return
    for field in fields(node):
        below = getattr(node, field.name)
        for part in below if isinstance(below, tuple) else (below,):
            if hasattr(part, "__dataclass_fields__"):
                yield from leaves_of(part)


def _expression(of: Expression | str | Number) -> Expression:
    if isinstance(of, str):
        return Field(of)
    return Constant(of) if isinstance(of, int | float) else of
