"""A board pack as Word: the long paper, every slide a section with its evidence written out."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from hubdata.reports.board.chart_png import draw_png
from hubdata.reports.board.pack import Cell, Pack, Slide, SlideKind, Table
from hubdata.reports.board.palette import PRINT, STATUS_COLOURS, Palette, print_palette

LANGUAGE = "en-GB"
SERIF, SANS = "Georgia", "Arial"
MARGIN, WIDTH, CHART = 2.2, 16.6, 14.5
"""Centimetres of an A4 page."""

Told = Callable[[int, int], None]


def render_docx(pack: Pack, *, told: Told | None = None) -> bytes:
    """The pack as .docx; `told` is called with how many slides of how many are done."""
    paper, palette = Document(), print_palette(pack.colour)
    _set_page(paper, pack)
    _set_styles(paper)
    for number, slide in enumerate(pack.slides, start=1):
        if slide.kind is SlideKind.TITLE:
            _add_front(paper, slide)
        else:
            _add_section(paper, slide, palette)
        if told:
            told(number, len(pack.slides))
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _set_page(paper: Paper, pack: Pack) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    about = paper.core_properties
    about.title = f"{pack.title}: {pack.hub_name}, {pack.period}"
    about.author = about.last_modified_by = pack.hub_name
    about.language, about.comments = LANGUAGE, ""
    about.created = about.modified = datetime(pack.as_at.year, pack.as_at.month, pack.as_at.day)
    foot = section.footer.paragraphs[0]
    foot.text = f"{pack.hub_name}. {pack.words}. Page "
    _add_field(foot, "PAGE")
    foot.style = paper.styles["Footer"]


def _add_field(paragraph: Any, name: str) -> None:
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)


def _set_styles(paper: Paper) -> None:
    looks = (
        ("Normal", SANS, 11, PRINT.ink, False),
        ("Title", SERIF, 28, PRINT.ink, False),
        ("Heading 1", SERIF, 18, PRINT.ink, False),
        ("Heading 2", SANS, 12, PRINT.ink, True),
        ("Caption", SANS, 9, PRINT.soft, False),
        ("Footer", SANS, 9, PRINT.soft, False),
    )
    for name, face, size, colour, bold in looks:
        style = paper.styles[name]
        style.font.name, style.font.size = face, Pt(size)
        style.font.bold, style.font.italic = bold, False
        style.font.color.rgb = _colour(colour)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:hAnsi"), face)
    paper.styles["Normal"].paragraph_format.space_after = Pt(5)
    paper.styles["Heading 1"].paragraph_format.space_before = Pt(22)
    paper.styles["Heading 1"].paragraph_format.keep_with_next = True
    title = paper.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    defaults = paper.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    looks_of_all = defaults.find(qn("w:rPr"))
    for old in looks_of_all.findall(qn("w:lang")):
        looks_of_all.remove(old)
    looks_of_all.append(language)


def _add_front(paper: Paper, slide: Slide) -> None:
    hub, *more = slide.sentences
    paper.add_paragraph(hub)
    paper.add_paragraph(slide.title, style="Title")
    for sentence in more:
        paper.add_paragraph(sentence)
    paper.add_paragraph(slide.footer, style="Caption")


def _add_section(paper: Paper, slide: Slide, palette: Palette) -> None:
    heading = paper.add_heading(slide.title, level=1)
    heading.paragraph_format.page_break_before = bool(slide.trend or slide.bars)
    if slide.headline:
        paragraph = paper.add_paragraph()
        number = paragraph.add_run(f"{slide.headline.words}  ")
        number.font.size, number.bold = Pt(22), True
        mark = paragraph.add_run(f"{slide.headline.status.mark} ")
        mark.font.color.rgb = _colour(STATUS_COLOURS[slide.headline.status])
        paragraph.add_run(slide.headline.status.words).bold = True
    for sentence in slide.sentences:
        paper.add_paragraph(sentence)
    if slide.trend or slide.bars:
        _add_chart(paper, slide, palette)
    if slide.table:
        _add_table(paper, slide.table)
    paper.add_paragraph(slide.footer, style="Caption")
    if slide.notes:
        paper.add_heading("Evidence", level=2)
        for note in slide.notes:
            paper.add_paragraph(note)


def _add_chart(paper: Paper, slide: Slide, palette: Palette) -> None:
    """The chart as a picture; its figures are in the alternative text, and under Evidence."""
    paper.add_picture(io.BytesIO(draw_png(slide, palette)), width=Cm(CHART))
    paper.paragraphs[-1].paragraph_format.keep_with_next = True
    about = paper.inline_shapes[-1]._inline.docPr
    about.set("name", slide.name)
    about.set("descr", slide.alt)


def _add_table(paper: Paper, table: Table) -> None:
    grid = paper.add_table(rows=0, cols=len(table.columns))
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    grid.autofit = False
    shares = sum(column.share for column in table.columns)
    heads = tuple(Cell(column.name) for column in table.columns)
    for column, told in zip(grid.columns, table.columns, strict=True):
        column.width = Cm(WIDTH * told.share / shares)
    for number, row in enumerate((heads, *table.rows)):
        places = grid.add_row().cells
        for at, cell in enumerate(row):
            places[at].width = Cm(WIDTH * table.columns[at].share / shares)
            paragraph = places[at].paragraphs[0]
            if table.columns[at].is_number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if cell.status:
                mark = paragraph.add_run(f"{cell.status.mark} ")
                mark.font.color.rgb = _colour(STATUS_COLOURS[cell.status])
            run = paragraph.add_run(cell.text)
            run.font.size, run.bold = Pt(10), not number
            _underline(places[at])
    repeat = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeat)
    paper.add_paragraph()


def _underline(place: Any) -> None:
    colour = PRINT.line.removeprefix("#")
    place._tc.get_or_add_tcPr().append(
        parse_xml(
            f"<w:tcBorders {nsdecls('w')}>"
            f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{colour}"/></w:tcBorders>'
        )
    )


def _colour(text: str) -> RGBColor:
    return RGBColor.from_string(text.removeprefix("#").upper())
