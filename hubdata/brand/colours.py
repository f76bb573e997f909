"""A hub's colour, lightened or darkened until it can be read on both papers, and kept out of charts
where it could be taken for a status.

Contrast by WCAG 2.2 (relative luminance of sRGB); distance by CIEDE2000 (Sharma, Wu and Dalal,
2005), with CIELAB of the D65 white.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

LIGHT_PAPER, DARK_PAPER = "#FBFAF7", "#15181B"
LIGHT_INDIGO, DARK_INDIGO = "#3B4A8C", "#AAB4EE"
LIGHT_STATUS = {"On track": "#2B8580", "Watch": "#B87A14", "Off track": "#941432"}
DARK_STATUS = {"On track": "#58C2B8", "Watch": "#F5C266", "Off track": "#E0607A"}
"""The look's own colours; a test holds them to the stylesheet."""

READABLE = 4.5
"""Contrast of text that WCAG AA asks for; a hub's colour is used for links."""
TOO_ALIKE = 15.0
"""Colours nearer than this are taken for each other at a glance."""
STEP = 0.02

HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
Rgb = tuple[float, float, float]


@dataclass(frozen=True)
class Palette:
    """A hub's colour on light and on dark paper. `like` names the statuses it could be taken for:
    charts keep indigo then."""

    light: str
    dark: str
    like: tuple[str, ...] = ()

    @property
    def is_for_charts(self) -> bool:
        return not self.like


INDIGO = Palette(LIGHT_INDIGO, DARK_INDIGO)


def parse_colour(text: str) -> str | None:
    """ "#7A1F5C" from "7a1f5c" or "#71c"; `None` where it is no such colour."""
    found = HEX.fullmatch(text.strip())
    if not found:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(sign * 2 for sign in found[1])
    return f"#{digits.upper()}"


def build_palette(colour: str) -> Palette:
    """The palette of a colour as `parse_colour` gives it."""
    light = darken(colour, LIGHT_PAPER)
    dark = lighten(colour, DARK_PAPER)
    like = [
        name
        for name in LIGHT_STATUS
        if distance_between(light, LIGHT_STATUS[name]) < TOO_ALIKE
        or distance_between(dark, DARK_STATUS[name]) < TOO_ALIKE
    ]
    return Palette(light, dark, tuple(like))


def darken(colour: str, paper: str) -> str:
    """The colour itself if it can be read on the paper, else the nearest darker one that can."""
    return _towards(colour, paper, end=(0.0, 0.0, 0.0))


def lighten(colour: str, paper: str) -> str:
    """The colour itself if it can be read on the paper, else the nearest lighter one that can."""
    return _towards(colour, paper, end=(1.0, 1.0, 1.0))


def contrast_between(one: str, other: str) -> float:
    """From 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def distance_between(one: str, other: str) -> float:
    """How different two colours look: CIEDE2000; 1 is just noticeable."""
    return _ciede2000(_lab(one), _lab(other))


def _towards(colour: str, paper: str, *, end: Rgb) -> str:
    start, share, now = _rgb(colour), 0.0, colour
    while contrast_between(now, paper) < READABLE and share < 1:
        share = min(share + STEP, 1.0)
        mixed = (a + (b - a) * share for a, b in zip(start, end, strict=True))
        now = "#" + "".join(f"{round(part * 255):02X}" for part in mixed)
    return now


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _linear(colour: str) -> Rgb:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _rgb(colour)
    )
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lab(colour: str) -> Rgb:
    red, green, blue = _linear(colour)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _ciede2000(one: Rgb, other: Rgb) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    dh, mean_hue = _hues(h1, h2, is_grey=not c1 * c2)
    dl, dc = l2 - l1, c2 - c1
    dh = 2 * sqrt(c1 * c2) * sin(radians(dh) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * cos(radians(mean_hue - 30))
        + 0.24 * cos(radians(2 * mean_hue))
        + 0.32 * cos(radians(3 * mean_hue + 6))
        - 0.20 * cos(radians(4 * mean_hue - 63))
    )
    sl = 1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2)
    sc, sh = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turn = radians(60 * exp(-(((mean_hue - 275) / 25) ** 2)))
    rt = -2 * sqrt(mean_c**7 / (mean_c**7 + 25**7)) * sin(turn)
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh))


def _hues(h1: float, h2: float, *, is_grey: bool) -> tuple[float, float]:
    """The difference of two hues, and their mean, the short way round; of a grey, none."""
    if is_grey:
        return 0.0, h1 + h2
    dh = h2 - h1
    if abs(dh) <= 180:
        return dh, (h1 + h2) / 2
    mean = (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2
    return dh - 360 if dh > 180 else dh + 360, mean
