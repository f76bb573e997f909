"""Who finds the way: I34 fee support, I36 small and rural schools."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import (
    ENGAGEMENT_SHEETS,
    HUB_SUPPORTED,
    ROLL,
    TUITION,
    engaged,
    peak,
)
from hubdata.kpis.language.expressions import (
    Attribute,
    Field,
    IsYes,
    Known,
    Of,
    Setting,
    all_of,
    any_of,
    at_most,
    known,
    not_,
)
from hubdata.kpis.language.figures import Count, Figure, Part, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Example, Kpi, Unit, limb
from hubdata.kpis.reading.examples import AUTUMN, SPRING, YEAR, hub, row, school

CIRCUMSTANCES = limb(StrategicFunction.INCLUSION, "circumstances")
HOME = limb(StrategicFunction.INCLUSION, "home")

_tells_fees = all_of(HUB_SUPPORTED[TUITION], known("pupils_charged", "pupils_remitted"))
_remitted, _charged = (
    peak(words, TUITION, where=_tells_fees, value=Field(name))
    for words, name in (
        ("pupils with a reduced or no fee", "pupils_remitted"),
        ("pupils whose family pays", "pupils_charged"),
    )
)

SMALL = at_most(ROLL, Setting("small_roll"))
SMALL_OR_RURAL = any_of(SMALL, IsYes(Attribute("is_rural")))
_unknown_rurality = not_(Known(Attribute("is_rural")))

I34 = Kpi(
    id="I34",
    name="Fee support",
    short_name="Fee support",
    goals=(Goal.TALENT,),
    limbs=(CIRCUMSTANCES,),
    outcomes=(Outcome.MEANS,),
    why="Lessons cost families money. How many of them pay less, or nothing, shows what the hub's "
    "remission policy does in practice.",
    formula_words="Pupils with a reduced or no fee, as a percentage of pupils whose lessons are "
    "charged for, in hub-supported tuition.",
    numerator_words="Pupils with a reduced or no fee, of each kind of tuition in its largest term",
    denominator_words="Pupils charged, in the rows that answer both",
    headline=Ratio(
        Figure(_remitted.words, value=Of(_remitted)), Figure(_charged.words, value=Of(_charged))
    ),
    unit=Unit.PERCENT,
    direction=Direction.CONTEXT,
    base=BaseRule.SAME,
    over="peak",
    sheets=(TUITION,),
    counted="enrolments",
    owner_role="Inclusion lead",
    example=Example(
        "In the spring, the larger term, 3 of 12 charged pupils had support; the row that does "
        "not say is left out.",
        hub(YEAR, school(1)),
        {
            "tuition": (
                _taught := row(
                    1,
                    AUTUMN,
                    key_stage="KS2",
                    hub_supported=True,
                    pupils=10,
                    pupils_charged=10,
                    pupils_remitted=1,
                ),
                {
                    **_taught,
                    "slot": SPRING.slot,
                    "pupils": 12,
                    "pupils_charged": 12,
                    "pupils_remitted": 3,
                },
                {**_taught, "key_stage": "KS3", "pupils_remitted": None},
            )
        },
        value=25,
        numerator=3,
        denominator=12,
    ),
)

I36 = Kpi(
    id="I36",
    name="Small and rural schools",
    short_name="Small and rural",
    goals=tuple(Goal),
    limbs=(HOME,),
    outcomes=(Outcome.CULTURE,),
    why="A visit to forty pupils an hour away costs as much as one to four hundred in town. Small "
    "and rural schools are the first to be missed.",
    formula_words="Engaged schools with up to 100 pupils or in a rural area, as a percentage of "
    "all such schools.",
    numerator_words="Those engaged in any term of the period, as in School engagement",
    denominator_words="All open state-funded schools that are small or rural; where it is not "
    "known whether a school is rural, its size alone decides",
    headline=Ratio(
        Figure("engaged small or rural schools", where=all_of(SMALL_OR_RURAL, engaged())),
        Figure("small or rural schools", where=SMALL_OR_RURAL),
    ),
    parts=(
        Part(
            "Schools of which it is not known whether they are rural",
            Count(Figure("schools without rurality", where=_unknown_rurality)),
        ),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=ENGAGEMENT_SHEETS,
    counted="schools",
    owner_role="Inclusion lead",
    example=Example(
        "A school of 60 pupils is engaged, a rural one of 300 is not; the large one in town is "
        "not asked here: 1 of 2.",
        hub(
            AUTUMN,
            school(1, roll=60),
            school(2, roll=300, is_rural=True),
            school(3, roll=400, is_rural=False),
        ),
        {
            "support": (
                row(1, AUTUMN, strand_singing=True),
                row(2, AUTUMN, strand_singing=False),
                row(3, AUTUMN, strand_singing=True),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

KPIS = (I34, I36)
