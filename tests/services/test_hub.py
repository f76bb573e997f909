"""Leaving the sample hub: only the sample goes, all of it or nothing."""

from datetime import date

import pytest

from hubdata.errors import UserError
from hubdata.services.hub import is_empty, start_own_hub
from hubdata.services.registers.register import load_register, load_schools
from hubdata.services.settings import load_hub, save_hub
from hubdata.store.engine import reading
from hubdata.store.revisions import load_revisions
from tests.register.made_files import gias_file

pytestmark = pytest.mark.usefixtures("hub_store")


def load_a_school() -> None:
    list(load_register([("schools.csv", gias_file({}))], as_at=date(2026, 9, 1), actor="Ann"))


def test_starting_ones_own_hub_removes_the_sample() -> None:
    save_hub({"hub_name": "Wendale Music Hub", "is_sample": True}, actor="sample")
    load_a_school()
    start_own_hub("Northmere Music Hub", actor="Ann")
    assert load_schools().schools == {}
    hub = load_hub()
    assert (hub.hub_name, hub.is_sample, hub.la_codes) == ("Northmere Music Hub", False, ())


def test_a_hubs_own_data_is_never_removed() -> None:
    load_a_school()
    with pytest.raises(UserError, match="a hub's own data, not the sample"):
        start_own_hub("Northmere Music Hub", actor="Ann")
    assert len(load_schools().schools) == 1


def test_settings_alone_are_a_hubs_own_data_too() -> None:
    """Else the next start would build the sample hub over them."""
    assert is_empty()
    start_own_hub("Northmere Music Hub", actor="Ann")
    assert not is_empty()
    with pytest.raises(UserError, match="Nothing was removed"):
        start_own_hub("Southmere Music Hub", actor="Ann")


def test_a_hub_without_a_name_is_not_begun_and_the_sample_stays() -> None:
    save_hub({"is_sample": True}, actor="sample")
    load_a_school()
    with pytest.raises(UserError, match="it is blank"):
        start_own_hub("  ", actor="Ann")
    assert len(load_schools().schools) == 1


def test_results_of_the_sample_are_not_taken_for_those_of_the_own_hub() -> None:
    save_hub({"is_sample": True}, actor="sample")
    load_a_school()
    with reading() as session:
        before = load_revisions(session)
    start_own_hub("Northmere Music Hub", actor="Ann")
    with reading() as session:
        after = load_revisions(session)
    assert all(after[key] > number for key, number in before.items())
