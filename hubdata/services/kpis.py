"""The KPIs of the hub: the catalogue's, then its own. Whoever speaks of "every KPI" asks here."""

from __future__ import annotations

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.kpi import Kpi
from hubdata.store.engine import reading


def list_kpis() -> tuple[Kpi, ...]:
    """Every KPI, those of the catalogue first, each in its order."""
    with reading() as session:
        return load_kpis(session)


def load_kpis(session: Session) -> tuple[Kpi, ...]:
    """Every KPI, as `list_kpis`, in an open session."""
    return tuple(CATALOGUE.values())


def find_kpi(session: Session, kpi_id: str) -> Kpi:
    """The KPI with that id, in any case. Raises `UnknownThing`."""
    wanted = kpi_id.strip().casefold()
    kpis = load_kpis(session)
    for kpi in kpis:
        if kpi.id.casefold() == wanted:
            return kpi
    names = ", ".join(kpi.id for kpi in kpis)
    raise UnknownThing(f'There is no KPI "{kpi_id}". Choose one of: {names}.')
