"""Long work while it runs: how far it is, and how long it will still take."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import streamlit as st

from pages.components.kit.look import plain
from pages.components.kit.sentences import explain_time_left

Item = TypeVar("Item")


def follow(items: Iterable[Item], *, total: int, what: str) -> Iterator[Item]:
    """Hands on items as they are made, under a bar: "12 of 300 files, about 20 seconds left"."""
    bar = st.progress(0.0, text=f"0 of {total:,} {plain(what)}")
    began = time.monotonic()
    for number, item in enumerate(items, start=1):
        left = (time.monotonic() - began) / number * (total - number)
        words = f"{number:,} of {total:,} {plain(what)}, {explain_time_left(left)}"
        bar.progress(min(number / total, 1.0), text=words)
        yield item
    bar.empty()
