"""What two sources told of the same activity: side by side, and deciding once whose counts."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

from sqlmodel import Session

from hubdata.kpis.language.kpi import Kpi
from hubdata.periods import Period
from hubdata.returns.overlaps import ACTIVITY_OF, TwinKey, tables_telling
from hubdata.services.kpis import load_kpis
from hubdata.store.engine import reading, writing
from hubdata.store.intake import overlaps as stored
from hubdata.store.intake import told_twice
from hubdata.store.intake.places import PartPlace, load_part_places
from hubdata.store.intake.returns import cell_of, load_rows_by_id
from hubdata.store.registers.partners import load_partners
from hubdata.store.registers.register import load_schools
from hubdata.store.tables import OverlapDecision, StoredOverlap
from hubdata.store.tables.row_tables import SHEETS
from hubdata.vocabulary import Repeat, SharedActivity, Verdict
from hubdata.wording import first_upper

__all__ = ["OverlapCase", "Side", "Telling", "Verdict"]

SHOWN = {
    "whole_class": ("class_id", "year_group", "instrument", "provider_type", "pupils"),
    "tuition": ("group_size", "key_stage", "provider_type", "pupils"),
    "ensemble": ("name", "ensemble_id", "type", "organiser", "weeks_met", "performances"),
    "project": (
        *("project_name", "project_id", "activity_type", "sessions_delivered"),
        *("participants_unique", "already_reported_by", "overlap_estimate"),
    ),
    "cpd": ("course", "date", "attendees"),
}
"""What tells an activity from others, in the order asked."""

NAMES = {"ensemble": "name", "project": "project_name", "cpd": "course"}
"""The field that names a thing of a sheet."""

RULES = {
    SharedActivity.WHOLE_CLASS: "The school’s class counts. A partner’s project counts as a "
    "project, but its young people are not added to the pupils.",
    SharedActivity.TUITION: "The school’s tuition counts. A partner’s project counts as a project, "
    "but its young people are not added to the pupils.",
    SharedActivity.ENSEMBLE: "Whoever organises an ensemble knows all its members: of one that the "
    "school says the hub or a partner organises, the partner’s telling counts, else the school’s; "
    "of two partners, the one that tells of more members.",
    SharedActivity.COURSE: "A course that two partners told of counts once: as told by the one "
    "with more people.",
    SharedActivity.PROJECT: "A project that two partners told of counts once: as told by the one "
    "with more young people.",
}
"""What counts until somebody decides."""


@dataclass(frozen=True)
class Telling:
    """One row: `facts` are its heading and answer pairs as stored, with the row's marks."""

    table: str
    sheet: str
    place: str
    return_id: int | None
    people: int | None
    row: Mapping[str, Any]

    @property
    def fields(self) -> tuple[Any, ...]:
        """The declarations of what is shown, in the order asked."""
        known = {one.name: one for one in SHEETS[self.table].fields}
        return tuple(known[name] for name in SHOWN[self.table])


@dataclass(frozen=True)
class Side:
    """One source's telling of the activity: all its rows."""

    source: str
    name: str
    is_school: bool
    rows: tuple[Telling, ...]

    @property
    def people(self) -> int | None:
        """How many it tells of, where it says."""
        known = [row.people for row in self.rows if row.people is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class OverlapCase:
    """An overlap in a term. `kpis` (id and name) are those that it concerns."""

    twins: TwinKey
    period: Period
    activity: SharedActivity
    first: Side
    second: Side
    kept: Verdict
    rule: Verdict
    is_declared: bool
    is_of_people: bool
    decision: OverlapDecision | None
    kpis: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """What stands for it in an address."""
        return _key_of(self.twins, self.period.slot)

    @property
    def title(self) -> str:
        """What it is, and its name where it has one: "Ensemble: Harrow Vale Youth Orchestra"."""
        rows = (row for side in self.sides for row in side.rows)
        names = (row.row.get(NAMES.get(row.table, "")) for row in rows)
        name = next(filter(None, names), "")
        return ": ".join(filter(None, (first_upper(self.activity.value), name)))

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.first, self.second

    @property
    def is_open(self) -> bool:
        """Nobody has decided yet; the rule holds."""
        return self.decision is None

    @property
    def kept_side(self) -> Side | None:
        """Whose telling counts; `None` where both do."""
        return {Verdict.FIRST: self.first, Verdict.SECOND: self.second}.get(self.kept)


@dataclass(frozen=True)
class CaseCount:
    """How many overlaps there are, and how many of them wait for a decision."""

    total: int
    waiting: int


def load_cases(
    period: Period, *, only_waiting: bool = False, skip: int = 0, most: int | None = None
) -> list[OverlapCase]:
    """Every overlap of a period, or `most` after the first few, those that wait for a decision
    first."""
    with reading() as session:
        found = told_twice.load_overlaps(
            session, slots=period.slots, only_waiting=only_waiting, skip=skip, most=most
        )
        return _Reader(session, found).cases()


def find_case(period: Period, key: str) -> OverlapCase | None:
    """The overlap of a period that a key stands for; `None` where there is none (any more)."""
    with reading() as session:
        for overlap_id, (twins, slot) in told_twice.load_twins(session, period.slots).items():
            if _key_of(twins, slot) == key:
                one = told_twice.load_overlap(session, overlap_id)
                return _Reader(session, [one]).cases()[0] if one else None
    return None


def count_cases() -> dict[Period, CaseCount]:
    """How many overlaps there are, by term, the latest first."""
    with reading() as session:
        found = told_twice.count_overlaps(session)
    return {Period.at_slot(slot): CaseCount(*numbers) for slot, numbers in found.items()}


def decide_overlap(
    twins: TwinKey, period: Period, verdict: Verdict, *, reason: str, actor: str
) -> int:
    """Decide whose telling counts, in this term and, until somebody decides anew, those after it.

    Raises `UserError` without a reason, or where the overlap is not there any more.
    """
    with writing() as session:
        return stored.save_decision(
            session, twins, slot=period.slot, verdict=verdict, reason=reason, actor=actor
        )


def undo_decision(decision_id: int, *, actor: str) -> None:
    """Take a decision back: an earlier one holds again, or the rule."""
    with writing() as session:
        stored.undo_decision(session, decision_id, actor=actor)


def explain_counting_once(kpi: Kpi) -> str:
    """How a KPI counts what two sources tell of one activity; "" where it adds nothing up."""
    sheets = {m.sheet for figure in kpi.figures for m in figure.measures() if m.leaves_out}
    rules = [RULES[activity] for sheet, activity in ACTIVITY_OF.items() if sheet in sheets]
    return " ".join(["Once.", *rules, "What is decided goes before."]) if rules else ""


def describe_case(case: OverlapCase) -> dict[str, Any]:
    """An overlap as `overlaps --json` prints it."""
    return {
        "key": case.key,
        "period": case.period.code,
        "activity": case.activity.value,
        "sources": [
            {
                "source": side.source,
                "name": side.name,
                "people": side.people,
                "rows": [
                    {"sheet": row.sheet, "place": row.place, "return_id": row.return_id}
                    for row in side.rows
                ],
            }
            for side in (case.first, case.second)
        ],
        "declared": case.is_declared,
        "counts": case.kept_side.source if case.kept_side else "both",
        "decided": not case.is_open,
        "reason": case.decision.reason if case.decision else RULES[case.activity],
        "decided_by": case.decision.decided_by if case.decision else None,
        "kpis": [kpi_id for kpi_id, _ in case.kpis],
    }


def load_names(session: Session) -> dict[str, str]:
    """What schools and partners are called, by source."""
    schools = {str(one.urn): one.name for one in load_schools(session).schools.values()}
    return schools | {one: partner.name for one, partner in load_partners(session).items()}


def _key_of(twins: TwinKey, slot: int) -> str:
    return f"{crc32(' '.join((*twins, str(slot))).encode()):08x}"


class _Reader:
    """Reads the rows and names of some overlaps, each table once."""

    def __init__(self, session: Session, found: Sequence[StoredOverlap]) -> None:
        self._found = found
        self._sides = [json.loads(one.rows) for one in found]
        ids: dict[str, set[int]] = {}
        parts: set[int] = set()
        for sides in self._sides:
            for row in (*sides["first"], *sides["second"]):
                ids.setdefault(row["table"], set()).add(row["id"])
                parts.add(row["part_id"])
        self._rows = {table: load_rows_by_id(session, table, some) for table, some in ids.items()}
        self._places = load_part_places(session, parts)
        self._names = load_names(session)
        self._partners = load_partners(session)
        self._decisions = told_twice.load_decisions(session)
        kpis = load_kpis(session)
        self._kpis_of = cache(lambda tables, repeat: _kpis_of(kpis, tables, repeat))

    def cases(self) -> list[OverlapCase]:
        return [self._case(one, sides) for one, sides in zip(self._found, self._sides, strict=True)]

    def _case(self, one: StoredOverlap, sides: Mapping[str, Any]) -> OverlapCase:
        tables = tables_telling(SharedActivity(one.activity), Repeat(one.repeat))
        return OverlapCase(
            twins=told_twice.twins_of(one),
            period=Period.at_slot(one.slot),
            activity=SharedActivity(one.activity),
            first=self._side(one.first_source, sides["first"]),
            second=self._side(one.second_source, sides["second"]),
            kept=Verdict(one.kept),
            rule=Verdict(one.rule),
            is_declared=one.is_declared,
            is_of_people=one.repeat == Repeat.PEOPLE,
            decision=self._decisions.get(one.decision_id or 0),
            kpis=self._kpis_of(tables, one.repeat),
        )

    def _side(self, source: str, rows: Sequence[Mapping[str, Any]]) -> Side:
        name = self._names.get(source, source)
        is_school = source in self._names and source not in self._partners
        return Side(source, name, is_school, tuple(map(self._telling, rows)))

    def _telling(self, row: Mapping[str, Any]) -> Telling:
        part = self._places.get(row["part_id"])
        return Telling(
            table=row["table"],
            sheet=part.sent if part else SHEETS[row["table"]].name,
            place=_place(part, row),
            return_id=part.return_id if part else None,
            people=row["people"],
            row=self._rows[row["table"]].get(row["id"], {}),
        )


def _place(part: PartPlace | None, row: Mapping[str, Any]) -> str:
    """The first cell of the row in the sender's file, as far as it is known."""
    if part is None:
        return ""
    places = json.loads(part.places or "{}")
    first = next((name for name in SHOWN[row["table"]] if name in places), "")
    cell = cell_of(places, first, row_number=row["row_number"])
    return f"{part.sent}!{cell}" if cell else f"{part.sent}, row {row['row_number']}"


def _kpis_of(
    kpis: Sequence[Kpi], tables: Collection[str], repeat: int
) -> tuple[tuple[str, str], ...]:
    """The KPIs that add these sheets up, and so count the activity once."""
    return tuple(
        (kpi.id, kpi.name)
        for kpi in kpis
        if any(
            measure.sheet in tables and repeat in measure.leaves_out
            for figure in kpi.figures
            for measure in figure.measures()
        )
    )
