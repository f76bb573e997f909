"""Definitions: everything that is declared is explained."""

import pytest

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.returns.checking.codes import CODES
from hubdata.returns.kinds import KINDS
from hubdata.returns.rules import RULES
from hubdata.services.results.definitions import explain_fields, explain_kpis, explain_rules

pytestmark = pytest.mark.usefixtures("hub_store")


def test_every_kpi_is_explained_with_why_owner_version_and_example() -> None:
    kpis = explain_kpis()
    assert [kpi.id for kpi in kpis] == list(CATALOGUE)
    for kpi in kpis:
        facts = dict(kpi.facts)
        assert kpi.why
        for head in ("Formula", "Base", "Better", "Owner", "Version of the definition"):
            assert facts[head], (kpi.id, head)
        assert "The result is" in facts["Worked example"]


def test_a_worked_example_ends_with_its_result() -> None:
    [engagement] = [kpi for kpi in explain_kpis() if kpi.id == "S01"]
    assert dict(engagement.facts)["Worked example"].endswith("2 of 4. The result is 50%.")


def test_every_field_is_explained_with_what_may_be_written() -> None:
    fields = explain_fields()
    asked = [
        (sheet.name, spec.public_name)
        for kind in KINDS.values()
        for sheet in kind.sheets
        for spec in sheet.fields
    ]
    assert [(field.sheet, field.name) for field in fields] == asked
    answers = {field.name: field.answers for field in fields}
    assert answers["weeks_met"] == "Whole number from 0 to 53"
    assert answers["nil_return"] == "One of: Yes, No"
    assert answers["barriers"].startswith("Several of: ")


def test_every_rule_and_every_code_is_explained() -> None:
    assert {rule.code for rule in explain_rules()} == {*RULES, *CODES}
    assert all(rule.sentence and rule.asks for rule in explain_rules())
