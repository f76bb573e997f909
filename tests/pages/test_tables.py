"""Tables, figures and the files they are taken away in."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from hubdata.wording import explain_figure
from pages.components.kit.downloads import Sheet, name_file, render_xlsx, write_csv
from pages.components.kit.look import Status
from pages.components.kit.tables import Cell, Column, Group, build_sheet, build_table

COLUMNS = (
    Column("School"),
    Column("Share", "right", "%"),
    Column("Since autumn", "right", "pt", signed=True),
    Column("Status"),
)


def build(*row: object) -> str:
    return build_table(COLUMNS, [Group("", [row])], caption="Schools")


def read_text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("value", "unit", "options", "text"),
    [
        (64.4, "%", {}, "64%"),
        (3.14, "%", {"decimals": 1}, "3.1%"),
        (1204, "£", {}, "£1,204"),
        (-2, "pt", {"signed": True}, "−2 pts"),
        (1, "pt", {"signed": True}, "+1 pt"),
        (0.2, "pt", {"signed": True, "decimals": 1}, "+0.2 pts"),
        (-0.4, "pt", {"signed": True}, "0 pts"),
        (-1204, "£", {}, "−£1,204"),
        (3, "", {"signed": True}, "+3"),
        (1.5, "hours", {"decimals": 1}, "1.5 hours"),
        (None, "%", {}, "–"),
    ],
)
def test_a_number_is_written_with_its_unit_in_one_way(value, unit, options, text) -> None:
    assert explain_figure(value, unit, **options) == text


def test_what_is_not_known_is_a_dash_that_is_read_out_and_never_a_zero() -> None:
    html = build("Moor Edge", None, None, Status.PROVISIONAL)
    assert html.count("not known") == 2
    assert "0%" not in html


def test_a_school_s_name_is_never_run() -> None:
    name = '<img src=x onerror="alert(1)">'
    html = build(Cell(name, "pages/reach/school.py?urn=1", small=name), name, name, name)
    assert "<img" not in html
    assert html.count("&lt;img") == 5


def test_a_row_is_headed_by_its_name_and_every_other_cell_carries_its_label() -> None:
    html = build("Moor Edge", 64, -2, Status.OFF)
    assert '<th scope="row"' in html
    assert re.findall(r'data-name="([^"]*)"', html) == ["Share", "Since autumn", "Status"]
    assert read_text(html).endswith("Moor Edge 64% −2 pts ■ Off track")


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        build("Moor Edge", 64)


def test_a_group_s_heading_heads_its_rows() -> None:
    html = build_table(
        COLUMNS[:1], [Group("Devon", [["A"]]), Group("Torbay", [["B"]])], caption="x"
    )
    assert html.count('scope="rowgroup"') == 2
    assert read_text(html) == "x School Devon A Torbay B"


def test_a_csv_file_holds_numbers_unknowns_and_no_formula() -> None:
    data = write_csv(Sheet("t", ["School", "Share"], [["=cmd()", -2.5], ["Ysgol Tŷ £", None]]))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [["School", "Share"], ["'=cmd()", "-2.5"], ["Ysgol Tŷ £", ""]]


def test_an_excel_file_holds_numbers_unknowns_and_no_formula() -> None:
    sheet = Sheet(
        "What: a [title]?" * 4, ["School", "=Share"], [["=1+1", 64.5], ["http://x", None]]
    )
    page = load_workbook(io.BytesIO(render_xlsx(sheet))).active
    assert [[cell.value for cell in row] for row in page.rows] == [
        ["School", "'=Share"],
        ["'=1+1", 64.5],
        ["http://x", None],
    ]
    assert all(cell.data_type != "f" and not cell.hyperlink for row in page.rows for cell in row)


def test_the_file_has_the_rows_of_the_screen_with_bare_numbers() -> None:
    rows = [[Cell("Moor Edge", "x", small="Devon"), 64.25, None, Status.OFF]]
    sheet = build_sheet(COLUMNS, [Group("Devon", rows)], caption="Schools")
    assert sheet.columns == ["Group", "School", "Share (%)", "Since autumn (points)", "Status"]
    assert sheet.rows == [["Devon", "Moor Edge", 64.25, None, "Off track"]]


def test_a_cell_with_nothing_in_it_is_left_out_on_a_phone() -> None:
    columns = [Column("Slide"), Column("Figure"), Column("Commentary")]
    row = [Cell("Title"), Cell("", words=" "), Cell("None")]
    html = build_table(columns, [Group("", [row])], caption="Slides")
    assert html.count(' blank"') == 1
    assert 'blank" data-name="Figure"' in html


def test_on_a_phone_a_column_says_what_it_is_itself_or_is_left_to_the_page_of_the_row() -> None:
    columns = [
        Column("KPI"),
        Column("Gap", on_phone="bare"),
        Column("Last year", "right", on_phone="beyond"),
    ]
    html = build_table(columns, [Group("", [["Reach", "3 short", None]])], caption="KPIs")
    assert '<td class="left plain bare" data-name="Gap">' in html
    assert '<td class="right plain beyond" data-name="Last year">' in html


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Income, Summer 2025/26", "Income 202526 summer"),
        ("Money by year, to Spring 2025/26", "Money by year, to 202526 spring"),
        ("Leverage by authority, 2024/25", "Leverage by authority 202425"),
        ("loans Autumn 2025/26", "loans 202526 autumn"),
        ("S04 202526 summer by phase", "S04 202526 summer by phase"),
    ],
)
def test_a_file_is_named_by_the_code_of_its_period_so_that_names_sort(
    words: str, name: str
) -> None:
    assert name_file(words) == name
