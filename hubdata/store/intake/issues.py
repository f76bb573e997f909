"""What was found wrong or doubtful in returns, kept beside each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy
from sqlalchemy import insert
from sqlmodel import Session, col, select

from hubdata.returns.issues import Issue, Severity
from hubdata.store.tables import StoredIssue
from hubdata.store.tables.base import table_of

FIELDS = ("severity", "code", "sheet", "cell", "row", "field", "value", "message")


def save_issues(session: Session, found: Iterable[tuple[int, Issue]]) -> None:
    """Keep issues, each with the id of its return."""
    values = [
        {
            **{name: getattr(issue, name) for name in FIELDS},
            "severity": issue.severity.value,
            "return_id": return_id,
            "loses_row": issue.loses_row,
            "explanation": "",
            "explained_by": "",
        }
        for return_id, issue in found
    ]
    if values:
        session.execute(insert(table_of(StoredIssue)), values)


def load_issues(session: Session, return_ids: Iterable[int]) -> list[StoredIssue]:
    """The issues of some returns, in the order found."""
    query = select(StoredIssue).where(col(StoredIssue.return_id).in_(list(return_ids)))
    return list(session.exec(query.order_by(col(StoredIssue.id))))


def load_found(session: Session, return_ids: Iterable[int]) -> dict[int, list[Issue]]:
    """What was found in some returns, in the order found, by return; no objects are made of what
    is stored beside it."""
    issues = table_of(StoredIssue).c
    query = sqlalchemy.select(
        issues.return_id, issues.loses_row, *(issues[name] for name in FIELDS)
    )
    query = query.where(issues.return_id.in_(list(return_ids))).order_by(issues.id)
    found: dict[int, list[Issue]] = defaultdict(list)
    for row in session.execute(query):
        found[row.return_id].append(as_issue(row))
    return found


def as_issue(stored: StoredIssue | sqlalchemy.Row[Any]) -> Issue:
    """The issue as a value again."""
    values = {name: getattr(stored, name) for name in FIELDS}
    return Issue(**{**values, "severity": Severity(stored.severity)}, loses_row=stored.loses_row)
