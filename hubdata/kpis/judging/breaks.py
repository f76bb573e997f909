"""Breaks in series: from when on a KPI's values cannot be compared with those before, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hubdata.kpis.language.kpi import Kpi
from hubdata.periods import AcademicYear, Period


@dataclass(frozen=True)
class SeriesBreak:
    """`first` is the first term or year of the new series; `kpi` is the id of the one KPI it is
    about, "" of all."""

    first: Period
    reason: str
    kpi: str = ""

    @property
    def slot(self) -> int:
        """The slot the new series begins with: of a year, that of its autumn."""
        return self.first.slots[0]


def _from(start: int, reason: str) -> SeriesBreak:
    return SeriesBreak(Period(AcademicYear(start)), reason)


USUAL_BREAKS = (
    _from(2019, "Covid: schools closed from March 2020"),
    _from(2020, "Covid: reported as it was, however low"),
    _from(2021, "First year after the closures"),
    _from(2024, "Hubs redrawn: 43 from September 2024"),
)
"""Breaks that every hub in England has. Covid years are comparable with neither side (the funder
asked for "a true picture" of 2020/21); since September 2024 most hubs cover another area."""


def breaks_of(kpi: Kpi, known: Iterable[SeriesBreak]) -> tuple[SeriesBreak, ...]:
    """The breaks of one KPI, oldest first: those of all KPIs, its own, and those its definition
    says of itself."""
    own = [
        SeriesBreak(Period(AcademicYear.parse(year)), words, kpi.id) for year, words in kpi.changed
    ]
    found = [one for one in known if one.kpi in ("", kpi.id)]
    return tuple(sorted([*found, *own], key=lambda one: one.slot))


def find_break(breaks: Iterable[SeriesBreak], earlier: Period, later: Period) -> SeriesBreak | None:
    """The newest break between two periods; a year that has one inside it is comparable with
    neither of its neighbours."""
    first, last = sorted((earlier, later))
    within = [one for one in breaks if first.slots[0] < one.slot <= last.slots[-1]]
    return max(within, key=lambda one: one.slot, default=None)
