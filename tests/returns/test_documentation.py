"""The description of the fields says what the declaration says, in plain values."""

import json

import pytest

from hubdata.returns.documentation import describe_fields
from hubdata.returns.kinds import KINDS, SCHOOL_RETURN


def described(sheet: str, name: str) -> dict:
    found = describe_fields(SCHOOL_RETURN)
    return next(field for field in found if (field["sheet"], field["name"]) == (sheet, name))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_is_described_in_the_order_asked(kind):
    asked = [(sheet.name, spec.public_name) for sheet in kind.sheets for spec in sheet.fields]
    assert [(field["sheet"], field["name"]) for field in describe_fields(kind)] == asked


def test_bounds_and_choices_are_given():
    weeks = described("Whole class", "weeks_delivered")
    assert (weeks["type"], weeks["min"], weeks["max"]) == ("whole number", 0, 53)
    assert described("Tuition", "group_size")["choices"] == ["individual", "small", "large"]
    assert described("Return", "nil_return")["choices"] == ["Yes", "No"]
    assert described("Return", "comment")["max"] is None


def test_the_description_can_be_sent_as_json():
    assert json.loads(json.dumps(describe_fields(SCHOOL_RETURN))) == describe_fields(SCHOOL_RETURN)
