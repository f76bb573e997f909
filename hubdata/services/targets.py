"""The hub's targets, one for each KPI and year, as a list to look through and change."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from hubdata.errors import UserError
from hubdata.framework import FUNCTIONS
from hubdata.kpis.kpi import Direction, Kpi, Unit
from hubdata.periods import AcademicYear
from hubdata.services.kpis import load_kpis
from hubdata.store import settings as stored
from hubdata.store.engine import reading, writing

WHOLE_HUB = ""


@dataclass(frozen=True)
class TargetLine:
    """The target of a KPI; `value` is the one that holds, `None` where there is none."""

    kpi: str
    name: str
    function: str
    unit: str
    direction: str
    value: float | None
    last_year: float | None


def load_target_lines(year: AcademicYear) -> tuple[TargetLine, ...]:
    """A line for every KPI that may have a target, in the order of the catalogue."""
    with reading() as session:
        now = stored.load_targets(session, year=year.code)
        before = stored.load_targets(session, year=year.plus(-1).code)
        kpis = load_kpis(session)
    return tuple(
        TargetLine(
            kpi=kpi.id,
            name=kpi.name,
            function=FUNCTIONS[kpi.functions[0]].name,
            unit=kpi.unit.value,
            direction=kpi.direction.value,
            value=_holds(kpi, now),
            last_year=_holds(kpi, before),
        )
        for kpi in kpis
        if kpi.direction in (Direction.UP, Direction.DOWN)
    )


def parse_target(text: str) -> float | None:
    """A target as it is typed; blank or "none" is no target. Raises `UserError` for other words."""
    plain = text.strip().removesuffix("%").replace(",", "").strip()
    if plain.casefold() in {"", "none"}:
        return None
    try:
        value = float(plain.replace("−", "-"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UserError(f'"{text}" is not a target. Write a number such as 75, or leave it blank.')
    return value


def save_target_lines(
    wanted: Mapping[str, float | None], *, year: AcademicYear, actor: str
) -> tuple[str, ...]:
    """Set the targets of a year for the whole hub, by KPI; a sentence for each that is new.

    Raises `UserError`, a line for each thing wrong.
    """
    with writing() as session:
        kpis = {kpi.id: kpi for kpi in load_kpis(session)}
        faults = [fault for kpi, value in wanted.items() if (fault := _check(kpis[kpi], value))]
        if faults:
            raise UserError("\n".join(faults))
        now = stored.load_targets(session, year=year.code)
        before = {kpi: _holds(kpis[kpi], now) for kpi in wanted}
        new = {kpi: value for kpi, value in wanted.items() if value != before[kpi]}
        if new:
            values = {(kpi, WHOLE_HUB): value for kpi, value in new.items()}
            stored.save_targets(session, values, year=year.code, actor=actor)
    return tuple(
        f"{kpis[kpi].name}: {_said(value)} in {year} (was {_said(before[kpi])})."
        for kpi, value in new.items()
    )


def _check(kpi: Kpi, value: float | None) -> str:
    """What is wrong with a target in the KPI's unit; a gap in points may be below 0."""
    if value is None or kpi.unit is Unit.POINTS:
        return ""
    if kpi.unit is Unit.PERCENT and not 0 <= value <= 100:
        return f"{kpi.name}: {value:g}% is not a share. Write a number from 0 to 100."
    return f"{kpi.name}: {value:g} is below 0. Write a number from 0 up." if value < 0 else ""


def _holds(kpi: Kpi, targets: Mapping[tuple[str, str], float | None]) -> float | None:
    return targets.get((kpi.id, WHOLE_HUB), kpi.default_target)


def _said(value: float | None) -> str:
    return "no target" if value is None else f"{value:g}"
