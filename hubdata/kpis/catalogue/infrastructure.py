"""What a hub builds on: S13 CPD places, S14 early years, P15 lead schools, P17 trusts."""

from __future__ import annotations

from datetime import date

from hubdata.framework import Goal, Outcome, StrategicFunction
from hubdata.kpis.language.blocks import ENGAGEMENT_SHEETS, engaged
from hubdata.kpis.language.expressions import (
    ALWAYS,
    Attribute,
    Condition,
    Field,
    Of,
    PeriodFact,
    all_of,
    any_of,
    at_least,
    at_most,
    holds,
    is_in,
    known,
    not_,
)
from hubdata.kpis.language.figures import Among, Figure, Part, Ratio, count_of_answers
from hubdata.kpis.language.kpi import (
    UNKNOWN_IF_BLANK,
    BaseRule,
    Direction,
    Example,
    Kpi,
    Unit,
    limb,
)
from hubdata.kpis.language.measures import Measure, Over, Owner, RollUp
from hubdata.kpis.language.splits import BY_PARTNER
from hubdata.kpis.reading.examples import AUTUMN, SPRING, YEAR, hub, partner, row, school
from hubdata.vocabulary import LeadKind

CPD = "cpd"
PROJECT = "project"
LEAD_SCHOOL = "lead_school"
EARLY_YEARS = "early_years"
WORKFORCE = limb(StrategicFunction.SUSTAINABILITY, "workforce")
INFRASTRUCTURE = limb(StrategicFunction.PARTNERSHIP, "infrastructure")


def _people(name: str, words: str, where: Condition = ALWAYS) -> Figure:
    measure = Measure(words, CPD, Over.SUM, value=Field(name), where=where)
    return Figure(words, value=Of(measure), among=Among.PARTNERS)


_rated = known("rating_responses", "rating_useful")

_settings_reached = Measure(
    "early-years settings named",
    PROJECT,
    Over.ANY,
    entity=("ey_setting_ids",),
    roll_up=RollUp.COUNT,
    owner=Owner.HUB,
    each="ey_setting_ids",
)
_settings_there = Measure(
    "early-years settings in the area",
    EARLY_YEARS,
    Over.LATEST,
    value=Field("settings_total"),
    entity=("la_code",),
)

_now = PeriodFact("reference_date")
_is_current = all_of(
    any_of(not_(known("start")), at_most("start", _now)),
    any_of(not_(known("end")), at_least("end", _now)),
)


def _led(kind: LeadKind) -> Condition:
    """The authority has a current lead school of that kind."""
    measure = Measure(
        f"current {kind} lead schools",
        LEAD_SCHOOL,
        Over.LISTED,
        where=all_of(is_in("lead_kind", kind), _is_current),
        owner=Owner.AUTHORITY,
    )
    return holds(measure)


_authorities = Figure("local authorities of the hub", among=Among.AUTHORITIES)


def _covered(words: str, *kinds: LeadKind) -> Ratio:
    where = all_of(*map(_led, kinds))
    return Ratio(Figure(words, where=where, among=Among.AUTHORITIES), _authorities)


_trust = Attribute("trust")

S13 = Kpi(
    id="S13",
    name="CPD places",
    short_name="CPD places",
    goals=(Goal.SCHOOLS,),
    limbs=(WORKFORCE,),
    outcomes=(Outcome.WORKFORCE,),
    why="Training is what stays in a school when a project has ended. Whether people found it "
    "useful is told beside how many came.",
    formula_words="People who came to courses of hub partners.",
    numerator_words="Attendees of all courses of the period; a person at two courses is two places",
    denominator_words="None: it is a count",
    headline=count_of_answers(_people("attendees", "people who came")),
    parts=(
        Part(
            "Found it useful",
            Ratio(
                _people("rating_useful", "found it useful", _rated),
                _people("rating_responses", "gave feedback", _rated),
            ),
        ),
    ),
    unit=Unit.COUNT,
    direction=Direction.UP,
    base=BaseRule.NONE,
    over="added up",
    sheets=(CPD,),
    counted="places",
    owner_role="Workforce lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    splits=BY_PARTNER,
    asked=Among.PARTNERS,
    example=Example(
        "18 people came to one course in the autumn and 12 to another in the spring: 30 places.",
        hub(YEAR, partners=(partner("P07"),)),
        {
            "cpd": (
                row("P07", AUTUMN, course="Singing", attendees=18, rating_responses=10),
                row("P07", SPRING, course="Drums", attendees=12),
            )
        },
        value=30,
        numerator=30,
    ),
)

S14 = Kpi(
    id="S14",
    name="Early-years settings supported",
    short_name="Early years",
    goals=(Goal.SCHOOLS,),
    limbs=(INFRASTRUCTURE,),
    outcomes=(Outcome.CULTURE,),
    why="The national plan begins before school. Nurseries and playgroups are many and small, and "
    "easily left to themselves.",
    formula_words="Different early-years settings that partners' projects name, as a percentage of "
    "all registered settings.",
    numerator_words="Settings named in any project of the period, each once, however many projects "
    "name it",
    denominator_words="Registered settings by the hub return's latest answer for each authority",
    headline=Ratio(
        Figure("settings supported", value=Of(_settings_reached), among=Among.HUB),
        Figure("registered settings", value=Of(_settings_there), among=Among.HUB),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="any term",
    sheets=(PROJECT,),
    counted="settings",
    owner_role="Early years lead",
    splits=(),
    asked=Among.PARTNERS,
    example=Example(
        "Two projects name three settings, one of them both: 3 of 60.",
        hub(AUTUMN, partners=(partner("P07"), partner("P08"))),
        {
            "project": (
                row("P07", AUTUMN, project_id="A", ey_setting_ids="EY1; EY2"),
                row("P08", AUTUMN, project_id="B", ey_setting_ids="EY2; EY3"),
            ),
            "early_years": (
                row("hub", AUTUMN, la_code=991, settings_total=40),
                row("hub", AUTUMN, la_code=993, settings_total=20),
            ),
        },
        value=5,
        numerator=3,
        denominator=60,
    ),
)

P15 = Kpi(
    id="P15",
    name="Lead-school coverage",
    short_name="Lead schools",
    goals=(Goal.PARTNERSHIP,),
    limbs=(INFRASTRUCTURE,),
    outcomes=(Outcome.WORKFORCE,),
    why="A lead school shows others how it is done. Every authority is meant to have one for "
    "primary, one for secondary and one for SEND or AP.",
    formula_words="Local authorities with a current lead school of each kind, as a percentage of "
    "the hub's authorities.",
    numerator_words="Authorities with a primary, a secondary and a SEND or AP lead school on the "
    "reference date, by the latest list of the period",
    denominator_words="Local authorities of the hub",
    headline=_covered("authorities with each kind", *LeadKind),
    parts=tuple(
        Part(f"With a {kind} lead school", _covered(f"with a {kind} lead school", kind))
        for kind in LeadKind
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="latest",
    sheets=(LEAD_SCHOOL,),
    counted="authorities",
    default_target=100,
    owner_role="Schools lead",
    splits=("local_authority",),
    asked=Among.HUB,
    example=Example(
        "The first authority has all three; the second's SEND school ended in September: 1 of 2.",
        hub(AUTUMN, authorities=("991", "993")),
        {
            "lead_school": (
                *(row("hub", AUTUMN, la_code=991, urn=1, lead_kind=k.value) for k in LeadKind),
                row("hub", AUTUMN, la_code=993, urn=2, lead_kind="primary"),
                row("hub", AUTUMN, la_code=993, urn=3, lead_kind="secondary"),
                row(
                    *("hub", AUTUMN),
                    la_code=993,
                    urn=4,
                    lead_kind="SEND or AP",
                    end=date(2024, 9, 30),
                ),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

P17 = Kpi(
    id="P17",
    name="Trust engagement",
    short_name="Trusts engaged",
    goals=(Goal.PARTNERSHIP,),
    limbs=(INFRASTRUCTURE,),
    outcomes=(Outcome.CULTURE,),
    why="Academy trusts decide curriculum and money for many schools at once. A trust in which no "
    "school is engaged is a door that nobody has knocked at.",
    formula_words="Academy trusts with at least one engaged school, as a percentage of trusts with "
    "an open state-funded school in the area.",
    numerator_words="Trusts of schools engaged in any term of the period, as in School engagement",
    denominator_words="Trusts of the open state-funded schools; one with a single academy counts",
    headline=Ratio(
        Figure("trusts with an engaged school", where=engaged(), distinct=_trust),
        Figure("trusts in the area", distinct=_trust),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=ENGAGEMENT_SHEETS,
    counted="trusts",
    owner_role="Partnerships lead",
    example=Example(
        "A trust of two schools, one of them engaged; a trust of one that is not; and a school "
        "of the authority: 1 of 2 trusts.",
        hub(
            AUTUMN,
            school(1, trust="Seaside Trust"),
            school(2, trust="Seaside Trust"),
            school(3, trust="Hill Academy"),
            school(4),
        ),
        {
            "support": (
                row(1, AUTUMN, strand_singing=True),
                row(2, AUTUMN, strand_singing=False),
                row(4, AUTUMN, strand_singing=True),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

KPIS = (S13, S14, P15, P17)
