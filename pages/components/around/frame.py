"""The frame around every page: the register as Streamlit's navigation, and the sidebar with the
hub's name, the term and the menu. Streamlit's own menu sections fail the accessibility check, so
the menu is headings and links of ours.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from html import escape

import streamlit as st

from hubdata.periods import Period
from hubdata.services.around.frame import WRONG_PAGE
from hubdata.wording import name_period
from pages.components.around.filters import (
    choose_authority,
    choose_period,
    chosen_authority,
    chosen_period,
)
from pages.components.around.jump import show_jump
from pages.components.kit.astray import note_unknown
from pages.components.kit.linked import (
    HOME,
    build_link,
    read_carried,
    show_linked,
    to,
    url_path_of,
)
from pages.components.kit.places import SETTINGS

SIDEBAR_WIDTH = 248


@dataclass(frozen=True)
class PageEntry:
    """A page: its script, its title and its place in the menu; an empty section keeps it out of the
    menu.
    """

    script: str
    title: str
    section: str = ""


def build_pages(register: Sequence[PageEntry]) -> dict[str, st.Page]:
    """The pages by their scripts, looked for on the disk once. Each run has copies of its own,
    because Streamlit notes on the one that was opened whether it has been run."""
    return {script: copy(page) for script, page in _pages(tuple(register)).items()}


@cache
def _pages(register: tuple[PageEntry, ...]) -> dict[str, st.Page]:
    return {entry.script: build_page(entry) for entry in register}


def build_page(entry: PageEntry) -> st.Page:
    is_home = entry.script == HOME
    return st.Page(
        entry.script,
        title=entry.title,
        url_path=None if is_home else url_path_of(entry.script),
        default=is_home,
    )


def show_sidebar(
    register: Sequence[PageEntry],
    pages: Mapping[str, st.Page],
    *,
    hub_name: str,
    logo: str = "",
    periods: Sequence[Period] = (),
    default: Period | None = None,
    authorities: Mapping[str, str] | None = None,
) -> None:
    """Draws the sidebar, with links to those of the `pages` (by their scripts) that the register
    has in a section. The choices go into the address and with every link; pages read them from
    there.
    """
    with st.sidebar, st.container(key="menu"):
        st.html(build_name(hub_name, logo))
        show_jump()
        choose_period(periods, default=default)
        choose_authority(authorities or {})
        carried = read_carried()
        for section in dict.fromkeys(entry.section for entry in register if entry.section):
            st.html(f'<p class="hub-section">{escape(section)}</p>')
            for entry in (one for one in register if one.section == section):
                st.page_link(pages[entry.script], label=entry.title, query_params=carried)


def note_wrong_page() -> None:
    """Says that the address was none of the dashboard's, where the server led from one to here."""
    asked = st.query_params.get(WRONG_PAGE)
    if asked:
        note_unknown("page", asked, shown="the Overview")


def show_sample_banner() -> None:
    """Says on every page that the figures are invented, and how to leave them."""
    leave = build_link("Start your own hub", to(SETTINGS))
    words = "This is sample data: every school and figure is invented."
    way_out = f'<span class="hub-screen">{leave} when you are ready.</span>'
    show_linked(f'<p class="hub-banner">{words} {way_out}</p>', "sample_banner")


def show_paper_head(
    hub_name: str, *, authorities: Mapping[str, str], default: Period | None = None
) -> None:
    """On paper, where there is no sidebar: whose numbers these are, and of which term."""
    period = chosen_period() or default
    place = authorities.get(chosen_authority() or "", "")
    told = [hub_name, name_period(period) if period else "", place]
    st.html(f'<p class="hub-paper">{escape(" · ".join(filter(None, told)))}</p>')


def build_name(hub_name: str, logo: str = "") -> str:
    """The hub's logo, if it has one, above its name; "Music Hub" is quieter, on a line of its own,
    where the name ends with it and has a name before it, not only "Our".
    """
    first = hub_name.removesuffix("Music Hub").strip()
    first = first if len(first) > len("Our") else hub_name
    second = "<small>Music Hub</small>" if first != hub_name else ""
    picture = f'<img class="hub-logo" src="hub-logo?{escape(logo)}" alt="">' if logo else ""
    return f'<div class="hub-name">{picture}{escape(first)}{second}</div>'
