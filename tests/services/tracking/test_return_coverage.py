"""Who has returned over the terms: by authority and by phase, in part, and annual returns."""

import pytest

from hubdata.periods import Period
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.registers.register import load_register
from hubdata.services.reports.snapshots import freeze_period, load_frozen_results, reproduce_results
from hubdata.services.results.scorecards import load_results
from hubdata.services.tracking.return_coverage import GroupBy, load_coverage
from hubdata.services.tracking.tracker import Progress, load_tracker
from hubdata.store.intake.files import NewFile
from tests.pages.returns_hub import ACTOR, ASH, AUTUMN, ELM, FULL, WRONG
from tests.register.made_files import gias_file
from tests.services.build_files import school_return

SUMMER = Period.parse(202526, "summer")
BAY = {"URN": "900009", "EstablishmentName": "Bay School", "LA (code)": "992", "LA (name)": "Bay"}
SECOND = {"PhaseOfEducation (name)": "Secondary"}


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    """Ash and Elm of one authority, Bay School, a secondary, of another."""
    elm = {"URN": str(ELM), "EstablishmentName": "Elm Primary School"}
    files = [("register.csv", gias_file({}, elm, BAY | SECOND))]
    list(load_register(files, la_codes=("991", "992"), actor=ACTOR))


def returned(urn: int, *classes: dict[str, object], year: int = 202627, term: str) -> None:
    content = school_return(urn, year=year, term=term, whole_class=classes or (FULL,))
    choices = ImportChoices(accept=True, reason="As sent", leave_out_errors=True)
    list(import_files([NewFile(f"{urn} {term}.xlsx", content)], actor=ACTOR, choices=choices))


def told(by: GroupBy, **more: str) -> dict[str, list[tuple[int, int, int]]]:
    coverage = load_coverage(AUTUMN, by, **more)
    return {
        line.name: [(one.returned, one.expected, one.partial) for one in line.points]
        for line in coverage.lines
    }


def test_terms_before_the_first_return_are_left_out() -> None:
    returned(ASH, term="autumn")
    assert load_coverage(AUTUMN, GroupBy.AUTHORITY).periods == (AUTUMN,)


def test_each_authority_and_phase_has_its_own_line_and_the_hub_comes_first() -> None:
    returned(ASH, year=202526, term="summer")
    returned(900009, term="autumn")
    by_authority = told(GroupBy.AUTHORITY)
    assert next(iter(by_authority)) == "Whole hub"
    assert by_authority["Whole hub"] == [(1, 3, 0), (1, 3, 0)]
    assert by_authority["Bay"] == [(0, 1, 0), (1, 1, 0)]
    assert told(GroupBy.GROUP)["Secondary"] == [(0, 1, 0), (1, 1, 0)]


def test_a_return_of_which_rows_were_left_out_counts_in_part() -> None:
    returned(ASH, FULL, WRONG, term="autumn")
    assert told(GroupBy.AUTHORITY)["Whole hub"] == [(1, 3, 1)]
    tracker = load_tracker(AUTUMN)
    assert (tracker.returned, tracker.partial) == (1, 1)
    assert [row.rows_left_out for row in tracker.rows if row.source == str(ASH)] == [1]


def test_an_annual_return_answers_for_each_term_of_its_year() -> None:
    returned(ASH, year=202526, term="annual")
    assert told(GroupBy.AUTHORITY)["Whole hub"] == [(1, 3, 0)] * 3 + [(0, 3, 0)]


def test_one_authority_is_looked_at_alone() -> None:
    returned(900009, term="autumn")
    assert told(GroupBy.AUTHORITY, la_code="992") == {
        "Whole hub": [(1, 1, 0)],
        "Bay": [(1, 1, 0)],
    }


def test_a_school_that_never_returned_is_told_from_one_that_is_late() -> None:
    returned(ASH, year=202526, term="spring")
    rows = {row.source: row for row in load_tracker(SUMMER).rows}
    assert rows[str(ASH)].progress is rows[str(ELM)].progress is Progress.OVERDUE
    assert not rows[str(ASH)].is_new
    assert rows[str(ELM)].is_new
    assert load_tracker(SUMMER).never == 2


def test_coverage_of_a_kpi_says_how_many_returned_in_part() -> None:
    returned(ASH, FULL, WRONG, term="autumn")
    returned(900009, term="autumn")
    found = {
        (one.kpi.id, one.part_of_split): one.partial
        for one in load_results([AUTUMN], split="local_authority")
    }
    assert found["S05", None] == 1
    assert found["S05", "991"] == 1
    assert found["S05", "992"] == 0
    assert found["S08", None] == 0  # it reads another sheet, of which nothing was left out


def test_a_snapshot_of_partial_returns_comes_out_again() -> None:
    returned(ASH, FULL, WRONG, term="autumn")
    freeze_period("Board", AUTUMN, actor=ACTOR)
    frozen = load_frozen_results("Board")
    assert {one["returned_in_part"] for one in frozen if one["kpi"] == "S05"} == {0, 1}
    assert reproduce_results("Board") == frozen
