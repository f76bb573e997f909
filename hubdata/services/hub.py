"""Preparing the store, the sample hub, and leaving it for one's own."""

from __future__ import annotations

from hubdata.errors import UserError
from hubdata.services.settings import load_hub, save_hub
from hubdata.store.engine import check_version, migrate, reading, writing
from hubdata.store.wiping import is_untouched, wipe


def prepare_store() -> None:
    """Create the store, or bring it up to this version."""
    migrate()


def check_store() -> None:
    """Raise `StoreError`, saying what to do, unless the store exists in this version."""
    check_version()


def is_empty() -> bool:
    """Whether nothing was ever loaded or received."""
    with reading() as session:
        return is_untouched(session)


def start_own_hub(name: str, *, actor: str) -> None:
    """Empty the store of the sample hub. Raises `UserError` if it does not hold the sample."""
    if not is_empty() and not load_hub().is_sample:
        raise UserError("This store holds a hub's own data, not the sample. Nothing was removed.")
    with writing() as session:
        wipe(session)
    save_hub({"hub_name": name, "is_sample": False}, actor=actor)
