"""Reminders as they are kept: one a source, kind, period and day."""

from datetime import date

from hubdata.store.engine import reading, writing
from hubdata.store.intake.reminders import Reminded, load_reminded, save_reminders

KIND, SLOT = "school-return", 8105


def test_letters_of_one_day_are_one_reminder_and_each_kind_and_period_has_its_own(
    any_store_url: str,
) -> None:
    def remind(*sources: str, on: int, kind: str = KIND, slot: int = SLOT) -> int:
        day = date(2026, 11, on)
        with writing(any_store_url) as session:
            return save_reminders(
                session, sources, kind=kind, slot=slot, reminded_on=day, actor="Ann"
            )

    assert remind("900001", "900002", on=2) == 2
    assert remind("900001", on=2) == 0
    assert remind("900001", on=9) == 1
    assert remind("900001", on=9, slot=SLOT + 1) == 1
    assert remind("P07", on=9, kind="partner-return") == 1
    with reading(any_store_url) as session:
        assert load_reminded(session, kind=KIND, slot=SLOT) == {
            "900001": Reminded(2, date(2026, 11, 9)),
            "900002": Reminded(1, date(2026, 11, 2)),
        }
