"""One figure of an own KPI: typed in for each term, or read from the sheets of the returns."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import streamlit as st

from hubdata.services.own_asking import (
    ABOVE,
    OVERS,
    WORDS,
    AskedField,
    AskedSheet,
    list_sheets,
)

Typed: TypeAlias = dict[str, Any]

TYPED, SUM, OWNERS, ROWS, ALL, RETURNED, ROLL = (kind.value for kind in WORDS)
MOST_CONDITIONS = 3
NO_CONDITION = ""
TYPED_OVERS = ("sum", "latest")


def ask_figure(before: Mapping[str, Any], key: str) -> Typed:
    """What is counted."""
    kind = ask_kind([one.value for one in ABOVE], before.get("kind"), key)
    return ask_rest(kind, before, key)


def ask_below(before: Mapping[str, Any] | None, content: Mapping[str, Any], key: str) -> Typed:
    """What it is out of; what is typed in above the line may be typed in below it."""
    kinds = [one.value for one in WORDS]
    numerator = content["numerator"]
    usual = {TYPED: TYPED, SUM: SUM}.get(numerator["kind"], RETURNED)
    kind = ask_kind(kinds, (before or {}).get("kind", usual), key)
    told = before if before and before.get("kind") == kind else {}
    if kind == SUM and not told and numerator["kind"] == SUM:
        told = {"sheet": numerator.get("sheet"), "over": numerator.get("over")}
    return ask_rest(kind, told, key, by_authority=numerator.get("by_authority"))


def ask_kind(kinds: Sequence[str], told: str | None, key: str) -> str:
    return st.selectbox(
        "Made of",
        kinds,
        index=kinds.index(told) if told in kinds else 0,
        format_func=WORDS.__getitem__,
        key=f"own_{key}_kind",
    )


def ask_rest(
    kind: str, before: Mapping[str, Any], key: str, *, by_authority: bool | None = None
) -> Typed:
    if kind == TYPED:
        return ask_typed(before, key, by_authority=by_authority)
    if kind in (ALL, RETURNED, ROLL):
        return {"kind": kind}
    return ask_read(kind, before, key)


def ask_typed(before: Mapping[str, Any], key: str, *, by_authority: bool | None) -> Typed:
    words = st.text_input(
        "In words (such as children on the waiting list)",
        before.get("words", ""),
        autocomplete="off",
        key=f"own_{key}_words",
    )
    figure: Typed = {"kind": TYPED, "words": words, "over": ask_over(TYPED_OVERS, before, key)}
    if by_authority is None:
        told = bool(before.get("by_authority"))
        by_authority = st.checkbox(
            "Typed in for each local authority", told, key=f"own_{key}_by_authority"
        )
    return figure | {"by_authority": by_authority}


def ask_read(kind: str, before: Mapping[str, Any], key: str) -> Typed:
    """A figure of a sheet: which, which field is added up, and of which rows."""
    sheets = list_sheets()
    tables = list(sheets)
    told = before.get("sheet")
    table = st.selectbox(
        "Sheet",
        tables,
        index=tables.index(told) if told in tables else tables.index("whole_class"),
        format_func=lambda one: sheets[one].label,
        key=f"own_{key}_sheet",
    )
    sheet = sheets[table]
    figure: Typed = {"kind": kind, "sheet": table}
    if kind == SUM:
        figure |= ask_sum(sheet, before, key)
    if sheet.can_be_supported:
        figure["supported_only"] = st.checkbox(
            "Only what the hub supports",
            bool(before.get("supported_only", True)),
            key=f"own_{key}_{table}_supported",
        )
    figure["conditions"] = ask_conditions(sheet, before.get("conditions", ()), key)
    return figure


def ask_sum(sheet: AskedSheet, before: Mapping[str, Any], key: str) -> Typed:
    fields = [one for one in sheet.fields if one.is_summable]
    if not fields:
        st.caption("This sheet asks for no number. Choose another sheet.")
        return {"field": "", "over": "sum"}
    names = [one.name for one in fields]
    told = before.get("field")
    field = st.selectbox(
        "Field",
        fields,
        index=names.index(told) if told in names else 0,
        format_func=lambda one: one.heading,
        key=f"own_{key}_{sheet.table}_field",
    )
    overs = [one.value for one in OVERS if field.is_whole or one.value != "peak"]
    return {"field": field.name, "over": ask_over(overs, before, key)}


def ask_over(overs: Sequence[str], before: Mapping[str, Any], key: str) -> str:
    told = before.get("over")
    return st.selectbox(
        "Over the year",
        overs,
        index=overs.index(told) if told in overs else 0,
        format_func=lambda one: OVERS[one].capitalize(),
        key=f"own_{key}_over",
    )


def ask_conditions(sheet: AskedSheet, before: Sequence[Mapping[str, Any]], key: str) -> list[Typed]:
    """Up to three conditions; the next is asked for once one is made."""
    found: list[Typed] = []
    for number in range(MOST_CONDITIONS):
        told = before[number] if number < len(before) else {}
        one = ask_condition(sheet, told, f"{key}_{sheet.table}_{number}")
        if one is None:
            break
        found.append(one)
    return found


def ask_condition(sheet: AskedSheet, before: Mapping[str, Any], key: str) -> Typed | None:
    names = [NO_CONDITION, *(one.name for one in sheet.fields)]
    where, how, what = st.columns([3, 2, 3])
    told = before.get("field", NO_CONDITION)
    name = where.selectbox(
        "Only where",
        names,
        index=names.index(told) if told in names else 0,
        format_func=lambda one: name_field(sheet, one),
        key=f"own_{key}_condition",
    )
    field = sheet.field(name)
    if field is None:
        return None
    tests = [one.value for one in field.tests]
    told_test = before.get("test")
    test = how.selectbox(
        "Asked",
        tests,
        index=tests.index(told_test) if told_test in tests else 0,
        key=f"own_{key}_{name}_test",
    )
    with what:
        value = ask_value(field, test, before.get("value"), f"{key}_{name}")
    return {"field": name, "test": test, "value": value}


def name_field(sheet: AskedSheet, name: str) -> str:
    field = sheet.field(name)
    return field.heading if field else "Every row"


def ask_value(field: AskedField, test: str, told: Any, key: str) -> str | None:
    if test in ("answered", "in this academic year"):
        return None
    if field.choices:
        choices = list(field.choices)
        index = choices.index(told) if told in choices else 0
        return st.selectbox("Answer", choices, index=index, key=f"own_{key}_value")
    return st.text_input("Answer", str(told or ""), autocomplete="off", key=f"own_{key}_value")
