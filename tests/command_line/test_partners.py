"""Partners from the command line: their list, their workbooks, and the hub's own."""

import json

import pytest
from typer.testing import CliRunner

from hubdata.__main__ import app

LIST = (
    "Partner ID,Name,Kind of partner,Commitments signed\n"
    "P01,Tideline Community Music,community music,Yes\n"
    "P02,Quay Street Studios,industry,Yes\n"
)
AUTUMN = ("--year", "202627", "--term", "autumn")

pytestmark = pytest.mark.usefixtures("hub_store")


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def partners(tmp_path, hub_store):
    path = tmp_path / "partners.csv"
    path.write_text(LIST, encoding="utf-8")
    result = run("partners", path)
    assert result.exit_code == 0, result.output
    return path


def test_a_list_is_loaded_and_then_shown(partners):
    shown = json.loads(run("partners", "--json").stdout)
    assert [(one["partner_id"], one["kind"]) for one in shown] == [
        ("P01", "community music"),
        ("P02", "industry"),
    ]
    assert "0 added, 0 changed, 2 as they were" in run("partners", partners).output


def test_rows_that_cannot_be_used_are_said_and_told_by_the_exit_code(partners):
    partners.write_text(LIST + "P03,Oompah,brass band,Yes\n", encoding="utf-8")
    result = run("partners", partners)
    assert result.exit_code == 1
    assert "brass band" in result.output


def test_a_workbook_is_written_for_each_partner_or_for_one(partners, tmp_path):
    assert (
        run("template", "partner-return", *AUTUMN, "--all", "--out", tmp_path / "a").exit_code == 0
    )
    one = run("template", "partner-return", *AUTUMN, "--partner", "P02", "--out", tmp_path / "b")
    assert one.exit_code == 0
    assert len(list((tmp_path / "a").iterdir())) == 2
    assert [path.name for path in (tmp_path / "b").iterdir()] == [
        "partner-return 202627 autumn P02 Quay Street Studios.xlsx"
    ]


def test_the_hub_return_is_one_workbook(tmp_path, hub_store):
    result = run("template", "hub-return", "--year", "202627", "--annual", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert len(list(tmp_path.glob("hub-return 202627 hub*.xlsx"))) == 1


@pytest.mark.parametrize("more", [(), ("--urn", "900001"), ("--all", "--partner", "P01")])
def test_it_must_be_said_which_partners(more, tmp_path, hub_store):
    result = run("template", "partner-return", *AUTUMN, *more, "--out", tmp_path)
    assert result.exit_code == 2


def test_who_has_returned_is_told_for_each_kind(partners):
    told = json.loads(run("returns", "--kind", "partner-return", *AUTUMN, "--json").stdout)
    assert [(one["source"], one["progress"]) for one in told] == [
        ("P01", "not yet due"),
        ("P02", "not yet due"),
    ]
    (hub,) = json.loads(run("returns", "--kind", "hub-return", *AUTUMN, "--json").stdout)
    assert hub["source"] == "hub"
