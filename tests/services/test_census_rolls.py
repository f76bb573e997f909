"""A census older than a conversion or a merger, as templates and checks read it."""

from datetime import date

import pytest

from hubdata.periods import Period
from hubdata.returns.kinds import CONTEXT, SCHOOL_RETURN
from hubdata.services.intake.importing import NewFile, import_files
from hubdata.services.registers.register import load_register
from hubdata.services.tracking.prefilling import Prefilling
from hubdata.store.engine import reading
from tests.register.made_files import census_file, gias_file, links_file
from tests.services.build_files import school_return

AUTUMN = Period.parse(202526, "autumn")
GONE = {"CloseDate": "31-08-2025", "EstablishmentStatus (name)": "Closed"}


@pytest.fixture(autouse=True)
def merged_school(hub_store: str) -> None:
    """Two schools with 30 and 10 pupils in Year 4 became one, which no census has."""
    new = {"URN": "900009", "OpenDate": "01-09-2025", "NumberOfPupils": ""}
    former = [{"URN": urn, **GONE} for urn in ("900001", "900002")]
    links = [(urn, 900009, "Successor - merged") for urn in (900001, 900002)]
    rolls = [
        {
            "urn": urn,
            "time_period": "202223",
            "headcount of pupils": str(pupils),
            "Full time girls Year group 4": str(pupils),
        }
        for urn, pupils in (("900001", 30), ("900002", 10))
    ]
    files = [("gias.csv", gias_file(*former, new)), ("links.csv", links_file(*links))]
    files.append(("census.csv", census_file(*rolls)))
    list(load_register(files, la_codes=["991"], as_at=date(2025, 9, 1), actor="officer"))


def test_a_template_has_the_roll_that_kpis_count_with() -> None:
    with reading() as session:
        filling = Prefilling(session, SCHOOL_RETURN, AUTUMN)
        [context] = filling.fill(filling.address("900009"))[CONTEXT]
    assert context["roll_total"] == 40


def test_a_class_is_checked_against_the_roll_that_kpis_count_with() -> None:
    classes = [{"class_id": "4A", "year_group": "4", "pupils": 41}]
    [outcome] = import_files(
        [NewFile("a.xlsx", school_return(900009, whole_class=classes))], actor="officer"
    )
    told = [issue.message for one in outcome.returns for issue in one.issues]
    assert any("is more than pupils on roll (40)" in message for message in told), told
