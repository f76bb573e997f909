"""The hub's targets: one for each KPI and year, for the hub and for its authorities, with the path
over the terms. Every change is kept, and can be taken back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from hubdata import wording
from hubdata.errors import UnknownThing, UserError
from hubdata.framework import FUNCTIONS
from hubdata.kpis.kpi import Direction, Kpi, Unit
from hubdata.kpis.rag import amber_words
from hubdata.kpis.targets import Target, target_of
from hubdata.periods import AcademicYear
from hubdata.services.kpis import load_kpis
from hubdata.store import targets as stored
from hubdata.store.engine import reading, writing
from hubdata.store.targets import WHOLE_HUB, Change, Key

__all__ = ["WHOLE_HUB", "Key", "Target", "TargetLine"]

NUMBERS = ("value", "autumn", "spring", "summer", "margin")
TITLES = {
    "value": "Year's target",
    "autumn": "Autumn",
    "spring": "Spring",
    "summer": "Summer",
    "margin": "Amber margin",
    "owner": "Owner",
    "rationale": "Rationale",
    "baseline_year": "Baseline year",
}
"""What each thing about a target is called, in tables, files and sentences."""


@dataclass(frozen=True)
class TargetLine:
    """The target of a KPI; `target` is the one that holds, set here or not.

    `is_set`: it was set for just this place and year. `rule` is the rule of its status in words.
    """

    kpi: str
    name: str
    function: str
    unit: str
    direction: str
    la_code: str
    target: Target
    is_set: bool
    last_year: float | None
    rule: str

    @property
    def value(self) -> float | None:
        return self.target.value


@dataclass(frozen=True)
class ChangeLine:
    """One change of a target in words, with who made it and when."""

    batch: int
    at: datetime
    by: str
    kpi: str
    name: str
    la_code: str
    what: str
    is_undo: bool


def load_target_lines(year: AcademicYear, *, la_code: str = WHOLE_HUB) -> tuple[TargetLine, ...]:
    """A line for every KPI that may have a target, in the order of the catalogue."""
    with reading() as session:
        now = stored.load_targets(session, year=year.code)
        before = stored.load_targets(session, year=year.plus(-1).code)
        kpis = [kpi for kpi in load_kpis(session) if may_have_target(kpi)]
    return tuple(
        _line(kpi, la_code, now, last_year=_holds(kpi, la_code, before).value)
        for kpi in kpis
        if not la_code or "local_authority" in kpi.splits
    )


def may_have_target(kpi: Kpi) -> bool:
    """Whether a number can be a target: not for a band, which the definition names, nor for
    context."""
    return kpi.direction in (Direction.UP, Direction.DOWN)


def load_targets(year: int) -> dict[Key, Target]:
    """Targets set for a year, by (KPI, authority code; "" is the whole hub)."""
    with reading() as session:
        return stored.load_targets(session, year=year)


def save_targets(
    targets: Mapping[Key, Target | float | None], *, year: int, actor: str
) -> tuple[str, ...]:
    """Set targets of a year; a bare number keeps all else that was said of the target, and `None`
    decides that there is none. A sentence for each that is new.

    Raises `UserError`, a line for each thing wrong.
    """
    with writing() as session:
        now = stored.load_targets(session, year=year)
        wanted = {
            key: one if isinstance(one, Target) else _with_value(now.get(key), one)
            for key, one in targets.items()
        }
        return _save(session, wanted, year=AcademicYear.parse(year), actor=actor)


def save_target_lines(
    wanted: Mapping[Key, Target | None], *, year: AcademicYear, actor: str
) -> tuple[str, ...]:
    """Set the targets of a year; `None` takes one away. A sentence for each that is new.

    One that is only what holds anyhow, the KPI's own default or the hub's, is not set. Raises
    `UserError`, a line for each thing wrong.
    """
    with writing() as session:
        return _save(session, wanted, year=year, actor=actor)


def undo_batch(batch: int, *, actor: str) -> tuple[str, ...]:
    """Take back what was saved together, as a change of its own.

    Raises `UnknownThing`, and `UserError` where one of these targets was changed again since.
    """
    with writing() as session:
        changes = stored.load_changes(session, batch=batch)
        if not changes:
            raise UnknownThing(f"There is no change {batch}.")
        year = changes[0].year
        now = stored.load_targets(session, year=year)
        kpis = {kpi.id: kpi for kpi in load_kpis(session)}
        newer = [one for one in changes if now.get((one.kpi, one.la_code)) != one.after]
        if newer:
            names = wording.join_words([_name(kpis, one.kpi) for one in newer])
            raise UserError(f"{names} was changed again since. Take back the later change first.")
        wanted = {(one.kpi, one.la_code): one.before for one in changes}
        stored.save_targets(session, wanted, year=year, actor=actor, undoes=batch)
    return tuple(
        f"{_name(kpis, one.kpi)}{_place(one.la_code)}: {_said(one.before, kpis.get(one.kpi))} in "
        f"{AcademicYear.parse(year)} again."
        for one in changes
    )


def load_history(year: AcademicYear, *, kpi_id: str = "") -> tuple[ChangeLine, ...]:
    """Every change of a year's targets, the newest first; of one KPI if it is named."""
    with reading() as session:
        kpis = {kpi.id: kpi for kpi in load_kpis(session)}
        changes = stored.load_changes(session, year=year.code)
    return tuple(
        ChangeLine(
            batch=one.batch,
            at=one.at,
            by=one.by,
            kpi=one.kpi,
            name=_name(kpis, one.kpi),
            la_code=one.la_code,
            what=explain_change(one, kpis.get(one.kpi)),
            is_undo=one.undoes is not None,
        )
        for one in changes
        if not kpi_id or one.kpi == kpi_id
    )


def explain_change(change: Change, kpi: Kpi | None) -> str:
    """ "Year's target 75 (was 70); owner Head of schools (was blank)"."""
    before, after = change.before, change.after
    if after is None:
        return f"No longer set (was {_said(before, kpi)})"
    if before is None and not _differences(Target(), after):
        return "No target was decided"
    old = before or Target()
    parts = [
        f"{TITLES[name].casefold() if at else TITLES[name]} {_cell(new, name)} "
        f"(was {_cell(getattr(old, name), name) if before else 'not set'})"
        for at, (name, new) in enumerate(_differences(old, after).items())
    ]
    return "; ".join(parts)


def parse_target(text: str) -> float | None:
    """A target as it is typed; blank or "none" is no target. Raises `UserError` for other words."""
    plain = text.strip().removesuffix("%").replace(",", "").replace("£", "").strip()
    if plain.casefold() in {"", "none", "no target"}:
        return None
    try:
        value = float(plain.replace("−", "-"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UserError(f'"{text}" is not a target. Write a number such as 75, or leave it blank.')
    return value


def check_target(kpi: Kpi, target: Target | None) -> list[str]:
    """What is wrong with a target in the KPI's unit; a gap in points may be below 0."""
    if target is None:
        return []
    faults = [
        f"{kpi.name}, {TITLES[name].casefold()}: {fault}"
        for name in NUMBERS
        if (fault := _check_number(kpi, getattr(target, name), is_margin=name == "margin"))
    ]
    if target.has_path and target.value is None:
        faults.append(
            f"{kpi.name}: there is a path but no target of the year. Give the year's target, or "
            "leave the terms blank."
        )
    return faults


def _check_number(kpi: Kpi, value: float | None, *, is_margin: bool) -> str:
    if value is None or (kpi.unit is Unit.POINTS and not is_margin):
        return ""
    if kpi.unit is Unit.PERCENT and not 0 <= value <= 100:
        return f"{value:g}% is not a share. Write a number from 0 to 100."
    return f"{value:g} is below 0. Write a number from 0 up." if value < 0 else ""


def _save(
    session: Session,
    wanted: Mapping[Key, Target | None],
    *,
    year: AcademicYear,
    actor: str,
) -> tuple[str, ...]:
    kpis = {kpi.id: kpi for kpi in load_kpis(session)}
    faults = [fault for (kpi, _), one in wanted.items() for fault in check_target(kpis[kpi], one)]
    if faults:
        raise UserError("\n".join(faults))
    now = stored.load_targets(session, year=year.code)
    held = {(kpi, la): _holds(kpis[kpi], la, now) for kpi, la in wanted}
    new = {
        (kpi, la): one
        for (kpi, la), one in wanted.items()
        if one != (now.get((kpi, la)) if la or one is None else held[kpi, la])
    }
    stored.save_targets(session, new, year=year.code, actor=actor)
    after = {**now, **{key: one for key, one in new.items() if one is not None}}
    for key, one in new.items():
        if one is None:
            after.pop(key, None)
    return tuple(
        _explain_saved(kpis[kpi], la, held[kpi, la], _holds(kpis[kpi], la, after), year=year)
        for kpi, la in new
    )


def _explain_saved(kpi: Kpi, la_code: str, old: Target, new: Target, *, year: AcademicYear) -> str:
    name = f"{kpi.name}{_place(la_code)}"
    if old.value != new.value:
        return f"{name}: {_figure(new.value)} in {year} (was {_figure(old.value)})."
    changed = [TITLES[one].casefold() for one in _differences(old, new)]
    return f"{name}: {wording.join_words(changed) or 'as the hub'} changed for {year}."


def _line(
    kpi: Kpi, la_code: str, now: Mapping[Key, Target], *, last_year: float | None
) -> TargetLine:
    target = _holds(kpi, la_code, now)
    return TargetLine(
        kpi=kpi.id,
        name=kpi.name,
        function=FUNCTIONS[kpi.functions[0]].name if kpi.functions else "",
        unit=kpi.unit.value,
        direction=kpi.direction.value,
        la_code=la_code,
        target=target,
        is_set=(kpi.id, la_code) in now,
        last_year=last_year,
        rule=amber_words(kpi, margin=target.margin).replace(" %", "%"),
    )


def _holds(kpi: Kpi, la_code: str, targets: Mapping[Key, Target]) -> Target:
    by_part = {(one, la or None): target for (one, la), target in targets.items()}
    return target_of(kpi, la_code or None, by_part)


def _with_value(target: Target | None, value: float | None) -> Target:
    if target is None:
        return Target(value)
    return replace(target, value=value)


def _differences(old: Target, new: Target) -> dict[str, object]:
    """What of a target is another now, by field, in the order of the titles."""
    return {name: getattr(new, name) for name in TITLES if getattr(new, name) != getattr(old, name)}


def _cell(value: object, name: str) -> str:
    if value is None or value == "":
        return "no target" if name == "value" else "blank"
    if name == "baseline_year":
        return AcademicYear.parse(str(value)).label
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _said(target: Target | None, kpi: Kpi | None) -> str:
    """The value a target stands for in a sentence; what is not set is the KPI's default."""
    if target is None:
        return _figure(kpi.default_target if kpi else None)
    return _figure(target.value)


def _figure(value: float | None) -> str:
    return "no target" if value is None else f"{value:g}"


def _name(kpis: Mapping[str, Kpi], kpi_id: str) -> str:
    return kpis[kpi_id].name if kpi_id in kpis else kpi_id


def _place(la_code: str) -> str:
    return f", authority {la_code}" if la_code else ""
