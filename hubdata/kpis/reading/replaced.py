"""Which parts of returns stand for earlier ones: the latest list, what holds the year to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hubdata.kpis.reading.spans import year_of
from hubdata.periods import Period, Term

Parts = Iterable[Mapping[str, Any]]


def find_latest_parts(parts: Parts, period: Period) -> dict[tuple[str, str], int]:
    """The slot of the latest part in a period, by sheet and source."""
    latest: dict[tuple[str, str], int] = {}
    for part in parts:
        if part["slot"] in period.slots:
            key = (part["sheet"], part["source"])
            latest[key] = max(part["slot"], latest.get(key, -1))
    return latest


def find_cutoffs(parts: Parts) -> dict[tuple[str, str, int], int]:
    """The latest part for the year to date, or the whole year, by sheet, source and year."""
    cutoffs: dict[tuple[str, str, int], int] = {}
    for part in parts:
        slot = part["slot"]
        if part["is_year_to_date"] or Period.at_slot(slot).term is Term.ANNUAL:
            key = (part["sheet"], part["source"], year_of(slot).start)
            cutoffs[key] = max(slot, cutoffs.get(key, -1))
    return cutoffs
