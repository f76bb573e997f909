"""How far whole-class teaching reaches: S06 the target year, S07 full-year programmes."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import (
    HUB_SUPPORTED,
    WHOLE_CLASS,
    peak,
)
from hubdata.kpis.language.expressions import (
    Attribute,
    Condition,
    Field,
    IsYes,
    Known,
    Of,
    PeriodFact,
    Same,
    Setting,
    all_of,
    any_of,
    at_least,
    not_,
)
from hubdata.kpis.language.figures import Figure, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Example, Kpi, Unit, Yearly, limb
from hubdata.kpis.language.measures import Measure, Over, RollUp
from hubdata.kpis.reading.examples import ANNUAL, AUTUMN, SPRING, SUMMER, YEAR, hub, row, school

EXPERIENCES = limb(StrategicFunction.SCHOOLS, "experiences")

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

KPIS = (S06, S07)
