"""What a KPI is compared with: figures that others published, each with its year and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hubdata.kpis.language.kpi import Direction, Kpi
from hubdata.periods import AcademicYear

ENGLAND = "England"


@dataclass(frozen=True)
class Benchmark:
    """A published figure. `year` `None` is an undated one; `unit` is the KPI's own, or what was
    counted: "pupils", "£".

    `is_comparable`: it was counted like the KPI (hub-supported, the same base), so that it may
    stand in a chart; `note` says what is other. `is_verified`: somebody has read it at its source.
    """

    kpi: str
    place: str
    year: AcademicYear | None
    value: float
    unit: str
    source: str
    link: str = ""
    note: str = ""
    is_verified: bool = True
    is_comparable: bool = False
    is_built_in: bool = False

    @property
    def key(self) -> tuple[str, str, AcademicYear | None, str, str]:
        """What makes it one figure: two sources may give two values of one year."""
        return self.kpi, self.place, self.year, self.unit, self.source


def benchmarks_of(kpi: Kpi, known: Iterable[Benchmark]) -> tuple[Benchmark, ...]:
    """The benchmarks of a KPI, those like it first, then the country's, then the newest."""
    found = [one for one in known if one.kpi == kpi.id]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                not is_like(kpi, one),
                one.place != ENGLAND,
                -(one.year.start if one.year else 0),
                one.place,
                one.unit,
            ),
        )
    )


def find_benchmark(kpi: Kpi, known: Iterable[Benchmark]) -> Benchmark | None:
    """The one a chart shows: like the KPI, of the country if there is one, and the newest; of
    several hubs in that year the most demanding."""
    like = [one for one in benchmarks_of(kpi, known) if is_like(kpi, one)]
    if not like:
        return None
    first = like[0]
    newest = [one for one in like if (one.place == ENGLAND) == (first.place == ENGLAND)]
    newest = [one for one in newest if one.year == first.year]
    pick = min if kpi.direction is Direction.DOWN else max
    return pick(newest, key=lambda one: one.value)


def is_like(kpi: Kpi, benchmark: Benchmark) -> bool:
    """Whether it may be drawn beside the KPI: counted alike, verified, dated, in its unit."""
    return (
        benchmark.is_comparable
        and benchmark.is_verified
        and benchmark.year is not None
        and benchmark.unit == kpi.unit.value
    )
