"""Commentary and actions as they are kept, on both stores."""

from datetime import UTC, date, datetime

from hubdata.store.engine import reading, writing
from hubdata.store.hub.commentary import (
    add_commentary,
    load_actions_on,
    load_earlier_slots,
    load_standing_commentaries,
    load_versions,
    save_action,
)
from hubdata.store.tables import StoredAction, StoredCommentary

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
SLOT = 8104


def commentary(text: str, *, subject: str = "S04", slot: int = SLOT) -> StoredCommentary:
    return StoredCommentary(
        subject=subject, slot=slot, text=text, status="draft", author="Ada", written_at=NOW
    )


def test_the_newest_version_of_each_subject_stands(any_store_url: str) -> None:
    with writing(any_store_url) as session:
        for text in ("one", "two"):
            add_commentary(session, commentary(text))
        add_commentary(session, commentary("other", subject="S01"))
        add_commentary(session, commentary("before", slot=SLOT - 2))
    with reading(any_store_url) as session:
        found = load_standing_commentaries(session, slot=SLOT)
        assert {subject: one.text for subject, one in found.items()} == {
            "S04": "two",
            "S01": "other",
        }
        assert [one.text for one in load_versions(session, "S04", slot=SLOT)] == ["two", "one"]
        assert load_earlier_slots(session, "S04", before=SLOT) == [SLOT - 2]


def test_a_period_has_to_do_with_what_is_open_and_what_was_closed_since_it_began(
    any_store_url: str,
) -> None:
    def action(text: str, *, status: str = "open", closed_on: date | None = None, slot: int = SLOT):
        return StoredAction(
            text=text, owner="Ben", status=status, slot=slot, raised_at=NOW, raised_by="Ada",
            closed_on=closed_on, changed_at=NOW, changed_by="Ada",
        )  # fmt: skip

    with writing(any_store_url) as session:
        for one in (
            action("open"),
            action("closed since", status="done", closed_on=date(2026, 10, 1)),
            action("closed before", status="dropped", closed_on=date(2026, 8, 1)),
            action("raised later", slot=SLOT + 1),
        ):
            save_action(session, one, at=NOW, by="Ada")
    with reading(any_store_url) as session:
        found = load_actions_on(session, slot=SLOT, since=date(2026, 9, 1))
        assert [one.text for one in found] == ["open", "closed since"]
