"""What happened since a period was frozen, and may be why its results are others now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from hubdata import wording
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.targets import Target
from hubdata.periods import Period
from hubdata.store.hub import snapshots as stored
from hubdata.store.hub.targets import load_changes
from hubdata.store.intake.acceptance import Status
from hubdata.store.intake.corrections import Correction, load_of_parts
from hubdata.store.intake.told_twice import load_decisions
from hubdata.store.measuring.kpi_rows import TABLE_OF_SHEET, last_slot_read
from hubdata.store.registers.partners import load_partners
from hubdata.store.registers.register import load_schools
from hubdata.store.tables import ReturnPart


class CauseKind(StrEnum):
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    NEW = "new return"
    REGISTER = "register"
    SETTINGS = "settings"
    DEFINITION = "definition"
    OVERLAP = "overlap"
    DAY = "day"


REGISTERED = ("schools", "counted_as", "partners", "authorities")
"""What of a base comes from the registers; the rest goes with the day."""


@dataclass(frozen=True)
class Cause:
    """Something that happened after the freezing and may explain a revision.

    `source` returned `sheets`, whose rows are in `tables`; both are empty for what concerns all
    sources. `details` are the cells that were corrected on the screen. `kpi` is the one KPI it
    concerns, "" where that is not known.
    """

    kind: CauseKind
    words: str
    source: str = ""
    period: Period | None = None
    sheets: tuple[str, ...] = ()
    at: datetime | None = None
    by: str = ""
    tables: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    return_id: int | None = None
    la_code: str = ""
    kpi: str = ""


def find_causes(
    session: Session, period: Period, *, now: dict[str, Any], then: dict[str, Any]
) -> Iterator[Cause]:
    """Everything that is other now than when a period was frozen; both as its grounds are kept."""
    frozen = set(then["parts"])
    standing, _ = stored.load_standing(session, last_slot=last_slot_read(period))
    gone = stored.load_parts_by_id(session, frozen - set(standing))
    fresh = stored.load_parts_by_id(session, set(standing) - frozen)
    replaced = {_place(part) for part in gone.values()}
    named = _Sources(session)
    corrected = [part for part in fresh.values() if _place(part) in replaced]
    new = [part for part in fresh.values() if _place(part) not in replaced]
    withdrawn = [
        part
        for part in gone.values()
        if part.status == Status.WITHDRAWN and _place(part) not in {_place(p) for p in corrected}
    ]
    told = load_of_parts(session, [part.id for part in corrected if part.id is not None])
    yield from _returns_cause(CauseKind.CORRECTED, corrected, named, told)
    yield from _returns_cause(CauseKind.WITHDRAWN, withdrawn, named)
    yield from _returns_cause(CauseKind.NEW, new, named)
    yield from _overlap_causes(session, set(then.get("decisions", ())))
    yield from _other_causes(now, then)
    yield from _target_causes(session, period, now["targets"], then["targets"])


def _overlap_causes(session: Session, then: set[int]) -> Iterator[Cause]:
    """Decisions since about what two sources told, and those taken back since."""
    for number, one in load_decisions(session).items():
        if (number in then) == (one.undone_at is None):
            continue
        is_gone = number in then
        words = "A decision was taken back" if is_gone else "It was decided"
        yield Cause(
            CauseKind.OVERLAP,
            f"{words} whose telling of an activity counts: {one.reason}",
            source=one.first_source,
            period=Period.at_slot(one.slot),
            at=one.undone_at if is_gone else one.decided_at,
            by=one.undone_by if is_gone else one.decided_by,
        )


def _place(part: ReturnPart) -> tuple[str, str, int, str]:
    return part.kind, part.source, part.slot, part.sheet


class _Sources:
    """What sources are called, and the authority of each."""

    def __init__(self, session: Session) -> None:
        schools = load_schools(session).schools.values()
        self.names = {str(school.urn): school.name for school in schools}
        self.names |= {one.partner_id: one.name for one in load_partners(session).values()}
        self.authorities = {str(school.urn): school.la_code for school in schools}


def _returns_cause(
    kind: CauseKind,
    parts: Sequence[ReturnPart],
    named: _Sources,
    corrections: Sequence[Correction] = (),
) -> Iterator[Cause]:
    """One cause for each return, with the sheets of it that changed."""
    by_return: dict[int, list[ReturnPart]] = {}
    for part in parts:
        by_return.setdefault(part.return_id, []).append(part)
    for some in by_return.values():
        first = some[0]
        period = Period.at_slot(first.slot)
        is_gone = kind is CauseKind.WITHDRAWN
        yield Cause(
            kind=kind,
            words=f"{named.names.get(first.source, first.source)}, {period}: {kind.value}",
            source=first.source,
            tables=tuple(TABLE_OF_SHEET[part.kind, part.sheet] for part in some),
            details=tuple(
                f"{one.sent}!{one.cell or one.row_number}: {_said(one.before)} became "
                f"{_said(one.after)} ({one.reason})"
                for one in corrections
                if one.part_id in {part.id for part in some}
            ),
            return_id=first.return_id,
            la_code=named.authorities.get(first.source, ""),
            period=period,
            sheets=tuple(part.sheet for part in some),
            at=first.ended_at if is_gone else first.accepted_at,
            by=first.ended_by if is_gone else first.accepted_by,
        )


def _other_causes(now: dict[str, Any], then: dict[str, Any]) -> Iterator[Cause]:
    base, before = json.loads(json.dumps(now["base"])), then["base"]  # as kept: tuples are lists
    if _is_other(base, before, REGISTERED):
        yield Cause(CauseKind.REGISTER, _explain_register(base["schools"], before["schools"]))
    if _is_other(base, before, ("reference_date", "is_year_due")):
        words = f"The period went on: it is told as at {base['reference_date']} now (was "
        yield Cause(CauseKind.DAY, f"{words}{before['reference_date']}).")
    for name, value in now["policy"].items():
        if (before := then["policy"].get(name, value)) != value:
            words = f"The threshold {name.replace('_', ' ')} is {value} now (was {before})."
            yield Cause(CauseKind.SETTINGS, words)
    for kpi, version in now["definitions"].items():
        if (before := then["definitions"].get(kpi, version)) != version:
            words = f"The definition of {kpi} is version {version} now (was {before})"
            what = _rewritten(kpi, since=before)
            yield Cause(CauseKind.DEFINITION, f"{words}{f': {what}' if what else ''}.", kpi=kpi)


def _rewritten(kpi_id: str, *, since: str) -> str:
    """What the versions after one count otherwise; empty for a hub's own KPI."""
    kpi = CATALOGUE.get(kpi_id)
    later = kpi.rewritten if kpi else ()
    return "; ".join(words for version, words in later if int(version) > int(since))


def _is_other(now: dict[str, Any], then: dict[str, Any], names: Iterable[str]) -> bool:
    """Whether any of these is another one; what the first snapshots did not keep is as now."""
    return any(now[name] != then.get(name, now[name]) for name in names)


def _explain_register(now: list[dict[str, Any]], then: list[dict[str, Any]]) -> str:
    """ "2 schools are counted that were not, and 1 no longer; of 3 others the register changed"."""
    after, before = ({one["urn"]: one for one in some} for some in (now, then))
    added, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    other = sum(after[urn] != before[urn] for urn in after.keys() & before.keys())
    if not (added or gone or other):
        return "The partners or authorities of the hub changed."
    counts = ((added, "counted anew"), (gone, "no longer counted"), (other, "known otherwise"))
    words = [f"{wording.count_of(number, 'schools')} {what}" for number, what in counts if number]
    return f"The register changed: {wording.join_words(words)}."


def _target_causes(
    session: Session, period: Period, now: list[Any], then: list[Any]
) -> Iterator[Cause]:
    """One cause for each target that is another one now, with who changed it last."""
    before, after = _by_key(then), _by_key(now)
    newest = {
        (one.kpi, one.la_code): one
        for one in reversed(load_changes(session, year=period.year.code))
    }
    for kpi, la_code in sorted({*before, *after}):
        old, new = before.get((kpi, la_code)), after.get((kpi, la_code))
        if old != new:
            place = f" in authority {la_code}" if la_code else ""
            was, is_now = (_figure(one) for one in (old, new))
            words = f"The target of {kpi}{place} was changed: {is_now} (was {was})."
            last = newest.get((kpi, la_code))
            yield Cause(
                CauseKind.SETTINGS,
                words,
                la_code=la_code,
                kpi=kpi,
                at=last.at if last else None,
                by=last.by if last else "",
            )


def _figure(target: dict[str, Any] | None) -> str:
    """The year's target as it is told; one that was not set is the KPI's usual one."""
    if target is None:
        return "not set"
    if target["value"] is None:
        return "none"
    to = "" if target["upper"] is None else f" to {target['upper']:g}"
    return f"{target['value']:g}{to}"


def _by_key(targets: list[Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Targets as they are kept; the first snapshots knew only the year's value."""
    usual = asdict(Target())
    return {
        (kpi, la_code): usual | (one if isinstance(one, dict) else {"value": one})
        for kpi, la_code, one in targets
    }


def _said(value: str) -> str:
    return f"“{value}”" if value else "blank"
