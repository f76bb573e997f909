"""Where a series breaks, nothing is compared across it."""

from dataclasses import replace

import pytest

from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.breaks import USUAL_BREAKS, SeriesBreak, breaks_of, find_break
from hubdata.periods import Period
from hubdata.services.results import sentences
from tests.services.made_results import share

S01, S04 = CATALOGUE["S01"], CATALOGUE["S04"]


def when(text: str) -> Period:
    year, _, term = text.partition(" ")
    return Period.parse(year, term or None)


@pytest.mark.parametrize(
    ("earlier", "later", "reason"),
    [
        ("201819", "201920", "Covid: schools closed"),
        ("201920", "202021", "Covid: reported as it was"),
        ("202021", "202122", "First year after"),
        ("202324", "202425", "Hubs redrawn"),
        ("202324 summer", "202425 autumn", "Hubs redrawn"),
        ("201819", "202526", "Hubs redrawn"),
        ("202425", "202526", ""),
        ("202425 autumn", "202425 summer", ""),
        ("202122 spring", "202324 spring", ""),
    ],
)
def test_the_usual_breaks_lie_where_hubs_are_not_what_they_were(
    earlier: str, later: str, reason: str
) -> None:
    for one, other in ((earlier, later), (later, earlier)):
        found = find_break(USUAL_BREAKS, when(one), when(other))
        assert (found.reason[: len(reason)] if found else "") == reason


def test_a_year_that_breaks_inside_is_comparable_with_neither_neighbour() -> None:
    breaks = (SeriesBreak(when("202526 spring"), "asked otherwise"),)
    assert find_break(breaks, when("202425"), when("202526"))
    assert find_break(breaks, when("202526"), when("202627"))
    assert not find_break(breaks, when("202526 spring"), when("202526 summer"))


def test_a_break_of_one_kpi_is_not_one_of_another() -> None:
    own = SeriesBreak(when("202526"), "asked otherwise", "S04")
    assert breaks_of(S04, (own,)) == (own,)
    assert breaks_of(S01, (own,)) == ()


def test_a_change_of_definition_is_a_break() -> None:
    kpi = replace(S01, version="2", changed=((202526, "Nil returns count too"),))
    assert [one.reason for one in breaks_of(kpi, ())] == ["Nil returns count too"]


@pytest.mark.parametrize("kpi", CATALOGUE.values(), ids=lambda kpi: kpi.id)
def test_a_definition_after_the_first_says_since_when_and_what_is_other(kpi) -> None:
    assert len(kpi.changed) + len(kpi.rewritten) == int(kpi.version) - 1


def test_nothing_is_said_to_have_changed_over_a_break() -> None:
    before = share("S01", 85, target=90, period=when("202526 spring"))
    now = share("S01", 79, target=90, period=when("202526 summer"))
    assert sentences.change_of(now, before) == pytest.approx(-6)
    broken = replace(now, breaks=(SeriesBreak(when("202526 summer"), "asked otherwise"),))
    assert sentences.change_of(broken, before) is None
    assert sentences.explain_change(broken, before) == ""
    assert sentences.loss_of(broken, before) is None
    assert sentences.title_of_kpi(broken, before).startswith("School engagement at 79%")
