"""Definitions as they were: what was frozen by one comes out again by it, whatever counts now."""

from __future__ import annotations

from dataclasses import replace

from hubdata.kpis.catalogue.music import M23, tuition_rate
from hubdata.kpis.expressions import ALWAYS, is_in
from hubdata.kpis.figures import Part
from hubdata.kpis.kpi import Kpi
from hubdata.vocabulary import GroupSize

FORMER: dict[tuple[str, str], Kpi] = {
    (kpi.id, kpi.version): kpi
    for kpi in (
        replace(
            M23,
            version="1",
            rewritten=(),
            headline=tuition_rate("enrolments in tuition", ALWAYS),
            parts=tuple(
                Part(
                    size.value.capitalize(),
                    tuition_rate(f"{size} tuition", is_in("group_size", size)),
                )
                for size in GroupSize
            ),
        ),
    )
}


def as_defined(kpi: Kpi, version: str) -> Kpi:
    """A KPI by an earlier version of its definition; as it is now where that one is not kept."""
    return FORMER.get((kpi.id, version), kpi)
