"""Files that are broken, hostile, or not what their names say."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.returns.corpus.case import accepted, refused, unreadable
from tests.returns.corpus.parts import (
    a_class,
    book,
    csv_of,
    edit_part,
    lesson,
    ods_of,
    ole_with,
    part_of,
    replace_part,
    table,
    xlsb_of,
    zip_of,
)
from tests.returns.workbooks import build_grids

SHEET = "xl/worksheets/sheet2.xml"
OFFICE = b"http://schemas.openxmlformats.org"


@unreadable("empty.xlsx", "the file is empty")
def empty() -> bytes:
    return b""


@unreadable("zeros.csv", "the file is empty")
def zeros() -> bytes:
    return bytes(4096)


@unreadable("truncated.xlsx", "damaged or incomplete")
def truncated() -> bytes:
    content = book(a_class())
    return content[: len(content) // 2]


@unreadable("without its last bytes.xlsx", "damaged or incomplete")
def clipped() -> bytes:
    return book(a_class())[:-30]


@unreadable("flipped bits.xlsx", "damaged or incomplete")
def flipped() -> bytes:
    content = bytearray(book(a_class()))
    place = content.index(b"xl/worksheets/sheet2.xml") + 60
    content[place : place + 40] = bytes(byte ^ 0xFF for byte in content[place : place + 40])
    return bytes(content)


@accepted("list of sheets not closed.xlsx")
def broken_xml() -> bytes:
    return edit_part(book(a_class()), "xl/workbook.xml", b"</sheets>", b"<<<")


@unreadable("no workbook part.xlsx", "has no sheets with cells")
def no_workbook() -> bytes:
    return replace_part(book(a_class()), {"xl/workbook.xml": None})


@unreadable("missing sheet part.xlsx", "damaged or incomplete")
def missing_sheet() -> bytes:
    return replace_part(book(a_class()), {SHEET: None})


@unreadable("zip bomb.xlsx", "unpacks to")
def zip_bomb() -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(200):
            part.write(bytes(1_000_000))
    return file.getvalue()


@unreadable("lying zip bomb.xlsx", "damaged or incomplete")
def lying_bomb() -> bytes:
    """The directory says that the sheet is small; it is not."""
    data = b"<row/>" * 2_000_000
    content = bytearray(replace_part(book(a_class()), {SHEET: data}))
    for place in _places(bytes(content), struct.pack("<I", len(data))):
        struct.pack_into("<I", content, place, 100)
    return bytes(content)


def _places(content: bytes, wanted: bytes) -> list[int]:
    return [n for n in range(len(content) - 3) if content[n : n + 4] == wanted]


@unreadable("entity expansion.xlsx", "damaged or incomplete")
def entities() -> bytes:
    """A billion laughs: entities are not expanded."""
    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (n, (b"&l%d;" % (n - 1)) * 10 if n else b"ha") for n in range(10)
    )
    content = book(a_class())
    doctype = b"<!DOCTYPE sst [" + laughs + b"]><sst"
    shared = part_of(content, "xl/sharedStrings.xml").replace(b"<sst", doctype, 1)
    return replace_part(content, {"xl/sharedStrings.xml": shared.replace(b"4A", b"&l9;")})


@accepted("external link.xlsx")
def external_link() -> bytes:
    link = b'<externalLink xmlns="' + OFFICE + b'/spreadsheetml/2006/main"/>'
    content = replace_part(book(a_class()), {"xl/externalLinks/externalLink1.xml": link})
    cell = b"<f>[1]Sheet1!A1</f><v>28</v>"
    return edit_part(content, SHEET, b"<v>28</v>", cell)


@accepted("with macros.xlsm")
def macros() -> bytes:
    return replace_part(book(a_class()), {"xl/vbaProject.bin": b"Attribute VB_Name" * 100})


@accepted("whole sheet as dimension.xlsx")
def whole_dimension() -> bytes:
    sheet = part_of(book(a_class()), SHEET)
    begin = sheet.index(b"<dimension ref=")
    end = sheet.index(b"/>", begin)
    wide = sheet[:begin] + b'<dimension ref="A1:XFD1048576"' + sheet[end:]
    return replace_part(book(a_class()), {SHEET: wide})


@unreadable("cell in the last corner.xlsx", "far from everything else")
def far_corner() -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return edit_part(book(a_class()), SHEET, b"</sheetData>", row)


@unreadable("rows out of order.xlsx", "stops the reader")
def out_of_order() -> bytes:
    """The last row comes first, so that no look ahead finds it: it costs the reader its life."""
    row = b'<sheetData><row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
    return edit_part(book(a_class()), SHEET, b"<sheetData>", row)


@accepted("20,000 empty rows.xlsx")
def empty_rows() -> bytes:
    rows = b"".join(
        b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n)
        for n in range(10, 20_010)
    )
    return edit_part(book(a_class()), SHEET, b"</sheetData>", rows + b"</sheetData>")


@accepted("5,000 blank lines.csv")
def blank_lines() -> bytes:
    return csv_of(table(lesson())) + b"\r\n,,,,,," * 5_000


@accepted("blank tail.ods")
def blank_tail() -> bytes:
    return ods_of(table(lesson()), tail=1_048_000)


@accepted("binary.xlsb")
def binary() -> bytes:
    return xlsb_of(table(lesson()))


@unreadable("binary far row.xlsb", "far from everything else")
def binary_far() -> bytes:
    return xlsb_of(table(lesson()), first_row=1_000_000)


@unreadable("binary impossible row.xlsb", "damaged or incomplete")
def binary_impossible() -> bytes:
    return xlsb_of(table(lesson()), first_row=2_000_000_000)


@unreadable("binary cut in a record.xlsb", "damaged or incomplete")
def binary_cut() -> bytes:
    content = xlsb_of(table(lesson()))
    sheet = part_of(content, "xl/worksheets/sheet1.bin")
    return replace_part(content, {"xl/worksheets/sheet1.bin": sheet[: len(sheet) - 20]})


@unreadable("binary noise.xlsb", "damaged or incomplete")
def binary_noise() -> bytes:
    noise = bytes(n * 37 % 256 for n in range(3_000))
    return replace_part(xlsb_of(table(lesson())), {"xl/workbook.bin": noise})


@unreadable("password.xlsx", "password-protected")
def password() -> bytes:
    return ole_with("EncryptedPackage", b"secret" * 100)


@unreadable("password.zip", "password-protected")
def zip_password() -> bytes:
    content = bytearray(book(a_class()))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(signature, place + 4)
    return bytes(content)


@unreadable("password.xls", "password-protected")
def old_password() -> bytes:
    begin = struct.pack("<HH", 0x0809, 16) + bytes(16)
    return ole_with("Workbook", begin + struct.pack("<HH", 0x002F, 6) + bytes(6))


@unreadable("noise.xls", "damaged or incomplete")
def old_noise() -> bytes:
    return ole_with("Workbook", bytes(n * 91 % 256 for n in range(4_096)))


@unreadable("old dimension.xls", "damaged or incomplete")
def old_dimension() -> bytes:
    begin = struct.pack("<HH", 0x0809, 16) + bytes(16)
    claim = struct.pack("<IIHHH", 0, 2**31, 0, 60_000, 0)
    return ole_with("Workbook", begin + struct.pack("<HH", 0x0200, len(claim)) + claim)


@unreadable("web page.xls", "a web page")
def web_page() -> bytes:
    return b"<html><table><tr><td>URN</td></tr></table></html>"


@unreadable("spreadsheet of 2003.xls", "an XML document")
def xml_2003() -> bytes:
    return b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>'


@unreadable("scanned.xlsx", "a PDF")
def pdf() -> bytes:
    return b"%PDF-1.7\n" + bytes(500)


@unreadable("screenshot.xlsx", "a picture")
def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(500)


@unreadable("letter.docx", "a Word document")
def word() -> bytes:
    return zip_of({"word/document.xml": b"<w:document/>"})


@unreadable("several.zip", "a compressed folder")
def folder() -> bytes:
    return zip_of({"one.xlsx": book(a_class()), "two.csv": csv_of(table(lesson()))})


@unreadable("packed.csv.gz", "a compressed file")
def packed() -> bytes:
    return b"\x1f\x8b\x08\x00" + bytes(200)


@unreadable("program.csv", "damaged or incomplete")
def program() -> bytes:
    return b"MZ" + bytes(range(256)) * 40


@unreadable("notes only.xlsx", "no headings of the school return")
def notes_only() -> bytes:
    return build_grids({"Sheet1": [["Hello"], ["We had a lovely term."], ["Best wishes"]]})


@unreadable("no cells.xlsx", "no headings of the school return")
def no_cells() -> bytes:
    return build_grids({"Sheet1": []})


@unreadable("data.csv", "no headings of the school return")
def json_data() -> bytes:
    return b'{"urn": 900001, "pupils": [1, 2, 3]}'


@unreadable("too many rows.csv", "more than 100,000 rows")
def too_many_rows() -> bytes:
    return csv_of(table(lesson())) + b"\r\n900001,2025/26,autumn,small,KS2,hub lead,1" * 100_001


@unreadable("one endless cell.csv", "cannot be divided into cells")
def endless_cell() -> bytes:
    return csv_of(table(lesson())) + b'\r\n"' + b"x" * 300_000


@accepted("workbook called csv.csv")
def mislabelled_workbook() -> bytes:
    return book(a_class())


@accepted("csv called xlsx.xlsx")
def mislabelled_csv() -> bytes:
    return csv_of(table(lesson()))


@refused("pupils.csv", "looks like a list of pupils")
def pupils() -> bytes:
    return b"Forename,Surname,Date of birth,Instrument\nSam,Example,01/02/2015,violin\n"


@refused("pupils on a hidden sheet.xlsx", "looks like a list of pupils")
def hidden_pupils() -> bytes:
    names = [["Pupil name", "DOB"], ["Sam Example", "01/02/2015"]]
    return build_grids({"Tuition": table(lesson()), "Register": names}, hidden=["Register"])


@refused("upns without a heading.xlsx", "UPNs")
def upns() -> bytes:
    rows = [["A123456789012"], ["H801200001001"], ["T820432105001"]]
    return build_grids({"Tuition": table(lesson()), "x": [*rows, *_real_upns()]})


def _real_upns() -> list[list[str]]:
    from hubdata.returns.reading.pupil_level import check_letter

    return [[check_letter(digits) + digits] for digits in ("820432105001", "820432105002")]


@accepted("text like a formula.csv", "heading-unknown")
def formula_text() -> bytes:
    headings = [*table()[0], "Remarks"]
    return csv_of([headings, [*lesson(), "=cmd|' /C calc'!A0"]])


@accepted("deep path names.xlsx")
def deep_names() -> bytes:
    return replace_part(book(a_class()), {"../../etc/passwd": b"x", "xl/" + "a/" * 100 + "b": b"x"})
