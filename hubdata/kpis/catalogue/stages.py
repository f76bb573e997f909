"""The ladder: KPIs of progression told by key stage, each the catalogue's own with a further figure
for every stage in place of its parts.

A stage's figure is enrolments of that stage for each 100 pupils of the stage on roll: the latest
roll of the stage a school told us, else the census's where it has one (key stages 1 to 3).
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from hubdata.kpis.catalogue.music import IN_THE_AREA, M23, M25
from hubdata.kpis.catalogue.progress import HIGHER_STANDARDS, M24, STANDARDS, at_standards
from hubdata.kpis.catalogue.teaching import S05
from hubdata.kpis.language.blocks import (
    A_TERM_LONG,
    CONTEXT,
    ENSEMBLE,
    HUB_SUPPORTED,
    REGULAR,
    TUITION,
    WHOLE_CLASS,
    peak,
)
from hubdata.kpis.language.expressions import (
    Attribute,
    Condition,
    Expression,
    Field,
    Of,
    all_of,
    first_known,
    is_in,
)
from hubdata.kpis.language.figures import Among, Figure, Formula, Part, Ratio
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.measures import Measure, carried
from hubdata.vocabulary import KeyStage, YearGroup

IN_CENSUS = (KeyStage.KS1, KeyStage.KS2, KeyStage.KS3)
"""Stages whose roll the base of a school has from the census."""

STAGES = (KeyStage.KS1, KeyStage.KS2, KeyStage.KS3, KeyStage.KS4, KeyStage.KS5)
"""The stages of the ladder; the early years come before its first rung."""


AREA_ENSEMBLES = "Area ensembles"


class Rung(StrEnum):
    """The rungs that are told by key stage, lowest first."""

    FIRST_ACCESS = "first access"
    TUITION = "tuition"
    ENSEMBLES = "ensembles"
    STANDARDS = "standards"
    AREA = "area ensembles"


def _roll_of(stage: KeyStage) -> Figure:
    """Pupils of a stage on roll, of the schools that tell it or that the census has."""
    name = f"roll_{stage.value.lower()}"
    told: Expression = Of(carried(f"pupils in {stage}", CONTEXT, Field(name)))
    known = first_known(told, Attribute(name)) if stage in IN_CENSUS else told
    return Figure(f"pupils in {stage} on roll", value=known)


ROLLS = {stage: _roll_of(stage) for stage in STAGES}


def _share(stage: KeyStage, measure: Measure, *, among: Among = Among.BASE) -> Ratio:
    return Ratio(Figure(measure.words, value=Of(measure), among=among), ROLLS[stage])


def _in_classes(stage: KeyStage) -> Formula:
    groups = [group.value for group in YearGroup if group.key_stage is stage]
    where = all_of(HUB_SUPPORTED[WHOLE_CLASS], A_TERM_LONG, is_in("year_group", *groups))
    return _share(stage, peak(f"whole-class pupils in {stage}", WHOLE_CLASS, where=where))


def _in_tuition(stage: KeyStage) -> Formula:
    where = all_of(HUB_SUPPORTED[TUITION], is_in("key_stage", stage))
    return _share(stage, peak(f"tuition enrolments in {stage}", TUITION, where=where))


def _in_ensembles(stage: KeyStage, *more: Condition) -> Formula:
    """The members of a stage, in the term in which the whole ensemble was largest."""
    measure = peak(
        f"ensemble members in {stage}",
        ENSEMBLE,
        where=all_of(HUB_SUPPORTED[ENSEMBLE], REGULAR, *more),
        value=Field(f"members_{stage.value.lower()}"),
    )
    return _share(stage, measure, among=Among.WIDER)


def _at_standards(stage: KeyStage) -> Formula:
    """Of the assessed, as the KPI has it."""
    where = is_in("key_stage", stage)
    higher = at_standards(f"intermediate or advanced in {stage}", *HIGHER_STANDARDS, where=where)
    assessed = at_standards(f"assessed in {stage}", *STANDARDS, where=where)
    return Ratio(Figure(higher.words, value=Of(higher)), Figure(assessed.words, value=Of(assessed)))


LADDER: dict[Rung, Kpi] = {
    Rung.FIRST_ACCESS: replace(S05, parts=tuple(Part(one, _in_classes(one)) for one in STAGES)),
    Rung.TUITION: replace(M23, parts=tuple(Part(one, _in_tuition(one)) for one in STAGES)),
    Rung.ENSEMBLES: replace(M25, parts=tuple(Part(one, _in_ensembles(one)) for one in STAGES)),
    Rung.STANDARDS: replace(M24, parts=tuple(Part(one, _at_standards(one)) for one in STAGES)),
    Rung.AREA: replace(
        M25,
        headline=next(part.formula for part in M25.parts if part.name == AREA_ENSEMBLES),
        parts=tuple(Part(one, _in_ensembles(one, IN_THE_AREA)) for one in STAGES),
    ),
}
"""The KPI under each rung; the headline is the catalogue's."""


def find_rung_number(rung: Rung, stage: str) -> str:
    """What a stage of a rung is called among the further figures of its KPI: "KS2"; of the area
    ensembles, whose KPI has two rungs, "Area ensembles, KS2"."""
    return f"{AREA_ENSEMBLES}, {stage}" if rung is Rung.AREA else stage


def add_stages(kpi: Kpi) -> Kpi:
    """A KPI with the stages of its rungs among its further figures; of all others as it is."""
    stages = [
        Part(find_rung_number(rung, part.name), part.formula)
        for rung, one in LADDER.items()
        if one.id == kpi.id
        for part in one.parts
    ]
    return replace(kpi, parts=(*kpi.parts, *stages)) if stages else kpi


def is_stage(number: str) -> bool:
    """Whether a further figure is that of a stage: "KS2", "Area ensembles, KS2"."""
    return number.rpartition(", ")[2] in STAGES
