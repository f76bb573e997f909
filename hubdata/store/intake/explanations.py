"""Written reasons for queries: kept with each, and carried over when a file is read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from hubdata.store.tables import StoredIssue

QUERY = "query"


def explain_queries(
    session: Session,
    return_ids: Iterable[int],
    *,
    explanation: str,
    actor: str,
    issue_ids: Collection[int] | None = None,
) -> int:
    """Keep the written reason for every query of some returns that has none yet, or for those of
    some ids alone. Gives how many there were."""
    statement = update(StoredIssue).where(
        col(StoredIssue.return_id).in_(list(return_ids)),
        col(StoredIssue.severity) == QUERY,
        col(StoredIssue.explanation) == "",
    )
    if issue_ids is not None:
        statement = statement.where(col(StoredIssue.id).in_(issue_ids))
    told = {"explanation": explanation, "explained_by": actor, "explained_at": datetime.now(UTC)}
    return len(list(session.execute(statement.values(told).returning(col(StoredIssue.id)))))


def carry_explanations(session: Session, before: Collection[int], now: Collection[int]) -> None:
    """Let the same query keep its reason: same problem, place and value in a later reading."""
    explained = select(StoredIssue).where(
        col(StoredIssue.return_id).in_(before), col(StoredIssue.explanation) != ""
    )
    known = {_same(one): one for one in session.exec(explained.order_by(col(StoredIssue.id)))}
    if not known:
        return
    fresh = select(StoredIssue).where(
        col(StoredIssue.return_id).in_(now), col(StoredIssue.severity) == QUERY
    )
    for one in session.exec(fresh):
        if told := known.get(_same(one)):
            one.explanation, one.explained_by = told.explanation, told.explained_by
            one.explained_at = told.explained_at
            session.add(one)


def _same(one: StoredIssue) -> tuple[str, str, str, str, str]:
    return (one.code, one.sheet, one.cell, one.value, one.message)
