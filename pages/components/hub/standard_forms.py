"""Entering a benchmark, or a figure of a past year, by hand or from a spreadsheet."""

from collections.abc import Mapping

import streamlit as st

from hubdata.errors import UserError
from hubdata.periods import AcademicYear
from hubdata.services.actor import current_actor
from hubdata.services.kpis import list_kpis
from hubdata.services.standards.benchmarks import (
    Benchmark,
    Published,
    explain_level,
    save_benchmarks,
    save_published,
)
from hubdata.services.standards.standard_files import read_benchmark_file, read_published_file
from hubdata.services.standards.targets import parse_target
from pages.components.kit.forms import Form, show_said
from pages.components.kit.list_upload import show_list_upload
from pages.components.kit.look import show_heading, show_text

WIDTH = 640
BENCHMARK = "A benchmark: the country's or another hub's"
PUBLISHED = "A figure of our own past, as published"
WHOLE_HUB = ""


def show_entering(asked: str, authorities: Mapping[str, str]) -> None:
    """One figure by hand; what kind, first."""
    show_heading("Enter a figure")
    show_said("standard")
    kind = st.radio("What it is", [BENCHMARK, PUBLISHED], key="standard_kind")
    kpis = {kpi.id: kpi for kpi in list_kpis()}
    form = Form("standard")
    with st.form("standard", border=False, width=WIDTH):
        kpi = st.selectbox(
            "About the KPI",
            list(kpis),
            index=list(kpis).index(asked) if asked in kpis else 0,
            format_func=lambda one: f"{one} {kpis[one].name}",
        )
        year = form.read(
            st.text_input("Academic year, such as 2018/19", autocomplete="off"),
            parse_year,
            what="Academic year",
            instead=None,
        )
        typed = st.text_input("Value", autocomplete="off")
        source = st.text_input("Source: where it was published", autocomplete="off")
        note = st.text_input("Note, such as how it was counted", autocomplete="off")
        if kind == BENCHMARK:
            entry = ask_benchmark(kpi, year, source=source, note=note)
        else:
            place = st.selectbox(
                "Of",
                [WHOLE_HUB, *authorities],
                format_func=lambda code: authorities.get(code, "Whole hub"),
            )
            entry = None if year is None else Published(kpi, year, 0, source, note, place)
        if st.form_submit_button("Save the figure", type="primary", key="go_save_standard"):
            value = form.read(typed, parse_value, what="Value", instead=0.0)
            if entry is None:
                form.faults.append("Academic year: it is missing. Write it as 2018/19.")
            form.save(lambda: save_entry(entry, value))


def ask_benchmark(kpi: str, year: AcademicYear | None, *, source: str, note: str) -> Benchmark:
    """The fields that only a benchmark has."""
    place = st.text_input("Whose: England, or the name of a hub", "England", autocomplete="off")
    unit = st.text_input("Unit, if it is not the KPI's own: pupils, schools", autocomplete="off")
    link = st.text_input("Web address", autocomplete="off")
    like = st.checkbox("Counted like the KPI: hub-supported, of the same schools or pupils")
    verified = st.checkbox("Somebody has read it at its source")
    own = next(one.unit.value for one in list_kpis() if one.id == kpi)
    return Benchmark(
        kpi=kpi,
        place=place.strip(),
        year=year,
        value=0,
        unit=unit.strip() or own,
        source=source.strip(),
        link=link.strip(),
        note=note.strip(),
        is_verified=verified,
        is_comparable=like,
    )


def save_entry(entry: Benchmark | Published | None, value: float) -> list[str]:
    """Saves the figure with its value, and says what it is now."""
    if isinstance(entry, Benchmark):
        told = Benchmark(**vars(entry) | {"value": value})
        save_benchmarks([told], actor=current_actor())
        return [f"{told.place}: {explain_level(told)}, from {told.source}."]
    if isinstance(entry, Published):
        figure = Published(**vars(entry) | {"value": value})
        save_published([figure], actor=current_actor())
        return [f"{figure.kpi} in {figure.year}: {value:g}, from {figure.source}."]
    return []


def show_loading() -> None:
    """The same from spreadsheets, many at once."""
    show_heading("Load a list")
    show_text(
        "A row for each figure, with headings such as KPI, Whose, Year, Value, Source. Other names "
        "for them are understood; what cannot be used is said with its place."
    )
    show_list_upload(
        "Benchmarks: KPI, Whose, Year, Value, Unit, Source, Link, Note, Verified?, Like with like?",
        read=read_benchmark_file,
        explain=lambda found: [
            f"{one.kpi}: {one.place} {explain_level(one)} "
            f"({one.year.label if one.year else 'undated'}), {one.source}"
            for one in found.items
        ],
        save=lambda found: save_benchmarks(found.items, actor=current_actor()) or (),
        what="benchmarks",
        key="benchmark_file",
    )
    show_list_upload(
        "Our own past years, as published: KPI, Year, Authority, Value, Source, Note",
        read=read_published_file,
        explain=lambda found: [
            f"{one.kpi} in {one.year}: {one.value:g}, {one.source}" for one in found.items
        ],
        save=lambda found: save_published(found.items, actor=current_actor()) or (),
        what="published figures",
        key="published_file",
    )


def parse_year(text: str) -> AcademicYear | None:
    """A year as it is typed; blank is none."""
    return AcademicYear.parse(text) if text.strip() else None


def parse_value(text: str) -> float:
    """A number as it is typed. Raises `UserError`."""
    value = parse_target(text)
    if value is None:
        raise UserError("it is missing. Write a number.")
    return value
