"""The pack as PowerPoint, PDF and Word: the same words and numbers, all of it accessible."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx as word
import pytest
from pptx import Presentation
from pptx.util import Inches
from pypdf import PdfReader

from hubdata.errors import UserError
from hubdata.reports.board.docx import render_docx
from hubdata.reports.board.pack import Pack
from hubdata.reports.board.pdf import render_pdf
from hubdata.reports.board.pptx import render_pptx
from tests.reports.board.build_pack import pack_of_nothing, pack_with_everything
from tests.reports.board.words_of_pack import plain, words_of

PACK = pack_with_everything()
PACKS = pytest.mark.parametrize("pack", [PACK, pack_of_nothing()], ids=["everything", "nothing"])


@pytest.fixture(scope="module")
def deck():
    return Presentation(io.BytesIO(render_pptx(PACK)))


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(PACK)))


@PACKS
def test_every_document_says_every_word_of_the_pack(pack: Pack) -> None:
    documents = {
        "pptx": words_of_deck(Presentation(io.BytesIO(render_pptx(pack)))),
        "pdf": words_of_pdf(PdfReader(io.BytesIO(render_pdf(pack)))),
        "docx": words_of_paper(word.Document(io.BytesIO(render_docx(pack)))),
    }
    for name, told in documents.items():
        missing = [one for slide in pack.slides for one in words_of(slide) if one not in told]
        assert missing == [], name


def test_a_slide_has_a_title_notes_and_nothing_left_to_fill(deck) -> None:
    assert len(deck.slides) == len(PACK.slides)
    for page, slide in zip(deck.slides, PACK.slides, strict=True):
        assert plain(page.shapes.title.text) == slide.title
        assert page.notes_slide.notes_text_frame.text == "\n\n".join(slide.notes)
        for place in page.placeholders:
            assert not place.has_text_frame or place.text_frame.text.strip()


def test_charts_and_tables_are_native_and_hold_the_figures_that_are_written(deck) -> None:
    for page, slide in zip(deck.slides, PACK.slides, strict=True):
        charts = [shape.chart for shape in page.shapes if shape.has_chart]
        tables = [shape for shape in page.shapes if shape.has_table]
        assert len(charts) == bool(slide.trend or slide.bars)
        assert len(tables) == bool(slide.table)
        assert not any(shape.shape_type == 13 for shape in page.shapes)  # a picture
        if slide.trend:
            told = [one for series in charts[0].plots[0].series for one in series.values]
            for point in slide.trend.points:
                shown = point.value and float(f"{point.value:.{slide.trend.decimals}f}")
                assert shown in told
        if slide.bars:
            (series,) = charts[0].plots[0].series
            assert len(series.values) == len(slide.bars.bars)
            assert charts[0].part.chart_workbook.xlsx_part is not None


def test_a_break_is_never_bridged(deck) -> None:
    page = deck.slides[[slide.key for slide in PACK.slides].index("kpi:S04")]
    chart = next(shape.chart for shape in page.shapes if shape.has_chart)
    stretches = [list(series.values) for series in chart.plots[0].series][:2]
    assert stretches == [[58, 60, None, None], [None, None, 66, 64]]


def test_every_chart_and_table_has_an_alternative_text(deck) -> None:
    for page, slide in zip(deck.slides, PACK.slides, strict=True):
        for shape in page.shapes:
            if shape.has_chart:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == slide.alt
            if shape.has_table:
                assert "Table of" in shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_shapes_are_read_in_order_title_first_and_source_last(deck) -> None:
    for page in deck.slides:
        names = [shape.name for shape in page.shapes]
        assert page.shapes[0] == page.shapes.title or names[0].startswith("Title")
        assert page.shapes.title is not None
        assert next(iter(page.shapes)).shape_id == page.shapes.title.shape_id


def test_nothing_stands_outside_the_slide(deck) -> None:
    for page in deck.slides:
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + min(shape.height, Inches(0.3)) <= deck.slide_height


def test_a_hubs_own_template_is_taken_by_the_names_of_its_layouts() -> None:
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "An example to be left out"
    file = io.BytesIO()
    own.save(file)
    deck = Presentation(io.BytesIO(render_pptx(PACK, template=file.getvalue())))
    assert len(deck.slides) == len(PACK.slides)
    assert {page.slide_layout.name for page in deck.slides} == {
        *("Title Slide", "Title Only", "Title and Content")
    }
    told = words_of_deck(deck)
    assert [one for slide in PACK.slides for one in words_of(slide) if one not in told] == []


def test_a_template_without_a_layout_that_will_do_says_what_to_do() -> None:
    own = Presentation()
    for layout in own.slide_layouts:
        layout._element.cSld.set("name", "Unsere Folie")
    file = io.BytesIO()
    own.save(file)
    with pytest.raises(UserError, match="Name one of its layouts"):
        render_pptx(PACK, template=file.getvalue())


def test_the_pdf_is_tagged_titled_and_in_british_english(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).startswith("Board meeting: ")
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_the_pdf_has_a_bookmark_and_a_heading_for_every_slide(pdf: PdfReader) -> None:
    titles = [slide.title for slide in PACK.slides]
    assert [one["/Title"] for one in pdf.outline] == titles
    tags = [element.get("/S") for element in elements_of(pdf)]
    assert tags.count("/H1") == len(titles)


def test_every_figure_of_the_pdf_has_its_alternative_text_and_every_table_its_heads(
    pdf: PdfReader,
) -> None:
    figures = [one for one in elements_of(pdf) if one.get("/S") == "/Figure"]
    assert [str(one["/Alt"]) for one in figures] == [one.alt for one in PACK.slides if one.alt]
    tables = [one for one in elements_of(pdf) if one.get("/S") == "/Table"]
    assert len(tables) == sum(slide.table is not None for slide in PACK.slides)
    heads = [one for one in elements_of(pdf) if one.get("/S") == "/TH"]
    assert len(heads) == sum(len(slide.table.columns) for slide in PACK.slides if slide.table)


def test_the_pdf_is_read_in_order_and_makes_sense_as_plain_text(pdf: PdfReader) -> None:
    assert len(pdf.pages) == len(PACK.slides)
    for page, slide in zip(pdf.pages, PACK.slides, strict=True):
        told = plain(page.extract_text())
        places = [
            told.find(plain(one)) for one in (slide.title, *slide.sentences[1:], slide.footer)
        ]
        assert -1 not in places, (slide.key, told)
        assert places == sorted(places), slide.key


def test_a_picture_is_of_vectors(pdf: PdfReader) -> None:
    assert [image for page in pdf.pages for image in page.images] == []


def test_the_same_pack_gives_the_same_pdf() -> None:
    assert render_pdf(PACK) == render_pdf(PACK)


@PACKS
def test_libreoffice_opens_the_deck_and_the_paper(tmp_path: Path, pack: Pack) -> None:
    office = shutil.which("soffice")
    if office is None:
        reason = "LibreOffice is not installed: soffice is not found"
        if os.environ.get("HUB_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    deck, paper = tmp_path / "pack.pptx", tmp_path / "paper.docx"
    deck.write_bytes(render_pptx(pack))
    paper.write_bytes(render_docx(pack))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(deck), str(paper)], check=True, capture_output=True, timeout=240)
    assert len(PdfReader(tmp_path / "pack.pdf").pages) == len(pack.slides)
    told = plain(" ".join(page.extract_text() for page in PdfReader(tmp_path / "pack.pdf").pages))
    assert [slide.key for slide in pack.slides if plain(slide.title) not in told] == []
    assert len(PdfReader(tmp_path / "paper.pdf").pages) >= 1


def words_of_deck(deck) -> str:
    told = []
    for page in deck.slides:
        for shape in page.shapes:
            if shape.has_table:
                told += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_text_frame:
                told += [paragraph.text for paragraph in shape.text_frame.paragraphs]
    return plain("\n".join(told))


def words_of_paper(paper) -> str:
    told = [paragraph.text for paragraph in paper.paragraphs]
    told += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return plain("\n".join(told))


def words_of_pdf(pdf: PdfReader) -> str:
    return plain("\n".join(page.extract_text() for page in pdf.pages))


def elements_of(pdf: PdfReader) -> Iterator[dict]:
    """The elements of the structure tree, in the order in which they are read."""
    yield from _below(pdf.trailer["/Root"]["/StructTreeRoot"])


def _below(node) -> Iterator[dict]:
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        element = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from _below(element)
