"""Undoing what was done with a part: the version before counts again, and nobody wins twice."""

import multiprocessing
import threading
from collections.abc import Callable

import pytest

from hubdata.errors import OutOfDate
from hubdata.store.acceptance import (
    Status,
    accept_parts,
    reject_parts,
    undo_acceptance,
    undo_rejection,
    undo_withdrawal,
    withdraw_parts,
)
from hubdata.store.audit import load_entries
from hubdata.store.engine import reading, writing
from hubdata.store.returns import load_parts
from tests.store.build_returns import checked, part, store
from tests.store.test_acceptance import CLASS, accept, counted

Act = Callable[..., None]


def version(url: str, pupils: int) -> int:
    [one] = store(
        url, checked(part("Whole class", {**CLASS, "pupils": pupils})), content=b"%d" % pupils
    )
    return one


def part_id(url: str, return_id: int) -> int:
    with reading(url) as session:
        [one] = load_parts(session, [return_id])
    assert one.id is not None
    return one.id


def status(url: str, return_id: int) -> str:
    with reading(url) as session:
        [one] = load_parts(session, [return_id])
    return one.status


def do(url: str, act: Act, return_id: int) -> None:
    with writing(url) as session:
        act(session, [part_id(url, return_id)], actor="Ann", reason="A slip")


def test_an_acceptance_undone_lets_the_version_before_count_again(any_store_url: str) -> None:
    first, second = version(any_store_url, 28), version(any_store_url, 30)
    accept(any_store_url, first)
    accept(any_store_url, second)
    do(any_store_url, undo_acceptance, second)
    assert counted(any_store_url, "whole_class") == [28]
    assert status(any_store_url, first) == Status.ACCEPTED
    assert status(any_store_url, second) == Status.CHECKED
    accept(any_store_url, second)
    assert counted(any_store_url, "whole_class") == [30]
    with reading(any_store_url) as session:
        acts = [one.action for one in load_entries(session, subject=f"return {first}")]
    assert acts == ["let it count again", "accepted"]


def test_a_withdrawal_undone_counts_as_before(any_store_url: str) -> None:
    one = version(any_store_url, 28)
    accept(any_store_url, one)
    do(any_store_url, withdraw_parts, one)
    do(any_store_url, undo_withdrawal, one)
    assert counted(any_store_url, "whole_class") == [28]


def test_a_withdrawal_is_not_undone_over_a_newer_version(any_store_url: str) -> None:
    first, second = version(any_store_url, 28), version(any_store_url, 30)
    accept(any_store_url, first)
    do(any_store_url, withdraw_parts, first)
    accept(any_store_url, second)
    with pytest.raises(OutOfDate, match="Another version counts by now"):
        do(any_store_url, undo_withdrawal, first)
    assert counted(any_store_url, "whole_class") == [30]


def test_a_rejection_undone_waits_again(any_store_url: str) -> None:
    one = version(any_store_url, 28)
    do(any_store_url, reject_parts, one)
    do(any_store_url, undo_rejection, one)
    accept(any_store_url, one)
    assert counted(any_store_url, "whole_class") == [28]


@pytest.mark.parametrize("act", [undo_acceptance, undo_withdrawal, undo_rejection])
def test_what_was_not_done_cannot_be_undone(any_store_url: str, act: Act) -> None:
    with pytest.raises(OutOfDate):
        do(any_store_url, act, version(any_store_url, 28))


def test_an_acceptance_is_undone_once_only(any_store_url: str) -> None:
    one = version(any_store_url, 28)
    accept(any_store_url, one)
    do(any_store_url, undo_acceptance, one)
    with pytest.raises(OutOfDate, match="cannot be undone"):
        do(any_store_url, undo_acceptance, one)


PATIENCE = 240
"""Seconds for four interpreters to start, on a machine that does much else."""


def try_to_accept(url: str, part: int, name: str, ready: object, results: object) -> None:
    """One officer, in a process of their own."""
    ready.wait()  # type: ignore[attr-defined]
    try:
        with writing(url) as session:
            accept_parts(session, [part], actor=name)
    except OutOfDate as lost:
        results.put(str(lost))  # type: ignore[attr-defined]
    else:
        results.put("won")  # type: ignore[attr-defined]


def test_of_four_officers_in_processes_of_their_own_one_wins(any_store_url: str) -> None:
    found = version(any_store_url, 28)
    one = part_id(any_store_url, found)
    work = multiprocessing.get_context("spawn")
    ready, results = work.Barrier(4), work.Queue()
    names = ("Ann", "Ben", "Cas", "Dee")
    officers = [
        work.Process(target=try_to_accept, args=(any_store_url, one, name, ready, results))
        for name in names
    ]
    for officer in officers:
        officer.start()
    said = [results.get(timeout=PATIENCE) for _ in officers]
    for officer in officers:
        officer.join(timeout=20)
    assert said.count("won") == 1
    with reading(any_store_url) as session:
        [kept] = load_parts(session, [found])
    lost = [words for words in said if words != "won"]
    assert all(
        words.startswith(f"This return is no longer waiting. {kept.accepted_by} accepted it on ")
        for words in lost
    )
    assert counted(any_store_url, "whole_class") == [28]


def test_two_versions_accepted_at_the_same_moment_leave_one_that_counts(
    any_store_url: str,
) -> None:
    """One supersedes the other, or its officer is told; never do both count."""
    for round_ in range(5):
        ids = [
            part_id(any_store_url, version(any_store_url, 10 * round_ + number))
            for number in (1, 2)
        ]
        ready = threading.Barrier(2)
        said: list[str] = []

        def try_it(part: int, ready: threading.Barrier = ready, said: list[str] = said) -> None:
            ready.wait()
            try:
                with writing(any_store_url) as session:
                    accept_parts(session, [part], actor="officer")
                said.append("won")
            except OutOfDate as lost:
                said.append(str(lost))

        officers = [threading.Thread(target=try_it, args=(one,)) for one in ids]
        for officer in officers:
            officer.start()
        for officer in officers:
            officer.join()
        assert len(said) == 2
        assert "won" in said
        assert len(counted(any_store_url, "whole_class")) == 1
