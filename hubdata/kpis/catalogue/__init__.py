"""The catalogue: every KPI, by its id, in the order it is read; one module for each family.

To add a KPI, write one `Kpi(…)` in the module of its family and add it to that module's tuple.
"""

from __future__ import annotations

from hubdata.errors import UnknownThing
from hubdata.kpis.catalogue import (
    access,
    curriculum,
    engagement,
    inclusion,
    infrastructure,
    money,
    music,
    offer,
    onward,
    partners,
    programmes,
    progress,
    resources,
    returning,
    teaching,
)
from hubdata.kpis.language.kpi import Kpi

FAMILIES = (
    engagement,
    teaching,
    programmes,
    curriculum,
    infrastructure,
    partners,
    returning,
    onward,
    music,
    progress,
    inclusion,
    access,
    money,
    resources,
    offer,
)


def _place(kpi: Kpi) -> tuple[int, str]:
    """ "U40b" comes after "U40a" and before "S41": by the number, then the letter after it."""
    number = "".join(filter(str.isdigit, kpi.id))
    return int(number), kpi.id[1 + len(number) :]


CATALOGUE: dict[str, Kpi] = {
    kpi.id: kpi for kpi in sorted((kpi for family in FAMILIES for kpi in family.KPIS), key=_place)
}


def kpi_named(kpi_id: str) -> Kpi:
    """The KPI with that id, in any case. Raises `UnknownThing`."""
    wanted = kpi_id.strip().casefold()
    for kpi in CATALOGUE.values():
        if kpi.id.casefold() == wanted:
            return kpi
    raise UnknownThing(f'There is no KPI "{kpi_id}". Choose one of: {", ".join(CATALOGUE)}.')
