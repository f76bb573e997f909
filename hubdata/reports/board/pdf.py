"""A board pack as PDF/UA-1: tagged, with bookmarks, and its charts as vectors."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from hubdata.reports.board.chart_svg import draw_bars, draw_trend
from hubdata.reports.board.pack import Headline, Pack, Slide, Status
from hubdata.reports.board.palette import STATUS_COLOURS, Palette, print_palette

FONTS = Path(__file__).parent.parent / "fonts"
TEMPLATE = Path(__file__).with_name("pack.typ")
ACCESSIBLE: typst.PDFStandard = "ua-1"


def render_pdf(pack: Pack) -> bytes:
    """The pack as PDF; the same pack gives the same bytes."""
    made_at = datetime(pack.as_at.year, pack.as_at.month, pack.as_at.day, tzinfo=UTC)
    content = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=load_fonts(),
        sys_inputs={"pack": json.dumps(describe_pack(pack))},
        pdf_standards=[ACCESSIBLE],
        timestamp=int(made_at.timestamp()),
    )
    assert isinstance(content, bytes)
    return content


@cache
def load_fonts() -> typst.Fonts:
    """Our own fonts alone, so that a document looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def describe_pack(pack: Pack) -> dict[str, Any]:
    """The pack as the template takes it."""
    palette = print_palette(pack.colour)
    return {
        "title_of_document": f"{pack.title}: {pack.hub_name}, {pack.period}",
        "hub_name": pack.hub_name,
        "words": pack.words,
        "colours": asdict(palette),
        "slides": [_describe_slide(slide, palette) for slide in pack.slides],
    }


def draw_chart(slide: Slide, palette: Palette) -> str | None:
    """The chart of a slide for paper; `None` where it has none."""
    if slide.trend:
        return draw_trend(slide.trend, palette)
    return draw_bars(slide.bars, palette) if slide.bars else None


def _describe_slide(slide: Slide, palette: Palette) -> dict[str, Any]:
    table = slide.table
    return {
        "kind": slide.kind.value,
        "title": slide.title,
        "sentences": [_keep_units(sentence) for sentence in slide.sentences],
        "headline": _describe_headline(slide.headline),
        "svg": draw_chart(slide, palette),
        "alt": slide.alt,
        "footer": slide.footer,
        "table": table
        and {
            "columns": [asdict(column) for column in table.columns],
            "rows": [
                [
                    {"text": cell.text, "status": cell.status and _describe_status(cell.status)}
                    for cell in row
                ]
                for row in table.rows
            ],
        },
    }


def _keep_units(text: str) -> str:
    """A number is never parted from its unit."""
    return text.replace(" pts", "\u00a0pts").replace(" pt)", "\u00a0pt)")


def _describe_headline(headline: Headline | None) -> dict[str, Any] | None:
    if headline is None:
        return None
    return {"words": headline.words, "status": _describe_status(headline.status)}


def _describe_status(status: Status) -> dict[str, str]:
    return {"mark": status.mark, "words": status.words, "colour": STATUS_COLOURS[status]}
