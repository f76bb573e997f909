"""The hub's own KPIs: defining and changing them, putting them away, trying a definition out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hubdata.errors import UnknownThing, UserError
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.own import FigureKind, build_own_kpi
from hubdata.periods import Period
from hubdata.services.own_reading import read_definition
from hubdata.services.results import scorecards
from hubdata.services.results.own_checks import check_content
from hubdata.store.engine import reading, writing
from hubdata.store.hub import own_kpis as stored
from hubdata.store.tables import StoredOwnKpi

FIRST_LETTER = "H"
"""Own KPIs are H01, H02 and so on; no family of the catalogue begins with it."""

Content = dict[str, Any]
"""A definition as it is typed and stored: plain values by name (`own_checks` says which)."""


@dataclass(frozen=True)
class OwnKpi:
    """An own KPI as the list shows it."""

    id: str
    version: int
    is_put_away: bool
    content: Content
    kpi: Kpi
    changed_at: datetime
    changed_by: str

    @property
    def is_typed(self) -> bool:
        """Whether its figures are typed in, for each term."""
        return bool(self.content["numerator"]["kind"] == FigureKind.TYPED)


def list_own_kpis() -> tuple[OwnKpi, ...]:
    """Every own KPI of the hub, those put away last."""
    with reading() as session:
        found = load_own(session)
    return tuple(sorted(found, key=lambda one: (one.is_put_away, one.id)))


def load_own(session: Session) -> list[OwnKpi]:
    """Every own KPI, those put away too, by ID."""
    return [
        OwnKpi(
            id=one.kpi,
            version=one.version,
            is_put_away=one.is_put_away,
            content=json.loads(one.content),
            kpi=build_own_kpi(read_definition(one.kpi, one.version, json.loads(one.content))),
            changed_at=one.changed_at,
            changed_by=one.changed_by,
        )
        for one in stored.load_own_kpis(session).values()
    ]


@dataclass(frozen=True)
class Step:
    """One step in the life of an own KPI, in words."""

    words: str
    at: datetime
    by: str


def list_steps(kpi_id: str) -> tuple[Step, ...]:
    """What became of an own KPI, the newest first."""
    with reading() as session:
        steps = stored.load_steps(session, kpi_id)
    return tuple(Step(_explain_step(one), one.changed_at, one.changed_by) for one in steps)


def define_kpi(content: Content, *, actor: str, kpi_id: str = "") -> OwnKpi:
    """Define an own KPI, or with `kpi_id` change one: a new version of its definition.

    Raises `UserError`, a line for each thing that will not do.
    """
    with writing() as session:
        own = load_own(session)
        wanted = kpi_id or _next_id(own)
        _check(content, wanted, own)
        stored.save_definition(session, wanted, content, actor=actor)
        session.flush()
        return next(one for one in load_own(session) if one.id == wanted)


def put_away_kpi(kpi_id: str, *, actor: str) -> None:
    """Leave an own KPI out of scorecards from now on. Its figures and versions are kept."""
    with writing() as session:
        _find(session, kpi_id)
        stored.put_away(session, kpi_id, actor=actor)


def take_back_kpi(kpi_id: str, *, actor: str) -> None:
    """Undo `put_away_kpi`."""
    with writing() as session:
        _find(session, kpi_id)
        stored.take_back(session, kpi_id, actor=actor)


def try_definition(content: Content, period: Period, *, kpi_id: str = "") -> KpiResult:
    """What a definition would say of a period, before it is saved. Raises `UserError`."""
    with reading() as session:
        own = load_own(session)
        _check(content, kpi_id, own)
        kpi = build_own_kpi(read_definition(kpi_id or _next_id(own), 0, content))
        return scorecards.compute_results(session, [period], kpis=[kpi], split=None)[0]


def _explain_step(one: StoredOwnKpi) -> str:
    if one.is_put_away:
        return "Put away"
    kpi = build_own_kpi(read_definition(one.kpi, one.version, json.loads(one.content)))
    return f"Version {one.version}: {kpi.formula_words}"


def _find(session: Session, kpi_id: str) -> OwnKpi:
    for one in load_own(session):
        if one.id == kpi_id:
            return one
    raise UnknownThing(f'There is no own KPI "{kpi_id}".')


def _next_id(own: list[OwnKpi]) -> str:
    return f"{FIRST_LETTER}{max((int(one.id[1:]) for one in own), default=0) + 1:02}"


def _check(content: Content, kpi_id: str, own: list[OwnKpi]) -> None:
    faults = check_content(content)
    name = str(content.get("name", "")).strip().casefold()
    others = [*CATALOGUE.values(), *(one.kpi for one in own if one.id != kpi_id)]
    taken = [kpi for kpi in others if kpi.name.casefold() == name]
    if taken:
        faults.append(f"Name: {taken[0].id} is called that already. Choose another name.")
    if faults:
        raise UserError("\n".join(faults))
