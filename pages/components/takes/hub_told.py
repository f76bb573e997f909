"""What the pages of "What it takes" share: tiles of some KPIs, figures of the year where a term has
none, and what to say while the lead organisation has not returned."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hubdata import wording
from hubdata.services.results import sentences
from hubdata.services.results.kpi_words import explain_counted
from hubdata.services.results.scorecards import ScorecardLine, Standing
from hubdata.services.takes.told import Told
from pages.components.figures.score import behind_target, build_tile_of
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.look import Button, show_empty, show_heading, show_title
from pages.components.kit.places import KPI, ONE_RETURN, UPLOAD
from pages.components.kit.tables import Cell, Column, Group, Row, show_table
from pages.components.kit.tiles import Tile, build_tiles


def show_tiles(lines: Sequence[ScorecardLine | None], *, key: str) -> None:
    """Tiles of those of the KPIs that are told; by whom, the page says once."""
    show_linked(build_tiles([build_told_tile(line) for line in lines if line]), key)


def build_told_tile(line: ScorecardLine) -> Tile:
    tile = build_tile_of(line)
    return replace(tile, note=tile.note.removesuffix(f"{sentences.TOLD_BY_LEAD}.").rstrip())


def show_not_told(what: str, told: Told) -> None:
    """Nothing yet from the lead organisation: what is missing, by when, and where to send it."""
    show_title(f"{what} not told for {wording.first_lower(told.span.label)} yet")
    due = f" It is due by {wording.explain_day(told.due_on)}." if told.due_on else ""
    show_empty(
        "The lead organisation has not returned",
        f"This page is made of the hub return, which the lead organisation fills in itself.{due} "
        "Upload it as a workbook; the term above can be changed to one that is told.",
        Button("Upload the hub return", to(UPLOAD)),
    )


def explain_told(told: Told) -> str:
    """ "Spring 2024/25: told by the lead organisation", with what is missing or estimated."""
    words = f"{told.span.label}: told by the lead organisation"
    if not told.is_whole:
        words += f" for {len(told.terms)} of {len(told.span.terms)} terms"
    return f"{words}, with estimates." if told.is_estimate else f"{words}."


def as_file(told: Told, name: str) -> dict[str, str]:
    """What a chart is called as a file, and what stands under it: where its figures are from."""
    return {"name": f"{name} {told.span.label}", "source": explain_told(told)}


def show_origin(told: Told, sheets: Sequence[str]) -> None:
    """From which sheets of which return the figures are, each leading to it."""
    links = [
        build_link(sheet, to(ONE_RETURN, **{"return": str(told.return_ids[sheet]), "sheet": sheet}))
        for sheet in sheets
        if sheet in told.return_ids
    ]
    if links:
        last = "" if len(told.span.slots) == 1 else "latest "
        words = f"From the {last}hub return: {', '.join(links)}."
        show_linked(f'<p class="hub-caption">{words}</p>', "origin")


def show_by_authority(standing: Standing, kpi_id: str, names: Mapping[str, str]) -> None:
    """A KPI of schools in each authority, the lowest first, where there are several."""
    found = {code: one for code, one in standing.now(kpi_id).items() if code in names}
    if len(found) < 2:
        return
    kpi = next(iter(found.values())).kpi
    show_heading(f"{kpi.name} by authority")
    columns = [
        Column("Authority"),
        Column("Value", "right", weight="strong"),
        Column(wording.first_upper(kpi.counted), "right"),
        Column("Returned", "right", weight="soft"),
    ]
    ordered = sorted(found.items(), key=lambda item: (item[1].value is None, item[1].value or 0))
    rows: list[Row] = [
        [
            Cell(names[code], to(KPI, kpi=kpi_id, la=code)),
            Cell(
                one.value,
                None if one.value is None else behind_target(one),
                words=None if one.value is None else sentences.value_of(one),
            ),
            explain_counted(one),
            wording.explain_returned(one.returned, one.expected),
        ]
        for code, one in ordered
    ]
    caption = f"{kpi.name} by authority, {standing.whole.period.label}"
    show_table(columns, [Group("", rows)], caption=caption, key="authorities", file_name=caption)
