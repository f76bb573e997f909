"""Links that keep the session: our own HTML whose links tell Python where to go, and still open in
a new tab.

A target is a page's script with its query: "pages/standing/kpi.py?kpi=S01&year=202526". A page's
address is its script's name, except the home page, which Streamlit serves at "/" only.
"""

from functools import lru_cache
from html import escape
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urlencode

import streamlit as st

HOME = "pages/standing/overview.py"
CARRIED = "carried_query"
ADDRESSES = 5000
"""Addresses kept, since every page writes dozens of the same."""

# Writes the HTML and listens for plain clicks; a click with Ctrl, Shift or the middle button is
# left to the browser. A place of a map has `data-go` without being a link: a list beside the map
# says the same to those who do not point. `data-print` opens the browser's own print dialog.
LISTEN = """
export default function ({ data, parentElement, setTriggerValue }) {
  const room = parentElement.querySelector(".hub")
  if (room.innerHTML !== data && room.dataset.sent !== data) {
    room.innerHTML = data
    room.dataset.sent = data
  }
  room.onclick = (event) => {
    if (event.target.closest("[data-print]")) return window.print()
    const link = event.target.closest("[data-go]")
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey
    if (!link || elsewhere) return
    event.preventDefault()
    setTriggerValue("go", link.dataset.go)
  }
}
"""
WRITE = st.components.v2.component(
    "hub_linked", html='<div class="hub"></div>\n', js=LISTEN, isolate_styles=False
)


def linked(html: str, key: str) -> str | None:
    """Draws `html` and returns the target of the link just clicked. It is not sanitised: escape
    every value.
    """
    result = WRITE(data=html, key=key, on_go_change=lambda: None)
    return result.go


def show_linked(html: str, key: str) -> None:
    """Draws `html` and follows its links."""
    go(linked(html, key))


def go(target: str | None) -> None:
    """Shows another page in the same session, without loading anything anew."""
    if not target:
        return
    script, query = split_target(target)
    st.switch_page(script, query_params=query)


def to(script: str, **query: str | None) -> str:
    """The target of a page, with the year, term and authority that are chosen now; `None` drops one
    of them.
    """
    asked = read_carried() | query
    return _target(script, tuple((name, value) for name, value in asked.items() if value))


def here(script: str, **query: str | None) -> str:
    """The target of the page that is open, with its address as it stands but for what is given."""
    return to(script, **(dict(st.query_params) | query))


def read_carried() -> dict[str, str]:
    """Year, term and authority as they go from page to page."""
    return dict(st.session_state.get(CARRIED, {}))


def keep_carried(**query: str | None) -> None:
    kept = read_carried() | query
    st.session_state[CARRIED] = {name: value for name, value in kept.items() if value}


def build_link(text: str, target: str) -> str:
    """A link for `linked`. The text is escaped here."""
    return build_link_around(escape(text), target)


def build_link_around(html: str, target: str) -> str:
    return f"<a {_attributes_of(target)}>{html}</a>"


@lru_cache(maxsize=ADDRESSES)
def _attributes_of(target: str) -> str:
    return f'href="{escape(address_of(target))}" data-go="{escape(target)}"'


def build_outside_link(text: str, address: str) -> str:
    """A link into the web, in a tab of its own; anything but a web address is only said."""
    if not address.startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{escape(text)}</a>'


@lru_cache(maxsize=ADDRESSES)
def address_of(target: str) -> str:
    """The address in the browser, relative to the dashboard's root."""
    script, query = split_target(target)
    path = "./" if script == HOME else url_path_of(script)
    return f"{path}?{urlencode(query)}" if query else path


def url_path_of(script: str) -> str:
    return PurePosixPath(script).stem


@lru_cache(maxsize=ADDRESSES)
def _target(script: str, asked: tuple[tuple[str, str], ...]) -> str:
    return f"{script}?{urlencode(asked)}" if asked else script


def split_target(target: str) -> tuple[str, dict[str, str]]:
    script, _, query = target.partition("?")
    return script, dict(parse_qsl(query))
