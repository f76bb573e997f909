"""The content model of a board pack: slides that each say one thing. Every document, the slides on
the screen and the board's view are drawn from it, and hold no number that is not in it.

Values, not behaviour: a pack is stored as JSON when it is approved, and read back as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter


class Status(StrEnum):
    """The status of a KPI, as marks and words tell it."""

    ON = "on"
    WATCH = "watch"
    OFF = "off"
    PROVISIONAL = "provisional"
    NONE = "none"
    UNRATED = "unrated"

    @property
    def mark(self) -> str:
        return MARKS[self][0]

    @property
    def words(self) -> str:
        return MARKS[self][1]


MARKS = {
    Status.ON: ("●", "On track"),
    Status.WATCH: ("▲", "Watch"),
    Status.OFF: ("■", "Off track"),
    Status.PROVISIONAL: ("○", "Provisional"),
    Status.NONE: ("∙", "No target"),
    Status.UNRATED: ("∙", "Not rated"),
}
"""Shape and words: colour is never alone."""


class SlideKind(StrEnum):
    """What a slide is made of, and so which layout it takes."""

    TITLE = "title"
    KPI = "kpi"
    AUTHORITIES = "authorities"
    TABLE = "table"
    TEXT = "text"


@dataclass(frozen=True)
class Headline:
    """The number of a slide, as it is written, and its status."""

    words: str
    status: Status
    is_hidden: bool = False


@dataclass(frozen=True)
class Point:
    """One period of a trend; `None` is not known, or not told."""

    tick: str
    year: str
    value: float | None
    target: float | None = None
    is_provisional: bool = False


@dataclass(frozen=True)
class Break:
    """Values from the point at `before` on are not comparable with those ahead of it."""

    before: int
    reason: str


@dataclass(frozen=True)
class Level:
    """A benchmark: a level with its words."""

    value: float
    words: str


@dataclass(frozen=True)
class TrendChart:
    """A value over time, with its target or band, its benchmark and its breaks."""

    name: str
    unit: str
    decimals: int
    points: tuple[Point, ...]
    benchmark: Level | None = None
    breaks: tuple[Break, ...] = ()
    band: tuple[float, float] | None = None


@dataclass(frozen=True)
class Bar:
    """One bar; `words` is how its value is written, or why there is none."""

    name: str
    value: float | None
    words: str
    is_provisional: bool = False


@dataclass(frozen=True)
class BarChart:
    """Values side by side, from zero; `target` is one level for all."""

    name: str
    unit: str
    decimals: int
    bars: tuple[Bar, ...]
    target: float | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its part of the width."""

    name: str
    share: int
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell; with a status its words stand beside the mark."""

    text: str
    status: Status | None = None


@dataclass(frozen=True)
class Table:
    """A table: the first column names the row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Slide:
    """One thing said: in the title, then shown. `key` is its section's; `alt` says what the chart
    shows; `notes` are for the speaker, with the evidence."""

    key: str
    kind: SlideKind
    name: str
    title: str
    sentences: tuple[str, ...] = ()
    headline: Headline | None = None
    trend: TrendChart | None = None
    bars: BarChart | None = None
    table: Table | None = None
    alt: str = ""
    footer: str = ""
    notes: tuple[str, ...] = ()
    kpi: str = ""


@dataclass(frozen=True)
class Pack:
    """A board pack. `words` names meeting and day, in every footer; `colour` is the hub's in
    charts, "" indigo."""

    hub_name: str
    title: str
    words: str
    period: str
    as_at: date
    snapshot: str
    slides: tuple[Slide, ...]
    edition: int = 1
    is_sample: bool = False
    colour: str = ""


PACK: TypeAdapter[Pack] = TypeAdapter(Pack)


def write_pack(pack: Pack) -> bytes:
    """A pack as JSON, the same bytes for the same pack."""
    return PACK.dump_json(pack)


def read_pack(content: bytes) -> Pack:
    """A pack as it was written."""
    return PACK.validate_json(content)
