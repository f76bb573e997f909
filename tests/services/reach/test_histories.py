"""What every school did over the last terms, one mark a term."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from hubdata.kpis.language.histories import ENGAGED, RETURNED, STRANDS_HAD
from hubdata.kpis.reading.evaluate import Reading
from hubdata.periods import Period
from hubdata.services.reach.histories import Mark, SchoolHistory, load_histories
from hubdata.services.results.scorecards import load_moment, load_policy, load_standing
from hubdata.store.engine import reading
from hubdata.store.measuring.kpi_rows import load_kpi_rows
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


@pytest.fixture(autouse=True)
def _own_store(hub_store: str) -> None:
    pass


def history_of(urn: int, period: Period = SUMMER) -> SchoolHistory:
    return load_histories(period).schools[str(urn)]


def test_a_mark_says_engaged_no_support_or_no_return_and_never_takes_silence_for_no() -> None:
    load_standing_hub()
    assert history_of(900001).marks == (Mark.ENGAGED, Mark.ENGAGED)
    assert history_of(LOST[0]).marks == (Mark.ENGAGED, Mark.NOTHING)
    assert history_of(SILENT).marks == (Mark.NOTHING, Mark.SILENT)
    assert history_of(SILENT).terms[-1].strands is None
    assert history_of(SILENT).terms[-1].reached is None


def test_terms_before_the_first_return_of_any_school_are_left_out() -> None:
    load_standing_hub()
    assert load_histories(SUMMER).periods == (SPRING, SUMMER)


def test_a_hub_without_returns_has_one_silent_term() -> None:
    load_ten_schools()
    histories = load_histories(SUMMER)
    assert histories.periods == (SUMMER,)
    assert {line.marks for line in histories.schools.values()} == {(Mark.SILENT,)}


def test_a_year_ends_with_its_last_term() -> None:
    load_standing_hub()
    assert load_histories(Period.parse(202526)).periods == (SPRING, SUMMER)


def test_an_annual_return_answers_for_each_term_of_its_year() -> None:
    load_ten_schools()
    accept(Period.parse(202526), NORTH, engaged={NORTH[0]}, on=date(2026, 7, 10))
    assert history_of(NORTH[0]).marks == (Mark.ENGAGED,) * 3
    assert history_of(NORTH[1]).marks == (Mark.NOTHING,) * 3


def test_as_many_schools_are_engaged_as_the_kpi_says() -> None:
    load_standing_hub()
    marks = Counter(one.marks[-1] for one in load_histories(SUMMER).schools.values())
    [result] = [one for one in load_standing(SUMMER).whole.results if one.kpi.id == "S01"]
    assert marks[Mark.ENGAGED] == result.numerator == 6


def test_the_plain_reading_says_the_same_of_every_school_and_term() -> None:
    load_standing_hub()
    histories = load_histories(SUMMER)
    figures = (RETURNED, ENGAGED, STRANDS_HAD)
    sheets = [measure for figure in figures for measure in figure.measures()]
    assert sheets
    with reading() as session:
        rows = load_kpi_rows(session.connection(), [_Asked(figures)], last_slot=SUMMER.slot)
        moment, policy = load_moment(session), load_policy(session)
    for place, period in enumerate(histories.periods):
        plain = Reading(replace(histories.base, period=period), rows, moment, policy)
        for urn, history in histories.schools.items():
            told = history.terms[place]
            returned, engaged, strands = (plain.amount(one, urn) for one in figures)
            assert (told.mark in (Mark.ENGAGED, Mark.NOTHING)) == bool(returned)
            assert (told.mark is Mark.ENGAGED) == bool(engaged)
            assert (told.strands or 0) == strands


class _Asked:
    """Figures that want rows, as a KPI does."""

    def __init__(self, figures: tuple) -> None:
        self.figures = figures
