"""Loading and saving the register of hub partners."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from hubdata.register.partners import Partner
from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import StoredPartner
from hubdata.vocabulary import PartnerKind

TOPIC = "partners"
"""What caches of anything that rests on the partners are keyed on."""
BETWEEN = "; "


def load_partners(session: Session) -> dict[str, Partner]:
    """Every partner by its ID, in the order of the IDs."""
    query = select(StoredPartner).order_by(col(StoredPartner.partner_id))
    return {row.partner_id: as_partner(row) for row in session.exec(query)}


def save_partner(session: Session, partner: Partner, *, actor: str) -> bool:
    """Add a partner or change what is different, with a line in the audit log; whether there was
    anything to change."""
    stored = session.get(StoredPartner, partner.partner_id)
    before = as_partner(stored) if stored else None
    if before == partner:
        return False
    values = _values(partner) | {"changed_at": datetime.now(UTC), "changed_by": actor}
    session.merge(StoredPartner(**values))
    add_entry(
        session,
        actor,
        action="changed partner" if before else "added partner",
        subject=f"partner {partner.partner_id}",
        detail=explain_partner_change(before, partner),
    )
    bump(session, [TOPIC])
    return True


def as_partner(stored: StoredPartner) -> Partner:
    """The partner as a value."""
    values = {field.name: getattr(stored, field.name) for field in fields(Partner)}
    codes = tuple(code for code in stored.la_codes.split(BETWEEN) if code)
    return Partner(**values | {"kind": PartnerKind(stored.kind), "la_codes": codes})


def explain_partner_change(before: Partner | None, after: Partner) -> str:
    """What is different: "mailbox: hello@tideline.example (was blank)"; all of a new partner."""
    old = _values(before) if before else {}
    return "; ".join(
        f"{name}: {_said(value)}" + (f" (was {_said(old[name])})" if before else "")
        for name, value in _values(after).items()
        if (value != old[name] if before else value not in ("", None))
    )


def _values(partner: Partner) -> dict[str, Any]:
    codes = BETWEEN.join(partner.la_codes)
    return asdict(partner) | {"kind": partner.kind.value, "la_codes": codes}


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "blank" if value in ("", None) else str(value)
