"""How a field of a return is declared, and what a declaration says when it is read back.

A sheet is a plain SQLModel class; each attribute is made with `asked(...)`. Template, reader,
checks, database column and documentation all come from `fields_of(that class)`.
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin

from sqlalchemy import String
from sqlmodel import Field, SQLModel

MAX_COUNT = 100_000
"""Above this a count of pupils is a slip of the keyboard: no school in England has 6,000."""

MAX_MONEY = 1e8
"""Pounds. Above this an amount is a slip of the keyboard: all hubs together have twice as much."""


class FieldKind(StrEnum):
    """What may be written in the cell; the value is how the data dictionary says it."""

    COUNT = "whole number"
    NUMBER = "number"
    MONEY = "amount in pounds"
    PERCENT = "percentage"
    YES_NO = "yes or no"
    CHOICE = "one of a list"
    CHOICES = "several of a list"
    DATE = "date"
    NUMBERS = "several numbers of a register"
    TEXT = "text"


class Register(StrEnum):
    """Whose numbers a field lists; the value says what one of them is."""

    SCHOOLS = "six-digit URN"
    AUTHORITIES = "three-digit authority code"
    SETTINGS = "Ofsted number, such as EY123456"


_DECIMALS = (FieldKind.NUMBER, FieldKind.MONEY, FieldKind.PERCENT)

_UNITS = {FieldKind.MONEY: "£", FieldKind.PERCENT: "%"}

_KINDS: dict[type, FieldKind] = {
    bool: FieldKind.YES_NO,
    int: FieldKind.COUNT,
    float: FieldKind.NUMBER,
    date: FieldKind.DATE,
    str: FieldKind.TEXT,
}


@dataclass(frozen=True)
class FieldSpec:
    """One field as declared. `key` fields tell the rows of a sheet apart, with their source.

    `choices` is closed (a value outside it is an error), `suggestions` is open. `levels` are the
    words of a whole number, from 0. `first_year` and `last_year` are academic-year codes such as
    202526; `None` means asked always. `name` is the column; `public_name` is what senders and
    scripts call it, where every stored row has a column of that name already. `unit` is "£", "%", a
    word such as "hours", or "" where the heading says what is counted.
    """

    name: str
    heading: str
    kind: FieldKind
    help: str
    example: str
    required: bool
    key: bool
    prefilled: bool
    choices: type[StrEnum] | None
    levels: type[StrEnum] | None
    register: Register | None
    suggestions: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    synonyms: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    public_name: str
    unit: str

    @property
    def choice_words(self) -> tuple[str, ...]:
        """The words of a closed list, in order; empty for other kinds."""
        return tuple(choice.value for choice in self.choices) if self.choices else ()

    @property
    def is_number(self) -> bool:
        return self.kind is FieldKind.COUNT or self.is_decimal

    @property
    def is_decimal(self) -> bool:
        """Whether it is a number that need not be whole."""
        return self.kind in _DECIMALS


def asked(
    heading: str,
    help: str = "",
    *,
    example: str = "",
    required: bool = False,
    key: bool = False,
    prefilled: bool = False,
    kind: FieldKind | None = None,
    several: type[StrEnum] | None = None,
    levels: type[StrEnum] | None = None,
    register: Register | None = None,
    suggestions: tuple[str, ...] = (),
    minimum: float | None = None,
    maximum: float | None = None,
    synonyms: tuple[str, ...] = (),
    first_year: int | None = None,
    last_year: int | None = None,
    public_name: str = "",
    unit: str = "",
    **column: Any,
) -> Any:
    """Declare a field of a sheet. Its type comes from the annotation, which always allows `None`.

    `several` is the closed list of a field that takes more than one choice, `register` says whose
    numbers a field lists; the annotation is then `str | None` and the value is the words or
    numbers joined by "; ".
    """
    asked_for = {
        "example": example,
        "required": required,
        "key": key,
        "prefilled": prefilled,
        "kind": kind,
        "several": several,
        "levels": levels,
        "register": register,
        "suggestions": suggestions,
        "minimum": minimum,
        "maximum": maximum,
        "synonyms": synonyms,
        "first_year": first_year,
        "last_year": last_year,
        "public_name": public_name,
        "unit": unit,
    }
    return Field(
        default=None,
        title=heading,
        description=help,
        schema_extra={"json_schema_extra": {"asked": asked_for}},
        **column,
    )


def count(heading: str, help: str = "", *, maximum: int = MAX_COUNT, **more: Any) -> Any:
    """A whole number from 0. A float column would hide "3.5 pupils"."""
    return asked(heading, help, minimum=0, maximum=maximum, **more)


def choice(heading: str, help: str = "", **more: Any) -> Any:
    """One of the enum in the annotation, stored as the words people chose, not as a code."""
    return asked(heading, help, sa_type=String, **more)


def number(heading: str, help: str = "", *, maximum: float = 1e6, **more: Any) -> Any:
    """A number from 0 that need not be whole, such as hours."""
    return asked(heading, help, minimum=0, maximum=maximum, **more)


def pounds(heading: str, help: str = "", *, minimum: float | None = 0, **more: Any) -> Any:
    """An amount of money in pounds; `minimum=None` where it may be below nothing."""
    return asked(heading, help, kind=FieldKind.MONEY, minimum=minimum, maximum=MAX_MONEY, **more)


def numbers(heading: str, help: str = "", *, register: Register, **more: Any) -> Any:
    """Several numbers of a register, separated by semicolons; the annotation is `str | None`."""
    return asked(heading, help, register=register, **more)


@cache
def fields_of(row: type[SQLModel]) -> tuple[FieldSpec, ...]:
    """The fields of a sheet, in the order they are asked."""
    return tuple(
        _spec(name, info)
        for name, info in row.model_fields.items()
        if isinstance(info.json_schema_extra, dict) and "asked" in info.json_schema_extra
    )


def _spec(name: str, info: Any) -> FieldSpec:
    asked_for = dict(info.json_schema_extra["asked"])
    several, told = asked_for.pop("several"), asked_for.pop("kind")
    base = _plain_type(info.annotation)
    is_choice = issubclass(base, Enum)
    kind = told or _kind_of(base, several=several, register=asked_for["register"])
    return FieldSpec(
        name=name,
        heading=info.title or name,
        help=info.description or "",
        kind=kind,
        choices=base if is_choice else several,
        **asked_for
        | {
            "public_name": asked_for["public_name"] or name,
            "unit": asked_for["unit"] or _UNITS.get(kind, ""),
        },
    )


def _kind_of(base: Any, *, several: object, register: object) -> FieldKind:
    if issubclass(base, Enum):
        return FieldKind.CHOICE
    if several:
        return FieldKind.CHOICES
    return FieldKind.NUMBERS if register else _KINDS[base]


def _plain_type(annotation: Any) -> Any:
    """`int` for `int | None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation
