"""An amount is explained on the command line as on its page: both sides, cell by cell."""

import json

import pytest
from typer.testing import CliRunner

from hubdata.__main__ import app
from tests.pages.takes_hub import load_takes_hub

pytestmark = pytest.mark.usefixtures("hub_store")
SCHOOLS = "~income_source=schools~in_kind=no"
TERM = ("--year", "202526", "--term", "summer")


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_a_difference_is_told_with_the_cells_of_both_its_sides():
    load_takes_hub()
    asked = ("explain", f"income~actual{SCHOOLS}", "--less", f"income~budget{SCHOOLS}", *TERM)
    found = json.loads(run(*asked, "--json").stdout)
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
    result = run("explain", "income~colour", *TERM)
    assert result.exit_code == 2
    assert 'there is no field "colour"' in result.output
