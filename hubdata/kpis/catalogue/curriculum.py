"""What a school does for music: S06 the target year, S07 full-year programmes, S10 seven features,
S11 choir and ensemble, S12 CPD reach."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.blocks import (
    CURRICULUM,
    ENSEMBLE,
    HUB_SUPPORTED,
    REGULAR,
    SCHOOLS,
    STRANDS,
    SUPPORT,
    WHOLE_CLASS,
    peak,
)
from hubdata.kpis.examples import ANNUAL, AUTUMN, SPRING, SUMMER, YEAR, hub, row, school
from hubdata.kpis.expressions import (
    Attribute,
    Condition,
    Field,
    Flag,
    IsYes,
    Known,
    Of,
    PeriodFact,
    Same,
    Setting,
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
from hubdata.kpis.figures import Figure, Ratio
from hubdata.kpis.kpi import BaseRule, Direction, Example, Kpi, Unit, Yearly, coverage_of, limb
from hubdata.kpis.measures import Measure, Over, Owner, RollUp, SameTerm, happened
from hubdata.vocabulary import EnsembleType, Strand

EXPERIENCES = limb(StrategicFunction.SCHOOLS, "experiences")
CURRICULUM_LIMB = limb(StrategicFunction.SCHOOLS, "curriculum")
ENSEMBLES_LIMB = limb(StrategicFunction.SCHOOLS, "ensembles")

CPD = "cpd"
"""The sheet of partners' courses."""

_target_year = all_of(
    HUB_SUPPORTED[WHOLE_CLASS], Same(Field("year_group"), Setting("target_year_group"))
)
_with_target_year = Known(Attribute("roll_target_year"))
_target_pupils = peak(
    "whole-class pupils in the target year group", WHOLE_CLASS, where=_target_year
)

_all_year = any_of(not_(IsYes(PeriodFact("is_annual"))), at_least("terms_planned", 3))


def _classes(words: str, over: Over, *more: Condition, terms: int = 1) -> Measure:
    """How many hub-supported classes a school has, each counted once over the terms."""
    return Measure(
        words,
        WHOLE_CLASS,
        over,
        where=all_of(HUB_SUPPORTED[WHOLE_CLASS], *more),
        entity=("class_id",),
        roll_up=RollUp.COUNT,
        enough=terms,
    )


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

_choir = is_in("type", EnsembleType.CHOIR)
_instrumental = all_of(known("type"), not_(_choir))
_answered_ensembles = coverage_of((ENSEMBLE,)).returned
_both_groups = all_of(
    _answered_ensembles.where,
    holds(happened("a regular choir or vocal group", ENSEMBLE, all_of(REGULAR, _choir))),
    holds(happened("a regular instrumental group", ENSEMBLE, all_of(REGULAR, _instrumental))),
)

_on_a_course = Measure(
    "a partner's course",
    CPD,
    Over.ANY,
    where=at_least("attendees", 1),
    roll_up=RollUp.ANY,
    owner=Owner.SCHOOLS,
    each="school_urns",
)

S06 = Kpi(
    id="S06",
    name="Target-year reach",
    short_name="Target year",
    goals=(Goal.SCHOOLS,),
    limbs=(EXPERIENCES,),
    outcomes=(Outcome.CULTURE,),
    why="Where every child of one year group learns together, nobody is left out by chance. Most "
    "hubs choose Year 4.",
    formula_words="Pupils of the target year group in hub-supported whole-class teaching, as a "
    "percentage of that year group's roll in the school census.",
    numerator_words="Pupils of each class in that year group, in its largest term of the period, "
    "however many weeks it ran",
    denominator_words="That year group's roll in the latest school census, of all schools for "
    "which it is known",
    headline=Ratio(
        Figure("pupils taught", where=_with_target_year, value=Of(_target_pupils)),
        Figure("pupils of the year group", value=Attribute("roll_target_year")),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="peak",
    sheets=(WHOLE_CLASS,),
    counted="pupils",
    owner_role="Schools lead",
    example=Example(
        "Class 4A had 28 pupils in the autumn and 30 in the spring; Year 4 has 60 on roll. The "
        "Year 5 class does not count here, nor does a school whose census is not loaded: 30 of 60.",
        hub(YEAR, school(1, roll_target_year=60), school(2)),
        {
            "whole_class": (
                _class := row(
                    1, AUTUMN, class_id="4A", year_group="4", hub_supported=True, pupils=28
                ),
                {**_class, "slot": SPRING.slot, "pupils": 30},
                {**_class, "class_id": "5A", "year_group": "5"},
                {**_class, "source": "2", "pupils": 25},
            )
        },
        value=50,
        numerator=30,
        denominator=60,
    ),
)

S07 = Kpi(
    id="S07",
    name="Full-year programmes",
    short_name="Full-year classes",
    goals=(Goal.SCHOOLS,),
    limbs=(EXPERIENCES,),
    outcomes=(Outcome.CULTURE,),
    why="A term is a taste. Classes that go on all year are those from which pupils carry on.",
    formula_words="Hub-supported classes that ran in all three terms, as a percentage of all "
    "hub-supported classes of the year.",
    numerator_words="Classes reported in each of the three terms, or in an annual return with "
    "three terms planned; a mixed class is one class",
    denominator_words="Hub-supported classes of the year, each once",
    headline=Ratio(
        Figure(
            "classes in three terms",
            value=Of(_classes("classes in three terms", Over.TERMS, _all_year, terms=3)),
        ),
        Figure("classes", value=Of(_classes("classes of the year", Over.ANY))),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="the whole year, once it is complete",
    sheets=(WHOLE_CLASS,),
    counted="classes",
    owner_role="Schools lead",
    yearly=Yearly.ONLY,
    example=Example(
        "4A is in all three terms, 5B in one. The second school answers once a year: one class "
        "with three terms planned, one with two. 2 of 4 classes.",
        hub(YEAR, school(1), school(2)),
        {
            "whole_class": (
                _class,
                {**_class, "slot": SPRING.slot},
                {**_class, "slot": SUMMER.slot},
                {**_class, "class_id": "5B"},
                _planned := row(
                    2, ANNUAL, class_id="A", year_group="4", hub_supported=True, terms_planned=3
                ),
                {**_planned, "class_id": "B", "terms_planned": 2},
            )
        },
        value=50,
        numerator=2,
        denominator=4,
    ),
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
    numerator_words="Schools with both in the period; regular means weekly, for five weeks or "
    "more; every kind of ensemble but choirs counts as instrumental",
    denominator_words="Schools that returned the Ensembles sheet, or that there is nothing to "
    "report",
    headline=Ratio(
        Figure("schools with both", where=_both_groups),
        _answered_ensembles,
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.RETURNED,
    over="any term",
    sheets=(ENSEMBLE,),
    counted="schools",
    owner_role="Head of ensembles",
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

KPIS = (S06, S07, S10, S11, S12)
