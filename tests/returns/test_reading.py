"""Files as they come: every type, every encoding; the hostile and the broken with a sentence."""

import io
import pickle
import re
import struct
import zipfile

import openpyxl
import pytest
from python_calamine import CalamineError, CalamineWorkbook

from hubdata.errors import UnreadableFile
from hubdata.returns.reading.opening.delimited import MAX_ROWS
from hubdata.returns.reading.opening.filetypes import FileType, check_file_type
from hubdata.returns.reading.opening.grid import NOT_CALCULATED, Fault, column_letters
from hubdata.returns.reading.opening.workbook import read_workbook
from tests.returns.workbooks import build_grids, build_workbook, clean_sheets

CSV = "URN;Schule\n900123;Café “Nord”\n"


def save_with_openpyxl(**cells: object) -> bytes:
    workbook = openpyxl.Workbook()
    for address, value in cells.items():
        workbook.active[address] = value
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def test_addresses_are_those_a_person_sees():
    (grid,) = read_workbook("a.xlsx", build_grids({"A": [[], [], [None, None, "x", 1]]})).grids
    assert (grid.rows, grid.address(0, 1), grid.number(0)) == ([["x", 1.0]], "D3", 3)


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (702, "AAA")])
def test_columns_are_lettered_as_in_a_spreadsheet(column, letters):
    assert column_letters(column) == letters


def test_hidden_sheets_and_merged_cells_are_known():
    content = build_grids({"A": [["m"], [None], ["x"]]}, hidden=["A"], merged={"A": ["A1:A2"]})
    content_with_two = build_grids({"B": [["x"]], "A": [["m"], [None]]}, hidden=["A"])
    assert read_workbook("a.xlsx", content).grids[0].merged == [(0, 0, 1, 0)]
    assert [grid.is_hidden for grid in read_workbook("a.xlsx", content_with_two).grids] == [
        False,
        True,
    ]


def test_faulty_formulas_are_not_blank():
    content = save_with_openpyxl(A1="x", A2="#REF!", B2="=1+1", C2="y")
    (grid,) = read_workbook("a.xlsx", content).grids
    assert grid.rows[1] == [Fault("#REF!"), Fault(NOT_CALCULATED), "y"]


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode("utf-8"),
        CSV.encode("utf-8-sig"),
        CSV.encode("utf-16"),
        CSV.encode("utf-16-le"),
        CSV.encode("utf-16-be"),
        CSV.encode("cp1252"),
        CSV.replace(";", "\t").encode("cp1252"),
        CSV.replace(";", ",").encode("utf-8"),
    ],
)
def test_text_is_read_in_every_usual_encoding_and_with_every_delimiter(content):
    workbook = read_workbook("a.csv", content)
    assert workbook.is_delimited
    assert workbook.grids[0].rows == [["URN", "Schule"], ["900123", "Café “Nord”"]]


def test_the_line_that_names_the_delimiter_is_no_row_but_keeps_its_number():
    (grid,) = read_workbook("a.csv", b"sep=;\r\nURN;Roll\r\n900123;1,204\r\n").grids
    assert grid.rows[2] == ["900123", "1,204"]


def test_commas_within_quotes_do_not_divide():
    (grid,) = read_workbook("a.csv", b'URN,Name\n900123,"St Anne, Wendale"\n').grids
    assert grid.rows[1] == ["900123", "St Anne, Wendale"]


def test_the_bytes_decide_and_not_the_name():
    content = build_grids({"A": [["x"]]})
    assert read_workbook("really.csv", content).grids[0].rows == [["x"]]


XLSX = build_workbook(clean_sheets())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
UNREADABLE = {
    "empty": (b"", "empty"),
    "blank": (b"\r\n \n", "empty"),
    "half a workbook": (XLSX[: len(XLSX) // 2], "damaged or incomplete"),
    "beginning of a workbook": (b"PK\x03\x04" + bytes(50), "damaged or incomplete"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "Save a copy without a password"),
    "half an old workbook": (OLE + "Workbook".encode("utf-16-le"), "damaged or incomplete"),
    "old Word": (OLE + "WordDocument".encode("utf-16-le"), "Word document"),
    "unknown OLE": (OLE, "damaged"),
    "Word": (zipped(word__document_xml=b"<w/>"), "Word document"),
    "PowerPoint": (zipped(ppt__slides_xml=b"<p/>"), "PowerPoint"),
    "Numbers": (zipped(Index__Document_iwa=b"x"), "Apple Numbers"),
    "zip": (zipped(photo_png=b"x"), "compressed folder"),
    "PDF": (b"%PDF-1.7 ...", "a PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n...", "a picture"),
    "web page called xls": (b"<html><table><tr><td>1</td></tr></table>", "a web page"),
    "XML": (b'<?xml version="1.0"?><Workbook/>', "an XML document"),
    "noise": (bytes(range(256)) * 10, "damaged"),
    "no sheets": (zipped(xl__workbook_xml=b"<workbook/>"), "damaged"),
    "bomb": (zipped(**{"xl__worksheets__sheet1.xml": bytes(60_000_000)}), "unpacks to"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_said_with_the_way_out(case):
    content, words = UNREADABLE[case]
    with pytest.raises(UnreadableFile, match=words) as refusal:
        read_workbook("file.xlsx", content)
    assert str(refusal.value).startswith("file.xlsx: ")
    assert str(refusal.value).endswith(".")


def test_one_stray_cell_far_away_does_not_cost_gigabytes():
    with pytest.raises(UnreadableFile, match="XFD5000"):
        read_workbook("far.xlsx", save_with_openpyxl(A1=1, XFD5000=2))


def test_a_long_narrow_sheet_is_read():
    (grid,) = read_workbook("long.xlsx", save_with_openpyxl(A1="x", B5000="y")).grids
    assert len(grid.rows) == 5000


def test_a_file_of_too_many_rows_is_refused():
    with pytest.raises(UnreadableFile, match="more than"):
        read_workbook("long.csv", b"1,2\n" * (MAX_ROWS + 1))


def test_a_workbook_passes_between_processes():
    workbook = read_workbook("a.xlsx", XLSX)
    assert pickle.loads(pickle.dumps(workbook)) == workbook


def xls_with(record: int, data: bytes) -> bytes:
    """An OLE file whose workbook stream is a beginning, one record and an end."""
    stream = struct.pack("<HH", 0x0809, 16) + bytes(16)
    stream += struct.pack("<HH", record, len(data)) + data + struct.pack("<HH", 0x000A, 0)
    return build_ole(stream.ljust(4096, b"\x00"))


def build_ole(stream: bytes, name: str = "Workbook") -> bytes:
    """The smallest compound file with one stream: header, allocation table, directory, stream."""
    sectors = len(stream) // 512
    header = bytearray(512)
    header[:8] = OLE[:8]
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header[80:] = b"\xff" * (512 - 80)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    entries = [("Root Entry", 5, 1, 0xFFFFFFFE, 0), (name, 2, 0xFFFFFFFF, 2, len(stream))]
    directory = b"".join(ole_entry(*entry) for entry in entries)
    return bytes(header) + table + directory.ljust(512, b"\x00") + stream


def ole_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    entry = text.ljust(64, b"\x00") + struct.pack("<HBB", len(text), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)


@pytest.mark.parametrize(
    ("record", "data", "words"),
    [
        (0x0200, struct.pack("<IIHHH", 0, 2**31, 0, 60_000, 0), "damaged"),
        (0x0200, struct.pack("<IIHHH", 60_000, 2, 0, 12, 0), "damaged"),
        (0x00FC, struct.pack("<II", 2**31, 2**31), "damaged"),
        (0x0203, struct.pack("<HHH", 65_535, 255, 0) + bytes(8), "IV65536"),
        (0x0203, struct.pack("<HHH", 1, 65_535, 0) + bytes(8), "damaged"),
        (0x002F, bytes(6), "without a password"),
    ],
)
def test_an_old_workbook_that_claims_too_much_does_not_end_the_process(record, data, words):
    with pytest.raises(UnreadableFile, match=words):
        read_workbook("old.xls", xls_with(record, data))


def ods_with(columns: int, rows: int, cell: str) -> bytes:
    """An ods file of one cell, repeated."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{n}="{names}:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" {cell}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return file.getvalue()


ONE = 'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'


@pytest.mark.parametrize("name", ["Workbook", "WORKBOOK", "Book", "BOOK"])
def test_an_old_workbook_is_known_by_its_stream_in_any_letters(name):
    assert check_file_type("old.xls", build_ole(bytes(4096), name)) is FileType.XLS


MACROS = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"


def with_macro_sheet(content: bytes) -> bytes:
    """The second sheet of a workbook made a sheet of macros, as Excel 4 kept them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            xml = old.read(name).decode().replace("worksheets/sheet2.xml", "macrosheets/sheet1.xml")
            if name == "xl/_rels/workbook.xml.rels":
                xml = re.sub(
                    r'Type="[^"]*"( Target="[^"]*macrosheets/sheet1.xml")|'
                    r'(Target="[^"]*macrosheets/sheet1.xml" )Type="[^"]*"',
                    rf'\1\2 Type="{MACROS}"',
                    xml,
                )
            new.writestr(name.replace("worksheets/sheet2.xml", "macrosheets/sheet1.xml"), xml)
    return file.getvalue()


def test_a_workbook_with_sheets_of_macros_is_read_and_they_are_not_run():
    rows = [["Pupils", "Share"], [12, "#DIV/0!"], [None, "=CALL()"]]
    content = with_macro_sheet(build_grids({"Answers": rows, "Macro1": [["=HALT()"]]}))
    with pytest.raises(CalamineError):
        CalamineWorkbook.from_filelike(io.BytesIO(content))
    answers = read_workbook("macros.xlsm", content).grids[0]
    assert answers.name == "Answers"
    assert answers.rows[:2] == [["Pupils", "Share"], [12, Fault("#DIV/0!")]]


def test_a_formula_that_was_never_calculated_is_no_blank_to_the_second_reader():
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Pupils", "Twice"])
    book.active.append([12, "=A2*2"])
    book.create_sheet("Macro1").append(["=HALT()"])
    book.save(file)
    answers = read_workbook("macros.xlsm", with_macro_sheet(file.getvalue())).grids[0]
    assert answers.rows[1] == [12, Fault(NOT_CALCULATED)]


def test_a_sheet_that_is_not_what_its_checksum_says_is_damaged():
    content = build_grids({"A": [["Pupils"], [12345]]})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = archive.getinfo("xl/worksheets/sheet1.xml").CRC
    changed = content.replace(struct.pack("<I", told), struct.pack("<I", told ^ 1))
    with pytest.raises(UnreadableFile, match="damaged"):
        read_workbook("a.xlsx", changed)


def test_a_value_repeated_over_a_whole_sheet_is_not_unrolled():
    with pytest.raises(UnreadableFile, match="millions of cells"):
        read_workbook("a.ods", ods_with(16_384, 1_048_576, ONE))


def test_empty_cells_repeated_to_the_end_of_a_sheet_are_nothing():
    assert read_workbook("a.ods", ods_with(16_384, 1_048_576, "/>")).grids[0].rows == []
    assert read_workbook("a.ods", ods_with(3, 2, ONE)).grids[0].rows == [[1.0] * 3] * 2
