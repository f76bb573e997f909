"""What is not exact is told beside the number: a return of estimates, and "28ish" in one cell."""

import pytest

from hubdata.periods import Period
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.registers.register import load_register
from hubdata.services.results.scorecards import load_results
from tests.register.made_files import gias_file
from tests.services.build_files import school_return

YEAR = Period.parse(202526)
AUTUMN = Period.parse(202526, "autumn")
CLASS = {"class_id": "4A", "year_group": "4", "weeks_delivered": 12}


@pytest.mark.usefixtures("hub_store")
@pytest.mark.parametrize(("pupils", "share"), [("28ish", 100), ("28 (approx)", 100), (28, 0)])
def test_an_approximate_number_makes_its_sheet_an_estimate(pupils: object, share: int) -> None:
    list(load_register([("g.csv", gias_file({"URN": "900001"}))], actor="Ann"))
    content = school_return(
        900001, whole_class=[{**CLASS, "pupils": pupils}], Support=[{"strand_cpd": "Y"}]
    )
    choices = ImportChoices(accept=True, reason="The school cannot say it exactly")
    list(import_files([NewFile("a.xlsx", content)], actor="Ann", choices=choices))
    found = {one.kpi.id: one for one in load_results([AUTUMN])}
    assert found["S05"].numerator == 28
    assert found["S05"].estimated_share == share
    assert found["S12"].estimated_share == 0  # which rests on another sheet


@pytest.mark.usefixtures("hub_store")
@pytest.mark.parametrize(("basis", "performers"), [("year to date", 70), ("this term only", 100)])
def test_a_return_for_the_year_so_far_replaces_the_terms_before_it(
    basis: str, performers: int
) -> None:
    list(load_register([("g.csv", gias_file({"URN": "900001"}))], actor="Ann"))
    spring = school_return(
        900001, term="spring", Performance=[{"performers": 70}], front={"data_basis": basis}
    )
    autumn = school_return(900001, Performance=[{"performers": 30}])
    files = [NewFile("a.xlsx", autumn), NewFile("b.xlsx", spring)]
    choices = ImportChoices(accept=True, reason="They counted again")
    assert all(one.status == "accepted" for one in import_files(files, actor="A", choices=choices))
    found = {one.kpi.id: one for one in load_results([YEAR])}
    assert found["M29"].part("Performers").value == performers
