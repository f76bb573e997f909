"""What was changed about targets, by whom and when, in words; and taking a change back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hubdata import wording
from hubdata.errors import UnknownThing, UserError
from hubdata.kpis.judging.targets import usual_target
from hubdata.kpis.language.kpi import Kpi
from hubdata.periods import AcademicYear
from hubdata.services.kpis import load_kpis
from hubdata.services.standards.targets import (
    LEVELS,
    TITLES,
    Target,
    find_differences,
    name_place,
    say_level,
)
from hubdata.store.engine import reading, writing
from hubdata.store.hub import targets as stored
from hubdata.store.hub.targets import Change


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
        f"{_name(kpis, one.kpi)}{name_place(one.la_code)}: "
        f"{_said(one.before, kpis.get(one.kpi))} in {AcademicYear.parse(year)} again."
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
    if before is None and not find_differences(Target(), after):
        return "No target was decided"
    old = before or Target()
    parts = [
        f"{TITLES[name].casefold() if at else TITLES[name]} {_cell(after, name)} "
        f"(was {_cell(old, name) if before else 'not set'})"
        for at, name in enumerate(find_differences(old, after))
    ]
    return "; ".join(parts)


def _cell(target: Target, name: str) -> str:
    value = getattr(target, name)
    if value is None or value == "":
        return "no target" if name == "value" else "blank"
    if name in LEVELS:
        return say_level(target, name)
    if name == "baseline_year":
        return AcademicYear.parse(str(value)).label
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _said(target: Target | None, kpi: Kpi | None) -> str:
    """The value a target stands for in a sentence; what is not set is the KPI's default."""
    if target is None:
        target = usual_target(kpi) if kpi else Target()
    return say_level(target)


def _name(kpis: Mapping[str, Kpi], kpi_id: str) -> str:
    return kpis[kpi_id].name if kpi_id in kpis else kpi_id
