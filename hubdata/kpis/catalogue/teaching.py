"""Music in the school day: S04, S05 whole-class teaching, S08 the plan, S09 an hour a week."""

from __future__ import annotations

from datetime import date

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import (
    A_TERM_LONG,
    CONTEXT,
    CURRICULUM,
    HUB_SUPPORTED,
    ROLL_OF_BASE,
    SCHOOLS,
    WHOLE_CLASS,
    attribute_in,
    peak,
)
from hubdata.kpis.language.expressions import (
    Attribute,
    Condition,
    Field,
    Flag,
    Known,
    Of,
    Setting,
    When,
    all_of,
    any_of,
    at_least,
    first_known,
    holds,
    in_this_academic_year,
    is_in,
    known,
    not_,
)
from hubdata.kpis.language.figures import Figure, Part, Ratio, ratio_of_answers
from hubdata.kpis.language.kpi import (
    UNKNOWN_IF_BLANK,
    BaseRule,
    Direction,
    Example,
    Kpi,
    Unit,
    limb,
)
from hubdata.kpis.language.measures import Measure, Over, SameTerm, carried, happened
from hubdata.kpis.reading.examples import AUTUMN, SPRING, YEAR, hub, row, school
from hubdata.vocabulary import PlanStatus

EXPERIENCES = limb(StrategicFunction.SCHOOLS, "experiences")
CURRICULUM_SUPPORT = limb(StrategicFunction.SCHOOLS, "curriculum")
PRIMARY = attribute_in("phase", "Primary", "Middle (deemed primary)", "Middle deemed primary")

_has_class = holds(happened("whole-class teaching", WHOLE_CLASS, HUB_SUPPORTED[WHOLE_CLASS]))
_with_class = Figure("schools with a hub-supported class", where=_has_class)
_primary_with_class = Figure("primary schools with a class", where=all_of(_has_class, PRIMARY))
_primary_schools = Figure("primary schools of the base", where=PRIMARY)

_classes = all_of(HUB_SUPPORTED[WHOLE_CLASS], A_TERM_LONG)
_pupils = peak("pupils in whole-class teaching", WHOLE_CLASS, where=_classes)
_first_time = peak(
    "of them, for the first time", WHOLE_CLASS, where=_classes, value=Field("pupils_first_time")
)
_pupils_in_classes = Figure("pupils in whole-class teaching", value=Of(_pupils))
_pupils_first_time = Figure("of them, learning for the first time", value=Of(_first_time))

_status = "music_development_plan_status"
_date = "music_development_plan_date"
_plan = Measure(
    "a published plan",
    CURRICULUM,
    Over.LATEST,
    value=When(
        known(_status),
        Flag(
            all_of(
                is_in(_status, PlanStatus.PUBLISHED),
                any_of(not_(known(_date)), in_this_academic_year(_date)),
            )
        ),
    ),
    same_term=SameTerm.LARGEST,
)
_with_plan = Figure("schools with a published plan", where=holds(_plan))

_STAGES = ("ks1", "ks2", "ks3")
_minutes = {
    stage: Measure(
        f"minutes a week in {stage.upper()}",
        CURRICULUM,
        Over.LATEST,
        value=Field(f"minutes_{stage}"),
        same_term=SameTerm.LARGEST,
    )
    for stage in _STAGES
}
_stage_rolls = {
    stage: first_known(
        Of(carried(f"pupils in {stage.upper()}", CONTEXT, Field(f"roll_{stage}"))),
        Attribute(f"roll_{stage}"),
        Attribute(f"teaches_{stage}"),
    )
    for stage in _STAGES
}


def _each_stage_taught(met: dict[str, Condition]) -> Condition:
    """A condition of every stage in which the school has pupils, of which it has one at least."""
    has = {stage: at_least(_stage_rolls[stage], 1) for stage in _STAGES}
    return all_of(
        any_of(*has.values()), *(any_of(not_(has[stage]), met[stage]) for stage in _STAGES)
    )


_answered_minutes = Figure(
    "schools that answered for each stage they teach",
    where=_each_stage_taught({stage: Known(Of(_minutes[stage])) for stage in _STAGES}),
)
_an_hour = Figure(
    "schools with an hour in each stage they teach",
    where=_each_stage_taught(
        {stage: at_least(Of(_minutes[stage]), Setting("hour")) for stage in _STAGES}
    ),
)

S04 = Kpi(
    id="S04",
    name="Schools with whole-class teaching",
    short_name="Whole-class schools",
    goals=(Goal.SCHOOLS,),
    limbs=(EXPERIENCES,),
    outcomes=(Outcome.CULTURE,),
    why="Whole-class teaching is how most children first hold an instrument: everybody in the "
    "class, whatever their family can pay.",
    formula_words="Schools with at least one hub-supported class, as a percentage of all schools.",
    numerator_words="Schools with a hub-supported row in Whole class, in any term of the period",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(_with_class, SCHOOLS),
    parts=(Part("Primary phase", Ratio(_primary_with_class, _primary_schools)),),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=(WHOLE_CLASS,),
    counted="schools",
    owner_role="Schools lead",
    example=Example(
        "Two primary schools and a secondary. One primary has a hub-supported class; the other "
        "teaches a class itself, which does not count: 1 of 3.",
        hub(
            AUTUMN,
            school(1, phase="Primary"),
            school(2, phase="Primary"),
            school(3, phase="Secondary"),
        ),
        {
            "whole_class": (
                row(1, AUTUMN, class_id="4A", year_group="4", hub_supported=True, pupils=28),
                row(2, AUTUMN, class_id="5B", year_group="5", hub_supported=False, pupils=30),
            )
        },
        value=100 / 3,
        numerator=1,
        denominator=3,
    ),
)

S05 = Kpi(
    id="S05",
    name="Pupils in whole-class teaching",
    short_name="Whole-class pupils",
    goals=(Goal.SCHOOLS,),
    limbs=(EXPERIENCES,),
    outcomes=(Outcome.CULTURE,),
    why="Schools can be reached through a single class. This says how many children that is, of "
    "all the children there are.",
    formula_words="Pupils in hub-supported classes that ran for at least a term, as a percentage "
    "of all pupils on roll.",
    numerator_words="Pupils of each class and year group, once, in its largest term of the "
    "period; terms with fewer than ten weeks taught do not count",
    denominator_words="Pupils on roll of all schools: the latest roll the school told us, else "
    "the register's",
    headline=Ratio(_pupils_in_classes, ROLL_OF_BASE),
    parts=(Part("First time", ratio_of_answers(_pupils_first_time, ROLL_OF_BASE)),),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="peak",
    sheets=(WHOLE_CLASS,),
    counted="pupils",
    owner_role="Schools lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    example=Example(
        "Class 4A had 28 pupils in the autumn and 30 in the spring: 30 in the year, of whom 2 "
        "were new. Class 5B ran for six weeks only. 30 of 200 on roll.",
        hub(YEAR, school(1)),
        {
            "whole_class": (
                _class := row(
                    1,
                    AUTUMN,
                    class_id="4A",
                    year_group="4",
                    hub_supported=True,
                    pupils=28,
                    pupils_first_time=28,
                    weeks_delivered=12,
                ),
                {**_class, "slot": SPRING.slot, "pupils": 30, "pupils_first_time": 2},
                {**_class, "class_id": "5B", "year_group": "5", "weeks_delivered": 6},
            )
        },
        value=15,
        numerator=30,
        denominator=200,
    ),
)

S08 = Kpi(
    id="S08",
    name="Published music development plan",
    short_name="Published plans",
    goals=(Goal.SCHOOLS,),
    limbs=(CURRICULUM_SUPPORT,),
    outcomes=(Outcome.CULTURE,),
    why="The national plan asks every school for a music development plan. A published one, "
    "looked at again this year, is one that parents and the hub can hold on to.",
    formula_words="Schools with a published plan of this academic year, as a percentage of all "
    "schools of the hub.",
    numerator_words="Schools whose latest answer is published, with a date in this academic year "
    "or none",
    denominator_words="All open state-funded schools, returned or not",
    headline=Ratio(_with_plan, SCHOOLS),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="latest",
    sheets=(CURRICULUM,),
    counted="schools",
    owner_role="Schools lead",
    example=Example(
        "Published and dated this year; published and dated last year; published without a date; "
        "a draft: 2 of 4.",
        hub(AUTUMN, *(school(urn) for urn in (1, 2, 3, 4))),
        {
            "curriculum": (
                row(1, AUTUMN, **{_status: "published", _date: date(2024, 10, 1)}),
                row(2, AUTUMN, **{_status: "published", _date: date(2023, 10, 1)}),
                row(3, AUTUMN, **{_status: "published"}),
                row(4, AUTUMN, **{_status: "draft"}),
            )
        },
        value=50,
        numerator=2,
        denominator=4,
    ),
)

S09 = Kpi(
    id="S09",
    name="An hour a week",
    short_name="An hour a week",
    goals=(Goal.SCHOOLS,),
    limbs=(CURRICULUM_SUPPORT,),
    outcomes=(Outcome.CULTURE,),
    why="The national plan expects at least one hour of curriculum music a week in key stages 1 "
    "to 3. It is what every other opportunity rests on.",
    formula_words="Schools with at least 60 minutes a week in each of the key stages 1 to 3 in "
    "which they have pupils, as a percentage of those that answered for each of them.",
    numerator_words="Schools with 60 minutes or more in each such key stage, by their latest "
    "answers of the period",
    denominator_words="Schools with pupils in key stages 1 to 3 that answered for each of them",
    headline=Ratio(_an_hour, _answered_minutes),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.RETURNED,
    over="latest",
    sheets=(CURRICULUM,),
    counted="schools",
    owner_role="Schools lead",
    example=Example(
        "Two primary schools, with no pupils in key stage 3: one teaches 60 minutes in both "
        "stages, one only 45 in key stage 2. A third left key stage 2 blank and is not in the "
        "base: 1 of 2.",
        hub(AUTUMN, *(school(urn, phase="Primary") for urn in (1, 2, 3))),
        {
            "curriculum": (
                row(1, AUTUMN, minutes_ks1=60, minutes_ks2=60),
                row(2, AUTUMN, minutes_ks1=60, minutes_ks2=45),
                row(3, AUTUMN, minutes_ks1=60),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

KPIS = (S04, S05, S08, S09)
