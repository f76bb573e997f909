"""Freezing a period for the board or the funder, opening it again, and saying what changed since.

A snapshot holds its results and everything they rest on; later corrections never reach it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from hubdata.calendar import Dates, TermCalendar
from hubdata.errors import UserError
from hubdata.kpis.catalogue.former import as_defined
from hubdata.kpis.judging.results import build_results
from hubdata.kpis.judging.targets import Target
from hubdata.kpis.language.base import Base, BaseAuthority, BasePartner, BaseSchool
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import split_named
from hubdata.kpis.reading.evaluate import evaluate
from hubdata.kpis.reading.partial import ToldInPart
from hubdata.kpis.reading.repeats import ToldTwice
from hubdata.kpis.reading.spans import Moment
from hubdata.periods import Period
from hubdata.services.clock import today
from hubdata.services.kpis import build_kpis, load_kpis, load_own_definitions
from hubdata.services.reports.snapshot_causes import Cause, CauseKind, find_causes
from hubdata.services.results import scorecards
from hubdata.services.results.bases import load_bases
from hubdata.store.engine import reading, writing
from hubdata.store.hub import snapshots as stored
from hubdata.store.intake.overlaps import load_repeats
from hubdata.store.intake.told_twice import load_decisions, load_told_twice
from hubdata.store.intake.tracking import load_partial
from hubdata.store.measuring.kpi_rows import last_slot_read
from hubdata.store.tables import StoredSnapshot

__all__ = ["Cause", "CauseKind", "Comparison", "Revision", "SnapshotInfo"]

COMPARED = ("value", "numerator", "denominator", "returned", "expected", "target", "band")


@dataclass(frozen=True)
class SnapshotInfo:
    """A snapshot as a list shows it."""

    name: str
    period: Period
    purpose: str
    as_at: date
    created_at: datetime
    created_by: str


@dataclass(frozen=True)
class Revision:
    """A result that is another one now."""

    kpi: str
    name: str
    split: dict[str, str] | None
    before: dict[str, Any]
    now: dict[str, Any]


@dataclass(frozen=True)
class Comparison:
    """A snapshot against now: what differs, and everything that happened in between."""

    snapshot: SnapshotInfo
    revisions: tuple[Revision, ...]
    causes: tuple[Cause, ...]


def freeze_period(name: str, period: Period, *, actor: str, purpose: str = "") -> SnapshotInfo:
    """Freeze the results of a period under a name. Raises `UserError` if the name is taken."""
    if not name.strip():
        raise UserError("Give the snapshot a name, such as Board March 2026.")
    results = _results_now(period)
    with writing() as session:
        stored.save_snapshot(
            session,
            name=name,
            slot=period.slot,
            purpose=purpose,
            as_at=today(),
            content={**_grounds(session, period), "results": results},
            actor=actor,
        )
    return next(info for info in list_snapshots() if info.name == name)


def list_snapshots() -> list[SnapshotInfo]:
    """Every snapshot, newest first."""
    with reading() as session:
        return [_info(one) for one in stored.load_snapshots(session)]


def load_frozen_results(name: str) -> list[dict[str, Any]]:
    """The results as they were frozen, in the form of `scorecard --json`."""
    with reading() as session:
        results: list[dict[str, Any]] = stored.unpack(stored.load_snapshot(session, name))[
            "results"
        ]
        return results


def reproduce_results(name: str) -> list[dict[str, Any]]:
    """The results computed anew from the very returns, register and settings of the snapshot; with
    what was told of a result when it was frozen."""
    with reading() as session:
        content = stored.unpack(stored.load_snapshot(session, name))
        kpis = _defined_then(content)
        rows = stored.load_rows_of(
            session.connection(),
            kpis,
            part_ids=content["parts"],
            return_ids=content["returns"],
            repeats=content.get("repeats", {}),
        )
    base, policy = _base_from(content["base"]), Policy(**content["policy"])
    split = split_named(scorecards.BY_AUTHORITY)
    moment = _moment_from(content["moment"])
    found = evaluate(kpis, [base], rows, moment=moment, policy=policy, split=split)
    targets = {(kpi, la or None): _target_from(one) for kpi, la, one in content["targets"]}
    results = build_results(kpis, [base], found, policy=policy, split=split, targets=targets)
    told = [_told_twice(one) for one in content.get("told_twice", ())]
    partial = [ToldInPart(**one) for one in content.get("partial", ())]
    known = content["results"][0].keys() if content["results"] else ()
    return [
        {name: value for name, value in one.to_json().items() if name in known}
        for one in scorecards.say_partial(
            scorecards.say_told_twice(results, [base], told), [base], partial
        )
    ]


def compare_with_now(name: str) -> Comparison:
    """What is other than in the snapshot, and what happened since that may be why."""
    with reading() as session:
        snapshot = stored.load_snapshot(session, name)
        content = stored.unpack(snapshot)
        info = _info(snapshot)
        grounds = _grounds(session, info.period)
        causes = tuple(find_causes(session, info.period, now=grounds, then=content))
    before = {_key(one): one for one in content["results"]}
    now = {_key(one): one for one in _results_now(info.period)}
    revisions = tuple(
        Revision(
            kpi=one["kpi"],
            name=one["name"],
            split=one["split"],
            before={field: one[field] for field in COMPARED if field in one},
            now={field: now[key][field] for field in COMPARED if field in one},
        )
        for key, one in before.items()
        if key in now and any(_is_other(field, one, now[key]) for field in COMPARED if field in one)
    )
    return Comparison(info, revisions, causes)


def describe_snapshot(info: SnapshotInfo) -> dict[str, Any]:
    """A snapshot as `snapshots --json` prints it."""
    return {**asdict(info), "period": info.period.code}


def describe_comparison(comparison: Comparison) -> dict[str, Any]:
    """A comparison as `snapshots NAME --json` prints it."""
    return {
        "snapshot": describe_snapshot(comparison.snapshot),
        "revisions": [asdict(one) for one in comparison.revisions],
        "causes": [
            {**asdict(one), "period": one.period.code if one.period else None}
            for one in comparison.causes
        ],
    }


def _is_other(field: str, then: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether a result differs in a field; a base that was not told is none, whether an older
    snapshot says 0 or not."""
    if field == "denominator" and then["value"] is None and now["value"] is None:
        return bool(then[field] or now[field]) and then[field] != now[field]
    return bool(then[field] != now[field])


def _results_now(period: Period) -> list[dict[str, Any]]:
    results = scorecards.load_results([period], split=scorecards.BY_AUTHORITY)
    return [result.to_json() for result in results]


def _key(result: dict[str, Any]) -> tuple[str, str]:
    return result["kpi"], str(result["split"])


def _info(one: StoredSnapshot) -> SnapshotInfo:
    return SnapshotInfo(
        name=one.name,
        period=Period.at_slot(one.slot),
        purpose=one.purpose,
        as_at=one.as_at,
        created_at=one.created_at,
        created_by=one.created_by,
    )


def _grounds(session: Session, period: Period) -> dict[str, Any]:
    """Everything the results of a period rest on, as plain values."""
    base = load_bases(session, [period])[period]
    parts, returns = stored.load_standing(session, last_slot=last_slot_read(period))
    moment = scorecards.load_moment(session)
    targets = scorecards.load_stored_targets(session, period)
    return {
        "parts": parts,
        "returns": returns,
        "repeats": load_repeats(session, last_slot=last_slot_read(period)),
        "told_twice": [one._asdict() for one in load_told_twice(session, period.slots)],
        "partial": [asdict(one) for one in load_partial(session, period.slots)],
        "decisions": sorted(n for n, one in load_decisions(session).items() if not one.undone_at),
        "base": {
            "slot": period.slot,
            "reference_date": base.reference_date.isoformat(),
            "register_date": base.register_date.isoformat() if base.register_date else None,
            "schools": [asdict(school) for school in base.schools],
            "counted_as": dict(base.counted_as),
            "partners": [asdict(partner) for partner in base.partners],
            "authorities": [asdict(authority) for authority in base.authorities],
            "is_year_due": base.is_year_due,
        },
        "policy": asdict(scorecards.load_policy(session)),
        "moment": _moment_as_json(moment),
        "targets": [(kpi, la or "", asdict(one)) for (kpi, la), one in targets.items()],
        "own_kpis": load_own_definitions(session),
        "definitions": {kpi.id: kpi.version for kpi in load_kpis(session)},
        "tells_no_base_as_0": False,
    }


def _defined_then(content: dict[str, Any]) -> list[Kpi]:
    """The KPIs as they were defined when a snapshot was made."""
    versions = content["definitions"]
    kpis = build_kpis(content.get("own_kpis", ()))
    as_0 = content.get("tells_no_base_as_0", True)
    then = (as_defined(kpi, versions.get(kpi.id, kpi.version)) for kpi in kpis)
    return [replace(kpi, tells_no_base_as_0=as_0) for kpi in then]


def _base_from(content: dict[str, Any]) -> Base:
    known = {field.name for field in fields(BaseSchool)}
    register_date = content["register_date"]
    return Base(
        period=Period.at_slot(content["slot"]),
        reference_date=date.fromisoformat(content["reference_date"]),
        schools=tuple(
            BaseSchool(**{name: value for name, value in school.items() if name in known})
            for school in content["schools"]
        ),
        counted_as=content["counted_as"],
        register_date=date.fromisoformat(register_date) if register_date else None,
        partners=tuple(
            BasePartner(**{**one, "la_codes": tuple(one["la_codes"])})
            for one in content.get("partners", ())
        ),
        authorities=tuple(BaseAuthority(**one) for one in content.get("authorities", ())),
        is_year_due=content.get("is_year_due", True),
    )


def _target_from(content: dict[str, Any] | float | None) -> Target:
    """A target as it was kept; the first snapshots knew only the year's value."""
    return Target(**content) if isinstance(content, dict) else Target(content)


def _told_twice(content: dict[str, Any]) -> ToldTwice:
    both = {name: tuple(content[name]) for name in ("sources", "tables")}
    return ToldTwice(**{**content, **both})


def _moment_as_json(moment: Moment) -> dict[str, Any]:
    calendar = moment.calendar
    return {
        "today": moment.today.isoformat(),
        "dates": [(slot, str(one.start), str(one.end)) for slot, one in calendar.dates.items()],
        "due": [(kind, slot, str(day)) for (kind, slot), day in calendar.due.items()],
    }


def _moment_from(content: dict[str, Any]) -> Moment:
    day = date.fromisoformat
    calendar = TermCalendar(
        dates={slot: Dates(day(start), day(end)) for slot, start, end in content["dates"]},
        due={(kind, slot): day(due) for kind, slot, due in content["due"]},
    )
    return Moment(calendar, day(content["today"]))
