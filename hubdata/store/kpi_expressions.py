"""Turning the KPIs' expressions and conditions into SQL, the same on SQLite and PostgreSQL.

SQL's third truth value does no harm: what is not known is never true, and `Not` asks "is not
true", so that a condition holds here exactly where it holds in `hubdata.kpis.expressions`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    true,
)

from hubdata.kpis.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    Constant,
    Divided,
    Expression,
    FirstKnown,
    Flag,
    IsIn,
    IsYes,
    Known,
    Leaf,
    Not,
    Same,
    Setting,
    Times,
    Total,
    When,
)
from hubdata.kpis.policy import Policy

Sql: TypeAlias = ColumnElement[Any]
Find: TypeAlias = Callable[[Leaf], Sql]
"""The column a leaf stands for."""


_SETTING_TYPES = {bool: Integer, int: Integer, float: Float, str: String}


def settings_of(policy: Policy) -> dict[str, Any]:
    """The parameters a statement with settings is run with."""
    plain = {name: int(v) if isinstance(v, bool) else v for name, v in vars(policy).items()}
    return {f"setting_{name}": value for name, value in plain.items()}


def build_value(expression: Expression, find: Find) -> Sql:
    """The SQL of an expression; NULL is not known."""
    match expression:
        case Constant(value):
            return literal(value)
        case Setting(name):
            return bindparam(f"setting_{name}", type_=_SETTING_TYPES[type(getattr(Policy, name))])
        case Total(parts):
            return _total([build_value(part, find) for part in parts])
        case FirstKnown(parts):
            return func.coalesce(*(build_value(part, find) for part in parts))
        case Times(left, right):
            return build_value(left, find) * build_value(right, find)
        case Divided(left, right):
            upper = cast(build_value(left, find), Float(53))
            return upper / cast(func.nullif(build_value(right, find), 0), Float(53))
        case Flag(condition):
            return case((build_condition(condition, find), 1), else_=0)
        case When(condition, value):
            return case((build_condition(condition, find), build_value(value, find)))
        case _:
            return find(expression)


def build_condition(condition: Condition, find: Find) -> Sql:
    """The SQL of a condition: true exactly where it is known to hold."""
    match condition:
        case IsYes(of):
            return build_value(of, find).is_(true())
        case IsIn(of, values):
            return build_value(of, find).in_([_plain(value) for value in values])
        case Same(left, right):
            return build_value(left, find) == build_value(right, find)
        case AtLeast(left, right):
            return build_value(left, find) >= build_value(right, find)
        case Known(of):
            return build_value(of, find).is_not(None)
        case AllOf(parts):
            return and_(true(), *(build_condition(part, find) for part in parts))
        case AnyOf(parts):
            return or_(*(build_condition(part, find) for part in parts))
        case Not(part):
            return build_condition(part, find).is_not(true())


def _total(numbers: list[Sql]) -> Sql:
    """The sum of what is known, NULL only if nothing is."""
    if len(numbers) == 1:
        return numbers[0]
    summed: Sql = func.coalesce(numbers[0], 0)
    for number in numbers[1:]:
        summed = summed + func.coalesce(number, 0)
    is_known = or_(*(number.is_not(None) for number in numbers))
    return case((is_known, summed))


def _plain(value: str | int) -> str | int:
    """The word of an enum, which a driver may not know."""
    return str(value) if isinstance(value, str) else value
