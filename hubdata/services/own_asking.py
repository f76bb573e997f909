"""What an own KPI can be made of, in the words of the returns: sheets, fields, conditions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from hubdata import wording
from hubdata.kpis.language.blocks import HUB_SUPPORTED
from hubdata.kpis.language.figures import Among
from hubdata.kpis.language.kpi import Unit
from hubdata.kpis.language.measures import Over
from hubdata.kpis.language.own import (
    TYPED_SHEET,
    FigureKind,
    Test,
)
from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.kinds import HUB_RETURN, KINDS, PARTNER_RETURN, ReturnKind, Sheet

UNITS = {
    Unit.PERCENT: "a percentage",
    Unit.COUNT: "a number of things",
    Unit.MEAN: "a mean, for each one",
    Unit.POUNDS: "pounds",
    Unit.RATIO: "a ratio, to 1",
    Unit.PER_10000: "for each 10,000",
}
"""The units an own KPI may have, in words."""

ALONE, OUT_OF = {Unit.COUNT}, {Unit.PERCENT, Unit.MEAN, Unit.RATIO, Unit.PER_10000}
"""Units that have no denominator, and those that need one; pounds may have one."""

OVERS = {
    Over.SUM: "added up over the terms",
    Over.PEAK: "of the largest term",
    Over.LATEST: "as last told",
}
"""How the terms of a year become one number, in words."""

WORDS = {
    FigureKind.TYPED: "Figures that we type in for each term",
    FigureKind.SUM: "A field of a return, added up",
    FigureKind.OWNERS: "Schools or partners that say so",
    FigureKind.ROWS: "Different rows of a sheet",
    FigureKind.ALL: "All schools, or all partners",
    FigureKind.RETURNED: "Those that returned the sheet",
    FigureKind.ROLL: "Pupils on roll",
}
"""What a figure may be made of, as it is chosen."""

ABOVE = (FigureKind.TYPED, FigureKind.SUM, FigureKind.OWNERS, FigureKind.ROWS)
"""What may be above the line."""

ASKED = {PARTNER_RETURN.name: Among.PARTNERS, HUB_RETURN.name: Among.HUB}
WHO = {Among.BASE: "schools", Among.PARTNERS: "partners", Among.HUB: "lead organisations"}
_TESTS = {
    FieldKind.YES_NO: (Test.IS, Test.ANSWERED),
    FieldKind.CHOICE: (Test.IS, Test.IS_NOT, Test.ANSWERED),
    FieldKind.CHOICES: (Test.IS,),
    FieldKind.TEXT: (Test.IS, Test.IS_NOT, Test.ANSWERED),
    FieldKind.DATE: (Test.THIS_YEAR, Test.ANSWERED),
    FieldKind.NUMBERS: (Test.ANSWERED,),
}
_NUMBER_TESTS = (Test.AT_LEAST, Test.AT_MOST, Test.ANSWERED)


@dataclass(frozen=True)
class AskedField:
    """A field that a figure or a condition may read. `choices` are what it may be answered with."""

    name: str
    heading: str
    is_summable: bool
    is_whole: bool
    tests: tuple[Test, ...]
    choices: tuple[str, ...]
    is_number: bool
    is_list: bool


@dataclass(frozen=True)
class AskedSheet:
    """A sheet that figures may read. `can_be_supported`: its rows say whether the hub supports."""

    table: str
    label: str
    who: str
    can_be_supported: bool
    has_rows: bool
    fields: tuple[AskedField, ...]

    def field(self, name: str) -> AskedField | None:
        """The field of that name, if there is one."""
        return next((one for one in self.fields if one.name == name), None)


@cache
def list_sheets() -> dict[str, AskedSheet]:
    """Every sheet of every return that an own KPI may read, by the name of its table."""
    found: dict[str, AskedSheet] = {}
    for kind in KINDS.values():
        for sheet in kind.sheets[1:]:
            if sheet.table not in (TYPED_SHEET, *found):
                found[sheet.table] = _describe(kind, sheet)
    return found


def _describe(kind: ReturnKind, sheet: Sheet) -> AskedSheet:
    return AskedSheet(
        table=sheet.table,
        label=f"{wording.first_upper(kind.title)}: {sheet.name}",
        who=WHO[ASKED.get(kind.name, Among.BASE)],
        can_be_supported=sheet.table in HUB_SUPPORTED,
        has_rows=not sheet.one_row,
        fields=tuple(_describe_field(spec) for spec in sheet.fields),
    )


def _describe_field(spec: FieldSpec) -> AskedField:
    return AskedField(
        name=spec.name,
        heading=spec.heading,
        is_summable=spec.is_number and spec.kind is not FieldKind.PERCENT,
        is_whole=spec.is_number and not spec.is_decimal,
        tests=_NUMBER_TESTS if spec.is_number else _TESTS[spec.kind],
        choices=("Yes", "No") if spec.kind is FieldKind.YES_NO else spec.choice_words,
        is_number=spec.is_number,
        is_list=spec.kind is FieldKind.CHOICES,
    )


def parse_number(value: object) -> float | None:
    """A number as it is typed, or `None`."""
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
