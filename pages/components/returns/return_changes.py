"""What accepting a return would change, or changed: what stands out, how much there is of each
activity, and each answer before and after, against whatever version is chosen."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from hubdata.services.intake.comparing import (
    REPLACED,
    Rival,
    StandingOut,
    Total,
    compare_return,
    find_standing_out,
    list_rivals,
)
from hubdata.wording import first_lower, first_upper, join_words
from pages.components.kit.answers import build_answer, say_amount, say_answer
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import show_linked
from pages.components.kit.look import Status, build_mark, show_caption, show_heading
from pages.components.kit.sentences import say_count
from pages.components.kit.tables import Cell, Column, Group, show_table

MOST_LINES = 60
FIRST_ANSWERS = 4
"""Of a row that came or went, as many answers tell which it is."""
HEADS = ("Where", "Answer", "Before", "After")
AGAINST = "against"

Changes = Sequence[Any]
"""Rows that came, went or differ, as `services.intake.comparing.compare_return` gives them."""
Detail = Any
"""A `hubdata.services.intake.returns.ReturnDetail`."""


def show_standing(detail: Detail, *, key: str) -> None:
    """What stands out in a return, and how much there is of each activity, beside before."""
    show_heading("What accepting it would change" if detail.is_waiting else "What it changed")
    if not list_rivals(detail.state.id):
        would = "would" if detail.is_waiting else "did"
        show_caption(f"It {would} not replace anything: no version of it was accepted before.")
        return
    show_standing_out(find_standing_out(detail.state.id), key=key)


def show_changes(detail: Detail, *, key: str) -> None:
    """What is different from the version that is chosen, answer by answer."""
    return_id = detail.state.id
    rivals = list_rivals(return_id)
    if not rivals:
        return
    show_heading("Answer by answer")
    rival = choose_rival(rivals, key=key)
    changes = compare_return(return_id, rival.key)
    show_caption(explain_changes(changes, rival))
    if not changes:
        return
    there = rival.label.partition(",")[0]
    heads = HEADS if rival.key == REPLACED else (*HEADS[:2], there, "This version")
    show_linked(build_changes(changes[:MOST_LINES], heads), key)
    if len(changes) > MOST_LINES:
        show_caption(f"And {len(changes) - MOST_LINES:,} more rows, in the download.")
    name = f"changes {detail.state.source_name or detail.state.source} {detail.period.code}"
    show_downloads(lambda: build_sheet(changes, heads), name, key=f"{key}_file")


def choose_rival(rivals: Sequence[Rival], *, key: str) -> Rival:
    """What it is compared with, where there is a choice."""
    if len(rivals) == 1:
        return rivals[0]
    by_key = {one.key: one for one in rivals}
    chosen = st.selectbox(
        "Compared with",
        list(by_key),
        format_func=lambda one: by_key[one].label,
        key=f"{AGAINST}_{key}",
        width=460,
    )
    return by_key[chosen]


def show_standing_out(found: StandingOut, *, key: str) -> None:
    """Swings, copies and totals over the roll, then how much there is of each activity."""
    lines = [
        *(f"{say_total(one)}." for one in found.swings),
        *(
            f"{sheet}: all answers are those of {found.period_before.label}."
            for sheet in found.copied
        ),
        *found.over_roll,
    ]
    mark = build_mark(Status.WATCH)
    items = "".join(f"<li>{mark}<div>{escape(line)}</div></li>" for line in lines)
    if not items and not found.totals:
        show_caption("Nothing in it stands out.")
    if items:
        show_linked(f'<ul class="hub-list">{items}</ul>', f"out_{key}")
    if not found.totals:
        return
    before = found.period_before.label
    has_version = any(total.version is not None for total in found.totals)
    columns = [Column("Added up"), Column("This version", align="right")]
    columns += [Column("It replaces", align="right")] if has_version else []
    columns += [Column(before, align="right"), Column(f"Since {first_lower(before)}")]
    rows = [build_total(total, has_version=has_version) for total in found.totals]
    show_table(
        columns,
        [Group("", rows)],
        caption="How much there is of each activity",
        key=f"totals_{key}",
        file_name="what a return changes",
    )


def build_total(total: Total, *, has_version: bool) -> list[Cell]:
    version = [say_sum(total, total.version)] if has_version else []
    change = say_change(total)
    return [
        Cell(f"{total.sheet}: {first_lower(total.heading)}"),
        say_sum(total, total.now),
        *version,
        say_sum(total, total.before),
        Cell(change, status=Status.WATCH) if total.swing else Cell(change or None),
    ]


def say_sum(total: Total, value: float | None) -> Cell:
    """A sum in its unit; the file has the number."""
    return Cell(value, words=None if value is None else say_size(total, value))


def say_size(total: Total, amount: float) -> str:
    """ "120" of what the heading names, "£12,000", "20 hours"."""
    return say_amount(amount, total.unit) if total.unit else f"{amount:,.12g}"


def say_total(total: Total) -> str:
    """ "Whole class, pupils in the class: 120, were 28 (92 more, 4.3 times as many)"."""
    now = "none" if total.now is None else say_size(total, total.now)
    what = f"{total.sheet}, {first_lower(total.heading)}"
    return (
        f"{what}: {now}, {say_size(total, total.before or 0)} the term before ({say_change(total)})"
    )


def say_change(total: Total) -> str:
    """ "92 more, 4.3 times as many"; "12 fewer"; of pounds "£12,000 less", of hours "20 hours
    less"; "no change"; "" where one is not known.
    """
    if total.before is None:
        return ""
    now = total.now or 0
    difference = now - total.before
    if not difference:
        return "no change"
    less, much = ("less", "much") if total.unit else ("fewer", "many")
    words = f"{say_size(total, abs(difference))} {'more' if difference > 0 else less}"
    if total.swing and total.before and now > total.before:
        words += f", {now / total.before:.1f} times as {much}"
    return words


def explain_changes(changes: Changes, rival: Rival) -> str:
    """ "Against version 1: two rows are new, one is gone, three differ." """
    against = f"Against {first_lower(rival.label)}"
    if not changes:
        return f"{against}: every answer is the same."
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
    return first_upper(f"{against}: {join_words(told)}.")


def build_changes(changes: Changes, heads: Sequence[str] = HEADS) -> str:
    """A line for each answer that differs; a row that came or went is one line."""
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    lines = [line for change in changes for line in lines_of(change)]
    body = "".join(build_line(*line, heads=heads) for line in lines)
    return (
        '<table class="hub-table"><caption class="hub-hidden">What changes</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def build_sheet(changes: Changes, heads: Sequence[str]) -> Sheet:
    """The same lines for a file."""
    rows = [list(line) for change in changes for line in lines_of(change)]
    return Sheet("What changes", heads, rows)


def lines_of(change: Any) -> list[tuple[str, str, str | None, str | None]]:
    where = change.sheet + (f", {change.label}" if change.label else "")
    if change.kind.value == "changed":
        return [
            (where, field.heading, say_here(field, field.before), say_here(field, field.after))
            for field in change.fields
        ]
    is_new = change.kind.value == "added"
    words = [
        f"{field.heading.rstrip('?')}: {say_here(field, field.after if is_new else field.before)}"
        for field in change.fields[:FIRST_ANSWERS]
    ]
    told = "; ".join(words)
    if is_new:
        return [(where, "A new row", "no row", told)]
    return [(where, "The row is gone", told, "no row")]


def say_here(field: Any, value: Any) -> str | None:
    """An answer of a field that differs, in the field's unit."""
    return say_answer(value, unit=field.unit)


def build_line(
    where: str, answer: str, before: str | None, after: str | None, *, heads: Sequence[str]
) -> str:
    cells = zip(heads[1:], (answer, before, after), strict=True)
    return (
        f'<tr><th scope="row">{escape(where)}</th>'
        + "".join(
            f'<td data-name="{escape(name)}"><div>{build_answer(words)}</div></td>'
            for name, words in cells
        )
        + "</tr>"
    )
