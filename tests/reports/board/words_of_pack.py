"""The words of a pack, one by one, to be looked for in whatever was made of it."""

import re
from collections.abc import Iterator

from hubdata.reports.board.pack import Slide


def words_of(slide: Slide) -> Iterator[str]:
    """All that a slide says, but for its chart."""
    yield plain(slide.title)
    yield from (plain(one) for one in (*slide.sentences, slide.footer))
    if slide.headline:
        yield slide.headline.words
        yield slide.headline.status.words
    if slide.table:
        yield from (column.name for column in slide.table.columns)
        yield from (plain(cell.text) for row in slide.table.rows for cell in row)


def plain(text: str) -> str:
    """Words with single spaces, whatever broke their lines."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
