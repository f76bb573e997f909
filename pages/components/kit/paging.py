"""A long list in pages: which rows are drawn, and links to the other pages. The page is in the
address, so that a link to it can be sent.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from pages.components.kit.astray import note_unknown
from pages.components.kit.linked import build_link

Row = TypeVar("Row")
PAGE = 50


def read_page(total: int, *, size: int = PAGE, name: str = "page") -> int:
    """The page in the address, from 1; the first where the address names none that is there."""
    asked = st.query_params.get(name, "1")
    number = int(asked) if asked.isdecimal() else 0
    if 1 <= number <= count_pages(total, size=size):
        return number
    note_unknown("page of the list", asked, shown="the first")
    return 1


def count_pages(total: int, *, size: int = PAGE) -> int:
    return max(1, -(-total // size))


def cut(rows: Sequence[Row], page: int, *, size: int = PAGE) -> Sequence[Row]:
    """The rows of a page."""
    return rows[(page - 1) * size : page * size]


def build_paging(
    total: int, page: int, *, target_of: Callable[[int], str], what: str, size: int = PAGE
) -> str:
    """ "1 to 50 of 319 schools · Previous · Next"; nothing where one page holds them all."""
    if total <= size:
        return ""
    first, last = (page - 1) * size + 1, min(page * size, total)
    links = []
    if page > 1:
        links.append(build_link("Previous page", target_of(page - 1)))
    if last < total:
        links.append(build_link("Next page", target_of(page + 1)))
    told = f"<span>{first:,} to {last:,} of {total:,} {what}</span>"
    return f'<p class="hub-paging">{told}{"".join(links)}</p>'
