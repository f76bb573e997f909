"""The term calendar a year at a time."""

from dataclasses import replace
from datetime import date

import pytest

from hubdata.calendar import Dates
from hubdata.errors import UserError
from hubdata.periods import AcademicYear
from hubdata.services.settings import load_calendar
from hubdata.services.term_dates import TermLine, load_year, save_year

pytestmark = pytest.mark.usefixtures("hub_store")
YEAR = AcademicYear(2026)
SCHOOL = "school-return"


def with_autumn(starts: date, ends: date) -> list[TermLine]:
    autumn, *others = load_year(YEAR)
    return [replace(autumn, dates=Dates(starts, ends)), *others]


def test_usual_dates_are_shown_until_the_hub_sets_its_own() -> None:
    autumn, spring, summer, whole = load_year(YEAR)
    assert autumn.dates == Dates(date(2026, 9, 1), date(2026, 12, 18))
    assert autumn.due[SCHOOL] == date(2026, 12, 18)
    assert spring.dates is not None
    assert summer.dates is not None
    assert whole.dates is None
    assert whole.due[SCHOOL] == date(2027, 9, 30)


def test_saving_what_is_shown_sets_nothing() -> None:
    assert save_year(load_year(YEAR), actor="Ann") == ()
    assert load_calendar().dates == {}
    assert load_calendar().due == {}


def test_a_due_date_stays_what_was_shown_when_the_term_is_moved() -> None:
    said = save_year(with_autumn(date(2026, 9, 3), date(2026, 12, 16)), actor="Ann")
    assert said == (
        "Autumn 2026/27 starts on 03/09/2026 (was 01/09/2026).",
        "Autumn 2026/27 ends on 16/12/2026 (was 18/12/2026).",
    )
    assert load_year(YEAR)[0].due[SCHOOL] == date(2026, 12, 18)


def test_the_annual_return_has_a_due_date_of_its_own() -> None:
    *terms, whole = load_year(YEAR)
    said = save_year([*terms, replace(whole, due={SCHOOL: date(2027, 9, 10)})], actor="Ann")
    assert said == ("School return for 2026/27 is due on 10/09/2027 (was 30/09/2027).",)
    assert load_year(YEAR)[3].due[SCHOOL] == date(2027, 9, 10)


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (date(2026, 9, 3), date(2026, 9, 1), "ends on 01/09/2026, before it starts on 03/09/2026"),
        (date(2026, 9, 3), date(2027, 1, 8), "before Autumn 2026/27 ends on 08/01/2027"),
        (date(2025, 9, 3), date(2026, 12, 18), "03/09/2025 is not in the academic year 2026/27"),
    ],
)
def test_a_year_that_cannot_be_is_refused_whole(starts: date, ends: date, said: str) -> None:
    with pytest.raises(UserError, match=said):
        save_year(with_autumn(starts, ends), actor="Ann")
    assert load_calendar().dates == {}


def test_a_return_is_not_due_before_its_term() -> None:
    autumn, *others = load_year(YEAR)
    early = replace(autumn, due={SCHOOL: date(2026, 8, 1)})
    with pytest.raises(UserError, match="due on 01/08/2026, before it starts on 01/09/2026"):
        save_year([early, *others], actor="Ann")
