"""A hub's own list of partners, declared and read as forgivingly as a return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from hubdata.errors import UnreadableFile
from hubdata.returns.checking.codes import CODES
from hubdata.returns.fields import Register, asked, choice, numbers
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import Sheet
from hubdata.returns.parsing.cells import parse_cell
from hubdata.returns.reading.grid import Grid, Workbook
from hubdata.returns.reading.heading_rows import find_heading_row
from hubdata.returns.reading.headings import headings_for
from hubdata.returns.reading.laid import Answer, Laid
from hubdata.returns.reading.mapping import Target
from hubdata.returns.reading.places import say_place
from hubdata.returns.reading.pupil_level import refuse_pupil_lists
from hubdata.returns.reading.tables import read_table
from hubdata.returns.reading.workbook import read_workbook
from hubdata.vocabulary import PartnerKind


class PartnerListRow(SQLModel):
    """Hub partners: a row for each."""

    partner_id: str | None = asked(
        "Partner ID",
        "A short code that stays the same; one is given where it is blank.",
        example="P07",
        key=True,
        synonyms=("id", "code", "ref", "partner code", "partner ref", "reference"),
    )
    name: str | None = asked(
        "Name",
        example="Tideline Community Music",
        required=True,
        synonyms=(
            *("partner", "partner name", "organisation", "organisation name"),
            "name of organisation",
        ),
    )
    partner_kind: PartnerKind | None = choice(
        "Kind of partner",
        example="community music",
        synonyms=("kind", "type", "type of partner", "partner type", "category"),
    )
    la_codes: str | None = numbers(
        "Local authorities",
        "Three-digit codes; blank is the whole hub.",
        register=Register.AUTHORITIES,
        example="991; 993",
        synonyms=("la", "la code", "authority", "authorities", "local authority", "area"),
    )
    agreement_signed: bool | None = asked(
        "Partnership agreement signed?",
        example="Yes",
        synonyms=("agreement", "signed agreement", "partnership agreement", "sla"),
    )
    commitments_signed: bool | None = asked(
        "Commitments signed?",
        example="Yes",
        synonyms=("commitments", "annual commitments", "commitments checklist"),
    )
    contact_role: str | None = asked(
        "Contact (role)", example="Programme manager", synonyms=("role", "contact", "job title")
    )
    mailbox: str | None = asked(
        "Mailbox",
        example="hello@tideline.example",
        synonyms=("email", "e-mail", "email address", "contact email"),
    )
    starts_on: date | None = asked(
        "Partner from", example="01/09/2024", synonyms=("from", "start", "start date", "since")
    )
    ends_on: date | None = asked(
        "Partner until", synonyms=("until", "to", "end", "end date", "left")
    )


PARTNER_LIST = Sheet("Partners", PartnerListRow, "partner")
LEAST_COLUMNS = 2


@dataclass(frozen=True)
class ListedPartner:
    """A row of the list as read: `values` by field, `place` where it stands."""

    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class PartnerList:
    """The rows that can be used, and sentences about the others and about what is doubtful."""

    rows: tuple[ListedPartner, ...]
    issues: tuple[str, ...]


def read_partner_list(name: str, content: bytes) -> PartnerList:
    """The list in a csv file or workbook. Raises `UnreadableFile` where there is none in it."""
    workbook = read_workbook(name, content)
    refuse_pupil_lists(workbook)
    laid = _find_list(workbook)
    there = {target.field for target in laid.places}
    missing = [spec for spec in PARTNER_LIST.fields if spec.required and spec.name not in there]
    if missing:
        said = ", ".join(f'"{spec.heading}"' for spec in missing)
        raise UnreadableFile(f"{name}: the list has no column {said}. Add it.")
    rows: list[ListedPartner] = []
    issues: list[str] = []
    for answer in laid.answers:
        row = _read_row(laid, answer, issues)
        if row:
            rows.append(row)
    return PartnerList(tuple(rows), tuple(issues))


def _find_list(workbook: Workbook) -> Laid:
    headings = headings_for((PARTNER_LIST,))
    found = [(grid, *find_heading_row(grid, headings)) for grid in workbook.grids]
    grid, row, count = max(found, key=lambda one: one[2], default=(Grid("", ()), 0, 0))
    if count < LEAST_COLUMNS:
        raise UnreadableFile(
            f"{workbook.name}: no list of partners was found. Send a table with headings such as "
            '"Partner ID", "Name" and "Kind of partner".'
        )
    return read_table(grid, PARTNER_LIST, headings=headings, heading_row=row)


def _read_row(laid: Laid, answer: Answer, issues: list[str]) -> ListedPartner | None:
    """The row, unless something in it cannot be used; what is doubtful in it is said."""
    place = say_place(laid.grid.name, row=answer.row + 1)
    values: dict[str, Any] = {}
    is_usable = True
    for spec in PARTNER_LIST.fields:
        parsed = parse_cell(answer.cells.get(Target(PARTNER_LIST.name, spec.name)), spec)
        values[spec.name] = parsed.value
        severity = CODES[parsed.problem.code].severity if parsed.problem else Severity.NOTE
        if parsed.problem and severity is not Severity.NOTE:
            issues.append(f"{place} ({spec.heading}): {parsed.problem.says}")
            is_usable = is_usable and severity is not Severity.ERROR
        elif spec.required and parsed.value is None:
            issues.append(f"{place}: {spec.heading} is missing. The row is left out.")
            is_usable = False
    return ListedPartner(place, values) if is_usable else None
