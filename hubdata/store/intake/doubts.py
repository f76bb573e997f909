"""Sources that could not be told for sure, as they are kept with a file until somebody chooses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class SourceOffer:
    """A school that may be meant. `score` is how alike the name is, of 100; 0 where the school is
    offered for another reason, such as having taken the place of the one that is named."""

    source: str
    name: str
    where: str
    score: int = 0


@dataclass(frozen=True)
class SourceDoubt:
    """What some rows of a file say about whose they are, and which schools may be meant.

    `written` stands for it when a choice is told; `place` is where it is first written, `rows` how
    many rows wait for the choice.
    """

    written: str
    says: str
    place: str
    rows: int
    offers: tuple[SourceOffer, ...]


def render_doubts(doubts: Sequence[SourceDoubt]) -> str:
    """Doubts as they are stored; empty where there are none."""
    return json.dumps([asdict(doubt) for doubt in doubts]) if doubts else ""


def parse_doubts(stored: str) -> tuple[SourceDoubt, ...]:
    return tuple(
        SourceDoubt(**{**one, "offers": tuple(SourceOffer(**offer) for offer in one["offers"])})
        for one in json.loads(stored or "[]")
    )
