"""The rooms of a template: its layouts found by name, and their placeholders; where a hub's own
template has no such place, a text box stands where ours would."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu, Inches

from hubdata.errors import UserError
from hubdata.reports.board import pptx_text as text
from hubdata.reports.board.pack import Slide, SlideKind

MAIN, NUMBER, STATUS, SAID, SOURCE = 13, 14, 15, 16, 17
"""The `idx` of our placeholders: chart, table or hub; figure; status; sentences; source."""

LAYOUTS: dict[str, tuple[str, ...]] = {
    "Hub title": ("Title Slide", "Title"),
    "Hub chart": ("Title Only", "Title and Content", "Blank"),
    "Hub table": ("Title Only", "Title and Content", "Blank"),
    "Hub text": ("Title and Content", "Title Only", "Blank"),
}
"""Our layouts, and what PowerPoint's own templates call the nearest to them."""

PLACES: dict[tuple[str, int], tuple[float, float, float, float]] = {
    ("Hub title", MAIN): (0.6, 1.6, 11.0, 0.6),
    ("Hub title", SAID): (0.6, 4.2, 11.0, 1.6),
    ("Hub chart", MAIN): (0.6, 1.75, 8.0, 4.85),
    ("Hub chart", NUMBER): (9.0, 1.65, 3.75, 1.0),
    ("Hub chart", STATUS): (9.0, 2.65, 3.75, 0.45),
    ("Hub chart", SAID): (9.0, 3.2, 3.75, 3.4),
    ("Hub table", MAIN): (0.6, 1.75, 12.13, 4.2),
    ("Hub table", SAID): (0.6, 6.0, 12.13, 0.75),
    ("Hub text", SAID): (0.6, 1.75, 11.0, 4.85),
}
SOURCE_PLACE = (0.6, 6.83, 7.6, 0.42)
WIDTH, HEIGHT = 13.333, 7.5
FOOTERS = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


class Rooms:
    """A deck in the making, with the layouts that were found in its template.

    The library's shapes are typed only in part, so they are `Any` here.
    """

    def __init__(self, deck: Any) -> None:
        self.deck = deck
        self.found = {name: self._find(name, other) for name, other in LAYOUTS.items()}
        self.height_of_table = self._scaled(PLACES["Hub table", MAIN])[3]

    def empty(self) -> None:
        """Take out slides that the template itself has."""
        slides = self.deck.slides._sldIdLst
        for one in list(slides):
            self.deck.part.drop_rel(one.rId)
            slides.remove(one)

    def add_page(self, slide: Slide) -> Any:
        """A slide in the layout of its kind, with a title."""
        page = self.deck.slides.add_slide(self.found[layout_of(slide)])
        if page.shapes.title is None:
            raise UserError(
                "The template: a layout has no title. Give each of its layouts a title placeholder."
            )
        return page

    def frame(self, page: Any, idx: int) -> Any:
        """The text of a placeholder of ours, or of a box where it would be; `None` for no such
        place."""
        place = self._placeholder(page, idx)
        if place is not None:
            return place.text_frame
        room = SOURCE_PLACE if idx == SOURCE else PLACES.get((self._name(page), idx))
        if room is None:
            return None
        box = page.shapes.add_textbox(*self._scaled(room))
        box.text_frame.word_wrap = True
        return box.text_frame

    def write(self, page: Any, idx: int, texts: Sequence[str], *, sizes: Sequence[float]) -> None:
        """Paragraphs at the largest size that fits; the placeholder's own where that does."""
        if not texts:
            return
        frame = self.frame(page, idx)
        if frame is None:
            return
        shape = frame._parent
        width, height = shape.width / Inches(1), shape.height / Inches(1)
        size = text.fit_size(texts, sizes, width=width, height=height)
        is_own = self._placeholder(page, idx) is not None and size == sizes[0]
        text.write_paragraphs(frame, texts, size=None if is_own else size)

    def insert_chart(self, page: Any, kind: XL_CHART_TYPE, data: CategoryChartData) -> Any:
        """A native chart in its placeholder, or where it would be."""
        place = self._placeholder(page, MAIN)
        if place is not None and hasattr(place, "insert_chart"):
            return place.insert_chart(kind, data)
        self._clear_content(page)
        return page.shapes.add_chart(kind, *self._scaled(PLACES["Hub chart", MAIN]), data)

    def insert_table(self, page: Any, *, rows: int, columns: int) -> Any:
        """A native table in its placeholder, or where it would be."""
        place = self._placeholder(page, MAIN)
        if place is not None and hasattr(place, "insert_table"):
            return place.insert_table(rows, columns)
        self._clear_content(page)
        return page.shapes.add_table(rows, columns, *self._scaled(PLACES["Hub table", MAIN]))

    def add_footer(self, page: Any, words: str) -> None:
        """Footer and slide number as the layout has them; PowerPoint does not copy them itself."""
        for place in page.slide_layout.placeholders:
            if place.placeholder_format.type not in FOOTERS:
                continue
            copy = deepcopy(place._element)
            for child in list(copy.spPr):
                copy.spPr.remove(child)
            page.shapes._spTree.append(copy)
            copy.nvSpPr.cNvPr.set("id", str(page.shapes._next_shape_id))
            if place.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
                added = page.shapes[-1]
                text.write_paragraphs(added.text_frame, [words])

    def drop_empty(self, page: Any) -> None:
        """No placeholder is left that asks to be filled."""
        for place in list(page.placeholders):
            is_text = place.has_text_frame and not place.text_frame.text.strip()
            if is_text and place.placeholder_format.type not in FOOTERS:
                place._element.getparent().remove(place._element)

    def _find(self, name: str, others: Sequence[str]) -> Any:
        by_name = {layout.name.casefold(): layout for layout in self.deck.slide_layouts}
        for one in (name, *others):
            if one.casefold() in by_name:
                return by_name[one.casefold()]
        listed = ", ".join(f"“{one}”" for one in (name, *others))
        raise UserError(
            f"The template: it has no layout named {listed}. Name one of its layouts so in "
            "PowerPoint, under View, Slide master."
        )

    def _name(self, page: Any) -> str:
        return next(n for n, layout in self.found.items() if layout == page.slide_layout)

    def _placeholder(self, page: Any, idx: int) -> Any:
        for place in page.placeholders:
            if place.placeholder_format.idx == idx and self._is_ours(page):
                return place
        if idx == SAID and not self._is_ours(page) and self._name(page) == "Hub text":
            return next((p for p in page.placeholders if p.placeholder_format.idx == 1), None)
        return None

    def _is_ours(self, page: Any) -> bool:
        return page.slide_layout.name in LAYOUTS

    def _clear_content(self, page: Any) -> None:
        for place in list(page.placeholders):
            if place.placeholder_format.idx == 1:
                place._element.getparent().remove(place._element)

    def _scaled(self, room: tuple[float, float, float, float]) -> tuple[Emu, Emu, Emu, Emu]:
        across = (self.deck.slide_width or Inches(WIDTH)) / Inches(WIDTH)
        down = (self.deck.slide_height or Inches(HEIGHT)) / Inches(HEIGHT)
        left, top, width, height = room
        return (
            Emu(int(Inches(left) * across)),
            Emu(int(Inches(top) * down)),
            Emu(int(Inches(width) * across)),
            Emu(int(Inches(height) * down)),
        )


def layout_of(slide: Slide) -> str:
    """The layout a slide is put in."""
    if slide.kind is SlideKind.TITLE:
        return "Hub title"
    if slide.trend or slide.bars:
        return "Hub chart"
    return "Hub table" if slide.table else "Hub text"
