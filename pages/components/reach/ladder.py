"""The ladder of progression as a list of rungs: what each is, how many stand on it, and a column
for every key stage; and the same as a table by authority or phase."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from hubdata import wording
from hubdata.services.reach import progression
from hubdata.services.reach.progression import STAGES, Ladder, PartResult, Rung, RungLine
from hubdata.services.results import sentences
from hubdata.services.results.kpi_words import list_splits
from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from pages.components.kit.cached import read_ladder_split
from pages.components.kit.downloads import Sheet
from pages.components.kit.linked import build_link, to
from pages.components.kit.lists import build_figures
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import KPI
from pages.components.kit.tables import NOT_KNOWN, Cell, Column, Group, show_table
from pages.components.kit.tiles import build_value

NAMES = {
    Rung.FIRST_ACCESS: "First access: in a whole class",
    Rung.TUITION: "Tuition",
    Rung.ENSEMBLES: "Ensembles that meet weekly",
    Rung.STANDARDS: "Intermediate or advanced standard",
    Rung.AREA: "Area ensembles",
}
UNITS = {Rung.STANDARDS: "of those assessed"}
FILE_COLUMNS = ("Rung", "Key stage", "Period", "Share (%)", "Enrolments", "Of")
AUTHORITY = "local_authority"


def build_ladder(ladder: Ladder, onward: ScorecardLine | None) -> str:
    """The rungs from the first to the step beyond, each on a scale of its own."""
    rungs = "".join(build_rung(line) for line in ladder.lines)
    return f'<ol class="hub-ladder">{rungs}{build_onward(onward) if onward else ""}</ol>'


def build_rung(line: RungLine) -> str:
    name = build_link(NAMES[line.rung], to(KPI, kpi=line.now.kpi.id))
    period = "" if line.now.period == line.now.period.year else line.now.period.label
    value = None if line.now.value is None else sentences.value_of(line.now)
    notes = [progression.explain_base(line), progression.explain_since(line)]
    if line.rung in progression.YEARLY:
        notes.append(f"Asked once a year: {period}")
    if line.now.is_provisional and line.now.value is not None:
        notes.append(f"Provisional: {sentences.explain_coverage(line.now)}")
    words = ". ".join(filter(None, notes))
    return (
        f"<li><div><h3>{name}</h3>{build_value(value, UNITS.get(line.rung, 'of pupils'))}"
        f'<p class="hub-caption">{escape(words)}.</p></div>{build_stages(line.stages)}</li>'
    )


def build_stages(stages: Sequence[PartResult]) -> str:
    """A column for each key stage, from zero; its number is written above it."""
    top = max((float(one.value) for one in stages if one.value), default=0.0)
    columns = "".join(build_stage(one, top) for one in stages)
    return f'<ul class="hub-stages">{columns}</ul>'


def build_stage(stage: PartResult, top: float) -> str:
    name = f"<span>{escape(stage.name)}</span>"
    if stage.value is None:
        return f"<li><b>{NOT_KNOWN}</b>{name}</li>"
    share = float(stage.value) / top if stage.value and top else 0.0
    words = escape(wording.explain_value(float(stage.value), "%"))
    return f'<li><b>{words}</b><i style="--share:{share:.3f}" aria-hidden="true"></i>{name}</li>'


def build_onward(line: ScorecardLine) -> str:
    """The last rung, told by partners: who moved on, and where to."""
    now = line.now
    value = None if now.value is None else sentences.value_of(now).removesuffix(" per 10,000")
    words = "Told by partners once a year"
    if now.numerator is not None:
        words = f"{wording.count_of(float(now.numerator), now.kpi.counted)}, told by partners"
    words = f"{words}: {now.period.label}. {sentences.explain_coverage(now)}."
    parts = [
        (part.name, "–" if part.numerator is None else f"{part.numerator:,.0f}")
        for part in now.parts
    ]
    return (
        f"<li><div><h3>{build_link('Moving on', to(KPI, kpi=now.kpi.id))}</h3>"
        f"{build_value(value, 'in 10,000 pupils')}"
        f'<p class="hub-caption">{escape(words)}</p></div>{build_figures(parts)}</li>'
    )


def show_ladder_split(ladder: Ladder, names: Mapping[str, str]) -> None:
    """The rungs by authority, phase and whatever else their KPIs are split by."""
    kpi = ladder.of(Rung.TUITION).now.kpi
    splits = ({AUTHORITY: "Local authority"} if len(names) > 1 else {}) | list_splits(kpi)
    show_heading("Where the ladder is steep")
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
    cells = [build_share(found.get(rung)) for rung in SPLIT_RUNGS]
    told = next(iter(found.values()))
    return [*cells, Cell(wording.explain_returned(told.returned, told.expected))]


def build_share(result: KpiResult | None) -> Cell:
    """The share with the enrolments under it; a dash where nobody returned."""
    if result is None or result.value is None or not result.returned:
        return Cell(None)
    return Cell(float(result.value), small=f"{result.numerator or 0:,.0f}")


def build_file(ladder: Ladder) -> Sheet:
    """Every rung, whole and by stage, one row each."""
    rows: list[Sequence[str | float | None]] = []
    for line in ladder.lines:
        now = line.now
        whole = PartResult("All", now.value, now.numerator, now.denominator)
        rows += [
            (NAMES[line.rung], one.name, now.period.code, one.value, one.numerator, one.denominator)
            for one in (whole, *line.stages)
        ]
    return Sheet(f"Ladder {ladder.period.code}", FILE_COLUMNS, rows)


def explain_columns() -> str:
    """What the columns are, and what they count."""
    stages = wording.join_words([STAGES[0].value, STAGES[-1].value]).replace(" and ", " to ")
    return (
        f"Columns: {stages}, of the stage’s pupils on roll, each rung on a scale of its own. "
        "Enrolments, not pupils: a pupil in two activities of a rung is counted twice."
    )
