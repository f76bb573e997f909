"""What each pupil reached costs: between two figures, as returns never say who a pupil is."""

from __future__ import annotations

from dataclasses import dataclass

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.histories import Histories, SchoolHistory
from hubdata.services.results.scorecards import KpiResult


@dataclass(frozen=True)
class CostPerPupil:
    """Pounds for each pupil: `least` if no pupil takes part in two activities; `most` if in every
    school those of the smaller activities are among those of its fullest, where a class counts
    from ten weeks on (S05)."""

    least: float
    most: float


def compute_cost_per_pupil(cost: KpiResult, histories: Histories) -> CostPerPupil | None:
    """From the cost for each enrolment (U40a) of a period and the schools' histories up to it;
    `None` where either is not known."""
    spent, enrolments = cost.numerator, cost.denominator
    slots = set(cost.period.slots)
    fullest = sum(_fullest(one, slots) for one in histories.schools.values())
    if spent is None or not enrolments or not fullest:
        return None
    return CostPerPupil(float(spent / enrolments), float(spent / min(fullest, enrolments)))


def title_of_cost(cost: CostPerPupil | None, period: Period) -> str:
    """ "Each pupil reached cost £39 to £67 in summer 2025/26"."""
    when = wording.explain_period(period)
    if cost is None:
        return f"What each pupil reached cost in {when} is not known"
    low, high = (wording.explain_figure(one, "£") for one in (cost.least, cost.most))
    return f"Each pupil reached cost {low if low == high else f'{low} to {high}'} in {when}"


def explain_cost(cost: CostPerPupil | None) -> str:
    """Why it is two figures, or none."""
    why = (
        "Enrolments are counted, not pupils: a pupil in two activities is two, and returns never "
        "say who a pupil is."
    )
    if cost is None:
        return (
            f"It takes what was spent, told by the lead organisation, and schools’ returns. {why}"
        )
    return (
        f"{why} It is the first figure if nobody takes part in two activities, and the second if "
        "in every school those of the smaller activities are among those of the fullest."
    )


def _fullest(school: SchoolHistory, slots: set[int]) -> float:
    """Pupils of a school's fullest activity, each by its fullest term."""
    terms = [
        one.reached.values() for one in school.terms if one.reached and one.period.slot in slots
    ]
    return max((pupils for term in terms for pupils in term if pupils), default=0.0)
