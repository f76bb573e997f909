"""Changing what others may change too: nobody's change is lost, and what is other now is said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from hubdata.calendar import write_day
from hubdata.errors import OutOfDate


class Versioned(Protocol):
    """A row of the store that counts its versions and knows who made the last."""

    version: int
    changed_by: str


def check_seen(row: Versioned, seen: int, *, what: str) -> None:
    """Raises `OutOfDate` where somebody changed a row after the version that was on the screen."""
    if row.version != seen:
        raise OutOfDate(
            f"{row.changed_by} has changed {what} since you opened it. Look at it again."
        )


def say_changes(before: object, after: object, names: Iterable[str]) -> str:
    """What is other now: "due: 22/11/2026 (was none)"; empty where nothing is."""
    return "; ".join(
        f"{name}: {_said(getattr(after, name))} (was {_said(getattr(before, name))})"
        for name in names
        if getattr(before, name) != getattr(after, name)
    )


def _said(value: object) -> str:
    if isinstance(value, date):
        return write_day(value)
    return "none" if value is None else str(value)
