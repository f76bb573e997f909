"""The voice of the pack: values, changes, gaps and titles, from figures that may be told."""

from __future__ import annotations

from hubdata import wording
from hubdata.kpis.language.kpi import Direction, Unit
from hubdata.reports.board.evidence import AuthorityFigures, Figure, KpiEvidence
from hubdata.reports.board.pack import Status

SUPPRESSED = "not shown"
"""What stands for a figure that may not be told; why is in the sentence beside it."""

STATUS_OF = {"green": Status.ON, "amber": Status.WATCH, "red": Status.OFF}


def status_of(kpi: KpiEvidence, figure: Figure) -> Status:
    """The status a figure is shown with."""
    if figure.is_provisional and not figure.hidden:
        return Status.PROVISIONAL
    if not figure.is_known:
        return Status.UNRATED
    return STATUS_OF.get(figure.rag or "", Status.NONE)


def decimals_of(kpi: KpiEvidence, figure: Figure) -> int:
    """Decimals of a figure: one more where rounding would hide that a target is missed."""
    value, target = figure.value, figure.target
    places = wording.decimals_of(kpi.unit, target if value is None else value)
    if value is None or target is None or figure.rag in (None, "green"):
        return places
    return places + wording.is_written_alike(value, target, decimals=places)


def explain_value(kpi: KpiEvidence, figure: Figure) -> str:
    """ "64%"; "not shown" where it may not be told, a dash where it is not known."""
    if figure.hidden:
        return SUPPRESSED
    return wording.explain_value(figure.value, kpi.unit, decimals=decimals_of(kpi, figure))


def explain_level(kpi: KpiEvidence, figure: Figure, level: float) -> str:
    """A target as it is written beside a figure: "70%"."""
    places = decimals_of(kpi, figure)
    if kpi.unit in wording.SHARES and level == round(level) and level != figure.value:
        places = 0
    return wording.explain_value(level, kpi.unit, decimals=places)


def band_of(kpi: KpiEvidence, figure: Figure) -> tuple[float, float] | None:
    """The range a figure is judged by; `None` without one."""
    return figure.band or kpi.band


def explain_aim(kpi: KpiEvidence, figure: Figure) -> str:
    """The target as it is written, a band as "0.9 to 1.1"; empty where there is none."""
    if band := band_of(kpi, figure):
        return wording.explain_range(*band, unit=kpi.unit, decimals=decimals_of(kpi, figure))
    return "" if figure.target is None else explain_level(kpi, figure, figure.target)


def explain_gap(kpi: KpiEvidence, figure: Figure) -> str:
    """ "25 schools short of 70%", "at the target of 70%", "in the band of 0.9 to 1.1"; empty where
    there is no value to rate."""
    if not figure.is_known or figure.is_provisional or figure.value is None:
        return ""
    aim = explain_aim(kpi, figure)
    if not aim:
        return ""
    if band := band_of(kpi, figure):
        low, high = band
        if low <= figure.value <= high:
            return f"within the band of {aim}"
        near, way = (low, "short of") if figure.value < low else (high, "above")
        size = abs(figure.value - near)
        return f"{_amount(kpi, figure, size)} {way} {explain_level(kpi, figure, near)}"
    if figure.rag == "green":
        if explain_value(kpi, figure) == aim:
            return f"at the target of {aim}"
        return f"{'below' if kpi.direction == Direction.DOWN else 'above'} the target of {aim}"
    return f"{_shortfall(kpi, figure)} {_way_missed(kpi)} {aim}"


def _way_missed(kpi: KpiEvidence) -> str:
    return "over the target of" if kpi.direction == Direction.DOWN else "short of"


def _shortfall(kpi: KpiEvidence, figure: Figure) -> str:
    if kpi.is_counted and figure.shortfall:
        return wording.count_of(figure.shortfall, kpi.counted)
    return _amount(kpi, figure, abs((figure.value or 0) - (figure.target or 0)))


def _amount(kpi: KpiEvidence, figure: Figure, size: float) -> str:
    shown = wording.explain_change(size, kpi.unit, decimals=decimals_of(kpi, figure))
    return shown.lstrip("+")


def change_of(now: Figure, before: Figure | None) -> float | None:
    """By how much the value changed; `None` where either is not known, told or settled."""
    if before is None or not now.is_known or not before.is_known:
        return None
    if now.is_provisional or before.is_provisional:
        return None
    return (now.value or 0) - (before.value or 0)


def is_unchanged(kpi: KpiEvidence, now: Figure, change: float) -> bool:
    """Whether a change is too small to be seen in the value as it is written."""
    return wording.is_written_alike(abs(change), 0, decimals=decimals_of(kpi, now))


def explain_move(kpi: KpiEvidence, now: Figure, before: Figure | None) -> str:
    """ "fell to 64%", "stayed at 64%", "at 64%"."""
    change = change_of(now, before)
    if change is None:
        return f"at {explain_value(kpi, now)}"
    verb = "stayed at" if is_unchanged(kpi, now, change) else "rose to" if change > 0 else "fell to"
    return f"{verb} {explain_value(kpi, now)}"


def explain_change(kpi: KpiEvidence, now: Figure, before: Figure | None, since: str) -> str:
    """The change in counts and in points: "8 fewer schools than in autumn (−2 pts)."."""
    change = change_of(now, before)
    if change is None or before is None:
        return ""
    counts = (now.numerator or 0) - (before.numerator or 0)
    if kpi.is_counted and counts:
        return f"{_counted_change(kpi, now, before, since=since)}."
    if is_unchanged(kpi, now, change):
        return f"Unchanged since {since}."
    return f"{'Up' if change > 0 else 'Down'} {_amount(kpi, now, abs(change))} since {since}."


def _counted_change(kpi: KpiEvidence, now: Figure, before: Figure, *, since: str) -> str:
    counts = (now.numerator or 0) - (before.numerator or 0)
    number, noun = wording.count_of(abs(counts), kpi.counted).split(" ", 1)
    moved = f"{number} {'more' if counts > 0 else 'fewer'} {noun} than in {since}"
    if kpi.unit == Unit.COUNT or now.value is None or before.value is None:
        return moved
    change, more = now.value - before.value, []
    if not is_unchanged(kpi, now, change):
        more.append(wording.explain_change(change, kpi.unit, decimals=decimals_of(kpi, now)))
    if now.denominator != before.denominator and now.denominator and before.denominator:
        more.append(f"of {now.denominator:,.0f}, then {before.denominator:,.0f}")
    return f"{moved} ({', '.join(more)})" if more else moved


def explain_made_of(kpi: KpiEvidence, figure: Figure) -> str:
    """ "264 of 412 schools"; the two rates of an index or a gap; pounds by what they are for."""
    upper, lower = figure.numerator, figure.denominator
    if upper is None:
        return ""
    if lower is None:
        return wording.count_of(upper, kpi.counted) if kpi.unit == Unit.COUNT else ""
    if not kpi.has_counts:
        one, other = (wording.explain_figure(rate, "%", decimals=1) for rate in (upper, lower))
        return f"{one} against {other}"
    if kpi.unit == Unit.PERCENT:
        if kpi.counted_of != kpi.counted:
            return f"{upper:,.0f} {kpi.counted} for {lower:,.0f} {kpi.counted_of}"
        if kpi.is_counted:
            return f"{upper:,.0f} of {lower:,.0f} {kpi.counted}"
        return f"£{upper:,.0f} of £{lower:,.0f}"
    money = "£" if kpi.counted == "pounds" else ""
    return f"{money}{upper:,.0f} divided by {lower:,.0f}"


def explain_worst(kpi: KpiEvidence, *, noun: str = "") -> str:
    """Which authority moved the wrong way most: "Harrow Vale lost 8"; empty if none did."""
    worst = find_worst(kpi)
    if worst is None or worst.before is None:
        return ""
    counts = (worst.now.numerator or 0) - (worst.before.numerator or 0)
    is_same = worst.now.denominator == worst.before.denominator
    if kpi.is_counted and counts and is_same:
        number = wording.count_of(abs(counts), noun) if noun else f"{abs(counts):,.0f}"
        return f"{worst.name} {f'lost {number}' if counts < 0 else f'has {number} more'}"
    verb = "fell to" if (worst.now.value or 0) < (worst.before.value or 0) else "rose to"
    return f"{worst.name} {verb} {explain_value(kpi, worst.now)}"


def find_worst(kpi: KpiEvidence) -> AuthorityFigures | None:
    """The authority that moved the wrong way most since the period before."""
    losses = {one.code: (loss_of(kpi, one.now, one.before), one) for one in kpi.authorities}
    known = [
        (loss, one)
        for loss, one in losses.values()
        if loss is not None and loss > 0 and not is_unchanged(kpi, one.now, loss)
    ]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def loss_of(kpi: KpiEvidence, now: Figure, before: Figure | None) -> float | None:
    """By how much a value went the wrong way; negative if it went the right way."""
    change = change_of(now, before)
    if change is None or before is None or now.value is None or before.value is None:
        return None
    match kpi.direction:
        case Direction.UP:
            return -change
        case Direction.DOWN:
            return change
        case Direction.BAND:
            return distance_to_band(kpi, now) - distance_to_band(kpi, before)
    return None


def distance_to_band(kpi: KpiEvidence, figure: Figure) -> float:
    """How far a figure is outside its band; 0 inside, and where there is none."""
    value = figure.value or 0
    low, high = band_of(kpi, figure) or (value, value)
    return max(low - value, value - high, 0)


def title_of_kpi(kpi: KpiEvidence) -> str:
    """What the slide says: "Whole-class teaching fell to 64%, 25 schools short of 70%; Harrow Vale
    lost 8 schools"."""
    now = kpi.now
    if now.hidden:
        return f"{kpi.name}: not shown, {now.hidden}"
    if now.value is None:
        return f"{kpi.name}: not known for {wording.first_lower(now.period)}"
    if now.is_provisional:
        return f"{kpi.name}: {explain_value(kpi, now)} so far, from too few returns to rate"
    title = f"{kpi.name} {explain_move(kpi, now, kpi.before)}"
    gap = explain_gap(kpi, now)
    title = f"{title}, {gap}" if gap else title
    worst = explain_worst(kpi)
    return f"{title}; {worst}" if worst else title


def explain_returns(kpi: KpiEvidence, figure: Figure) -> str:
    """ "291 of 319 schools returned, 2% estimated"."""
    words = f"{wording.explain_returned(figure.returned, figure.expected)} {kpi.asked} returned"
    if figure.estimated_share:
        share = wording.explain_figure(figure.estimated_share, "%")
        words += f", {'under 1%' if share == '0%' else share} by estimate"
    return words
