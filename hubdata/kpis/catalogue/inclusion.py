"""Who takes part: I31 pupil premium, I32 SEND, I33 special schools, I35 the deprivation gap."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import ACTIVITY_SHEETS, ENGAGEMENT_SHEETS, attribute_in, engaged
from hubdata.kpis.language.expressions import Attribute, IsYes, all_of, any_of, not_
from hubdata.kpis.language.figures import Figure, Gap, Part, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Example, Kpi, Unit, limb
from hubdata.kpis.language.policy import LEAST_DEPRIVED, MOST_DEPRIVED, REPRESENTATION_BAND
from hubdata.kpis.language.representation import (
    Group,
    parts_of_activities,
    parts_of_index,
    representation,
)
from hubdata.kpis.reading.examples import AUTUMN, hub, row, school

CIRCUMSTANCES = limb(StrategicFunction.INCLUSION, "circumstances")
HOME = limb(StrategicFunction.INCLUSION, "home")
SEND = limb(StrategicFunction.INCLUSION, "SEND")

PUPIL_PREMIUM = Group("pupil premium", fields=("pp",), rolls=("pp_roll",))
ALL_SEND = Group(
    "SEND",
    fields=("ehcp", "sen_support"),
    rolls=("ehcp_roll", "sen_support_roll"),
    known=("ehcp", "sen_support"),
)
EHC_PLANS = Group(
    "EHC plans", fields=("ehcp",), rolls=("ehcp_roll",), known=("ehcp", "sen_support")
)
SEN_SUPPORT = Group(
    "SEN support",
    fields=("sen_support",),
    rolls=("sen_support_roll",),
    known=("ehcp", "sen_support"),
)
NOT_SPECIAL = not_(IsYes(Attribute("is_special")))
SPECIAL_OR_ALTERNATIVE = any_of(IsYes(Attribute("is_special")), IsYes(Attribute("is_alternative")))

_pupil_premium = representation(PUPIL_PREMIUM)
_send = representation(ALL_SEND, among=NOT_SPECIAL)


def _engaged_in(deciles: tuple[int, ...], words: str) -> Ratio:
    """School engagement among schools in areas of some deciles."""
    there = attribute_in("deprivation_decile", *deciles)
    return Ratio(
        Figure(f"engaged schools in the {words}", where=all_of(there, engaged())),
        Figure(f"schools in the {words}", where=there),
    )


_most_deprived = _engaged_in(MOST_DEPRIVED, "most deprived areas")
_least_deprived = _engaged_in(LEAST_DEPRIVED, "least deprived areas")

I31 = Kpi(
    id="I31",
    name="Pupil-premium representation",
    short_name="Pupil premium",
    goals=tuple(Goal),
    limbs=(CIRCUMSTANCES,),
    outcomes=(Outcome.ENRICHMENT,),
    why="An index of 1 says that pupils with pupil premium take part as often as they are on "
    "roll. Below 0.9 something keeps them away: cost, instruments, time.",
    formula_words="The share of pupils with pupil premium in hub-supported activities, divided by "
    "their share on the roll of the same schools.",
    numerator_words="Pupils with pupil premium as a percentage of pupils, in hub-supported rows "
    "of Whole class, Tuition and Ensembles that give both; each in its largest term",
    denominator_words="Pupils with pupil premium as a percentage of the roll of the same schools",
    headline=_pupil_premium,
    parts=(
        *parts_of_index(_pupil_premium),
        *parts_of_activities(PUPIL_PREMIUM),
    ),
    unit=Unit.INDEX,
    direction=Direction.BAND,
    band=REPRESENTATION_BAND,
    base=BaseRule.SAME,
    over="peak",
    sheets=ACTIVITY_SHEETS,
    counted="pupils",
    owner_role="Inclusion lead",
    example=Example(
        "6 of 60 pupils in the class have pupil premium, 10 %; on the roll it is 50 of 250, 20 %. "
        "They take part half as often as they are on roll: 0.5.",
        hub(AUTUMN, school(1, roll=250)),
        {
            "context": (row(1, AUTUMN, pp_roll=50),),
            "whole_class": (
                row(
                    1,
                    AUTUMN,
                    class_id="4A",
                    year_group="4",
                    hub_supported=True,
                    pupils=60,
                    pp=6,
                ),
            ),
        },
        value=0.5,
        numerator=10,
        denominator=20,
    ),
)

I32 = Kpi(
    id="I32",
    name="SEND representation",
    short_name="SEND",
    goals=tuple(Goal),
    limbs=(SEND,),
    outcomes=(Outcome.ENRICHMENT,),
    why="An index of 1 says that pupils with special educational needs or a disability take part "
    "as often as they are on roll. In special schools every pupil has a plan, so the headline "
    "leaves them out.",
    formula_words="The share of pupils with an EHC plan or SEN support in hub-supported "
    "activities, divided by their share on the roll of the same schools, special schools left out.",
    numerator_words="Pupils with an EHC plan or SEN support as a percentage of pupils, in "
    "hub-supported rows of Whole class, Tuition and Ensembles that give all three; each in its "
    "largest term",
    denominator_words="Pupils with an EHC plan or SEN support as a percentage of the roll of the "
    "same schools",
    headline=_send,
    parts=(
        *parts_of_index(_send),
        Part("EHC plans", representation(EHC_PLANS, among=NOT_SPECIAL)),
        Part("SEN support", representation(SEN_SUPPORT, among=NOT_SPECIAL)),
        Part("With special schools", representation(ALL_SEND)),
    ),
    unit=Unit.INDEX,
    direction=Direction.BAND,
    band=REPRESENTATION_BAND,
    base=BaseRule.SAME,
    over="peak",
    sheets=ACTIVITY_SHEETS,
    counted="pupils",
    owner_role="Inclusion lead",
    example=Example(
        "2 pupils with a plan and 4 with support, of 40 in tuition: 15 %. On the roll 5 and 25 of "
        "200: 15 %. In proportion: 1. The special school's class does not count here.",
        hub(AUTUMN, school(1), school(2, is_special=True, roll=50)),
        {
            "context": (
                row(1, AUTUMN, ehcp_roll=5, sen_support_roll=25),
                row(2, AUTUMN, ehcp_roll=50, sen_support_roll=0),
            ),
            "tuition": (
                row(1, AUTUMN, hub_supported=True, pupils=40, ehcp=2, sen_support=4),
                row(2, AUTUMN, hub_supported=True, pupils=10, ehcp=10, sen_support=0),
            ),
        },
        value=1,
        numerator=15,
        denominator=15,
    ),
)

I33 = Kpi(
    id="I33",
    name="Special and alternative provision",
    short_name="Special schools",
    goals=(Goal.SCHOOLS,),
    limbs=(SEND,),
    outcomes=(Outcome.CULTURE,),
    why="Special schools, pupil referral units and alternative provision are easily missed: they "
    "are few, and need teachers who know them.",
    formula_words="Engaged special schools, pupil referral units and alternative provision, as a "
    "percentage of all there are.",
    numerator_words="Those engaged in any term of the period, as in School engagement",
    denominator_words="All open state-funded special schools, pupil referral units and "
    "alternative provision, returned or not",
    headline=Ratio(
        Figure("engaged of them", where=all_of(SPECIAL_OR_ALTERNATIVE, engaged())),
        Figure("special and alternative provision", where=SPECIAL_OR_ALTERNATIVE),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=ENGAGEMENT_SHEETS,
    counted="schools",
    owner_role="Inclusion lead",
    example=Example(
        "A special school has singing support, a pupil referral unit has none. The primary "
        "school beside them is not asked here: 1 of 2.",
        hub(AUTUMN, school(1, is_special=True), school(2, is_alternative=True), school(3)),
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

I35 = Kpi(
    id="I35",
    name="Deprivation gap",
    short_name="Deprivation gap",
    goals=tuple(Goal),
    limbs=(HOME,),
    outcomes=(Outcome.CULTURE,),
    why="Support should not thin out where families have least. Below 0, schools in the most "
    "deprived areas are engaged less often than those in the least deprived.",
    formula_words="School engagement in the most deprived three tenths of areas, less that in the "
    "least deprived three tenths, in percentage points. It is the school's own area that counts, "
    "not the pupils' homes.",
    numerator_words="Engaged schools in deciles 1 to 3 as a percentage of schools there",
    denominator_words="Engaged schools in deciles 8 to 10 as a percentage of schools there",
    headline=Gap(_most_deprived, _least_deprived),
    parts=(
        Part("Most deprived areas (deciles 1 to 3)", _most_deprived),
        Part("Least deprived areas (deciles 8 to 10)", _least_deprived),
    ),
    unit=Unit.POINTS,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=ENGAGEMENT_SHEETS,
    counted="schools",
    owner_role="Inclusion lead",
    names_deprivation_index=True,
    example=Example(
        "In the most deprived areas 1 of 2 schools is engaged, 50 %; in the least deprived the "
        "only one is, 100 %. The gap is -50 percentage points.",
        hub(
            AUTUMN,
            school(1, deprivation_decile=1),
            school(2, deprivation_decile=3),
            school(3, deprivation_decile=5),
            school(4, deprivation_decile=9),
        ),
        {
            "support": (
                row(1, AUTUMN, strand_cpd=True),
                row(2, AUTUMN, strand_cpd=False),
                row(4, AUTUMN, strand_cpd=True),
            )
        },
        value=-50,
        numerator=50,
        denominator=100,
    ),
)

KPIS = (I31, I32, I33, I35)
