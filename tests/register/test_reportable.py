"""The hub's own list of reportable schools."""

from __future__ import annotations

import io

import openpyxl
import pytest

from hubdata.register import ReportableSchool, read_reportable_schools
from tests.register.made_files import gias_file


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("heading", ["URN", "School URN", "urn", "Unique Reference Number (URN)"])
def test_the_heading_of_the_urn_may_be_spelt_in_many_ways(heading: str) -> None:
    content = f"Name of school,{heading}\nAsh,900001\n".encode()
    assert read_reportable_schools("x", content).records == (ReportableSchool(900001, "Ash", 2),)


def test_a_workbook_with_a_title_and_numbers_as_urns_is_read() -> None:
    content = workbook(("Reportable schools 2025/26",), (), ("URN", "School"), (900001, "Ash"))
    assert read_reportable_schools("x", content).records == (ReportableSchool(900001, "Ash", 4),)


def test_a_list_of_urns_alone_is_enough() -> None:
    found = read_reportable_schools("x", b"URN\n900002\n900001\n")
    assert [(school.urn, school.name) for school in found.records] == [
        (900002, None),
        (900001, None),
    ]
    assert found.fields == {"urn", "row"}


def test_a_cut_of_gias_may_serve_as_the_list() -> None:
    found = read_reportable_schools("x", gias_file({}))
    assert found.records == (ReportableSchool(900001, "Ash Primary School", 2),)


def test_rows_without_a_urn_and_repeated_urns_are_noted() -> None:
    content = b"URN,Name\n900001,Ash\nTotal,1\n,Elm\n900001,Ash again\n900002\n"
    found = read_reportable_schools("list.csv", content)
    assert [school.urn for school in found.records] == [900001, 900002]
    assert [str(issue) for issue in found.issues] == [
        "list.csv, row 3: the URN 'Total' is not six digits. The row is left out.",
        "list.csv, row 4: the URN is blank. The row is left out.",
        "list.csv, row 5: URN 900001 is there already in row 2. That row is used.",
    ]
