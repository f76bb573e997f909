"""Filters of schools by what the register says of them; the choices are kept in the address, each
under its own name.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from hubdata.wording import first_upper
from pages.components.kit.astray import note_unoffered
from pages.components.kit.kept import keep

EVERY = "Every"
FILTER_WIDTH = SEARCH_WIDTH = 156  # five in a row beside the sidebar, two on a phone
NOT_KNOWN = "Not known"
NO_TRUST = "No trust"

FILTERS: dict[str, tuple[str, str]] = {
    "phase": ("Phase", "phase"),
    "kind": ("Type", "type_group"),
    "trust": ("Trust", "trust"),
    "deprivation": ("Deprivation", "deprivation_band"),
    "rural": ("Rural or urban", "area"),
    "size": ("Size", "size"),
}
"""Name in the address: label, and the attribute of a school."""

SIZE_ORDER = ("Up to", "101", "201", "401", "801", "Over")

School = Any
"""A school of the base, as services hand it over."""


def choose(label: str, options: Sequence[str], *, key: str, width: int = FILTER_WIDTH) -> str:
    """A select whose choice is in the address; a choice that is no longer there is dropped."""
    if st.session_state.get(key, options[0]) not in options:
        st.session_state[key] = options[0]
    note_unoffered(key, label, options)
    return st.selectbox(label, options, bind="query-params", key=key, width=width)


def choose_kinds(schools: Sequence[School], names: Iterable[str]) -> Callable[[School], bool]:
    """Draws the filters named and gives the test of a school."""
    names = tuple(names)
    urns = [school.urn for school in schools]
    found = keep(lambda: find_options(schools, names), "school filters", names, urns)
    chosen: dict[str, str] = {}
    for name, options in found.items():
        label, attribute = FILTERS[name]
        if len(options) > 1 or name in st.query_params:
            wanted = choose(label, [EVERY, *options], key=name)
            chosen |= {attribute: wanted} if wanted != EVERY else {}

    def fits(school: School) -> bool:
        return all(wanted == say_of(school, attribute) for attribute, wanted in chosen.items())

    return fits


def find_options(schools: Sequence[School], names: Iterable[str]) -> dict[str, list[str]]:
    """What each filter offers: what these schools have, in order, what is not known last."""
    told = {
        name: {say_of(school, attribute) for school in schools}
        for name, (_, attribute) in ((name, FILTERS[name]) for name in names)
    }
    return {
        name: sorted(found, key=lambda words: (words in (NOT_KNOWN, NO_TRUST), order_of(words)))
        for name, found in told.items()
    }


def say_of(school: School, attribute: str) -> str:
    """What the register says, as the filter offers it."""
    told = getattr(school, attribute)
    if told is None:
        return NO_TRUST if attribute == "trust" else NOT_KNOWN
    if attribute == "deprivation_band":
        first, last = str(told).split("-")
        return f"Deciles {first} to {last}"
    return first_upper(str(told))


def order_of(words: str) -> tuple[int, str]:
    """Sizes from small to large, all else by letter."""
    place = next((n for n, head in enumerate(SIZE_ORDER) if words.startswith(head)), -1)
    return place, words


def ask_search(label: str = "School, district, URN") -> str:
    return st.text_input(label, bind="query-params", key="search", width=SEARCH_WIDTH) or ""


def is_found(school: School, search: str) -> bool:
    """Whether a school has every word that was typed in its name, district, trust or URN."""
    told = (school.name, school.urn, school.district, school.trust)
    text = " ".join(filter(None, told)).casefold()
    return all(word in text for word in search.casefold().split())
