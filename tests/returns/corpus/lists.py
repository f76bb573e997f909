"""Lists that schools, tutors and survey tools make for themselves, in headings of their own."""

from __future__ import annotations

from tests.returns.corpus.case import accepted, checked, unreadable
from tests.returns.corpus.parts import CLASSES, URN, WHEN, WHO, a_class, csv_of, table
from tests.returns.workbooks import build_grids

ELM = 900002
DATED = ("Academic year", "Term")


@checked("list without classes.csv", "key-made-up", "source-found")
def no_class() -> bytes:
    headings = (*DATED, "DfE No", "School Name", "No. of pupils WCET", "Yr Grp", "Inst")
    return csv_of([headings, (*WHEN, "878/2002", "Elm Infant", 28, 4, "Ukulele")])


@accepted("national survey tab.xlsx", "totals-row")
def survey_tab() -> bytes:
    headings = ("School URN", "School Name", *DATED, "Class / group name", "Year group")
    headings += ("Number of pupils receiving CIL", "Of which first time", "Of which continuing")
    row = (URN, "Ash Primary School", *WHEN, "Oak", "Year 4", 28, 20, 8)
    total = ("TOTAL", None, None, None, None, None, 28, 20, 8)
    return build_grids({"CIL-WCET": [["CIL/WCET"], [], headings, row, total]})


@accepted("schools tab.xlsx")
def schools_tab() -> bytes:
    headings = ("URN", *DATED, "Core role a: WCET (Y/N)", "Singing strategy (Y/N)", "CPD (Y/N)")
    return build_grids({"Schools": [["One row per school"], headings, (URN, *WHEN, "Y", "N", "Y")]})


@accepted("questions as headings.csv", "heading-unknown")
def questions() -> bytes:
    headings = ("ID", "What is your school's URN?", *DATED, "Class", "Year group")
    headings += ("How many pupils took part this term?",)
    return csv_of([headings, (1, URN, *WHEN, "4A", 4, 28)])


@accepted("ticked boxes as words.csv")
def boxes() -> bytes:
    headings = ("URN", *DATED, "Singing", "Staff training", "Ensembles")
    return csv_of([headings, (URN, *WHEN, "Singing", "Staff training", None)])


@checked("a sheet for each term.xlsx", "period-in-name", returns=3)
def sheets_of_terms() -> bytes:
    rows = [("URN", *CLASSES), (URN, *a_class())]
    return build_grids(dict.fromkeys(("Autumn 2025", "Spring 2026", "Sum 25-26"), rows))


@accepted("a sheet for each school.xlsx", "source-found", returns=2)
def sheets_of_schools() -> bytes:
    rows = [(*DATED, *CLASSES), (*WHEN, *a_class())]
    return build_grids({"Ash Primary School": rows, "Elm Infant School": rows})


@checked("two schools in a row.csv", "source-doubtful", returns=0)
def two_schools() -> bytes:
    return csv_of([(*WHO, *CLASSES), (f"{URN} / {ELM}", *WHEN, *a_class())])


@unreadable("a list of schools.csv", "but those that say whose it is")
def only_schools() -> bytes:
    headings = (*WHO, "School name", "Contact email", "Head teacher", "Shoe size")
    return csv_of([headings, (URN, *WHEN, "Ash Primary", "office@ash.example", "Jo", 41)])


@accepted("year groups as decimals.csv")
def decimals() -> bytes:
    return csv_of([(*WHO, *CLASSES), (f"{URN}.0", *WHEN, "4A", "4.0", "28.0")])


@checked("approximate in brackets.csv", "approximate")
def in_brackets() -> bytes:
    return csv_of([(*WHO, *CLASSES), (URN, *WHEN, "4A", 4, "28 (approx)")])


@accepted("heading in spaced letters.csv")
def spaced() -> bytes:
    return csv_of(
        table(
            (f" {URN} ", *WHEN, "4A", "Yr 4", " 28 "),
            headings=("U R N ", *DATED, "Class ", "Yr Grp", "No. Pupils"),
        )
    )


@unreadable("survey export not understood.xlsx", "match the columns of this one")
def survey_export() -> bytes:
    headings = (
        "ID",
        "Start time",
        "Email",
        "Name",
        "What is your school's URN?",
        "Q7. Was it fun?",
    )
    return build_grids({"Form1": [headings, (1, "9:00", "anonymous", "", URN, "Very")]})


@unreadable("key stages across.xlsx", "no headings of the school return")
def stages_across() -> bytes:
    rows = [("School", "Ash Primary School"), ("URN", URN), [], ("", "KS1", "KS2", "KS3")]
    return build_grids({"D": [*rows, ("Individual", 1, 4, 0), ("Small group", 3, 8, 0)]})
