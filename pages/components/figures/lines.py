"""Finding a KPI's line in what has been computed."""

from hubdata.periods import Period
from hubdata.services.results.scorecards import Scorecard, ScorecardLine
from pages.components.kit.cached import read_standing


def find_line(card: Scorecard, kpi_id: str) -> ScorecardLine | None:
    """The line of a KPI; `None` where it is not told of this authority."""
    return next((line for line in card.lines if line.kpi.id == kpi_id), None)


def find_yearly_line(kpi_id: str, period: Period, *, la_code: str | None) -> ScorecardLine | None:
    """A KPI for a period; where it is asked once a year, for the last year that is complete."""
    year = Period(period.year)
    first = find_line(read_standing(period).of(la_code), kpi_id)
    if first and first.now.value is not None:
        return first
    earlier = (find_line(read_standing(one).of(la_code), kpi_id) for one in (year, year.previous()))
    return next((line for line in earlier if line and line.now.value is not None), first)
