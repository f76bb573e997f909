"""How far pupils go: M22 continuation, M24 standards, M27 older players, M29 performing, M30 KS4
music."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import (
    CURRICULUM,
    ENSEMBLE,
    ENTITIES,
    HUB_SUPPORTED,
    TUITION,
    peak,
)
from hubdata.kpis.language.expressions import (
    ALWAYS,
    Condition,
    Constant,
    Expression,
    Field,
    Known,
    Of,
    PeriodFact,
    Total,
    When,
    all_of,
    any_of,
    at_least,
    is_in,
    is_yes,
    known,
    total,
)
from hubdata.kpis.language.figures import Among, Count, Figure, Part, Ratio, count_of_answers
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
from hubdata.kpis.language.measures import Measure, Over
from hubdata.kpis.reading.examples import AUTUMN, SPRING, SUMMER, YEAR, hub, row, school
from hubdata.vocabulary import Organiser

CONTINUATION = "continuation"
PERFORMANCE = "performance"
DEVELOPING = limb(StrategicFunction.PROGRESSION, "developing")
LIVE = limb(StrategicFunction.PROGRESSION, "live and community")

ONCE_COMPLETE = "the latest answer of the year, once the summer's or annual return is due"


def _both(upper: str, lower: str, sheet: str) -> Ratio:
    """One answer as a share of another, of the schools' latest rows that give both."""
    both = known(upper, lower)
    one, other = (
        Measure(name.replace("_", " "), sheet, Over.LATEST, value=When(both, Field(name)))
        for name in (upper, lower)
    )
    return Ratio(Figure(one.words, value=Of(one)), Figure(other.words, value=Of(other)))


HIGHER_STANDARDS = ("standard_intermediate", "standard_advanced")
STANDARDS = ("standard_entry", "standard_foundation", *HIGHER_STANDARDS)
_assessed = any_of(*(known(name) for name in STANDARDS))


def at_standards(words: str, *names: str, where: Condition = ALWAYS) -> Measure:
    """Pupils at some standards, of each kind of tuition by its latest row that tells standards."""
    some: Expression = Total((Constant(0), *(Field(name) for name in names)))
    return Measure(
        words,
        TUITION,
        Over.LATEST,
        value=When(_assessed, some),
        where=all_of(HUB_SUPPORTED[TUITION], where),
        entity=ENTITIES[TUITION],
    )


_area_ensembles = all_of(
    HUB_SUPPORTED[ENSEMBLE], is_in("organiser", Organiser.AREA_HUB, Organiser.PARTNER)
)
_older = peak(
    "KS4 and KS5 members of area ensembles",
    ENSEMBLE,
    where=_area_ensembles,
    value=total("members_ks4", "members_ks5"),
)
_members = peak("members of area ensembles", ENSEMBLE, where=_area_ensembles)

_performed = Measure(
    "terms with a performance", PERFORMANCE, Over.TERMS, where=is_yes("termly_performance")
)
_answered = Measure(
    "terms in which it was answered", PERFORMANCE, Over.TERMS, where=known("termly_performance")
)


def _times(name: str, words: str) -> Count:
    told = Measure(words, PERFORMANCE, Over.SUM, value=Field(name))
    return count_of_answers(Figure(words, value=Of(told)))


M22 = Kpi(
    id="M22",
    name="Continuation",
    short_name="Continuation",
    goals=(Goal.TALENT,),
    limbs=(DEVELOPING,),
    outcomes=(Outcome.ROUTES,),
    why="Whole-class teaching is a beginning. How many still learn a year later says whether it "
    "led anywhere.",
    formula_words="Pupils of last year's whole-class teaching who are still learning, as a "
    "percentage of that cohort in the same schools.",
    numerator_words="Pupils who had whole-class teaching last year and still learn an instrument "
    "or voice",
    denominator_words="Pupils who had whole-class teaching last year, in the schools that answered "
    "both questions",
    headline=_both("prior_still_learning", "prior_whole_class_pupils", CONTINUATION),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over=ONCE_COMPLETE,
    sheets=(CONTINUATION,),
    counted="pupils",
    default_target=30,
    owner_role="Progression lead",
    yearly=Yearly.ONLY,
    example=Example(
        "19 of 56 still learn, by the summer's answer. The second school did not say how many of "
        "its 40, and is left out.",
        hub(YEAR, school(1), school(2)),
        {
            "continuation": (
                row(1, AUTUMN, prior_whole_class_pupils=58, prior_still_learning=30),
                row(1, SUMMER, prior_whole_class_pupils=56, prior_still_learning=19),
                row(2, SUMMER, prior_whole_class_pupils=40),
            )
        },
        value=100 * 19 / 56,
        numerator=19,
        denominator=56,
    ),
)

M24 = Kpi(
    id="M24",
    name="Standards",
    short_name="Standards",
    goals=(Goal.TALENT,),
    limbs=(DEVELOPING,),
    outcomes=(Outcome.ROUTES,),
    why="A hub in which everybody begins and nobody gets further has lost its older players.",
    formula_words="Enrolments in hub-supported tuition at intermediate or advanced standard, as a "
    "percentage of those whose standard is known.",
    numerator_words="Enrolments at grade 4 or above, by each kind of tuition's latest row that "
    "tells standards",
    denominator_words="Enrolments at entry, foundation, intermediate or advanced standard in the "
    "same rows; those not assessed are left out",
    headline=Ratio(
        Figure(
            "at intermediate or advanced standard",
            value=Of(at_standards("intermediate or advanced", *HIGHER_STANDARDS)),
        ),
        Figure("assessed", value=Of(at_standards("assessed", *STANDARDS))),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over=ONCE_COMPLETE,
    sheets=(TUITION,),
    counted="enrolments",
    owner_role="Progression lead",
    yearly=Yearly.ONLY,
    example=Example(
        "In the summer 8 were at entry, 9 at foundation, 2 at intermediate and 1 at advanced "
        "standard; the autumn's numbers are out of date: 3 of 20.",
        hub(YEAR, school(1)),
        {
            "tuition": (
                _taught := row(
                    1,
                    AUTUMN,
                    key_stage="KS2",
                    group_size="small",
                    provider_type="hub lead",
                    hub_supported=True,
                    standard_entry=20,
                ),
                {
                    **_taught,
                    "slot": SUMMER.slot,
                    "standard_entry": 8,
                    "standard_foundation": 9,
                    "standard_intermediate": 2,
                    "standard_advanced": 1,
                },
            )
        },
        value=15,
        numerator=3,
        denominator=20,
    ),
)

M27 = Kpi(
    id="M27",
    name="Older players in area ensembles",
    short_name="Older players",
    goals=(Goal.TALENT,),
    limbs=(DEVELOPING,),
    outcomes=(Outcome.ROUTES,),
    why="Area ensembles are the next step after school. When their members grow younger every "
    "year, the older ones have nowhere to go.",
    formula_words="Members in key stages 4 and 5 as a percentage of all members of hub-supported "
    "ensembles that the area hub or a partner organises.",
    numerator_words="Members in KS4 and KS5, of each ensemble in its largest term, whether a "
    "school, a partner or the lead told us of it",
    denominator_words="All members of the same ensembles in the same terms",
    headline=Ratio(
        Figure(_older.words, value=Of(_older), among=Among.WIDER),
        Figure(_members.words, value=Of(_members), among=Among.WIDER),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="peak",
    sheets=(ENSEMBLE,),
    counted="memberships",
    owner_role="Head of ensembles",
    example=Example(
        "The youth orchestra had 10 members in KS3 and 6 in KS4 in the autumn, its largest term; "
        "the partner's band 2 in KS5 and 2 in KS3. 8 of 20.",
        hub(YEAR, school(1)),
        {
            "ensemble": (
                _group := row(
                    1,
                    AUTUMN,
                    ensemble_id="YOUTH",
                    organiser="area hub",
                    members_ks3=10,
                    members_ks4=6,
                ),
                {**_group, "slot": SPRING.slot, "members_ks4": 5},
                row(
                    "P07",
                    AUTUMN,
                    ensemble_id="BAND",
                    organiser="partner",
                    members_ks3=2,
                    members_ks5=2,
                ),
            )
        },
        value=40,
        numerator=8,
        denominator=20,
    ),
)

M29 = Kpi(
    id="M29",
    name="Performing and live music",
    short_name="Performing",
    goals=(Goal.TALENT,),
    limbs=(LIVE,),
    outcomes=(Outcome.ENRICHMENT,),
    why="The national plan asks for a performance every term and live music at least once a year: "
    "music is made to be heard.",
    formula_words="Schools whose pupils performed in the term, or over the year in all three "
    "terms, as a percentage of schools that answered.",
    numerator_words="Schools that answered yes; for a year in each of its three terms, or in an "
    "annual return",
    denominator_words="Schools that answered in any term of the period",
    headline=Ratio(
        Figure(
            "schools that performed every term",
            where=at_least(Of(_performed), PeriodFact("terms")),
        ),
        Figure("schools that answered", where=Known(Of(_answered))),
    ),
    parts=(
        Part("Performers", _times("performers", "pupils who performed")),
        Part("Live attendances", _times("live_attendances", "pupils who heard live music")),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.RETURNED,
    over="every term; performers and attendances are added up",
    sheets=(PERFORMANCE,),
    counted="schools",
    owner_role="Events lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    yearly=Yearly.IN_THE_YEAR,
    example=Example(
        "The first school performed in all three terms, the second in two of them: 1 of 2.",
        hub(YEAR, school(1), school(2)),
        {
            "performance": (
                *(row(1, term, termly_performance=True) for term in (AUTUMN, SPRING, SUMMER)),
                *(row(2, term, termly_performance=True) for term in (AUTUMN, SUMMER)),
                row(2, SPRING, termly_performance=False),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

M30 = Kpi(
    id="M30",
    name="KS4 music entries",
    short_name="KS4 entries",
    goals=(Goal.TALENT,),
    limbs=(DEVELOPING,),
    outcomes=(Outcome.CULTURE,),
    why="A qualification at 16 keeps the next step open. Nationally about one pupil in fourteen "
    "takes one.",
    formula_words="Pupils entered for a KS4 music course, as a percentage of the final year of KS4 "
    "in the same schools.",
    numerator_words="Pupils of the final year of KS4 entered for a music course",
    denominator_words="Pupils in the final year of KS4, in the schools that answered both",
    headline=_both("ks4_music_entries", "ks4_cohort", CURRICULUM),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over=ONCE_COMPLETE,
    sheets=(CURRICULUM,),
    counted="pupils",
    owner_role="Progression lead",
    yearly=Yearly.ONLY,
    example=Example(
        "12 of 180 pupils are entered; the primary school has no such year and left it blank.",
        hub(YEAR, school(1), school(2)),
        {
            "curriculum": (
                row(1, SUMMER, ks4_music_entries=12, ks4_cohort=180),
                row(2, SUMMER, minutes_ks2=60),
            )
        },
        value=100 * 12 / 180,
        numerator=12,
        denominator=180,
    ),
)

KPIS = (M22, M24, M27, M29, M30)
