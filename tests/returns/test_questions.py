"""Exports of survey tools: a question over several columns, its options in the row below."""

from collections.abc import Sequence
from typing import Any

import pytest

from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.inspecting import SheetSeen, inspect_file
from hubdata.returns.reading.raw import Told
from tests.returns.workbooks import build_csv, build_grids

OFFER = "Which of these does your school offer? (tick all that apply)"
MINUTES = "How many minutes a week of curriculum music is taught?"
QUESTIONS = ["Respondent ID", "URN", "What is the name of your school?", OFFER, "", "", MINUTES, ""]
OPTIONS = ["", "", "Open-Ended Response", "School choir", "Rock band", "Neither", "KS1", "KS2"]
ANSWERS = [
    [1180001, 900001, "Elm Junior School", "School choir", "", "", "", 45],
    [1180002, 900002, "Oak Primary School", "", "", "Neither", 30, "c. 40"],
]


def seen(rows: Sequence[Sequence[Any]]) -> SheetSeen:
    file = inspect_file("survey.xlsx", build_grids({"Sheet": rows}), Told())
    assert file.kind.name == "school-return"
    return file.sheets[0]


@pytest.mark.parametrize("above", [[], [["Music survey 2025/26"], []]])
def test_a_heading_is_a_question_with_its_option(above: list[list[Any]]) -> None:
    sheet = seen([*above, QUESTIONS, OPTIONS, *ANSWERS])
    assert [one.heading for one in sheet.headings] == [
        *("Respondent ID", "URN", "What is the name of your school?"),
        *(f"{OFFER}: School choir", f"{OFFER}: Rock band", f"{OFFER}: Neither"),
        *(f"{MINUTES}: KS1", f"{MINUTES}: KS2"),
    ]
    assert sheet.row == len(above) + 2
    assert sheet.headings[7].cell == f"H{sheet.row}"
    assert [one.likely for one in sheet.headings[6:]] == [
        "curriculum.minutes_ks1",
        "curriculum.minutes_ks2",
    ]


def test_a_box_that_was_ticked_is_yes_and_one_that_was_not_is_blank() -> None:
    told = Told(
        year=202526,
        headings={
            "whichofthesedoesyourschooloffertickallthatapplyschoolchoir": "curriculum.feature_choir"
        },
    )
    rows = [QUESTIONS, OPTIONS, *ANSWERS]
    file = read_file("survey.xlsx", build_grids({"Sheet": rows}), told=told)
    choir = {
        one.source: row.cells.get("feature_choir")
        for one in file.returns
        if (part := one.part("Curriculum"))
        for row in part.rows
    }
    assert choir.get("900001") == "Yes"
    assert not choir.get("900002")


@pytest.mark.parametrize(
    "rows",
    [
        [["School", "How many learn?", "And how?"], ["Elm", "30", "well"], ["Oak", "20", "gladly"]],
        [["School", "How many learn?", "", ""], ["Elm", "Cello", "Flute", ""], ["Oak", "", "", ""]],
        [["URN", "Pupils", ""], ["", "First time", "Continuing"], ["900001", "3", "4"]],
        [["Is it offered?", ""], ["Pupils who entered", "10ish"], ["Pupils in the year", "90"]],
    ],
)
def test_rows_of_answers_and_groups_of_headings_are_no_options(rows: list[list[str]]) -> None:
    file = inspect_file("list.csv", build_csv(rows), Told())
    headings = [one.heading for sheet in file.sheets for one in sheet.headings]
    assert not any(": " in heading for heading in headings)


def test_what_the_tool_says_of_an_answer_is_like_nothing_that_is_asked() -> None:
    headings = ["ID", "Start time", "Completion time", "Which school are you from?", MINUTES]
    sheet = seen([headings, [1, "2026-07-01", "2026-07-01", "Elm Junior School", 30]])
    assert [one.suggestions for one in sheet.headings[:3]] == [(), (), ()]


def test_a_form_with_a_question_left_blank_stays_a_form() -> None:
    """Our own sheet, copied into another workbook: without the mark of the template."""
    form = [
        ["School URN", 900001],
        ["Music development plan", "published"],
        ["Is a KS4 music course offered?", ""],
        ["Pupils entered for a KS4 music course", "10ish"],
        ["Pupils in the KS4 final year", 90],
    ]
    told = Told(year=202526, term="autumn")
    file = read_file("form.xlsx", build_grids({"Curriculum": form}), told=told)
    [row] = [row for one in file.returns if (part := one.part("Curriculum")) for row in part.rows]
    assert row.cells["ks4_music_entries"] == "10ish"
