"""Which schools moved a KPI: only those that told of both terms; a missing return is no change."""

from datetime import date

import pytest

from hubdata.kpis.catalogue import kpi_named
from hubdata.services.results.explaining import explain_kpi
from hubdata.services.results.school_moves import SchoolMoves, can_move, find_school_moves
from tests.pages.standing_hub import (
    LOST,
    NORTH,
    SILENT,
    SPRING,
    SUMMER,
    accept,
    load_standing_hub,
    load_ten_schools,
)

pytestmark = pytest.mark.usefixtures("hub_store")


def moves_of(kpi_id: str) -> SchoolMoves:
    then, now = (explain_kpi(kpi_id, period).explanation for period in (SPRING, SUMMER))
    return find_school_moves(then, now)


def test_schools_that_count_no_longer_are_those_that_returned_and_were_lost() -> None:
    load_standing_hub()
    moves = moves_of("S01")
    assert moves.is_share_of_schools
    assert {int(one.owner) for one in moves.less} == set(LOST)
    assert [(one.before, one.now) for one in moves.less] == [(1, 0)] * len(LOST)
    assert moves.more == ()


def test_a_school_that_told_nothing_now_stands_apart_if_it_counted_before() -> None:
    load_ten_schools()
    accept(SPRING, NORTH, engaged={NORTH[0], NORTH[1]}, on=date(2026, 3, 20))
    accept(SUMMER, NORTH[1:4], engaged={NORTH[1], NORTH[2]}, on=date(2026, 7, 10))
    moves = moves_of("S01")
    assert [int(one.owner) for one in moves.silent] == [NORTH[0]]
    assert [int(one.owner) for one in moves.more] == [NORTH[2]]
    assert moves.less == ()


def test_a_school_silent_in_both_terms_is_in_no_list() -> None:
    load_standing_hub()
    moves = moves_of("S01")
    listed = {one.owner for one in (*moves.less, *moves.more, *moves.silent)}
    assert str(SILENT) not in listed


def test_an_index_is_not_told_school_by_school() -> None:
    assert can_move(kpi_named("S05"))
    assert not can_move(kpi_named("I31"))
