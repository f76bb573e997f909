"""Working with partners: P16 active partners, P18 grant passed on, P19 youth voice, P46 breadth."""

from __future__ import annotations

from hubdata.framework import FUNCTIONS, Goal, Outcome, StrategicFunction
from hubdata.kpis.language.expressions import (
    ALWAYS,
    Attribute,
    Condition,
    Constant,
    Field,
    IsYes,
    Of,
    all_of,
    at_least,
    holds,
    is_in,
    is_yes,
)
from hubdata.kpis.language.figures import Among, Count, Figure, Part, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Example, Kpi, Unit, limb
from hubdata.kpis.language.measures import (
    Measure,
    Over,
    RollUp,
    happened,
)
from hubdata.kpis.language.splits import BY_PARTNER
from hubdata.kpis.reading.examples import AUTUMN, hub, partner, row
from hubdata.vocabulary import IncomeSource, PartnerKind

PROJECT = "project"
PAYMENT = "payment"
INCOME = "income"
DESTINATIONS = "destinations"
PARTNERS_LIMB = limb(StrategicFunction.PARTNERSHIP, "partners")
ONWARD = limb(StrategicFunction.PROGRESSION, "onward")

PARTNERS = Figure("partners of the hub", among=Among.PARTNERS)
KINDS = Figure("kinds of partner", value=Constant(len(PartnerKind)), among=Among.HUB)

HELD_SESSIONS = at_least("sessions_delivered", 1)
HAS_A_SAY = at_least("youth_voice", 2)
_is_active = holds(happened("sessions held", PROJECT, HELD_SESSIONS))


def _projects(words: str, *each_of: Condition, where: Condition = ALWAYS) -> Figure:
    """How many projects of which each condition holds in some term, each project once."""
    measure = Measure(
        words,
        PROJECT,
        Over.ANY,
        where=where,
        each_of=each_of,
        entity=("project_id",),
        roll_up=RollUp.COUNT,
    )
    return Figure(words, value=Of(measure), among=Among.PARTNERS)


def _is_active_in(function: StrategicFunction) -> Condition:
    """The partner has a project of that function that held sessions."""
    where = all_of(HELD_SESSIONS, is_in("function", function))
    return holds(happened(f"sessions held for {function}", PROJECT, where))


def _active_in(function: StrategicFunction) -> Count:
    words, where = f"active partners in {FUNCTIONS[function].short}", _is_active_in(function)
    return Count(Figure(words, where=where, among=Among.PARTNERS))


def _kinds(words: str, where: Condition) -> Ratio:
    """Kinds of the partners for which a condition holds, of the eight."""
    kind = Attribute("partner_kind")
    found = Figure(words, where=where, among=Among.PARTNERS, distinct=kind)
    return Ratio(found, KINDS)


def _voice_in(function: StrategicFunction) -> Ratio:
    """Youth voice in the projects of that function."""
    words, of_function = FUNCTIONS[function].short, is_in("function", function)
    return Ratio(
        _projects(f"shaped or led: {words}", HELD_SESSIONS, HAS_A_SAY, where=of_function),
        _projects(f"projects: {words}", HELD_SESSIONS, where=of_function),
    )


def pounds(words: str, sheet: str, name: str, where: Condition) -> Figure:
    """An amount that the lead organisation tells, added up over the terms."""
    measure = Measure(words, sheet, Over.SUM, value=Field(name), where=where)
    return Figure(words, value=Of(measure), among=Among.HUB)


DFE_REVENUE = pounds(
    "DfE hub revenue", INCOME, "actual", is_in("income_source", IncomeSource.DFE_REVENUE)
)

P16 = Kpi(
    id="P16",
    name="Active partners",
    short_name="Active partners",
    goals=(Goal.PARTNERSHIP,),
    limbs=(PARTNERS_LIMB,),
    outcomes=(Outcome.ENRICHMENT,),
    why="A hub is a partnership. Partners on paper are not the same as partners who delivered "
    "something this term.",
    formula_words="Partners that held at least one session.",
    numerator_words="Partners with sessions delivered in any project of the period",
    denominator_words="None: it is a count",
    headline=Count(Figure("active partners", where=_is_active, among=Among.PARTNERS)),
    parts=(
        Part(
            "With a signed agreement",
            Ratio(
                Figure(
                    "partners with a signed agreement",
                    where=IsYes(Attribute("agreement_signed")),
                    among=Among.PARTNERS,
                ),
                PARTNERS,
            ),
        ),
        *(Part(FUNCTIONS[one].short, _active_in(one)) for one in StrategicFunction),
    ),
    unit=Unit.COUNT,
    direction=Direction.UP,
    base=BaseRule.NONE,
    over="any term",
    sheets=(PROJECT,),
    counted="partners",
    owner_role="Partnerships lead",
    splits=BY_PARTNER,
    asked=Among.PARTNERS,
    example=Example(
        "One partner held 11 sessions, one none, one did not return: 1 active partner.",
        hub(AUTUMN, partners=(partner("P07"), partner("P08"), partner("P09"))),
        {
            "project": (
                row("P07", AUTUMN, project_id="A", sessions_delivered=11),
                row("P08", AUTUMN, project_id="B", sessions_delivered=0),
            )
        },
        value=1,
        numerator=1,
    ),
)

P18 = Kpi(
    id="P18",
    name="Grant passed to partners",
    short_name="Passed to partners",
    goals=(Goal.PARTNERSHIP,),
    limbs=(PARTNERS_LIMB,),
    outcomes=(),
    why="Money shows how much of the work is shared. There is no right share: it depends on what "
    "the lead does itself.",
    formula_words="Payments to partners from the grant, as a percentage of DfE hub revenue.",
    numerator_words="Payments to partners marked as from the grant, in the period",
    denominator_words="DfE hub revenue received in the period",
    headline=Ratio(
        pounds("paid from the grant", PAYMENT, "amount", is_yes("from_grant")), DFE_REVENUE
    ),
    unit=Unit.PERCENT,
    direction=Direction.CONTEXT,
    base=BaseRule.SAME,
    over="added up",
    sheets=(PAYMENT,),
    counted="pounds",
    owner_role="Finance lead",
    splits=(),
    asked=Among.HUB,
    example=Example(
        "£30,000 of the grant went to partners, and £5,000 of other money; the grant was "
        "£300,000: 10 %.",
        hub(AUTUMN),
        {
            "payment": (
                row("hub", AUTUMN, partner_id="P07", amount=30000.0, from_grant=True),
                row("hub", AUTUMN, partner_id="P08", amount=5000.0, from_grant=False),
            ),
            "income": (
                row("hub", AUTUMN, income_source="DfE hub revenue", actual=300000.0),
                row("hub", AUTUMN, income_source="schools", actual=90000.0),
            ),
        },
        value=10,
        numerator=30000,
        denominator=300000,
    ),
)

P19 = Kpi(
    id="P19",
    name="Youth voice",
    short_name="Youth voice",
    goals=(Goal.PARTNERSHIP,),
    limbs=(PARTNERS_LIMB,),
    outcomes=(Outcome.ENRICHMENT,),
    why="Being asked is not the same as deciding. This counts the projects in which what young "
    "people said changed something.",
    formula_words="Projects in which young people shaped decisions or led, as a percentage of "
    "projects that held sessions.",
    numerator_words="Of them, those with youth voice at level 2 or 3 in any term of the period, be "
    "it one without sessions",
    denominator_words="Projects that held sessions in any term of the period, each once",
    headline=Ratio(
        _projects("projects shaped or led by young people", HELD_SESSIONS, HAS_A_SAY),
        _projects("projects that held sessions", HELD_SESSIONS),
    ),
    parts=tuple(Part(FUNCTIONS[one].short, _voice_in(one)) for one in StrategicFunction),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="any term",
    sheets=(PROJECT,),
    counted="projects",
    owner_role="Partnerships lead",
    version="2",
    rewritten=(
        ("2", "a project's youth voice counts in any term; before, only in one with sessions"),
    ),
    splits=BY_PARTNER,
    asked=Among.PARTNERS,
    example=Example(
        "Young people led the first project, were consulted in the second; the third has not "
        "begun: 1 of 2.",
        hub(AUTUMN, partners=(partner("P07"),)),
        {
            "project": (
                row("P07", AUTUMN, project_id="A", sessions_delivered=5, youth_voice=3),
                row("P07", AUTUMN, project_id="B", sessions_delivered=4, youth_voice=1),
                row("P07", AUTUMN, project_id="C", sessions_delivered=0, youth_voice=3),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

P46 = Kpi(
    id="P46",
    name="Breadth of partnership",
    short_name="Breadth",
    goals=(Goal.PARTNERSHIP,),
    limbs=(PARTNERS_LIMB,),
    outcomes=(Outcome.ENRICHMENT,),
    why="Ten partners of one kind reach the same children. The national plan names eight kinds.",
    formula_words="Kinds of partner with at least one active partner, as a percentage of the eight "
    "kinds.",
    numerator_words="Different kinds, by the register of partners, of those that held sessions in "
    "any term of the period",
    denominator_words="The eight kinds of hub partner",
    headline=_kinds("kinds with an active partner", _is_active),
    parts=tuple(
        Part(
            FUNCTIONS[one].short,
            _kinds(f"kinds active in {FUNCTIONS[one].short}", _is_active_in(one)),
        )
        for one in StrategicFunction
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="any term",
    sheets=(PROJECT,),
    counted="kinds",
    owner_role="Partnerships lead",
    version="2",
    rewritten=(("2", "the same is told of each strategic function; the KPI itself is as before"),),
    splits=(),
    asked=Among.PARTNERS,
    example=Example(
        "Two community music partners and one of industry held sessions; the early-years partner "
        "did not: 2 of 8 kinds.",
        hub(
            AUTUMN,
            partners=(
                partner("P07", partner_kind="community music"),
                partner("P08", partner_kind="community music"),
                partner("P09", partner_kind="industry"),
                partner("P10", partner_kind="early years"),
            ),
        ),
        {
            "project": tuple(
                row(who, AUTUMN, project_id="A", sessions_delivered=5)
                for who in ("P07", "P08", "P09")
            )
        },
        value=25,
        numerator=2,
        denominator=8,
    ),
)

KPIS = (P16, P18, P19, P46)
