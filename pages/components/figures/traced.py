"""Numbers of tables and lists that lead to where they come from: what a KPI is made of where they
are one of its figures, else the cells of the returns that tell them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from hubdata.services.takes.amounts import Amount, How, Side, say_key
from hubdata.services.takes.told import Span
from pages.components.figures.score import behind_target
from pages.components.kit.linked import to
from pages.components.kit.places import AMOUNT
from pages.components.kit.tables import Cell


def traced(value: float | None, target: str | None, *, small: str | None = None) -> Cell:
    """A number with its link; what is not known has none."""
    return Cell(value, None if value is None else target, small=small)


@dataclass(frozen=True)
class Lines:
    """The lines of a sheet that a row of a table is about, over a span; `only` those whose fields
    are so, `but` for some.
    """

    span: Span
    table: str
    only: Mapping[str, Any] = field(default_factory=dict)
    but: Mapping[str, Any] = field(default_factory=dict)

    def side(self, name: str, *, told_with: str = "") -> Side:
        """A field of these lines; with `told_with` of those that have that one too."""
        only, but = (
            tuple((one, say_key(value)) for one, value in some.items())
            for some in (self.only, self.but)
        )
        return Side(self.table, name, only, but, told_with)

    def page(self, name: str) -> str:
        """Where a field of these lines is explained."""
        return amount_page(self.span, Amount(self.side(name)))

    def page_of_two(self, how: How, one: Side, other: Side) -> str:
        """Where what is made of two fields is explained."""
        return amount_page(self.span, Amount(one, how, other))

    def number(self, name: str, value: float | None, behind: str | None = None) -> Cell:
        """A field as a number that leads to its cells, or to what a KPI makes of it."""
        return traced(value, behind or self.page(name))

    def less(self, name: str, other: str, value: float | None) -> Cell:
        """A difference of two fields, of the lines that have the second: it leads to both."""
        one = self.side(name, told_with=other)
        return traced(value, self.page_of_two(How.LESS, one, self.side(other)))

    def share(self, name: str, whole: Side, value: float | None, small: str | None = None) -> Cell:
        """A field as a percentage of another: it leads to both."""
        return traced(value, self.page_of_two(How.SHARE, self.side(name), whole), small=small)


def amount_page(span: Span, amount: Amount) -> str:
    """The target of an amount's own page: what it is made of, down to the cells."""
    asked: dict[str, str | None] = {
        "of": str(amount.of),
        "how": amount.how.value if amount.how else None,
        "other": str(amount.other) if amount.other else None,
    }
    if span.financial_year:
        asked["financial"] = str(span.financial_year.start)
    elif span.period:
        asked["year"] = str(span.period.year.code)
        asked["term"] = None if span.period.is_year else str(span.period.term)
    return to(AMOUNT, **asked)


def behind_if_same(
    line: ScorecardLine | None, value: float | None, *, number: str = "", of: str = "numerator"
) -> str | None:
    """What a KPI's figure is made of, if that figure (`numerator`, `denominator` or `value` of the
    KPI or of its further figure `number`) is the very number; else `None`.
    """
    if line is None or value is None:
        return None
    told = find_figure(line.now, number)
    same = getattr(told, of) if told else None
    if same is None or not math.isclose(same, value, rel_tol=1e-9):
        return None
    return behind_target(line.now, number)


def find_figure(result: KpiResult, number: str) -> object | None:
    """The result itself, or its further figure of that name."""
    if not number:
        return result
    return next((one for one in result.parts if one.name == number), None)
