"""Files as they arrive: told apart by headings, packed or not, in either encoding."""

from __future__ import annotations

import gzip
import io
import random
import zipfile

import openpyxl
import pytest

from hubdata.errors import UnreadableFile, UserError
from hubdata.register import RegisterKind, UnknownRegisterFile, detect_kind, read_schools
from tests.register.made_files import census_file, geojson_file, gias_file, links_file

IMD = b"lsoa21_code,IMD_decile,IMD_rank\nE01000010,3,9000\n"
SAMPLES = {
    RegisterKind.GIAS_EXTRACT: gias_file({}),
    RegisterKind.GIAS_LINKS: links_file((900001, 900002, "Successor")),
    RegisterKind.SCHOOL_CENSUS: census_file({"urn": "900001"}),
    RegisterKind.DEPRIVATION: IMD,
    RegisterKind.BOUNDARIES: geojson_file(("E10000099", "Northmere")),
    RegisterKind.REPORTABLE_SCHOOLS: b"School URN,Name\n900001,Ash\n",
}


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(f"{name}.csv", content)
    return out.getvalue()


@pytest.mark.parametrize("kind", list(RegisterKind))
def test_every_kind_is_told_by_its_headings_whatever_its_name(kind: RegisterKind) -> None:
    assert detect_kind("download (3).bin", SAMPLES[kind]) is kind


@pytest.mark.parametrize("kind", list(RegisterKind))
def test_a_packed_file_is_read_as_it_is(kind: RegisterKind) -> None:
    assert detect_kind("file.gz", gzip.compress(SAMPLES[kind])) is kind


def test_the_zip_of_gias_is_read_as_it_is() -> None:
    assert read_schools("extract.zip", zipped(all=gias_file({}))).records[0].urn == 900001


def test_a_zip_of_two_files_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableFile, match=r"found a\.csv, b\.csv\. Unpack it"):
        detect_kind("extract.zip", zipped(a=b"URN\n1", b=b"URN\n2"))


def test_an_unknown_file_is_told_what_was_found_and_what_is_accepted() -> None:
    with pytest.raises(UnknownRegisterFile) as refused:
        detect_kind("diary.csv", b"Date,Room\n1,2\n")
    sentence = str(refused.value)
    assert sentence.startswith('diary.csv: the headings found ("Date", "Room") are not those')
    assert all(kind.value in sentence for kind in RegisterKind)
    assert isinstance(refused.value, UserError)


@pytest.mark.parametrize("content", [b"", b"\n\n \n", b"%PDF-1.4", random.Random(3).randbytes(999)])
def test_what_is_no_table_at_all_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^odd: "):
        detect_kind("odd", content)


def test_the_right_file_for_another_purpose_is_named() -> None:
    with pytest.raises(
        UnknownRegisterFile, match="this is deprivation index by LSOA, not GIAS ext"
    ):
        read_schools("imd.csv", IMD)


def test_a_download_cut_short_says_download_again() -> None:
    packed = gzip.compress(random.Random(1).randbytes(4000).hex().encode())
    with pytest.raises(UnreadableFile, match="cut short"):
        read_schools("half.csv.gz", packed[:2000])


def test_a_password_protected_workbook_says_save_a_copy() -> None:
    with pytest.raises(UnreadableFile, match="without a password"):
        detect_kind("list.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)


def test_a_damaged_workbook_is_refused_in_words() -> None:
    with pytest.raises(UnreadableFile):
        detect_kind("list.xlsx", b"PK\x03\x04" + b"\0" * 600)


def test_names_keep_their_signs_in_windows_1252_and_in_utf_8() -> None:
    written = gias_file({"EstablishmentName": "St Anne’s, Long Lane – Café School"})
    as_utf8 = b"\xef\xbb\xbf" + written.decode("cp1252").encode()
    for content in (written, as_utf8):
        assert read_schools("x", content).records[0].name == "St Anne’s, Long Lane – Café School"


def test_headings_may_stand_below_a_title_and_semicolons_may_separate() -> None:
    content = b"Our schools, 2025\n\nURN;Name\n900001;Ash\n"
    assert detect_kind("list.csv", content) is RegisterKind.REPORTABLE_SCHOOLS


def test_a_workbook_is_known_by_whichever_sheet_has_the_headings() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Notes"])  # type: ignore[union-attr]
    book.create_sheet("Index").append(["LSOA code (2021)", "IDACI Decile"])
    out = io.BytesIO()
    book.save(out)
    assert detect_kind("imd.xlsx", out.getvalue()) is RegisterKind.DEPRIVATION
