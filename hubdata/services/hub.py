"""Preparing the store, the sample hub, and leaving it for one's own."""

from __future__ import annotations

from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.services.clock import today
from hubdata.services.settings import HubSettings, check_hub
from hubdata.store.engine import check_version, migrate, reading, writing
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.overlaps import load_slots, settle_overlaps
from hubdata.store.measuring.kept_columns import keep_columns
from hubdata.store.wiping import is_untouched, wipe


def prepare_store() -> None:
    """Create the store, or bring it up to this version."""
    migrate()
    with writing() as session:  # rows accepted before overlaps were looked for
        settle_overlaps(session, load_slots(session))
        keep_columns(session, load_slots(session))


def check_store() -> None:
    """Raise `StoreError`, saying what to do, unless the store exists in this version."""
    check_version()


def is_empty() -> bool:
    """Whether nothing was ever loaded, received or set."""
    with reading() as session:
        return is_untouched(session)


def needs_sample() -> bool:
    """Whether the sample hub may be made: nothing is there, or a sample that was cut short (which
    is then emptied)."""
    with writing() as session:
        hub = HubSettings(**stored_settings.load_values(session))
        if hub.is_sample and not hub.is_sample_complete:
            wipe(session)
        return is_untouched(session)


def current_term() -> Period:
    """The term of today by the hub's calendar; in the holidays, the one before."""
    with reading() as session:
        return stored_settings.load_calendar(session).term_of(today())


def start_own_hub(name: str, *, actor: str) -> None:
    """Empty the store of the sample hub, all or nothing, and give the new hub its name.

    Raises `UserError` if the store holds a hub's own data, or the name will not do.
    """
    own = check_hub(HubSettings(), {"hub_name": name})
    with writing() as session:
        now = HubSettings(**stored_settings.load_values(session))
        if not now.is_sample and not is_untouched(session):
            raise UserError(
                "This store holds a hub's own data, not the sample. Nothing was removed."
            )
        wipe(session)
        values = {"hub_name": own.hub_name, "is_sample": False}
        stored_settings.save_values(session, values, actor=actor)
