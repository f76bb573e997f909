"""A KPI's results as its trend: published figures before them, breaks between them, the benchmark,
and where the year may end.
"""

from collections.abc import Sequence
from itertools import pairwise

from hubdata.periods import AcademicYear, Period
from hubdata.services.results import sentences
from hubdata.services.results.asked import explain_too_few, list_sources, name_asked
from hubdata.services.results.breaks import find_break
from hubdata.services.results.outlook import Outlook
from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from hubdata.services.standards.benchmarks import Benchmark, Published, explain_benchmark
from pages.components.charting.drawing import show_trend
from pages.components.charting.trends import Break, Trend, TrendPoint
from pages.components.kit.cached import read_outlook, read_standards, read_trend
from pages.components.kit.look import show_caption, show_text

CHART_UNITS = {"%": "%", "pp": "pt", "£": "£"}
MOST_PUBLISHED = 5
"""Years as published that stand before the terms: more would be the whole chart."""


def show_trend_of(line: ScorecardLine, *, la_code: str | None, title: str) -> None:
    """The trend up to the chosen period with all it is compared with, or a word on why there is
    none yet.
    """
    now = line.now
    results = read_trend(line.kpi.id, now.period, la_code=la_code)
    standards = read_standards(line.kpi.id)
    published = [one for one in standards.published if one.la_code == (la_code or "")]
    known = [result for result in results if result.value is not None]
    if not known or len(known) + len(published) < 2:
        whose = name_asked(line.kpi)
        show_caption(f"A trend begins with the second period in which {whose} returned.")
        return
    outlook = read_outlook(line.kpi.id, now.period, la_code=la_code)
    trend = build_kpi_trend(
        results, published=published, benchmark=standards.drawn, outlook=outlook
    )
    show_trend(
        trend,
        message=title,
        key="trend",
        name=f"{line.kpi.id} {now.period.code} trend",
        source=f"{now.period.label}: {sentences.explain_coverage(now)}",
    )
    show_caption(explain_marks(trend, now))
    if outlook and not outlook.is_over:
        if outlook.projection:
            show_text(outlook.sentence)
        show_caption(outlook.method or outlook.sentence)


def build_kpi_trend(
    results: Sequence[KpiResult],
    *,
    published: Sequence[Published] = (),
    benchmark: Benchmark | None = None,
    outlook: Outlook | None = None,
) -> Trend:
    """The trend of results, oldest first."""
    now = results[-1]
    of_year = {one.year: one.value for one in published}
    first = results[0].period.year
    earlier = sorted(year for year in of_year if year < first)[-MOST_PUBLISHED:]
    points = [build_published(year, of_year[year], now.period) for year in earlier]
    periods = [*map(Period, earlier), *(one.period for one in results)]
    breaks = find_breaks(now, periods)
    if points and not now.period.is_year and len(points) not in [one.before for one in breaks]:
        breaks.append(Break(len(points), "By term, from returns"))
    for one in results:
        printed = of_year.get(one.period.year) if one.period.is_year else None
        points.append(build_point(one, published=printed))
    if outlook and outlook.projection:
        low, high = outlook.projection.low, outlook.projection.high
        year = "" if now.period.is_year else now.period.year.label
        aim, upper = outlook.band or (outlook.target, None)
        expected = (low, high)
        points.append(TrendPoint("Year", year, None, aim, expected=expected, upper=upper))
    level = (benchmark.value, explain_benchmark(benchmark, now.kpi)) if benchmark else None
    return Trend(
        tuple(points),
        unit=CHART_UNITS.get(now.kpi.unit.value, ""),
        decimals=sentences.decimals_of(now),
        benchmark=level,
        breaks=tuple(breaks),
    )


def find_breaks(now: KpiResult, periods: Sequence[Period]) -> list[Break]:
    """Where neighbouring points of the KPI's series cannot be compared."""
    return [
        Break(at, found.reason)
        for at, (before, after) in enumerate(pairwise(periods), start=1)
        if (found := find_break(now.breaks, before, after))
    ]


def build_published(year: AcademicYear, value: float, last: Period) -> TrendPoint:
    """A year as published; among terms its name is short, on two lines, so that phones show it."""
    if last.is_year:
        return TrendPoint(year.label, "", None, published=value)
    first, second = year.label[2:4], year.label[5:]
    return TrendPoint(f"{first}/", second, None, published=value)


def build_point(result: KpiResult, *, published: float | None = None) -> TrendPoint:
    period = result.period
    label, year = (
        (period.year.label, "")
        if period.is_year
        else (period.term.capitalize()[:3], period.year.label)
    )
    value = None if result.value is None else float(result.value)
    aim, upper = result.band or (result.target, None)
    return TrendPoint(
        label,
        year,
        value,
        aim,
        provisional=result.is_provisional,
        estimated=bool(result.estimated_share),
        published=published,
        upper=upper,
    )


def explain_marks(trend: Trend, now: KpiResult) -> str:
    """What the chart's lines and shapes mean, as far as they occur in it."""
    words = []
    if any(point.provisional for point in trend.points):
        words.append(f"Hollow and dashed: provisional, {explain_too_few(now.kpi, 'had')}.")
    if any(point.estimated for point in trend.points):
        words.append("e: some of the answers are estimates.")
    if any(point.target is not None for point in trend.points):
        is_range = any(point.upper is not None for point in trend.points)
        words.append(f"Stepped line{'s' if is_range else ''}: the target of its time.")
    if trend.benchmark:
        words.append("Dotted line: a benchmark, counted alike.")
    if any(point.published is not None for point in trend.points):
        words.append("Diamonds: as published, with no returns behind them.")
    if any(point.expected for point in trend.points):
        words.append("Pale bar: where the year is likely to end.")
    if trend.breaks:
        words.append("Gap and rule: the series breaks; nothing is compared across it.")
    return " ".join(words) or f"Every value is of the {list_sources(now.kpi)} of its own time."
