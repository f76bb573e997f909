"""Rules: a return against the accepted one of the term before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import ENSEMBLES, PERFORMANCE, PROJECTS, TUITION, WHOLE_CLASS, Sheet
from hubdata.returns.rules.parts_of_a_whole import MEMBERS
from hubdata.returns.rules.registry import Family, Finding, rule

Row = RowInCheck | Mapping[str, Any]

COUNTED: Mapping[str, tuple[str, ...]] = {
    WHOLE_CLASS: ("pupils",),
    TUITION: ("pupils",),
    ENSEMBLES: MEMBERS,
    PROJECTS: ("participants_unique",),
}
"""The fields whose sum says how much of an activity there is."""

COPIED = (WHOLE_CLASS, TUITION, ENSEMBLES, PERFORMANCE, PROJECTS)
"""Sheets that are never quite the same two terms running."""


def _pupils(rows: Sequence[Row], fields: Sequence[str]) -> int:
    return sum(row[name] or 0 for row in rows for name in fields)


def _whom(sheet: str) -> str:
    return "young people" if sheet == PROJECTS else "pupils"


def _before(one: ReturnInCheck) -> str:
    period = one.context.before_period
    return period.label if period else "the term before"


@rule(
    "copied-from-before",
    Severity.QUERY,
    Family.BEFORE,
    sentence="The numbers of a term are not all those of the term before.",
)
def copied_from_before(one: ReturnInCheck) -> Iterator[Finding]:
    for name in COPIED:
        rows, before = one.rows(name), one.context.before.get(name, ())
        if not rows or len(rows) != len(before):
            continue
        sheet = one.kind.sheet(name)
        now = _comparable(rows, sheet)
        if now == _comparable(before, sheet) and _numbers(now) >= one.context.policy.copied_numbers:
            says = (
                f"all answers are those of {_before(one)}. "
                "Give this term's numbers, or say that they are the same."
            )
            yield Finding(says, sheet=name)


def _comparable(rows: Sequence[Row], sheet: Sheet) -> list[tuple[Any, ...]]:
    """The rows in any order, as plain values; enums from a store compare as their words."""
    plain = [tuple(row[spec.name] for spec in sheet.fields) for row in rows]
    return sorted(plain, key=repr)


def _numbers(rows: Sequence[tuple[Any, ...]]) -> int:
    return sum(type(value) is int for row in rows for value in row)


@rule(
    "fall-to-nothing",
    Severity.QUERY,
    Family.BEFORE,
    sentence="An activity of the term before does not vanish without a word.",
)
def fall_to_nothing(one: ReturnInCheck) -> Iterator[Finding]:
    for name, fields in COUNTED.items():
        if not one.has(name):
            continue
        pupils = _pupils(one.context.before.get(name, ()), fields)
        if pupils >= one.context.policy.fall_least and not _pupils(one.rows(name), fields):
            says = (
                f"there are no {_whom(name)} here, but {pupils} in {_before(one)}. "
                "Add the rows, or say that the activity has ended."
            )
            yield Finding(says, sheet=name)


@rule(
    "growth",
    Severity.QUERY,
    Family.BEFORE,
    sentence="An activity does not grow by more than a settable factor in a term.",
)
def growth(one: ReturnInCheck) -> Iterator[Finding]:
    """Counts for the year so far grow by themselves, so they are not compared."""
    policy = one.context.policy
    if one.is_year_to_date:
        return
    for name, fields in COUNTED.items():
        before = _pupils(one.context.before.get(name, ()), fields)
        now = _pupils(one.rows(name), fields)
        if before and now > before * policy.growth_factor and now - before >= policy.growth_least:
            says = (
                f"{now} {_whom(name)} are more than {policy.growth_factor:g} times the {before} in "
                f"{_before(one)}. Check the numbers, or say what has changed."
            )
            yield Finding(says, sheet=name)
