"""The figures of a board pack as rows, as its slides have them: rounded and suppressed alike."""

from __future__ import annotations

from collections.abc import Iterator

from hubdata.reports.board.pack import Pack, Slide

COLUMNS = ("Slide", "Title", "Of", "Part", "Figure", "As written")
Figure = tuple[int, str, str, str, float | None, str | None]


def list_figures(pack: Pack) -> list[Figure]:
    """Every number of every slide, its charts and tables, in the order of reading. What is only
    written, as "fewer than 5", has no figure."""
    return [
        (number, slide.title, *figure)
        for number, slide in enumerate(pack.slides, start=1)
        for figure in _figures_of(slide)
    ]


def _figures_of(slide: Slide) -> Iterator[tuple[str, str, float | None, str | None]]:
    if slide.headline:
        status = slide.headline.status.words
        yield slide.name, "The number", None, f"{slide.headline.words}, {status}"
    if slide.trend:
        for point in slide.trend.points:
            when = f"{point.tick} {point.year}".strip()
            yield slide.trend.name, when, point.value, "provisional" if point.is_provisional else ""
            if point.target is not None:
                yield f"{slide.trend.name}: target", when, point.target, ""
    if slide.bars:
        for bar in slide.bars.bars:
            yield slide.bars.name, bar.name, bar.value, bar.words
    if slide.table:
        heads = [column.name for column in slide.table.columns]
        for first, *cells in slide.table.rows:
            for head, cell in zip(heads[1:], cells, strict=True):
                words = f"{cell.text} {cell.status.words}" if cell.status else cell.text
                yield first.text, head, None, words.strip()
