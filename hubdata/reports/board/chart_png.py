"""The chart of a slide as a picture, for documents that take no vectors: the same drawing as the
PDF's, set by the same program with the same fonts."""

from __future__ import annotations

import typst

from hubdata.reports.board.pack import Slide
from hubdata.reports.board.palette import Palette
from hubdata.reports.board.pdf import draw_chart, load_fonts

DOTS_PER_INCH = 200
PAGE = """
#set page(width: 8in, height: auto, margin: 0pt)
#set text(font: "IBM Plex Sans")
#image(bytes(sys.inputs.svg), format: "svg", width: 8in)
"""


def draw_png(slide: Slide, palette: Palette) -> bytes:
    """The picture; the slide must have a chart."""
    content = typst.compile(
        PAGE.encode(),
        font_paths=load_fonts(),
        sys_inputs={"svg": draw_chart(slide, palette) or ""},
        format="png",
        ppi=DOTS_PER_INCH,
    )
    assert isinstance(content, bytes)
    return content
