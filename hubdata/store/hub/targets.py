"""Loading and saving targets, with every change that was ever made to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from hubdata.kpis.judging.targets import Target
from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import StoredTarget, TargetChange

FIELDS = tuple(field.name for field in fields(Target))
WHOLE_HUB = ""

Key = tuple[str, str]
"""A KPI and an authority; "" is the whole hub."""


@dataclass(frozen=True)
class Change:
    """A target as it was and as it became; `None` is not set."""

    batch: int
    undoes: int | None
    kpi: str
    year: int
    la_code: str
    before: Target | None
    after: Target | None
    at: datetime
    by: str


def load_targets(session: Session, *, year: int) -> dict[Key, Target]:
    """Targets of a year by (KPI, authority); a value of `None` decides that there is none."""
    query = select(StoredTarget).where(col(StoredTarget.year) == year)
    return {(row.kpi, row.la_code): _target(row) for row in session.exec(query)}


def save_targets(
    session: Session,
    targets: Mapping[Key, Target | None],
    *,
    year: int,
    actor: str,
    undoes: int | None = None,
) -> int | None:
    """Set targets of a year; `None` takes one away, so that the KPI's default holds again.

    What is as it was is left alone. Gives the number of the batch, `None` if nothing changed.
    """
    before = load_targets(session, year=year)
    new = {key: one for key, one in targets.items() if one != before.get(key)}
    if not new:
        return None
    batch = (session.exec(select(func.max(col(TargetChange.batch)))).one() or 0) + 1
    now = datetime.now(UTC)
    for (kpi, la_code), target in new.items():
        _write(session, target, kpi=kpi, year=year, la_code=la_code, at=now, by=actor)
        session.add(
            TargetChange(
                batch=batch,
                undoes=undoes,
                kpi=kpi,
                year=year,
                la_code=la_code,
                before=_packed(before.get((kpi, la_code))),
                after=_packed(target),
                at=now,
                by=actor,
            )
        )
        value = "taken away" if target is None else target.value
        detail = f"{year}, authority {la_code or 'all'}: {value}"
        add_entry(session, actor, action="set target", subject=f"target {kpi}", detail=detail)
    bump(session, ["targets"])
    return batch


def load_changes(
    session: Session, *, year: int | None = None, batch: int | None = None, limit: int = 500
) -> list[Change]:
    """What was changed, the newest first: of a year, or of one batch."""
    query = select(TargetChange).order_by(col(TargetChange.id).desc()).limit(limit)
    if year is not None:
        query = query.where(TargetChange.year == year)
    if batch is not None:
        query = query.where(TargetChange.batch == batch)
    return [
        Change(
            **{name: getattr(row, name) for name in ("batch", "undoes", "kpi", "year", "la_code")},
            before=_unpacked(row.before),
            after=_unpacked(row.after),
            at=row.at,
            by=row.by,
        )
        for row in session.exec(query)
    ]


def _write(
    session: Session,
    target: Target | None,
    *,
    kpi: str,
    year: int,
    la_code: str,
    at: datetime,
    by: str,
) -> None:
    if target is not None:
        told: dict[str, Any] = asdict(target)
        told |= {"kpi": kpi, "year": year, "la_code": la_code}
        session.merge(StoredTarget(**told, changed_at=at, changed_by=by))
    elif row := session.get(StoredTarget, (kpi, year, la_code)):
        session.delete(row)


def _target(row: StoredTarget) -> Target:
    return Target(**{name: getattr(row, name) for name in FIELDS})


def _packed(target: Target | None) -> str:
    return "" if target is None else json.dumps(asdict(target))


def _unpacked(text: str) -> Target | None:
    return Target(**json.loads(text)) if text else None
