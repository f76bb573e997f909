"""What will not do in the definition of an own KPI, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubdata.framework import LIMBS
from hubdata.kpis.language.kpi import Direction, Unit
from hubdata.kpis.language.measures import Over
from hubdata.kpis.language.own import FigureKind, Test
from hubdata.services.own_asking import (
    ALONE,
    OUT_OF,
    UNITS,
    AskedSheet,
    list_sheets,
    parse_number,
)

MOST_SIGNS = 80
"""Of a name: it stands in titles, tables and slides."""


def check_content(content: Mapping[str, Any]) -> list[str]:
    """What will not do in a definition as typed, a sentence for each thing."""
    faults = [
        f"{label}: it is blank. Write it."
        for name, label in (("name", "Name"), ("why", "Why it matters"))
        if not str(content.get(name, "")).strip()
    ]
    if len(str(content.get("name", "")).strip()) > MOST_SIGNS:
        faults.append(f"Name: it has more than {MOST_SIGNS} characters. Shorten it.")
    unit, below = Unit(content["unit"]), content.get("denominator")
    if unit in OUT_OF and not below:
        faults.append(f"Out of: {UNITS[unit]} is out of something. Choose what.")
    if unit in ALONE and below:
        faults.append("Out of: a number of things is out of nothing. Choose another unit.")
    if (content["function"], content["limb"]) not in [(one.function, one.key) for one in LIMBS]:
        faults.append("What it is evidence for: that is no part of the function. Choose one.")
    faults += _check_band(content)
    faults += _check_figure(content["numerator"], "What is counted")
    if below:
        faults += _check_figure(below, "Out of")
    return faults


def _check_band(content: Mapping[str, Any]) -> list[str]:
    if Direction(content["direction"]) is not Direction.BAND:
        return []
    low, high = map(parse_number, content.get("band") or (None, None))
    if low is None or high is None:
        return ["The band: it needs two numbers. Write from and to."]
    is_upside_down = low >= high
    return ["The band: it ends before it begins. Turn them round."] if is_upside_down else []


def _check_figure(figure: Mapping[str, Any], where: str) -> list[str]:
    kind = FigureKind(figure["kind"])
    if kind is FigureKind.TYPED:
        return (
            [] if str(figure.get("words", "")).strip() else [f"{where}: say in words what it is."]
        )
    if kind in (FigureKind.ALL, FigureKind.RETURNED, FigureKind.ROLL):
        return []
    sheet = list_sheets().get(figure.get("sheet", ""))
    if sheet is None:
        return [f"{where}: choose a sheet of a return."]
    faults = [] if kind is not FigureKind.SUM else _check_sum(figure, sheet, where)
    for one in figure.get("conditions", ()):
        faults += _check_condition(one, sheet, where)
    return faults


def _check_sum(figure: Mapping[str, Any], sheet: AskedSheet, where: str) -> list[str]:
    field = sheet.field(figure.get("field", ""))
    if field is None or not field.is_summable:
        return [f"{where}: choose a field with numbers that can be added up."]
    if Over(figure.get("over", Over.SUM)) is Over.PEAK and not field.is_whole:
        return [
            f"{where}: the largest term is only told of whole numbers, and “{field.heading}” need "
            "not be one. Add it up, or take it as last told."
        ]
    return []


def _check_condition(one: Mapping[str, Any], sheet: AskedSheet, where: str) -> list[str]:
    field = sheet.field(one.get("field", ""))
    if field is None:
        return [f"{where}: choose the field of the condition."]
    if Test(one["test"]) not in field.tests:
        return [f"{where}: “{field.heading}” cannot be asked whether it {one['test']} something."]
    value = one.get("value")
    is_number_asked = Test(one["test"]) in (Test.AT_LEAST, Test.AT_MOST)
    if is_number_asked and parse_number(value) is None:
        return [f"{where}: “{field.heading}” is compared with a number. Write one."]
    if Test(one["test"]) in (Test.IS, Test.IS_NOT) and not str(value or "").strip():
        return [f"{where}: say what “{field.heading}” is to be."]
    return []
