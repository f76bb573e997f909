"""People, instruments, carbon and documents: U40c freelance share, U40d instrument capital, U40e
carbon, U40f documents."""

from __future__ import annotations

from datetime import date

from hubdata.framework import Outcome, StrategicFunction
from hubdata.kpis.language.expressions import (
    Condition,
    Constant,
    Field,
    Of,
    PeriodFact,
    Setting,
    Times,
    Total,
    all_of,
    any_of,
    at_least,
    is_in,
    is_yes,
    known,
    not_,
)
from hubdata.kpis.language.figures import Among, Figure, Ratio, ratio_of_answers, told_or_absent
from hubdata.kpis.language.kpi import (
    UNKNOWN_IF_BLANK,
    BaseRule,
    Direction,
    Example,
    Kpi,
    Unit,
    limb,
)
from hubdata.kpis.language.measures import Measure, Over, happened
from hubdata.kpis.language.policy import EMISSION_SOURCE, EMISSION_YEAR, KG_CAR_MILE
from hubdata.kpis.reading.examples import AUTUMN, SPRING, YEAR, hub, row
from hubdata.vocabulary import ContractType

WORKFORCE = "workforce"
INSTRUMENTS = "instruments"
ENVIRONMENT = "environment"
DELIVERY = "delivery"
PUBLICATION = "publication"
WORKFORCE_LIMB = limb(StrategicFunction.SUSTAINABILITY, "workforce")
INSTRUMENTS_LIMB = limb(StrategicFunction.SCHOOLS, "instruments")
ENVIRONMENT_LIMB = limb(StrategicFunction.SUSTAINABILITY, "environment")
ACCOUNTABILITY = limb(StrategicFunction.SUSTAINABILITY, "accountability")


def _people(words: str, *contracts: ContractType) -> Figure:
    """People with some kinds of contract, by the latest answer for each contract and role."""
    measure = Measure(
        words,
        WORKFORCE,
        Over.LATEST,
        value=Field("headcount"),
        where=is_in("contract_type", *contracts),
        entity=("contract_type", "role"),
    )
    return Figure(words, value=Of(measure), among=Among.HUB)


_freelancers = _people("freelance people", ContractType.FREELANCE)
_freelance_lines = happened(
    "lines of freelance people", WORKFORCE, is_in("contract_type", ContractType.FREELANCE)
)


def _capital(words: str, name: str) -> Figure:
    """Capital by the latest answer for each family of instruments."""
    measure = Measure(words, INSTRUMENTS, Over.LATEST, value=Field(name), entity=("family",))
    return Figure(words, value=Of(measure), among=Among.HUB)


def _flow(name: str, sheet: str = ENVIRONMENT) -> Measure:
    return Measure(name.replace("_", " "), sheet, Over.SUM, value=Field(name))


EMISSIONS = {
    "miles_car": "kg_car_mile",
    "miles_rail": "kg_rail_mile",
    "miles_bus": "kg_bus_mile",
    "electricity_kwh": "kg_electricity_kwh",
    "gas_kwh": "kg_gas_kwh",
}
"""What is asked, and the factor (kg CO2e for each) it is multiplied by."""

_kilograms = Total(
    tuple(Times(Of(_flow(name)), Setting(factor)) for name, factor in EMISSIONS.items())
)


def _documents(words: str, *more: Condition) -> Figure:
    measure = Measure(words, PUBLICATION, Over.LISTED, where=all_of(is_yes("required"), *more))
    return Figure(words, value=Of(measure), among=Among.HUB)


_not_overdue = any_of(
    not_(known("review_due")), at_least("review_due", PeriodFact("reference_date"))
)

U40C = Kpi(
    id="U40c",
    name="Freelance share",
    short_name="Freelance share",
    goals=(),
    limbs=(WORKFORCE_LIMB,),
    outcomes=(Outcome.WORKFORCE,),
    why="Freelance teachers make a hub flexible, and are the first to leave. In 2021/22 they were "
    "27 % of the national workforce.",
    formula_words="Freelance people as a percentage of permanent, contract and freelance people.",
    numerator_words="Freelance headcount, by the latest answer for each role",
    denominator_words="Permanent, contract and freelance headcount; volunteers are left out",
    headline=Ratio(
        _freelancers,
        _people(
            "paid people", ContractType.PERMANENT, ContractType.CONTRACT, ContractType.FREELANCE
        ),
        told=told_or_absent(_freelancers, _freelance_lines),
    ),
    unit=Unit.PERCENT,
    direction=Direction.CONTEXT,
    base=BaseRule.SAME,
    over="latest",
    sheets=(WORKFORCE,),
    counted="people",
    owner_role="Workforce lead",
    version="2",
    rewritten=(("2", "freelance lines that were left blank are not known; before, they were 0"),),
    splits=(),
    asked=Among.HUB,
    example=Example(
        "In the spring 12 of 40 were freelance; the autumn's 10 are out of date, the 5 "
        "volunteers do not count: 30 %.",
        hub(YEAR),
        {
            "workforce": (
                row("hub", AUTUMN, contract_type="freelance", role="teaching", headcount=10),
                row("hub", SPRING, contract_type="freelance", role="teaching", headcount=12),
                row("hub", SPRING, contract_type="permanent", role="teaching", headcount=24),
                row("hub", SPRING, contract_type="contract", role="project", headcount=4),
                row("hub", SPRING, contract_type="volunteer", role="project", headcount=5),
            )
        },
        value=30,
        numerator=12,
        denominator=40,
    ),
)

U40D = Kpi(
    id="U40d",
    name="Instrument capital spent",
    short_name="Instrument capital",
    goals=(),
    limbs=(INSTRUMENTS_LIMB,),
    outcomes=(Outcome.MEANS,),
    why="Money for instruments that lies in a bank account plays nothing, and unspent capital may "
    "have to be given back.",
    formula_words="Capital grant spent on instruments, as a percentage of what was awarded.",
    numerator_words="Spent since the grant began, by the latest answer for each family",
    denominator_words="Awarded since the grant began, by the latest answer for each family",
    headline=ratio_of_answers(
        _capital("capital spent", "capital_spent"), _capital("capital awarded", "capital_awarded")
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="latest",
    sheets=(INSTRUMENTS,),
    counted="pounds",
    owner_role="Instruments lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    splits=(),
    asked=Among.HUB,
    example=Example(
        "£30,000 of £60,000 spent on brass, £15,000 of £40,000 on strings: 45 %.",
        hub(AUTUMN),
        {
            "instruments": (
                row(
                    *("hub", AUTUMN), family="brass", capital_awarded=60000.0, capital_spent=30000.0
                ),
                row(
                    *("hub", AUTUMN),
                    family="strings",
                    capital_awarded=40000.0,
                    capital_spent=15000.0,
                ),
            )
        },
        value=45,
        numerator=45000,
        denominator=100000,
    ),
)

U40E = Kpi(
    id="U40e",
    name="Carbon per teaching hour",
    short_name="Carbon",
    goals=(),
    limbs=(ENVIRONMENT_LIMB,),
    outcomes=(),
    why="Most of a hub's carbon is teachers' miles. Per thousand hours taught it shows whether "
    "timetables and travel improve, however much the hub grows.",
    formula_words="Tonnes of CO2 equivalent from travel and energy, for each 1,000 hours taught.",
    numerator_words="Miles by car, rail and bus and kilowatt hours of electricity and gas, each "
    f"times its factor: {EMISSION_SOURCE}, {EMISSION_YEAR}, unless the settings hold others",
    denominator_words="Hours taught by the hub",
    headline=ratio_of_answers(
        Figure(
            "tonnes of CO2 equivalent", value=Times(_kilograms, Constant(0.001)), among=Among.HUB
        ),
        Figure("hours taught", value=Of(_flow("teaching_hours", DELIVERY)), among=Among.HUB),
        per=1000,
    ),
    unit=Unit.TONNES,
    direction=Direction.DOWN,
    base=BaseRule.SAME,
    over="added up",
    sheets=(ENVIRONMENT,),
    counted="tonnes",
    owner_role="Operations lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    splits=(),
    asked=Among.HUB,
    example=Example(
        "10,000 miles by car at 0.26861 kg are 2.6861 t; 5,000 hours were taught: 0.54 t for each "
        "1,000 hours.",
        hub(AUTUMN),
        {
            "environment": (row("hub", AUTUMN, miles_car=10000.0),),
            "delivery": (row("hub", AUTUMN, teaching_hours=5000.0),),
        },
        value=10 * KG_CAR_MILE / 5,
        numerator=10 * KG_CAR_MILE,
        denominator=5000,
    ),
)

U40F = Kpi(
    id="U40f",
    name="Documents published",
    short_name="Documents",
    goals=(),
    limbs=(ACCOUNTABILITY,),
    outcomes=(),
    why="Plans, policies and impact data belong to the public. A link that is missing, or a review "
    "that is overdue, is the first thing an auditor finds.",
    formula_words="Required documents that are published and not due for review, as a percentage "
    "of required documents.",
    numerator_words="Required documents with a web address whose review date, if there is one, has "
    "not passed on the reference date",
    denominator_words="Documents marked as required in the latest list of the period",
    headline=Ratio(
        _documents("required documents in order", known("url"), _not_overdue),
        _documents("required documents"),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="latest",
    sheets=(PUBLICATION,),
    counted="documents",
    default_target=100,
    owner_role="Operations lead",
    splits=(),
    asked=Among.HUB,
    example=Example(
        "The local plan is to be reviewed in 2026, the needs analysis at no date. The CPD plan's "
        "review passed in October; a fourth has no address; a newsletter is not required: 2 of 4.",
        hub(AUTUMN),
        {
            "publication": (
                _plan := row(
                    "hub",
                    AUTUMN,
                    document="Local Plan for Music Education",
                    required=True,
                    url="https://hub.example/plan",
                    review_due=date(2026, 6, 12),
                ),
                {**_plan, "document": "needs analysis", "review_due": None},
                {**_plan, "document": "CPD plan", "review_due": date(2024, 10, 1)},
                {**_plan, "document": "impact data", "url": None},
                {**_plan, "document": "newsletter", "required": False},
            )
        },
        value=50,
        numerator=2,
        denominator=4,
    ),
)

KPIS = (U40C, U40D, U40E, U40F)
