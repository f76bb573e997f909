"""Targets: what a KPI is to reach in a year, with the path over the terms, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubdata.kpis.language.kpi import Band, Kpi, Unit
from hubdata.periods import Period, Term


@dataclass(frozen=True)
class Target:
    """The target of a KPI for a year, for the hub or for one part of it.

    `value` is the year's; `None` decides that there is none. `autumn`, `spring` and `summer` are
    the path: what each term is judged by; where a term has none, by the year's. `margin` is how far
    from the target is still amber, in the KPI's own unit; `None` is the KPI's usual margin.
    `baseline_year` is the year it was set against, as 202425. Of a KPI that is to stay in a range
    these are the lower ends, and `upper`, `autumn_upper` and so on the upper ones.
    """

    value: float | None = None
    autumn: float | None = None
    spring: float | None = None
    summer: float | None = None
    margin: float | None = None
    owner: str = ""
    rationale: str = ""
    baseline_year: int | None = None
    upper: float | None = None
    autumn_upper: float | None = None
    spring_upper: float | None = None
    summer_upper: float | None = None

    def at(self, period: Period) -> float | None:
        """What a period is judged by: a term by its step of the path, the year by the year's."""
        step = self.path.get(period.term) if self.has_path else None
        return self.value if step is None else step

    def band_at(self, period: Period) -> Band | None:
        """The range a period is judged by, as `at`; `None` where no range is set."""
        steps = {
            Term.AUTUMN: (self.autumn, self.autumn_upper),
            Term.SPRING: (self.spring, self.spring_upper),
            Term.SUMMER: (self.summer, self.summer_upper),
        }
        low, high = steps.get(period.term, (None, None))
        if low is None or high is None:
            low, high = self.value, self.upper
        return None if low is None or high is None else (low, high)

    @property
    def path(self) -> dict[Term, float | None]:
        """The steps of the path by term."""
        return {Term.AUTUMN: self.autumn, Term.SPRING: self.spring, Term.SUMMER: self.summer}

    @property
    def has_path(self) -> bool:
        return not (self.autumn is self.spring is self.summer is None)


Targets = Mapping[tuple[str, str | None], Target]
"""Targets that were set, by KPI and part of the split (`None`: the whole hub); what is not there
has the KPI's default."""


def target_of(kpi: Kpi, part: str | None, targets: Targets) -> Target:
    """What was set for this part of the split, else for the hub, else the KPI's default.

    The hub's number of things is no target for a part of it.
    """
    if (kpi.id, part) in targets:
        return targets[kpi.id, part]
    if part is not None and kpi.unit is Unit.COUNT:
        return Target()
    return targets.get((kpi.id, None)) or usual_target(kpi)


def usual_target(kpi: Kpi) -> Target:
    """What holds until the hub sets its own: the KPI's default, or the band of its definition."""
    if kpi.band is not None:
        return Target(kpi.band[0], upper=kpi.band[1])
    return Target(kpi.default_target)
