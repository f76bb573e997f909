"""The colours of documents: the look's light tokens, and the same as names for pages of our own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hubdata.reports.board.pack import Status


@dataclass(frozen=True)
class Palette:
    """Colours of a drawing, each as CSS writes it."""

    paper: str
    ink: str
    soft: str
    line: str
    hub: str


PRINT = Palette(paper="#ffffff", ink="#1b2127", soft="#555c62", line="#dcd8ce", hub="#3b4a8c")
"""On white, for documents."""


def print_palette(colour: str) -> Palette:
    """The colours of a document of a hub that chose a colour; "" is indigo."""
    return replace(PRINT, hub=colour) if colour else PRINT


SCREEN = Palette("var(--paper)", "var(--ink)", "var(--soft)", "var(--line)", "var(--hub)")
"""As the stylesheet around the drawing says."""

STATUS_COLOURS = {
    Status.ON: "#2b8580",
    Status.WATCH: "#b87a14",
    Status.OFF: "#941432",
    Status.PROVISIONAL: "#555c62",
    Status.NONE: "#555c62",
    Status.UNRATED: "#555c62",
}
