"""What the people who make a pack decide: the meeting, the sections in their order, and what they
write. The figures are in the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hubdata.vocabulary import ActionStatus, CommentaryStatus

KPI = "kpi:"
AUTHORITIES = "authorities:"
HEADLINES = ("S01", "S04", "S05", "M25", "I31", "I32")
"""The KPIs that a pack shows unless others are chosen: those of the overview."""

LONGEST_COMMENTARY = 240
"""Signs of a commentary that fit beside a chart; all of it is in the notes and the long paper."""

LONGEST_TITLE = 140
"""Signs of a title that fit two lines of a slide."""


@dataclass(frozen=True)
class Section:
    """A section of a pack. An empty title is the one computed from the figures."""

    key: str
    title: str = ""
    commentary: str = ""
    owner: str = ""
    progress: CommentaryStatus = CommentaryStatus.DRAFT

    @property
    def said(self) -> str:
        """The commentary, once it is no draft."""
        return "" if self.progress is CommentaryStatus.DRAFT else self.commentary.strip()

    @property
    def said_briefly(self) -> str:
        """As much of it as stands on a slide, to the end of a sentence if there is one."""
        said = " ".join(self.said.split())
        if len(said) <= LONGEST_COMMENTARY:
            return said
        begun = said[: LONGEST_COMMENTARY - 1]
        end = begun.rfind(". ")
        return begun[: end + 1] if end > 0 else f"{begun.rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class Action:
    """Something the board asked for. `raised` is the period it was raised for."""

    text: str
    owner: str = ""
    due_on: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    raised: str = ""

    def is_overdue(self, day: date) -> bool:
        is_late = self.due_on is not None and self.due_on < day
        return self.status is ActionStatus.OPEN and is_late


@dataclass(frozen=True)
class Plan:
    """A pack in the making."""

    held_on: date
    title: str
    sections: tuple[Section, ...]
    decisions: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    apologies: str = ""

    def find(self, key: str) -> Section | None:
        """The section of that key, if it is in the pack."""
        return next((one for one in self.sections if one.key == key), None)


@dataclass(frozen=True)
class SectionKind:
    """A section that may be chosen: its name, and the sentence that says what it shows."""

    key: str
    name: str
    shows: str


SECTIONS = (
    SectionKind("title", "Title", "hub, meeting and period"),
    SectionKind("standing", "Where we stand", "how many KPIs are on track, by function"),
    SectionKind("attention", "Needs attention", "what is off track, with its owner"),
    SectionKind("changed", "What changed", "what got better and worse since the period before"),
    SectionKind("decisions", "Decisions asked", "what the board is asked to decide"),
    SectionKind("actions", "Actions", "what was agreed, who does it, and by when"),
    SectionKind("data", "Missing data", "who has returned, and apologies for what is missing"),
    SectionKind("definitions", "Definitions", "what each KPI of the pack counts"),
    SectionKind("quality", "Data quality", "what the figures rest on, and what is not shown"),
)
"""The sections beside those about one KPI."""

DEFAULT_KEYS = (
    *("title", "standing"),
    *(f"{KPI}{kpi_id}" for kpi_id in HEADLINES),
    *("attention", "decisions", "data", "definitions", "quality"),
)


def default_sections(keys: tuple[str, ...] = DEFAULT_KEYS) -> tuple[Section, ...]:
    """The sections a pack begins with."""
    return tuple(Section(key) for key in keys)


def is_about_kpi(key: str) -> bool:
    """Whether a section is about one KPI."""
    return key.startswith((KPI, AUTHORITIES))


def kpi_of(key: str) -> str:
    """The KPI a section is about."""
    return key.split(":", 1)[1]
