"""The environment as a chart and tables: emissions by kind, reuse, policy."""

from hubdata import wording
from hubdata.services.results.scorecards import ScorecardLine
from hubdata.services.takes.environment import Emission, Environment
from hubdata.services.takes.told import share
from pages.components.charting.bars import BarItem
from pages.components.charting.drawing import show_bars
from pages.components.figures.traced import Lines, behind_if_same, traced
from pages.components.kit.lists import build_figures
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Cell, Column, Group, Row, show_table
from pages.components.takes.hub_told import as_file


def show_emissions(environment: Environment) -> None:
    """Tonnes by kind of travel and energy, the largest first."""
    known = [one for one in environment.emissions if one.tonnes is not None]
    if not known:
        show_caption("Travel and energy were not told.")
        return
    known.sort(key=lambda one: -(one.tonnes or 0))
    largest = known[0]
    part = wording.explain_figure(share(largest.tonnes, environment.tonnes), "%")
    message = f"{largest.name}: {part} of the hub’s CO2e"
    show_heading(message)
    items = [BarItem(one.name, one.tonnes) for one in known]
    file = as_file(environment.told, "emissions")
    show_bars(items, message=message, key="emissions", unit="t", decimals=1, **file)


def show_factors(environment: Environment, line: ScorecardLine | None) -> None:
    """Each amount, its factor and what they make; all of it as the KPI `line` tells it."""
    lines = Lines(environment.told.span, "environment")
    show_heading("How the tonnes are made")
    columns = [
        Column("From"),
        Column("Amount", "right"),
        Column("kg CO2e for each", "right", decimals=5),
        Column("Tonnes CO2e", "right", decimals=2, weight="strong"),
    ]
    rows = [build_emission(one, lines) for one in environment.emissions]
    tonnes = traced(environment.tonnes, behind_if_same(line, environment.tonnes))
    total: Row = ["Together", Cell(None, words=" "), Cell(None, words=" "), tonnes]
    caption = f"Emissions, {environment.told.span.label}"
    show_table(
        columns, [Group("", [*rows, total])], caption=caption, key="factors", file_name=caption
    )
    show_caption(f"Factors: {environment.source}. They can be changed in the settings.")


def build_emission(emission: Emission, lines: Lines) -> Row:
    """An amount, its factor, and the tonnes that the two make: both lead to the amount's cells."""
    words = None
    if emission.amount is not None:
        words = f"{wording.explain_figure(emission.amount)} {emission.unit}"
    target = lines.page(emission.field)
    amount = Cell(emission.amount, target if words else None, words=words)
    return [emission.name, amount, emission.factor, traced(emission.tonnes, target)]


def build_reuse(environment: Environment, line: ScorecardLine | None) -> str:
    """What was kept in use, and what was done with young people."""
    lines = Lines(environment.told.span, "environment")
    hours = environment.teaching_hours
    taught = behind_if_same(line, hours, of="denominator")
    taught = taught or Lines(environment.told.span, "delivery").page("teaching_hours")
    named = (
        (
            "Instruments repaired, not replaced",
            environment.repaired,
            lines.page("instruments_repaired"),
        ),
        ("Instruments given a new home", environment.rehomed, lines.page("instruments_rehomed")),
        (
            "Activities on climate with young people",
            environment.activities,
            lines.page("youth_climate_activities"),
        ),
        ("Hours taught", hours, taught),
    )
    behind = {name: target for name, value, target in named if value is not None}
    figures = [(name, wording.explain_figure(value)) for name, value, _ in named]
    return build_figures(figures, behind=behind)
