"""One slide of a presentation as HTML. Every value is escaped here."""

from __future__ import annotations

from html import escape

from hubdata.reports.board.chart_svg import draw_bars, draw_trend
from hubdata.reports.board.pack import Cell, Headline, Pack, Slide, Status, Table
from hubdata.reports.board.palette import SCREEN


def build_slide(slide: Slide, number: int, count: int, *, pack: Pack, kpi_address: str) -> str:
    """The slide as a section; only the first is shown until the script takes over."""
    hidden = "" if number == 1 else " hidden"
    drill = ""
    if slide.kpi and kpi_address:
        address = escape(kpi_address.replace("{kpi}", slide.kpi))
        drill = f'<a class="drill" href="{address}">Open this KPI<kbd>D</kbd></a>'
    return (
        f'<section class="slide {slide.kind}" id="slide-{number}" aria-labelledby="title-{number}"'
        f'{hidden}><h1 id="title-{number}" tabindex="-1">{escape(slide.title)}</h1>'
        f'<div class="body">{_figure(slide)}{_words(slide, drill)}</div>'
        f"{_footer(slide, number, count, pack=pack)}{_notes(slide)}</section>"
    )


def _figure(slide: Slide) -> str:
    """The chart or the table: what the title is seen by."""
    if slide.table:
        return _table(slide.table, slide.title)
    drawn = ""
    if slide.trend:
        drawn = draw_trend(slide.trend, SCREEN)
    elif slide.bars:
        drawn = draw_bars(slide.bars, SCREEN)
    if not drawn:
        return ""
    hidden = '<svg aria-hidden="true" focusable="false" preserveAspectRatio="xMinYMin" '
    inside = drawn.replace("<svg ", hidden, 1)
    return f'<figure role="img" aria-label="{escape(slide.alt or slide.title)}">{inside}</figure>'


def _words(slide: Slide, drill: str) -> str:
    """The number, its status, and what is said about it."""
    headline = _headline(slide.headline) if slide.headline else ""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in slide.sentences)
    if not (headline or said or drill):
        return ""
    return f'<div class="words">{headline}{said}{drill}</div>'


def _headline(headline: Headline) -> str:
    size = " small" if headline.is_hidden or len(headline.words) > LONG_NUMBER else ""
    return (
        f'<p class="number{size}">{escape(headline.words)}</p>'
        f'<p class="status">{_mark(headline.status)} {escape(headline.status.words)}</p>'
    )


LONG_NUMBER = 7
"""Signs of a number above which it is set smaller: "£1,204,000" would leave its column."""


def _mark(status: Status) -> str:
    return f'<span class="mark {status}" aria-hidden="true">{status.mark}</span>'


def _table(table: Table, caption: str) -> str:
    heads = "".join(
        f'<th scope="col"{_side(column.is_number)} style="width:{column.share}%">'
        f"{escape(column.name)}</th>"
        for column in table.columns
    )
    rows = "".join(f"<tr>{_row(table, row)}</tr>" for row in table.rows)
    return (
        '<div class="table" tabindex="0" role="region" '
        f'aria-label="{escape(caption)}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    cells = list(zip(table.columns, row, strict=True))
    first = f'<th scope="row">{_cell(cells[0][1])}</th>' if cells else ""
    return first + "".join(
        f'<td{_side(column.is_number)} data-name="{escape(column.name)}">{_cell(cell)}</td>'
        for column, cell in cells[1:]
    )


def _side(is_number: bool) -> str:
    return ' class="right"' if is_number else ""


def _cell(cell: Cell) -> str:
    words = escape(cell.text)
    return f"{_mark(cell.status)} {words}" if cell.status else words


def _footer(slide: Slide, number: int, count: int, *, pack: Pack) -> str:
    sample = "Sample data: invented. " if pack.is_sample else ""
    return (
        f"<footer><span>{escape(sample + slide.footer)}</span>"
        f"<span>{escape(pack.words)} · {number} of {count}</span></footer>"
    )


def _notes(slide: Slide) -> str:
    """What the speaker sees in a window of their own; hidden from the room."""
    said = "".join(f"<p>{escape(note)}</p>" for note in slide.notes)
    return f'<div class="notes" hidden>{said}</div>'
