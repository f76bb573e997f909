"""A board pack as PowerPoint: native charts and tables in the placeholders of a template's layouts,
with speaker notes, alternative texts, and shapes in the order in which they are read."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from hubdata.reports.board import pptx_charts as charts
from hubdata.reports.board import pptx_text as text
from hubdata.reports.board.pack import Cell, Column, Pack, Slide, SlideKind, Table
from hubdata.reports.board.palette import PRINT, STATUS_COLOURS, print_palette
from hubdata.reports.board.pptx_template import MAIN, NUMBER, SAID, SOURCE, STATUS, Rooms

TEMPLATE = Path(__file__).with_name("board.pptx")
ROOM_ALONE = 1.15
"""How much higher a table may be that no sentence follows."""

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
TITLE_SIZES = (30, 28, 26, 24, 22, 20, 18)
TABLE_SIZES = (18, 16, 15, 14, 13, 12, 11, 10)

Told = Callable[[int, int], None]


def render_pptx(pack: Pack, *, template: bytes | None = None, told: Told | None = None) -> bytes:
    """The pack as .pptx, in our own template or a hub's; `told` is called with how many slides of
    how many are done. Raises `UserError` where the template has no layout that will do."""
    deck: Any = Presentation(io.BytesIO(TEMPLATE.read_bytes() if template is None else template))
    rooms = Rooms(deck)
    rooms.empty()
    for number, slide in enumerate(pack.slides, start=1):
        _add_slide(rooms, slide, pack)
        if told:
            told(number, len(pack.slides))
    _describe(deck, pack)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _describe(deck: Any, pack: Pack) -> None:
    about = deck.core_properties
    about.title = f"{pack.title}: {pack.hub_name}, {pack.period}"
    about.author = about.last_modified_by = pack.hub_name
    about.subject = pack.words
    about.language = text.LANGUAGE
    about.created = about.modified = datetime(
        pack.as_at.year, pack.as_at.month, pack.as_at.day, tzinfo=UTC
    ).replace(tzinfo=None)


def _add_slide(rooms: Rooms, slide: Slide, pack: Pack) -> None:
    page = rooms.add_page(slide)
    _write_title(rooms, page, slide)
    if slide.kind is SlideKind.TITLE:
        rooms.write(page, MAIN, slide.sentences[:1], sizes=(20, 18, 16))
        rooms.write(page, SAID, slide.sentences[1:], sizes=(20, 18, 16))
    elif slide.trend or slide.bars:
        _add_chart(rooms, page, slide, hub=print_palette(pack.colour).hub)
        _write_number(rooms, page, slide)
        rooms.write(page, SAID, slide.sentences, sizes=(18, 16, 14, 13, 12, 11))
    elif slide.table:
        _add_table(rooms, page, slide.table, is_alone=not slide.sentences)
        rooms.write(page, SAID, slide.sentences, sizes=(14, 13, 12, 11, 10))
    else:
        head = (f"{slide.headline.words} {slide.headline.status.words}",) if slide.headline else ()
        rooms.write(page, SAID, (*head, *slide.sentences), sizes=(22, 20, 18, 16, 14, 12))
    rooms.write(page, SOURCE, (slide.footer,), sizes=(11, 10, 9))
    rooms.add_footer(page, pack.words)
    rooms.drop_empty(page)
    page.notes_slide.notes_text_frame.text = "\n\n".join(slide.notes)


def _write_title(rooms: Rooms, page: Any, slide: Slide) -> None:
    title = page.shapes.title
    words = text.keep_last_words(slide.title)
    sizes = TITLE_SIZES if slide.kind is not SlideKind.TITLE else (48, 40, 34, 28)
    width, height = title.width / Inches(1), title.height / Inches(1)
    size = text.fit_size([words], sizes, width=width, height=height, sign=text.SERIF)
    is_usual = size == sizes[0]
    text.write_paragraphs(title.text_frame, [slide.title], size=None if is_usual else size)


def _write_number(rooms: Rooms, page: Any, slide: Slide) -> None:
    if slide.headline is None:
        return
    rooms.write(page, NUMBER, (slide.headline.words,), sizes=(54, 44, 36, 30, 24))
    frame = rooms.frame(page, STATUS)
    if frame is not None:
        frame.clear()
        status = slide.headline.status
        paragraph = frame.paragraphs[0]
        text.add_run(paragraph, status.mark, colour=STATUS_COLOURS[status])
        text.add_run(paragraph, f" {status.words}")


def _add_chart(rooms: Rooms, page: Any, slide: Slide, *, hub: str) -> None:
    if slide.trend:
        data, kind = charts.build_trend_data(slide.trend), charts.TREND
    elif slide.bars:
        data, kind = charts.build_bar_data(slide.bars), charts.BARS
    frame = rooms.insert_chart(page, kind, data)
    chart = frame.chart
    if slide.trend:
        charts.style_trend(chart, slide.trend, hub=hub)
    elif slide.bars:
        charts.style_bars(chart, slide.bars, hub=hub)
    _name(frame, slide.name, slide.alt)


def _name(frame: Any, name: str, alt: str) -> None:
    about = frame._element.nvGraphicFramePr.cNvPr
    about.set("name", name)
    about.set("descr", alt)


def _add_table(rooms: Rooms, page: Any, table: Table, *, is_alone: bool) -> None:
    frame = rooms.insert_table(page, rows=len(table.rows) + 1, columns=len(table.columns))
    grid = frame.table
    grid._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    grid.horz_banding = False
    width = frame.width
    shares = sum(column.share for column in table.columns)
    for column, told in zip(grid.columns, table.columns, strict=True):
        column.width = int(width * told.share / shares)
    height = rooms.height_of_table * (ROOM_ALONE if is_alone else 1)
    size = _size_of(table, width=width / Inches(1), height=height / Inches(1))
    heads = tuple(Cell(column.name) for column in table.columns)
    for number, row in enumerate((heads, *table.rows)):
        grid.rows[number].height = Pt(size * 1.9)
        for at, cell in enumerate(row):
            _write_cell(grid.cell(number, at), cell, table.columns[at], size, is_head=not number)
    head = "; ".join(column.name for column in table.columns)
    _name(frame, "Table", f"Table of {len(table.rows)} rows: {head}.")


def _size_of(table: Table, *, width: float, height: float) -> float:
    """The largest size at which all rows fit."""
    shares = sum(column.share for column in table.columns)
    widths = [width * column.share / shares - 0.2 for column in table.columns]
    for size in TABLE_SIZES:
        needed = size * 1.9 / 72
        for row in table.rows:
            lines = max(
                text.count_lines(("■ " if cell.status else "") + cell.text, size=size, width=room)
                for cell, room in zip(row, widths, strict=True)
            )
            needed += (lines * text.LINE + 0.68) * size / 72
        if needed <= height:
            return size
    return TABLE_SIZES[-1]


def _write_cell(place: Any, cell: Cell, column: Column, size: float, *, is_head: bool) -> None:
    place.margin_left = place.margin_right = Inches(0.08)
    place.margin_top = place.margin_bottom = Pt(size * 0.3)
    paragraph = place.text_frame.paragraphs[0]
    if column.is_number:
        paragraph.alignment = PP_ALIGN.RIGHT
    if cell.status:
        text.add_run(
            paragraph, f"{cell.status.mark} ", size=size, colour=STATUS_COLOURS[cell.status]
        )
    colour = PRINT.soft if is_head else PRINT.ink
    text.add_run(paragraph, cell.text, size=size, colour=colour, bold=is_head)
    _underline(place, width=12_700 if is_head else 6_350)


def _underline(place: Any, *, width: int) -> None:
    """A hairline below the cell."""
    colour = PRINT.line.removeprefix("#").upper()
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        "</a:lnB>"
    )
    place._tc.get_or_add_tcPr().insert(0, deepcopy(line))
