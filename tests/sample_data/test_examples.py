"""The files in sample_data/returns: as their generator writes them, and as faulty as they say."""

import io

import pytest
from python_calamine import CalamineWorkbook

from hubdata.errors import RefusedFile
from hubdata.returns.checking.checking import check_return
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.returns.reading.gathering import read_file
from sample_data.examples import FOLDER, MISTAKES, SCHOOLS_IN_ONE_FILE, render_examples

EXAMPLES = render_examples()


def cells_of(content: bytes) -> dict[str, list]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def check(name: str):
    found = read_file(name, (FOLDER / name).read_bytes())
    return [check_return(each) for each in found.returns]


def test_there_is_a_file_for_each_example_and_no_other():
    assert {path.name for path in FOLDER.iterdir()} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_file_is_what_the_generator_writes(name):
    kept, made = (FOLDER / name).read_bytes(), EXAMPLES[name]
    if name.endswith(".csv"):
        assert kept == made
    else:
        assert cells_of(kept) == cells_of(made)


@pytest.mark.parametrize("name", ["clean.xlsx", "nil_return.xlsx"])
def test_a_clean_file_has_no_issues(name):
    (checked,) = check(name)
    assert checked.issues == ()


def test_ten_mistakes_are_ten_errors_each_at_its_cell():
    (checked,) = check("ten_mistakes.xlsx")
    assert {issue.severity for issue in checked.issues} == {Severity.ERROR}
    found = sorted((issue.sheet, issue.field) for issue in checked.issues)
    assert found == sorted((sheet, field) for sheet, _, field, _ in MISTAKES)
    assert len({issue.place for issue in checked.issues}) == len(MISTAKES) == 10
    tables = {sheet.name for sheet in SCHOOL_RETURN.sheets if not sheet.one_row}
    for sheet, row, field, _ in MISTAKES:
        if sheet in tables:
            at = next(i for i in checked.issues if (i.sheet, i.field) == (sheet, field))
            assert at.row == row + 2


def test_one_file_of_a_music_service_is_forty_returns():
    returns = check("forty_schools.csv")
    assert len({each.source for each in returns}) == len(returns) == SCHOOLS_IN_ONE_FILE
    assert [issue for each in returns for issue in each.issues] == []


def test_a_list_of_pupils_is_refused():
    with pytest.raises(RefusedFile):
        read_file("pupil_names.csv", (FOLDER / "pupil_names.csv").read_bytes())
