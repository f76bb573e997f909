"""Orders of the scorecard: what needs it comes first, what is not known comes last."""

import pytest

from hubdata.services.results.ordering import Order, list_owners, sort_lines
from hubdata.services.results.scorecards import ScorecardLine, load_standing
from tests.pages.standing_hub import SUMMER, load_standing_hub


@pytest.fixture
def lines(hub_store: str) -> tuple[ScorecardLine, ...]:
    load_standing_hub()
    return load_standing(SUMMER).whole.lines


def ids(lines: list[ScorecardLine]) -> list[str]:
    return [line.kpi.id for line in lines]


def test_every_order_keeps_every_line(lines: tuple[ScorecardLine, ...]) -> None:
    for order in Order:
        assert sorted(ids(sort_lines(lines, order))) == sorted(ids(list(lines)))
    assert sort_lines(lines, Order.USUAL) == list(lines)


def test_the_farthest_from_its_target_is_first_and_what_is_not_rated_last(
    lines: tuple[ScorecardLine, ...],
) -> None:
    ordered = sort_lines(lines, Order.GAP)
    place = {"red": 0, "amber": 0, "green": 1, None: 2}  # a target reached is not far from
    places = [place[line.now.rag] for line in ordered]
    assert places == sorted(places)
    assert ordered[0].now.rag == "red"
    assert 1 in places


def test_the_most_changed_is_first(lines: tuple[ScorecardLine, ...]) -> None:
    assert ids(sort_lines(lines, Order.CHANGE))[0] == "S01"  # from 90% to 60%


def test_fewest_returns_first_and_names_by_the_alphabet(lines: tuple[ScorecardLine, ...]) -> None:
    covered = [line.now.coverage for line in sort_lines(lines, Order.COVERAGE)]
    known = [one for one in covered if one is not None]
    assert known == sorted(known)
    names = [line.kpi.name.casefold() for line in sort_lines(lines, Order.NAME)]
    assert names == sorted(names)


def test_owners_are_each_named_once(lines: tuple[ScorecardLine, ...]) -> None:
    owners = list_owners(lines)
    assert "Schools lead" in owners
    assert len(owners) == len(set(owners))
