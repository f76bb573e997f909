"""Definitions as they were: what was frozen by one comes out again by it, whatever counts now."""

from __future__ import annotations

from dataclasses import replace

from hubdata.framework import FUNCTIONS, StrategicFunction
from hubdata.kpis.catalogue.curriculum import ANSWERED_ENSEMBLES, CHOIR, INSTRUMENTAL, S11
from hubdata.kpis.catalogue.infrastructure import S13
from hubdata.kpis.catalogue.money import U37, U38, U40A, U40B
from hubdata.kpis.catalogue.music import M23, tuition_rate
from hubdata.kpis.catalogue.offer import S44
from hubdata.kpis.catalogue.onward import M28
from hubdata.kpis.catalogue.partners import HAS_A_SAY, HELD_SESSIONS, P19, P46, PROJECT
from hubdata.kpis.catalogue.progress import M29
from hubdata.kpis.catalogue.resources import U40C, U40D, U40E
from hubdata.kpis.catalogue.teaching import S05
from hubdata.kpis.language.blocks import ENSEMBLE, REGULAR
from hubdata.kpis.language.expressions import ALWAYS, Condition, Of, all_of, holds, is_in
from hubdata.kpis.language.figures import Among, Count, Figure, Formula, Part, Ratio
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import Measure, Over, RollUp, happened
from hubdata.vocabulary import GroupSize


def _with_blanks_as_0(kpi: Kpi) -> Kpi:
    """A KPI as it was when a number that nobody told was 0."""
    parts = tuple(replace(part, formula=_without_told(part.formula)) for part in kpi.parts)
    headline = _without_told(kpi.headline)
    return replace(kpi, version="1", rewritten=(), headline=headline, parts=parts)


def _without_told(formula: Formula) -> Formula:
    return replace(formula, told=None) if isinstance(formula, Count | Ratio) else formula


def _with_blank_sources_as_0() -> Kpi:
    """U37 when its headline was not known where nobody told of it, but other sources were 0."""
    parts = tuple(
        part if part.formula is U37.headline else replace(part, formula=_without_told(part.formula))
        for part in U37.parts
    )
    return replace(U37, version="2", rewritten=U37.rewritten[:1], parts=parts)


def _choir_and_group() -> Kpi:
    """S11 when a choir in one term and a group in another were both groups of the year."""
    both = all_of(
        ANSWERED_ENSEMBLES.where,
        *(
            holds(happened(words, ENSEMBLE, all_of(REGULAR, kind)))
            for words, kind in (("a choir", CHOIR), ("an instrumental group", INSTRUMENTAL))
        ),
    )
    headline = Ratio(Figure("schools with both", where=both), ANSWERED_ENSEMBLES)
    return replace(S11, version="1", rewritten=(), headline=headline)


def _voice_in_sessions(*more: Condition) -> Ratio:
    """P19 when youth voice counted only in a term with sessions."""

    def projects(words: str, *conditions: Condition) -> Figure:
        measure = Measure(
            words,
            PROJECT,
            Over.ANY,
            where=all_of(HELD_SESSIONS, *conditions),
            entity=("project_id",),
            roll_up=RollUp.COUNT,
        )
        return Figure(words, value=Of(measure), among=Among.PARTNERS)

    return Ratio(projects("shaped or led", HAS_A_SAY, *more), projects("projects", *more))


FORMER: dict[tuple[str, str], Kpi] = {
    (kpi.id, kpi.version): kpi
    for kpi in (
        replace(
            M23,
            version="1",
            rewritten=(),
            headline=tuition_rate("enrolments in tuition", ALWAYS),
            parts=tuple(
                Part(
                    size.value.capitalize(),
                    tuition_rate(f"{size} tuition", is_in("group_size", size)),
                )
                for size in GroupSize
            ),
        ),
        _choir_and_group(),
        replace(
            P19,
            version="1",
            rewritten=(),
            headline=_voice_in_sessions(),
            parts=tuple(
                Part(FUNCTIONS[one].short, _voice_in_sessions(is_in("function", one)))
                for one in StrategicFunction
            ),
        ),
        replace(P46, version="1", rewritten=(), parts=()),
        *map(_with_blanks_as_0, (M28, M29, S05, S13, S44)),
        *map(_with_blanks_as_0, (U37, U38, U40A, U40B, U40C, U40D, U40E)),
        _with_blank_sources_as_0(),
    )
}


def as_defined(kpi: Kpi, version: str) -> Kpi:
    """A KPI by an earlier version of its definition; as it is now where that one is not kept."""
    return FORMER.get((kpi.id, version), kpi)
