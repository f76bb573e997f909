"""What a return answers, as read: sheets with one answer as a list, the others as tables. A symbol
or an approximate number is shown as what it is, and a blank is called blank.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from hubdata.vocabulary import NoValue
from hubdata.wording import explain_figure
from pages.components.kit.linked import build_link

SYMBOLS = {
    NoValue.NOT_APPLICABLE: "z (not applicable)",
    NoValue.UNAVAILABLE: "x (unavailable)",
    NoValue.CONFIDENTIAL: "c (confidential)",
    NoValue.LOW: "low (rounds to 0)",
    NoValue.UNRELIABLE: "u (low reliability)",
}
APPROXIMATE = "~"
BLANK = '<span class="hub-soft">blank</span>'
BRIEF = 60
"""Signs that go on two lines of half a phone."""
LEFT_OUT = "Left out: it has errors"

Fields = Sequence[Any]
"""The fields of a sheet as its declaration has them."""
Corrected = Mapping[tuple[int, int, str], Any]
"""Corrections by part, row number and field."""
Row = Mapping[str, Any]
"""A row as stored: the answers by field, with `row_number`, `left_out` and `marks`."""


def say_answer(value: Any, mark: str = "", *, unit: str = "") -> str | None:
    """An answer in words: "Yes", "12/12/2025", "about 10", in pounds "£12,000"; `None` where it was
    left blank.
    """
    if mark in SYMBOLS:
        return SYMBOLS[NoValue(mark)]
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    number = isinstance(value, int | float)
    words = say_amount(value, unit) if number else str(value)
    return f"about {words}" if number and mark == APPROXIMATE else words


def say_amount(value: float, unit: str) -> str:
    """A number as it was sent, with all its digits: "28", "1234567.5"; with a unit as it is read:
    "£12,000", "£0.50", "85%", "1,240 hours".
    """
    if not unit:
        return f"{value:.12g}"
    decimals = 2 if unit == "£" else len(f"{value:.12g}".partition(".")[2])
    return explain_figure(value, unit, decimals=0 if float(value).is_integer() else decimals)


def say_cell(row: Row, name: str) -> str | None:
    """The answer of one field of a row."""
    marks = json.loads(row["marks"]) if row.get("marks") else {}
    return say_answer(row.get(name), marks.get(name, ""))


def build_answers(fields: Fields, row: Row, *, corrected: Corrected | None = None) -> str:
    """A sheet that is answered once: every field, what is asked and what was answered."""
    note = f'<p class="hub-caption">{LEFT_OUT}</p>' if row.get("left_out") else ""
    told = "".join(
        f"<dt>{escape(field.heading)}</dt><dd>{build_field(row, field.name, corrected)}</dd>"
        for field in fields
    )
    answers = [say_cell(row, field.name) for field in fields]
    return f'{note}<dl class="{style_of(answers)}">{told}</dl>'


def build_field(row: Row, name: str, corrected: Corrected | None) -> str:
    """An answer; where it was corrected, with what was sent, and by whom."""
    told = build_answer(say_cell(row, name))
    one = (corrected or {}).get((row.get("part_id"), row["row_number"], name))
    if one is None:
        return told
    sent = f"“{one.before}”" if one.before else "blank"
    return (
        f'{told}<span class="small">{escape(f"{sent} was sent; corrected by {one.made_by}")}</span>'
    )


def build_pairs(
    pairs: Iterable[tuple[str, str | None]], *, behind: Mapping[str, str | None] | None = None
) -> str:
    """What is asked, and the answer beside it; `None` was left blank. By what is asked, `behind` is
    where an answer leads.
    """
    targets, pairs = behind or {}, list(pairs)
    told = "".join(
        f"<dt>{escape(asked)}</dt><dd>{build_linked(answer, targets.get(asked))}</dd>"
        for asked, answer in pairs
    )
    return f'<dl class="{style_of([answer for _, answer in pairs])}">{told}</dl>'


def style_of(answers: Iterable[str | None]) -> str:
    """Short answers stand beside what is asked on a phone too, longer ones below it."""
    is_brief = all(len(answer or "") <= BRIEF for answer in answers)
    return f"hub-answers{' brief' if is_brief else ''}"


def build_rows(
    fields: Fields, rows: Sequence[Row], *, caption: str, corrected: Corrected | None = None
) -> str:
    """A sheet with a row for each thing: fields that somebody answered, in the order asked."""
    emptied = {field for _, _, field in corrected or {}}
    asked = [
        field
        for field in fields
        if field.name in emptied or any(say_cell(row, field.name) for row in rows)
    ]
    heads = "".join(f'<th scope="col">{escape(field.heading)}</th>' for field in asked)
    body = "".join(build_row(asked, row, corrected) for row in rows)
    return (
        f'<div class="hub-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="hub-table"><caption class="hub-hidden">{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Row</th>{heads}</tr></thead><tbody>{body}</tbody></table>'
        "</div>"
    )


def build_row(fields: Fields, row: Row, corrected: Corrected | None = None) -> str:
    note = f'<span class="small">{LEFT_OUT}</span>' if row["left_out"] else ""
    cells = "".join(
        f'<td data-name="{escape(field.heading)}">'
        f"<div>{build_field(row, field.name, corrected)}</div></td>"
        for field in fields
    )
    style = ' class="hub-left-out"' if row["left_out"] else ""
    return f'<tr{style}><th scope="row">{row["row_number"]}{note}</th>{cells}</tr>'


def build_linked(words: str | None, target: str | None) -> str:
    return build_link(words, target) if words and target else build_answer(words)


def build_answer(words: str | None) -> str:
    return BLANK if words is None else escape(words)
