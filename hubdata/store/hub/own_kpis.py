"""Keeping the definitions of the hub's own KPIs, every version of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import StoredOwnKpi


def load_own_kpis(session: Session) -> dict[str, StoredOwnKpi]:
    """Every own KPI as it stands now, those put away too, by ID in order."""
    query = select(StoredOwnKpi).order_by(col(StoredOwnKpi.kpi), col(StoredOwnKpi.step))
    return {one.kpi: one for one in session.exec(query)}


def load_steps(session: Session, kpi: str) -> list[StoredOwnKpi]:
    """Every step of an own KPI, the newest first."""
    query = select(StoredOwnKpi).where(StoredOwnKpi.kpi == kpi)
    return list(session.exec(query.order_by(col(StoredOwnKpi.step).desc())))


def load_new_versions(session: Session) -> list[tuple[str, datetime]]:
    """The own KPIs whose definition was changed, each with when: once for every version after the
    first."""
    query = select(StoredOwnKpi).order_by(col(StoredOwnKpi.kpi), col(StoredOwnKpi.step))
    seen: dict[tuple[str, int], datetime] = {}
    for one in session.exec(query):
        seen.setdefault((one.kpi, one.version), one.changed_at)
    return [(kpi, at) for (kpi, version), at in seen.items() if version > 1]


def save_definition(
    session: Session, kpi: str, content: Mapping[str, Any], *, actor: str
) -> StoredOwnKpi:
    """Keep a definition, as a new version where it differs from the one before."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    steps = load_steps(session, kpi)
    if steps and steps[0].content == text and not steps[0].is_put_away:
        return steps[0]
    is_new = not steps or steps[0].content != text
    version = (steps[0].version if steps else 0) + int(is_new)
    action = "changed own KPI" if steps else "defined own KPI"
    return _add(session, steps, kpi, version, text, is_put_away=False, actor=actor, action=action)


def put_away(session: Session, kpi: str, *, actor: str) -> None:
    """Leave an own KPI out from now on; what it was is kept."""
    _repeat(session, kpi, is_put_away=True, actor=actor, action="put own KPI away")


def take_back(session: Session, kpi: str, *, actor: str) -> None:
    """Count an own KPI that was put away again."""
    _repeat(session, kpi, is_put_away=False, actor=actor, action="took own KPI back")


def _repeat(session: Session, kpi: str, *, is_put_away: bool, actor: str, action: str) -> None:
    steps = load_steps(session, kpi)
    if steps and steps[0].is_put_away is not is_put_away:
        last = steps[0]
        _add(
            session,
            steps,
            kpi,
            last.version,
            last.content,
            is_put_away=is_put_away,
            actor=actor,
            action=action,
        )


def _add(
    session: Session,
    steps: list[StoredOwnKpi],
    kpi: str,
    version: int,
    content: str,
    *,
    is_put_away: bool,
    actor: str,
    action: str,
) -> StoredOwnKpi:
    one = StoredOwnKpi(
        kpi=kpi,
        step=(steps[0].step if steps else 0) + 1,
        version=version,
        is_put_away=is_put_away,
        content=content,
        changed_at=datetime.now(UTC),
        changed_by=actor,
    )
    session.add(one)
    add_entry(session, actor, action=action, subject=f"own KPI {kpi}", detail=content)
    bump(session, ["settings"])
    return one
