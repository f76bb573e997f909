"""Growth: by how much a count changed, as a number and as a share of the old value."""

from __future__ import annotations

from dataclasses import dataclass

from hubdata.kpis.language.expressions import Number

PERCENT = 100
TINY_BASE = 20
"""From fewer than this a percentage says nothing: 4 pupils to 7 is 3 pupils, not 75 %."""


@dataclass(frozen=True)
class Growth:
    """`percent` is of the old value, 100 a doubling; `None` from nothing. It is not to be told
    where the base `is_tiny`."""

    old: Number
    new: Number
    change: Number
    percent: float | None
    is_tiny: bool


def compute_growth(old: Number, new: Number) -> Growth:
    """Growth divides by the old value, never by the new: published reports have got it wrong."""
    percent = PERCENT * (new - old) / old if old else None
    return Growth(old, new, new - old, percent, is_tiny=abs(old) < TINY_BASE)
