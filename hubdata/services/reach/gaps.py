"""Who takes part less than their share: an index for each group, with the two rates it is of and
what they rest on. The numbers are the KPIs' own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hubdata import wording
from hubdata.kpis.judging.results import KpiResult, PartResult
from hubdata.periods import Period
from hubdata.services.kpis import find_kpi
from hubdata.services.results.scorecards import BY_AUTHORITY, load_results_of
from hubdata.store.engine import reading

KPIS = ("S01", "I31", "I32", "I33", "I35", "I36")
"""The KPIs that gaps are told by."""


@dataclass(frozen=True)
class Figure:
    """A result's own number, or its further figure of that name: where a number is explained."""

    result: KpiResult
    name: str = ""


@dataclass(frozen=True)
class Gap:
    """A group: `rate` over `base_rate` (both percent) is its `index`; 1 is in proportion.

    `rate_of` and `base_of` say what each is a rate of, with counts. `None`: not known.
    """

    kpi_id: str
    group: str
    index: float | None
    rate: float | None
    base_rate: float | None
    rate_of: str
    base_of: str
    provisional: bool
    behind: tuple[Figure, Figure, Figure]
    """What the index, the rate and the base rate are figures of."""


def load_gaps(period: Period, *, la_code: str | None = None) -> tuple[Gap, ...]:
    """The gaps of the hub, or of an authority; of these KPIs alone, not of the whole scorecard."""
    with reading() as session:
        kpis = [find_kpi(session, one) for one in KPIS]
    results = load_results_of(kpis, [period], split=BY_AUTHORITY if la_code else None)
    return build_gaps(one for one in results if one.part_of_split == la_code)


def build_gaps(results: Iterable[KpiResult]) -> tuple[Gap, ...]:
    """Pupil premium, SEND, special and alternative provision, small and rural, deprived areas; of
    those whose KPIs are among the results."""
    known = {result.kpi.id: result for result in results}
    gaps = [
        _of_pupils(known, "I31", "Pupils with pupil premium"),
        _of_pupils(known, "I32", "Pupils with SEND"),
        *_of_parts(known, "I31", ("Tuition", "Ensembles"), "Pupil premium, in {}"),
        *_of_parts(known, "I32", ("EHC plans", "SEN support"), "Pupils with {}"),
        _of_schools(known, "I33", "Special and alternative provision"),
        _of_schools(known, "I36", "Small and rural schools"),
        _of_areas(known),
    ]
    return tuple(gap for gap in gaps if gap)


def _of_pupils(known: Mapping[str, KpiResult], kpi_id: str, group: str) -> Gap | None:
    result = known.get(kpi_id)
    if result is None:
        return None
    taught, roll = result.part("Share in activities"), result.part("Share on roll")
    return Gap(
        kpi_id,
        group,
        result.value,
        taught.value,
        roll.value,
        _of(taught, "pupils in hub-supported activities"),
        _of(roll, "on the roll of the same schools"),
        result.is_provisional,
        (Figure(result), Figure(result, taught.name), Figure(result, roll.name)),
    )


def _of_parts(
    known: Mapping[str, KpiResult], kpi_id: str, parts: tuple[str, ...], words: str
) -> Iterable[Gap]:
    result = known.get(kpi_id)
    if result is None:
        return
    for name in parts:
        part = result.part(name)
        yield Gap(
            kpi_id,
            words.format(wording.first_lower(name)),
            part.value,
            part.numerator,
            part.denominator,
            "of pupils in activities",
            "of the roll of the same schools",
            result.is_provisional,
            (Figure(result, part.name),) * 3,
        )


def _of_schools(known: Mapping[str, KpiResult], kpi_id: str, group: str) -> Gap | None:
    """Engaged schools of a kind, against engaged schools of all kinds."""
    result, everyone = known.get(kpi_id), known.get("S01")
    if result is None or everyone is None:
        return None
    return Gap(
        kpi_id,
        group,
        _divided(result.value, everyone.value),
        result.value,
        everyone.value,
        _of(result, "of them engaged"),
        _of(everyone, "schools engaged"),
        result.is_provisional,
        (Figure(result), Figure(result), Figure(everyone)),
    )


def _of_areas(known: Mapping[str, KpiResult]) -> Gap | None:
    result = known.get("I35")
    if result is None or len(result.parts) < 2:
        return None
    most, least = result.parts[:2]
    return Gap(
        "I35",
        "Schools in the most deprived areas",
        _divided(most.value, least.value),
        most.value,
        least.value,
        _of(most, "engaged, deciles 1 to 3"),
        _of(least, "engaged, deciles 8 to 10"),
        result.is_provisional,
        (Figure(result), Figure(result, most.name), Figure(result, least.name)),
    )


def _of(part: PartResult | KpiResult, words: str) -> str:
    """ "3,920 of 15,943 pupils in hub-supported activities"; the words alone if not known."""
    if part.numerator is None or part.denominator is None:
        return words
    return f"{part.numerator:,.0f} of {part.denominator:,.0f} {words}"


def _divided(upper: float | None, lower: float | None) -> float | None:
    return upper / lower if upper is not None and lower else None
