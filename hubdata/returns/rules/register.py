"""Rules: a school's return against the register of schools. They rest until one is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from hubdata.returns.checking.context import SchoolFacts
from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import TUITION, WHOLE_CLASS
from hubdata.returns.rules.registry import Family, Finding, rule
from hubdata.vocabulary import KeyStage, YearGroup

_COMMON_WORDS = re.compile(
    r"\b(?:school|academy|primary|infants?|junior|community|college|high|secondary|nursery"
    r"|church of england|c of e|cofe|ce|catholic|rc|roman|voluntary|controlled|aided|va|vc"
    r"|and|the|of)\b"
)


def _asks_register(one: ReturnInCheck) -> bool:
    return one.context.register_loaded and one.kind.source_field == "school_urn"


@rule(
    "urn-unknown",
    Severity.ERROR,
    Family.REGISTER,
    sentence="The school's number is in the register.",
)
def urn_unknown(one: ReturnInCheck) -> Iterator[Finding]:
    if _asks_register(one) and one.context.school is None:
        says = (
            f"{one.source} is not the number of a school in the register. "
            "Check the number, or load a newer register."
        )
        yield Finding.on_front(one, says)


@rule(
    "school-closed",
    Severity.QUERY,
    Family.REGISTER,
    sentence="The school is open.",
)
def school_closed(one: ReturnInCheck) -> Iterator[Finding]:
    school = one.context.school
    if not _asks_register(one) or school is None or school.is_open:
        return
    todo = "Check the number."
    if school.successor_urn:
        todo = f"Its successor is {school.successor_urn}: send the return under that number."
    yield Finding.on_front(one, f"{school.name} ({school.urn}) is closed. {todo}")


@rule(
    "school-outside-hub",
    Severity.ERROR,
    Family.REGISTER,
    sentence="The school is in one of the hub's authorities.",
)
def school_outside_hub(one: ReturnInCheck) -> Iterator[Finding]:
    school, codes = one.context.school, one.context.hub_la_codes
    if not _asks_register(one) or not school or not codes or school.la_code is None:
        return
    if school.la_code not in codes:
        where = school.la_name or f"authority {school.la_code}"
        says = (
            f"{school.name} ({school.urn}) is in {where}, outside the hub. "
            "Check the number, or add the authority in the settings."
        )
        yield Finding.on_front(one, says)


@rule(
    "name-disagrees",
    Severity.QUERY,
    Family.REGISTER,
    sentence="The school's name is the one that the register has for its number.",
)
def name_disagrees(one: ReturnInCheck) -> Iterator[Finding]:
    school = one.context.school
    if not _asks_register(one) or school is None or not one.source_name:
        return
    if is_like_name(one.source_name, school.name, least=one.context.policy.name_likeness):
        return
    says = (
        f'"{one.source_name}" has the number {school.urn}, which is {school.name} in the register. '
        "Check the name and the number."
    )
    yield Finding.on_front(one, says, "school_name")


def is_like_name(one: str, other: str, *, least: float) -> bool:
    """Whether two names may be one school's: the words that many schools share do not count."""
    first, second = _telling(one), _telling(other)
    if not first or not second:
        first, second = one.casefold(), other.casefold()
    return fuzz.token_set_ratio(first, second) >= least


def _telling(name: str) -> str:
    text = re.sub(r"\bst\.?\s", "saint ", name.casefold().replace("'", "").replace("’", ""))
    return " ".join(_COMMON_WORDS.sub(" ", re.sub(r"[^\w ]", " ", text)).split())


@rule(
    "authority-disagrees",
    Severity.QUERY,
    Family.REGISTER,
    sentence="The authority's code is the one that the register has for the school.",
)
def authority_disagrees(one: ReturnInCheck) -> Iterator[Finding]:
    school, code = one.context.school, one.facts.get("la_code")
    if not _asks_register(one) or school is None or None in (code, school.la_code):
        return
    if code != school.la_code:
        says = (
            f"the authority's code is {code}, but {school.name} is in {school.la_code}. "
            "Check the school's number and the code."
        )
        yield Finding.on_front(one, says, "la_code")


@rule(
    "year-group-not-taught",
    Severity.QUERY,
    Family.REGISTER,
    sentence="Pupils are in year groups and key stages that the school has.",
)
def year_group_not_taught(one: ReturnInCheck) -> Iterator[Finding]:
    school = one.context.school
    if not _asks_register(one) or school is None or None in (school.low_age, school.high_age):
        return
    for row in one.rows(WHOLE_CLASS):
        if row["year_group"] and not _is_taught(school, YearGroup(row["year_group"])):
            yield _not_taught(row, "year_group", f"year group {row['year_group']}", school=school)
    for row in one.rows(TUITION):
        stage = row["key_stage"]
        if stage and not _has_stage(school, KeyStage(stage)):
            yield _not_taught(row, "key_stage", str(stage), school=school)


def _has_stage(school: SchoolFacts, stage: KeyStage) -> bool:
    if stage is KeyStage.EYFS:
        return school.low_age is not None and school.low_age <= 4
    return any(_is_taught(school, group) for group in YearGroup if group.key_stage is stage)


def _is_taught(school: SchoolFacts, group: YearGroup) -> bool:
    """Pupils of year n turn n + 5 in that year; Reception is year 0."""
    assert school.low_age is not None
    assert school.high_age is not None
    return school.low_age <= group.number + 4 and group.number + 5 <= school.high_age


def _not_taught(row: RowInCheck, field: str, what: str, *, school: SchoolFacts) -> Finding:
    says = (
        f"{school.name} teaches ages {school.low_age} to {school.high_age}, so has no {what}. "
        "Check the row and the school's number."
    )
    return Finding(says, row, field)
