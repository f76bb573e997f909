"""No program takes for a formula what we write out."""

import pytest

from hubdata.harmless import harmless, render_csv


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+44 (0)20", "'+44 (0)20"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-x", "'-x"),
        ("-2+3", "'-2+3"),
        ("-5", "-5"),
        ("-", "-"),
        ("Ash\x00\x07", "Ash"),
    ],
)
def test_text_that_begins_like_a_formula_is_made_harmless(text: str, written: str) -> None:
    assert harmless(text) == written


def test_a_csv_opens_in_excel_with_its_letters() -> None:
    assert render_csv(["Å"], [["=x"]]) == "\ufeffÅ\r\n'=x\r\n".encode()
