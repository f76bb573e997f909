"""What every page has: the stylesheet, the sentence title, the line of counts, captions, empty
states, and the one table of marks and words for a status. Colour is never alone: every mark has its
word.
"""

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from hubdata.wording import ONE_OF
from pages.components.kit.linked import build_link, go, show_linked

MONTHS = tuple(month_name)[1:]
VERBS = "is|was|has|does"
COUNTED_ONES = "|".join((*dict.fromkeys(ONE_OF.values()), "partner", "people"))
"""What a number counts that does not end with an s."""
STYLESHEET = Path(__file__).with_name("look.css")


class Look(NamedTuple):
    mark: str
    word: str


class Status(StrEnum):
    """How a KPI stands, worst first: the order in which marks are drawn and counted."""

    OFF = "off"
    WATCH = "watch"
    ON = "on"
    PROVISIONAL = "provisional"
    NO_TARGET = "no_target"

    @property
    def mark(self) -> str:
        return LOOKS[self].mark

    @property
    def word(self) -> str:
        return LOOKS[self].word


class Count(NamedTuple):
    """How many KPIs have a status. `words` stand in place of the status's own, `target` is where
    they are listed.
    """

    status: Status
    number: int
    words: str = ""
    target: str = ""


LOOKS = {
    Status.OFF: Look("■", "Off track"),
    Status.WATCH: Look("▲", "Watch"),
    Status.ON: Look("●", "On track"),
    Status.PROVISIONAL: Look("○", "Provisional"),
    Status.NO_TARGET: Look("∙", "No target"),
}
RAG = {"red": Status.OFF, "amber": Status.WATCH, "green": Status.ON}


@dataclass(frozen=True)
class Button:
    """The one thing to do next: its words, and the page (with query) it leads to."""

    label: str
    target: str


def status_of(rag: str | None, *, provisional: bool) -> Status:
    """The status of a result whose RAG is "red", "amber", "green" or `None`. Provisional numbers
    have no RAG.
    """
    if provisional:
        return Status.PROVISIONAL
    return RAG[rag] if rag else Status.NO_TARGET


def show_look() -> None:
    """Puts the stylesheet on the page. `dashboard.py` calls it once a run."""
    st.html(STYLESHEET)


def show_title(sentence: str, *, above: str | None = None) -> None:
    """The sentence that answers the page's question, with an optional quiet line above it."""
    if above:
        st.html(f'<p class="hub-above">{escape(above)}</p>')
    st.title(plain(keep_numbers(sentence)), anchor=False)


def show_heading(text: str) -> None:
    st.header(plain(text), anchor=False)


def show_text(text: str) -> None:
    """A paragraph, at most 46em wide."""
    st.html(f'<p class="hub-prose">{escape(text)}</p>')


def show_caption(text: str) -> None:
    st.html(f'<p class="hub-caption">{escape(text)}</p>')


def show_counts_line(counts: Sequence[Count], coverage: str, *, key: str = "counts") -> None:
    """The legend and the counts in one line, each leading to what it counts; it ends with term and
    coverage.
    """
    show_linked(build_counts_line(counts, coverage), key)


def show_empty(what_is_missing: str, what_to_do: str, button: Button | None = None) -> None:
    """Nothing to show yet: what is missing, what to do about it (by when), and one button."""
    st.html(
        f'<div class="hub-empty"><b>{escape(what_is_missing)}</b><p>{escape(what_to_do)}</p></div>'
    )
    if button and st.button(button.label, type="primary", key=f"go_{key_of(button.target)}"):
        go(button.target)


def build_counts_line(counts: Sequence[Count], coverage: str) -> str:
    items = "".join(f"<li>{build_count(one)}</li>" for one in counts if one.number)
    return f'<ul class="hub-counts">{items}<li class="hub-soft">{escape(coverage)}</li></ul>'


def build_count(one: Count) -> str:
    words = f"{one.number} {(one.words or one.status.word).lower()}"
    told = build_link(words, one.target) if one.target else escape(words)
    return f"{build_mark(one.status)} {told}"


def build_mark(status: Status) -> str:
    """The coloured shape alone, hidden from screen readers: a word must stand beside it."""
    return f'<span class="hub-mark {status}" aria-hidden="true">{status.mark}</span>'


def build_status(status: Status, words: str | None = None) -> str:
    return f'<span class="hub-status">{build_mark(status)} {escape(words or status.word)}</span>'


def explain_counts(statuses: list[Status]) -> str:
    """ "7 KPIs: 1 off track, 1 watch, 3 on track, 1 provisional, 1 no target", for those who do not
    see the marks.
    """
    counts = [f"{statuses.count(one)} {one.word.lower()}" for one in Status if one in statuses]
    noun = "KPI" if len(statuses) == 1 else "KPIs"
    return f"{len(statuses)} {noun}: {', '.join(counts)}"


def keep_numbers(sentence: str) -> str:
    """The sentence with each number held to what it counts, and each day together, so that no line
    ends with "9".
    """
    counted = rf"\d (?!(?:{VERBS})\b)[a-z]+s\b|\d (?:{COUNTED_ONES})\b"
    return re.sub(counted, hold_together, keep_days(sentence))


def keep_days(sentence: str) -> str:
    """The sentence with the parts of each day held together."""
    return re.sub(rf"(\d{{1,2}}) ({'|'.join(MONTHS)})( \d{{4}})?", hold_together, sentence)


def hold_together(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\N{NO-BREAK SPACE}")


def plain(text: str) -> str:
    """Text that Streamlit's Markdown shows as it is: a school's name must not turn into a link or
    an icon.
    """
    text = re.sub(r"([\\`*_\[\]<>$~|#])", r"\\\1", text)
    return re.sub(r":(?=[A-Za-z+])", r"\\:", text)


def key_of(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", text)
