"""What a file of the corpus is, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hubdata.services.intake.outcomes import FileStatus


@dataclass(frozen=True)
class Expected:
    """What becomes of a file when it is imported with `accept`: its status, the codes of its
    issues (all of them), words of its message, and how many returns are found in it."""

    status: FileStatus
    codes: frozenset[str] = frozenset()
    words: str = ""
    returns: int | None = None


@dataclass(frozen=True)
class Case:
    """One odd or hostile file: `make` builds its bytes."""

    name: str
    make: Callable[[], bytes]
    expected: Expected


CASES: dict[str, Case] = {}
"""Every case by the name of its file."""

Make = Callable[[], bytes]


def accepted(name: str, *notes: str, returns: int = 1) -> Callable[[Make], Make]:
    """The function below makes a file that is accepted, perhaps with notes."""
    return _case(name, Expected(FileStatus.ACCEPTED, frozenset(notes), returns=returns))


def checked(name: str, *codes: str, returns: int = 1) -> Callable[[Make], Make]:
    """…a file that waits: something in it must be corrected or explained."""
    return _case(name, Expected(FileStatus.CHECKED, frozenset(codes), returns=returns))


def partly(name: str, *codes: str, returns: int) -> Callable[[Make], Make]:
    """…a file of which some returns are accepted and others wait."""
    return _case(name, Expected(FileStatus.PARTLY, frozenset(codes), returns=returns))


def unreadable(name: str, words: str) -> Callable[[Make], Make]:
    """…a file that cannot be read; `words` are in the sentence that says so."""
    return _case(name, Expected(FileStatus.UNREADABLE, frozenset({"unreadable"}), words, 0))


def refused(name: str, words: str) -> Callable[[Make], Make]:
    """…a file that may not be kept."""
    return _case(name, Expected(FileStatus.REFUSED, frozenset({"refused"}), words, 0))


def _case(name: str, expected: Expected) -> Callable[[Make], Make]:
    def declare(make: Make) -> Make:
        assert name not in CASES, f"two files are called {name}"
        CASES[name] = Case(name, make, expected)
        return make

    return declare
