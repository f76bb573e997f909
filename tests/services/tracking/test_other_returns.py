"""Partners and the lead organisation are asked, tracked and checked like schools."""

import io
from datetime import date

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.services.intake.importing import ImportChoices, import_files
from hubdata.services.registers.partners import save_partner
from hubdata.services.tracking.templates import render_templates, zip_templates
from hubdata.services.tracking.tracker import Progress, describe_tracker, load_tracker
from hubdata.store.intake.files import NewFile
from hubdata.vocabulary import PartnerKind

AUTUMN = Period.parse(202627, "autumn")
SPRING = Period.parse(202627, "spring")
PARTNER, HUB = "partner-return", "hub-return"
TIDELINE = Partner(
    "P07",
    "Tideline Community Music",
    PartnerKind.COMMUNITY_MUSIC,
    commitments_signed=True,
    mailbox="hello@tideline.example",
)
MARSH = Partner("P08", "Marsh Opera", PartnerKind.OTHER_ARTS)

pytestmark = pytest.mark.usefixtures("hub_store")


@pytest.fixture(autouse=True)
def partners(hub_store: str) -> None:
    for partner in (TIDELINE, MARSH):
        save_partner(partner, actor="Ada")


def filled(kind_name: str, period: Period, answers: dict, source: str = "") -> bytes:
    """A template as the product sends it, with answers in its tables' first empty row."""
    (one,) = render_templates(period, kind_name=kind_name, sources=[source] if source else ())
    workbook = openpyxl.load_workbook(io.BytesIO(one.content))
    for sheet, row in answers.items():
        part = workbook[sheet]
        headings = [cell.value for cell in part[1]]
        for heading, value in row.items():
            part.cell(2, headings.index(heading) + 1).value = value
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def project(**more: object) -> dict:
    answers = {
        "Project code": "P07-A",
        "Name of the project": "Songs from the Quay",
        "Strategic function": "F3",
        "Sessions held this term": 11,
        "Young people taking part": 34,
    }
    return {"Projects": answers | more}


def take_in(content: bytes, name: str = "return.xlsx"):
    (outcome,) = import_files(
        [NewFile(name, content)], actor="Ada", choices=ImportChoices(accept=True)
    )
    return outcome


def progress(kind: str, period: Period = AUTUMN) -> dict[str, Progress]:
    return {row.source: row.progress for row in load_tracker(period, kind=kind).rows}


def test_a_partner_that_returned_is_tracked_and_the_others_are_waited_for():
    outcome = take_in(filled(PARTNER, AUTUMN, project(), "P07"))
    assert outcome.status.value == "accepted", outcome.all_issues
    assert progress(PARTNER) == {"P07": Progress.ACCEPTED, "P08": Progress.EXPECTED}
    told = describe_tracker(load_tracker(AUTUMN, kind=PARTNER))
    assert [(one["kind"], one["source"], one["returned"]) for one in told] == [
        (PARTNER, "P07", True),
        (PARTNER, "P08", False),
    ]


def test_the_hub_itself_is_one_source_under_its_own_name():
    income = {"Income": {"Source of income": "DfE hub revenue", "Received in the period": 337000}}
    assert progress(HUB) == {"hub": Progress.EXPECTED}
    assert take_in(filled(HUB, AUTUMN, income)).status.value == "accepted"
    assert progress(HUB) == {"hub": Progress.ACCEPTED}


def test_schools_are_not_asked_what_partners_are():
    take_in(filled(PARTNER, AUTUMN, project(), "P07"))
    assert load_tracker(AUTUMN).rows == ()
    assert load_tracker(AUTUMN).unexpected == ()


def test_a_partner_that_has_left_or_has_no_commitments_is_not_expected():
    save_partner(
        Partner("P09", "Old Band", PartnerKind.INDUSTRY, ends_on=date(2026, 8, 31)), actor="Ada"
    )
    save_partner(
        Partner("P10", "Own Ways", PartnerKind.INDUSTRY, commitments_signed=False), actor="Ada"
    )
    assert set(progress(PARTNER)) == {"P07", "P08"}


def test_partners_are_told_apart_by_the_authorities_they_work_in():
    far = Partner("P09", "Far Away", PartnerKind.INDUSTRY, ("992", "993"))
    save_partner(far, actor="Ada")
    tracker = load_tracker(AUTUMN, kind=PARTNER)
    assert {row.source for row in tracker.within("993").rows} == {"P07", "P08", "P09"}
    assert {row.source for row in tracker.within("991").rows} == {"P07", "P08"}


def test_a_template_says_who_it_is_for_and_what_was_told_last():
    take_in(filled(PARTNER, AUTUMN, project(**{"Last day": date(2027, 1, 10)}), "P07"))
    (one,) = render_templates(SPRING, kind_name=PARTNER, sources=["p07"])
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(one.content))
    front = dict(row[:2] for row in workbook.get_sheet_by_name("Return").to_python() if row[0])
    projects = workbook.get_sheet_by_name("Projects").to_python()
    assert one.file_name == "partner-return 202627 spring P07 Tideline Community Music.xlsx"
    assert (front["Partner ID"], front["Mailbox"]) == ("P07", "hello@tideline.example")
    assert dict(zip(projects[0], projects[1], strict=True))["Sessions held this term"] == ""
    assert projects[1][:3] == ["P07-A", "Songs from the Quay", "F3"]


def test_a_project_that_has_ended_is_not_asked_again():
    take_in(filled(PARTNER, AUTUMN, project(**{"Last day": date(2026, 12, 10)}), "P07"))
    (one,) = render_templates(SPRING, kind_name=PARTNER, sources=["P07"])
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(one.content))
    assert len(workbook.get_sheet_by_name("Projects").to_python()) == 1


def test_templates_of_all_partners_come_in_one_file():
    names = [one.source for one in render_templates(AUTUMN, kind_name=PARTNER)]
    assert names == ["P07", "P08"]
    assert zip_templates(AUTUMN, ["P07"], kind_name=PARTNER).startswith(b"PK")
    with pytest.raises(UnknownThing, match="P77"):
        list(render_templates(AUTUMN, kind_name=PARTNER, sources=["P77"]))


def test_a_return_of_nobody_in_the_list_is_not_accepted():
    content = filled(PARTNER, AUTUMN, project(), "P07")
    save_partner(Partner("P11", "Another", PartnerKind.INDUSTRY), actor="Ada")
    csv = b"Academic year,Term,Partner ID,Project code,Name of the project,Sessions delivered\n"
    csv += b"2026/27,Autumn,P70,P70-A,Drums,4\n"
    outcome = take_in(csv, "projects.csv")
    assert [issue.code for issue in outcome.all_issues] == ["partner-unknown"]
    assert outcome.status.value == "checked"
    assert take_in(content).status.value == "accepted"


def test_an_annual_return_of_a_partner_answers_for_each_term():
    year = Period.parse(202627)
    assert take_in(filled(PARTNER, year, project(), "P07")).status.value == "accepted"
    assert progress(PARTNER)["P07"] is Progress.ACCEPTED
