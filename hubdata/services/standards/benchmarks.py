"""What the hub's numbers are compared with: benchmarks, built in and loaded; and its own figures of
past years as they were published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from hubdata import wording
from hubdata.errors import UserError
from hubdata.kpis.judging.benchmarks import Benchmark, benchmarks_of, find_benchmark, is_like
from hubdata.kpis.judging.built_in_benchmarks import BUILT_IN
from hubdata.kpis.language.kpi import Kpi
from hubdata.periods import AcademicYear
from hubdata.services.clock import today
from hubdata.services.kpis import find_kpi, load_kpis
from hubdata.store.engine import reading, writing
from hubdata.store.hub import standards as stored
from hubdata.store.hub.standards import Published

__all__ = ["Benchmark", "Published", "is_like"]


@dataclass(frozen=True)
class Standards:
    """What a KPI is compared with: benchmarks, the one of them that is drawn, and the hub's own
    figures of past years as published."""

    benchmarks: tuple[Benchmark, ...]
    drawn: Benchmark | None
    published: tuple[Published, ...]


def list_benchmarks() -> tuple[Benchmark, ...]:
    """Every benchmark, KPI by KPI in the order of the catalogue."""
    with reading() as session:
        known = load_benchmarks(session)
        kpis = load_kpis(session)
    return tuple(one for kpi in kpis for one in benchmarks_of(kpi, known))


def load_benchmarks(session: Session) -> tuple[Benchmark, ...]:
    """The built-in benchmarks and the hub's own; an own one of the same key takes the place of a
    built-in one."""
    own = {one.key: one for one in stored.load_benchmarks(session)}
    return (*(one for one in BUILT_IN if one.key not in own), *own.values())


def load_standards(kpi_id: str) -> Standards:
    """All that a KPI is compared with from outside its returns. Raises `UnknownThing`."""
    with reading() as session:
        kpi, known = find_kpi(session, kpi_id), load_benchmarks(session)
        published = stored.load_published(session, kpi_id=kpi.id)
    return Standards(benchmarks_of(kpi, known), find_benchmark(kpi, known), tuple(published))


def find_benchmarks(kpi_id: str) -> tuple[Benchmark, ...]:
    """The benchmarks of a KPI, those like it first. Raises `UnknownThing`."""
    with reading() as session:
        return benchmarks_of(find_kpi(session, kpi_id), load_benchmarks(session))


def find_drawn(kpi_id: str) -> Benchmark | None:
    """The benchmark that stands in the KPI's chart. Raises `UnknownThing`."""
    with reading() as session:
        return find_benchmark(find_kpi(session, kpi_id), load_benchmarks(session))


def list_drawn() -> dict[str, Benchmark]:
    """The benchmark in the chart of each KPI that has one, by the KPI's id."""
    with reading() as session:
        known, kpis = load_benchmarks(session), load_kpis(session)
    drawn = {kpi.id: find_benchmark(kpi, known) for kpi in kpis}
    return {kpi: one for kpi, one in drawn.items() if one is not None}


def explain_benchmark(one: Benchmark, kpi: Kpi | None = None) -> str:
    """ "England 59% (2022/23)"."""
    places = None if kpi is None else wording.decimals_of(kpi.unit.value, one.value)
    year = one.year.label if one.year else "undated"
    return f"{one.place} {explain_level(one, decimals=places)} ({year})"


def explain_level(one: Benchmark, *, decimals: int | None = None) -> str:
    """ "59%", "711,241 pupils", "£79,000,000 of grant", "77.4% at entry level"."""
    plain = wording.explain_value(one.value, one.unit)
    if one.value != round(one.value) and decimals is None:
        decimals = 1
    places = decimals or 0
    for sign in ("%", "£"):
        if one.unit.startswith(sign):
            figure = wording.explain_figure(one.value, sign, decimals=places)
            return f"{figure}{one.unit.removeprefix(sign)}"
    if one.unit in wording.SHOWN_AS or one.unit in (wording.RATIO, "index", "mean"):
        return plain
    if one.unit == "count":
        return wording.explain_figure(one.value, decimals=places)
    return wording.explain_figure(one.value, one.unit, decimals=places)


def explain_likeness(one: Benchmark, kpi: Kpi) -> str:
    """Whether it may be compared with the KPI as it stands."""
    if is_like(kpi, one):
        return "Yes"
    if not one.is_verified:
        return "Not verified"
    return "For context" if one.unit != kpi.unit.value else "With care"


def save_benchmarks(benchmarks: Sequence[Benchmark], *, actor: str) -> None:
    """Add benchmarks. Raises `UserError`, a line for each thing that will not do."""
    with writing() as session:
        known = {kpi.id for kpi in load_kpis(session)}
        faults = [fault for one in benchmarks for fault in check_benchmark(one, known)]
        if faults:
            raise UserError("\n".join(faults))
        stored.save_benchmarks(session, benchmarks, actor=actor)


def remove_benchmark(benchmark: Benchmark, *, actor: str) -> None:
    """Take away a benchmark that was loaded."""
    with writing() as session:
        stored.remove_benchmarks(session, [benchmark], actor=actor)


def check_benchmark(one: Benchmark, known: set[str]) -> list[str]:
    """What will not do about a benchmark."""
    faults = []
    if one.kpi not in known:
        faults.append(f'There is no KPI "{one.kpi}". Use an id such as S01.')
    if not one.place.strip():
        faults.append("Say whose figure it is: England, or the name of a hub.")
    if not one.source.strip():
        faults.append("Say where the figure was published: without a source it is hearsay.")
    if one.unit == "%" and not 0 <= one.value <= 100:
        faults.append(f"{one.kpi}, {one.place}: {one.value:g}% is not a share. Write 0 to 100.")
    return faults


def list_published(*, kpi_id: str = "") -> tuple[Published, ...]:
    """The hub's own figures of past years as they were published."""
    with reading() as session:
        return tuple(stored.load_published(session, kpi_id=kpi_id))


def save_published(figures: Sequence[Published], *, actor: str) -> None:
    """Enter figures of past years. Raises `UserError`, a line for each thing that will not do."""
    with writing() as session:
        kpis = {kpi.id: kpi for kpi in load_kpis(session)}
        faults = [fault for one in figures for fault in check_published(one, kpis.get(one.kpi))]
        if faults:
            raise UserError("\n".join(faults))
        stored.save_published(session, figures, actor=actor)


def remove_published(figure: Published, *, actor: str) -> None:
    """Take a published figure away."""
    with writing() as session:
        stored.remove_published(session, [figure], actor=actor)


def check_published(one: Published, kpi: Kpi | None) -> list[str]:
    """What will not do about a figure of a past year."""
    if kpi is None:
        return [f'There is no KPI "{one.kpi}". Use an id such as S01.']
    faults = []
    if one.year >= AcademicYear.of(today()):
        faults.append(f"{kpi.name}: {one.year} is not past. Its figures come from returns.")
    if not one.source.strip():
        faults.append(f"{kpi.name}, {one.year}: say where it was published.")
    if kpi.unit.value == "%" and not 0 <= one.value <= 100:
        faults.append(f"{kpi.name}, {one.year}: {one.value:g}% is not a share. Write 0 to 100.")
    if one.la_code and "local_authority" not in kpi.splits:
        faults.append(f"{kpi.name} is not told by authority. Leave the authority blank.")
    return faults
