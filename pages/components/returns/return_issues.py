"""What is to put right in a return, as a table that can be taken away and sent to the school."""

from collections.abc import Sequence
from typing import Any

from hubdata.services.intake.correcting import list_correctable
from hubdata.services.intake.issue_words import ReadableIssue
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import show_linked, to
from pages.components.kit.look import show_caption
from pages.components.kit.places import ONE_RETURN
from pages.components.returns.issues import HEADS, NEEDS, IssueLine, Need, build_issues

MOST_LINES = 100


def show_issues(
    issues: Sequence[ReadableIssue], *, about: str, key: str, detail: Any = None
) -> None:
    """The issues, gravest first, each leading to where its cell can be corrected, if it can be.
    `about` names the return for those who hear the table; `detail` is the return, if it is one.
    """
    found = [as_line(issue, target_of(issue, detail)) for issue in issues]
    lines = sorted(found, key=lambda line: list(Need).index(line.need))
    show_linked(build_issues(lines[:MOST_LINES], caption=f"Issues: {about}"), key)
    if len(lines) > MOST_LINES:
        show_caption(
            f"The first {MOST_LINES} of {len(lines):,} issues; the download has all of them."
        )
    show_caption("This list as a file, to send to the school:")
    show_downloads(lambda: build_sheet(lines), f"issues {about}", key=key)


def target_of(issue: ReadableIssue, detail: Any) -> str:
    """Where the cell of an issue can be corrected; "" where it cannot."""
    if detail is None or not (detail.is_waiting or detail.counts) or not issue.field:
        return ""
    named = [part for part in detail.parts if issue.sheet in (part.sent, part.sheet.name)]
    for part in (*named, *detail.parts):
        correctable = {spec.name for spec in list_correctable(detail.kind, part.sheet)}
        if issue.field in correctable:
            for row in part.rows:
                if row["row_number"] == issue.row:
                    place = {"sheet": part.sheet.name, "row": str(row["id"]), "field": issue.field}
                    return to(ONE_RETURN, **{"return": str(detail.state.id)}, **place)
    return ""


def as_line(issue: ReadableIssue, target: str = "") -> IssueLine:
    """One issue of the table; what was explained is for information."""
    need = Need(issue.severity.value)
    words = issue.what_to_do
    if issue.explanation:
        need = Need.NOTE
        by = f" by {issue.explained_by}" if issue.explained_by else ""
        words += f" Explained{by}: “{issue.explanation}”"
    return IssueLine(
        need,
        issue.where,
        issue.sent,
        words,
        target="" if need is Need.NOTE else target,
        is_cell=bool(issue.field),
    )


def build_sheet(lines: Sequence[IssueLine]) -> Sheet:
    rows = [[NEEDS[one.need][2], one.where, one.sent, one.what_to_do] for one in lines]
    return Sheet("What to put right", HEADS, rows)
