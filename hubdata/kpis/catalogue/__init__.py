"""The catalogue: every KPI, by its id, in the order it is read; one module for each family.

To add a KPI, write one `Kpi(…)` in the module of its family and add it to that module's tuple.
"""

from __future__ import annotations

from hubdata.errors import UnknownThing
from hubdata.kpis.catalogue import engagement, inclusion, music, returning, teaching
from hubdata.kpis.kpi import Kpi

CATALOGUE: dict[str, Kpi] = {
    kpi.id: kpi
    for kpi in (
        *engagement.KPIS,
        *teaching.KPIS,
        *returning.KPIS,
        *music.KPIS,
        *inclusion.KPIS,
    )
}


def kpi_named(kpi_id: str) -> Kpi:
    """The KPI with that id, in any case. Raises `UnknownThing`."""
    wanted = kpi_id.strip().casefold()
    for kpi in CATALOGUE.values():
        if kpi.id.casefold() == wanted:
            return kpi
    raise UnknownThing(f'There is no KPI "{kpi_id}". Choose one of: {", ".join(CATALOGUE)}.')
