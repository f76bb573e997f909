"""Where a year is likely to end, read from the store: two whole years behind, one term of this."""

from datetime import date

import pytest

from hubdata.periods import Period
from hubdata.services.results.breaks import list_breaks, parse_break, save_breaks
from hubdata.services.results.outlook import load_outlooks
from hubdata.services.standards.targets import Target, save_targets
from tests.pages.running import open_page, text_of
from tests.pages.standing_hub import NORTH, SOUTH, accept, load_ten_schools

EVERYBODY = (*NORTH, *SOUTH)
NOW = Period.parse(202627, "autumn")


@pytest.fixture(autouse=True)
def three_years(hub_store: str) -> None:
    """In both past years the autumn engaged six; by the summer it was eight, then nine, of ten.
    This autumn there are seven."""
    load_ten_schools()
    for year, by_summer in ((202425, 8), (202526, 9)):
        for term, number, month in (("autumn", 6, 12), ("summer", by_summer, 7)):
            engaged = set(EVERYBODY[:number])
            day = date(year // 100 + (term == "summer"), month, 1)
            accept(Period.parse(year, term), EVERYBODY, engaged=engaged, on=day)
    accept(NOW, EVERYBODY, engaged=set(EVERYBODY[:7]), on=date(2026, 11, 1))


@pytest.mark.parametrize(
    ("target", "said"),
    [(90, "likely to be reached"), (95, "within reach, but not certain"), (None, "at about 95%.")],
)
def test_the_movements_of_both_years_give_the_range(target: float | None, said: str) -> None:
    save_targets({("S01", ""): Target(target)}, year=202627, actor="Ann")
    outlook = load_outlooks(NOW, kpi_id="S01")["S01"]
    assert outlook.projection is not None
    assert (outlook.projection.low, outlook.projection.high) == (90, 100)
    assert said in outlook.sentence
    assert load_outlooks(Period(NOW.year), kpi_id="S01")["S01"].projection == outlook.projection


def test_a_break_since_leaves_too_little_to_project_from() -> None:
    own = parse_break("2025/26", "Asked otherwise", "S01")
    save_breaks([*list_breaks(), own], actor="Ann")
    outlook = load_outlooks(NOW, kpi_id="S01")["S01"]
    assert outlook.projection is None
    assert outlook.sentence.endswith("and for the year; there is one.")


def test_an_authority_is_projected_from_its_own_schools() -> None:
    outlook = load_outlooks(NOW, la_code="992", kpi_id="S01")["S01"]
    assert outlook.projection is not None
    assert outlook.projection.value == 40


def test_the_kpis_page_draws_the_range_and_says_how_it_comes_about() -> None:
    app = open_page("pages/standing/kpi.py")
    for name, value in {"kpi": "S01", "year": "202627", "term": "autumn"}.items():
        app.query_params[name] = value
    app.run()
    text = text_of(app)
    assert "2026/27 is likely to end between 90% and 100%, at about 95%" in text
    assert "Pale bar: where the year is likely to end." in text
    assert "From autumn to the whole year it moved by +20.0 pts in 2024/25" in text
