"""The whole presentation as one HTML file: slides, style, script and fonts, for a projector without
a network as well as for the dashboard."""

from __future__ import annotations

import base64
from functools import cache
from html import escape
from pathlib import Path

from hubdata.reports.board.pack import Pack
from hubdata.reports.presentation.slides import build_slide

HERE = Path(__file__).parent
STATIC = HERE.parents[2] / "static"
FONTS = (
    ("Hub Sans", "hub-sans.woff2", "100 700", ""),
    ("Hub Sans", "hub-sans-ext.woff2", "100 700", "U+0100-024F, U+1E00-1EFF"),
    ("Hub Sans", "hub-marks.woff", "100 700", "U+2219, U+25A0-25CF"),
    ("Hub Serif", "hub-serif.woff2", "200 900", ""),
)
TYPES = {"woff": "font/woff", "woff2": "font/woff2"}

KEYS = (
    ("→, Space, Page down", "Next slide"),
    ("←, Page up", "Slide before"),
    ("Home, End", "First, last slide"),
    ("O", "All slides at a glance"),
    ("N", "Notes in a window of their own"),
    ("T", "Start or stop the timer; twice quickly sets it to nought"),
    ("D", "Open the KPI of this slide"),
    ("F", "Full screen"),
    ("C", "Dark or light"),
    ("Esc", "Close what is open"),
)
"""What the keyboard does, as the help says it."""


def render_deck(pack: Pack, *, kpi_address: str = "", leave_address: str = "") -> str:
    """The presentation of a pack as HTML.

    `kpi_address` leads to a KPI on the dashboard, with "{kpi}" for its ID, and `leave_address` to
    the page the presentation was opened from; both empty in a file to be taken away.
    """
    slides = pack.slides
    body = "".join(
        build_slide(slide, number, len(slides), pack=pack, kpi_address=kpi_address)
        for number, slide in enumerate(slides, 1)
    )
    title = escape(f"{pack.title}, {pack.hub_name}")
    return (
        '<!doctype html><html lang="en-GB" data-at="1"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_fonts()}{_read('deck.css')}</style></head>"
        f'<body data-title="{title}"><main class="slides">{body}</main>'
        f"{_controls(len(slides), leave_address)}{_overview(pack)}{_help()}"
        '<p class="told" role="status" aria-live="polite"></p>'
        f"<script>{_read('deck.js')}</script></body></html>"
    )


def _controls(count: int, leave_address: str) -> str:
    leave = f'<a class="leave" href="{escape(leave_address)}">Leave</a>' if leave_address else ""
    buttons = (
        ("previous", "Previous", "←"),
        ("next", "Next", "→"),
        ("overview", "All slides", "O"),
        ("notes", "Notes", "N"),
        ("timer", "Timer", "T"),
        ("full", "Full screen", "F"),
        ("contrast", "Dark or light", "C"),
        ("help", "Keys", "?"),
    )
    drawn = "".join(
        f'<button type="button" data-do="{act}">{label}<kbd aria-hidden="true">{key}</kbd></button>'
        for act, label, key in buttons
    )
    return (
        f'<nav class="controls" aria-label="Presentation">{leave}{drawn}'
        f'<span class="clock" hidden>0:00</span><span class="place">1 of {count}</span></nav>'
    )


def _overview(pack: Pack) -> str:
    """Every slide by its number and what it says, to jump to."""
    items = "".join(
        f'<li><button type="button" data-to="{number}"><b>{number}</b> {escape(slide.title)}'
        f"</button></li>"
        for number, slide in enumerate(pack.slides, 1)
    )
    return (
        '<dialog class="overview" aria-labelledby="overview-title">'
        '<h2 id="overview-title">All slides</h2>'
        f'<ol>{items}</ol><button type="button" data-do="close">Close</button></dialog>'
    )


def _help() -> str:
    pairs = "".join(f"<dt>{escape(key)}</dt><dd>{escape(words)}</dd>" for key, words in KEYS)
    return (
        '<dialog class="help" aria-labelledby="help-title"><h2 id="help-title">Keys</h2>'
        f'<dl>{pairs}</dl><button type="button" data-do="close">Close</button></dialog>'
    )


@cache
def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _fonts() -> str:
    """The fonts within the file, so that it looks the same without the dashboard."""
    return "".join(_font(*font) for font in FONTS)


def _font(family: str, name: str, weight: str, signs: str) -> str:
    content = base64.b64encode((STATIC / name).read_bytes()).decode()
    kind = TYPES[name.rsplit(".", 1)[1]]
    only = f"unicode-range:{signs};" if signs else ""
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:block;{only}'
        f'src:url("data:{kind};base64,{content}")}}'
    )
