"""Slides about one KPI: over time, and by local authority."""

from __future__ import annotations

from collections.abc import Iterator

from hubdata import wording
from hubdata.reports.board import words
from hubdata.reports.board.evidence import Evidence, Figure, KpiEvidence, SeriesBreak
from hubdata.reports.board.pack import (
    Bar,
    BarChart,
    Break,
    Headline,
    Level,
    Point,
    Slide,
    SlideKind,
    TrendChart,
)
from hubdata.reports.board.plan import Section


def build_kpi(kpi: KpiEvidence, section: Section, evidence: Evidence) -> Slide:
    """A KPI over time: its number, its status and three sentences."""
    title = section.title or words.title_of_kpi(kpi)
    trend = build_trend(kpi)
    return Slide(
        key=section.key,
        kind=SlideKind.KPI,
        name=kpi.name,
        title=title,
        sentences=tuple(filter(None, explain_kpi(kpi, section, evidence))),
        headline=Headline(
            words.explain_value(kpi, kpi.now), words.status_of(kpi, kpi.now), bool(kpi.now.hidden)
        ),
        trend=trend,
        alt=describe_trend(kpi) if trend else "",
        footer=explain_source(kpi, kpi.now),
        notes=tuple(filter(None, explain_evidence(kpi, evidence))),
        kpi=kpi.id,
    )


def build_authorities(kpi: KpiEvidence, section: Section, evidence: Evidence) -> Slide:
    """A KPI by local authority, the farthest from the target first."""
    ordered = sorted(kpi.authorities, key=lambda one: _rank(kpi, one.now))
    bars = tuple(_bar(kpi, one.name, one.now) for one in ordered)
    told = [one for one in ordered if one.now.is_known]
    chart = BarChart(kpi.name, kpi.unit, words.decimals_of(kpi, kpi.now), bars, kpi.now.target)
    hidden = sum(bool(one.now.hidden) for one in ordered)
    return Slide(
        key=section.key,
        kind=SlideKind.AUTHORITIES,
        name=f"{kpi.name} by authority",
        title=section.title or title_of_authorities(kpi),
        sentences=tuple(
            filter(
                None,
                (
                    _spread(kpi, evidence),
                    _not_shown(hidden),
                    section.said_briefly,
                ),
            )
        ),
        headline=Headline(
            words.explain_value(kpi, kpi.now), words.status_of(kpi, kpi.now), bool(kpi.now.hidden)
        ),
        bars=chart if told else None,
        alt=describe_bars(kpi, chart) if told else "",
        footer=explain_source(kpi, kpi.now),
        notes=tuple(filter(None, explain_evidence(kpi, evidence))),
        kpi=kpi.id,
    )


def title_of_authorities(kpi: KpiEvidence) -> str:
    """ "School engagement: Harrow Vale is furthest from 90%, at 65%"."""
    told = [one for one in kpi.authorities if one.now.is_known and not one.now.is_provisional]
    if not told:
        return f"{kpi.name} cannot be told by authority"
    worst = min(told, key=lambda one: _rank(kpi, one.now))
    aim = words.explain_aim(kpi, kpi.now)
    value = words.explain_value(kpi, worst.now)
    if len(told) == 1:
        return f"{kpi.name}: {worst.name} is at {value}"
    if not aim:
        return f"{kpi.name} differs by authority; {worst.name} is at {value}"
    if all(one.now.rag == "green" for one in told):
        return f"{kpi.name}: every authority that can be rated reaches {aim}"
    return f"{kpi.name}: {worst.name} is furthest from {aim}, at {value}"


def explain_kpi(kpi: KpiEvidence, section: Section, evidence: Evidence) -> Iterator[str]:
    """At most three sentences: what it is made of, what changed, and what is to be said of it."""
    now = kpi.now
    if now.hidden:
        yield f"The figure is not shown: {now.hidden}."
    elif now.value is None:
        yield "It is not known for this period: nobody has told it yet, or it is asked once a year."
    else:
        made_of, gap = words.explain_made_of(kpi, now), words.explain_gap(kpi, now)
        opening = wording.first_upper("; ".join(filter(None, (made_of, gap))))
        yield f"{opening}." if opening else f"It stands at {words.explain_value(kpi, now)}."
    if now.is_provisional and now.value is not None:
        least = wording.explain_figure(evidence.coverage_percent, "%")
        yield f"Provisional: fewer than {least} have returned, so it is not rated."
    else:
        change = words.explain_change(kpi, now, kpi.before, evidence.since)
        worst = words.explain_worst(kpi, noun=kpi.counted)
        yield " ".join(filter(None, (change, f"{worst}." if worst else "")))
    yield section.said_briefly or _before(kpi)


def explain_source(kpi: KpiEvidence, figure: Figure) -> str:
    """The footer: "Spring 2024/25. 391 of 412 schools returned, 2% by estimate. Source: …"."""
    provisional = " Provisional." if figure.is_provisional else ""
    returns = words.explain_returns(kpi, figure)
    source = {"schools": "school returns", "partners": "partner returns"}.get(
        kpi.asked, "hub return"
    )
    told = f"{figure.period}.{provisional} {returns}. Source: {source}, definition {kpi.version}."
    return " ".join([told, *(_break(kpi, one) for one in kpi.breaks)])


def _break(kpi: KpiEvidence, one: SeriesBreak) -> str:
    """From when on the figures are not comparable with those before."""
    first = wording.first_lower(kpi.trend[one.before].period)
    return f"Not comparable before {first}: {wording.first_lower(one.reason)}."


def build_trend(kpi: KpiEvidence) -> TrendChart | None:
    """The trend, unless there is nothing in it to be drawn."""
    if not any(one.is_known for one in kpi.trend):
        return None
    return TrendChart(
        name=kpi.name,
        unit=kpi.unit,
        decimals=words.decimals_of(kpi, kpi.now),
        points=tuple(
            Point(one.tick, one.year, one.value, one.target, one.is_provisional)
            for one in kpi.trend
        ),
        benchmark=Level(kpi.benchmark.value, kpi.benchmark.words) if kpi.benchmark else None,
        breaks=tuple(Break(one.before, one.reason) for one in kpi.breaks),
        band=words.band_of(kpi, kpi.now),
    )


def describe_trend(kpi: KpiEvidence) -> str:
    """What the chart says to those who hear it."""
    told = ", ".join(f"{wording.first_lower(one.period)} {_told(kpi, one)}" for one in kpi.trend)
    aim = words.explain_aim(kpi, kpi.now)
    level = f" The target is {aim}." if aim else ""
    bench = f" {kpi.benchmark.words}." if kpi.benchmark else ""
    return f"Line chart of {wording.first_lower(kpi.name)}: {told}.{level}{bench}"


def describe_bars(kpi: KpiEvidence, chart: BarChart) -> str:
    """What the bars say to those who hear them."""
    told = ", ".join(f"{bar.name} {bar.words}" for bar in chart.bars)
    aim = words.explain_aim(kpi, kpi.now)
    return f"Bar chart of {wording.first_lower(kpi.name)}: {told}." + (
        f" The target is {aim}." if aim else ""
    )


def explain_evidence(kpi: KpiEvidence, evidence: Evidence) -> Iterator[str]:
    """The speaker's notes: what the number is, and every figure behind the slide."""
    yield f"{kpi.formula} {kpi.why}"
    if kpi.denominator and not kpi.denominator.startswith("None"):
        yield f"Counted of: {wording.first_lower(kpi.denominator).removesuffix('.')}."
    made_of = words.explain_made_of(kpi, kpi.now)
    yield f"{kpi.now.period}: {_told(kpi, kpi.now)}" + (f" ({made_of})." if made_of else ".")
    for words_of, figure in (("Before", kpi.before), ("A year before", kpi.year_before)):
        if figure is not None:
            made_of = words.explain_made_of(kpi, figure)
            tail = f" ({made_of})" if made_of else ""
            yield f"{words_of}, {wording.first_lower(figure.period)}: {_told(kpi, figure)}{tail}."
    if kpi.authorities:
        yield (
            "By authority: "
            + "; ".join(f"{one.name} {_told(kpi, one.now)}" for one in kpi.authorities)
            + "."
        )
    if kpi.outlook and kpi.now.is_known:
        yield kpi.outlook
    yield f"{words.explain_returns(kpi, kpi.now)}. {kpi.rag_rule}"
    yield f"Owner: {kpi.owner}. Snapshot “{evidence.snapshot}”, definition {kpi.version}."


def _told(kpi: KpiEvidence, figure: Figure) -> str:
    if figure.hidden:
        return words.SUPPRESSED
    if figure.value is None:
        return "not known"
    provisional = " (provisional)" if figure.is_provisional else ""
    return f"{words.explain_value(kpi, figure)}{provisional}"


def _before(kpi: KpiEvidence) -> str:
    figure = kpi.year_before
    if figure is None or not figure.is_known or figure == kpi.before:
        return f"{kpi.benchmark.words}." if kpi.benchmark else ""
    provisional = ", from too few returns to rate" if figure.is_provisional else ""
    return f"A year before it was {words.explain_value(kpi, figure)}{provisional}."


def _bar(kpi: KpiEvidence, name: str, figure: Figure) -> Bar:
    told = words.explain_value(kpi, figure) if figure.is_known else _told(kpi, figure)
    return Bar(name, figure.value, told, figure.is_provisional)


def _rank(kpi: KpiEvidence, figure: Figure) -> tuple[bool, float]:
    """The farthest from where it should be first; what is not told last."""
    if figure.value is None:
        return True, 0
    match kpi.direction:
        case "down":
            return False, -figure.value
        case "band":
            return False, -words.distance_to_band(kpi, figure)
    return False, figure.value


def _spread(kpi: KpiEvidence, evidence: Evidence) -> str:
    worst = words.explain_worst(kpi, noun=kpi.counted)
    if worst:
        return f"{worst} since {evidence.since}."
    known = [one for one in kpi.authorities if words.change_of(one.now, one.before) is not None]
    return f"No authority went the wrong way since {evidence.since}." if known else ""


def _not_shown(hidden: int) -> str:
    if not hidden:
        return ""
    verb = "is" if hidden == 1 else "are"
    return f"{wording.first_upper(wording.number_word(hidden))} {verb} not shown: small numbers."
