"""The hub's own list of reportable schools: any sheet with a column of URNs.

The funder fixes such a list each year; where the hub loads one, it replaces the open state-funded
schools of the register as the denominator, and the differences are listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hubdata.register.cells import parse_text, parse_urn
from hubdata.register.files import RegisterFile, RegisterIssue, read_table
from hubdata.register.kinds import URN_HEADINGS, RegisterKind
from hubdata.register.records import places_of

NAME_HEADINGS = ("schoolname", "establishmentname", "nameofschool", "name", "school")


@dataclass(frozen=True, slots=True)
class ReportableSchool:
    """One line of the list."""

    urn: int
    name: str | None
    row: int


def read_reportable_schools(name: str, content: bytes) -> RegisterFile[ReportableSchool]:
    """The schools listed in a csv or workbook; each URN once, in the order of the list."""
    table = read_table(name, content, kind=RegisterKind.REPORTABLE_SCHOOLS)
    at = places_of(table.headings)
    urn_at = next(at[key] for key in at if key in URN_HEADINGS)
    name_at = next((at[key] for key in NAME_HEADINGS if key in at), None)
    listed: dict[int, ReportableSchool] = {}
    issues: list[RegisterIssue] = []
    rows = 0
    for row, cells in table.below():
        rows += 1
        try:
            urn = parse_urn(_cell(cells, urn_at) or "")
        except ValueError as error:
            issues.append(RegisterIssue(name, row, f"{error}. The row is left out."))
            continue
        if urn in listed:
            what = f"URN {urn} is there already in row {listed[urn].row}. That row is used."
            issues.append(RegisterIssue(name, row, what))
        else:
            listed[urn] = ReportableSchool(urn, _cell(cells, name_at), row)
    return RegisterFile(
        name=name,
        kind=RegisterKind.REPORTABLE_SCHOOLS,
        layout=f"list under {table.headings[urn_at]}",
        fields=frozenset({"urn", "row"} if name_at is None else {"urn", "name", "row"}),
        records=tuple(listed.values()),
        issues=tuple(issues),
        rows=rows,
    )


def _cell(cells: Sequence[str], place: int | None) -> str | None:
    if place is None or place >= len(cells):
        return None
    return parse_text(cells[place].strip())
