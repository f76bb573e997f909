"""KPI tiles: name, value, a track with the target on it, then mark, word and gap, then change and
coverage in grey.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from hubdata.wording import UNKNOWN
from pages.components.kit.linked import build_link, build_link_around
from pages.components.kit.look import Status, build_mark
from pages.components.kit.tables import NOT_KNOWN


@dataclass(frozen=True)
class Tile:
    """One KPI. `value` is as it is read ("64%"), `None` if not known; `reached` and `aim` are
    places on the track, 0 to 1. `word` stands in place of the status's own; `behind` is where the
    number is explained.
    """

    name: str
    target: str
    value: str | None
    status: Status
    unit: str = ""
    reached: float | None = None
    aim: float | None = None
    gap: str = ""
    note: str = ""
    word: str = ""
    behind: str = ""


def build_tiles(tiles: Sequence[Tile]) -> str:
    return f'<ul class="hub-tiles">{"".join(build_tile(tile) for tile in tiles)}</ul>'


def build_tile(tile: Tile) -> str:
    word = tile.word or tile.status.word
    words = f"{word}: {tile.gap}" if tile.gap else word
    note = f'<p class="hub-caption">{escape(tile.note)}</p>' if tile.note else ""
    return (
        f"<li><h3>{build_link(tile.name, tile.target)}</h3>{build_number(tile)}"
        f'{build_track(tile)}<p class="hub-gap">{build_mark(tile.status)} {escape(words)}</p>'
        f"{note}</li>"
    )


def build_number(tile: Tile) -> str:
    """The big number, which leads to where it comes from."""
    return build_value(tile.value, tile.unit, target=tile.behind)


def build_value(value: str | None, unit: str = "", *, size: str = "", target: str = "") -> str:
    """The big number; `size="page"` is the one on a KPI's own page."""
    number = NOT_KNOWN if value in (None, UNKNOWN) else escape(str(value))
    if target and value not in (None, UNKNOWN):
        number = build_link_around(number, target)
    small = f"<small>{escape(unit)}</small>" if unit and value is not None else ""
    return f'<p class="hub-value {size}">{number}{small}</p>'


def build_track(tile: Tile) -> str:
    """How far, against where it should be. Words beside it say the same, so it is hidden from
    screen readers.
    """
    hollow = " hollow" if tile.status is Status.PROVISIONAL else ""
    bar = "" if tile.reached is None else f'<i style="width:{percent_of(tile.reached)}"></i>'
    tick = "" if tile.aim is None else f'<b style="left:{percent_of(tile.aim)}"></b>'
    return f'<div class="hub-track{hollow}" aria-hidden="true">{bar}{tick}</div>'


def percent_of(share: float) -> str:
    return f"{min(max(share, 0), 1):.2%}"
