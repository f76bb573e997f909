"""The cells behind a number, as they are told wherever a number is explained: where each stands,
what was asked and answered, who accepted it and when, and what was corrected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.results.explaining import Cell as Found
from hubdata.services.results.explaining import CellPlace
from pages.components.kit.linked import build_link, to
from pages.components.kit.places import ONE_RETURN

MOST_ANSWERS = 4
CELL_COLUMNS = (
    *("Sheet", "Cell", "Row", "Question", "Answer", "Period", "File", "Return", "Accepted by"),
    *("Accepted at", "Corrected"),
)
"""Columns of a file that are about a cell."""

Places = Mapping[Found, CellPlace]


@dataclass(frozen=True)
class Answer:
    """One cell as it is told: where, what was asked, what was answered."""

    where: str
    sheet: str
    heading: str
    value: str
    return_id: int | None
    note: str = ""


def build_answers(places: Places, cells: Sequence[Found]) -> str:
    """The first answers of one that adds to a number, one under the other, and from which files;
    the rest is in the download. Empty where there is no cell.
    """
    answers = list(list_answers(places, cells))
    lines = "".join(f"<div>{build_answer(answer)}</div>" for answer in answers[:MOST_ANSWERS])
    if len(answers) > MOST_ANSWERS:
        more = f"and {wording.count_of(len(answers) - MOST_ANSWERS, 'more answers')}"
        lines += f'<div class="hub-soft">{more}, in the download</div>'
    taken = "; ".join(dict.fromkeys(explain_taken(places[cell]) for cell in cells))
    return lines + (f'<div class="hub-soft">{escape(taken)}</div>' if taken else "")


def build_answer(answer: Answer) -> str:
    """ "Whole class!F7, Pupils in the class: 28", the place leading to the return."""
    where = escape(answer.where)
    if answer.return_id is not None:
        target = to(ONE_RETURN, **{"return": str(answer.return_id), "sheet": answer.sheet})
        where = build_link(answer.where, target)
    told = f"{answer.heading.rstrip('?')}: {answer.value}"
    note = f" ({answer.note})" if answer.note else ""
    return f'{where} <span class="hub-soft">{escape(told + note)}</span>'


def list_answers(places: Places, cells: Iterable[Found]) -> Iterator[Answer]:
    for cell in cells:
        place = places[cell]
        row = f", row {cell.row_number}" if cell.row_number else ""
        where = f"{place.sheet}!{place.cell}" if place.cell else f"{place.sheet}{row}"
        note = explain_correction(place.correction) if place.correction else ""
        value = say_value(cell.value)
        yield Answer(where, place.sheet, place.heading, value, place.return_id, note)


def explain_correction(one: Any) -> str:
    """ "“5-10” was sent, corrected by Ben: the school telephoned"."""
    sent = f"“{one.before}”" if one.before else "blank"
    return f"{sent} was sent, corrected by {one.made_by}: {one.reason}"


def explain_taken(place: CellPlace) -> str:
    """ "From ash.xlsx, accepted by Ann on 12 July 2026"; of the register only that."""
    if not place.file_name:
        return f"From the {wording.first_lower(place.sheet)}"
    by = f", accepted by {place.accepted_by}" if place.accepted_by else ""
    on = f" on {wording.explain_day(place.accepted_at.date())}" if place.accepted_at else ""
    return f"From {place.file_name}{by}{on}"


def say_total(total: float, unit: str = "") -> str:
    """A number with all its digits before the point, and two behind it if it has any."""
    return wording.explain_figure(total, unit, decimals=0 if float(total).is_integer() else 2)


def say_value(value: object) -> str:
    """An answer as people write it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return wording.explain_day(value)
    return f"{value:,.12g}" if isinstance(value, int | float) else str(value)


def build_file_cell(cell: Found, place: CellPlace) -> tuple[str | float | None, ...]:
    value = cell.value
    return (
        place.sheet,
        place.cell or None,
        cell.row_number,
        place.heading,
        value if type(value) in (int, float) else say_value(value),
        Period.at_slot(cell.slot).code if cell.slot is not None else None,
        place.file_name or None,
        place.return_id,
        place.accepted_by or None,
        f"{place.accepted_at:%d/%m/%Y %H:%M}" if place.accepted_at else None,
        explain_correction(place.correction) if place.correction else None,
    )
