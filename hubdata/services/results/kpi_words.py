"""What a KPI's own page says beside its number: key figures, further figures, how it is rated, and
where it is split. Pure over results."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hubdata import wording
from hubdata.kpis.judging.growth import compute_growth
from hubdata.kpis.judging.rag import amber_margin, amber_words, nearer_end
from hubdata.kpis.judging.results import KpiResult, PartResult
from hubdata.kpis.language.figures import Among, Count, Formula, Gap, Index, Ratio
from hubdata.kpis.language.kpi import Direction, Kpi, Unit, Yearly
from hubdata.kpis.language.splits import SPLITS
from hubdata.services.results import sentences
from hubdata.services.results.asked import explain_too_few
from hubdata.services.results.scorecards import ScorecardLine

PERCENT = 100
BY_YEAR = "Told once a year"
DIVIDED = " ÷ "


@dataclass(frozen=True)
class PartWords:
    """A further figure, written down; `of` is what it was made of, empty for a plain count."""

    name: str
    value: str
    of: str


def list_splits(kpi: Kpi) -> dict[str, str]:
    """The ways in which a KPI can be split, by name, each with its label; authorities apart."""
    return {name: SPLITS[name].label for name in kpi.splits if name != "local_authority"}


def name_unrated(result: KpiResult) -> str:
    """Why a result has no status, where it is not for want of returns or of a target: not known,
    never told of a single term, or only context, with no way that is better. Else empty."""
    if result.value is None:
        is_yearly = result.kpi.yearly is Yearly.ONLY and not result.period.is_year
        return BY_YEAR if is_yearly else "Not known"
    if result.is_provisional or result.kpi.direction is not Direction.CONTEXT:
        return ""
    return "For context"


def explain_rating(result: KpiResult) -> str:
    """How its status comes about, and why it has none if so."""
    rule = explain_rule(result)
    if result.is_provisional:
        return f"{rule} Provisional now: {explain_too_few(result.kpi)}, so it is not rated."
    if not result.has_target:
        return f"{rule} No target is set for {result.period.year.label}, so it is not rated."
    return rule


def explain_rule(result: KpiResult) -> str:
    """The rule its status follows in its own period."""
    return amber_words(result.kpi, margin=result.margin, band=result.band).replace(" %", "%")


def explain_levels(result: KpiResult) -> str:
    """The same rule in the numbers it comes to: "Green from 90%, amber from 85%, else red."; in
    words where there is no one target."""
    kpi, target = result.kpi, result.target
    if target is None or result.band or kpi.direction not in (Direction.UP, Direction.DOWN):
        return explain_rule(result)
    is_up = kpi.direction is Direction.UP
    margin = float(amber_margin(kpi, target=target, margin=result.margin))
    edge, way = (target - margin, "from") if is_up else (target + margin, "to")
    green = f"Green {way} {sentences.target_of(result)}"
    if is_up and edge <= 0 and kpi.unit is not Unit.POINTS:
        return f"{green}, else amber."
    if kpi.unit is Unit.COUNT:
        edge = math.ceil(edge) if is_up else math.floor(edge)
    unit = kpi.unit.value
    places = 0 if unit in wording.SHARES and edge == round(edge) else None
    return f"{green}, amber {way} {wording.explain_value(edge, unit, decimals=places)}, else red."


def key_figures(line: ScorecardLine) -> list[tuple[str, str]]:
    """Names and figures in the order they are read: what it is made of, compared with, rests on."""
    now = line.now
    figures = [("Target", sentences.target_of(now))]
    if year := _explain_year_target(now):
        figures = [
            (f"Target for {now.period.term}", sentences.target_of(now)),
            (f"Target for {now.period.year}", year),
        ]
    of = explain_counted(now)
    if of and now.kpi.unit is not Unit.COUNT:
        is_share = now.kpi.unit is Unit.PERCENT and now.kpi.counted != "pounds"
        figures.insert(0, (wording.first_upper(now.kpi.counted) if is_share else "Made of", of))
    for label, before in list_compared(line):
        was = before.value or 0
        figures.append((label, _value(now, before)))
        is_alike = now.break_since(before) is None
        if now.kpi.unit is Unit.COUNT and now.value is not None and is_alike:
            since = f"Since {wording.explain_since(before.period)}"
            figures.append((since, explain_growth(was, now.value, now.kpi.counted)))
    if now.kpi.asked is Among.HUB and now.returned:
        figures.append(("Told by", "Lead organisation"))
    else:
        figures.append(("Returned", wording.explain_returned(now.returned, now.expected)))
    if now.estimated_share is not None:
        figures.append(("Estimated", _share(now.estimated_share)))
    figures.append(("As at", wording.explain_day(now.as_at)))
    return figures


def list_compared(line: ScorecardLine) -> list[tuple[str, KpiResult]]:
    """What a result is compared with, as far as it is known, by the label it has: the period
    before, and of a term the same one last year."""
    last_year = f"{line.now.period.term.capitalize()} last year"
    told = [(_name_before(line), line.before), (last_year, line.year_before)]
    if line.now.period.is_year:
        del told[1]  # the year before is the same year twice
    return [(label, one) for label, one in told if one is not None and one.value is not None]


def _explain_year_target(now: KpiResult) -> str:
    """The year's target where the period is judged by another, else empty."""
    unit = now.kpi.unit.value
    if now.year_band and now.year_band != now.band:
        return wording.explain_range(*now.year_band, unit=unit)
    if now.year_target is None or now.year_target == now.target:
        return ""
    return wording.explain_value(now.year_target, unit)


def explain_growth(old: float, new: float, counted: str) -> str:
    """ "+9.3% (+743 pupils)", of a tiny base only "+3 pupils", or "no change"."""
    growth = compute_growth(old, new)
    if not growth.change:
        return "no change"
    noun = wording.noun_for(abs(growth.change), counted)
    change = wording.explain_figure(growth.change, noun, signed=True)
    if growth.is_tiny or growth.percent is None:
        return change
    return f"{wording.explain_figure(growth.percent, '%', decimals=1, signed=True)} ({change})"


def aim_of(result: KpiResult) -> float | None:
    """The level a value is to reach: its target, or the nearer end of its band."""
    if result.band is None:
        return result.target
    return nearer_end(result.band, result.band[0] if result.value is None else result.value)


def explain_counted(result: KpiResult) -> str:
    """What the value is made of: "251 of 319", "£395,815 ÷ £337,333", or the two rates of an index
    or a gap."""
    upper, lower = result.numerator, result.denominator
    if upper is None:
        return wording.UNKNOWN
    pounds = "£" if result.kpi.counted == "pounds" else ""
    if lower is None:
        return f"{pounds}{upper:,.0f}"
    if result.kpi.unit in (Unit.INDEX, Unit.POINTS):
        joined = DIVIDED if result.kpi.unit is Unit.INDEX else " less "
        return _two_rates(float(upper), float(lower), joined=joined)
    joined = " of " if result.kpi.unit is Unit.PERCENT else DIVIDED
    divisor = pounds if result.kpi.unit in (Unit.PERCENT, Unit.RATIO, Unit.MONTHS) else ""
    return f"{pounds}{upper:,.0f}{joined}{divisor}{lower:,.0f}"


def explain_base(kpi: Kpi) -> str:
    """What stands beside a value, so that it is read right: "of schools", "of their share"; empty
    where a number says itself, and of money."""
    if kpi.unit is Unit.INDEX:
        return "of their share"
    whom = kpi.out_of or kpi.counted
    return f"of {whom}" if kpi.unit is Unit.PERCENT and whom not in ("pounds", "things") else ""


def explain_parts(result: KpiResult) -> list[PartWords]:
    """The further figures of a KPI."""
    formulas = {part.name: part.formula for part in result.kpi.parts}
    are_rates = result.kpi.unit in (Unit.INDEX, Unit.POINTS)
    return [
        _explain_part(
            one,
            formulas[one.name],
            unit=unit_of(formulas[one.name], result.kpi),
            are_rates=are_rates,
        )
        for one in result.parts
    ]


def explain_authority(result: KpiResult) -> str:
    """Under an authority's line: "36 of 62 schools, 8 short; 61 returned"."""
    counted = explain_counted(result)
    if result.kpi.unit in (Unit.PERCENT, Unit.COUNT) and result.numerator is not None:
        counted = f"{counted} {result.kpi.counted}"
    gap = sentences.explain_gap(result)
    words = f"{counted}, {gap.replace(f' {result.kpi.counted}', '')}" if gap else counted
    return f"{words}; {explain_answered(result)}"


def explain_group(result: KpiResult) -> str:
    """Under the line of a phase or another part: "195 of 242 schools; 218 returned"."""
    counted = "not known" if result.numerator is None else explain_counted(result)
    if result.kpi.unit is Unit.PERCENT and result.numerator is not None:
        counted = f"{counted} {result.kpi.counted}"
    return f"{counted}; {explain_answered(result)}"


def explain_answered(result: KpiResult) -> str:
    """How many returned, under a line that says out of how many already: "61 returned"; else
    "61 of 62 returned", on one line."""
    is_said = result.kpi.unit is Unit.PERCENT and result.denominator == result.expected
    words = wording.explain_returned(result.returned, result.expected)
    told = f"{result.returned:,}" if is_said and result.numerator is not None else words
    return f"{told} returned".replace(" ", "\N{NO-BREAK SPACE}")


def _explain_part(part: PartResult, formula: Formula, *, unit: str, are_rates: bool) -> PartWords:
    """The rates under an index or a gap are told to one decimal, as they are beside it."""
    value = None if part.value is None else float(part.value)
    is_share = are_rates and unit == Unit.PERCENT.value
    words = wording.explain_value(value, unit, decimals=1 if is_share else None)
    upper, lower = part.numerator, part.denominator
    if upper is None or lower is None:
        return PartWords(part.name, words, "")
    if isinstance(formula, Index):
        return PartWords(part.name, words, _two_rates(float(upper), float(lower), joined=DIVIDED))
    return PartWords(part.name, words, f"{upper:,.0f} of {lower:,.0f}")


def _two_rates(one: float, other: float, *, joined: str) -> str:
    return joined.join(wording.explain_figure(rate, "%", decimals=1) for rate in (one, other))


def unit_of(formula: Formula, kpi: Kpi) -> str:
    """The unit a further figure of a KPI is told in."""
    match formula:
        case Count():
            return Unit.COUNT.value
        case Ratio(per=1):
            return kpi.unit.value if kpi.unit is not Unit.PERCENT else Unit.MEAN.value
        case Ratio(per=per):
            return Unit.PERCENT.value if per == PERCENT else f"per {per:,}"
        case Index():
            return Unit.INDEX.value
        case Gap():
            return Unit.POINTS.value


def _name_before(line: ScorecardLine) -> str:
    before = line.now.period.previous()
    same_year = before.year == line.now.period.year
    return before.label if before.is_year or not same_year else before.term.capitalize()


def _value(now: KpiResult, before: KpiResult) -> str:
    return wording.explain_value(
        before.value, now.kpi.unit.value, decimals=sentences.decimals_of(now)
    )


def _share(share: float) -> str:
    return "under 1%" if 0 < share < 1 else wording.explain_figure(share, "%")
