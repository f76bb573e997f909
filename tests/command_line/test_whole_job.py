"""The whole job from the command line: register, send out, take back, see where the hub stands."""

import io
from pathlib import Path

import openpyxl
import pytest

from hubdata.settings import load_settings
from tests.command_line.running import run, told
from tests.register.made_files import gias_file
from tests.services.build_files import school_return, workbook

pytestmark = pytest.mark.usefixtures("hub_store")

PERIOD = ("--year", "202526", "--term", "autumn")
SCHOOLS = [
    {
        "URN": str(urn),
        "LA (code)": "991" if urn < 900003 else "992",
        "LA (name)": "Wendale",
        "EstablishmentName": f"School {urn}",
        "TypeOfEstablishment (name)": "Community school",
        "EstablishmentStatus (name)": "Open",
        "PhaseOfEducation (name)": "Primary",
        "NumberOfPupils": "200",
    }
    for urn in (900001, 900002, 900003, 900004)
]


@pytest.fixture
def registered(hub_store: str, tmp_path: Path) -> None:
    file = tmp_path / "edubasealldata20250901.csv"
    file.write_bytes(gias_file(*SCHOOLS))
    run("init")
    run("register", file, "--la", "991,992")


def write(folder: Path, *contents: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for number, content in enumerate(contents):
        (folder / f"{number}.xlsx").write_bytes(content)
    return folder


@pytest.mark.usefixtures("registered")
def test_templates_are_filled_taken_back_and_counted(tmp_path: Path) -> None:
    run("template", "school-return", *PERIOD, "--all", "--out", tmp_path / "out")
    sent = sorted((tmp_path / "out").glob("*.xlsx"))
    assert len(sent) == len(SCHOOLS)
    book = openpyxl.load_workbook(io.BytesIO(sent[0].read_bytes()))
    sheet = book["Whole class"]
    column = {cell.value: cell.column for cell in sheet[1]}
    answers = {
        "Class": "4A",
        "Year group": 4,
        "Supported by the hub?": "Yes",
        "Pupils in the class": 28,
        "Weeks taught this term": 12,
    }
    for heading, value in answers.items():
        sheet.cell(2, column[heading], value)
    form = {cell.value: cell.row for cell in book["Support"]["A"]}
    book["Support"].cell(form["Whole-class teaching"], 2, "Yes")
    book.save(tmp_path / "filled.xlsx")
    [outcome] = told("import", tmp_path / "filled.xlsx", "--accept")
    assert outcome["status"] == "accepted", outcome
    card = {one["kpi"]: one for one in told("scorecard", *PERIOD)}
    assert (card["S01"]["numerator"], card["S01"]["denominator"]) == (1, len(SCHOOLS))
    assert (card["S05"]["numerator"], card["S05"]["denominator"]) == (28, 200 * len(SCHOOLS))


@pytest.mark.usefixtures("registered")
def test_the_scorecard_has_the_keys_machines_rely_on(tmp_path: Path) -> None:
    run("import", write(tmp_path / "in", school_return(900001)), "--accept", "--reason", "asked")
    results = told("scorecard", *PERIOD, "--by", "local_authority")
    keys = {
        *("kpi", "name", "goals", "functions", "outcomes", "period", "split", "value"),
        *("numerator", "denominator", "parts", "unit", "direction", "target", "rag"),
        *("returned", "expected", "provisional", "estimated_share", "definition_version"),
    }
    assert all(keys <= set(one) for one in results)
    whole = [one for one in results if one["split"] is None]
    assert {one["period"] for one in whole} == {"202526 autumn"}
    splits = {one["split"]["local_authority"] for one in results if one["split"]}
    assert splits == {"991", "992"}
    s01 = next(one for one in whole if one["kpi"] == "S01")
    assert (s01["returned"], s01["expected"], s01["provisional"], s01["rag"]) == (1, 4, True, None)


@pytest.mark.usefixtures("registered")
def test_the_scorecard_is_written_for_people_as_the_pages_write_it(tmp_path: Path) -> None:
    income = {"income_source": "DfE hub revenue", "in_kind": "N", "actual": 1234567.89}
    others = {"income_source": "schools", "in_kind": "N", "actual": 600000.2}
    hub = {"Return": [{"time_period": 202526, "term": "autumn"}], "Income": [income, others]}
    run("import", write(tmp_path / "in", workbook(hub)), "--kind", "hub-return", "--accept")
    lines = {line.split(" ")[0]: line for line in run("scorecard", *PERIOD).stdout.splitlines()}
    assert "67%" in lines["U37"]
    assert "£1,234,568 of £1,834,568" in lines["U37"]
    assert "0.5 : 1" in lines["U38"]
    assert "None" not in lines["S01"]


@pytest.mark.usefixtures("registered")
def test_cells_of_an_explanation_add_up_to_its_numerator(tmp_path: Path) -> None:
    classes = [
        {"class_id": name, "year_group": "4", "pupils": pupils, "weeks_delivered": 12}
        for name, pupils in (("4A", 28), ("4B", 19))
    ]
    run(
        *("import", write(tmp_path / "in", school_return(900001, whole_class=classes))),
        *("--accept", "--reason", "asked"),
    )
    asked = ("explain", "S05", *PERIOD)
    found = told(*asked)
    cells = [cell for cell in found["cells"] if cell["role"] == "numerator"]
    assert [(one["sheet"], one["cell"], one["value"]) for one in cells] == [
        ("Whole class", "D2", 28),
        ("Whole class", "D3", 19),
    ]
    assert found["numerator"] == sum(one["value"] for one in cells) == 47
    assert {one["accepted_by"] for one in cells} == {"this machine"}
    of_part = told(*asked, "--by", "phase", "--part", "primary")
    assert of_part["numerator"] == 47
    [first] = [one for one in found["parts"] if one["name"] == "First time"]
    rolls = [one["value"] for one in first["cells"] if one["role"] == "denominator"]
    assert first["denominator"] == sum(rolls) == 200 * len(SCHOOLS)
    assert 'there is no "Moon"' in run(*asked, "--by", "phase", "--part", "Moon", exits=2).stderr
    assert 'no figure "Moon"' in run(*asked, "--figure", "Moon", exits=2).stderr
    said = run(*asked, "--figure", "first time").stdout
    assert "figure: First time\nvalue: not known\nnumerator: not known\ndenominator: 800\n" in said


@pytest.mark.usefixtures("registered")
def test_import_says_by_its_exit_code_that_something_is_left_to_do(tmp_path: Path) -> None:
    mistake = [{"class_id": "4A", "year_group": "4", "pupils": "many"}]
    folder = write(tmp_path / "in", school_return(900001, whole_class=mistake))
    [outcome] = told("import", folder, "--accept", exits=1)
    assert outcome["status"] == "checked"
    [issue] = [one for one in outcome["returns"][0]["issues"] if one["severity"] == "error"]
    assert (issue["sheet"], issue["cell"], issue["value"]) == ("Whole class", "D2", "many")


@pytest.mark.usefixtures("registered")
def test_a_folder_of_anything_gives_each_file_its_outcome(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", school_return(900001), b"not a workbook at all")
    (folder / "notes.txt").write_text("Dear hub, please find attached our numbers.")
    outcomes = told("import", folder, "--accept", "--reason", "asked", exits=1)
    assert [one["status"] for one in outcomes] == ["accepted", "unreadable", "unreadable"]


@pytest.mark.usefixtures("registered")
def test_who_has_returned_is_told(tmp_path: Path) -> None:
    run("import", write(tmp_path / "in", school_return(900002)), "--accept", "--reason", "asked")
    rows = told("returns", *PERIOD)
    assert {one["source"]: one["returned"] for one in rows} == {
        "900001": False,
        "900002": True,
        "900003": False,
        "900004": False,
    }


def test_every_field_of_a_return_is_described() -> None:
    described = told("fields", "school-return")
    assert len(described) == 124
    pupils = next(
        one for one in described if (one["sheet"], one["name"]) == ("Whole class", "pupils")
    )
    assert (pupils["type"], pupils["min"], pupils["required"]) == ("whole number", 0, True)


@pytest.mark.parametrize(
    "words",
    [
        ("scorecard", "--year", "202527"),
        ("scorecard", "--year", "202526", "--term", "winter"),
        ("explain", "S99", "--year", "202526"),
        ("template", "school-return", *PERIOD, "--out", "x"),
        ("fields", "no-return"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(words: tuple[str, ...]) -> None:
    result = run(*words, exits=2)
    assert "Traceback" not in result.output
    assert result.output.strip().endswith(".")


def test_a_file_of_no_known_kind_is_not_registered(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("colour,size\nred,4\n")
    assert "other.csv" in run("register", file, exits=2).output


def test_a_workbook_without_a_period_needs_to_be_told_one(tmp_path: Path) -> None:
    content = workbook({"Whole class": [{"school_urn": 900001, "class_id": "4A", "pupils": 28}]})
    [outcome] = told("import", write(tmp_path / "in", content), exits=1)
    assert [one["code"] for one in outcome["issues"]] == ["no-period"]


def test_a_store_that_cannot_be_opened_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_DATABASE_URL", f"sqlite:///{tmp_path / 'no-such-folder' / 'hub.db'}")
    load_settings.cache_clear()
    assert "HUB_DATABASE_URL" in run("init", exits=2).output
