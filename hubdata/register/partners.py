"""A hub partner as the register has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hubdata.vocabulary import PartnerKind

MAILBOX = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PARTNER_ID = re.compile(r"[A-Z0-9][A-Z0-9._/-]{0,19}")
"""Short, without spaces, in capitals: it is typed into returns, term after term."""
RESERVED = "HUB"
"""The lead organisation's own returns are kept under this word."""


@dataclass(frozen=True)
class Partner:
    """A hub partner. No authorities means all of the hub; `None` is not known.

    `starts_on` and `ends_on` are the first and last day of the partnership.
    """

    partner_id: str
    name: str
    kind: PartnerKind
    la_codes: tuple[str, ...] = ()
    agreement_signed: bool | None = None
    commitments_signed: bool | None = None
    contact_role: str = ""
    mailbox: str = ""
    starts_on: date | None = None
    ends_on: date | None = None

    def is_active_between(self, first: date, last: date) -> bool:
        """Whether the partnership lasts on any day from `first` to `last`."""
        begun = self.starts_on is None or self.starts_on <= last
        return begun and (self.ends_on is None or self.ends_on >= first)


def check_partner(partner: Partner) -> tuple[str, ...]:
    """What will not do about a partner, in sentences; none if all is well."""
    who = partner.partner_id or partner.name or "The partner"
    said = []
    if not PARTNER_ID.fullmatch(partner.partner_id) or partner.partner_id == RESERVED:
        said.append(f'{who}: the ID "{partner.partner_id}" will not do. Choose one such as P07.')
    elif not any(sign.isalpha() for sign in partner.partner_id):
        said.append(
            f"{who}: an ID of digits alone may be taken for a school's number. "
            f"Put a letter before it, such as P{partner.partner_id}."
        )
    if not partner.name:
        said.append(f"{who}: the name is missing. Write the name the organisation goes by.")
    if partner.mailbox and not MAILBOX.fullmatch(partner.mailbox):
        said.append(
            f'{who}: "{partner.mailbox}" is not a mailbox. Write it as hello@example.org.uk.'
        )
    if partner.starts_on and partner.ends_on and partner.ends_on < partner.starts_on:
        said.append(f"{who}: the partnership ends before it starts. Check both dates.")
    return tuple(said)
