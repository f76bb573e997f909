"""The register of hub partners: who they are, adding and changing them, loading a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

from hubdata.errors import UnknownThing, UserError
from hubdata.register.partners import Partner, check_partner
from hubdata.returns.reading.lists import ListedRow
from hubdata.returns.reading.partner_list import read_partner_list
from hubdata.store.audit import load_entries
from hubdata.store.engine import reading, writing
from hubdata.store.registers import partners as stored
from hubdata.vocabulary import PartnerKind

__all__ = [
    "Partner",
    "PartnerChange",
    "PartnersLoaded",
    "load_partner",
    "load_partner_history",
    "load_partner_list",
    "load_partners",
    "next_partner_id",
    "save_partner",
]


@dataclass(frozen=True)
class PartnersLoaded:
    """What a list did: IDs added and changed, how many it left as they were, what is wrong."""

    name: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    issues: tuple[str, ...]


def load_partners() -> dict[str, Partner]:
    """Every partner by its ID."""
    with reading() as session:
        return stored.load_partners(session)


def load_partner(partner_id: str) -> Partner:
    """One partner. Raises `UnknownThing`."""
    partners = load_partners()
    if partner_id.upper() not in partners:
        raise UnknownThing(f'There is no partner "{partner_id}". Check the ID, or add the partner.')
    return partners[partner_id.upper()]


@dataclass(frozen=True)
class PartnerChange:
    """One entry of a partner's history."""

    words: str
    at: datetime
    by: str


def load_partner_history(partner_id: str) -> tuple[PartnerChange, ...]:
    """What was changed about a partner, by whom and when, the newest first."""
    with reading() as session:
        entries = load_entries(session, subject=f"partner {partner_id}")
    return tuple(PartnerChange(one.detail, one.at, one.actor) for one in entries)


def next_partner_id() -> str:
    """The first free ID, such as P27."""
    known = load_partners()
    return next(f"P{n:02}" for n in count(1) if f"P{n:02}" not in known)


def save_partner(partner: Partner, *, actor: str) -> bool:
    """Add a partner, or change the one of that ID; whether anything was different.

    Raises `UserError`, a line for each thing that will not do.
    """
    if faults := check_partner(partner):
        raise UserError("\n".join(faults))
    with writing() as session:
        return stored.save_partner(session, partner, actor=actor)


def load_partner_list(name: str, content: bytes, *, actor: str) -> PartnersLoaded:
    """Add and change partners as a list says; what it leaves blank, and partners it does not name,
    stay as they are.

    A row without ID is the known partner of that name, else a new one, which is given an ID.
    Raises `UnreadableFile` where the file holds no such list, and `RefusedFile` for pupils.
    """
    listed = read_partner_list(name, content)
    added: list[str] = []
    changed: list[str] = []
    issues = list(listed.issues)
    unchanged = 0
    with writing() as session:
        before = stored.load_partners(session)
        for partner in _merge(listed.rows, before, issues):
            if not stored.save_partner(session, partner, actor=actor):
                unchanged += 1
            elif partner.partner_id in before:
                changed.append(partner.partner_id)
            else:
                added.append(partner.partner_id)
    return PartnersLoaded(name, tuple(added), tuple(changed), unchanged, tuple(issues))


def _merge(
    rows: tuple[ListedRow, ...], known: Mapping[str, Partner], issues: list[str]
) -> Iterator[Partner]:
    """The partners of the rows that can be used; why the others cannot goes to `issues`."""
    by_name = {partner.name.casefold(): partner.partner_id for partner in known.values()}
    given = {row.values["partner_id"] for row in rows} | set(known)
    free = (f"P{number:02}" for number in count(1) if f"P{number:02}" not in given)
    seen: set[str] = set()
    for row in rows:
        told = row.values["partner_id"] or by_name.get(row.values["name"].casefold()) or next(free)
        if told in seen:
            issues.append(f"{row.place}: {told} is in the list twice. The second is left out.")
            continue
        seen.add(told)
        partner = _apply(row.values, known.get(told), told)
        faults = check_partner(partner) if partner else (_without_kind(row),)
        issues += [f"{row.place}: {fault}" for fault in faults]
        if partner and not faults:
            yield partner


def _apply(values: Mapping[str, Any], before: Partner | None, partner_id: str) -> Partner | None:
    """A partner with the answers of a row; `None` for a new one without a kind."""
    told = {name: value for name, value in values.items() if value is not None}
    told |= {"partner_id": partner_id}
    if "partner_kind" in told:
        told["kind"] = PartnerKind(told.pop("partner_kind"))
    if "la_codes" in told:
        told["la_codes"] = tuple(told["la_codes"].split("; "))
    if before:
        return replace(before, **told)
    return Partner(**told) if "kind" in told else None


def _without_kind(row: ListedRow) -> str:
    return f"{row.values['name']} is new, and its kind is missing. Give it, such as industry."
