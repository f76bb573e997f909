"""The scorecard as a file: every number bare, with what it was made of and what it rests on."""

from collections.abc import Sequence

from hubdata.periods import Period
from hubdata.services.results import sentences
from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from hubdata.services.standards.benchmarks import Benchmark, list_drawn
from hubdata.wording import say_range
from pages.components.figures.score import gap_words, status_words
from pages.components.kit.downloads import Sheet

COLUMNS = (
    *("KPI", "Name", "Owner", "Functions", "Goals", "Period", "Area", "Value", "Unit", "Numerator"),
    *("Denominator", "Target", "Status", "Gap", "Before", "Year before", "Returned", "Expected"),
    *("Estimated (%)", "As at", "Register of", "Definition version", "Note"),
    *("Year's target", "Amber margin", "Benchmark", "Benchmark of", "Benchmark source"),
)


def build_scorecard_sheet(lines: Sequence[ScorecardLine], period: Period, *, place: str) -> Sheet:
    """One row a KPI."""
    drawn = list_drawn()
    rows = [
        [*build_file_row(line, place=place), *describe_standards(line.now, drawn.get(line.kpi.id))]
        for line in lines
    ]
    return Sheet(f"Scorecard {period.code}", COLUMNS, rows)


def build_file_row(line: ScorecardLine, *, place: str) -> Sequence[str | float | None]:
    now = line.now
    return (
        now.kpi.id,
        now.kpi.name,
        now.kpi.owner_role,
        ", ".join(now.kpi.functions),
        ", ".join(now.kpi.goals),
        now.period.code,
        place,
        now.value,
        now.kpi.unit.value,
        now.numerator,
        now.denominator,
        sentences.bare_target_of(now),
        status_words(now),
        gap_words(now),
        line.before.value if line.before else None,
        line.year_before.value if line.year_before else None,
        *describe_basis(now),
    )


def describe_standards(
    result: KpiResult, benchmark: Benchmark | None
) -> tuple[str | float | None, ...]:
    """What a result is held against beside the target of its period."""
    year_target = say_range(*result.year_band) if result.year_band else result.year_target
    of_year = (year_target, result.margin)
    if benchmark is None:
        return (*of_year, None, None, None)
    year = benchmark.year.label if benchmark.year else "undated"
    return (*of_year, benchmark.value, f"{benchmark.place}, {year}", benchmark.source)


def describe_basis(result: KpiResult) -> tuple[str | float | None, ...]:
    """What a result rests on: coverage, dates, definition."""
    return (
        result.returned,
        result.expected,
        result.estimated_share,
        result.as_at.isoformat(),
        result.register_date.isoformat() if result.register_date else None,
        result.kpi.version,
        result.note,
    )
