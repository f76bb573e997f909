"""What a school does for music: S10 seven features, S11 choir and ensemble, S12 CPD reach."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import (
    CURRICULUM,
    ENSEMBLE,
    REGULAR,
    SCHOOLS,
    STRANDS,
    SUPPORT,
)
from hubdata.kpis.language.expressions import (
    Flag,
    Known,
    Of,
    Total,
    When,
    all_of,
    any_of,
    at_least,
    holds,
    is_in,
    is_yes,
    known,
    not_,
)
from hubdata.kpis.language.figures import Figure, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Example, Kpi, Unit, coverage_of, limb
from hubdata.kpis.language.measures import Measure, Over, Owner, RollUp, SameTerm
from hubdata.kpis.reading.examples import AUTUMN, hub, row, school
from hubdata.vocabulary import EnsembleType, Strand

CURRICULUM_LIMB = limb(StrategicFunction.SCHOOLS, "curriculum")
ENSEMBLES_LIMB = limb(StrategicFunction.SCHOOLS, "ensembles")

CPD = "cpd"
"""The sheet of partners' courses."""

FEATURES = (
    "feature_hour_a_week",
    "feature_lessons",
    "feature_choir",
    "feature_ensemble",
    "feature_space",
    "feature_termly_performance",
    "feature_live_performance",
)
_features = tuple(
    Measure(
        name.replace("_", " "),
        CURRICULUM,
        Over.LATEST,
        value=When(known(name), Flag(is_yes(name))),
        same_term=SameTerm.LARGEST,
    )
    for name in FEATURES
)
_all_seven = all_of(*(Known(Of(feature)) for feature in _features))

CHOIR = is_in("type", EnsembleType.CHOIR)
INSTRUMENTAL = all_of(known("type"), not_(CHOIR))
ANSWERED_ENSEMBLES = coverage_of((ENSEMBLE,)).returned
_terms_with_both = Measure(
    "terms with a regular choir or vocal group and a regular instrumental group",
    ENSEMBLE,
    Over.TERMS,
    where=REGULAR,
    each_of=(CHOIR, INSTRUMENTAL),
    roll_up=RollUp.ANY,
)
_both_groups = all_of(ANSWERED_ENSEMBLES.where, holds(_terms_with_both))

_on_a_course = Measure(
    "a partner's course",
    CPD,
    Over.ANY,
    where=at_least("attendees", 1),
    roll_up=RollUp.ANY,
    owner=Owner.SCHOOLS,
    each="school_urns",
)

S10 = Kpi(
    id="S10",
    name="Seven features of a school",
    short_name="Seven features",
    goals=(Goal.SCHOOLS,),
    limbs=(CURRICULUM_LIMB,),
    outcomes=(Outcome.CULTURE,),
    why="The national plan describes a good school in seven features: an hour a week, lessons, a "
    "choir, an ensemble, space, a performance every term and live music.",
    formula_words="The features that schools have, on average, of the seven.",
    numerator_words="Features answered yes, added up over the schools, each by its latest answer "
    "of the period",
    denominator_words="Schools that answered all seven",
    headline=Ratio(
        Figure(
            "features in place",
            where=_all_seven,
            value=Total(tuple(Of(feature) for feature in _features)),
        ),
        Figure("schools that answered all seven", where=_all_seven),
        per=1,
    ),
    parts=(),
    unit=Unit.MEAN,
    direction=Direction.UP,
    base=BaseRule.RETURNED,
    over="latest",
    sheets=(CURRICULUM,),
    counted="features",
    owner_role="Schools lead",
    example=Example(
        "The first school has all seven, the second three; the third left one blank and is not "
        "in the base: 10 features in 2 schools.",
        hub(AUTUMN, *(school(urn) for urn in (1, 2, 3))),
        {
            "curriculum": (
                row(1, AUTUMN, **dict.fromkeys(FEATURES, True)),
                row(2, AUTUMN, **{name: number < 3 for number, name in enumerate(FEATURES)}),
                row(3, AUTUMN, **dict.fromkeys(FEATURES[1:], True)),
            )
        },
        value=5,
        numerator=10,
        denominator=2,
    ),
)

S11 = Kpi(
    id="S11",
    name="Choir and ensemble",
    short_name="Choir and ensemble",
    goals=(Goal.SCHOOLS,),
    limbs=(ENSEMBLES_LIMB,),
    outcomes=(Outcome.ENRICHMENT,),
    why="The national plan asks every school for both, whoever runs them: somewhere to sing and "
    "somewhere to play.",
    formula_words="Schools with a regular choir or vocal group and a regular instrumental group, "
    "hub-supported or not, as a percentage of schools that answered on ensembles.",
    numerator_words="Schools with both in one term, any term of the period; regular means weekly, "
    "for five weeks or more; every kind of ensemble but choirs counts as instrumental",
    denominator_words="Schools that returned the Ensembles sheet, or that there is nothing to "
    "report",
    headline=Ratio(
        Figure("schools with both", where=_both_groups),
        ANSWERED_ENSEMBLES,
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.RETURNED,
    over="any term",
    sheets=(ENSEMBLE,),
    counted="schools",
    owner_role="Head of ensembles",
    version="2",
    rewritten=(
        ("2", "both groups have to be there in the same term; before, each in some term did"),
    ),
    example=Example(
        "The first school has a choir and a brass band of its own, both weekly. The second has "
        "two choirs. The third returned no Ensembles sheet: 1 of 2.",
        hub(AUTUMN, *(school(urn) for urn in (1, 2, 3))),
        {
            "ensemble": (
                _group := row(
                    1,
                    AUTUMN,
                    ensemble_id="CHOIR1",
                    type="choir or vocal",
                    organiser="school",
                    meets_weekly=True,
                    weeks_met=10,
                ),
                {**_group, "ensemble_id": "BAND1", "type": "brass"},
                {**_group, "source": "2"},
                {**_group, "source": "2", "ensemble_id": "CHOIR2"},
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

S12 = Kpi(
    id="S12",
    name="CPD reach",
    short_name="CPD reach",
    goals=(Goal.SCHOOLS,),
    limbs=(CURRICULUM_LIMB,),
    outcomes=(Outcome.WORKFORCE,),
    why="One trained teacher reaches a class a day, for years. Schools that nobody trains fall "
    "behind quietly.",
    formula_words="Schools whose staff had training from the hub or a partner, as a percentage of "
    "all schools.",
    numerator_words="Schools that answered yes to the CPD strand, or that a partner names in a "
    "course that somebody came to, in any term of the period",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(
        Figure("schools with CPD", where=any_of(holds(STRANDS[Strand.CPD]), holds(_on_a_course))),
        SCHOOLS,
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=(SUPPORT,),
    counted="schools",
    owner_role="Workforce lead",
    example=Example(
        "The first school said yes. A partner's course named the second and third; nobody came "
        "to the one that named the fourth: 3 of 4.",
        hub(AUTUMN, *(school(urn) for urn in (1, 2, 3, 4))),
        {
            "support": (row(1, AUTUMN, strand_cpd=True), row(2, AUTUMN, strand_cpd=False)),
            "cpd": (
                row("P07", AUTUMN, course="Singing", school_urns="2; 3", attendees=9),
                row("P07", AUTUMN, course="Drums", school_urns="4", attendees=0),
            ),
        },
        value=75,
        numerator=3,
        denominator=4,
    ),
)

KPIS = (S10, S11, S12)
