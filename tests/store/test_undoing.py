"""Undoing what was done with a part: the version before counts again, and nobody wins twice."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from hubdata.errors import OutOfDate
from hubdata.store.audit import load_entries
from hubdata.store.engine import reading, writing
from hubdata.store.intake.acceptance import (
    Status,
    accept_parts,
    reject_parts,
    undo_acceptance,
    undo_rejection,
    undo_withdrawal,
    withdraw_parts,
)
from hubdata.store.intake.returns import load_parts
from tests.store.build_returns import checked, part, store
from tests.store.test_acceptance import CLASS, accept, counted

Act = Callable[..., None]
ROOT = Path(__file__).parents[2]


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


OFFICER = """
import sys
from hubdata.errors import OutOfDate
from hubdata.store.intake.acceptance import accept_parts
from hubdata.store.engine import writing

url, part, name = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
try:
    with writing(url) as session:
        accept_parts(session, [int(part)], actor=name)
except OutOfDate as lost:
    print(lost)
else:
    print("won")
"""
"""One officer, in a process of their own, who waits for the others to be ready."""


def test_of_four_officers_in_processes_of_their_own_one_wins(any_store_url: str) -> None:
    found = version(any_store_url, 28)
    one = str(part_id(any_store_url, found))
    officers = [
        subprocess.Popen(
            [sys.executable, "-c", OFFICER, any_store_url, one, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for name in ("Ann", "Ben", "Cas", "Dee")
    ]
    assert [officer.stdout.readline() for officer in officers if officer.stdout] == ["ready\n"] * 4
    for officer in officers:
        assert officer.stdin
        officer.stdin.write("go\n")
        officer.stdin.flush()
    said = [officer.communicate(timeout=60)[0].strip() for officer in officers]
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
