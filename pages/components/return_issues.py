"""What is to put right in a return, as a table that can be taken away and sent to the school."""

from collections.abc import Sequence

from hubdata.services.issue_words import ReadableIssue
from pages.components.downloads import Sheet, show_downloads
from pages.components.issues import HEADS, NEEDS, IssueLine, Need, build_issues
from pages.components.linked import show_linked
from pages.components.look import show_caption

MOST_LINES = 100


def show_issues(issues: Sequence[ReadableIssue], *, about: str, key: str) -> None:
    """The issues, gravest first. `about` names the return for those who hear the table."""
    lines = sorted(map(as_line, issues), key=lambda line: list(Need).index(line.need))
    show_linked(build_issues(lines[:MOST_LINES], caption=f"Issues: {about}"), key)
    if len(lines) > MOST_LINES:
        show_caption(
            f"The first {MOST_LINES} of {len(lines):,} issues; the download has all of them."
        )
    show_caption("This list as a file, to send to the school:")
    show_downloads(lambda: build_sheet(lines), f"issues {about}", key=key)


def as_line(issue: ReadableIssue) -> IssueLine:
    """One issue of the table; what was explained is for information."""
    need = Need(issue.severity.value)
    words = issue.what_to_do
    if issue.explanation:
        need = Need.NOTE
        words += f" Explained: “{issue.explanation}”"
    return IssueLine(need, issue.where, issue.sent, words)


def build_sheet(lines: Sequence[IssueLine]) -> Sheet:
    rows = [[NEEDS[one.need][2], one.where, one.sent, one.what_to_do] for one in lines]
    return Sheet("What to put right", HEADS, rows)
