"""Every benchmark and published figure, with what they are about; and taking own ones away."""

from collections.abc import Sequence

import streamlit as st

from hubdata import wording
from hubdata.services.actor import current_actor
from hubdata.services.kpis import list_kpis
from hubdata.services.standards.benchmarks import (
    Benchmark,
    Published,
    explain_level,
    explain_likeness,
    remove_benchmark,
    remove_published,
)
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.forms import keep_said, show_said
from pages.components.kit.linked import build_outside_link, to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import KPI
from pages.components.kit.tables import Cell, Column, Group, Row, show_table

EVERY = ""
BENCHMARK_COLUMNS = (
    *(Column("KPI"), Column("Whose"), Column("Year")),
    *(Column("Value", "right", weight="strong"), Column("Unit"), Column("Like with like?")),
    *(Column("Verified?"), Column("Source"), Column("Link"), Column("Note", weight="soft")),
)
SHOWN = (
    *(Column("KPI"), Column("Whose"), Column("Value", "right", weight="strong")),
    *(Column("Like with like?"), Column("Source")),
)
PUBLISHED_COLUMNS = (
    *(Column("KPI"), Column("Year"), Column("Authority")),
    *(Column("Value", "right", weight="strong"), Column("Source"), Column("Note", weight="soft")),
)


def choose_kpi(asked: str) -> str:
    """One KPI, or every one; its id."""
    kpis = {kpi.id: kpi for kpi in list_kpis()}
    options = [EVERY, *kpis]
    return st.selectbox(
        "KPI",
        options,
        index=options.index(asked) if asked in options else 0,
        format_func=lambda one: f"{one} {kpis[one].name}" if one else "Every KPI",
        width=420,
    )


def show_benchmarks(benchmarks: Sequence[Benchmark], *, of_one: bool) -> None:
    """The list with its sources; the download has the headings that are read again. `of_one`: they
    are all about one KPI, which need not be named on each line.
    """
    show_heading("Benchmarks")
    show_said("remove_benchmark")
    kpis = {kpi.id: kpi for kpi in list_kpis()}
    rows: list[Row] = []
    for one in benchmarks:
        rows.append(
            [
                Cell(kpis[one.kpi].name, to(KPI, kpi=one.kpi)),
                Cell(one.place, small=one.year.label if one.year else "Undated"),
                build_level(one),
                Cell(
                    explain_likeness(one, kpis[one.kpi]),
                    small="Verified" if one.is_verified else None,
                ),
                Cell(
                    one.source,
                    drawing=build_outside_link(one.source, one.link),
                    small=one.note or None,
                ),
            ]
        )
    first = 1 if of_one else 0
    group = Group("", [row[first:] for row in rows])
    show_table(SHOWN[first:], [group], caption="Benchmarks", key="benchmarks")
    show_downloads(lambda: build_benchmark_sheet(benchmarks), "benchmarks", key="benchmarks")
    own = [one for one in benchmarks if not one.is_built_in]
    if own:
        offer_removal(
            [f"{one.kpi}, {one.place}, {explain_level(one)}, {one.source}" for one in own],
            lambda at: remove_benchmark(own[at], actor=current_actor()),
            key="remove_benchmark",
            label="A benchmark that was entered here",
        )


def build_level(one: Benchmark) -> Cell:
    """The figure with its sign, and what it counts on a line of its own: "13,840", "enrolments"."""
    words = explain_level(one)
    figure, _, what = words.partition(" ")
    if one.unit in wording.SHOWN_AS or one.unit == wording.RATIO:
        return Cell(one.value, words=words)
    return Cell(one.value, words=figure, small=what or None)


def show_published(figures: Sequence[Published]) -> None:
    """The hub's own figures of past years, as they were published."""
    show_heading("Our own past years, as published")
    show_said("remove_published")
    if not figures:
        show_caption(
            "None yet. Figures of years without returns here, from an annual report or the "
            "funder's survey, are drawn as diamonds before the trend and never added to anything."
        )
        return
    kpis = {kpi.id: kpi for kpi in list_kpis()}
    rows: list[Row] = [
        [
            Cell(kpis[one.kpi].name, to(KPI, kpi=one.kpi)) if one.kpi in kpis else one.kpi,
            one.year.label,
            one.la_code or "Whole hub",
            Cell(one.value, words=say_published(one, kpis[one.kpi].unit.value)),
            one.source,
            one.note or "–",
        ]
        for one in figures
        if one.kpi in kpis
    ]
    show_table(
        PUBLISHED_COLUMNS,
        [Group("", rows)],
        caption="Figures of past years as published",
        key="published",
    )
    show_downloads(lambda: build_published_sheet(figures), "as published", key="published")
    offer_removal(
        [f"{one.kpi}, {one.year}, {one.value:g}, {one.source}" for one in figures],
        lambda at: remove_published(figures[at], actor=current_actor()),
        key="remove_published",
        label="A published figure",
    )


def build_benchmark_sheet(benchmarks: Sequence[Benchmark]) -> Sheet:
    """The list as it can be loaded again."""
    return Sheet(
        "Benchmarks",
        [column.name for column in BENCHMARK_COLUMNS],
        [
            [
                *(one.kpi, one.place, one.year.label if one.year else None, one.value, one.unit),
                *("Yes" if one.is_comparable else "No", "Yes" if one.is_verified else "No"),
                *(one.source, one.link or None, one.note or None),
            ]
            for one in benchmarks
        ],
    )


def build_published_sheet(figures: Sequence[Published]) -> Sheet:
    """The list as it can be loaded again."""
    return Sheet(
        "As published",
        [column.name for column in PUBLISHED_COLUMNS],
        [
            [one.kpi, one.year.label, one.la_code or None, one.value, one.source, one.note or None]
            for one in figures
        ],
    )


def say_published(one: Published, unit: str) -> str:
    return wording.explain_value(one.value, unit)


def offer_removal(names: Sequence[str], act: object, *, key: str, label: str) -> None:
    """Choosing one and taking it away, on demand."""
    with st.expander(f"Take away {label[0].lower()}{label[1:]}"):
        at = st.selectbox(label, range(len(names)), format_func=names.__getitem__, key=f"{key}_at")
        if st.button("Take it away", key=key) and callable(act):
            act(at)
            keep_said(key, [f"Taken away: {names[at]}."])
            st.rerun()
