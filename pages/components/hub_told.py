"""What the pages of "What it takes" share: tiles of some KPIs, figures of the year where a term has
none, and what to say while the lead organisation has not returned."""

from collections.abc import Sequence

from hubdata.periods import Period
from hubdata.services.scorecards import Scorecard, ScorecardLine
from pages.components.cached import read_standing
from pages.components.linked import show_linked
from pages.components.score import build_tile_of
from pages.components.tiles import build_tiles


def find_line(card: Scorecard, kpi_id: str) -> ScorecardLine | None:
    """The line of a KPI; `None` where it is not told of this authority."""
    return next((line for line in card.lines if line.kpi.id == kpi_id), None)


def find_yearly_line(kpi_id: str, period: Period, *, la_code: str | None) -> ScorecardLine | None:
    """A KPI for a period; where it is asked once a year, for the last year that is complete."""
    year = Period(period.year)
    lines = [
        find_line(read_standing(one).of(la_code), kpi_id)
        for one in dict.fromkeys((period, year, year.previous()))
    ]
    return next((line for line in lines if line and line.now.value is not None), lines[0])


def show_tiles(lines: Sequence[ScorecardLine | None], *, key: str) -> None:
    """Tiles of those of the KPIs that are told."""
    show_linked(build_tiles([build_tile_of(line) for line in lines if line]), key)
