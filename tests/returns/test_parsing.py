"""What people write in cells, and what it is understood as: never guessed silently."""

from datetime import date, datetime

import pytest

from hubdata.returns.checking.codes import CODES
from hubdata.returns.fields import FieldKind
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import SCHOOL_RETURN
from hubdata.returns.parsing.cells import parse_cell

FIELDS = {
    "count": ("Whole class", "pupils"),
    "year group": ("Whole class", "year_group"),
    "class": ("Whole class", "class_id"),
    "start term": ("Whole class", "start_term"),
    "provider": ("Whole class", "provider_type"),
    "yes or no": ("Whole class", "hub_supported"),
    "minutes": ("Whole class", "minutes_per_week"),
    "weeks": ("Whole class", "weeks_delivered"),
    "year": ("Return", "time_period"),
    "urn": ("Return", "school_urn"),
    "date": ("Return", "submitted_on"),
    "text": ("Return", "comment"),
    "barriers": ("Support", "barriers"),
}

UNDERSTOOD = [
    *(("count", cell, 1204) for cell in (1204.0, "1204", "1,204", "1 204", " 1204 ", "1,204.0")),
    *(("count", cell, 12) for cell in ("12 pupils", "12.00", "+12", 12)),
    *(("year group", cell, "4") for cell in (4.0, "4", "Y4", "Year 4", "yr4", "year  4")),
    *(("year group", cell, "R") for cell in ("R", "Reception", "rec", 0.0)),
    *(("yes or no", cell, True) for cell in ("Y", "yes", "YES", "x", "✓", 1.0, True, "true")),
    *(("yes or no", cell, False) for cell in ("N", "no", 0.0, False, "false")),
    *(("start term", cell, "autumn") for cell in ("Autumn", "autumn term", "Autumn 2025", "aut")),
    *(("provider", cell, "hub lead") for cell in ("Hub lead", "HUB_LEAD", "music service")),
    *(("year", cell, 202526) for cell in (202526.0, "2025/26", "2025-26", "2025/2026")),
    *(("date", cell, date(2025, 9, 1)) for cell in ("1/9/2025", "01.09.25", "2025-09-01")),
    *(("date", cell, date(2025, 9, 1)) for cell in (datetime(2025, 9, 1), 45901.0, "45901")),
    *(("date", cell, date(2025, 9, 1)) for cell in ("1 Sept 2025", "Monday 1st September 2025")),
    *(("minutes", cell, 60) for cell in ("1 hour", "1hr", "60 mins", "1h", 60)),
    *(("minutes", cell, 75) for cell in ("1 hr 15", "1 hour and 15 minutes", "1.25 hours")),
    ("weeks", "12 wks", 12),
    ("urn", "900123", 900123),
    ("class", 4.0, "4"),
    ("class", " 4A ", "4A"),
    ("text", "=1+1", "=1+1"),
    ("barriers", "Transport, cost and space", "cost; space; transport"),
]

QUESTIONED = [
    *(("count", cell, 20, "approximate") for cell in ("20ish", "~20", "about 20", "c. 20", "20?")),
    *(("count", cell, 20, "approximate") for cell in ("approx 20", "20 (est)", "c20", "20 approx")),
    ("count", "3k", 3000, "approximate"),
    ("count", "nil", 0, "zero-in-words"),
    ("date", "12/31/2025", date(2025, 12, 31), "date-month-first"),
    ("class", datetime(2025, 4, 3), "3/4", "text-became-date"),
    ("yes or no", "Yes - weekly", True, "answer-with-words"),
    *(("count", cell, None, "read-as-blank") for cell in ("n/a", "-", "–", "not known", "tbc")),
]

NOT_USABLE = [
    *(("count", cell, "number-is-a-limit") for cell in ("<5", "5+", "under 5", "fewer than 5")),
    *(("count", cell, "number-is-a-range") for cell in ("10-12", "10 to 12", "10–12")),
    *(("count", cell, "number-is-a-percentage") for cell in ("25%", 0.25, "25 per cent")),
    *(("count", cell, "number-in-another-unit") for cell in ("12 weeks", "45 mins", "1 hour")),
    *(("weeks", cell, "number-in-another-unit") for cell in ("45 mins", "about 2 hours")),
    ("minutes", "12 weeks", "number-in-another-unit"),
    *(("count", cell, "number-in-words") for cell in ("twelve", "Thirty-two", "twenty")),
    *(("count", cell, "number-not-whole") for cell in (3.5, "3.5")),
    *(("count", cell, "not-a-number") for cell in ("lots", "1e6", "½", True, "12 & 13")),
    *(("count", cell, "out-of-bounds") for cell in (-1.0, "-1", 200_000.0)),
    *(("year group", cell, "mixed-year-groups") for cell in ("3/4", "Y3 and Y4", "R/1")),
    ("year group", datetime(2025, 4, 3), "mixed-year-groups"),
    *(("year group", cell, "not-in-list") for cell in ("14", "Nursery", 3.5)),
    *(("provider", cell, "not-in-list") for cell in ("hub partnr", "somebody")),
    ("yes or no", "maybe", "not-yes-or-no"),
    *(("date", cell, "date-without-day") for cell in ("Sept 2025", "2025", "Autumn 2025")),
    *(("date", cell, "not-a-date") for cell in ("31/02/2025", "soon", 3.0, "1/1/1850")),
    *(("year", cell, "not-an-academic-year") for cell in ("2025", 202527.0, "next")),
    ("urn", "90012", "out-of-bounds"),
    ("count", datetime(2025, 3, 4), "number-is-a-date"),
    ("count", "#REF!", "formula-error"),
    ("text", "#DIV/0!", "formula-error"),
    ("barriers", "cost; weather", "not-in-list"),
]


def parse(field: str, cell: object):
    sheet, name = FIELDS[field]
    return parse_cell(cell, SCHOOL_RETURN.sheet(sheet).field(name))


@pytest.mark.parametrize(("field", "cell", "value"), UNDERSTOOD)
def test_what_is_clear_is_understood_without_a_word(field, cell, value):
    parsed = parse(field, cell)
    assert (parsed.value, parsed.problem) == (value, None)
    assert type(parsed.value) is type(value)


@pytest.mark.parametrize(("field", "cell", "value", "code"), QUESTIONED)
def test_what_is_doubtful_is_used_and_said(field, cell, value, code):
    parsed = parse(field, cell)
    assert (parsed.value, parsed.problem.code) == (value, code)
    assert CODES[code].severity in (Severity.QUERY, Severity.NOTE)


@pytest.mark.parametrize(("field", "cell", "code"), NOT_USABLE)
def test_what_cannot_be_used_is_never_guessed(field, cell, code):
    parsed = parse(field, cell)
    assert (parsed.value, parsed.problem.code) == (None, code)
    assert CODES[code].severity is Severity.ERROR


@pytest.mark.parametrize("symbol", ["z", "x", "c", "low", "u", "[c]", "Z"])
def test_symbols_are_marks_and_no_values(symbol):
    parsed = parse("count", symbol)
    assert (parsed.value, parsed.problem) == (None, None)
    assert parsed.mark == symbol.strip("[]").lower()


@pytest.mark.parametrize("cell", ["", "   ", None])
def test_an_empty_cell_is_no_answer_in_every_field(cell):
    for field in FIELDS:
        parsed = parse(field, cell)
        assert (parsed.value, parsed.mark, parsed.problem) == (None, "", None)


@pytest.mark.parametrize("kind", SCHOOL_RETURN.sheets, ids=lambda sheet: sheet.name)
def test_every_example_of_the_template_is_understood(kind):
    for spec in kind.fields:
        if spec.example:
            parsed = parse_cell(spec.example, spec)
            assert parsed.problem is None, spec.name
            assert parsed.value is not None


@pytest.mark.parametrize("kind", SCHOOL_RETURN.sheets, ids=lambda sheet: sheet.name)
def test_every_word_of_every_list_is_understood_as_itself(kind):
    for spec in kind.fields:
        if spec.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
            assert [parse_cell(word, spec).value for word in spec.choice_words] == list(
                spec.choice_words
            )
