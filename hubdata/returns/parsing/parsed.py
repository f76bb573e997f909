"""What a cell was understood as: a value, a mark beside it, a problem, or none of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

APPROXIMATE = "~"
"""The mark of a value that the sender gave as approximate."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is one of `hubdata.returns.checking.codes`; `says` is what is wrong and what to do."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """`mark` is a `NoValue` symbol (then `value` is None), `APPROXIMATE`, or empty."""

    value: Any = None
    mark: str = ""
    problem: Problem | None = None


BLANK = Parsed()


def trouble(code: str, says: str, *, value: Any = None, mark: str = "") -> Parsed:
    """A cell with a problem, and the value that can be used nonetheless, if any."""
    return Parsed(value, mark, Problem(code, says))


def as_sent(cell: object) -> str:
    """A cell as the sender sees it, near enough to recognise it in a sentence."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}"
    text = " ".join(str(cell).split())
    return text if len(text) <= 60 else text[:59] + "…"
