"""Slides of a board pack on a page, to be read one below the other: what the documents say, word
for word, from the same content.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

from hubdata.services.reports.board_documents import draw_chart
from pages.components.kit.look import Status

Slide = Any
"""A slide of a `hubdata.services.reports.board_packs` pack."""

MARKS = {status.mark: status for status in Status}


def build_slides(slides: Sequence[Slide], *, level: int = 2) -> str:
    """All slides as HTML; `level` is that of their headings."""
    return "".join(build_slide(slide, level=level) for slide in slides)


def build_slide(slide: Slide, *, level: int = 2) -> str:
    """A slide: its title, chart, number, sentences, table and source, in the order of reading."""
    heading = f"<h{level}>{escape(slide.title)}</h{level}>"
    chart = draw_chart(slide)
    drawn = f'<div role="img" aria-label="{escape(slide.alt)}">{chart}</div>' if chart else ""
    beside = f'<div class="beside">{build_number(slide)}{build_sentences(slide)}</div>'
    kind = "hub-slide charted" if chart else "hub-slide"
    table = build_slide_table(slide.table) if slide.table else ""
    return (
        f'<section class="{kind}">{heading}<div class="body">{drawn}{beside}</div>{table}'
        f'<p class="source">{escape(slide.footer)}</p></section>'
    )


def build_number(slide: Slide) -> str:
    """The number with its status."""
    if slide.headline is None:
        return ""
    status = slide.headline.status
    return (
        f'<p class="number">{escape(slide.headline.words)}</p>'
        f"<p>{build_mark_of(status)} <b>{escape(status.words)}</b></p>"
    )


def build_mark_of(status: Any) -> str:
    """The mark of a slide's status in the colours of the page."""
    look = MARKS.get(status.mark, Status.NO_TARGET)
    return f'<span class="hub-mark {look}" aria-hidden="true">{status.mark}</span>'


def build_sentences(slide: Slide) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in slide.sentences)


def build_slide_table(table: Any) -> str:
    """The table, as every table of the dashboard is drawn."""
    sides = ["right" if column.is_number else "left" for column in table.columns]
    heads = "".join(
        f'<th scope="col" class="{side}">{escape(column.name)}</th>'
        for column, side in zip(table.columns, sides, strict=True)
    )
    rows = "".join(build_slide_row(table, row, sides) for row in table.rows)
    return f'<table class="hub-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def build_slide_row(table: Any, row: Sequence[Any], sides: Sequence[str]) -> str:
    first, *rest = row
    name = f'<th scope="row" class="left">{escape(first.text)}</th>'
    return (
        f"<tr>{name}"
        + "".join(
            f'<td class="{side}" data-name="{escape(column.name)}"><div>'
            f"{f'{build_mark_of(cell.status)} ' if cell.status else ''}{escape(cell.text)}"
            "</div></td>"
            for cell, side, column in zip(rest, sides[1:], table.columns[1:], strict=True)
        )
        + "</tr>"
    )
