"""A chart as a picture to take away: PNG or SVG, with its message as the title, in the colours of
the light theme. Rendered here, without a browser and without the internet.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

import vl_convert

from pages.components.kit.look import STYLESHEET

FONTS = Path(__file__).parents[3] / "static" / "documents"
FONT = "IBM Plex Sans"
"""On screen it is called "Hub Sans"; documents name it as the font's file does."""
VEGA_LITE = "6.4"
WIDTH = 900
TWICE = 2
"""Pixels of the picture for each of the chart's, so that it stays sharp on a projector."""
TITLE_SIGNS = 72
"""Signs of a title's line at its size and the chart's width."""

Spec = dict[str, Any]


def render_png(spec: Spec, *, message: str, source: str = "", hub: str = "") -> bytes:
    """The chart as PNG on white paper. `hub` is the hub's own colour for charts, if it has one."""
    register_fonts()
    picture = prepare_for_document(spec, message=message, source=source, hub=hub)
    return bytes(vl_convert.vegalite_to_png(picture, vl_version=VEGA_LITE, scale=TWICE))


def render_svg(spec: Spec, *, message: str, source: str = "", hub: str = "") -> bytes:
    """The chart as SVG, its words as text."""
    register_fonts()
    picture = prepare_for_document(spec, message=message, source=source, hub=hub)
    return vl_convert.vegalite_to_svg(picture, vl_version=VEGA_LITE).encode()


def prepare_for_document(spec: Spec, *, message: str, source: str, hub: str = "") -> Spec:
    """The specification with a size of its own, the message above, the source below, and colours
    that need no stylesheet. The chart on the screen is left as it is.
    """
    colours = read_tokens() | ({"hub": hub} if hub else {})
    picture = replace_words(deepcopy(spec), colours)
    if picture.get("width", "container") == "container":
        picture["width"] = WIDTH
    picture["autosize"] = "pad"  # the title's room comes on top of the chart's
    picture["padding"] = 24
    picture["background"] = "#ffffff"
    picture["title"] = {
        "text": wrap(message, TITLE_SIGNS),
        "subtitle": source,
        "anchor": "start",
        "frame": "group",
        "fontSize": 22,
        "fontWeight": 600,
        "subtitleFontSize": 14,
        "subtitlePadding": 8,
        "offset": 20,
        "font": FONT,
        "subtitleFont": FONT,
        "color": colours["ink"],
        "subtitleColor": colours["soft"],
    }
    return picture


def replace_words(value: Any, colours: Mapping[str, str]) -> Any:
    """Colours of the stylesheet and the screen's font, wherever they stand."""
    if isinstance(value, dict):
        return {name: replace_words(one, colours) for name, one in value.items()}
    if isinstance(value, list):
        return [replace_words(one, colours) for one in value]
    if not isinstance(value, str):
        return value
    if value == "currentColor":
        return colours["ink"]
    if value.startswith("Hub Sans"):
        return FONT
    return re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], value)


@cache
def read_tokens() -> dict[str, str]:
    """The light theme's colours by name, from the stylesheet, which is where they are declared."""
    declared = re.findall(r"--([\w-]+): light-dark\((#\w+),", STYLESHEET.read_text("utf-8"))
    return dict(declared) | {"paper": "#ffffff"}


@cache
def register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
