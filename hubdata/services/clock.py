"""What day it is. `HUB_TODAY` sets it, to see the hub as on a past day."""

from __future__ import annotations

from datetime import date

from hubdata.settings import load_settings


def today() -> date:
    """Today, or the day the installation's settings say."""
    return load_settings().today or date.today()
