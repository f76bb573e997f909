"""Where a number comes from: the schools behind it, and for each answer its cell, file and who
accepted it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.kpis.catalogue.stages import add_stages, is_stage
from hubdata.kpis.language.splits import Split, split_named
from hubdata.kpis.reading.cells import REGISTER, Cell
from hubdata.kpis.reading.evaluate import Reading
from hubdata.kpis.reading.explain import (
    Contribution,
    ExplainedFigure,
    ExplainedFormula,
    Explanation,
    explain_from,
)
from hubdata.kpis.reading.repeats import LeftOut
from hubdata.periods import Period
from hubdata.services.intake.overlaps import RULES, load_names
from hubdata.services.kpis import find_kpi
from hubdata.services.results.bases import load_bases
from hubdata.services.results.scorecards import BY_AUTHORITY, load_moment, load_policy
from hubdata.store.engine import reading
from hubdata.store.intake.corrections import Correction, load_of_parts
from hubdata.store.intake.places import PartPlace, load_part_places
from hubdata.store.intake.returns import cell_of
from hubdata.store.intake.told_twice import load_decisions, load_left_out
from hubdata.store.measuring.kpi_rows import first_slots_read, last_slot_read, load_kpi_rows
from hubdata.store.tables.row_tables import SHEETS

__all__ = [
    "Cell",
    "CellPlace",
    "Contribution",
    "ExplainedFigure",
    "ExplainedFormula",
    "Located",
    "describe_cell",
    "describe_explanation",
    "explain_kpi",
    "is_stage",
    "locate_cells",
]


MOST_NAMED = 20


@dataclass(frozen=True)
class CellPlace:
    """Where an answer stands: in which file, sheet and cell, and who accepted it when.

    Of an answer from the register only `sheet` and `heading` are known. `correction` says what was
    sent, if the answer was corrected on the screen.
    """

    sheet: str
    heading: str
    cell: str = ""
    file_name: str = ""
    return_id: int | None = None
    accepted_by: str = ""
    accepted_at: datetime | None = None
    correction: Correction | None = None


@dataclass(frozen=True)
class ToldTwiceRow:
    """A row that is left out, because another source's telling counts: whose, and why. Who decided
    it is "" where the rule holds."""

    row: LeftOut
    counts: str
    reason: str
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True)
class Located:
    """An explanation with the place of every cell in it."""

    explanation: Explanation
    places: Mapping[Cell, CellPlace]
    told_twice: tuple[ToldTwiceRow, ...] = ()


def explain_kpi(
    kpi_id: str,
    period: Period,
    *,
    la_code: str | None = None,
    split_name: str = "",
    part: str = "",
    number: str = "",
) -> Located:
    """Numerator and denominator of a KPI, for the hub, one authority, or a part of another split
    ("phase", "primary"), down to the cells. Where the `number` asked for is that of a key stage,
    the stages of the ladder are among its further figures.

    Raises `UnknownThing` for a KPI, a split, or a part of it that there is not.
    """
    if la_code:
        split_name, part = BY_AUTHORITY, la_code
    split = split_named(split_name) if part else None
    with reading() as session:
        kpi = find_kpi(session, kpi_id)
        kpi = add_stages(kpi) if is_stage(number) else kpi
        base = load_bases(session, [period])[period]
        moment = load_moment(session)
        rows = load_kpi_rows(
            session.connection(),
            [kpi],
            first_slots=first_slots_read([kpi], base, moment),
            last_slot=last_slot_read(period),
        )
        told = Reading(base, rows, moment, load_policy(session))
        known = _part_named(part, told.split_by(split), split) if split else None
        found = explain_from(told, kpi, split=split, part_of_split=known)
        places = locate_cells(session, set(_cells_of(found)))
        return Located(found, places, tuple(_explain_repeats(session, found)))


def describe_explanation(located: Located) -> dict[str, Any]:
    """An explanation as `explain --json` prints it: every cell with its place, of the headline and
    of each further figure."""
    found = located.explanation.to_json()
    found["cells"] = _describe_cells(located, located.explanation.headline)
    for told, part in zip(found["parts"], located.explanation.parts, strict=True):
        told["cells"] = _describe_cells(located, part)
    found["told_twice"] = [
        {
            "source": one.row.owner,
            "name": one.row.name,
            "counts": one.counts,
            "reason": one.reason,
            "decided_by": one.decided_by or None,
            "decided_at": one.decided_at.isoformat() if one.decided_at else None,
            "cells": [describe_cell(cell, located.places[cell]) for cell in one.row.cells],
        }
        for one in located.told_twice
    ]
    return found


def _part_named(part: str, known: Collection[str | None], split: Split) -> str:
    """A part of a split as it is written there, in whatever case it was asked for."""
    for one in known:
        if one and one.casefold() == part.casefold():
            return one
    some = sorted(filter(None, known))
    more = f" and {len(some) - MOST_NAMED} more" if len(some) > MOST_NAMED else ""
    names = ", ".join(some[:MOST_NAMED]) or "none in this period"
    raise UnknownThing(f'{split.label}: there is no "{part}". There is: {names}{more}.')


def _describe_cells(located: Located, formula: ExplainedFormula) -> list[dict[str, Any]]:
    return [
        {"role": figure.role, **describe_cell(cell, located.places[cell])}
        for figure in formula.figures
        for contribution in figure.contributions
        for cell in contribution.cells
    ]


def _explain_repeats(session: Session, explanation: Explanation) -> Iterator[ToldTwiceRow]:
    """The rows left out, each with the overlap that it is left out by."""
    if not explanation.repeats:
        return
    slots = {
        cell.slot for one in explanation.repeats for cell in one.cells if cell.slot is not None
    }
    of_years = {slot for one in slots for slot in Period(Period.at_slot(one).year).slots}
    left_out, decisions = load_left_out(session, of_years), load_decisions(session)
    names = load_names(session)
    for one in explanation.repeats:
        cell = next(iter(one.cells), None)
        instead = left_out.get((cell.part_id, cell.row_number)) if cell else None
        if instead is None:
            continue
        decided = decisions.get(instead.decision_id or 0)
        yield ToldTwiceRow(
            row=one,
            counts=names.get(instead.source, instead.source),
            reason=decided.reason if decided else RULES[instead.activity],
            decided_by=decided.decided_by if decided else "",
            decided_at=decided.decided_at if decided else None,
        )


def _cells_of(explanation: Explanation) -> Iterator[Cell]:
    for one in explanation.repeats:
        yield from one.cells
    for formula in explanation.formulas:
        for figure in formula.figures:
            for contribution in figure.contributions:
                yield from contribution.cells


def locate_cells(session: Session, cells: set[Cell]) -> dict[Cell, CellPlace]:
    """Where each cell stands, who accepted it and when, and what was corrected."""
    ids = {cell.part_id for cell in cells if cell.part_id is not None}
    parts = load_part_places(session, ids)
    columns = {part_id: json.loads(part.places or "{}") for part_id, part in parts.items()}
    corrected = {(c.part_id, c.row_number, c.field): c for c in load_of_parts(session, ids)}
    found = {
        cell: _place(cell, parts.get(cell.part_id or 0), columns.get(cell.part_id or 0, {}))
        for cell in cells
    }
    for cell, place in found.items():
        key = (cell.part_id or 0, cell.row_number or 0, cell.field)
        if key in corrected:
            found[cell] = replace(place, correction=corrected[key])
    return found


def _place(cell: Cell, part: PartPlace | None, columns: Mapping[str, str]) -> CellPlace:
    sheet = SHEETS.get(cell.sheet)
    names = {spec.name: spec.heading for spec in sheet.fields} if sheet else {}
    heading = names.get(cell.field, cell.field.replace("_", " "))
    if part is None:
        name = "School register" if cell.sheet == REGISTER else cell.sheet
        return CellPlace(sheet=name, heading=heading)
    return CellPlace(
        sheet=part.sent,
        heading=heading,
        cell=cell_of(columns, cell.field, row_number=cell.row_number or 0),
        file_name=part.file_name,
        return_id=part.return_id,
        accepted_by=part.accepted_by,
        accepted_at=part.accepted_at,
    )


def describe_cell(cell: Cell, place: CellPlace) -> dict[str, Any]:
    """A cell with its place, as `explain --json` prints it."""
    return {
        "source": cell.source,
        "file": place.file_name or None,
        "sheet": place.sheet,
        "cell": place.cell or None,
        "field": cell.field,
        "heading": place.heading,
        "value": cell.value,
        "period": Period.at_slot(cell.slot).code if cell.slot is not None else None,
        "return_id": place.return_id,
        "accepted_by": place.accepted_by or None,
        "accepted_at": place.accepted_at.isoformat() if place.accepted_at else None,
        "corrected": _describe_correction(place.correction) if place.correction else None,
    }


def _describe_correction(one: Correction) -> dict[str, Any]:
    return {
        "sent": one.before,
        "by": one.made_by,
        "at": one.made_at.isoformat(),
        "reason": one.reason,
    }
