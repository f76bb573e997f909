"""Text on slides: filled into placeholders, at a size that fits its room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Pt

LANGUAGE = "en-GB"
SERIF, SANS = 0.52, 0.49
"""Mean width of a sign of Georgia and of Arial, in sizes of the letter; a little above what it is,
so that text is rather too small than cut off."""

LINE = 1.22
"""Height of a line, in sizes."""
AFTER = 0.35
"""Space after a paragraph, in sizes."""


def count_lines(text: str, *, size: float, width: float, sign: float = SANS) -> int:
    """Lines a text takes in a room `width` inches wide, broken between words."""
    room = max(1, math.floor(width * 72 / (size * sign)))
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, len(word)
        else:
            used += len(word) + (1 if used else 0)
    return lines


def fit_size(
    texts: Sequence[str],
    sizes: Sequence[float],
    *,
    width: float,
    height: float,
    sign: float = SANS,
) -> float:
    """The largest size at which the paragraphs fit a room of these inches; the least of all where
    none does."""
    for size in sizes:
        lines = sum(count_lines(one, size=size, width=width, sign=sign) for one in texts)
        needed = (lines * LINE + len(texts) * AFTER) * size / 72
        if needed <= height:
            return size
    return sizes[-1]


def keep_last_words(text: str) -> str:
    """The last two words are never parted, so that no word is left alone on a line."""
    words = keep_units(text).split(" ")
    if len(words) < 6:
        return " ".join(words)
    return " ".join([*words[:-2], "\u00a0".join(words[-2:])])


def keep_units(text: str) -> str:
    """A number is never parted from its unit."""
    return text.replace(" pts", "\u00a0pts").replace(" pt)", "\u00a0pt)")


def write_paragraphs(frame: Any, texts: Sequence[str], *, size: float | None = None) -> None:
    """Paragraphs in place of what is there; no word is left alone on a last line."""
    frame.clear()
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        add_run(paragraph, keep_last_words(text), size=size)


def add_run(
    paragraph: Any,
    text: str,
    *,
    size: float | None = None,
    colour: str = "",
    bold: bool | None = None,
) -> Any:
    """A run of text in British English; what is not given is the placeholder's."""
    run = paragraph.add_run()
    run.text = text
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
    if size is not None:
        run.font.size = Pt(size)
    if bold is not None:
        run.font.bold = bold
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    return run
