"""What the hub decides about itself is kept, and who changed it."""

from datetime import date

from hubdata.calendar import Dates
from hubdata.periods import Period
from hubdata.store.audit import load_entries
from hubdata.store.engine import reading, writing
from hubdata.store.hub.settings import (
    load_calendar,
    load_values,
    save_dates,
    save_due_dates,
    save_values,
)
from hubdata.store.revisions import load_revisions

AUTUMN = Period.parse("202627", "autumn").slot


def test_settings_come_back_as_they_were_given(any_store_url: str) -> None:
    values = {"hub_name": "Château Music Hub", "la_codes": ["991"], "is_sample": False}
    with writing(any_store_url) as session:
        save_values(session, values, actor="Ann")
    with reading(any_store_url) as session:
        assert load_values(session) == values


def test_only_a_setting_that_changed_is_in_the_audit_log(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        save_values(session, {"term_weeks": 10, "regular_weeks": 5}, actor="Ann")
    with writing(any_store_url) as session:
        save_values(session, {"term_weeks": 10, "regular_weeks": 6}, actor="Ben")
    with reading(any_store_url) as session:
        by_ben = [entry.subject for entry in load_entries(session) if entry.actor == "Ben"]
    assert by_ben == ["setting regular_weeks"]


def test_term_and_due_dates_come_back_and_can_be_changed(any_store_url: str) -> None:
    for end in (date(2026, 12, 18), date(2026, 12, 17)):
        with writing(any_store_url) as session:
            save_dates(session, {AUTUMN: Dates(date(2026, 9, 3), end)}, actor="Ann")
            save_due_dates(session, {("school-return", AUTUMN): end}, actor="Ann")
    with reading(any_store_url) as session:
        calendar = load_calendar(session)
    assert calendar.dates == {AUTUMN: Dates(date(2026, 9, 3), date(2026, 12, 17))}
    assert calendar.due == {("school-return", AUTUMN): date(2026, 12, 17)}


def test_results_that_rest_on_settings_become_new(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        save_values(session, {"term_weeks": 11}, actor="Ann")
    with reading(any_store_url) as session:
        assert {topic for _, topic in load_revisions(session)} == {"settings"}
