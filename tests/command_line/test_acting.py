"""What is done with a return on its page can be done from the command line, by name and reason."""

from pathlib import Path
from typing import Any

import pytest

from hubdata.services.intake.returns import load_return
from tests.command_line.running import run, told
from tests.register.made_files import gias_file
from tests.services.build_files import school_return

pytestmark = pytest.mark.usefixtures("hub_store")

PERIOD = ("--year", "202526", "--term", "autumn")
CLASSES = [
    {"class_id": name, "year_group": "4", "pupils": pupils, "weeks_delivered": 12}
    for name, pupils in (("4A", 28), ("4B", 19))
]


@pytest.fixture
def accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of a return with two classes that counts."""
    monkeypatch.setenv("HUB_ACTOR", "Ada")
    register = tmp_path / "edubasealldata20250901.csv"
    register.write_bytes(gias_file({"URN": "900001", "NumberOfPupils": "200"}))
    run("register", register, "--la", "991")
    receive(tmp_path, CLASSES, "--accept", "--reason", "asked")
    return number()


def receive(folder: Path, classes: list[dict[str, Any]], *more: str) -> None:
    file = folder / "sent.xlsx"
    file.write_bytes(school_return(900001, whole_class=classes))
    run("import", file, *more)


def number() -> int:
    [row] = told("returns", *PERIOD)
    return int(row["return_id"])


def pupils() -> int | None:
    found = next(one for one in told("scorecard", *PERIOD) if one["kpi"] == "S05")
    return found["numerator"]  # type: ignore[no-any-return]


def last_act(return_id: int) -> tuple[str, str, str]:
    act = load_return(return_id).acts[0]
    return act.actor, act.action, act.detail


def test_a_withdrawn_return_is_in_no_figure_until_that_is_undone(accepted: int) -> None:
    assert pupils() == 47
    gone = told("withdraw", accepted, "--reason", "another school's")
    assert (gone["source"], gone["period"]) == ("900001", "202526 autumn")
    assert {part["status"] for part in gone["parts"]} == {"withdrawn"}
    assert not any(part["counts"] for part in gone["parts"])
    assert pupils() is None
    who, _, why = last_act(accepted)
    assert (who, "another school's" in why) == ("Ada", True)
    told("undo", accepted, "withdrawal", "--reason", "it was theirs")
    assert pupils() == 47


def test_undoing_an_acceptance_lets_the_return_wait_again(accepted: int, tmp_path: Path) -> None:
    receive(tmp_path, CLASSES[:1])
    waiting = number()
    assert pupils() == 47
    told("accept", waiting, "--sheet", "whole class", "--reason", "they telephoned")
    assert pupils() == 28
    told("undo", waiting, "acceptance")
    assert pupils() == 47
    assert told("reject", waiting, "--reason", "sent by mistake")["status"] == "rejected"
    assert pupils() == 47


def test_a_corrected_cell_counts_once_it_is_accepted_and_can_be_taken_back(accepted: int) -> None:
    cell = ("--sheet", "Whole class", "--field", "pupils", "--row", "3")
    waits = told("correct", accepted, *cell, "--to", "20", "--reason", "a digit swapped")
    assert pupils() == 47
    told("accept", waits["return_id"])
    assert pupils() == 48
    assert last_act(number())[0] == "Ada"
    back = told("correct", number(), *cell, "--undo", "--reason", "19 after all")["return_id"]
    assert "19 after all" in str(load_return(back).acts)
    told("accept", back)
    assert pupils() == 47
    asked = (*cell, "--to", "21", "--accept", "--reason", "counted again")
    assert "counted again" in str(load_return(told("correct", number(), *asked)["return_id"]).acts)
    assert pupils() == 49


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sheet", "Whole class", "--to", "9"), "several rows. Say which with --row: 2, 3"),
        (("--sheet", "Whole class", "--row", "7", "--to", "9"), "no row 7. It has: 2, 3"),
        (("--sheet", "Dance", "--to", "9"), "no sheet “Dance”. It has:"),
        (("--sheet", "Whole class", "--row", "2"), "Say which: --to VALUE"),
        (("--sheet", "Whole class", "--row", "2", "--undo"), "row 2: pupils is not corrected"),
        (("--sheet", "Whole class", "--row", "2", "--to", "many"), "Pupils in the class"),
    ],
)
def test_what_cannot_be_corrected_is_said(accepted: int, words: tuple[str, ...], said: str) -> None:
    result = run("correct", accepted, "--field", "pupils", *words, "--reason", "asked", exits=2)
    assert said.replace("“", '"').replace("”", '"') in result.output
    assert pupils() == 47


def test_a_correction_needs_a_reason(accepted: int) -> None:
    cell = ("--sheet", "Whole class", "--field", "pupils", "--row", "2", "--to", "9")
    assert "Say why" in run("correct", accepted, *cell, exits=2).output


@pytest.mark.parametrize("act", [("withdraw",), ("accept",), ("reject",)])
def test_a_number_of_no_return_is_said(accepted: int, act: tuple[str, ...]) -> None:
    assert "There is no return 999" in run(*act, 999, exits=2).output


def test_people_are_told_how_far_each_sheet_is(accepted: int) -> None:
    said = run("withdraw", accepted).output
    assert "900001" in run("returns", *PERIOD).output
    assert "Whole class" in said
    assert "withdrawn" in said
