"""Errors of a whole return: whatever is left out on purpose, an unknown source never counts."""

from datetime import date

import pytest

from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.intake.outcomes import FileOutcome, FileStatus
from hubdata.services.intake.returns import accept_return, load_return
from hubdata.services.registers.register import load_register
from hubdata.store.intake.files import NewFile
from tests.register.made_files import gias_file
from tests.services.build_files import school_return, workbook

ASH, UNKNOWN = 900001, 900999
LEAVE_OUT = ImportChoices(accept=True, reason="agreed", leave_out_errors=True)
TABLE = b"URN,Academic year,Term,Class,Year group,Pupils\n%d,2025/26,autumn,4A,4,28\n"


@pytest.fixture(autouse=True)
def register(hub_store: str) -> None:
    list(load_register([("gias.csv", gias_file({}))], as_at=date(2025, 9, 1), actor="Ann"))


def take_in(name: str, content: bytes, *, choices: ImportChoices = LEAVE_OUT) -> FileOutcome:
    [outcome] = import_files([NewFile(name, content)], actor="Ann", choices=choices)
    return outcome


@pytest.mark.parametrize(
    ("name", "content"),
    [("table.csv", TABLE % UNKNOWN), ("return.xlsx", school_return(UNKNOWN))],
)
def test_a_school_that_is_not_in_the_register_never_counts(name: str, content: bytes) -> None:
    outcome = take_in(name, content)
    assert outcome.status is FileStatus.CHECKED
    return_id = outcome.returns[0].id
    assert return_id
    for sheets in ((), ("Whole class",)):
        with pytest.raises(UserError, match="as a whole"):
            accept_return(
                return_id, actor="Ann", sheets=sheets, reason="agreed", leave_out_errors=True
            )
    assert not load_return(return_id).counts


def test_a_first_sheet_that_cannot_be_used_stands_against_the_whole_return() -> None:
    front = {"time_period": 202526, "term": "autumn", "school_urn": ASH, "nil_return": "perhaps"}
    classes = [{"class_id": "4A", "year_group": "4", "pupils": 28}]
    outcome = take_in("a.xlsx", workbook({"Return": [front], "Whole class": classes}))
    assert outcome.status is FileStatus.CHECKED


def test_a_row_with_an_error_may_still_be_left_out() -> None:
    classes = (
        {"class_id": "4A", "year_group": "4", "pupils": 28},
        {"class_id": "4B", "year_group": "4", "pupils": "many"},
    )
    outcome = take_in("a.xlsx", school_return(ASH, whole_class=classes))
    assert outcome.status is FileStatus.PARTLY


def test_a_return_for_another_period_than_it_was_sent_for_is_questioned() -> None:
    told = ImportChoices(accept=True).about(period=None)
    assert take_in("a.xlsx", school_return(ASH), choices=told).status is FileStatus.ACCEPTED
    spring = ImportChoices(accept=True).about(period=Period.parse(202526, "spring"))
    outcome = take_in("b.csv", TABLE % ASH, choices=spring)
    assert [issue.code for issue in outcome.all_issues] == ["period-differs"]
    assert outcome.status is FileStatus.CHECKED
