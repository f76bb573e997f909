"""What schools are offered: S41 tuition, S42 ensembles, S43 curriculum, S44 instruments, S45 music
technology."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import (
    ENSEMBLE,
    HUB_SUPPORTED,
    SCHOOLS,
    STRANDS,
    SUPPORT,
    TUITION,
    peak,
)
from hubdata.kpis.language.expressions import Field, Known, Of, all_of, any_of, at_least, holds
from hubdata.kpis.language.figures import Figure, Part, Ratio, count_of_answers
from hubdata.kpis.language.kpi import (
    UNKNOWN_IF_BLANK,
    BaseRule,
    Direction,
    Example,
    Kpi,
    Unit,
    limb,
)
from hubdata.kpis.language.measures import Measure, Over, SameTerm, happened
from hubdata.kpis.reading.examples import AUTUMN, SPRING, YEAR, hub, row, school
from hubdata.vocabulary import Strand

CONTINUATION = "continuation"
TUITION_LIMB = limb(StrategicFunction.SCHOOLS, "tuition")
ENSEMBLES_LIMB = limb(StrategicFunction.SCHOOLS, "ensembles")
CURRICULUM_LIMB = limb(StrategicFunction.SCHOOLS, "curriculum")
INSTRUMENTS_LIMB = limb(StrategicFunction.SCHOOLS, "instruments")
EXPERIENCES = limb(StrategicFunction.SCHOOLS, "experiences")

_has_tuition = holds(
    happened(
        "hub-supported tuition", TUITION, all_of(HUB_SUPPORTED[TUITION], at_least("pupils", 1))
    )
)
_has_ensemble = holds(happened("hub-supported Ensembles", ENSEMBLE, HUB_SUPPORTED[ENSEMBLE]))
_has_curriculum_help = any_of(holds(STRANDS[Strand.PLAN]), holds(STRANDS[Strand.CPD]))


def _loans(name: str) -> Measure:
    return Measure(
        f"{name.replace('_', ' ')} in the largest term",
        CONTINUATION,
        Over.PEAK,
        value=Field(name),
        same_term=SameTerm.SUM,
    )


_with_loan = _loans("tuition_pupils_with_loan")
_learners = peak("tuition pupils", TUITION, where=HUB_SUPPORTED[TUITION])
_same = all_of(Known(Of(_with_loan)), Known(Of(_learners)))

S41 = Kpi(
    id="S41",
    name="Tuition offer",
    short_name="Tuition offered",
    goals=(Goal.SCHOOLS,),
    limbs=(TUITION_LIMB,),
    outcomes=(Outcome.MEANS,),
    why="A pupil can only take up lessons that are there. This counts the schools in which "
    "somebody teaches an instrument or voice with the hub.",
    formula_words="Schools with hub-supported tuition, as a percentage of all schools.",
    numerator_words="Schools with at least one hub-supported row in Tuition that has pupils, in "
    "any term of the period",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(Figure("schools with tuition", where=_has_tuition), SCHOOLS),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=(TUITION,),
    counted="schools",
    owner_role="Head of teaching",
    example=Example(
        "The first school has 6 pupils in hub tuition, the second a row with none, the third "
        "teaches by itself: 1 of 3.",
        hub(AUTUMN, *(school(urn) for urn in (1, 2, 3))),
        {
            "tuition": (
                row(1, AUTUMN, key_stage="KS2", hub_supported=True, pupils=6),
                row(2, AUTUMN, key_stage="KS2", hub_supported=True, pupils=0),
                row(3, AUTUMN, key_stage="KS2", hub_supported=False, pupils=9),
            )
        },
        value=100 / 3,
        numerator=1,
        denominator=3,
    ),
)

S42 = Kpi(
    id="S42",
    name="Ensemble offer",
    short_name="Ensembles offered",
    goals=(Goal.SCHOOLS,),
    limbs=(ENSEMBLES_LIMB,),
    outcomes=(Outcome.ENRICHMENT,),
    why="Playing and singing together starts with a group in one's own school.",
    formula_words="Schools with at least one hub-supported ensemble, as a percentage of all "
    "schools.",
    numerator_words="Schools with a hub-supported row in Ensembles, in any term of the period",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(Figure("schools with an ensemble", where=_has_ensemble), SCHOOLS),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=(ENSEMBLE,),
    counted="schools",
    owner_role="Head of ensembles",
    example=Example(
        "One choir is run by the school with the hub; the other school's band is its own: 1 of 2.",
        hub(AUTUMN, school(1), school(2)),
        {
            "ensemble": (
                row(1, AUTUMN, ensemble_id="CHOIR1", organiser="school with hub"),
                row(2, AUTUMN, ensemble_id="BAND1", organiser="school"),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

S43 = Kpi(
    id="S43",
    name="Curriculum support",
    short_name="Curriculum support",
    goals=(Goal.SCHOOLS,),
    limbs=(CURRICULUM_LIMB,),
    outcomes=(Outcome.CULTURE,),
    why="Most music is taught by class teachers. Help with the plan and training for staff reach "
    "every pupil of a school, and stay.",
    formula_words="Schools that had help with their music development plan or training for staff, "
    "as a percentage of all schools.",
    numerator_words="Schools that answered yes to either strand, in any term of the period",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(Figure("schools with curriculum support", where=_has_curriculum_help), SCHOOLS),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=(SUPPORT,),
    counted="schools",
    owner_role="Schools lead",
    example=Example(
        "Help with the plan in one school, training in another, only singing in the third: 2 of 3.",
        hub(AUTUMN, *(school(urn) for urn in (1, 2, 3))),
        {
            "support": (
                row(1, AUTUMN, strand_plan=True),
                row(2, AUTUMN, strand_cpd=True, strand_plan=True),
                row(3, AUTUMN, strand_singing=True),
            )
        },
        value=200 / 3,
        numerator=2,
        denominator=3,
    ),
)

S44 = Kpi(
    id="S44",
    name="Instrument access",
    short_name="Instruments lent",
    goals=(Goal.SCHOOLS,),
    limbs=(INSTRUMENTS_LIMB,),
    outcomes=(Outcome.MEANS,),
    why="Lessons without an instrument to take home rarely last. Lending is how a hub makes them "
    "possible for families that cannot buy one.",
    formula_words="Pupils in tuition with an instrument on loan, as a percentage of pupils in "
    "hub-supported tuition in the same schools.",
    numerator_words="Pupils in tuition with an instrument on loan, in each school's largest term",
    denominator_words="Enrolments in hub-supported tuition in the schools that answered, each kind "
    "of tuition in its largest term",
    headline=Ratio(
        Figure("pupils in tuition with a loan", where=_same, value=Of(_with_loan)),
        Figure("tuition pupils of the same schools", where=_same, value=Of(_learners)),
    ),
    parts=(
        Part(
            "All pupils with a loan",
            count_of_answers(
                Figure("pupils with an instrument on loan", value=Of(_loans("pupils_with_loan")))
            ),
        ),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="peak",
    sheets=(CONTINUATION,),
    counted="pupils",
    owner_role="Instruments lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    example=Example(
        "Of 12 pupils in tuition 6 had an instrument on loan in the spring, their best term. The "
        "second school did not say how many of its 20, and is left out: 6 of 12.",
        hub(YEAR, school(1), school(2)),
        {
            "tuition": (
                row(1, AUTUMN, key_stage="KS2", hub_supported=True, pupils=12),
                row(2, AUTUMN, key_stage="KS2", hub_supported=True, pupils=20),
            ),
            "continuation": (
                row(1, AUTUMN, tuition_pupils_with_loan=4),
                row(1, SPRING, tuition_pupils_with_loan=6),
                row(2, AUTUMN, pupils_with_loan=30),
            ),
        },
        value=50,
        numerator=6,
        denominator=12,
    ),
)

S45 = Kpi(
    id="S45",
    name="Music technology reach",
    short_name="Music technology",
    goals=(Goal.SCHOOLS,),
    limbs=(EXPERIENCES,),
    outcomes=(Outcome.MEANS,),
    why="Software and sound are how many young people make music today, and open a door for "
    "those whom no instrument suits.",
    formula_words="Schools that had support with music technology, as a percentage of all schools.",
    numerator_words="Schools that answered yes to the strand, in any term of the period",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(
        Figure("schools with music technology", where=holds(STRANDS[Strand.TECHNOLOGY])), SCHOOLS
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=(SUPPORT,),
    counted="schools",
    owner_role="Schools lead",
    example=Example(
        "One of two schools said yes in the autumn and no in the spring; over the year it counts: "
        "1 of 2.",
        hub(YEAR, school(1), school(2)),
        {
            "support": (
                row(1, AUTUMN, strand_technology=True),
                row(1, SPRING, strand_technology=False),
                row(2, AUTUMN, strand_technology=False),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

KPIS = (S41, S42, S43, S44, S45)
