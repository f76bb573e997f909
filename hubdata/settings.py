"""Settings of this installation, from the environment (prefix HUB_), never from the store.

What a hub decides about itself (its name, authorities, calendar, thresholds) is stored and edited
on the settings page; see `hubdata.services.settings`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1024 * 1024


class Settings(BaseSettings):
    """`HUB_DATABASE_URL` and its companions."""

    model_config = SettingsConfigDict(env_prefix="HUB_")

    database_url: str = f"sqlite:///{Path('hub.db').absolute()}"
    actor: str = "this machine"
    today: date | None = None
    max_file_bytes: int = 20 * MEGABYTE
    max_cells: int = 2_000_000


@cache
def load_settings() -> Settings:
    """The settings of this process."""
    return Settings()
