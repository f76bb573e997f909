"""Definitions: every KPI, question and rule is on the page, and can be taken away."""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.results.definitions import explain_fields, explain_kpis, explain_rules
from pages.components.about.definitions import (
    build_dictionary,
    build_kpis,
    build_rule_sheet,
    is_found,
)
from tests.pages.running import open_page, text_of, title_of

pytestmark = pytest.mark.usefixtures("hub_store")
PAGE = "pages/about/definitions.py"


def open_part(part: str) -> AppTest:
    app = open_page(PAGE)
    app.radio[0].set_value(part).run()
    assert not app.exception
    return app


def test_every_kpi_is_on_the_page() -> None:
    app = open_page(PAGE)
    kpis, fields, rules = explain_kpis(), explain_fields(), explain_rules()
    assert title_of(app) == (
        f"{len(kpis)} KPIs, {len(fields)} questions and {len(rules)} rules, each in words"
    )
    text = text_of(app)
    assert all(f"{kpi.name} {kpi.id}" in text for kpi in kpis)


def test_every_question_is_on_the_page_under_its_sheet() -> None:
    text = text_of(open_part("Questions"))
    assert all(field.name in text for field in explain_fields())
    assert "Continuation and instruments" in text


def test_every_rule_is_on_the_page_with_what_it_asks() -> None:
    text = text_of(open_part("Rules"))
    assert all(rule.code in text for rule in explain_rules())
    assert "■ Correct" in text


def test_a_word_finds_the_definitions_that_have_it() -> None:
    app = open_page(PAGE)
    next(one for one in app.text_input if one.label == "Find").set_value("engagement deep").run()
    text = text_of(app)
    assert "1 KPI with “engagement deep”" in text
    assert "Deep engagement S02" in text
    assert "School returns on time" not in text


def test_a_word_that_is_nowhere_finds_nothing() -> None:
    assert not is_found("zither", "Ensembles", "choir")


def test_the_data_dictionary_has_a_row_for_every_question_and_rule() -> None:
    fields, rules = explain_fields(), explain_rules()
    assert len(build_dictionary(fields).rows) == len(fields)
    assert len(build_rule_sheet(rules).rows) == len(rules)


def test_of_many_kpis_the_definitions_are_folded_and_of_few_they_are_open() -> None:
    kpis = explain_kpis()
    assert build_kpis(kpis).count("<details") == len(kpis)
    assert "<details" not in build_kpis(kpis[:2])
    assert kpis[0].facts[-1][1] in build_kpis(kpis), "folded, not left out"
