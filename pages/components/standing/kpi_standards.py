"""What a KPI is compared with: benchmarks of the country and of other hubs, and the hub's own
figures of past years as they were published.
"""

from collections.abc import Sequence

from hubdata import wording
from hubdata.services.results.scorecards import ScorecardLine
from hubdata.services.standards.benchmarks import (
    Benchmark,
    Published,
    explain_level,
    explain_likeness,
)
from pages.components.kit.cached import read_standards
from pages.components.kit.linked import build_link, build_outside_link, show_linked, to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import BENCHMARKS
from pages.components.kit.tables import Cell, Column, Group, Row, show_table

BENCHMARK_COLUMNS = (
    *(Column("Whose"), Column("Year"), Column("Figure", "right", weight="strong")),
    *(Column("Like with like"), Column("Source"), Column("Note", weight="soft")),
)
PUBLISHED_COLUMNS = (
    *(Column("Year"), Column("Figure", "right", weight="strong"), Column("Source")),
    Column("Note", weight="soft"),
)


def show_standards(line: ScorecardLine, *, la_code: str | None) -> None:
    """Benchmarks and published figures, each with its source, and the way to enter more."""
    standards = read_standards(line.kpi.id)
    published = [one for one in standards.published if one.la_code == (la_code or "")]
    show_heading("What others say, and what was published before")
    if standards.benchmarks:
        show_table(
            BENCHMARK_COLUMNS,
            [Group("", [build_benchmark_row(one, line) for one in standards.benchmarks])],
            caption=f"Benchmarks of {line.kpi.name}",
            key="benchmarks",
            file_name=f"{line.kpi.id} benchmarks",
        )
    if published:
        show_published(line, published)
    enter = build_link("Benchmarks and history", to(BENCHMARKS, kpi=line.kpi.id))
    words = "" if standards.benchmarks else "No benchmark of this KPI is known. "
    show_linked(
        f'<p class="hub-caption">{words}More are entered or loaded on {enter}.</p>', "standards"
    )


def build_benchmark_row(one: Benchmark, line: ScorecardLine) -> Row:
    """One published figure; what is not counted alike says why in its note."""
    return [
        one.place,
        one.year.label if one.year else "Undated",
        Cell(one.value, words=explain_level(one)),
        explain_likeness(one, line.kpi),
        Cell(one.source, drawing=build_outside_link(one.source, one.link)),
        one.note or "–",
    ]


def show_published(line: ScorecardLine, published: Sequence[Published]) -> None:
    """Figures of past years that have no returns behind them."""
    unit = line.kpi.unit.value
    rows = [
        [
            one.year.label,
            Cell(one.value, words=wording.explain_value(one.value, unit)),
            one.source,
            one.note or "–",
        ]
        for one in published
    ]
    show_table(
        PUBLISHED_COLUMNS,
        [Group("As published, without returns behind them", rows)],
        caption=f"{line.kpi.name} as published in past years",
        key="published",
        file_name=f"{line.kpi.id} as published",
    )
    show_caption("These figures are drawn as diamonds and never added to anything.")
