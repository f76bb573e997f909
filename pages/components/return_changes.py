"""What accepting a return would change, or changed: each answer before and after."""

from collections.abc import Sequence
from html import escape
from typing import Any

from hubdata.wording import first_upper, join_words
from pages.components.answers import build_answer, say_answer
from pages.components.linked import show_linked
from pages.components.look import show_caption, show_heading
from pages.components.sentences import say_count

MOST_LINES = 60
FIRST_ANSWERS = 4
"""Of a row that came or went, as many answers tell which it is."""
HEADS = ("Where", "Answer", "Before", "After")

Changes = Sequence[Any]
"""Rows that came, went or differ, as `hubdata.services.returns.explain_changes` gives them."""


def show_changes(changes: Changes, *, is_first: bool, is_waiting: bool, key: str) -> None:
    """What is different from the version it replaces; for a first return, only how much is new."""
    would = "would" if is_waiting else "did"
    show_heading("What accepting it would change" if is_waiting else "What it changed")
    if is_first:
        show_caption(f"It {would} not replace anything: no version of it was accepted before.")
        return
    if not changes:
        show_caption("Nothing: every answer is the same as in the version before.")
        return
    show_caption(explain_changes(changes))
    show_linked(build_changes(changes[:MOST_LINES]), key)
    if len(changes) > MOST_LINES:
        show_caption(f"And {len(changes) - MOST_LINES:,} more rows.")


def explain_changes(changes: Changes) -> str:
    """ "Two rows are new, one is gone, three differ." """
    kinds = [change.kind.value for change in changes]
    told = [
        say_count(kinds.count(kind), "rows") + f" {one if kinds.count(kind) == 1 else more}"
        for kind, one, more in (
            ("added", "is new", "are new"),
            ("removed", "is gone", "are gone"),
            ("changed", "differs", "differ"),
        )
        if kind in kinds
    ]
    return first_upper(join_words(told)) + "."


def build_changes(changes: Changes) -> str:
    """A line for each answer that differs; a row that came or went is one line."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    lines = [line for change in changes for line in lines_of(change)]
    body = "".join(build_line(*line) for line in lines)
    return (
        '<table class="hub-table"><caption class="hub-hidden">What changes</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def lines_of(change: Any) -> list[tuple[str, str, str | None, str | None]]:
    where = change.sheet + (f", {change.label}" if change.label else "")
    if change.kind.value == "changed":
        return [
            (where, field.heading, say_answer(field.before), say_answer(field.after))
            for field in change.fields
        ]
    is_new = change.kind.value == "added"
    words = [
        f"{field.heading}: {say_answer(field.after if is_new else field.before)}"
        for field in change.fields[:FIRST_ANSWERS]
    ]
    told = "; ".join(words)
    if is_new:
        return [(where, "A new row", "no row", told)]
    return [(where, "The row is gone", told, "no row")]


def build_line(where: str, answer: str, before: str | None, after: str | None) -> str:
    cells = zip(HEADS[1:], (answer, before, after), strict=True)
    return (
        f'<tr><th scope="row">{escape(where)}</th>'
        + "".join(
            f'<td data-name="{name}"><div>{build_answer(words)}</div></td>' for name, words in cells
        )
        + "</tr>"
    )
