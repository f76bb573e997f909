"""What an amount on the pages of what it takes is made of, as a value that an address can hold: a
field of a sheet over some of its lines, alone or beside another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hubdata import wording
from hubdata.errors import UnknownThing
from hubdata.framework import FUNCTIONS
from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.kinds import KINDS, ReturnKind, Sheet

LINES: dict[str, tuple[str, ...]] = {
    "income": ("income_source", "in_kind"),
    "expenditure": ("function", "heading"),
    "payment": ("partner_id", "from_grant"),
    "partner_money": ("source",),
    "balances": (),
    "workforce": ("contract_type", "role"),
    "instruments": ("family",),
    "environment": (),
    "delivery": (),
    "project": ("source", "project_id"),
    "destinations": ("source",),
    "continuation": ("source",),
}
"""By sheet, what tells the lines of its table apart on the pages."""
ALL = "*"
STOCKS: dict[str, tuple[str, ...]] = {
    "income": ("forecast_year",),
    "expenditure": ("forecast_year",),
    "partner_money": ("grant_awarded", "grant_received", "grant_spent"),
    "balances": (ALL,),
    "workforce": (
        *("headcount", "fte", "vacancies"),
        *("with_dbs", "with_safeguarding", "with_send_training"),
    ),
    "instruments": (ALL,),
    "continuation": (ALL,),
}
"""Of these the latest answer counts; all others are added up over the terms."""
PEAKS: dict[str, tuple[str, ...]] = {"project": ("sessions_", "audience")}
"""Of these each line counts in its largest term, but for the fields that begin so: those are added
up."""
BETWEEN, EQUALS, IS_NOT, WITH = "~", "=", "!", "with"
YES, NO = "yes", "no"


class How(StrEnum):
    """What is done with two sides."""

    LESS = "less"
    SHARE = "share"
    """The first as a percentage of the second."""
    PER = "per"


@dataclass(frozen=True)
class Side:
    """A field added up (or as last told) over the lines of a sheet that are `only` so, and `but`
    for some; `told_with` names a field that a line must have too. Values are as `say_key` has them.

    As text: "income~actual~in_kind=no~income_source!=DfE hub capital~with=budget".
    """

    table: str
    field: str
    only: tuple[tuple[str, str], ...] = ()
    but: tuple[tuple[str, str], ...] = ()
    told_with: str = ""

    def __str__(self) -> str:
        marks = [f"{name}{EQUALS}{_hide(value)}" for name, value in self.only]
        marks += [f"{name}{IS_NOT}{EQUALS}{_hide(value)}" for name, value in self.but]
        marks += [f"{WITH}{EQUALS}{self.told_with}"] if self.told_with else []
        return BETWEEN.join((self.table, self.field, *marks))

    @property
    def is_stock(self) -> bool:
        """Whether the latest answer counts, not the sum over the terms."""
        return bool({ALL, self.field}.intersection(STOCKS.get(self.table, ())))

    @property
    def is_peak(self) -> bool:
        """Whether each line counts in its largest term."""
        return self.table in PEAKS and not self.field.startswith(PEAKS[self.table])

    @property
    def way(self) -> str:
        """How it is added up, in words."""
        if self.is_peak:
            return "each line in its largest term"
        return "the latest answer of each line" if self.is_stock else "the terms added up"

    @property
    def kind(self) -> ReturnKind:
        """The return that has the sheet."""
        return next(kind for kind in KINDS.values() if _find_sheet(kind, self.table))

    @property
    def sheet(self) -> Sheet:
        return next(sheet for sheet in self.kind.sheets if sheet.table == self.table)

    @property
    def spec(self) -> FieldSpec:
        return spec_of(self.sheet, self.field)

    @property
    def words(self) -> str:
        """ "Received in the period"."""
        return self.spec.heading

    def holds(self, key: tuple[Any, ...]) -> bool:
        """Whether a line is among those meant."""
        told = {
            name: say_key(value) or (NO if is_question(self.sheet, name) else "")
            for name, value in zip(LINES[self.table], key, strict=True)
        }
        return all(told[name] == value for name, value in self.only) and not any(
            told[name] == value for name, value in self.but
        )


@dataclass(frozen=True)
class Amount:
    """A number on a page: one side, or two of them."""

    of: Side
    how: How | None = None
    other: Side | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        return (self.of, self.other) if self.other else (self.of,)

    @property
    def unit(self) -> str:
        return "%" if self.how is How.SHARE else self.of.spec.unit

    @property
    def words(self) -> str:
        """The formula in words: "Received in the period, less budget for the period"."""
        if self.other is None or self.how is None:
            return self.of.words
        other = wording.first_lower(self.other.words)
        joined = {
            How.LESS: f", less {other}",
            How.SHARE: f", as a percentage of {other}",
            How.PER: f", for each of {other}",
        }
        return f"{self.of.words}{joined[self.how]}"


def side_of(table: str, field: str, *, told_with: str = "", **only: Any) -> Side:
    """A side whose lines are just so: `in_kind=False`."""
    kept = tuple((name, say_key(value)) for name, value in only.items())
    return Side(table, field, kept, told_with=told_with)


def read_side(text: str) -> Side:
    """A side from its text. Raises `UnknownThing` where there is no such sheet, field or line."""
    table, *rest = text.split(BETWEEN)
    if table not in LINES or not rest:
        raise UnknownThing(f'There is no amount "{text}". Begin with one of: {", ".join(LINES)}.')
    only, but, told_with = [], [], ""
    for mark in rest[1:]:
        name, _, value = mark.partition(EQUALS)
        if name == WITH:
            told_with = value
        elif name.rstrip(IS_NOT) not in LINES[table]:
            known = ", ".join(LINES[table]) or "no lines"
            raise UnknownThing(f'{table}: there is no "{name}". There is: {known}.')
        elif name.endswith(IS_NOT):
            but.append((name.rstrip(IS_NOT), _show(value)))
        else:
            only.append((name, _show(value)))
    side = Side(table, rest[0], tuple(only), tuple(but), told_with)
    for field in filter(None, (side.field, told_with)):
        if not spec_of(side.sheet, field).is_number:
            raise UnknownThing(f'{side.sheet.name}: "{field}" is not a number.')
    return side


def read_amount(of: str, *, how: str = "", other: str = "") -> Amount:
    """An amount from the texts of its sides. Raises `UnknownThing`."""
    if not how:
        return Amount(read_side(of))
    if how not in list(How):
        raise UnknownThing(f'There is no "{how}" of two amounts. There is: {", ".join(How)}.')
    return Amount(read_side(of), How(how), read_side(other))


def spec_of(sheet: Sheet, field: str) -> FieldSpec:
    """The declaration of a field. Raises `UnknownThing`."""
    found = next((spec for spec in sheet.fields if spec.name == field), None)
    if found is None:
        raise UnknownThing(f'{sheet.name}: there is no field "{field}".')
    return found


def is_question(sheet: Sheet, name: str) -> bool:
    """Whether a field is answered by yes or no; left blank it is a no, as the pages have it."""
    return name != "source" and spec_of(sheet, name).kind is FieldKind.YES_NO


def say_key(value: Any) -> str:
    """What a line is told apart by, as text: "schools", "yes"; what was not answered is ""."""
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


def name_lines(side: Side, names: dict[str, str]) -> str:
    """Which lines are meant: "Source: schools; in kind: no"; `names` are those of partners."""
    told = [f"{_head(side, name)}: {name_value(name, value, names)}" for name, value in side.only]
    told += [f"without {name_value(name, value, names)}" for name, value in side.but]
    if side.told_with:
        told.append(f"only lines with {wording.first_lower(_head(side, side.told_with))}")
    return wording.first_upper("; ".join(told))


def name_value(name: str, value: str, names: dict[str, str]) -> str:
    """A value as people read it: "Partnership" for "F1", a partner's name for its ID."""
    if not value:
        return "not given"
    if name == "function":
        return next((told.name for one, told in FUNCTIONS.items() if one.value == value), value)
    return names.get(value, value) if name in ("partner_id", "source") else value


def _head(side: Side, name: str) -> str:
    if name == "source":
        return "told by"
    return wording.first_lower(spec_of(side.sheet, name).heading.rstrip("?"))


def _find_sheet(kind: ReturnKind, table: str) -> Sheet | None:
    return next((sheet for sheet in kind.sheets if sheet.table == table), None)


def _hide(value: str) -> str:
    return value.replace("%", "%25").replace(BETWEEN, "%7E")


def _show(value: str) -> str:
    return value.replace("%7E", BETWEEN).replace("%25", "%")
