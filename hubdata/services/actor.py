"""Who is acting: the name that the audit log and the settings keep with every change."""

from __future__ import annotations

from hubdata.settings import load_settings


def current_actor() -> str:
    """Who is acting here, until sign-in is configured."""
    return load_settings().actor
