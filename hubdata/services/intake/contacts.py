"""Whom letters go to, and in whose name they are written: roles and shared mailboxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.reports.letters import Signature, is_mailbox
from hubdata.returns.kinds import kind_named
from hubdata.services.settings import HubSettings
from hubdata.store.engine import writing
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake import erasing, returns
from hubdata.store.registers.partners import load_partners
from hubdata.store.tables import row_table


@dataclass(frozen=True)
class Contact:
    """Whom a source told us to write to: a role and a shared mailbox, never a person's name."""

    role: str = ""
    mailbox: str = ""


def load_signature(session: Session) -> Signature:
    """In whose name letters are written: a role, not a person."""
    hub = HubSettings(**stored_settings.load_values(session))
    return Signature(hub.contact_role, hub.hub_name, hub.contact_email)


def load_contacts(session: Session, period: Period, *, kind: str) -> dict[str, Contact]:
    """What sources said last of whom to write to; of partners, what the register says first."""
    table = row_table(kind_named(kind).front)
    latest = returns.load_latest_rows(session, table, before_slot=period.slot + 1)
    found = {source: contact_of(rows[0]) for source, rows in latest.items() if rows}
    known = {
        one.partner_id: Contact(one.contact_role, one.mailbox)
        for one in load_partners(session).values()
        if is_mailbox(one.mailbox)
    }
    return found | known


def load_own_contacts(session: Session, return_ids: Iterable[int | None]) -> Iterator[Contact]:
    """What the front sheets of some returns say of whom to write to, accepted or not."""
    ids = [one for one in return_ids if one is not None]
    for part in returns.load_parts(session, ids):
        front = kind_named(part.kind).front
        if part.sheet == front.name:
            rows = returns.load_rows(session, part, row_table(front))
            yield from map(contact_of, rows)


def erase_contact(email: str, *, actor: str, reason: str) -> int:
    """Take an address out of every return, list and log, at somebody's request; it is not taken in
    again. The files stay as they came. Gives in how many returns it stood.

    Raises `UserError` without an address or a reason.
    """
    if not is_mailbox(email.strip()):
        raise UserError(f"“{email}” is not an e-mail address. Write the one to erase.")
    if not reason.strip():
        raise UserError("Say who asked for it: the reason is kept, without the address.")
    with writing() as session:
        return erasing.erase_email(session, email, actor=actor, reason=reason.strip())


def contact_of(row: Mapping[str, object]) -> Contact:
    """What a front sheet says of whom to write to; a mailbox that is none is left out."""
    mailbox = str(row.get("contact_email") or "")
    return Contact(
        role=str(row.get("contact_role") or ""), mailbox=mailbox if is_mailbox(mailbox) else ""
    )
