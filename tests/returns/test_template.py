"""The template: one workbook a source, drawn from the declaration, safe and easy to fill in."""

import io
import time
import zipfile
from datetime import date

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from hubdata.periods import Period, Term
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.returns.template.cells import LISTS_SHEET, explain_field
from hubdata.returns.template.front import FRONT_PAGE
from hubdata.returns.template.marker import MARKER_SHEET, TemplateMarker, parse_marker
from hubdata.returns.template.workbook import ROWS_READY, fields_asked, render_template
from hubdata.vocabulary import YearGroup

AUTUMN = Period.parse(202627, "autumn")
BEACON_HILL = {
    "Return": [{"school_urn": 900123, "school_name": "Beacon Hill Primary School", "la_code": 992}],
    "Context": [{"roll_total": 210, "trust_name": "=HYPERLINK(1)"}],
    "Whole class": [
        {"class_id": "4A", "year_group": YearGroup.Y4, "hub_supported": True, "pupils": 28},
        {"class_id": "-2+3", "year_group": YearGroup.R, "hub_supported": False},
    ],
}


def render(**changes) -> bytes:
    settings = {
        "prefilled": BEACON_HILL,
        "hub_name": "Wendale Music Hub",
        "source_name": "Beacon Hill Primary School",
        "due_on": date(2026, 12, 11),
        "minutes": 15,
    }
    return render_template(SCHOOL_RETURN, AUTUMN, **(settings | changes))


def cells_of(content: bytes, sheet: str) -> list[list[object]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


@pytest.fixture(scope="module")
def content() -> bytes:
    return render()


@pytest.fixture(scope="module")
def workbook(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def answer_cell(workbook, sheet: str, field: str):
    part = workbook[sheet]
    heading = SCHOOL_RETURN.sheet(sheet).field(field).heading
    return next(part.cell(row, 2) for row in range(1, 40) if part.cell(row, 1).value == heading)


def rule_at(workbook, sheet: str, place: str):
    rules = workbook[sheet].data_validations.dataValidation
    return next(rule for rule in rules if place in rule.sqref)


def test_the_sheets_are_those_of_the_kind_in_order(workbook):
    asked = [sheet.name for sheet in SCHOOL_RETURN.sheets]
    assert workbook.sheetnames == [FRONT_PAGE, *asked, LISTS_SHEET, MARKER_SHEET]
    hidden = [name for name in workbook.sheetnames if workbook[name].sheet_state == "veryHidden"]
    assert hidden == [LISTS_SHEET, MARKER_SHEET]


@pytest.mark.parametrize("sheet", SCHOOL_RETURN.sheets, ids=lambda sheet: sheet.name)
def test_every_field_of_a_sheet_is_asked_under_its_own_heading(content, sheet):
    cells = cells_of(content, sheet.name)
    found = [row[0] for row in cells[1:] if row[0]] if sheet.one_row else cells[0]
    assert found == [spec.heading for spec in sheet.fields]


def test_an_empty_table_holds_nothing_below_its_headings(content):
    assert len(cells_of(content, "Tuition")) == 1


def test_prefilled_answers_stand_beside_their_headings(content):
    front = {row[0]: row[1] for row in cells_of(content, "Return")}
    assert front["School URN"] == 900123
    assert front["Academic year"] == 202627
    assert front["Term"] == "autumn"
    assert front["Version of the questions"] == SCHOOL_RETURN.version
    first = dict(zip(*cells_of(content, "Whole class")[:2], strict=True))
    assert (first["Class"], first["Year group"]) == ("4A", 4)
    assert (first["Supported by the hub?"], first["Pupils in the class"]) == ("Yes", 28)


def test_text_that_looks_like_a_formula_stays_text(content, workbook):
    cell = answer_cell(workbook, "Context", "trust_name")
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "=HYPERLINK(1)", True)
    assert workbook["Whole class"]["A3"].quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as unpacked:
        sheets = [name for name in unpacked.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in unpacked.read(name) for name in sheets)


def test_who_and_when_are_locked_and_answers_are_not(workbook):
    assert answer_cell(workbook, "Return", "school_urn").protection.locked
    assert answer_cell(workbook, "Return", "term").protection.locked
    assert not answer_cell(workbook, "Return", "comment").protection.locked
    assert not answer_cell(workbook, "Context", "roll_total").protection.locked
    assert workbook["Tuition"]["A1"].protection.locked
    assert not workbook["Tuition"].column_dimensions["A"].protection.locked


def test_an_unaddressed_template_lets_the_urn_be_filled_in():
    blank = openpyxl.load_workbook(io.BytesIO(render(prefilled={}, source_name="")))
    assert not answer_cell(blank, "Return", "school_urn").protection.locked


def test_tables_are_protected_without_a_password_and_may_grow(workbook):
    protection = workbook["Whole class"].protection
    assert protection.sheet
    assert not protection.password
    assert not protection.insertRows  # false in the file means "not forbidden"


@pytest.mark.parametrize("sheet", SCHOOL_RETURN.sheets, ids=lambda sheet: sheet.name)
def test_each_field_says_what_is_meant_when_its_cell_is_chosen(workbook, sheet):
    said = {rule.prompt for rule in workbook[sheet.name].data_validations.dataValidation}
    for spec in sheet.fields:
        if words := explain_field(spec):
            assert any(prompt and prompt[:60] == words[:60] for prompt in said), spec.name


def test_choices_come_from_a_hidden_range(workbook):
    rule = rule_at(workbook, "Whole class", "B30")
    assert rule.type == "list"
    sheet, cells = rule.formula1.lstrip("=").split("!")
    words = [str(cell.value) for (cell,) in workbook[sheet][cells.replace("$", "")]]
    assert words == [group.value for group in YearGroup]
    assert rule.error.startswith("Choose from the list: R, 1, 2")


def test_suggestions_may_be_departed_from_without_a_warning(workbook):
    rule = rule_at(workbook, "Whole class", "C2")
    assert rule.type == "list"
    assert not rule.showErrorMessage


def test_whole_numbers_have_their_declared_bounds(workbook):
    rule = rule_at(workbook, "Whole class", "N2")
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "53")
    assert "a whole number from 0 to 53" in rule.error


def test_rows_are_ready_below_what_is_filled_in(workbook):
    ruled = next(iter(workbook["Whole class"].conditional_formatting))
    assert str(ruled.sqref) == f"A2:P{1 + 2 + ROWS_READY}"
    assert workbook["Whole class"].freeze_panes == "B2"
    assert workbook["Whole class"].print_title_rows == "$1:$1"


def test_the_first_page_says_who_when_how_long_and_what_not_to_send(content):
    words = "\n".join(str(cell) for row in cells_of(content, FRONT_PAGE) for cell in row)
    for expected in (
        "Beacon Hill Primary School",
        "Autumn 2026/27",
        "Friday 11 December 2026",
        "About 15 minutes",
        "No pupils’ names",
        "Ask Wendale Music Hub",
    ):
        assert expected in words


def test_the_marker_tells_kind_version_period_and_source(content):
    marker = parse_marker(cells_of(content, MARKER_SHEET))
    assert marker == TemplateMarker("school-return", "1", "202627 autumn", "900123")
    assert parse_marker(cells_of(content, "Tuition")) is None


def test_equal_arguments_give_equal_bytes(content):
    assert render() == content


def test_a_field_no_longer_asked_is_left_out(monkeypatch):
    sheet = SCHOOL_RETURN.sheet("Performance")
    gone, *_ = sheet.fields
    object.__setattr__(gone, "last_year", 202526)
    try:
        assert gone not in fields_asked(sheet, AUTUMN)
        assert gone in fields_asked(sheet, Period.parse(202526, "summer"))
    finally:
        object.__setattr__(gone, "last_year", None)


def test_an_annual_template_asks_about_the_whole_year():
    content = render_template(
        SCHOOL_RETURN, Period.parse(202526), prefilled={}, hub_name="Wendale Music Hub"
    )
    front = {row[0]: row[1] for row in cells_of(content, "Return")}
    assert front["Term"] == Term.ANNUAL.value
    words = [cell for row in cells_of(content, FRONT_PAGE) for cell in row]
    assert "The whole academic year 2025/26" in words


def test_a_workbook_is_drawn_in_a_blink():
    taken = []
    for _ in range(3):
        start = time.process_time()
        render()
        taken.append(time.process_time() - start)
    assert min(taken) < 0.075  # 0.02 s measured; three times that for a slow machine
