"""Who has returned: the returns of a period with what is still open about each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlmodel import Session, col

from hubdata.kpis.reading.partial import ToldInPart
from hubdata.returns.kinds import KINDS
from hubdata.store.tables import Return, ReturnPart, StoredIssue


@dataclass(frozen=True)
class ReturnState:
    """One return that came, with the number of its errors and of queries not yet explained.

    `standing` errors concern the whole return, not one of its sheets: they cannot be left out.
    """

    id: int
    file_id: int
    source: str
    source_name: str
    slot: int
    status: str
    received_on: date
    nil_return: bool | None
    estimate: bool | None
    errors: int
    queries: int
    standing: int = 0


def load_return_states(
    session: Session,
    *,
    kind: str | None = None,
    file_ids: Collection[int] | None = None,
    slots: Collection[int] | None = None,
    source: str | None = None,
    return_ids: Collection[int] | None = None,
    status: str | None = None,
) -> list[ReturnState]:
    """Returns by kind, file, period, source, id or status, in the order they came."""
    is_error = col(StoredIssue.severity) == "error"
    is_standing = and_(is_error, ~col(StoredIssue.loses_row), col(StoredIssue.sheet) == "")
    query = case(
        (and_(col(StoredIssue.severity) == "query", col(StoredIssue.explanation) == ""), 1)
    )
    statement = (
        select(
            *(getattr(Return, name) for name in _RETURN_COLUMNS),
            func.count(case((is_error, 1))).label("errors"),
            func.count(query).label("queries"),
            func.count(case((is_standing, 1))).label("standing"),
        )
        .outerjoin(StoredIssue, col(StoredIssue.return_id) == col(Return.id))
        .group_by(*(getattr(Return, name) for name in _RETURN_COLUMNS))
        .order_by(col(Return.id))
    )
    if kind is not None:
        statement = statement.where(col(Return.kind) == kind)
    if file_ids is not None:
        statement = statement.where(col(Return.file_id).in_(file_ids))
    if slots is not None:
        statement = statement.where(col(Return.slot).in_(slots))
    if source is not None:
        statement = statement.where(col(Return.source) == source)
    if return_ids is not None:
        statement = statement.where(col(Return.id).in_(return_ids))
    if status is not None:
        statement = statement.where(col(Return.status) == status)
    states = [ReturnState(**row._mapping) for row in session.execute(statement)]
    return _with_faulty_fronts(session, states)


def load_counting(
    session: Session, *, kind: str, slots: Collection[int]
) -> dict[int, dict[str, int]]:
    """The sources of which something counts, by period, each with the rows left out of it on
    purpose."""
    query = (
        select(
            col(ReturnPart.slot),
            col(ReturnPart.source),
            func.sum(col(ReturnPart.rows_left_out)),
        )
        .where(
            col(ReturnPart.is_current),
            col(ReturnPart.kind) == kind,
            col(ReturnPart.slot).in_(slots),
        )
        .group_by(col(ReturnPart.slot), col(ReturnPart.source))
    )
    found: dict[int, dict[str, int]] = {}
    for slot, source, left_out in session.execute(query):
        found.setdefault(slot, {})[source] = int(left_out or 0)
    return found


def load_partial(session: Session, slots: Collection[int]) -> list[ToldInPart]:
    """The sheets that count for some periods and of which rows were left out on purpose."""
    query = select(
        col(ReturnPart.slot), col(ReturnPart.source), col(ReturnPart.kind), col(ReturnPart.sheet)
    ).where(
        col(ReturnPart.is_current),
        col(ReturnPart.rows_left_out) > 0,
        col(ReturnPart.slot).in_(slots),
    )
    return [
        ToldInPart(slot, source, KINDS[kind].sheet(sheet).table)
        for slot, source, kind, sheet in session.execute(query)
    ]


def load_ever(session: Session, *, kind: str) -> set[str]:
    """The sources of which a kind of return ever came, for whatever period."""
    query = select(col(Return.source)).where(col(Return.kind) == kind).distinct()
    return set(session.execute(query).scalars())


def load_current_slots(session: Session) -> list[int]:
    """The periods for which some part counts, oldest first."""
    query = select(col(ReturnPart.slot)).where(col(ReturnPart.is_current)).distinct()
    return sorted(session.execute(query).scalars())


def _with_faulty_fronts(session: Session, states: list[ReturnState]) -> list[ReturnState]:
    """A front sheet that cannot be used stands against its whole return."""
    in_doubt = [state.id for state in states if state.errors and not state.standing]
    if not in_doubt:
        return states
    fronts = {kind.front.name for kind in KINDS.values()}
    query = select(col(ReturnPart.return_id)).where(
        col(ReturnPart.return_id).in_(in_doubt),
        col(ReturnPart.sheet).in_(fronts),
        col(ReturnPart.rows_left_out) > 0,
    )
    faulty = set(session.execute(query).scalars())
    return [replace(state, standing=1) if state.id in faulty else state for state in states]


_RETURN_COLUMNS = (
    "id",
    "file_id",
    "source",
    "source_name",
    "slot",
    "status",
    "received_on",
    "nil_return",
    "estimate",
)
