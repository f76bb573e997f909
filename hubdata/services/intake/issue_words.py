"""Issues as people read them on a page: where, what was sent, what to do, and whether explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hubdata.returns.issues import Issue, Severity
from hubdata.returns.reading.opening.places import say_place
from hubdata.services.intake.returns import ExplainedIssue


@dataclass(frozen=True)
class ReadableIssue:
    """An issue in words. `where` is "Whole class!F7"; `sent` is `None` if the cell was blank.
    `sheet`, `field` and `row` say which cell it is, as the issue has them."""

    severity: Severity
    where: str
    sent: str | None
    what_to_do: str
    explanation: str = ""
    explained_by: str = ""
    sheet: str = ""
    field: str = ""
    row: int | None = None


def explain_issues(issues: Iterable[ExplainedIssue | Issue]) -> tuple[ReadableIssue, ...]:
    """Issues in words; the place is told apart from what to do, so that equal ones are equal."""
    return tuple(_explain(one) for one in issues)


def _explain(one: ExplainedIssue | Issue) -> ReadableIssue:
    issue = one if isinstance(one, Issue) else one.issue
    return ReadableIssue(
        severity=issue.severity,
        where=_where(issue),
        sent=issue.value or None,
        what_to_do=_without_place(issue),
        explanation="" if isinstance(one, Issue) else one.explanation,
        explained_by="" if isinstance(one, Issue) else one.explained_by,
        sheet=issue.sheet,
        field=issue.field,
        row=issue.row,
    )


def _where(issue: Issue) -> str:
    """The cell, or the row where no single cell is meant."""
    if not issue.sheet or not issue.cell:
        return say_place(issue.sheet, issue.cell, row=issue.row)
    return issue.place


def _without_place(issue: Issue) -> str:
    """What is wrong and what to do: "Pupils: write a whole number of pupils, such as 10." """
    for place in _places(issue):
        if issue.message.startswith((f"{place}: ", f"{place} (")):
            rest = issue.message.removeprefix(place)
            break
    else:
        return issue.message
    if rest.startswith(" ("):
        heading, found, says = rest[2:].partition("): ")
        return f"{heading}: {says}" if found else issue.message
    says = rest.removeprefix(": ")
    return says[:1].upper() + says[1:]


def _places(issue: Issue) -> tuple[str, ...]:
    """How messages say the place, the most exact first."""
    return (
        say_place(issue.sheet, issue.cell),
        say_place("", issue.cell),
        say_place(issue.sheet, row=issue.row),
        say_place("", row=issue.row),
        say_place(issue.sheet),
    )
