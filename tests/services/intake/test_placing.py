"""Schools that are told by a former number, a LAESTAB or a name: taken if sure, else offered."""

from datetime import date

import pytest

from hubdata.periods import Period
from hubdata.returns.reading.raw import NOTHING_TOLD, Told
from hubdata.services.intake.importing import ImportChoices, check_files, import_files
from hubdata.services.intake.outcomes import FileOutcome, FileStatus
from hubdata.services.registers.register import load_register
from hubdata.store.intake.files import NewFile
from tests.register.made_files import gias_file, links_file
from tests.returns.workbooks import build_grids
from tests.services.build_files import school_return

SCHOOLS = gias_file(
    {},
    {"URN": "900002", "EstablishmentName": "Elm Infant School", "EstablishmentNumber": "2002"},
    {"URN": "900003", "EstablishmentName": "Elm Junior School", "EstablishmentNumber": "2003"},
    {
        "URN": "900010",
        "EstablishmentName": "Oak Primary School",
        "EstablishmentStatus (name)": "Closed",
        "CloseDate": "31-08-2024",
    },
    {"URN": "900011", "EstablishmentName": "Oak Academy", "EstablishmentNumber": "2011"},
    {"URN": "900022", "EstablishmentName": "Yew Primary School", "EstablishmentNumber": "2022"},
)
LINKS = links_file(
    (900010, 900011, "Successor"),
    (900020, 900022, "Successor - merged"),
    (900021, 900022, "Successor - merged"),
)
HEADINGS = "URN,LAESTAB,School,Academic year,Term,Class,Year group,Pupils"


@pytest.fixture(autouse=True)
def register(hub_store: str) -> None:
    files = [("gias.csv", SCHOOLS), ("links.csv", LINKS)]
    list(load_register(files, as_at=date(2025, 9, 1), actor="Ann"))


def csv(*rows: str) -> bytes:
    return "\n".join([HEADINGS, *rows]).encode()


def take_in(
    content: bytes, *, name: str = "a.csv", reason: str = "agreed", told: Told = NOTHING_TOLD
) -> FileOutcome:
    choices = ImportChoices(told=told, accept=True, reason=reason, leave_out_errors=True)
    [outcome] = import_files([NewFile(name, content)], actor="Ann", choices=choices)
    return outcome


def found(outcome: FileOutcome) -> list[tuple[str, list[str]]]:
    return [(one.source, [issue.code for issue in one.issues]) for one in outcome.returns]


def test_a_former_number_is_read_as_the_school_it_became() -> None:
    outcome = take_in(csv("900010,,Oak,2025/26,autumn,4A,4,28"))
    assert found(outcome) == [("900011", ["source-former"])]
    assert outcome.status is FileStatus.ACCEPTED


def test_a_number_that_held_in_the_period_stays() -> None:
    read = take_in(csv("900010,,Oak Primary,2023/24,autumn,4A,4,28"))
    assert [one.source for one in read.returns] == ["900010"]


def test_a_school_of_a_merger_is_not_taken_for_the_whole() -> None:
    outcome = take_in(csv("900020,,Yew,2025/26,autumn,4A,4,28"))
    assert found(outcome) == [("900020", ["urn-unknown"])]
    [doubt] = outcome.doubts
    assert (doubt.written, doubt.offers[0].source) == ("900020", "900022")


def test_a_laestab_or_an_exact_name_is_taken_with_a_note() -> None:
    outcome = take_in(
        csv(",991/2001,,2025/26,autumn,4A,4,28", ",,ELM INFANTS,2025/26,autumn,1A,1,20")
    )
    assert found(outcome) == [("900001", ["source-found"]), ("900002", ["source-found"])]
    assert outcome.status is FileStatus.ACCEPTED
    assert outcome.issues == ()


def test_rows_of_one_school_are_one_return_however_they_name_it() -> None:
    outcome = take_in(
        csv("900001,,,2025/26,autumn,4A,4,28", ",,Ash Primary,2025/26,autumn,5A,5,30")
    )
    [one] = outcome.returns
    assert (one.source, one.parts[0].rows) == ("900001", 2)


def test_a_doubtful_name_is_an_error_of_the_file_and_costs_nobody_else() -> None:
    outcome = take_in(csv("900001,,,2025/26,autumn,4A,4,28", ",,Elm,2025/26,autumn,1A,1,20"))
    assert [(issue.code, issue.cell) for issue in outcome.issues] == [("source-doubtful", "A3")]
    assert found(outcome) == [("900001", [])]
    [doubt] = outcome.doubts
    assert (doubt.written, doubt.rows) == ("elm", 1)
    assert {offer.source for offer in doubt.offers} >= {"900002", "900003"}
    assert outcome.status is FileStatus.PARTLY
    assert {one.status for one in outcome.returns} == {"accepted"}


def test_a_workbook_whose_first_sheet_has_the_laestab_is_that_schools() -> None:
    content = school_return(9912003)
    outcome = take_in(content, name="a.xlsx")
    assert found(outcome) == [("900003", ["source-found"])]
    assert outcome.status is FileStatus.ACCEPTED


def test_what_would_be_found_is_said_without_storing_it() -> None:
    [outcome] = check_files([NewFile("a.csv", csv(",,Elm,2025/26,autumn,1A,1,20"))])
    assert [issue.code for issue in outcome.issues] == ["source-doubtful"]
    assert outcome.doubts


def test_names_of_two_periods_are_found_among_the_schools_of_each() -> None:
    rows = (",,Oak Primary,2023/24,autumn,4A,4,28", ",,Oak Academy,2025/26,autumn,4A,4,28")
    outcome = take_in(csv(*rows))
    assert [(one.source, one.period) for one in outcome.returns] == [
        ("900010", Period.parse(202324, "autumn")),
        ("900011", Period.parse(202526, "autumn")),
    ]


def test_schools_across_a_form_wait_until_somebody_says_that_they_are_meant() -> None:
    rows = [[None, "Elm Infant School", "Elm Junior School"], ["Performances", 3, 4]]
    content = build_grids({"Performance": [*rows, ["Performers", 100, 50]]})
    told = Told(year=202526, term="autumn")
    outcome = take_in(content, name="a.xlsx", reason="", told=told)
    codes = ["told-above", "source-found"]
    assert found(outcome) == [("900002", codes), ("900003", codes)]
    assert outcome.status is FileStatus.CHECKED
    assert take_in(content, name="a.xlsx", told=told).status is FileStatus.ACCEPTED
