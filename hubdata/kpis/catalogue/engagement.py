"""The hub's relationship with schools: S01 engagement, S02 deep engagement, S03 cold spots."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import (
    ENGAGEMENT_SHEETS,
    SCHOOLS,
    STRANDS,
    engaged,
    returned_anything,
)
from hubdata.kpis.language.expressions import Flag, Total, all_of, at_least, holds, not_
from hubdata.kpis.language.figures import Figure, Part, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Example, Kpi, Unit, limb
from hubdata.kpis.language.measures import last_terms
from hubdata.kpis.reading.examples import AUTUMN, SPRING, SUMMER, YEAR, hub, row, school

RELATIONSHIP = limb(StrategicFunction.SCHOOLS, "relationship")
COLD_SPOT_TERMS = last_terms(3)

ENGAGED_SCHOOLS = Figure("engaged schools", where=engaged())

_strands = Total(tuple(Flag(holds(measure)) for measure in STRANDS.values()))
_deeply_engaged = Figure("schools with two strands or more", where=at_least(_strands, 2))

_known = returned_anything(COLD_SPOT_TERMS)
_known_schools = Figure("schools that returned in the last three terms", where=_known)
_cold_spots = Figure(
    "of them, engaged in none of the three",
    where=all_of(_known, not_(engaged(COLD_SPOT_TERMS))),
)
_unknown_schools = Figure("schools that returned in none of the three", where=not_(_known))

S01 = Kpi(
    id="S01",
    name="School engagement",
    short_name="Schools engaged",
    goals=(Goal.SCHOOLS,),
    limbs=(RELATIONSHIP,),
    outcomes=(Outcome.CULTURE,),
    why="A hub is asked to support every state-funded school through an ongoing relationship. "
    "A school that nobody reaches is a school whose pupils depend on luck.",
    formula_words="Engaged schools as a percentage of all schools of the hub.",
    numerator_words="Schools with any strand of support answered yes, or any hub-supported row in "
    "Whole class, Tuition or Ensembles, in any term of the period",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(ENGAGED_SCHOOLS, SCHOOLS),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=ENGAGEMENT_SHEETS,
    counted="schools",
    default_target=90,
    owner_role="Schools lead",
    example=Example(
        "Four schools. One has help with its plan, one has a hub-supported class but answered no "
        "to every strand, one has only tuition of its own, one did not return: 2 of 4.",
        hub(AUTUMN, *(school(urn) for urn in (1, 2, 3, 4))),
        {
            "support": (
                row(1, AUTUMN, strand_plan=True),
                row(2, AUTUMN, strand_plan=False),
                row(3, AUTUMN, strand_plan=False),
            ),
            "whole_class": (row(2, AUTUMN, class_id="4A", year_group="4", hub_supported=True),),
            "tuition": (row(3, AUTUMN, key_stage="KS2", hub_supported=False, pupils=9),),
        },
        value=50,
        numerator=2,
        denominator=4,
    ),
)

S02 = Kpi(
    id="S02",
    name="Deep engagement",
    short_name="Deeply engaged",
    goals=(Goal.SCHOOLS,),
    limbs=(RELATIONSHIP,),
    outcomes=(Outcome.CULTURE,),
    why="One visit is not a relationship. Schools with two or more strands of support tend to "
    "stay, and their pupils find a next step.",
    formula_words="Schools with at least two different strands of support, as a percentage of all "
    "schools of the hub.",
    numerator_words="Schools with two or more different strands answered yes; the strands of all "
    "terms of the period are put together",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(_deeply_engaged, SCHOOLS),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term, strands put together",
    sheets=("support",),
    counted="schools",
    owner_role="Schools lead",
    example=Example(
        "The first school has singing in the autumn and CPD in the spring, two strands in the "
        "year; the second has singing in both terms, which is one: 1 of 2.",
        hub(YEAR, school(1), school(2)),
        {
            "support": (
                row(1, AUTUMN, strand_singing=True),
                row(1, SPRING, strand_cpd=True),
                row(2, AUTUMN, strand_singing=True),
                row(2, SPRING, strand_singing=True),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

S03 = Kpi(
    id="S03",
    name="Cold-spot schools",
    short_name="Cold spots",
    goals=(Goal.SCHOOLS,),
    limbs=(RELATIONSHIP,),
    outcomes=(Outcome.CULTURE,),
    why="A term without support can be chance; three in a row is a cold spot. Schools that never "
    "told us anything are shown beside it, because silence is not the same as no support.",
    formula_words="Schools that were not engaged in any of the last three terms, as a percentage "
    "of the schools that returned in at least one of them.",
    numerator_words="Schools that returned in the last three terms and were engaged in none",
    denominator_words="Schools that returned at least one part in the last three terms; an annual "
    "return answers for each term of its year",
    headline=Ratio(_cold_spots, _known_schools),
    parts=(Part("Unknown: never returned", Ratio(_unknown_schools, SCHOOLS)),),
    unit=Unit.PERCENT,
    direction=Direction.DOWN,
    base=BaseRule.RETURNED,
    over="window of the last three terms",
    sheets=ENGAGEMENT_SHEETS,
    counted="schools",
    owner_role="Schools lead",
    example=Example(
        "Seen from the summer: the first school was engaged in the autumn, the second returned "
        "twice without any support, the third never returned. 1 of the 2 that told us.",
        hub(SUMMER, school(1), school(2), school(3)),
        {
            "support": (
                row(1, AUTUMN, strand_live=True),
                row(2, SPRING, strand_live=False),
                row(2, SUMMER),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

KPIS = (S01, S02, S03)
