"""What forms share: fields for days and numbers that are plain text, faults in words beside the
form, and what was saved. Streamlit's own date field fails the accessibility check.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

import streamlit as st

from hubdata.calendar import parse_day, write_day
from hubdata.errors import UserError
from pages.components.kit.look import plain, show_caption

SAID = "said_by_form_"
NEW = "new"
"""What an address asks for in place of the number of a thing that is not there yet."""
DAY_HELP = "Dates are day, month and year, such as 05/09/2026."

Value = TypeVar("Value")


class Kept(Protocol):
    """What a form changes: a number, and the version of it that a writer began from."""

    @property
    def id(self) -> int: ...

    @property
    def version(self) -> int: ...


One = TypeVar("One", bound=Kept)


@dataclass(frozen=True)
class Asked(Generic[One]):
    """What is to be written: `None` for a new one, and the version it was `seen` in."""

    one: One | None
    seen: int


def read_asked(some: Iterable[One], name: str, *, what: str) -> Asked[One] | None:
    """The one that the address asks for under a name, as "7" or "7.2"; nothing where it asks for
    none, or, after saying so, for one that is not there. The version stays in the address, so that
    nothing typed is lost when somebody else was first."""
    number, _, version = st.query_params.get(name, "").partition(".")
    if not number:
        return None
    one = next((each for each in some if str(each.id) == number), None)
    if one is None and number != NEW:
        show_caption(f"There is no such {what} here. Choose one of the list.")
        return None
    if one and not version.isdecimal():
        version = str(one.version)
        st.query_params[name] = f"{number}.{version}"
    return Asked(one, int(version or 0))


@dataclass
class Form:
    """What was typed into one form, read field by field; every fault is kept and said at once."""

    key: str
    faults: list[str] = field(default_factory=list)

    def ask_day(self, label: str, day: date, *, what: str = "") -> date:
        """A text field for a day. `what` names it in a fault, where its label alone would not."""
        typed = st.text_input(label, write_day(day), autocomplete="off")
        return self.read(typed, parse_day, what=what or label, instead=day)

    def read(
        self, typed: str | None, parse: Callable[[str], Value], *, what: str, instead: Value
    ) -> Value:
        """What was typed, as its value; where it cannot be read, a fault, and `instead`."""
        try:
            return parse(typed or "")
        except UserError as error:
            self.faults.append(f"{what}: {error}")
            return instead

    def save(self, act: Callable[[], Sequence[str]]) -> None:
        """Does it if nothing was wrong, and draws the page anew with what was saved."""
        if not self.faults:
            try:
                keep_said(self.key, act() or ("Nothing was changed.",))
            except UserError as error:
                self.faults += str(error).splitlines()
        if self.faults:
            show_faults(self.faults)
        else:
            st.rerun()


def keep_said(key: str, sentences: Iterable[str]) -> None:
    """Keeps what a form did until `show_said` has shown it, over the rerun in between."""
    st.session_state[SAID + key] = list(sentences)


def show_said(key: str) -> None:
    """What the form just did, once."""
    if sentences := st.session_state.pop(SAID + key, None):
        st.success(build_lines(sentences))


def show_faults(faults: Sequence[str]) -> None:
    """Why nothing was saved, and what to do, one line for each fault."""
    st.error(build_lines(faults))


def build_lines(sentences: Sequence[str]) -> str:
    """Markdown of one sentence, or of a list of them."""
    if len(sentences) == 1:
        return plain(sentences[0])
    return "\n".join(f"- {plain(sentence)}" for sentence in sentences)
