"""The next step: M28 moving on."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import ROLL_OF_BASE
from hubdata.kpis.language.expressions import (
    Field,
    Of,
    Total,
)
from hubdata.kpis.language.figures import Among, Figure, Part, Ratio, ratio_of_answers
from hubdata.kpis.language.kpi import (
    UNKNOWN_IF_BLANK,
    BaseRule,
    Direction,
    Example,
    Kpi,
    Unit,
    Yearly,
    limb,
)
from hubdata.kpis.language.measures import (
    Measure,
    Over,
)
from hubdata.kpis.reading.examples import SPRING, SUMMER, YEAR, hub, partner, row, school

DESTINATIONS = "destinations"
ONWARD = limb(StrategicFunction.PROGRESSION, "onward")

MOVES = {
    "nymo": "National youth music organisations",
    "centre_for_advanced_training": "Centres for advanced training",
    "junior_conservatoire": "Junior conservatoires",
    "music_and_dance_scheme": "Music and Dance Scheme",
    "higher_education": "Higher education",
    "employment": "Employment",
}
_moved = {
    name: Measure(words, DESTINATIONS, Over.LATEST, value=Field(name))
    for name, words in MOVES.items()
}


def _moving(words: str, *names: str) -> Ratio:
    """Young people who moved on to some of them, for each 10,000 pupils."""
    some = Total(tuple(Of(_moved[name]) for name in names))
    figure = Figure(words, value=some, among=Among.WIDER)
    return ratio_of_answers(figure, ROLL_OF_BASE, per=10_000)


M28 = Kpi(
    id="M28",
    name="Moving on",
    short_name="Moving on",
    goals=(Goal.TALENT,),
    limbs=(ONWARD,),
    outcomes=(Outcome.ROUTES,),
    why="A few young people want music to be their life. Whether the way is open shows in how "
    "many take the next step, per 10,000 pupils.",
    formula_words="Young people who moved on to national or specialist opportunities, higher "
    "education or work in music, for each 10,000 pupils on roll.",
    numerator_words="The latest answer of the year of each partner, for each kind of destination, "
    "added up over the partners",
    denominator_words="Pupils on roll of all schools: the latest roll the school told us, else "
    "the register's",
    headline=_moving("young people who moved on", *MOVES),
    parts=tuple(Part(words, _moving(words.lower(), name)) for name, words in MOVES.items()),
    unit=Unit.PER_10000,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="the latest answer of the year, once the summer's or annual return is due",
    sheets=(DESTINATIONS,),
    counted="young people",
    owner_role="Progression lead",
    splits=(),
    asked=Among.PARTNERS,
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    yearly=Yearly.ONLY,
    example=Example(
        "One partner tells 2 in national youth organisations and, by the summer, 3 in higher "
        "education; another 1 in work. 6 of 20,000 pupils: 3 per 10,000.",
        hub(YEAR, school(1, roll=20000), partners=(partner("P07"), partner("P08"))),
        {
            "destinations": (
                row("P07", SPRING, nymo=2, higher_education=1),
                row("P07", SUMMER, higher_education=3),
                row("P08", SUMMER, employment=1),
            )
        },
        value=3,
        numerator=6,
        denominator=20000,
    ),
)

KPIS = (M28,)
