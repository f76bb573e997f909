"""Sentences computed from one result: its title, its gap, its change. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hubdata import wording
from hubdata.kpis.judging.rag import RagStatus
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.figures import Among
from hubdata.kpis.language.kpi import Direction, Unit

COUNTED = (Unit.PERCENT, Unit.COUNT)
"""Units whose gap is told in whole schools or pupils."""
TOLD_BY_LEAD = "Told by the lead organisation"


def title_of_kpi(now: KpiResult, before: KpiResult | None) -> str:
    """ "School engagement fell to 79%, 37 schools short of 90%"."""
    name = now.kpi.name
    if now.value is None:
        return f"{name}: not known for {wording.explain_period(now.period)}"
    if now.is_provisional:
        return f"{name}: {value_of(now)} so far, from too few returns to rate"
    gap = explain_gap(now, to_target=True)
    if now.kpi.unit is Unit.POINTS:
        return f"{name}: {_leading(now)}{_lead(now, now.value)}"
    return f"{name} {explain_move(now, before)}{f', {gap}' if gap else ''}"


def explain_move(now: KpiResult, before: KpiResult | None) -> str:
    """ "fell to 64%", "stayed at 64%", or "at 64%" where there is nothing to compare with: what
    follows a KPI's name, singular or plural."""
    change = change_of(now, before)
    if change is None:
        return f"at {value_of(now)}"
    verb = "stayed at" if is_unchanged(now, change) else "rose to" if change > 0 else "fell to"
    return f"{verb} {value_of(now)}"


def explain_change(now: KpiResult, before: KpiResult | None) -> str:
    """ "Down 2 points since autumn"; nothing where there is nothing to compare with."""
    change = change_of(now, before)
    if change is None or before is None:
        return ""
    since = wording.explain_since(before.period)
    if is_unchanged(now, change):
        return f"Unchanged since {since}"
    way = "Up" if change > 0 else "Down"
    size = wording.explain_change(abs(change), now.kpi.unit.value, decimals=decimals_of(now))
    words = size.lstrip("+").replace(" pts", " points").replace(" pt", " point")
    return f"{way} {words.replace('pointss', 'points')} since {since}"


def explain_move_since(now: KpiResult, before: KpiResult) -> str:
    """ "School engagement fell to 79%, from 85% (−20 schools)"."""
    was = wording.explain_value(before.value, now.kpi.unit.value, decimals=decimals_of(now))
    if now.kpi.unit is Unit.POINTS:
        lead = f"{_leading(now)}{_lead(now, now.value)}"
        return f"{now.kpi.name}: {lead}, was {_lead(now, before.value)}"
    count = _change_in_count(now, before)
    return f"{now.kpi.name} {explain_move(now, before)}, from {was}{count}"


def _change_in_count(now: KpiResult, before: KpiResult) -> str:
    """ " (−20 schools)" where a share moved the way of its count; else nothing."""
    if now.kpi.unit is not Unit.PERCENT or now.numerator is None or before.numerator is None:
        return ""
    change = now.numerator - before.numerator
    if not change or (change > 0) is not ((now.value or 0) > (before.value or 0)):
        return ""
    counted = wording.noun_for(abs(change), now.kpi.counted)
    if now.kpi.counted == "pounds":
        counted = "£"
    return f" ({wording.explain_figure(change, counted, signed=True)})"


def _leading(result: KpiResult) -> str:
    """Whom a gap is about: "most deprived areas "."""
    parts = result.kpi.parts
    return f"{wording.first_lower(parts[0].name.partition(' (')[0])} " if parts else ""


def _lead(result: KpiResult, value: float | None) -> str:
    """A gap as the one it is about stands to the other: "2.1 pts ahead", "3 pts behind"."""
    if value is None or is_unchanged(result, value):
        return "level"
    return f"{_value(result, abs(value))} {'ahead' if value > 0 else 'behind'}"


def change_of(now: KpiResult, before: KpiResult | None) -> float | None:
    """By how much the value changed; `None` where either is not known, or provisional, or where a
    break in the series lies between them."""
    if before is None or now.value is None or before.value is None:
        return None
    if now.is_provisional or before.is_provisional or now.break_since(before):
        return None
    return now.value - before.value


def is_unchanged(result: KpiResult, change: float) -> bool:
    """Whether a change is too small to be seen in the value as it is written."""
    return wording.is_written_alike(abs(change), 0, decimals=decimals_of(result))


def explain_gap(result: KpiResult, *, to_target: bool = False) -> str:
    """ "25 schools short", "3 schools above", "0.08 short"; with the target, "… short of 70%".

    Empty where there is no target, no value, or too few returns to rate.
    """
    if result.is_provisional or result.value is None:
        return ""
    if result.band:
        return _gap_to_band(result, result.value, to_target=to_target)
    if result.target is None or result.kpi.direction is Direction.CONTEXT:
        return ""
    size, is_missed = _gap_in_words(result, result.value, target=result.target)
    aim = _value(result, result.target)
    if not size:
        return f"at the target of {aim}" if to_target else "at target"
    less_is_better = result.kpi.direction is Direction.DOWN
    if is_missed:
        words, join = ("too many", "for") if less_is_better else ("short", "of")
    else:
        words, join = ("to spare", "below") if less_is_better else ("above", "")
    return " ".join(filter(None, (size, words, join, aim) if to_target else (size, words)))


def explain_falls(
    now: Mapping[str, KpiResult], before: Mapping[str, KpiResult], names: Mapping[str, str]
) -> str:
    """Which authority moved the wrong way most, and whether the others held: "Harrow Vale fell by 9
    schools; Ilderton and Wendale held".

    Results are by authority code. Empty where none did, or nothing can be compared.
    """
    losses = {code: loss_of(now[code], before.get(code)) for code in now}
    known = {code: loss for code, loss in losses.items() if loss is not None}
    worst = max(known, key=lambda code: known[code], default=None)
    if worst is None or is_unchanged(now[worst], max(known[worst], 0)):
        return ""
    others = [code for code in known if code != worst]
    moved = _moved(now[worst], before[worst])
    sentence = f"{names.get(worst, worst)} {moved}"
    if others and all(known[code] <= 0 for code in others):
        held = "the others held" if len(others) > 2 else _held([names.get(c, c) for c in others])
        return f"{sentence}; {held}"
    return sentence


def loss_of(now: KpiResult, before: KpiResult | None) -> float | None:
    """By how much a value went the wrong way; negative if it went the right way."""
    change = change_of(now, before)
    if change is None or before is None or now.value is None or before.value is None:
        return None
    match now.kpi.direction:
        case Direction.UP:
            return -change
        case Direction.DOWN:
            return change
        case Direction.BAND:
            return distance_to_band(now, now.value) - distance_to_band(before, before.value)
    return None


def distance_to_band(result: KpiResult, value: float) -> float:
    """How far a value is outside the band in force; 0 inside, and without one."""
    low, high = result.band or (value, value)
    return max(low - value, value - high, 0)


def explain_between(now: Mapping[str, KpiResult], names: Mapping[str, str]) -> str:
    """ "Between 0.81 in Ilderton and 0.84 in Wendale"; empty where fewer than two are known."""
    known = [one for one in now.items() if one[1].value is not None and not one[1].is_provisional]
    if len(known) < 2:
        return ""
    known.sort(key=lambda one: one[1].value or 0)
    (low, least), (high, most) = known[0], known[-1]
    if value_of(least) == value_of(most):
        return f"The local authorities are level, at {value_of(most)}"
    lowest, highest = names.get(low, low), names.get(high, high)
    return f"Between {value_of(least)} in {lowest} and {value_of(most)} in {highest}"


def explain_coverage(result: KpiResult) -> str:
    """ "291 of 319 returned", and how many of those in part, and estimated; of what the lead
    organisation alone tells, whether it did."""
    if result.kpi.asked is Among.HUB:
        if result.value is not None and result.returned:
            return TOLD_BY_LEAD
        has = "Told" if result.value is not None else "Not told"
        has += " yet" if not result.returned else ""
        return f"{has} by the lead organisation"
    words = f"{wording.explain_returned(result.returned, result.expected)} returned"
    if result.partial:
        words += f", {result.partial:,} in part"
    if result.estimated_share:
        share = wording.explain_figure(result.estimated_share, "%")
        words += f", {'under 1%' if share == '0%' else share} estimated"
    return words


def value_of(result: KpiResult) -> str:
    """The value as it is written: "64%"."""
    return _value(result, result.value)


def target_of(result: KpiResult) -> str:
    """The target as it is written; a band as "0.9 to 1.1"; "none" where there is none."""
    if result.band:
        places = decimals_of(result)
        return wording.explain_range(*result.band, unit=result.kpi.unit.value, decimals=places)
    return "none" if result.target is None else _value(result, result.target)


def bare_target_of(result: KpiResult) -> float | str | None:
    """The target as a file holds it: the number, or of a range both: "0.9 to 1.1"."""
    return result.target if result.band is None else wording.say_range(*result.band)


def decimals_of(result: KpiResult) -> int:
    """Decimals of a result: one more where rounding would hide that a target is missed."""
    value, target = result.value, result.target
    places = wording.decimals_of(result.kpi.unit.value, target if value is None else value)
    if value is None or target is None or result.rag in (None, RagStatus.GREEN):
        return places
    return places + wording.is_written_alike(value, target, decimals=places)


def _value(result: KpiResult, value: float | None) -> str:
    unit, places = result.kpi.unit.value, decimals_of(result)
    is_round = value is not None and value == round(value)
    if unit in wording.SHARES and is_round and value != result.value:
        places = 0  # a target of 5% is not one of 5.0%
    return wording.explain_value(value, unit, decimals=places)


def _gap_in_words(result: KpiResult, value: float, *, target: float) -> tuple[str, bool]:
    """The size of the gap, empty if there is none, and whether the target is missed."""
    if result.kpi.unit in COUNTED and result.numerator is not None:
        if result.shortfall:
            return _count(result, result.shortfall), True
        spare = _spare(result, target)
        return (_count(result, spare) if spare else ""), False
    less_is_better = result.kpi.direction is Direction.DOWN
    gap = value - target if less_is_better else target - value
    if is_unchanged(result, gap):
        return "", gap > 0
    unit = "" if result.kpi.unit is Unit.RATIO else result.kpi.unit.value
    return wording.explain_value(abs(gap), unit, decimals=decimals_of(result)), gap > 0


def _count(result: KpiResult, number: int) -> str:
    if result.kpi.counted == "pounds":
        return wording.explain_figure(number, "£")
    return wording.count_of(number, result.kpi.counted)


def _spare(result: KpiResult, target: float) -> int:
    """How many schools or pupils more than needed, or fewer than allowed."""
    wanted = Fraction(str(target))
    if result.kpi.unit is Unit.PERCENT:
        wanted = wanted * Fraction(result.denominator or 0) / 100
    reached = Fraction(result.numerator or 0)
    over = reached - wanted if result.kpi.direction is Direction.UP else wanted - reached
    return max(0, math.floor(over))


def _gap_to_band(result: KpiResult, value: float, *, to_target: bool) -> str:
    low, high = result.band or (value, value)
    least, most = _value(result, low), _value(result, high)
    unit, places = result.kpi.unit.value, decimals_of(result)
    if low <= value <= high:
        inside = "in proportion" if result.kpi.unit is Unit.INDEX else "within the range"
        aim = wording.explain_range(low, high, unit=unit, decimals=places)
        return f"within {aim}" if to_target else inside
    size = wording.explain_value(distance_to_band(result, value), unit, decimals=places)
    if value < low:
        return f"{size} short of {least}" if to_target else f"{size} short"
    return f"{size} above {most}" if to_target else f"{size} above"


def _moved(now: KpiResult, before: KpiResult) -> str:
    """ "fell by 9 schools" where the schools are the same number, else "fell to 65%"."""
    change = (now.numerator or 0) - (before.numerator or 0)
    verb = "fell" if (now.value or 0) < (before.value or 0) else "rose"
    is_countable = now.kpi.unit in COUNTED and now.denominator == before.denominator
    if is_countable and change and (change < 0) == (verb == "fell"):
        return f"{verb} by {_count(now, abs(int(change)))}"
    return f"{verb} to {value_of(now)}"


def _held(names: Sequence[str]) -> str:
    return f"{wording.join_words(names)} held"
