"""A return beside another: what it replaces, any other version of the same period, or what counts
for the period before; how much there is of each activity in all of them, and what stands out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.returns.changes import RowChange, compare_rows
from hubdata.returns.checking.context import Policy
from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.kinds import Sheet, kind_named
from hubdata.returns.rules.before import COPIED, COUNTED
from hubdata.services.settings import HubSettings
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake import returns
from hubdata.store.intake.acceptance import Status
from hubdata.store.intake.issues import load_issues
from hubdata.store.tables import Return, ReturnPart, StoredIssue, row_table

REPLACED = "replaced"
BEFORE = "before"
"""What else a return is compared with; a version by its return's id."""

ADDED_UP = (FieldKind.COUNT, FieldKind.MONEY)
OVER_ROLL = "-over-roll"
NOT_ADDED = ("weeks_", "minutes_", "terms_", "la_code", "urn")
"""What whole numbers begin with that are no amounts: their sum means nothing."""

Rows = Sequence[Mapping[str, Any]]
Parts = Sequence[ReturnPart]


@dataclass(frozen=True)
class Rival:
    """Something a return can be compared with: `key` stands for it."""

    key: str
    label: str


@dataclass(frozen=True)
class Total:
    """The sum of a field over the rows of a sheet, here and there; `None` is not told.

    `swing` says that it is far from what counts for the period before. `unit` is the field's.
    """

    sheet: str
    heading: str
    now: float | None
    version: float | None
    before: float | None
    swing: bool
    unit: str = ""


@dataclass(frozen=True)
class StandingOut:
    """What is to be looked at before a return is accepted.

    `copied` are sheets whose answers are all those of the period before; `over_roll` are sentences.
    """

    period_before: Period
    totals: tuple[Total, ...]
    copied: tuple[str, ...]
    over_roll: tuple[str, ...]

    @property
    def swings(self) -> tuple[Total, ...]:
        return tuple(total for total in self.totals if total.swing)

    @property
    def is_quiet(self) -> bool:
        return not (self.swings or self.copied or self.over_roll)


def list_rivals(return_id: int) -> tuple[Rival, ...]:
    """What a return can be compared with, the likeliest first."""
    with reading() as session:
        stored, parts = _load(session, return_id)
        rivals = []
        if any(_rows_replaced(session, part) is not None for part in parts):
            waits = any(part.status == Status.CHECKED for part in parts)
            words = "What counts now" if waits else "The version it replaced"
            rivals.append(Rival(REPLACED, words))
        earlier = Period.at_slot(stored.slot).previous()
        counting = returns.load_current_sheets(
            session, kind=stored.kind, slot=earlier.slot, sources=[stored.source]
        )
        if set(counting.get(stored.source, ())) & {part.sheet for part in parts}:
            rivals.append(Rival(BEFORE, f"{earlier.label}, as it counts"))
        for number, one in enumerate(list_versions(session, stored), start=1):
            if one.id != return_id:
                words = f"Version {number}, received on {one.received_on:%d/%m/%Y}, {one.status}"
                rivals.append(Rival(str(one.id), words))
    return tuple(rivals)


def compare_return(return_id: int, key: str) -> tuple[RowChange, ...]:
    """What is different in a return from a rival, sheet by sheet of those that it has.

    Raises `UnknownThing` for a rival that it does not have.
    """
    with reading() as session:
        stored, parts = _load(session, return_id)
        others = _parts_of(session, stored, key) if key.isdigit() else {}
        changes: list[RowChange] = []
        for part in parts:
            kind = kind_named(part.kind)
            sheet = kind.sheet(part.sheet)
            if key == BEFORE and sheet is kind.front:
                continue  # who answered and when is another each time
            if key == REPLACED:
                there = _rows_replaced(session, part) or []
            elif key == BEFORE:
                there = _current(session, part, Period.at_slot(part.slot).previous().slot)
            else:
                there = _rows(session, others.get(part.sheet))
            changes += compare_rows(sheet, there, _rows(session, part))
    return tuple(changes)


def find_standing_out(return_id: int) -> StandingOut:
    """How much of each activity a return tells, beside what it replaces and the period before."""
    with reading() as session:
        stored, parts = _load(session, return_id)
        hub = HubSettings(**stored_settings.load_values(session))
        policy = replace(Policy(), growth_factor=hub.growth_factor)
        earlier = Period.at_slot(stored.slot).previous()
        totals: list[Total] = []
        copied = []
        for part in parts:
            kind = kind_named(part.kind)
            sheet = kind.sheet(part.sheet)
            if sheet is kind.front:
                continue
            now, before = _rows(session, part), _current(session, part, earlier.slot)
            version = _rows_replaced(session, part)
            totals += _add_up(sheet, now, version, before if before else None, policy=policy)
            if sheet.name in COPIED and before and _numbers(now) >= policy.copied_numbers:
                copied += [sheet.name] if not compare_rows(sheet, before, now) else []
        issues = load_issues(session, [return_id])
    if any(part.is_year_to_date for part in parts):
        totals = [replace(total, swing=False) for total in totals]
    return StandingOut(earlier, tuple(totals), tuple(copied), tuple(_say_over_roll(issues)))


def list_versions(session: Session, stored: Return) -> list[Return]:
    """The versions of the same source and period, oldest first, but for readings that were put
    aside before they ever counted."""
    found = returns.load_versions(session, kind=stored.kind, source=stored.source, slot=stored.slot)
    accepted = {
        part.return_id
        for part in returns.load_parts(session, [one.id for one in found if one.id is not None])
        if part.accepted_at
    }
    return [one for one in found if one.status != Status.SUPERSEDED or one.id in accepted]


def _load(session: Session, return_id: int) -> tuple[Return, Parts]:
    stored = returns.load_return(session, return_id)
    if stored is None:
        raise UnknownThing(f"There is no return {return_id}. It may belong to another store.")
    return stored, returns.load_parts(session, [return_id])


def _parts_of(session: Session, stored: Return, key: str) -> dict[str, ReturnPart]:
    other, parts = _load(session, int(key))
    if (other.kind, other.source, other.slot) != (stored.kind, stored.source, stored.slot):
        raise UnknownThing(f"Return {key} is not a version of return {stored.id}.")
    return {part.sheet: part for part in parts}


def _rows(session: Session, part: ReturnPart | None) -> list[dict[str, Any]]:
    """The rows of a part that count or would; none where there is no such part."""
    if part is None:
        return []
    table = row_table(kind_named(part.kind).sheet(part.sheet))
    return [row for row in returns.load_rows(session, part, table) if not row["left_out"]]


def _rows_replaced(session: Session, part: ReturnPart) -> list[dict[str, Any]] | None:
    """The rows a part replaced, or would replace; `None` where there is no such version."""
    if part.status != Status.CHECKED:
        earlier = returns.load_part(session, part.replaces_id) if part.replaces_id else None
        return None if earlier is None else _rows(session, earlier)
    current = returns.load_current_sheets(
        session, kind=part.kind, slot=part.slot, sources=[part.source]
    )
    if part.sheet not in current.get(part.source, ()):
        return None
    return _current(session, part, part.slot)


def _current(session: Session, part: ReturnPart, slot: int) -> list[dict[str, Any]]:
    table = row_table(kind_named(part.kind).sheet(part.sheet))
    found = returns.load_current_rows(session, table, slot=slot, sources=[part.source])
    return found.get(part.source, [])


def _add_up(
    sheet: Sheet, now: Rows, version: Rows | None, before: Rows | None, *, policy: Policy
) -> Iterator[Total]:
    """The activity itself, and every other field that is far from the period before."""
    size = COUNTED.get(sheet.name, ())
    for spec in sheet.fields:
        is_amount = _can_add_up(spec) and not (spec.key or spec.levels)
        if not is_amount or spec.name.startswith(NOT_ADDED):
            continue
        here, there = _sum(spec, now), _sum(spec, before)
        swing = _is_swing(here, there, policy)
        if swing or (spec.name in size and (here or there)):
            replaced = _sum(spec, version)
            yield Total(sheet.name, spec.heading, here, replaced, there, swing, spec.unit)


def _can_add_up(spec: FieldSpec) -> bool:
    """Counts, pounds, and measured amounts such as hours."""
    is_measured = spec.kind is FieldKind.NUMBER and bool(spec.unit)
    return spec.kind in ADDED_UP or is_measured


def _sum(spec: FieldSpec, rows: Rows | None) -> float | None:
    given = [row[spec.name] for row in rows or () if row[spec.name] is not None]
    return sum(given) if given else None


def _is_swing(now: float | None, before: float | None, policy: Policy) -> bool:
    """A fall to nothing, or a change by the hub's factor and by so many that it is no chance."""
    if before is None or before <= 0:
        return False
    here = now or 0
    if not here:
        return before >= policy.fall_least
    factor = max(here, before) / min(here, before)
    return factor > policy.growth_factor and abs(here - before) >= policy.growth_least


def _numbers(rows: Rows) -> int:
    return sum(type(value) is int for row in rows for value in _answers(row))


def _answers(row: Mapping[str, Any]) -> Collection[Any]:
    own = ("id", "part_id", "slot", "row_number")
    return [value for name, value in row.items() if name not in own]


def _say_over_roll(issues: Sequence[StoredIssue]) -> Iterator[str]:
    return (issue.message for issue in issues if issue.code.endswith(OVER_ROLL))
