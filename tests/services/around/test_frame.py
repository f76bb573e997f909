"""What the frame tells, and when pages must read anew."""

from datetime import date

import pytest

from hubdata.calendar import TermCalendar
from hubdata.periods import Period
from hubdata.services.around.frame import (
    choose_default,
    list_periods,
    load_frame,
    load_revision_key,
)
from hubdata.services.intake.returns import load_history, withdraw_return
from hubdata.services.settings import save_hub
from hubdata.services.standards.targets import save_targets
from hubdata.settings import load_settings
from hubdata.store.engine import writing
from hubdata.store.intake.files import NewFile, save_files
from hubdata.store.intake.returns import save_returns
from tests.pages.standing_hub import SPRING, SUMMER, build_return, load_standing_hub

pytestmark = pytest.mark.usefixtures("hub_store")
AUTUMN = Period.parse(202627, "autumn")


def test_an_empty_hub_has_the_current_term_and_nothing_else() -> None:
    hub = load_frame()
    assert (hub.has_register, hub.has_returns) == (False, False)
    assert hub.default == hub.current == AUTUMN
    assert hub.periods == (Period.parse(202627), AUTUMN)


def test_periods_are_newest_first_and_the_newest_complete_term_is_shown_first() -> None:
    load_standing_hub()
    hub = load_frame()
    labels = [period.label for period in hub.periods]
    assert labels == ["2026/27", "Autumn 2026/27", "2025/26", "Summer 2025/26", "Spring 2025/26"]
    assert hub.default == SUMMER
    assert dict(hub.authorities) == {"991": "Northmere", "992": "Southmere"}


def test_a_term_in_which_returns_still_come_in_is_not_shown_first() -> None:
    calendar, day = TermCalendar(), date(2026, 11, 2)
    assert choose_default([SPRING, AUTUMN], calendar, day) == SPRING
    assert choose_default([AUTUMN], calendar, day) == AUTUMN
    assert choose_default([], calendar, day) == AUTUMN


def test_a_year_stands_before_its_terms() -> None:
    assert list_periods([], SPRING) == (Period.parse(202526), SPRING)


def test_the_key_is_the_same_until_something_changes() -> None:
    load_standing_hub()
    assert load_revision_key() == load_revision_key()


def test_the_key_is_new_after_every_change_that_results_rest_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = [load_revision_key()]

    def is_new() -> bool:
        seen.append(load_revision_key())
        return seen.count(seen[-1]) == 1

    load_standing_hub()
    assert is_new()
    save_targets({("S01", ""): 80}, year=202526, actor="Ann")
    assert is_new()
    save_hub({"coverage_threshold": 60}, actor="Ann")
    assert is_new()
    withdraw_return(load_history("900001")[0].id, actor="Ann")
    assert is_new()
    receive()
    assert is_new()
    monkeypatch.setenv("HUB_TODAY", "2026-11-03")
    load_settings.cache_clear()
    assert is_new()


def receive() -> None:
    """A return that waits: returns on time count it already."""
    with writing() as session:
        [(file, _)] = save_files(
            session, [NewFile("new.xlsx", b"new")], received_on=date(2026, 11, 2), actor="Ann"
        )
        save_returns(session, [(file, build_return(900001, AUTUMN, is_engaged=True))])
