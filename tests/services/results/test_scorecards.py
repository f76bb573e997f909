"""Where a small hub stands: known numbers, whole and by authority, now and before."""

from dataclasses import replace
from datetime import date

import pytest

from hubdata.kpis.judging.rag import RagStatus
from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.intake.outcomes import FileStatus
from hubdata.services.kpis import list_kpis
from hubdata.services.plan.overview import (
    build_attention,
    build_moves,
    explain_on_track_since,
    headline_lines,
    place_on_stave,
)
from hubdata.services.registers.partners import save_partner
from hubdata.services.reports.commentary import Action, add_action, change_action, load_actions
from hubdata.services.results.scorecards import load_standing, load_trend
from hubdata.services.settings import HubSettings
from hubdata.services.standards.targets import save_targets
from hubdata.vocabulary import PartnerKind
from tests.pages.standing_hub import SPRING, SUMMER, load_standing_hub
from tests.services.build_files import workbook

NAMES = {"991": "Northmere", "992": "Southmere"}


@pytest.fixture(autouse=True)
def _standing_hub(hub_store: str) -> None:
    load_standing_hub()


def line_of(kpi_id: str, la_code: str | None = None, period: Period = SUMMER):
    card = load_standing(period).of(la_code)
    return next(line for line in card.lines if line.kpi.id == kpi_id)


def test_the_whole_hub_is_told_with_the_term_before() -> None:
    line = line_of("S01")
    assert (line.now.value, line.now.numerator, line.now.denominator) == (60, 6, 10)
    assert (line.now.returned, line.now.expected) == (9, 10)
    assert line.now.rag is RagStatus.RED
    assert line.before is not None
    assert line.before.value == 90
    assert line.year_before is None


def test_an_authority_is_told_by_itself() -> None:
    assert line_of("S01", "991").now.value == 100
    assert line_of("S01", "992").now.value == 20


def test_an_authority_the_hub_does_not_have_has_an_empty_scorecard() -> None:
    assert load_standing(SUMMER).of("999").lines == ()


def test_a_target_of_an_authority_stands_before_that_of_the_hub() -> None:
    save_targets({("S01", "992"): 20}, year=202526, actor="Ann")
    assert line_of("S01", "992").now.rag is RagStatus.GREEN
    assert line_of("S01").now.target == 90


def test_a_term_nobody_returned_for_is_not_compared_with() -> None:
    assert line_of("S01", period=SPRING).before is None


def test_a_trend_begins_with_the_first_term_that_was_returned_for() -> None:
    assert [one.value for one in load_trend("S01", SUMMER)] == [90, 60]
    assert [one.value for one in load_trend("S01", SUMMER, la_code="992")] == [80, 20]


def test_each_kpi_stands_once_on_the_stave() -> None:
    cells = place_on_stave(load_standing(SUMMER).whole)
    placed = [result.kpi.id for results in cells.values() for result in results]
    assert sorted(placed) == sorted(kpi.id for kpi in list_kpis())


def test_what_needs_attention_is_worst_first_with_who_and_where() -> None:
    found = build_attention(load_standing(SUMMER), la_code=None, names=NAMES)
    rags = [one.result.rag for one in found]
    assert rags == sorted(rags, key=lambda rag: rag is RagStatus.AMBER)
    told = next(one for one in found if one.result.kpi.id == "S01")
    assert told.sentence == "School engagement fell to 60%, 3 schools short of 90%"
    assert told.note == "Owner: schools lead. Southmere fell by 3 schools"
    assert told.action is None


def test_it_is_said_whether_more_or_fewer_kpis_are_on_track_than_the_term_before() -> None:
    card = load_standing(SUMMER).whole
    assert explain_on_track_since(card) == "One fewer is on track than in spring"
    lines = [line if line.kpi.id == "S01" else replace(line, before=None) for line in card.lines]
    some = replace(card, lines=tuple(lines))
    told = "One fewer is on track than in spring, of the 1 KPI rated both times"
    assert explain_on_track_since(some) == told
    save_targets({("S01", ""): 50}, year=202526, actor="Ann")
    card = load_standing(SUMMER).whole
    assert explain_on_track_since(card) == "As many are on track as in spring"
    assert explain_on_track_since(load_standing(SPRING).whole) == ""


def test_what_needs_attention_tells_the_open_action_that_is_due_first() -> None:
    def act(text: str, *, day: int) -> Action:
        due = date(2026, 11, day)
        return add_action(text, owner="Ann", period=SUMMER, kpi="S01", due=due, actor="Ann")

    first = act("Call", day=3)
    act("Write", day=20)
    change_action(first.id, seen=1, actor="Ann", changes={"status": "done"})
    second = act("Visit", day=9)
    actions = load_actions()
    found = build_attention(load_standing(SUMMER), la_code=None, names=NAMES, actions=actions)
    assert [one.action for one in found if one.result.kpi.id == "S01"] == [second]


def test_what_got_better_is_told_apart_from_what_got_worse() -> None:
    better, worse = build_moves(load_standing(SUMMER).whole.lines)
    assert "S01" in [move.result.kpi.id for move in worse]
    assert not {move.result.kpi.id for move in better} & {move.result.kpi.id for move in worse}
    told = next(move for move in worse if move.result.kpi.id == "S01")
    assert told.sentence == "School engagement fell to 60%, from 90% (−3 schools)"


def test_the_headline_numbers_are_those_the_hub_chose_in_its_order() -> None:
    card = load_standing(SUMMER).whole
    usual = headline_lines(card, HubSettings().headline_kpis)
    assert [line.kpi.id for line in usual] == ["S01", "S04", "S05", "M25", "I31", "I32"]
    own = headline_lines(card, ("M26", "GONE", "S02"))
    assert [line.kpi.id for line in own] == ["M26", "S02"]


def test_partners_that_work_in_several_authorities_are_no_authority_of_their_own() -> None:
    save_partner(Partner("P07", "Tideline", PartnerKind.COMMUNITY_MUSIC), actor="Ann")
    content = workbook(
        {
            "Return": [{"time_period": 202526, "term": "summer", "partner_id": "P07"}],
            "Money": [{"grant_awarded": 900, "grant_spent": 400}],
        }
    )
    choices = ImportChoices(accept=True, reason="asked")
    [outcome] = import_files([NewFile("p.xlsx", content)], actor="Ann", choices=choices)
    assert outcome.status is FileStatus.ACCEPTED
    assert set(load_standing(SUMMER).by_authority) == set(NAMES)
