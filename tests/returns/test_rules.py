"""Every rule finds its own fault, at its place, and nothing else; a clean return has no issues."""

import re

import pytest

from hubdata.returns.checking.codes import CODES
from hubdata.returns.issues import Severity
from hubdata.returns.rules import RULES
from tests.returns.cases import hub_faults, partner_faults
from tests.returns.cases.faults import CASES
from tests.returns.workbooks import build_form, check, check_sheets, clean_sheets, say


def test_a_clean_return_has_no_issues():
    assert say(check_sheets(clean_sheets())) == []


def test_a_clean_return_in_the_shape_of_the_template_has_no_issues():
    assert say(check(build_form(clean_sheets()))) == []


@pytest.mark.parametrize("clean", [partner_faults.CLEAN, hub_faults.CLEAN])
def test_a_clean_return_of_another_kind_has_no_issues(clean):
    assert say(check_sheets(clean.sheets, context=clean.context, kind=clean.kind)) == []


def test_every_rule_has_its_own_faulty_case():
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_its_fault_at_its_place_and_nothing_else(code):
    fault = CASES[code]()
    checked = check_sheets(fault.sheets, context=fault.context, kind=fault.kind)
    assert [(issue.code, issue.place) for issue in checked.issues] == [(code, fault.place)], say(
        checked
    )


@pytest.mark.parametrize("code", CASES)
def test_a_message_says_where_what_and_what_to_do(code):
    fault = CASES[code]()
    (issue,) = check_sheets(fault.sheets, context=fault.context, kind=fault.kind).issues
    where = f"{issue.sheet}, {issue.cell}: " if issue.cell else f"{issue.sheet}: "
    assert issue.message.startswith(where)
    sentences = re.findall(r"[.:?] [A-Z0-9][^.]*", issue.message)
    assert sentences, issue.message
    assert issue.message.endswith(".")
    assert not re.search(r"invalid|!|None|\bnan\b", issue.message)


@pytest.mark.parametrize("code", CASES)
def test_only_an_error_keeps_a_row_from_being_used(code):
    fault = CASES[code]()
    checked = check_sheets(fault.sheets, context=fault.context, kind=fault.kind)
    lost = sum(part.rows_with_errors for part in checked.parts)
    assert lost == (RULES[code].severity is Severity.ERROR)


def test_a_rule_and_what_reading_finds_never_share_a_code():
    assert not set(RULES) & set(CODES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_rule_is_stated_in_a_sentence(rule):
    assert rule.sentence[0].isupper()
    assert rule.sentence.endswith(".")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
