"""The term calendar: usual dates, the term of a day, and days as people write them."""

from datetime import date

import pytest

from hubdata.calendar import Dates, TermCalendar, parse_day, write_day
from hubdata.errors import UserError
from hubdata.periods import AcademicYear, Period

FIFTH = date(2026, 9, 5)


@pytest.mark.parametrize(
    "text",
    ["5/9/2026", "05-09-2026", " 05.09.26 ", "2026-09-05", "5 September 2026", "5th Sep 2026"],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == FIFTH


def test_a_day_is_written_as_it_can_be_typed_again() -> None:
    assert write_day(FIFTH) == "05/09/2026"
    assert parse_day(write_day(FIFTH)) == FIFTH


@pytest.mark.parametrize(
    "text", ["", "soon", "31/02/2026", "9/31/2026", "5 Septober 2026", "5 Xyz 2026", "5/9"]
)
def test_what_is_no_day_is_said_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UserError, match=r"is not a date\. Write day, month and year"):
        parse_day(text)


AUTUMN = Period.parse("202627", "autumn")


def test_terms_the_hub_set_no_dates_for_have_usual_ones_that_end_on_a_friday() -> None:
    for term in ("autumn", "spring", "summer"):
        assert TermCalendar().dates_of(Period.parse("202627", term)).end.weekday() == 4


def test_a_year_runs_from_its_autumns_first_day_to_its_summers_last() -> None:
    calendar = TermCalendar({AUTUMN.slot: Dates(date(2026, 9, 3), date(2026, 12, 16))})
    year = calendar.dates_of(Period(AcademicYear(2026)))
    assert year == Dates(date(2026, 9, 3), date(2027, 7, 16))


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 11, 2), "202627 autumn"),
        (date(2026, 12, 25), "202627 autumn"),
        (date(2027, 1, 5), "202627 spring"),
        (date(2027, 8, 15), "202627 summer"),
    ],
)
def test_in_the_holidays_the_term_before_is_the_one_meant(day: date, period: str) -> None:
    assert TermCalendar().term_of(day).code == period


def test_a_return_is_due_at_the_end_of_term_unless_the_hub_said_otherwise() -> None:
    own = TermCalendar(due={("school-return", AUTUMN.slot): date(2026, 12, 4)})
    assert TermCalendar().due_on("school-return", AUTUMN) == date(2026, 12, 18)
    assert own.due_on("school-return", AUTUMN) == date(2026, 12, 4)


def test_a_term_is_told_as_at_its_last_day_or_today_if_that_is_earlier() -> None:
    assert TermCalendar().reference_date(AUTUMN, date(2026, 11, 2)) == date(2026, 11, 2)
    assert TermCalendar().reference_date(AUTUMN, date(2027, 5, 1)) == date(2026, 12, 18)
