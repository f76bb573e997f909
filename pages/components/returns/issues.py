"""What is wrong or doubtful in a return: what is needed, where, what was sent, what to do. Equal
issues are one line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from pages.components.kit.linked import build_link


class Need(StrEnum):
    """What an issue asks of the sender, gravest first."""

    CORRECT = "error"
    EXPLAIN = "query"
    NOTE = "note"


NEEDS = {
    Need.CORRECT: ("■", "off", "Correct"),
    Need.EXPLAIN: ("▲", "watch", "Explain"),
    Need.NOTE: ("○", "provisional", "Note"),
}
NO_CELL = '<span aria-hidden="true">–</span><span class="hub-hidden">no single cell</span>'
HEADS = ("Needed", "Where", "Sent", "What to do")


@dataclass(frozen=True)
class IssueLine:
    """One issue as people read it. `where` is sheet and cell ("Whole class!F7"); `sent` is `None`
    if the cell was blank, or none is meant (`is_cell`). `target` leads to where it can be
    corrected; "" where it cannot.
    """

    need: Need
    where: str
    sent: str | None
    what_to_do: str
    target: str = ""
    is_cell: bool = True


def build_issues(issues: Sequence[IssueLine], *, caption: str) -> str:
    """The table of issues, gravest first, equal ones merged."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    merged = sorted(merge_issues(issues), key=lambda group: list(Need).index(group[0].need))
    rows = "".join(build_issue(group) for group in merged)
    return (
        f'<table class="hub-table"><caption class="hub-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def merge_issues(issues: Sequence[IssueLine]) -> list[list[IssueLine]]:
    """Issues that ask the same about the same answer, together in the order of their first."""
    groups: dict[tuple[Need, str | None, str], list[IssueLine]] = {}
    for issue in issues:
        groups.setdefault((issue.need, issue.sent, issue.what_to_do), []).append(issue)
    return list(groups.values())


def build_issue(group: Sequence[IssueLine]) -> str:
    issue = group[0]
    mark, style, word = NEEDS[issue.need]
    cells = (explain_where(group), build_sent(issue), escape(issue.what_to_do))
    named = "".join(
        f'<td data-name="{name}"><div>{cell}</div></td>'
        for name, cell in zip(HEADS[1:], cells, strict=True)
    )
    return (
        f'<tr><th scope="row"><span class="hub-status"><span class="hub-mark {style}" '
        f'aria-hidden="true">{mark}</span> {word}</span></th>{named}</tr>'
    )


def explain_where(group: Sequence[IssueLine]) -> str:
    """The first place; the others are counted, and listed in full on pointing and to screen
    readers.
    """
    first, *others = [issue.where for issue in group]
    told = build_link(first, group[0].target) if group[0].target else escape(first)
    if not others:
        return told
    listed = escape(", ".join(others))
    return (
        f'{told} <abbr title="{listed}">and {len(others)} more</abbr>'
        f'<span class="hub-hidden">: {listed}</span>'
    )


def build_sent(issue: IssueLine) -> str:
    if issue.sent:
        return f"“{escape(issue.sent)}”"
    return '<span class="hub-soft">blank</span>' if issue.is_cell else NO_CELL
