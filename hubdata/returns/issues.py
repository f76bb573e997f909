"""Issues: what is wrong or doubtful in a return, as values; all are found at once, none raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """What an issue asks of the sender."""

    ERROR = "error"
    """The cell or row cannot be used until it is corrected."""
    QUERY = "query"
    """Correct it, or explain it."""
    NOTE = "note"
    """For information."""


@dataclass(frozen=True)
class Issue:
    """One problem at one place.

    `code` is stable: tests, scripts and remembered explanations rest on it. `cell` is a
    spreadsheet address such as "F7", `row` its row number, `field` the field's name, `value` what
    was sent, as text. `loses_row` says that the whole row cannot be used, not just its cell.
    """

    severity: Severity
    code: str
    message: str
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    field: str = ""
    value: str = ""
    loses_row: bool = False

    @property
    def place(self) -> str:
        """ "Whole class!F7", "Whole class", or "" for the file as a whole."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True)
class MergedIssue:
    """The same problem in one or more cells, said once."""

    issue: Issue
    cells: tuple[str, ...]

    @property
    def place(self) -> str:
        """ "Tuition!C12 and 2 more"."""
        more = len(self.cells) - 1
        return self.issue.place + (f" and {more} more" if more else "")


def merge_issues(issues: Iterable[Issue]) -> tuple[MergedIssue, ...]:
    """Equal problems of a sheet and field together, worst first, then in the order found; a cell
    that several returns share, such as a heading, once."""
    groups: dict[Issue, list[Issue]] = {}
    for issue in issues:
        same = replace(issue, cell="", row=None, value=issue.value)
        groups.setdefault(same, []).append(issue)
    merged = [
        MergedIssue(found[0], tuple(dict.fromkeys(one.cell for one in found)))
        for found in groups.values()
    ]
    return tuple(sorted(merged, key=lambda m: list(Severity).index(m.issue.severity)))
