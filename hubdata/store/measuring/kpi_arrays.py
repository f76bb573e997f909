"""The KPIs' expressions and conditions over whole columns at once.

What is not known is NaN, with which no comparison holds, so that a condition is true here exactly
where it is in `kpis.language.expressions`, which asks one row at a time. Yes and no are 1 and 0,
days are counted, and each text has a number of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from hubdata.kpis.language.expressions import (
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
    Value,
    When,
)
from hubdata.kpis.language.policy import Policy

Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]
"""Which row, source or cell: for looking up in other arrays."""
Mask: TypeAlias = NDArray[np.bool_]
NumbersOf: TypeAlias = Callable[[Sequence[str]], Places]
"""The numbers of some sources, in their order."""
Find: TypeAlias = Callable[[Leaf], Numbers]
"""The column a leaf stands for; settings are known here."""

NOT_KNOWN = float("nan")
FIRST_WORD = 1 << 40
TRUE: Mask = np.array(True)
FALSE: Mask = np.array(False)


class Words(dict[str | None, float]):
    """A number for each text, above all that is ever counted: a text never equals a number."""

    def __init__(self) -> None:
        super().__init__({None: NOT_KNOWN})
        self._texts: list[str] = []

    def __missing__(self, text: str) -> float:
        number = float(FIRST_WORD + len(self._texts))
        self._texts.append(text)
        self[text] = number
        return number

    def text_of(self, number: float) -> str:
        """The text that has a number; a number that no text has, as it is written."""
        place = int(number) - FIRST_WORD
        return self._texts[place] if place >= 0 else str(int(number))


class Reader:
    """Reads expressions over columns of one length; what is asked twice is worked out once."""

    def __init__(self, size: int, find: Find, *, words: Words, policy: Policy) -> None:
        self.size = size
        self.words = words
        self._find = find
        self._policy = policy
        self._numbers: dict[int, Numbers] = {}
        self._masks: dict[int, Mask] = {}
        self._kept: list[Expression | Condition] = []

    def numbers(self, expression: Expression) -> Numbers:
        """The value of an expression in every row."""
        if id(expression) not in self._numbers:
            found = np.broadcast_to(self._read(expression), self.size)
            self._numbers[id(expression)] = found
            self._kept.append(expression)  # or its id might become another one's
        return self._numbers[id(expression)]

    def mask(self, condition: Condition) -> Mask:
        """Where a condition is known to hold."""
        if id(condition) not in self._masks:
            found = np.broadcast_to(self._hold(condition), self.size)
            self._masks[id(condition)] = found
            self._kept.append(condition)
        return self._masks[id(condition)]

    def number_of(self, value: Value) -> float:
        """A value as columns have it."""
        if isinstance(value, str):
            return self.words[str(value)]
        if isinstance(value, date):
            return float(value.toordinal())
        return NOT_KNOWN if value is None else float(value)

    def is_in(self, of: Expression, values: Iterable[str | int]) -> Mask:
        found = self.numbers(of)
        return _any([found == self.number_of(value) for value in values])

    def _read(self, expression: Expression) -> Numbers:
        match expression:
            case Constant(value):
                return np.array(self.number_of(value))
            case Setting(name):
                return np.array(self.number_of(getattr(self._policy, name)))
            case Total(parts):
                return _total([self.numbers(part) for part in parts])
            case FirstKnown(parts):
                found = self.numbers(parts[0])
                for part in parts[1:]:
                    found = np.where(np.isnan(found), self.numbers(part), found)
                return found
            case Times(left, right):
                return self.numbers(left) * self.numbers(right)
            case Divided(left, right):
                by = self.numbers(right)
                return self.numbers(left) / np.where(by == 0, NOT_KNOWN, by)
            case Flag(condition):
                return self.mask(condition).astype(np.float64)
            case When(condition, value):
                return np.where(self.mask(condition), self.numbers(value), NOT_KNOWN)
            case _:
                return self._find(expression)

    def _hold(self, condition: Condition) -> Mask:
        match condition:
            case IsYes(of):
                return np.equal(self.numbers(of), 1)
            case IsIn(of, values):
                return self.is_in(of, values)
            case Same(left, right):
                return np.equal(self.numbers(left), self.numbers(right))
            case AtLeast(left, right):
                return np.greater_equal(self.numbers(left), self.numbers(right))
            case Known(of):
                return ~np.isnan(self.numbers(of))
            case AllOf(parts):
                return _all([self.mask(part) for part in parts])
            case AnyOf(parts):
                return _any([self.mask(part) for part in parts])
            case Not(part):
                return ~self.mask(part)


def _all(masks: list[Mask]) -> Mask:
    found = TRUE
    for mask in masks:
        found = found & mask
    return found


def _any(masks: list[Mask]) -> Mask:
    found = FALSE
    for mask in masks:
        found = found | mask
    return found


def _total(numbers: list[Numbers]) -> Numbers:
    """The sum of what is known, not known only if nothing is."""
    if len(numbers) == 1:
        return numbers[0]
    unknown = [np.isnan(one) for one in numbers]
    known = (np.where(gap, 0.0, one) for gap, one in zip(unknown, numbers, strict=True))
    return np.where(_all(unknown), NOT_KNOWN, reduce(np.add, known))
