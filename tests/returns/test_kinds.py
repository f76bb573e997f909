"""What holds for every kind of return: its template, filled, is read as it was filled; every field
reads its own example; sheets and columns can be stored."""

import io
from datetime import date
from random import Random

import openpyxl
import pytest

from hubdata.periods import Period
from hubdata.returns.checking.checking import check_return
from hubdata.returns.fields import FieldKind, FieldSpec, Register
from hubdata.returns.kinds import HUB, HUB_RETURN, KINDS, PARTNER_RETURN, ReturnKind, Sheet
from hubdata.returns.parsing.cells import parse_cell
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.meaning.mapping import find_field, find_sheet
from hubdata.returns.template.workbook import render_template
from tests.returns.workbooks import build_csv

PERIODS = (Period.parse(202526, "spring"), Period.parse(202526))
BY_ITSELF = ("time_period", "term", "definition_version")
NUMBERS = {
    Register.SCHOOLS: "900123; 900124",
    Register.AUTHORITIES: "991; 993",
    Register.SETTINGS: "EY900301; EY900302",
}
EVERY_FIELD = [
    pytest.param(spec, id=f"{kind.name} {sheet.name} {spec.name}")
    for kind in KINDS.values()
    for sheet in kind.sheets
    for spec in sheet.fields
]


def answer(spec: FieldSpec, rng: Random, place: int) -> object:
    if spec.kind is FieldKind.CHOICE:
        return list(spec.choices)[place % len(spec.choices)]
    if spec.kind is FieldKind.CHOICES:
        return spec.choice_words[0]
    if spec.kind is FieldKind.NUMBERS:
        return NUMBERS[spec.register]
    if spec.kind is FieldKind.DATE:
        return date(2026, 1, 1 + place)
    if spec.kind is FieldKind.YES_NO:
        return rng.random() < 0.5
    if spec.kind is FieldKind.COUNT:
        return rng.randint(int(spec.minimum or 0), int(min(spec.maximum, (spec.minimum or 0) + 90)))
    if spec.is_decimal:
        return rng.randint(200, 9000) / 100
    return f"{spec.name.upper().replace('_', '')}{place}"


def fill(sheet: Sheet, rng: Random) -> list[dict]:
    rows = 1 if sheet.one_row else 3
    return [
        {spec.name: answer(spec, rng, row) for spec in sheet.fields if spec.name not in BY_ITSELF}
        for row in range(rows)
    ]


def fill_all(kind: ReturnKind) -> dict[str, list[dict]]:
    rng = Random(kind.name)
    sheets = {sheet.name: fill(sheet, rng) for sheet in kind.sheets}
    if kind is PARTNER_RETURN:
        sheets["Return"][0]["partner_id"] = "P07"
    return sheets


def read_back(part) -> list[dict]:
    rows = []
    for row in part.rows:
        read = {name: parse_cell(cell, part.sheet.field(name)) for name, cell in row.cells.items()}
        assert [each.problem for each in read.values() if each.problem] == []
        rows.append({name: each.value for name, each in read.items() if name not in BY_ITSELF})
    return rows


@pytest.mark.parametrize("period", PERIODS, ids=str)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_filled_template_is_read_as_it_was_filled(kind, period):
    filled = fill_all(kind)
    content = render_template(kind, period, prefilled=filled, hub_name="Wendale Music Hub")
    (read,) = read_file("filled.xlsx", content).returns
    assert (read.kind.name, read.period) == (kind.name, period)
    expected = str(filled["Return"][0].get(kind.source_field, HUB))
    assert read.source == expected
    assert [part.sheet.name for part in read.parts] == [sheet.name for sheet in kind.sheets]
    for part in read.parts:
        assert read_back(part) == filled[part.sheet.name], part.sheet.name


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_an_untouched_template_without_addressee_holds_nothing_to_accept(kind):
    content = render_template(kind, PERIODS[0], prefilled={}, hub_name="Wendale Music Hub")
    returns = read_file("empty.xlsx", content).returns
    answered = [part.sheet.name for one in returns for part in one.parts if part.rows]
    assert answered in ([], ["Return"])


@pytest.mark.parametrize("spec", EVERY_FIELD)
def test_a_field_reads_its_own_example(spec):
    if spec.example:
        parsed = parse_cell(spec.example, spec)
        assert parsed.problem is None
        assert parsed.value is not None


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_field_is_found_by_its_name_and_by_its_heading(kind):
    for sheet in kind.sheets:
        assert find_sheet(kind, sheet.name) is sheet
        for spec in sheet.fields:
            found = [find_field(sheet, w) for w in (spec.name, spec.public_name, spec.heading)]
            assert found == [spec.name] * 3, (sheet.name, spec.heading)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_no_two_fields_of_a_sheet_have_the_same_heading(kind):
    for sheet in kind.sheets:
        headings = [spec.heading for spec in sheet.fields]
        assert len(headings) == len(set(headings)), sheet.name


def test_a_plain_table_is_known_for_the_kind_whose_headings_it_has():
    income = [["Academic year", "Term", "Source", "In kind", "Budget", "Actual"]]
    income += [["2025/26", "Autumn", "DfE grant", "no", "337000", "£337,000.00"]]
    projects = [["Year", "Term", "Partner ID", "Project", "Project title", "Sessions delivered"]]
    projects += [["2025/26", "Autumn", "p07", "P07-A", "Songs from the Quay", "11"]]
    (hub,) = read_file("income.csv", build_csv(income, delimiter=";")).returns
    (partner,) = read_file("projects.csv", build_csv(projects)).returns
    assert (hub.kind, hub.source) == (HUB_RETURN, HUB)
    assert (partner.kind, partner.source) == (PARTNER_RETURN, "P07")
    row = check_return(hub).parts[0].rows[0].values
    assert (row["income_source"], row["actual"]) == ("DfE hub revenue", 337000.0)


def parse(kind: ReturnKind, sheet: str, name: str, cell: object):
    return parse_cell(cell, kind.sheet(sheet).field(name))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("900123; 900124", "900123; 900124"),
        ("900123,900124", "900123; 900124"),
        ("900124 900123\n900124", "900124; 900123"),
        (900123.0, "900123"),
        ("900123 Beacon Hill Primary; Old Quay Infants (900124)", "900123; 900124"),
        ("n/a", None),
    ],
)
def test_a_list_of_schools_is_read_however_it_is_written(cell, value):
    assert parse(PARTNER_RETURN, "Projects", "school_urns", cell).value == value


@pytest.mark.parametrize("cell", ["900123; Beacon Hill Primary", "900123; 90012", "900123900124"])
def test_a_school_without_a_number_is_questioned_and_the_others_kept(cell):
    parsed = parse(PARTNER_RETURN, "Projects", "school_urns", cell)
    assert parsed.problem.code == "not-a-number-of-register"
    assert parsed.value in ("900123", None)


@pytest.mark.parametrize(
    ("cell", "value"), [(2.0, 2), ("2", 2), ("shaped decisions", 2), ("3 - led", 3), ("None", 0)]
)
def test_a_level_is_read_by_its_number_or_its_word(cell, value):
    assert parse(PARTNER_RETURN, "Projects", "youth_voice", cell).value == value


@pytest.mark.parametrize("cell", [4.0, "sometimes", "-1"])
def test_a_level_that_is_none_is_an_error(cell):
    assert parse(PARTNER_RETURN, "Projects", "youth_voice", cell).value is None
    assert parse(PARTNER_RETURN, "Projects", "youth_voice", cell).problem


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("£1,204.50", 1204.5, ""),
        (1204.5, 1204.5, ""),
        ("£3k", 3000, "approximate"),
        ("-20", None, "out-of-bounds"),
        ("(20)", None, "out-of-bounds"),
        ("lots", None, "not-a-number"),
    ],
)
def test_an_amount_is_read_in_pounds(cell, value, code):
    parsed = parse(PARTNER_RETURN, "Money", "grant_spent", cell)
    assert parsed.value == value
    assert (parsed.problem.code if parsed.problem else "") == code


def test_free_reserves_may_be_below_nothing():
    assert parse(HUB_RETURN, "Balances", "reserves_free", "(12,000)").value == -12000


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("82%", 82, ""),
        (82.0, 82, ""),
        (0.82, 82, "share-of-one"),
        (0.0, 0, ""),
        ("130%", None, "out-of-bounds"),
    ],
)
def test_a_percentage_is_read_from_nought_to_a_hundred(cell, value, code):
    parsed = parse(HUB_RETURN, "Governance", "board_attendance_percent", cell)
    assert parsed.value == value
    assert (parsed.problem.code if parsed.problem else "") == code


def test_a_wide_sheet_is_printed_on_pages_side_by_side():
    content = render_template(PARTNER_RETURN, PERIODS[0], prefilled={}, hub_name="Wendale")
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert workbook["Projects"].page_setup.fitToWidth == 3
    assert workbook["Projects"].print_title_cols == "$A:$B"
    assert workbook["CPD"].page_setup.fitToWidth in (None, 1)


def test_the_hub_is_asked_for_the_music_hub_return():
    content = render_template(HUB_RETURN, PERIODS[0], prefilled={}, hub_name="Wendale")
    front = openpyxl.load_workbook(io.BytesIO(content))["Start here"]
    assert front["B1"].value == "Music Hub return, Spring 2025/26"
    words = " ".join(str(row[2].value) for row in front.iter_rows())
    assert "Nothing to report" not in words
