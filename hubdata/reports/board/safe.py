"""The evidence without what may not be told: every figure of a pack has gone through here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hubdata.kpis.judging.suppression import Counted, Rule, Why, find_primary, find_suppressed
from hubdata.kpis.language.figures import Among
from hubdata.kpis.language.kpi import ASKED
from hubdata.reports.board.evidence import AuthorityFigures, Evidence, Figure, KpiEvidence

OF_THE_HUB = ASKED[Among.HUB]
"""Told by the lead organisation alone: nobody's figure is hidden in it."""


def suppress_evidence(evidence: Evidence, rule: Rule) -> Evidence:
    """The evidence as it may be published."""
    return replace(evidence, kpis=tuple(suppress_kpi(kpi, rule) for kpi in evidence.kpis))


def suppress_kpi(kpi: KpiEvidence, rule: Rule) -> KpiEvidence:
    """A KPI with the figures that may not be told taken out: of the hub in every period, then of
    the authorities, now and before, so that none can be worked out from the others."""
    now = _suppress(kpi, kpi.now, rule)
    before = kpi.before and _suppress(kpi, kpi.before, rule)
    hidden_now = _hidden_of({one.code: one.now for one in kpi.authorities}, now, kpi, rule)
    of_before = {one.code: one.before for one in kpi.authorities if one.before}
    hidden_before = _hidden_of(of_before, before, kpi, rule)
    return replace(
        kpi,
        now=now,
        before=before,
        year_before=kpi.year_before and _suppress(kpi, kpi.year_before, rule),
        trend=tuple(_suppress(kpi, one, rule) for one in kpi.trend),
        authorities=tuple(
            AuthorityFigures(
                one.code,
                one.name,
                _hide(one.now, hidden_now.get(one.code)),
                one.before and _hide(one.before, hidden_before.get(one.code)),
            )
            for one in kpi.authorities
        ),
    )


def _suppress(kpi: KpiEvidence, figure: Figure, rule: Rule) -> Figure:
    return _hide(figure, _why(kpi, figure, rule))


def _why(kpi: KpiEvidence, figure: Figure, rule: Rule) -> Why | None:
    """An index or a gap may be told where each of the rates it is made of may."""
    if figure.value is None and figure.numerator is None:
        return None
    found = (find_primary(one, counted=kpi.counted, rule=rule) for one in _counted(kpi, figure))
    return next((why for why in found if why), None)


def _counted(kpi: KpiEvidence, figure: Figure) -> tuple[Counted, ...]:
    told_by = None if kpi.asked == OF_THE_HUB else figure.returned
    if kpi.has_counts:
        return (Counted(figure.numerator, figure.denominator, told_by),)
    rates = tuple(Counted(one.numerator, one.denominator, told_by) for one in figure.rates)
    return (Counted(None, None, told_by), *rates)


def _hidden_of(
    figures: Mapping[str, Figure], total: Figure | None, kpi: KpiEvidence, rule: Rule
) -> dict[str, Why]:
    known = {code: one for code, one in figures.items() if one.value is not None}
    if not kpi.has_counts:
        return {code: why for code, one in known.items() if (why := _why(kpi, one, rule))}
    whole = None if total is None or not total.is_known else _counted(kpi, total)[0]
    parts = {code: _counted(kpi, one)[0] for code, one in known.items()}
    return find_suppressed(parts, total=whole, counted=kpi.counted, rule=rule)


def _hide(figure: Figure, why: Why | None) -> Figure:
    if why is None:
        return replace(figure, rates=())
    return replace(
        figure,
        value=None,
        numerator=None,
        denominator=None,
        rag=None,
        shortfall=None,
        rates=(),
        hidden=why.value,
    )
