"""An amount is explained on the command line as on its page: both sides, cell by cell."""

import pytest

from tests.command_line.running import run, told
from tests.pages.takes_hub import load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")
SCHOOLS = "~income_source=schools~in_kind=no"
TERM = ("--year", "202526", "--term", "summer")


def test_a_difference_is_told_with_the_cells_of_both_its_sides():
    load_takes_hub()
    asked = ("explain", f"income~actual{SCHOOLS}", "--less", f"income~budget{SCHOOLS}", *TERM)
    found = told(*asked)
    assert found["value"] == -2_000
    sides = {
        figure["role"]: [cell["value"] for one in figure["contributions"] for cell in one["cells"]]
        for figure in found["figures"]
    }
    assert sides == {"counted": [30_000.0], "subtracted": [32_000.0]}
    printed = run(*asked).output
    assert "less budget for the period" in printed
    assert "30000.0" in printed


def test_an_amount_that_there_is_not_is_wrong_use():
    load_takes_hub()
    result = run("explain", "income~colour", *TERM, exits=2)
    assert 'there is no field "colour"' in result.output


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("income~actual", "--financial", "2025-26"), '"2025-26" is no year'),
        (("income~actual", "--less", "income~budget", "--share", "income~budget"), "one of the"),
        (("income~actual", "--la", "991"), "of the whole hub"),
        (("S01", "--financial", "2025"), "are of an amount"),
    ],
)
def test_what_cannot_be_asked_of_a_number_is_said_and_never_passed_over(
    asked: tuple[str, ...], said: str
) -> None:
    load_takes_hub()
    assert said in run("explain", *asked, *TERM, exits=2).output
