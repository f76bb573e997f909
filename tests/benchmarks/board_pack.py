"""A board pack of the largest hub, as PowerPoint and PDF, from the evidence its meeting keeps:
against python-pptx, vl-convert and typst writing the same slides, pages and charts from literals.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import typst
import vl_convert
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Inches, Pt

from hubdata.calendar import TermCalendar
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.results import build_results
from hubdata.kpis.judging.suppression import Rule
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.language.splits import SPLITS
from hubdata.kpis.reading.spans import Moment
from hubdata.periods import Period
from hubdata.reports.board.content import build_pack
from hubdata.reports.board.evidence import AuthorityReturns, Evidence
from hubdata.reports.board.pack import Pack, Slide
from hubdata.reports.board.pdf import FONTS, render_pdf
from hubdata.reports.board.plan import DEFAULT_KEYS, Plan, default_sections
from hubdata.reports.board.pptx import render_pptx
from hubdata.services.reports.board import EVIDENCE
from hubdata.services.reports.board_evidence import tell_kpis
from hubdata.store.engine import migrate, open_engine
from hubdata.store.measuring.measures import evaluate_in_sql
from tests.benchmarks.large_hub import (
    AUTHORITIES,
    FIRST_YEAR,
    TODAY,
    YEARS,
    large_bases,
    write_large_hub,
)
from tests.benchmarks.measure import Benchmark, seconds_of

MOST_OF_LITERALS = 1.5
TIMES = 5
KEYS = (*DEFAULT_KEYS, "authorities:S01", "authorities:S05", "changed")
PLAN = Plan(date(2026, 12, 9), "Board meeting", default_sections(KEYS))
TITLE_ONLY = 5


def measure_board_pack() -> Iterator[Benchmark]:
    """Both are run once unmeasured, so that fonts and libraries are there for both."""
    kept = EVIDENCE.dump_json(load_large_evidence())
    pack = build(kept)
    slides = [literals_of(slide) for slide in pack.slides]
    ours, plain = [], []
    for _ in range(TIMES + 1):
        ours.append(seconds_of(lambda: write_ours(kept)))
        plain.append(seconds_of(lambda: write_plainly(slides)))
    seconds, baseline = median(ours[1:]), median(plain[1:])
    yield Benchmark(
        f"board pack of {len(slides)} slides, largest hub, PowerPoint and PDF",
        seconds,
        "python-pptx, vl-convert and typst from literals",
        baseline,
        seconds / baseline,
        f"at most {MOST_OF_LITERALS}",
    )


def load_large_evidence() -> Evidence:
    """Three years of terms of 1,500 schools, told once."""
    last = Period.parse((FIRST_YEAR + YEARS - 1) * 100 + (FIRST_YEAR + YEARS) % 100, "summer")
    terms = tuple(sorted(last.last_terms(9)))
    bases = [base for base in large_bases() if base.period in terms]
    asked: dict[str, Any] = {"policy": Policy(), "split": SPLITS["local_authority"]}
    kpis = tuple(CATALOGUE.values())
    with TemporaryDirectory(prefix="board-") as folder:
        url = f"sqlite:///{Path(folder) / 'hub.db'}"
        migrate(url)
        engine = open_engine(url)
        write_large_hub(engine)
        with engine.connect() as connection:
            moment = Moment(TermCalendar(), TODAY)
            found = evaluate_in_sql(connection, kpis, bases, moment=moment, **asked)
        engine.dispose()
    names = {str(801 + number): f"Authority {number + 1}" for number in range(AUTHORITIES)}
    told = tell_kpis(build_results(kpis, bases, found, **asked), last, terms=terms, names=names)
    returns = tuple(AuthorityReturns(name, 230, 250) for name in names.values())
    return Evidence(
        *("The largest Music Hub", last.label, "spring", "Board", TODAY, None, 70, told, returns)
    )


def build(kept: bytes) -> Pack:
    return build_pack(EVIDENCE.validate_json(kept), PLAN, rule=Rule())


def write_ours(kept: bytes) -> int:
    pack = build(kept)
    return len(render_pptx(pack)) + len(render_pdf(pack))


def literals_of(slide: Slide) -> dict[str, Any]:
    """What a slide shows, as a person would have it before them who writes it by hand."""
    chart = slide.trend or slide.bars
    lines: list[tuple[str, list[float | None]]] = []
    names: list[str] = []
    if slide.trend:
        names = [f"{point.tick} {point.year}" for point in slide.trend.points]
        lines = [
            ("Value", [point.value for point in slide.trend.points]),
            ("Target", [point.target for point in slide.trend.points]),
        ]
    elif slide.bars:
        names = [bar.name for bar in slide.bars.bars]
        lines = [("Value", [bar.value for bar in slide.bars.bars])]
    rows = []
    if slide.table:
        rows = [[column.name for column in slide.table.columns]]
        rows += [[cell.text for cell in row] for row in slide.table.rows]
    return {
        "title": slide.title,
        "sentences": list(slide.sentences),
        "number": slide.headline.words if slide.headline else "",
        "status": slide.headline.status.words if slide.headline else "",
        "footer": slide.footer,
        "notes": "\n".join(slide.notes),
        "alt": slide.alt,
        "names": names,
        "lines": lines if chart else [],
        "is_trend": slide.trend is not None,
        "rows": rows,
    }


def write_plainly(slides: list[dict[str, Any]]) -> int:
    return len(write_deck(slides)) + len(write_pages(slides))


def write_deck(slides: list[dict[str, Any]]) -> bytes:
    """The slides by python-pptx alone: text boxes, native charts and tables, notes."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for one in slides:
        page = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
        page.shapes.title.text = one["title"]
        add_text(page, (9, 1.65, 3.75, 1), [one["number"]], size=54)
        add_text(page, (9, 2.65, 3.75, 0.5), [one["status"]], size=18)
        add_text(page, (9, 3.2, 3.75, 3.4), one["sentences"], size=18)
        add_text(page, (0.6, 6.8, 11, 0.4), [one["footer"]], size=11)
        if one["lines"]:
            add_chart(page, one)
        if one["rows"]:
            add_table(page, one["rows"])
        page.notes_slide.notes_text_frame.text = one["notes"]
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def add_text(page: Any, room: tuple[float, ...], texts: list[str], *, size: int) -> None:
    frame = page.shapes.add_textbox(*(Inches(one) for one in room)).text_frame
    frame.word_wrap = True
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size = Pt(size)


def add_chart(page: Any, one: dict[str, Any]) -> None:
    data = CategoryChartData()
    data.categories = one["names"]
    for name, values in one["lines"]:
        data.add_series(name, values)
    kind = XL_CHART_TYPE.LINE_MARKERS if one["is_trend"] else XL_CHART_TYPE.BAR_CLUSTERED
    frame = page.shapes.add_chart(kind, *(Inches(x) for x in (0.6, 1.75, 8, 4.85)), data)
    chart = frame.chart
    chart.has_legend = False
    chart.font.size = Pt(12)
    chart.value_axis.major_gridlines.format.line.width = Pt(0.75)
    for series in chart.plots[0].series:
        series.format.line.width = Pt(2.5)
        label = series.points[len(one["names"]) - 1].data_label
        label.font.size = Pt(14)
        label.position = (
            XL_LABEL_POSITION.ABOVE if one["is_trend"] else XL_LABEL_POSITION.OUTSIDE_END
        )


def add_table(page: Any, rows: list[list[str]]) -> None:
    room = (Inches(x) for x in (0.6, 1.75, 12.13, 4.2))
    grid = page.shapes.add_table(len(rows), len(rows[0]), *room).table
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            run = grid.cell(number, at).text_frame.paragraphs[0].add_run()
            run.text = text
            run.font.size = Pt(14)


def write_pages(slides: list[dict[str, Any]]) -> bytes:
    """The pages by typst alone, with charts as vl-convert draws them."""
    pages = [
        '#set document(title: "Board meeting")\n'
        "#set page(width: 13.333in, height: 7.5in, margin: 0.6in)\n"
        '#set text(font: "IBM Plex Sans", size: 18pt, lang: "en")'
    ]
    for one in slides:
        parts = [f"= {escape(one['title'])}"]
        if one["lines"]:
            svg = vl_convert.vegalite_to_svg(spec_of(one)).replace('"', '\\"')
            alt = one["alt"].replace('"', "'")
            parts.append(f'#image(bytes("{svg}"), format: "svg", width: 8in, alt: "{alt}")')
        parts += [escape(text) for text in (one["number"], one["status"], *one["sentences"])]
        if one["rows"]:
            head, *rows = one["rows"]
            cells = "".join(f"[{escape(text)}]," for row in rows for text in row)
            heads = "".join(f"[{escape(text)}]," for text in head)
            parts.append(f"#table(columns: {len(head)}, table.header({heads}), {cells})")
        parts.append(f"#text(size: 11pt)[{escape(one['footer'])}]")
        pages.append("\n\n".join(parts))
    content = typst.compile(
        "\n#pagebreak()\n".join(pages).encode(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    assert isinstance(content, bytes)
    return content


def escape(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "#$*_[]<>@`~\\/=-+" else sign for sign in text)


def spec_of(one: dict[str, Any]) -> dict[str, Any]:
    values = [
        {"x": name, "y": value, "line": line, "at": at}
        for line, values in one["lines"]
        for at, (name, value) in enumerate(zip(one["names"], values, strict=True))
    ]
    x = {"field": "x", "type": "nominal", "sort": {"field": "at"}}
    y = {"field": "y", "type": "quantitative"}
    mark = {"type": "line", "point": True} if one["is_trend"] else {"type": "bar"}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 700,
        "height": 380,
        "data": {"values": values},
        "mark": mark,
        "encoding": {
            "x": x if one["is_trend"] else y,
            "y": y if one["is_trend"] else x,
            "color": {"field": "line", "type": "nominal", "legend": None},
        },
    }
