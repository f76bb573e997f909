"""Settings of this installation, from the environment (prefix HUB_), never from the store.

What a hub decides about itself (its name, authorities, calendar, thresholds) is stored and edited
on the settings page; see `hubdata.services.settings`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hubdata.errors import UserError

MEGABYTE = 1024 * 1024
PREFIX = "HUB_"
EXAMPLES = {"today": "2025-12-19", "max_file_bytes": "20971520", "max_cells": "2000000"}
"""What may stand in a setting that is no text."""


class Settings(BaseSettings):
    """`HUB_DATABASE_URL` and its companions."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    database_url: str = f"sqlite:///{Path('hub.db').absolute()}"
    actor: str = "this machine"
    today: date | None = None
    max_file_bytes: int = 20 * MEGABYTE
    max_cells: int = 2_000_000


@cache
def load_settings() -> Settings:
    """The settings of this process. Raises `UserError` where one of them cannot be read."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [_explain_fault(str(one["loc"][0]), one["input"]) for one in error.errors()]
        raise UserError(" ".join(faults)) from error


def _explain_fault(name: str, given: object) -> str:
    example = EXAMPLES.get(name, "")
    like = f"Write it like {example}, or leave it out." if example else "Leave it out."
    return f'{PREFIX}{name.upper()}: "{given}" cannot be read. {like}'
