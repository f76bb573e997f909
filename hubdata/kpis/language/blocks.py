"""What several KPIs share: hub-supported rows, engaged schools, regular ensembles, the roll."""

from __future__ import annotations

from functools import cache

from hubdata.kpis.language.expressions import (
    ALWAYS,
    Attribute,
    Condition,
    Expression,
    Field,
    IsIn,
    Of,
    Setting,
    all_of,
    any_of,
    at_least,
    first_known,
    holds,
    is_in,
    is_yes,
    known,
    not_,
    total,
)
from hubdata.kpis.language.figures import Figure
from hubdata.kpis.language.measures import PART, PERIOD, Measure, Over, Span, carried, happened
from hubdata.vocabulary import Organiser, Strand

CONTEXT = "context"
CURRICULUM = "curriculum"
SUPPORT = "support"
WHOLE_CLASS = "whole_class"
TUITION = "tuition"
ENSEMBLE = "ensemble"

ENGAGEMENT_SHEETS = (SUPPORT, WHOLE_CLASS, TUITION, ENSEMBLE)
ACTIVITY_SHEETS = (WHOLE_CLASS, TUITION, ENSEMBLE)
ACTIVITY_NAMES = {WHOLE_CLASS: "Whole class", TUITION: "Tuition", ENSEMBLE: "Ensembles"}

ENTITIES = {
    WHOLE_CLASS: ("class_id", "year_group"),
    TUITION: ("key_stage", "group_size", "provider_type"),
    ENSEMBLE: ("ensemble_id",),
}
"""What makes two rows of a source the same thing in another term."""

MEMBERS = total(*(f"members_{stage}" for stage in ("eyfs", "ks1", "ks2", "ks3", "ks4", "ks5")))
PUPILS: dict[str, Expression] = {
    WHOLE_CLASS: Field("pupils"),
    TUITION: Field("pupils"),
    ENSEMBLE: MEMBERS,
}

SUPPORTED = is_yes("hub_supported")
SUPPORTED_ENSEMBLE = any_of(
    SUPPORTED,
    all_of(
        not_(known("hub_supported")),
        is_in("organiser", Organiser.SCHOOL_WITH_HUB, Organiser.AREA_HUB, Organiser.PARTNER),
    ),
)
HUB_SUPPORTED: dict[str, Condition] = {
    WHOLE_CLASS: SUPPORTED,
    TUITION: SUPPORTED,
    ENSEMBLE: SUPPORTED_ENSEMBLE,
}
"""Rows that the hub supports; a blank counts where somebody else than the school organises."""

REGULAR = all_of(is_yes("meets_weekly"), at_least("weeks_met", Setting("regular_weeks")))
A_TERM_LONG = at_least("weeks_delivered", Setting("term_weeks"))

STRAND_FIELDS = tuple(f"strand_{strand}" for strand in Strand)
STRANDS: dict[Strand, Measure] = {
    strand: happened(f"{strand} support", SUPPORT, is_yes(f"strand_{strand}")) for strand in Strand
}

ROLL_TOTAL = carried("pupils on roll", CONTEXT, Field("roll_total"))
ROLL = first_known(Of(ROLL_TOTAL), Attribute("roll"))
"""The latest roll a return gave by the end of the period, else the register's."""

ROLL_OF_BASE = Figure("pupils on roll of all schools", value=ROLL)
SCHOOLS = Figure("schools of the base")


@cache
def engaged(span: Span = PERIOD) -> Condition:
    """Any strand of support, or any hub-supported row in whole class, tuition or ensembles."""
    any_strand = any_of(*(is_yes(f"strand_{strand}") for strand in Strand))
    found = [happened("any strand of support", SUPPORT, any_strand, span=span)]
    for sheet in ACTIVITY_SHEETS:
        words = f"hub-supported {ACTIVITY_NAMES[sheet]}"
        found.append(happened(words, sheet, HUB_SUPPORTED[sheet], span=span))
    return any_of(*(holds(measure) for measure in found))


@cache
def returned_anything(span: Span = PERIOD) -> Condition:
    """Any part of any return that counts."""
    return holds(happened("any return", PART, ALWAYS, span=span))


def peak(words: str, sheet: str, *, where: Condition, value: Expression | None = None) -> Measure:
    """Pupils of each class, kind of tuition or ensemble in its largest term, added up; or another
    value of that same term."""
    pupils = PUPILS[sheet]
    return Measure(
        words,
        sheet,
        Over.PEAK,
        value=value or pupils,
        where=where,
        main=pupils,
        entity=ENTITIES[sheet],
    )


def attribute_in(name: str, *values: int | str) -> Condition:
    """The register says one of these of the school."""
    return IsIn(Attribute(name), values)
