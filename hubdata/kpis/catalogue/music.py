"""Learning and playing: M23 tuition, M25 ensemble members, M26 ensembles."""

from __future__ import annotations

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import (
    ENSEMBLE,
    ENTITIES,
    HUB_SUPPORTED,
    REGULAR,
    ROLL_OF_BASE,
    TUITION,
    peak,
)
from hubdata.kpis.language.expressions import ALWAYS, Condition, Of, all_of, at_least, is_in
from hubdata.kpis.language.figures import Among, Count, Figure, Part, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Example, Kpi, Unit, limb
from hubdata.kpis.language.measures import Measure, Over, RollUp
from hubdata.kpis.reading.examples import AUTUMN, SPRING, YEAR, hub, row, school
from hubdata.vocabulary import EnsembleType, GroupSize, Organiser

TUITION_LIMB = limb(StrategicFunction.SCHOOLS, "tuition")
ENSEMBLES_LIMB = limb(StrategicFunction.SCHOOLS, "ensembles")

IN_SCHOOL = is_in("organiser", Organiser.SCHOOL, Organiser.SCHOOL_WITH_HUB)
IN_THE_AREA = is_in("organiser", Organiser.AREA_HUB, Organiser.PARTNER)


def tuition_rate(words: str, where: Condition) -> Ratio:
    """Enrolments of some tuition as a share of all pupils."""
    enrolments = Figure(words, value=Of(peak(words, TUITION, where=where)))
    return Ratio(enrolments, ROLL_OF_BASE)


def _in_groups(size: GroupSize) -> Condition:
    return all_of(HUB_SUPPORTED[TUITION], is_in("group_size", size))


def _members(words: str, *more: Condition) -> Ratio:
    """Members of some regular, hub-supported ensembles as a share of all pupils."""
    where = all_of(HUB_SUPPORTED[ENSEMBLE], REGULAR, *more)
    members = Figure(words, value=Of(peak(words, ENSEMBLE, where=where)), among=Among.WIDER)
    return Ratio(members, ROLL_OF_BASE)


def _ensembles(words: str, *more: Condition) -> Count:
    """How many different hub-supported ensembles met, whoever told us of them."""
    where = all_of(HUB_SUPPORTED[ENSEMBLE], at_least("weeks_met", 1), *more)
    measure = Measure(
        words,
        ENSEMBLE,
        Over.ANY,
        where=where,
        entity=ENTITIES[ENSEMBLE],
        roll_up=RollUp.COUNT,
    )
    return Count(Figure(words, value=Of(measure), among=Among.EVERYONE))


M23 = Kpi(
    id="M23",
    name="Tuition enrolments",
    short_name="Tuition",
    goals=(Goal.TALENT,),
    limbs=(TUITION_LIMB,),
    outcomes=(Outcome.ROUTES,),
    why="Individual and group tuition is where interest becomes skill. A pupil who learns two "
    "instruments is two enrolments.",
    formula_words="Enrolments in hub-supported tuition outside whole-class teaching, as a "
    "percentage of pupils on roll. Beside it: the same of all tuition, hub-supported or not.",
    numerator_words="Pupils of each kind of hub-supported tuition (key stage, group size and "
    "provider) in its largest term of the period",
    denominator_words="Pupils on roll of all schools: the latest roll the school told us, else "
    "the register's",
    headline=tuition_rate("enrolments in tuition", HUB_SUPPORTED[TUITION]),
    parts=(
        *(
            Part(size.value.capitalize(), tuition_rate(f"{size} tuition", _in_groups(size)))
            for size in GroupSize
        ),
        Part("All, hub-supported or not", tuition_rate("enrolments in all tuition", ALWAYS)),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="peak",
    sheets=(TUITION,),
    counted="enrolments",
    out_of="pupils",
    owner_role="Head of teaching",
    version="2",
    rewritten=(
        (
            "2",
            "only hub-supported tuition counts; before, all tuition did, which is a further "
            "figure now",
        ),
    ),
    example=Example(
        "Individual tuition had 6 pupils in the autumn and 8 in the spring; a small group of 4 "
        "met without the hub's support. In its largest term: 8 enrolments, 200 on roll.",
        hub(YEAR, school(1)),
        {
            "tuition": (
                _one := row(
                    1,
                    AUTUMN,
                    key_stage="KS2",
                    group_size="individual",
                    provider_type="hub lead",
                    hub_supported=True,
                    pupils=6,
                ),
                {**_one, "slot": SPRING.slot, "pupils": 8},
                {**_one, "group_size": "small", "pupils": 4, "hub_supported": False},
            )
        },
        value=4,
        numerator=8,
        denominator=200,
    ),
)

M25 = Kpi(
    id="M25",
    name="Regular ensemble members",
    short_name="Ensemble members",
    goals=(Goal.TALENT,),
    limbs=(ENSEMBLES_LIMB,),
    outcomes=(Outcome.ENRICHMENT,),
    why="Making music together, week after week, is what children remember. A workshop is not an "
    "ensemble: it counts once it met weekly for half a term.",
    formula_words="Members of hub-supported ensembles that met weekly for at least five weeks, as "
    "a percentage of pupils on roll.",
    numerator_words="Members of each regular ensemble in its largest term of the period; a pupil "
    "in two ensembles is two memberships",
    denominator_words="Pupils on roll of all schools: the latest roll the school told us, else "
    "the register's",
    headline=_members("members of regular ensembles"),
    parts=(
        Part("School ensembles", _members("members of school ensembles", IN_SCHOOL)),
        Part("Area ensembles", _members("members of area ensembles", IN_THE_AREA)),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="peak",
    sheets=(ENSEMBLE,),
    counted="memberships",
    out_of="pupils",
    owner_role="Head of ensembles",
    example=Example(
        "A choir the school runs with the hub has 30 members and met for ten weeks; the hub's "
        "band has 10 but met three times. The choir counts: 30 of 200 on roll.",
        hub(AUTUMN, school(1)),
        {
            "ensemble": (
                row(
                    1,
                    AUTUMN,
                    ensemble_id="CHOIR1",
                    organiser="school with hub",
                    meets_weekly=True,
                    weeks_met=10,
                    members_ks2=30,
                ),
                row(
                    1,
                    AUTUMN,
                    ensemble_id="BAND1",
                    organiser="area hub",
                    meets_weekly=True,
                    weeks_met=3,
                    members_ks2=10,
                ),
            )
        },
        value=15,
        numerator=30,
        denominator=200,
    ),
)

M26 = Kpi(
    id="M26",
    name="Ensembles running",
    short_name="Ensembles",
    goals=(Goal.TALENT,),
    limbs=(ENSEMBLES_LIMB,),
    outcomes=(Outcome.ENRICHMENT,),
    why="Each ensemble is a place to belong. How many there are, and who runs them, shows where "
    "the hub adds to what schools do.",
    formula_words="Different hub-supported ensembles that met in the period.",
    numerator_words="Ensembles with at least one week met, each counted once however many terms "
    "it ran, whoever told us of it",
    denominator_words="None: it is a count",
    headline=_ensembles("ensembles that met"),
    parts=(
        *(
            Part(one.value.capitalize(), _ensembles(f"organised by {one}", is_in("organiser", one)))
            for one in Organiser
        ),
        Part("Choirs", _ensembles("choirs and vocal groups", is_in("type", EnsembleType.CHOIR))),
    ),
    unit=Unit.COUNT,
    direction=Direction.UP,
    base=BaseRule.NONE,
    over="any term",
    sheets=(ENSEMBLE,),
    counted="ensembles",
    owner_role="Head of ensembles",
    example=Example(
        "A choir met in two terms and counts once; the hub's band met; a third group is the "
        "school's own, without support. 2 ensembles.",
        hub(YEAR, school(1)),
        {
            "ensemble": (
                _choir := row(
                    1,
                    AUTUMN,
                    ensemble_id="CHOIR1",
                    organiser="school with hub",
                    type="choir or vocal",
                    weeks_met=10,
                ),
                {**_choir, "slot": SPRING.slot},
                {**_choir, "ensemble_id": "BAND1", "organiser": "area hub", "type": "brass"},
                {**_choir, "ensemble_id": "OWN1", "organiser": "school"},
            )
        },
        value=2,
        numerator=2,
    ),
)

KPIS = (M23, M25, M26)
