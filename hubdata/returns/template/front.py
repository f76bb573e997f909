"""The first page of a template: what is asked, by when, how to fill it in, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hubdata.periods import Period
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.template.style import LINE_HEIGHT, Styles, set_page

FRONT_PAGE = "Start here"
WIDTHS = (2, 30, 92)
TEXT_CHARACTERS = 108
"""Characters that fit on one line of the widest column."""

WHO_ANSWERS = {
    "school-return": "The music lead, or whoever knows music at the school best. "
    "The office can help with the numbers of pupils.",
    "partner-return": "The person who runs the work that the hub supports.",
    "hub-return": "The lead organisation's manager, with finance.",
}
"""Who answers each kind of return; it is data, so that a kind may be added without a case here."""

STEPS = (
    "Check the grey cells: they say who you are and for which period. They cannot be changed here; "
    "if one is wrong, write it in the comment on the first sheet.",
    "Go through the sheets in order. What we already know is filled in; correct what is out "
    "of date. Dark headings and bold questions are the ones we cannot do without.",
    "Click on a cell to see what is meant and an example. Many cells have a list to choose from.",
    "Leave a cell blank if you do not know; write 0 if there were none; write z if it does not "
    "apply. A best estimate is better than a blank: say on the first sheet that it is one.",
    "Where a sheet has a row for each thing, use one row for each and add rows freely. Please add "
    "no columns, totals or merged cells.",
    "Save the file under its own name and send it back as an Excel workbook.",
)
IF_NOTHING = (
    "Nothing happened? Answer Yes to “Nothing to report this time?” and send the file back as "
    "it is. That counts as a full answer."
)
"""What to do where nothing is to be reported, for kinds that ask it."""
NOT_TO_SEND = (
    "No pupils’ names, dates of birth, pupil numbers (UPN) or addresses, and no list with a row "
    "for each pupil. We need numbers of pupils only. A file with pupils’ details is refused "
    "and erased."
)


@dataclass(frozen=True)
class Covering:
    """What the first page says about this one return. `due_on` is None before a date is set."""

    kind: ReturnKind
    period: Period
    hub_name: str
    source_name: str
    due_on: date | None
    minutes: int
    contact: str


def write_front_page(workbook: Any, covering: Covering, *, styles: Styles) -> None:
    """Write the first page, protected as a whole; its links lead to the sheets."""
    sheet = workbook.add_worksheet(FRONT_PAGE)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, styles.plain)
    title = explain_title(covering)
    set_page(sheet, title=title, hub_name=covering.hub_name)
    sheet.set_row(0, 34)
    sheet.write_string(0, 1, title, styles.title)
    row = _write_facts(sheet, 1, _facts(covering), styles=styles)
    row = _write_heading(sheet, row, "How to fill it in", styles=styles)
    row = _write_steps(sheet, row, _steps(covering.kind), styles=styles)
    row = _write_heading(sheet, row, "What not to send", styles=styles)
    row = _write_steps(sheet, row, (NOT_TO_SEND,), styles=styles)
    row = _write_heading(sheet, row, "The sheets", styles=styles)
    row = _write_sheets(sheet, row, covering.kind.sheets, styles=styles)
    row = _write_heading(sheet, row, "Questions", styles=styles)
    _write_steps(sheet, row, (_whom_to_ask(covering),), styles=styles)
    sheet.fit_to_pages(1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def explain_title(covering: Covering) -> str:
    """ "Music Hub school return, Autumn 2026/27"; the hub's own is the "Music Hub return"."""
    return f"Music Hub {covering.kind.title.removeprefix('hub ')}, {covering.period.label}"


def _steps(kind: ReturnKind) -> Sequence[str]:
    asks_nil = any(spec.name == "nil_return" for spec in kind.front.fields)
    return (*STEPS[:-1], IF_NOTHING, STEPS[-1]) if asks_nil else STEPS


def _facts(covering: Covering) -> Iterable[tuple[str, str]]:
    yield "From", covering.source_name or "Please fill in the first sheet"
    yield "For", _period_in_words(covering.period)
    if covering.due_on is not None:
        yield "Please send it back by", f"{covering.due_on:%A} {_long_date(covering.due_on)}"
    yield "Who answers", WHO_ANSWERS.get(covering.kind.name, "Whoever knows the work best.")
    yield "How long it takes", f"About {covering.minutes} minutes."
    yield "Asked by", covering.hub_name


def _write_facts(sheet: Any, row: int, facts: Iterable[tuple[str, str]], *, styles: Styles) -> int:
    for label, words in facts:
        _set_height(sheet, row, words)
        sheet.write_string(row, 1, label, styles.strong)
        sheet.write_string(row, 2, words, styles.plain)
        row += 1
    return row


def _write_heading(sheet: Any, row: int, words: str, *, styles: Styles) -> int:
    sheet.set_row(row, 10)
    sheet.set_row(row + 1, 21)
    sheet.write_string(row + 1, 1, words, styles.heading)
    sheet.write_blank(row + 1, 2, None, styles.heading)
    return row + 2


def _write_steps(sheet: Any, row: int, steps: Sequence[str], *, styles: Styles) -> int:
    for number, words in enumerate(steps, start=1):
        _set_height(sheet, row, words)
        label = f"Step {number}" if len(steps) > 1 else ""
        sheet.write_string(row, 1, label, styles.strong)
        sheet.write_string(row, 2, words, styles.plain)
        row += 1
    return row


def _write_sheets(sheet: Any, row: int, sheets: Sequence[Sheet], *, styles: Styles) -> int:
    for part in sheets:
        sheet.set_row(row, LINE_HEIGHT + 2)
        sheet.write_url(row, 1, f"internal:'{part.name}'!A1", styles.link, part.name)
        sheet.write_string(row, 2, explain_sheet(part), styles.plain)
        row += 1
    return row


def explain_sheet(sheet: Sheet) -> str:
    """What a sheet asks: the first sentence of its declaration."""
    return (sheet.row.__doc__ or sheet.name).strip().split("\n")[0]


def _whom_to_ask(covering: Covering) -> str:
    if covering.contact:
        return f"Ask {covering.hub_name}: {covering.contact}. No question is too small."
    return f"Ask {covering.hub_name}: reply to the message this file came with."


def _period_in_words(period: Period) -> str:
    if period.is_year:
        return f"The whole academic year {period.label}"
    return f"The {period.term} term of {period.year.label}"


def _long_date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _set_height(sheet: Any, row: int, words: str) -> None:
    sheet.set_row(row, max(1, -(-len(words) // TEXT_CHARACTERS)) * LINE_HEIGHT + 4)
