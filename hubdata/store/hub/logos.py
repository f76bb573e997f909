"""Loading and saving the hub's logo."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from hubdata.brand.logo import Logo
from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import StoredLogo

ONLY = 1
TOPIC = "settings"


def load_logo(session: Session) -> Logo | None:
    stored = session.get(StoredLogo, ONLY)
    return Logo(stored.content, stored.media_type) if stored else None


def load_logo_version(session: Session) -> str:
    """What the logo's address ends with, another one for every logo; "" if there is none."""
    return session.exec(select(col(StoredLogo.sha256))).first() or ""


def save_logo(session: Session, logo: Logo | None, *, actor: str) -> None:
    """Keep a logo in place of the one before; `None` takes it away."""
    stored = session.get(StoredLogo, ONLY)
    if logo is None:
        if stored is not None:
            session.delete(stored)
    else:
        session.merge(
            StoredLogo(
                id=ONLY,
                content=logo.content,
                media_type=logo.media_type,
                sha256=sha256(logo.content).hexdigest()[:16],
                changed_at=datetime.now(UTC),
                changed_by=actor,
            )
        )
    said = f"{logo.media_type}, {len(logo.content):,} bytes" if logo else "taken away"
    add_entry(session, actor, action="changed setting", subject="setting logo", detail=said)
    bump(session, [TOPIC])
