"""Who has returned over the terms: small multiples by authority or phase, and as a table."""

from collections.abc import Mapping, Sequence

import streamlit as st

from hubdata.periods import Period
from hubdata.services.tracking.return_coverage import Coverage, CoverageLine, CoveragePoint, GroupBy
from hubdata.wording import explain_returned
from pages.components.charting.drawing import show_multiples
from pages.components.charting.multiples import Multiple
from pages.components.kit.astray import note_unoffered
from pages.components.kit.cached import read_return_coverage
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import here, show_linked
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import TRACKER
from pages.components.kit.tables import Cell, Column, Group, build_table

FEW_TERMS = 6
"""Terms in the table on the page; the download has all."""
HEADS = ("Group", "Term", "Expected", "Returned", "Returned (%)", "In part")


def show_coverage(
    period: Period, *, kind: str, la_code: str | None, authorities: Mapping[str, str]
) -> None:
    """The terms up to a period; nothing where none of the sources was ever expected."""
    show_heading("Returned over the terms")
    by = choose_by(kind)
    coverage = read_return_coverage(period, by, kind=kind, la_code=la_code)
    lines = [name_line(line, authorities) for line in coverage.lines]
    if kind == "hub-return":
        lines = lines[:1]
    show_caption(explain_terms(coverage))
    if len(coverage.periods) > 1:
        multiples = [draw(line, is_open=coverage.is_open) for line in lines]
        show_multiples(
            multiples,
            message="Returned over the terms",
            sheet=lambda: build_file(lines),
            name=f"returned over the terms {kind} {period.code} drawn",
            key="coverage_lines",
            source=explain_terms(coverage),
            from_zero=True,
        )
    show_linked(build_coverage(coverage, lines), "coverage_table")
    name = f"returned over the terms {kind} {coverage.periods[-1].code}"
    show_downloads(lambda: build_file(lines), name, key="coverage")


def choose_by(kind: str) -> GroupBy:
    if kind == "hub-return":
        return GroupBy.AUTHORITY
    words = {
        GroupBy.AUTHORITY: "By authority",
        GroupBy.GROUP: "By phase" if kind == "school-return" else "By kind",
    }
    note_unoffered("coverage_by", "Coverage by", words.values())
    return GroupBy(
        st.segmented_control(
            "Coverage by",
            list(words),
            default=GroupBy.AUTHORITY,
            required=True,
            format_func=words.__getitem__,
            key="coverage_by",
            bind="query-params",
            label_visibility="collapsed",
        )
    )


def name_line(line: CoverageLine, authorities: Mapping[str, str]) -> CoverageLine:
    """Partners tell their authorities by number."""
    name = authorities.get(line.name, line.name)
    return CoverageLine(name[:1].upper() + name[1:], line.points)


def explain_terms(coverage: Coverage) -> str:
    first, last = coverage.periods[0], coverage.periods[-1]
    words = f"Returns that count, of those expected, from {first.label} to {last.label}."
    if first == last:
        words = f"Returns that count, of those expected, for {last.label}."
    return words + (" The last term is not due yet." if coverage.is_open else "")


def draw(line: CoverageLine, *, is_open: bool) -> Multiple:
    """The last point is hollow while its returns are not due."""
    last = line.points[-1]
    return Multiple(
        name=line.name,
        words="–" if last.percent is None else f"{last.percent:.0f}%",
        values=[point.percent for point in line.points],
        note=describe(last),
        provisional=is_open,
    )


def describe(point: CoveragePoint) -> str:
    """ "29 of 31, 2 in part"."""
    part = f", {point.partial:,} in part" if point.partial else ""
    return explain_returned(point.returned, point.expected) + part


def build_coverage(coverage: Coverage, lines: Sequence[CoverageLine]) -> str:
    terms = coverage.periods[-FEW_TERMS:]
    columns = [Column("Group"), *(Column(term.label, align="right") for term in terms)]
    rows = [
        [Cell(line.name), *(build_point(point) for point in line.points[-FEW_TERMS:])]
        for line in lines
    ]
    return build_table(columns, [Group("", rows)], caption="Returned over the terms")


def build_point(point: CoveragePoint) -> Cell:
    """A term's coverage; it leads to who has returned for that term, and who has not."""
    if point.percent is None:
        return Cell(None)
    period = point.period
    term = None if period.is_year else str(period.term)
    of_term = here(TRACKER, year=str(period.year.code), term=term)
    return Cell(point.percent, of_term, words=f"{point.percent:.0f}%", small=describe(point))


def build_file(lines: Sequence[CoverageLine]) -> Sheet:
    rows = [
        (
            *(line.name, point.period.label, point.expected, point.returned),
            None if point.percent is None else round(point.percent, 1),
            point.partial,
        )
        for line in lines
        for point in line.points
    ]
    return Sheet("Returned over the terms", HEADS, rows)
