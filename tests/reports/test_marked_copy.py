"""The marked copy: cells filled and commented, a list in front, nothing that could run."""

import io
from zipfile import ZipFile

import openpyxl
import xlsxwriter

from hubdata.reports.marked_copy import PlainSheet, render_own_workbook, render_plain_workbook
from hubdata.reports.marks import Mark, MarkedCopy, Needed, build_copy

WRONG = Mark(
    Needed.CORRECT, "Whole class", "B3", "Whole class, B3", "=5-10", "Pupils: write a whole number."
)
DOUBTFUL = Mark(Needed.EXPLAIN, "Whole class", "B3", "Whole class, B3", "=5-10", "Check it.")
WHOLE = Mark(Needed.CORRECT, "", "", "The file", None, "Give the school's URN.")


def copy_of(*marks: Mark) -> MarkedCopy:
    return build_copy("elm.xlsx", marks, mailbox="music@example.org")


def book_with(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Whole class"
    for address, value in cells.items():
        sheet[address] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_cell_is_filled_and_its_comment_says_what_to_do() -> None:
    book = opened(render_own_workbook(book_with(B3="5-10", B4=28), copy_of(DOUBTFUL, WRONG)))
    cell = book["Whole class"]["B3"]
    assert cell.value == "5-10"
    assert cell.fill.fgColor.rgb == "00F4C7CF"
    assert cell.comment.text.startswith("Correct. Pupils: write a whole number.\n\nExplain. Check")
    assert book["Whole class"]["B4"].comment is None


def test_the_first_sheet_lists_everything_with_links_the_gravest_first() -> None:
    book = opened(render_own_workbook(book_with(B3="5-10"), copy_of(DOUBTFUL, WRONG, WHOLE)))
    assert book.sheetnames == ["What to put right", "Whole class"]
    assert book.active.title == "What to put right"
    rows = [[cell.value for cell in row] for row in book.active["A4:D7"]]
    assert rows[0] == ["Needed", "Where", "What was sent", "What to do"]
    assert [row[0] for row in rows[1:]] == ["Correct", "Correct", "Explain"]
    assert rows[1][2] == "“=5-10”"
    assert rows[2][2] == "blank"
    assert book.active["B5"].hyperlink.location or book.active["B5"].hyperlink.target
    assert book.active["B6"].hyperlink is None
    assert "music@example.org" in book.active["A2"].value


def test_what_the_sender_calculated_stays_and_what_reaches_outside_does_not() -> None:
    content = book_with(A1="=1+1", A2="=WEBSERVICE(A1)", A3="=cmd|'/c calc'!A0", A4="='[x]S'!A1")
    sheet = opened(render_own_workbook(content, copy_of(WRONG)))["Whole class"]
    assert sheet["A1"].value == "=1+1"
    assert [sheet[cell].value for cell in ("A2", "A3", "A4")] == [None, None, None]


def test_text_that_only_looks_like_a_formula_stays_text() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Whole class").write_string("A1", "=cmd|'/c calc'!A0")
    cell = opened(render_own_workbook(file.getvalue(), copy_of(WRONG)))["Whole class"]["A1"]
    assert (cell.value, cell.data_type) == ("=cmd|'/c calc'!A0", "s")


def test_macros_do_not_come_along() -> None:
    plain = book_with(B3="5-10")
    file = io.BytesIO()
    with ZipFile(io.BytesIO(plain)) as old, ZipFile(file, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "[Content_Types].xml":
                content = content.replace(
                    b"spreadsheetml.sheet.main", b"macroEnabled.main", 1
                ).replace(b"openxmlformats-officedocument.macro", b"ms-excel.sheet.macro")
                content = content.replace(b"vnd.ms-excel", b"vnd.ms-excel")
            new.writestr(entry, content)
        new.writestr("xl/vbaProject.bin", b"macro")
    marked = render_own_workbook(file.getvalue(), copy_of(WRONG))
    with ZipFile(io.BytesIO(marked)) as archive:
        assert not any("vba" in name.lower() for name in archive.namelist())
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")


def test_merged_cells_are_marked_where_they_begin() -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_with(A3="5-10")))
    book.active.merge_cells("A3:C3")
    file = io.BytesIO()
    book.save(file)
    marked = opened(render_own_workbook(file.getvalue(), copy_of(WRONG)))
    assert marked["Whole class"]["A3"].comment is not None


def test_a_comment_that_was_there_stays_below() -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_with(B3="5-10")))
    book.active["B3"].comment = openpyxl.comments.Comment("ask Jo's class", "office")
    file = io.BytesIO()
    book.save(file)
    marked = opened(render_own_workbook(file.getvalue(), copy_of(WRONG)))
    assert marked["Whole class"]["B3"].comment.text.endswith("ask Jo's class")


def test_a_csv_becomes_a_workbook_with_its_cells_where_they_were() -> None:
    mark = Mark(Needed.CORRECT, "", "C4", "C4", "5-10", "Write a number.")
    rows = [["Pupils", "=HYPERLINK()"], ["5-10", "-"]]
    content = render_plain_workbook([PlainSheet("", rows, top=2, left=2)], copy_of(mark))
    sheet = opened(content)["Table"]
    assert sheet["C4"].value == "5-10"
    assert sheet["C4"].comment is not None
    assert (sheet["D3"].value, sheet["D3"].data_type) == ("'=HYPERLINK()", "s")
    assert sheet["D4"].value == "-"


def test_a_sheet_with_the_name_of_the_list_is_kept() -> None:
    sheets = [PlainSheet("What to put right", [["x"]]), PlainSheet("A[1]:B", [["y"]])]
    book = opened(render_plain_workbook(sheets, copy_of(WHOLE)))
    assert book.sheetnames == ["What to put right 2", "What to put right", "A1B"]
