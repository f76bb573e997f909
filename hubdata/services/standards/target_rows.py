"""Targets as the cells of a table: what stands in each, and what was typed into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubdata.errors import HubError, UserError
from hubdata.periods import AcademicYear
from hubdata.services.kpis import load_kpis
from hubdata.services.standards.targets import (
    LEVELS,
    TITLES,
    Key,
    Target,
    TargetLine,
    name_place,
    parse_number,
    save_target_lines,
    say_level,
)
from hubdata.store.engine import reading

NO_TARGET = "none"
"""Written where no target is wanted, and the hub's would hold otherwise."""


def build_target_row(line: TargetLine) -> dict[str, str]:
    """A target as the cells of a table, by field, as they are typed. Of an authority only what is
    its own; the hub's holds where a cell is blank."""
    if line.la_code and not line.is_set:
        return dict.fromkeys(TITLES, "")
    target = line.target
    cells = {
        name: "" if getattr(target, name) is None else say_level(target, name) for name in LEVELS
    }
    cells["margin"] = "" if target.margin is None else f"{target.margin:g}"
    if line.la_code and target.value is None:
        cells["value"] = NO_TARGET
    year = target.baseline_year
    return {
        **cells,
        "owner": target.owner,
        "rationale": target.rationale,
        "baseline_year": AcademicYear.parse(year).label if year else "",
    }


def save_target_rows(
    rows: Mapping[Key, Mapping[str, str]], *, year: AcademicYear, actor: str
) -> tuple[str, ...]:
    """Set targets from the cells of a table, as `build_target_row` gives them; a sentence for each
    that is new.

    A blank year's target is none for the hub; a row that is all blank is as the hub's for an
    authority. Raises `UserError`, a line for each cell that will not do, and then saves nothing.
    """
    with reading() as session:
        names = {kpi.id: kpi.name for kpi in load_kpis(session)}
    faults: list[str] = []
    wanted = {
        (kpi, la_code): _parse_row(cells, la_code, f"{names[kpi]}{name_place(la_code)}", faults)
        for (kpi, la_code), cells in rows.items()
    }
    if faults:
        raise UserError("\n".join(faults))
    return save_target_lines(wanted, year=year, actor=actor)


def _parse_row(
    cells: Mapping[str, str], la_code: str, what: str, faults: list[str]
) -> Target | None:
    texts = {name: (cells.get(name) or "").strip() for name in TITLES}
    if la_code and not any(texts.values()):
        return None
    told: dict[str, Any] = {"owner": texts["owner"], "rationale": texts["rationale"]}
    for name in (*LEVELS, "margin"):
        try:
            told |= parse_number(name, texts[name])
        except UserError as fault:
            faults.append(f"{what}, {TITLES[name].casefold()}: {fault}")
    try:
        year = texts["baseline_year"]
        told["baseline_year"] = AcademicYear.parse(year).code if year else None
    except HubError as fault:
        faults.append(f"{what}, baseline year: {fault}")
    return Target(**told)
