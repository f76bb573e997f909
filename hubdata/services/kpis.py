"""The KPIs of the hub: the catalogue's, then its own. Whoever speaks of "every KPI" asks here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.language.kpi import Kpi, Unit
from hubdata.kpis.language.own import FigureKind, build_own_kpi
from hubdata.returns.checking.context import TypedKpi
from hubdata.services.own_reading import read_definition
from hubdata.store.engine import reading
from hubdata.store.hub import own_kpis as stored


def list_kpis() -> tuple[Kpi, ...]:
    """Every KPI, those of the catalogue first, each in its order."""
    with reading() as session:
        return load_kpis(session)


def load_kpis(session: Session) -> tuple[Kpi, ...]:
    """Every KPI, as `list_kpis`, in an open session."""
    return build_kpis(load_own_definitions(session))


Definition: TypeAlias = tuple[str, int, Mapping[str, Any]]
"""The ID, version and content of an own KPI's definition."""


def load_own_definitions(session: Session) -> list[Definition]:
    """The definitions of the own KPIs that count."""
    steps = stored.load_own_kpis(session).values()
    return [(one.kpi, one.version, json.loads(one.content)) for one in steps if not one.is_put_away]


def build_kpis(own: Iterable[Definition]) -> tuple[Kpi, ...]:
    """The KPIs of the catalogue, and the own ones of these definitions."""
    return (*CATALOGUE.values(), *(build_own_kpi(read_definition(*one)) for one in own))


def find_kpi(session: Session, kpi_id: str) -> Kpi:
    """The KPI with that id, in any case. Raises `UnknownThing`."""
    wanted = kpi_id.strip().casefold()
    kpis = load_kpis(session)
    for kpi in kpis:
        if kpi.id.casefold() == wanted:
            return kpi
    names = ", ".join(kpi.id for kpi in kpis)
    raise UnknownThing(f'There is no KPI "{kpi_id}". Choose one of: {names}.')


def typed_kpis(session: Session) -> dict[str, TypedKpi]:
    """The own KPIs whose figures are typed in, by their ids."""
    return {
        kpi: TypedKpi(bool(content.get("denominator")), content["unit"] == Unit.COUNT)
        for kpi, _, content in load_own_definitions(session)
        if content["numerator"]["kind"] == FigureKind.TYPED
    }
