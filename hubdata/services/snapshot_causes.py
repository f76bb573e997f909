"""What happened since a period was frozen, and may be why its results are others now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from hubdata.periods import Period
from hubdata.store import snapshots as stored
from hubdata.store.acceptance import Status
from hubdata.store.kpi_rows import last_slot_read
from hubdata.store.overlaps import load_decisions
from hubdata.store.register import load_schools
from hubdata.store.tables import ReturnPart


class CauseKind(StrEnum):
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    NEW = "new return"
    REGISTER = "register"
    SETTINGS = "settings"
    DEFINITION = "definition"
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Cause:
    """Something that happened after the freezing and may explain a revision."""

    kind: CauseKind
    words: str
    source: str = ""
    period: Period | None = None
    sheets: tuple[str, ...] = ()
    at: datetime | None = None
    by: str = ""


def find_causes(
    session: Session, period: Period, *, now: dict[str, Any], then: dict[str, Any]
) -> Iterator[Cause]:
    """Everything that is other now than when a period was frozen; both as its grounds are kept."""
    frozen = set(then["parts"])
    standing, _ = stored.load_standing(session, last_slot=last_slot_read(period))
    gone = stored.load_parts_by_id(session, frozen - set(standing))
    fresh = stored.load_parts_by_id(session, set(standing) - frozen)
    replaced = {_place(part) for part in gone.values()}
    names = {str(school.urn): school.name for school in load_schools(session).schools.values()}
    corrected = [part for part in fresh.values() if _place(part) in replaced]
    new = [part for part in fresh.values() if _place(part) not in replaced]
    withdrawn = [
        part
        for part in gone.values()
        if part.status == Status.WITHDRAWN and _place(part) not in {_place(p) for p in corrected}
    ]
    yield from _returns_cause(CauseKind.CORRECTED, corrected, names)
    yield from _returns_cause(CauseKind.WITHDRAWN, withdrawn, names)
    yield from _returns_cause(CauseKind.NEW, new, names)
    yield from _overlap_causes(session, set(then.get("decisions", ())))
    yield from _other_causes(now, then)


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


def _returns_cause(
    kind: CauseKind, parts: Sequence[ReturnPart], names: dict[str, str]
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
            words=f"{names.get(first.source, first.source)}, {period}: {kind.value}",
            source=first.source,
            period=period,
            sheets=tuple(part.sheet for part in some),
            at=first.ended_at if is_gone else first.accepted_at,
            by=first.ended_by if is_gone else first.accepted_by,
        )


def _other_causes(now: dict[str, Any], then: dict[str, Any]) -> Iterator[Cause]:
    if json.loads(json.dumps(now["base"])) != then["base"]:  # as it is kept: tuples are lists
        words = "The schools that are counted, or what the register says of them, changed."
        yield Cause(CauseKind.REGISTER, words)
    for key, words in (
        ("policy", "A threshold was changed."),
        ("targets", "A target was changed."),
    ):
        if _plain(now[key]) != _plain(then[key]):
            yield Cause(CauseKind.SETTINGS, words)
    for kpi, version in now["definitions"].items():
        if then["definitions"].get(kpi, version) != version:
            yield Cause(CauseKind.DEFINITION, f"The definition of {kpi} is version {version} now.")


def _plain(value: Any) -> Any:
    """Tuples become lists, as JSON has them."""
    return sorted(map(list, value)) if isinstance(value, list) else value
