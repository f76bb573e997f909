"""The ladder of progression: a row for each rung with a column for every key stage, on the page and
as files; and the same as a table by authority or phase."""

from collections.abc import Mapping, Sequence

import streamlit as st

from hubdata import wording
from hubdata.services.reach import progression
from hubdata.services.reach.progression import (
    AREA_ENSEMBLES,
    STAGES,
    Ladder,
    PartResult,
    Rung,
    RungLine,
    find_rung_number,
)
from hubdata.services.results import sentences
from hubdata.services.results.kpi_words import list_splits
from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from pages.components.charting.columns import Column as Stage
from pages.components.charting.columns import ColumnRow
from pages.components.charting.drawing import show_columns
from pages.components.figures.score import behind_target
from pages.components.kit.astray import note_unoffered
from pages.components.kit.cached import read_ladder_split
from pages.components.kit.downloads import Sheet
from pages.components.kit.linked import to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import KPI
from pages.components.kit.tables import Cell, Column, Group, show_table

NAMES = {
    Rung.FIRST_ACCESS: "First access: in a whole class",
    Rung.TUITION: "Tuition",
    Rung.ENSEMBLES: "Ensembles that meet weekly",
    Rung.STANDARDS: "Intermediate or advanced standard",
    Rung.AREA: "Area ensembles",
}
UNITS = {Rung.STANDARDS: "of those assessed"}
ONWARD = "Moving on"
FILE_COLUMNS = ("Rung", "Key stage or destination", "Period", "Share (%)", "Number", "Of")
AUTHORITY = "local_authority"


def build_rows(ladder: Ladder, onward: ScorecardLine | None) -> list[ColumnRow]:
    """The rungs from the first to the step beyond, each on a scale of its own."""
    return [*map(build_rung, ladder.lines), *([build_onward(onward)] if onward else [])]


def build_rung(line: RungLine) -> ColumnRow:
    period = "" if line.now.period == line.now.period.year else line.now.period.label
    notes = [progression.explain_base(line), progression.explain_since(line)]
    if line.rung in progression.YEARLY:
        notes.append(f"Asked once a year: {period}")
    if line.now.is_provisional and line.now.value is not None:
        notes.append(f"Provisional: {sentences.explain_coverage(line.now)}")
    return ColumnRow(
        NAMES[line.rung],
        to(KPI, kpi=line.now.kpi.id),
        None if line.now.value is None else sentences.value_of(line.now),
        UNITS.get(line.rung, "of pupils"),
        ". ".join(filter(None, notes)) + ".",
        [build_stage(stage, line) for stage in line.stages],
        behind="" if line.now.value is None else behind_rung(line.rung, line.now),
    )


def behind_rung(rung: Rung, result: KpiResult) -> str:
    """What a rung is made of: its KPI, of which the area ensembles are a further figure."""
    return behind_target(result, AREA_ENSEMBLES if rung is Rung.AREA else "")


def build_stage(stage: PartResult, line: RungLine) -> Stage:
    value = None if stage.value is None else float(stage.value)
    behind = behind_target(line.now, find_rung_number(line.rung, stage.name))
    words = "" if value is None else wording.explain_value(value, "%")
    return Stage(stage.name, value, words, behind)


def build_onward(line: ScorecardLine) -> ColumnRow:
    """The last rung, told by partners: who moved on, and where to."""
    now = line.now
    words = "Told by partners once a year"
    if now.numerator is not None:
        words = f"{wording.count_of(float(now.numerator), now.kpi.counted)}, told by partners"
    return ColumnRow(
        ONWARD,
        to(KPI, kpi=now.kpi.id),
        None if now.value is None else sentences.value_of(now).removesuffix(" per 10,000"),
        "in 10,000 pupils",
        f"{words}: {now.period.label}. {sentences.explain_coverage(now)}.",
        figures=[
            (part.name, wording.UNKNOWN if part.numerator is None else f"{part.numerator:,.0f}")
            for part in now.parts
        ],
        behind="" if now.value is None else behind_target(now),
        behind_figures={
            part.name: behind_target(now, part.name)
            for part in now.parts
            if part.numerator is not None
        },
    )


def show_ladder(
    ladder: Ladder, onward: ScorecardLine | None, *, message: str, source: str, place: str
) -> None:
    """The ladder with its files, which say `message` above it and `source` below."""
    rows = build_rows(ladder, onward)
    show_columns(
        rows,
        message=message,
        source=source,
        sheet=lambda: build_file(ladder, onward),
        name=f"ladder {ladder.period.code}{f' {place}' if place else ''}",
        key="ladder",
    )


def show_ladder_split(ladder: Ladder, names: Mapping[str, str]) -> None:
    """The rungs by authority, phase and whatever else their KPIs are split by."""
    kpi = ladder.of(Rung.TUITION).now.kpi
    splits = ({AUTHORITY: "Local authority"} if len(names) > 1 else {}) | list_splits(kpi)
    show_heading("Where the ladder is steep")
    note_unoffered("split", "By", splits.values())
    chosen = st.selectbox(
        "By",
        list(splits),
        format_func=splits.__getitem__,
        key="split",
        bind="query-params",
        width=320,
    )
    ladders = read_ladder_split(ladder.period, split=chosen)
    rows = [
        [names.get(part, part.capitalize() if part == "unknown" else part), *build_row(one)]
        for part, one in sorted(ladders.items(), key=lambda item: -share_in_tuition(item[1]))
    ]
    columns = [
        Column(splits[chosen]),
        *(Column(NAMES[rung], "right", unit="%", decimals=1) for rung in SPLIT_RUNGS),
        Column("Returned", "right", weight="soft"),
    ]
    caption = f"The ladder by {splits[chosen].lower()}, {ladder.period.label}"
    show_table(columns, [Group("", rows)], caption=caption, key="by_part", file_name=caption)
    show_caption(
        "Shares of pupils on roll; of standards, of the enrolments assessed. Area ensembles are "
        "told for the whole hub by those who run them, so they have no phase or authority."
    )


def share_in_tuition(ladder: Ladder) -> float:
    """What the parts of a split are ordered by, fullest first; the unknown last."""
    shares = [line.now.value for line in ladder.lines if line.rung is Rung.TUITION]
    return float(shares[0]) if shares and shares[0] is not None else -1.0


SPLIT_RUNGS = (Rung.FIRST_ACCESS, Rung.TUITION, Rung.ENSEMBLES, Rung.STANDARDS)


def build_row(ladder: Ladder) -> list[Cell]:
    found = {line.rung: line.now for line in ladder.lines}
    cells = [build_share(rung, found.get(rung)) for rung in SPLIT_RUNGS]
    told = next(iter(found.values()))
    return [*cells, Cell(wording.explain_returned(told.returned, told.expected))]


def build_share(rung: Rung, result: KpiResult | None) -> Cell:
    """The share with the enrolments under it; a dash where nobody returned."""
    if result is None or result.value is None or not result.returned:
        return Cell(None)
    behind = behind_rung(rung, result)
    return Cell(float(result.value), behind, small=f"{result.numerator or 0:,.0f}")


def build_file(ladder: Ladder, onward: ScorecardLine | None) -> Sheet:
    """Every rung, whole and by stage or destination, one row each."""
    told = [(NAMES[line.rung], line.now) for line in ladder.lines]
    told += [(ONWARD, onward.now)] if onward else []
    rows: list[Sequence[str | float | None]] = []
    for name, now in told:
        whole = PartResult("All", now.value, now.numerator, now.denominator)
        rows += [
            (
                name,
                one.name,
                now.period.code,
                progression.share_of(one, now),
                one.numerator,
                one.denominator,
            )
            for one in (whole, *now.parts)
        ]
    return Sheet(f"Ladder {ladder.period.code}", FILE_COLUMNS, rows)


def explain_columns() -> str:
    """What the columns are, and what they count."""
    stages = wording.join_words([STAGES[0].value, STAGES[-1].value]).replace(" and ", " to ")
    return (
        f"Columns: {stages}, of the stage’s pupils on roll, each rung on a scale of its own. "
        "Enrolments, not pupils: a pupil in two activities of a rung is counted twice."
    )
