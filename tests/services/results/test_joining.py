"""What the KPIs would be if schools joined: exactly what they are once these schools do join."""

from collections.abc import Sequence
from datetime import date

import pytest

from hubdata.periods import Period
from hubdata.services.results.joining import KPIS, Joined, load_joined
from hubdata.services.results.scorecards import load_standing
from tests.pages.reach_hub import COLD, FRESH, SILENT, SUMMER, load_reach_hub
from tests.pages.standing_hub import accept


@pytest.fixture(autouse=True)
def _reach_hub(hub_store: str) -> None:
    load_reach_hub()


def values(results: Sequence[Joined], which: str) -> dict[str, tuple]:
    return {
        one.kpi.id: (one.value, one.numerator, one.denominator, one.rag, one.returned)
        for one in (getattr(joined, which) for joined in results)
    }


def actual(la_code: str | None = None, period: Period = SUMMER) -> dict[str, tuple]:
    return {
        one.kpi.id: (one.value, one.numerator, one.denominator, one.rag, one.returned)
        for one in load_standing(period).of(la_code).results
        if one.kpi.id in KPIS
    }


def test_all_six_kpis_are_told_as_they_are_and_as_they_would_be() -> None:
    results = load_joined(SUMMER, [COLD])
    assert sorted(values(results, "now")) == sorted(KPIS)
    assert values(results, "now") == actual()
    engagement = values(results, "then")["S01"]
    assert engagement[:3] == (80, 8, 10)
    assert values(results, "then")["S03"][:3] == (pytest.approx(100 / 9), 1, 9)


@pytest.mark.parametrize("la_code", [None, "991", "992"])
@pytest.mark.parametrize("joining", [(COLD,), (FRESH, COLD), (SILENT,), (FRESH, COLD, SILENT)])
def test_it_comes_to_pass_when_the_schools_really_join(
    joining: tuple[str, ...], la_code: str | None
) -> None:
    said = values(load_joined(SUMMER, joining, la_code=la_code), "then")
    urns = [int(urn) for urn in joining]
    accept(SUMMER, urns, engaged=set(urns), on=date(2026, 7, 20))
    assert said == actual(la_code)


def test_a_year_counts_what_joins_in_its_last_term() -> None:
    year = Period.parse(202526)
    said = values(load_joined(year, [FRESH, SILENT]), "then")
    accept(SUMMER, [900007, 900010], engaged={900007, 900010}, on=date(2026, 7, 20))
    assert said == actual(period=year)


def test_a_school_that_is_engaged_already_or_not_asked_changes_nothing() -> None:
    results = load_joined(SUMMER, ["900001", "123456"])
    assert values(results, "now") == values(results, "then")
