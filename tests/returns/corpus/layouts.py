"""Files that people really send: in their own layouts and words, numbers and all."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from tests.returns.corpus.case import accepted, checked, partly
from tests.returns.corpus.parts import (
    CLASSES,
    LESSONS,
    URN,
    WHEN,
    WHO,
    a_class,
    book,
    csv_of,
    front,
    lesson,
    table,
)
from tests.returns.workbooks import build_grids

TEXT = "URN;Academic year;Term;Class;Year group;Pupils\n900001;2025/26;autumn;Zoë’s;4;28\n"


def classes(rows: list, *, merged: tuple[str, ...] = (), hidden: tuple[str, ...] = ()) -> bytes:
    sheets = {"Return": front(), "Whole class": rows}
    return build_grids(sheets, merged={"Whole class": merged}, hidden=hidden)


@accepted("utf-8.csv")
def utf_8() -> bytes:
    return TEXT.encode()


@accepted("utf-8 with mark.csv")
def utf_8_mark() -> bytes:
    return TEXT.encode("utf-8-sig")


@accepted("utf-16.csv")
def utf_16() -> bytes:
    return TEXT.replace(";", "\t").encode("utf-16")


@accepted("utf-16 without mark.tsv")
def utf_16_bare() -> bytes:
    return TEXT.replace(";", "\t").encode("utf-16-le")


@accepted("windows.csv")
def windows() -> bytes:
    return TEXT.replace(";", ",").encode("cp1252")


@accepted("with sep line.csv")
def sep_line() -> bytes:
    return b"sep=;\r\n" + TEXT.encode()


@accepted("old mac line ends.csv")
def mac_lines() -> bytes:
    return TEXT.replace("\n", "\r").encode()


@accepted("lines in cells.csv")
def lines_in_cells() -> bytes:
    headings = '"Group\nsize","Key\nstage",Taught by,Pupils'
    return f"URN,Academic year,Term,{headings}\n{URN},2025/26,autumn,small,KS2,hub,4\n".encode()


@accepted("notes above.xlsx")
def notes_above() -> bytes:
    return book(a_class(), above=[["WCET 2025"], ["Please return by Friday"], []])


@accepted("totals.xlsx", "totals-row")
def totals() -> bytes:
    return book(a_class(), a_class(30, "5A", 5), ("Total", None, 58))


@accepted("totals without a word.xlsx", "totals-row")
def silent_totals() -> bytes:
    headings = (*CLASSES, "With pupil premium")
    return book(
        (*a_class(), 4), (*a_class(30, "5A", 5), 6), (None, None, 58, 10), headings=headings
    )


@accepted("headings repeated.xlsx", "headings-repeated")
def repeated() -> bytes:
    return book(a_class(), CLASSES, a_class(30, "5A", 5))


@accepted("merged names.xlsx")
def merged_names() -> bytes:
    rows = [CLASSES, a_class(12, "Oak", 3), (None, 4, 16)]
    return classes(rows, merged=("A2:A3",))


@accepted("two rows of headings.xlsx")
def two_rows() -> bytes:
    rows = [
        ("Class", "Year", "Pupils", None, None),
        (None, None, "All", "First time", "Continuing"),
        ("4A", 4, 28, 20, 8),
    ]
    return classes(rows, merged=("A1:A2", "B1:B2", "C1:E1"))


@accepted("two tables on a sheet.xlsx")
def stacked() -> bytes:
    rows = [*front(), [], ["Whole class"], CLASSES, a_class(), [], ["Tuition"], LESSONS]
    return build_grids({"Music": [*rows, ("small", "KS2", "hub lead", 6)]})


@accepted("form above a table.xlsx")
def form_above() -> bytes:
    return build_grids({"Sheet1": [*front(), [], CLASSES, a_class()]})


@accepted("forms side by side.xlsx", returns=2)
def side_by_side() -> bytes:
    rows = [
        ("School URN", 900001, 900002),
        ("Academic year", "2025/26", "2025/26"),
        ("Term", "Autumn", "Autumn"),
        ("Number on roll", 210, 205),
        ("Performances", 3, 1),
        ("Live events", 1, 0),
    ]
    return build_grids({"Survey": rows})


@checked("hidden answers.xlsx", "hidden-sheet")
def hidden() -> bytes:
    return classes([CLASSES, a_class()], hidden=("Whole class",))


@accepted("sheets of other things.xlsx", "sheet-not-read")
def other_sheets() -> bytes:
    sheets = {"Return": front(), "Whole class": [CLASSES, a_class()], "Rota": [["Mon"], ["Tue"]]}
    return build_grids(sheets)


@accepted("columns of other things.csv", "heading-unknown")
def other_columns() -> bytes:
    rows = [
        [*row, extra] for row, extra in zip(table(lesson()), ["Lanyard colour", "red"], strict=True)
    ]
    return csv_of(rows)


@accepted("two columns for one thing.csv", "heading-twice")
def twice() -> bytes:
    rows = [[*row, extra] for row, extra in zip(table(lesson()), ["No. of pupils", 6], strict=True)]
    return csv_of(rows)


@accepted("forty rows.csv", returns=3)
def three_schools() -> bytes:
    rows = [lesson(n + 3, urn=urn) for urn in (900001, 900002, 900003) for n in (1,)]
    return csv_of(table(*rows))


@accepted("one row per school.xlsx", returns=2)
def wide_survey() -> bytes:
    headings = ("URN", "School", "Year", "Term", "Number on roll", "Plan status", "Performances")
    rows = [
        (900001, "Ash Primary School", "2025/26", "autumn", 210, "Draft", 2),
        (900002, "Elm Infant School", "2025/26", "autumn", 205, "none", 1),
    ]
    return build_grids({"Sheet1": [headings, *rows]})


@accepted("by laestab.csv", "source-found")
def by_laestab() -> bytes:
    return csv_of([("LA/ESTAB", *WHO[1:], *LESSONS), ("991/2001", *lesson()[1:])])


@accepted("by name.csv", "source-found")
def by_name() -> bytes:
    return csv_of([("School", *WHO[1:], *LESSONS), ("ASH PRIMARY SCH.", *lesson()[1:])])


@partly("one name in doubt.csv", "source-doubtful", returns=1)
def doubtful() -> bytes:
    rows = [(URN, "Ash Primary School", *lesson()[1:]), (None, "Elm", *lesson()[1:])]
    return csv_of([("URN", "School", *WHO[1:], *LESSONS), *rows])


@accepted("former number.csv", "source-former")
def former() -> bytes:
    return csv_of(table(lesson(urn=900010)))


@checked("unknown number.csv", "urn-unknown")
def unknown() -> bytes:
    return csv_of(table(lesson(urn=123456)))


@checked("no year.csv", "no-period", returns=0)
def no_year() -> bytes:
    return csv_of([("URN", *LESSONS), (URN, *lesson()[3:])])


@checked("ten-ish.csv", "approximate")
def approximate() -> bytes:
    return csv_of(table(lesson("10ish")))


@checked("fewer than five.csv", "number-is-a-limit")
def limit() -> bytes:
    return csv_of(table(lesson("<5")))


@checked("a share.csv", "number-is-a-percentage")
def share() -> bytes:
    return csv_of(table(lesson("25%")))


@checked("a range.csv", "number-is-a-range")
def number_range() -> bytes:
    return csv_of(table(lesson("10 to 12")))


@accepted("thousands.csv")
def thousands() -> bytes:
    headings = (*WHO, "Live attendances", "Performances", "Live events")
    return csv_of([headings, (URN, *WHEN, '"1,204"', "3", 1)])


@accepted("units.csv")
def units() -> bytes:
    return csv_of(table(lesson("12 pupils")))


@accepted("not available.csv", "read-as-blank")
def not_available() -> bytes:
    rows = [
        [*row, extra]
        for row, extra in zip(table(lesson()), ["With SEN support", "n/a"], strict=True)
    ]
    return csv_of(rows)


@accepted("symbols.csv")
def symbols() -> bytes:
    headings = (*WHO, *LESSONS, "With pupil premium", "With SEN support", "With an EHC plan")
    return csv_of([headings, (*lesson(), "c", "[z]", "low")])


@checked("two year groups.xlsx", "mixed-year-groups")
def mixed_years() -> bytes:
    return book(a_class(28, "Oak", "3/4"))


@checked("a class became a date.xlsx", "text-became-date")
def became_date() -> bytes:
    return classes([CLASSES, (date(2025, 4, 3), 4, 28)])


@accepted("dates of every kind.xlsx")
def dates() -> bytes:
    more = {"Date completed": "12th December 2025"}
    return build_grids({"Return": front(**more), "Whole class": [CLASSES, a_class()]})


@checked("formula error.xlsx", "formula-error")
def formula_error() -> bytes:
    return with_formula("#DIV/0!")


@checked("formula never calculated.xlsx", "formula-not-calculated")
def never_calculated() -> bytes:
    return with_formula("=SUM(A1:A2)")


def with_formula(formula: str) -> bytes:
    """A workbook of openpyxl, which writes formulas without their results."""
    workbook = openpyxl.load_workbook(io.BytesIO(book(a_class())))
    workbook["Whole class"]["C2"] = formula
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


@checked("not on the list.csv", "not-in-list")
def not_on_list() -> bytes:
    return csv_of(table((URN, *WHEN, "huge", "KS2", "hub lead", 6)))


@accepted("nothing to report.xlsx")
def nil() -> bytes:
    return build_grids({"Return": front(**{"Nothing to report this time?": "Yes"})})


@accepted("source written once.csv", "heading-unknown")
def with_room() -> bytes:
    rows = [[*row, extra] for row, extra in zip(table(lesson()), ["Room", "Hall"], strict=True)]
    return csv_of(rows)


@checked("school written once.csv", "source-carried-down")
def written_once() -> bytes:
    return csv_of(table(lesson(), ("", *WHEN, "individual", "KS2", "hub lead", 2)))


@accepted("very wide.xlsx", "heading-unknown")
def very_wide() -> bytes:
    return classes([[*row, *[None] * 3_000, "x"] for row in (CLASSES, a_class())])


@accepted("long text.xlsx", "heading-unknown")
def long_text() -> bytes:
    return book((*a_class(), "x" * 32_000), headings=(*CLASSES, "Story of the term"))
