"""Rules: partners, schools and authorities that a return names against the hub's registers.

Rules about schools rest until a register is loaded, those about partners until one is added.
"""

from __future__ import annotations

from collections.abc import Iterator

from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck
from hubdata.returns.fields import Register
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import EARLY_YEARS, LEAD_SCHOOLS, OWN_KPIS, PAYMENTS
from hubdata.returns.parsing.lists import BETWEEN
from hubdata.returns.rules.register import is_like_name
from hubdata.returns.rules.registry import Family, Finding, rule

MOST_TO_SAY = 3


def _asks_partners(one: ReturnInCheck) -> bool:
    return bool(one.context.partner_ids) and one.kind.source_field == "partner_id"


@rule(
    "partner-unknown",
    Severity.ERROR,
    Family.REGISTER,
    sentence="The partner's ID is in the hub's list of partners.",
)
def partner_unknown(one: ReturnInCheck) -> Iterator[Finding]:
    if _asks_partners(one) and one.context.partner is None:
        says = (
            f'"{one.source}" is not the ID of a partner. Check the ID, or add the partner to the '
            "list."
        )
        yield Finding.on_front(one, says)


@rule(
    "partner-name-disagrees",
    Severity.QUERY,
    Family.REGISTER,
    sentence="The partner's name is the one that the hub's list has for its ID.",
)
def partner_name_disagrees(one: ReturnInCheck) -> Iterator[Finding]:
    partner = one.context.partner
    if not _asks_partners(one) or partner is None or not one.source_name:
        return
    if is_like_name(one.source_name, partner.name, least=one.context.policy.name_likeness):
        return
    says = (
        f'"{one.source_name}" has the ID {partner.partner_id}, which is {partner.name} in the list '
        "of partners. Check the name and the ID."
    )
    yield Finding.on_front(one, says, "partner_name")


@rule(
    "partner-ended",
    Severity.QUERY,
    Family.REGISTER,
    sentence="The partnership lasts in the period of the return.",
)
def partner_ended(one: ReturnInCheck) -> Iterator[Finding]:
    partner = one.context.partner
    if _asks_partners(one) and partner is not None and not partner.is_active:
        says = (
            f"{partner.name} was not a partner in {one.period.label}, says the list of partners. "
            "Check the ID and the period, or the list."
        )
        yield Finding.on_front(one, says)


@rule(
    "paid-partner-unknown",
    Severity.QUERY,
    Family.REGISTER,
    sentence="Whoever is paid as a partner is in the hub's list of partners.",
)
def paid_partner_unknown(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(PAYMENTS) if one.context.partner_ids else ():
        paid = row["partner_id"]
        if paid is not None and paid not in one.context.partner_ids:
            says = f'"{paid}" is not the ID of a partner. Check the ID, or add the partner.'
            yield Finding(says, row, "partner_id")


@rule(
    "school-not-in-register",
    Severity.QUERY,
    Family.REGISTER,
    sentence="Schools that are named by their number are in the register.",
)
def school_not_in_register(one: ReturnInCheck) -> Iterator[Finding]:
    if not one.context.register_loaded:
        return
    for row, field in _listed(one, Register.SCHOOLS):
        unknown = [n for n in _numbers(row, field) if int(n) not in one.context.schools]
        if unknown:
            yield Finding(_not_there(unknown, "a school in the register"), row, field)
    for row in one.rows(LEAD_SCHOOLS):
        if row["urn"] is not None and row["urn"] not in one.context.schools:
            yield Finding(_not_there([str(row["urn"])], "a school in the register"), row, "urn")


@rule(
    "authority-outside-hub",
    Severity.QUERY,
    Family.REGISTER,
    sentence="Authorities that are named by their code are the hub's.",
)
def authority_outside_hub(one: ReturnInCheck) -> Iterator[Finding]:
    codes = one.context.hub_la_codes
    if not codes:
        return
    for row, field in _listed(one, Register.AUTHORITIES):
        outside = [code for code in _numbers(row, field) if int(code) not in codes]
        if outside:
            yield Finding(_not_there(outside, "an authority of the hub"), row, field)
    for sheet in (LEAD_SCHOOLS, EARLY_YEARS, OWN_KPIS):
        for row in one.rows(sheet):
            if row["la_code"] is not None and row["la_code"] not in codes:
                says = _not_there([str(row["la_code"])], "an authority of the hub")
                yield Finding(says, row, "la_code")


@rule(
    "lead-school-elsewhere",
    Severity.QUERY,
    Family.REGISTER,
    sentence="A lead school is in the authority it leads in.",
)
def lead_school_elsewhere(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(LEAD_SCHOOLS):
        code = one.context.schools.get(row["urn"]) if row["urn"] is not None else None
        if None not in (code, row["la_code"]) and code != row["la_code"]:
            says = (
                f"school {row['urn']} is in authority {code}, and is said to lead in "
                f"{row['la_code']}. Check the school's number and the code."
            )
            yield Finding(says, row, "urn")


def _listed(one: ReturnInCheck, register: Register) -> Iterator[tuple[RowInCheck, str]]:
    """Every row with every field that lists numbers of a register."""
    for sheet in one.kind.sheets:
        for spec in sheet.fields:
            if spec.register is register:
                yield from ((row, spec.name) for row in one.rows(sheet.name))


def _numbers(row: RowInCheck, field: str) -> list[str]:
    return row[field].split(BETWEEN) if row[field] else []


def _not_there(numbers: list[str], what: str) -> str:
    said = ", ".join(numbers[:MOST_TO_SAY]) + (" …" if len(numbers) > MOST_TO_SAY else "")
    if len(numbers) == 1:
        return f"{said} is not {what}. Check the number."
    return f"{said}: none of these is {what}. Check the numbers."
