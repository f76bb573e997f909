"""The hub's targets: one for each KPI and year, for the hub and for its authorities, with the path
over the terms; of a KPI that is to stay in a range, its ranges."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from hubdata import wording
from hubdata.errors import UserError
from hubdata.framework import FUNCTIONS
from hubdata.kpis.judging.rag import amber_words
from hubdata.kpis.judging.targets import Target, target_of
from hubdata.kpis.language.kpi import Direction, Kpi, Unit
from hubdata.periods import AcademicYear
from hubdata.services.kpis import load_kpis
from hubdata.store.engine import reading, writing
from hubdata.store.hub import targets as stored
from hubdata.store.hub.targets import WHOLE_HUB, Key

__all__ = ["WHOLE_HUB", "Key", "Target", "TargetLine"]

LEVELS = {
    "value": "upper",
    "autumn": "autumn_upper",
    "spring": "spring_upper",
    "summer": "summer_upper",
}
"""What a value is judged by, each with its upper end where that is a range."""
NUMBERS = (*LEVELS, "margin")
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
    last_year: Target
    rule: str

    @property
    def value(self) -> float | None:
        return self.target.value


def load_target_lines(year: AcademicYear, *, la_code: str = WHOLE_HUB) -> tuple[TargetLine, ...]:
    """A line for every KPI that may have a target, in the order of the catalogue."""
    with reading() as session:
        now = stored.load_targets(session, year=year.code)
        before = stored.load_targets(session, year=year.plus(-1).code)
        kpis = [kpi for kpi in load_kpis(session) if may_have_target(kpi)]
    return tuple(
        _line(kpi, la_code, now, last_year=_holds(kpi, la_code, before))
        for kpi in kpis
        if not la_code or "local_authority" in kpi.splits
    )


def may_have_target(kpi: Kpi) -> bool:
    """Whether there can be a target, a number or a range: not for context."""
    return kpi.direction is not Direction.CONTEXT


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


def parse_level(text: str) -> tuple[float | None, float | None]:
    """A target as it is typed, or both ends of a range: "75", "0.9 to 1.1", "3-6 months". The upper
    end is `None` for a single number. Raises `UserError` for other words."""
    plain = re.sub(r"\s*months?$", "", text.strip())
    if found := re.fullmatch(RANGE, plain):
        return parse_target(found[1]), parse_target(found[2])
    return parse_target(plain), None


def parse_number(name: str, text: str) -> dict[str, float | None]:
    """One of `NUMBERS` as it is typed, by field: a level with its upper end."""
    if name not in LEVELS:
        return {name: parse_target(text)}
    low, high = parse_level(text)
    return {name: low, LEVELS[name]: high}


RANGE = r"(?:from |between )?\s*([−-]?[^\s–-]+)\s*(?: to | and |–|-)\s*([−-]?[^\s–-]+)"
"""Two numbers with "to" or a dash between them; a minus stands at the head of either."""


def check_target(kpi: Kpi, target: Target | None) -> list[str]:
    """What is wrong with a target in the KPI's unit; a gap in points may be below 0."""
    if target is None:
        return []
    found = [(name, _check_ends(kpi, target, name)) for name in LEVELS]
    found.append(("margin", _check_number(kpi, target.margin, is_margin=True)))
    faults = [f"{kpi.name}, {TITLES[name].casefold()}: {fault}" for name, fault in found if fault]
    if target.has_path and target.value is None:
        faults.append(
            f"{kpi.name}: there is a path but no target of the year. Give the year's target, or "
            "leave the terms blank."
        )
    return faults


def _check_ends(kpi: Kpi, target: Target, name: str) -> str:
    """What is wrong with one level: a range where a number is wanted, the reverse, or a number."""
    low, high = getattr(target, name), getattr(target, LEVELS[name])
    if kpi.direction is not Direction.BAND:
        if high is None:
            return _check_number(kpi, low, is_margin=False)
        return f'"{wording.say_range(low, high)}" is a range. Write one number.'
    if low is None:
        return ""
    if high is None:
        such = wording.say_range(*(kpi.band or (low, 2 * low)))
        return f"{low:g} is one number, but the KPI is to stay in a range. Write both, as {such}."
    if low > high:
        return f'"{wording.say_range(low, high)}" falls. Write the smaller number first.'
    faults = (_check_number(kpi, end, is_margin=False) for end in (low, high))
    return next(filter(None, faults), "")


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
    name = f"{kpi.name}{name_place(la_code)}"
    if say_level(old) != say_level(new):
        return f"{name}: {say_level(new)} in {year} (was {say_level(old)})."
    changed = [TITLES[one].casefold() for one in find_differences(old, new)]
    return f"{name}: {wording.join_words(changed) or 'as the hub'} changed for {year}."


def _line(kpi: Kpi, la_code: str, now: Mapping[Key, Target], *, last_year: Target) -> TargetLine:
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
        rule=_explain_rule(kpi, target),
    )


def _explain_rule(kpi: Kpi, target: Target) -> str:
    band = None
    if target.value is not None and target.upper is not None:
        band = target.value, target.upper
    return amber_words(kpi, margin=target.margin, band=band).replace(" %", "%")


def _holds(kpi: Kpi, la_code: str, targets: Mapping[Key, Target]) -> Target:
    by_part = {(one, la or None): target for (one, la), target in targets.items()}
    return target_of(kpi, la_code or None, by_part)


def _with_value(target: Target | None, value: float | None) -> Target:
    if target is None:
        return Target(value)
    return replace(target, value=value)


def find_differences(old: Target, new: Target) -> list[str]:
    """What of a target is another now: fields in the order of the titles."""
    return [
        name
        for name in TITLES
        if any(getattr(new, one) != getattr(old, one) for one in (name, LEVELS.get(name)) if one)
    ]


def say_level(target: Target, name: str = "value") -> str:
    """The year's target, or another level of it, as it is typed: "75", "0.9 to 1.1"; "no target"
    where there is none."""
    low, high = getattr(target, name), getattr(target, LEVELS[name])
    if low is None:
        return "no target"
    return f"{low:g}" if high is None else wording.say_range(low, high)


def _name(kpis: Mapping[str, Kpi], kpi_id: str) -> str:
    return kpis[kpi_id].name if kpi_id in kpis else kpi_id


def name_place(la_code: str) -> str:
    return f", authority {la_code}" if la_code else ""
