"""What is written into the template is what the reader finds in it, field by field."""

import pytest

from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.returns.parsing.cells import parse_cell
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.template.workbook import render_template
from sample_data.build import render_return
from sample_data.hub import build_sample_hub
from sample_data.sending import sample_returns

BY_ITSELF = ("time_period", "term", "definition_version")
"""Fields of the front sheet that the template fills in."""
EVERY_SO_MANY = 40
SENT = tuple(sample_returns(build_sample_hub()))[::EVERY_SO_MANY]


def read_back(part) -> list[dict]:
    rows = []
    for row in part.rows if part else ():
        read = {name: parse_cell(cell, part.sheet.field(name)) for name, cell in row.cells.items()}
        assert [each.problem for each in read.values() if each.problem] == []
        rows.append({name: each.value for name, each in read.items() if name not in BY_ITSELF})
    return rows


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: f"{sent.urn} {sent.period.code}")
def test_a_filled_template_is_read_as_it_was_filled(sent):
    found = read_file(sent.file_name, render_return(sent))
    assert found.issues == ()
    (read,) = found.returns
    assert (read.source, read.period, read.issues) == (str(sent.urn), sent.period, ())
    for sheet in SCHOOL_RETURN.sheets:
        rows = sent.answers.get(sheet.name, [])
        answered = [{n: value for n, value in row.items() if value is not None} for row in rows]
        assert read_back(read.part(sheet.name)) == answered


def test_an_empty_template_says_who_and_when_and_nothing_else():
    front = {"school_urn": 900123, "school_name": "Beacon Hill Primary School", "la_code": 991}
    content = render_template(
        SCHOOL_RETURN,
        Period.parse(202526, "spring"),
        prefilled={"Return": [front]},
        hub_name="Wendale Music Hub",
    )
    found = read_file("empty.xlsx", content)
    assert found.issues == ()
    (read,) = found.returns
    assert (read.source, read.period.code) == ("900123", "202526 spring")
    assert read_back(read.part("Return")) == [front]
    assert [part.sheet.name for part in read.parts if part.rows] == ["Return"]
