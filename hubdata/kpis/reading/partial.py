"""Returns that count in part: rows with errors were left out of them on purpose. How many of those
that returned for a KPI did so in part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hubdata.kpis.language.base import Base, attribute_of
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.splits import Split


@dataclass(frozen=True)
class ToldInPart:
    """A sheet that a source returned in part for a term, by the name of its table."""

    slot: int
    source: str
    table: str


def count_partial(
    kpi: Kpi, base: Base, told: Iterable[ToldInPart], *, split: Split | None, part: str | None
) -> int:
    """How many of those expected returned what a KPI reads in part, in its period and part of the
    split."""
    owners = {
        base.owner_of(one.source)
        for one in told
        if one.slot in base.period.slots and (not kpi.sheets or one.table in kpi.sheets)
    }
    members = [member for owner in owners if (member := base.members.get(owner))]
    if split is not None:
        members = [one for one in members if attribute_of(one, split.attribute) == part]
    return len(members)
