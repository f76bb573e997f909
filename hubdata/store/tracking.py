"""Who has returned: the returns of a period with what is still open about each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlmodel import Session, col

from hubdata.store.tables import Return, ReturnPart, StoredIssue


@dataclass(frozen=True)
class ReturnState:
    """One return that came, with the number of its errors and of queries not yet explained."""

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
    error = case((col(StoredIssue.severity) == "error", 1))
    query = case(
        (and_(col(StoredIssue.severity) == "query", col(StoredIssue.explanation) == ""), 1)
    )
    statement = (
        select(
            *(getattr(Return, name) for name in _RETURN_COLUMNS),
            func.count(error).label("errors"),
            func.count(query).label("queries"),
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
    return [ReturnState(**row._mapping) for row in session.execute(statement)]


def load_current_slots(session: Session) -> list[int]:
    """The periods for which some part counts, oldest first."""
    query = select(col(ReturnPart.slot)).where(col(ReturnPart.is_current)).distinct()
    return sorted(session.execute(query).scalars())


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
