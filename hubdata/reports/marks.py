"""What is to be put right in somebody's workbook: the places and the words, before any document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Needed(StrEnum):
    """What a place asks of the sender, gravest first."""

    CORRECT = "Correct"
    EXPLAIN = "Explain"


@dataclass(frozen=True)
class Mark:
    """One thing to put right. `sheet` and `cell` are the sender's own, `cell` empty where no cell
    is meant; `where` is the place in words, `sent` is `None` where the cell was blank."""

    needed: Needed
    sheet: str
    cell: str
    where: str
    sent: str | None
    what_to_do: str


@dataclass(frozen=True)
class MarkedCopy:
    """All that is to be put right in a file, as it is listed, and what stands above the list."""

    file_name: str
    title: str
    what_to_do: str
    marks: tuple[Mark, ...]


TITLE = "What to put right"
HEADS = ("Needed", "Where", "What was sent", "What to do")


def build_copy(file_name: str, marks: Iterable[Mark], *, mailbox: str) -> MarkedCopy:
    """What a marked copy of a file says, the gravest first."""
    listed = tuple(sorted(marks, key=lambda mark: list(Needed).index(mark.needed)))
    to_whom = f" to {mailbox}" if mailbox else ""
    words = (
        "The cells are coloured where they stand: red is to be corrected, amber to be corrected or "
        "explained. Each has a comment that says what to do. Put them right, save the workbook and "
        f"send it back{to_whom}. This sheet may stay."
    )
    return MarkedCopy(file_name, f"{TITLE} in {file_name}", words, listed)


def marks_by_cell(marks: Iterable[Mark]) -> Mapping[tuple[str, str], tuple[Mark, ...]]:
    """The marks of each cell, the gravest first; those without a cell are only listed."""
    cells: dict[tuple[str, str], tuple[Mark, ...]] = {}
    for mark in marks:
        if mark.cell:
            at = (mark.sheet, mark.cell)
            cells[at] = (*cells.get(at, ()), mark)
    return cells


def explain_cell(marks: Sequence[Mark]) -> str:
    """The comment of a cell: "Correct. Pupils: write a whole number, such as 10." """
    return "\n\n".join(f"{mark.needed.value}. {mark.what_to_do}" for mark in marks)


def say_sent(mark: Mark) -> str:
    """What was sent, in quotation marks, or that the cell was blank."""
    return "blank" if not mark.sent else f"“{mark.sent}”"
