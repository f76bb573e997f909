"""How numbers, changes and coverage are put into words."""

from datetime import date

import pytest

from hubdata import wording
from hubdata.periods import Period


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (64.4, "%", "64%"),
        (7.36, "%", "7.4%"),
        (0, "%", "0%"),
        (0.8225, "index", "0.82"),
        (5.25, "mean", "5.2"),
        (-14.2, "pp", "−14 pts"),
        (1204, "count", "1,204"),
        (87.4, "£", "£87"),
        (1.584, "£", "£1.58"),
        (4.93, "ratio", "4.9 : 1"),
        (3.4, "months", "3.4 months"),
        (12.34, "per 10,000", "12.3 per 10,000"),
        (None, "%", "–"),
        (None, "ratio", "–"),
    ],
)
def test_a_kpis_value_is_written_by_its_unit(value: float | None, unit: str, words: str) -> None:
    assert wording.explain_value(value, unit) == words


@pytest.mark.parametrize(
    ("change", "unit", "words"),
    [(-2, "%", "−2 pts"), (1, "%", "+1 pt"), (100, "%", "+100 pts"), (-10, "count", "−10")],
)
def test_a_share_changes_by_points_and_a_count_by_itself(
    change: float, unit: str, words: str
) -> None:
    assert wording.explain_change(change, unit) == words


@pytest.mark.parametrize(
    ("number", "plural", "words"),
    [
        (1, "schools", "1 school"),
        (0, "schools", "0 schools"),
        (1204, "pupils", "1,204 pupils"),
        (1, "authorities", "1 authority"),
        (1, "memberships", "1 membership"),
    ],
)
def test_a_count_takes_the_noun_that_goes_with_it(number: int, plural: str, words: str) -> None:
    assert wording.count_of(number, plural) == words


def test_coverage_is_a_sentence() -> None:
    assert wording.explain_coverage(391, 412) == "391 of 412 schools have returned"
    assert wording.explain_coverage(0, 1) == "0 of 1 school has returned"


def test_names_are_listed_as_people_list_them() -> None:
    assert wording.join_words(["Devon"]) == "Devon"
    assert wording.join_words(["Devon", "Torbay"]) == "Devon and Torbay"
    assert wording.join_words(["Devon", "Plymouth", "Torbay"]) == "Devon, Plymouth and Torbay"


def test_words_inside_a_sentence_begin_small_unless_they_are_initials() -> None:
    assert wording.first_lower("Inclusion lead") == "inclusion lead"
    assert wording.first_lower("SEND representation") == "SEND representation"
    assert wording.first_upper("iPads lent") == "IPads lent"


def test_years_are_told_apart_from_terms_in_a_list_and_in_a_comparison() -> None:
    year, term = Period.parse(202526), Period.parse(202526, "spring")
    assert [wording.name_period(one) for one in (year, term)] == [
        "2025/26, whole year",
        "Spring 2025/26",
    ]
    assert [wording.explain_since(one) for one in (year, term)] == ["2025/26", "spring"]
    assert wording.explain_period(term) == "spring 2025/26"


def test_a_day_is_written_without_leading_zero() -> None:
    assert wording.explain_day(date(2026, 5, 6)) == "6 May 2026"
