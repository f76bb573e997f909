"""Accepting by part: what counts, what is superseded, and who wins."""

import threading

import pytest
from sqlmodel import col, select

from hubdata.errors import OutOfDate
from hubdata.store.engine import reading, writing
from hubdata.store.intake.acceptance import (
    Status,
    accept_parts,
    reject_parts,
    withdraw_parts,
)
from hubdata.store.intake.returns import load_parts, load_return
from hubdata.store.revisions import RECEIVED, SENDERS, load_revisions
from hubdata.store.tables import ROW_TABLES, ReturnPart
from tests.store.build_returns import AUTUMN, checked, part, store

CLASS = {"class_id": "4A", "pupils": 28}
LESSONS = {"key_stage": "KS2", "pupils": 9}


def parts_of(url: str, return_id: int) -> dict[str, ReturnPart]:
    with reading(url) as session:
        return {one.sheet: one for one in load_parts(session, [return_id])}


def accept(url: str, return_id: int, *sheets: str) -> None:
    parts = parts_of(url, return_id)
    ids = [one.id for name, one in parts.items() if not sheets or name in sheets]
    with writing(url) as session:
        accept_parts(session, [each for each in ids if each], actor="officer")


def counted(url: str, table: str) -> list[int | None]:
    rows = ROW_TABLES[table]
    with reading(url) as session:
        found = session.exec(select(rows).where(col(rows.is_current)).order_by(rows.id)).all()
    return [getattr(row, "pupils") for row in found]  # noqa: B009 - the class is made at run time


def test_nothing_counts_before_it_is_accepted(any_store_url: str) -> None:
    store(any_store_url, checked(part("Whole class", CLASS)))
    assert counted(any_store_url, "whole_class") == []


def test_accepted_rows_count_and_rows_with_errors_do_not(any_store_url: str) -> None:
    bad = {"class_id": "4B", "pupils": None}
    [one] = store(any_store_url, checked(part("Whole class", CLASS, bad, bad_rows=1)))
    accept(any_store_url, one)
    assert counted(any_store_url, "whole_class") == [28]
    with reading(any_store_url) as session:
        stored = load_return(session, one)
    assert stored is not None
    assert stored.status == Status.PARTLY


def test_a_new_version_of_one_part_leaves_the_others_as_they_were(any_store_url: str) -> None:
    [first] = store(
        any_store_url, checked(part("Whole class", CLASS), part("Tuition", LESSONS)), content=b"1"
    )
    accept(any_store_url, first)
    [second] = store(
        any_store_url, checked(part("Tuition", {**LESSONS, "pupils": 12})), content=b"2"
    )
    accept(any_store_url, second)
    assert counted(any_store_url, "whole_class") == [28]
    assert counted(any_store_url, "tuition") == [12]
    earlier = parts_of(any_store_url, first)
    assert earlier["Tuition"].status == Status.SUPERSEDED
    assert earlier["Whole class"].status == Status.ACCEPTED
    assert parts_of(any_store_url, second)["Tuition"].replaces_id == earlier["Tuition"].id


def test_two_versions_accepted_together_leave_the_later_one(any_store_url: str) -> None:
    ids = store(
        any_store_url,
        checked(part("Whole class", CLASS)),
        checked(part("Whole class", {**CLASS, "pupils": 30})),
    )
    with reading(any_store_url) as session:
        parts = [one.id for one in load_parts(session, ids) if one.id]
    with writing(any_store_url) as session:
        accept_parts(session, parts, actor="officer")
    assert counted(any_store_url, "whole_class") == [30]


def test_a_part_is_accepted_once_only(any_store_url: str) -> None:
    [one] = store(any_store_url, checked(part("Whole class", CLASS)))
    accept(any_store_url, one)
    with pytest.raises(OutOfDate, match=r"no longer waiting. officer accepted it on \d\d/"):
        accept(any_store_url, one)


def test_two_officers_accepting_at_once_cannot_both_win(any_store_url: str) -> None:
    [one] = store(any_store_url, checked(part("Whole class", CLASS)))
    results: list[str] = []
    ready = threading.Barrier(2)

    def try_it() -> None:
        ready.wait()
        try:
            accept(any_store_url, one)
            results.append("won")
        except OutOfDate:
            results.append("lost")

    threads = [threading.Thread(target=try_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["lost", "won"]
    assert counted(any_store_url, "whole_class") == [28]


def test_a_withdrawn_return_no_longer_counts_but_can_be_read(any_store_url: str) -> None:
    [one] = store(any_store_url, checked(part("Whole class", CLASS)))
    accept(any_store_url, one)
    part_id = parts_of(any_store_url, one)["Whole class"].id
    assert part_id
    with writing(any_store_url) as session:
        withdraw_parts(session, [part_id], actor="officer", reason="sent by mistake")
    assert counted(any_store_url, "whole_class") == []
    with reading(any_store_url) as session:
        stored = load_return(session, one)
    assert stored is not None
    assert stored.status == Status.WITHDRAWN


def test_a_rejected_return_cannot_be_accepted(any_store_url: str) -> None:
    [one] = store(any_store_url, checked(part("Whole class", CLASS)))
    part_id = parts_of(any_store_url, one)["Whole class"].id
    assert part_id
    with writing(any_store_url) as session:
        reject_parts(session, [part_id], actor="officer")
    with pytest.raises(OutOfDate):
        accept(any_store_url, one)


def test_accepting_makes_exactly_that_sheet_of_that_period_new(any_store_url: str) -> None:
    [one] = store(any_store_url, checked(part("Whole class", CLASS), part("Tuition", LESSONS)))
    accept(any_store_url, one, "Tuition")
    with reading(any_store_url) as session:
        numbers = load_revisions(session)
    of_acts = {(AUTUMN.slot, topic): 1 for topic in (RECEIVED, SENDERS)}
    assert numbers == of_acts | {(AUTUMN.slot, "Tuition"): 1}
