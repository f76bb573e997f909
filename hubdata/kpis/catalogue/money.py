"""The hub's money: U37 grant dependence, U38 leverage, U39 front line, U40a cost, U40b reserves."""

from __future__ import annotations

from hubdata.framework import FUNCTIONS, StrategicFunction
from hubdata.kpis.catalogue.partners import DFE_REVENUE, INCOME, pounds
from hubdata.kpis.language.blocks import ACTIVITY_NAMES, ACTIVITY_SHEETS, HUB_SUPPORTED, peak
from hubdata.kpis.language.expressions import (
    ALWAYS,
    Condition,
    Constant,
    Divided,
    Field,
    Of,
    Setting,
    Times,
    Total,
    all_of,
    any_of,
    at_least,
    is_in,
    is_yes,
    not_,
)
from hubdata.kpis.language.figures import (
    Among,
    Figure,
    Part,
    Ratio,
    ratio_of_answers,
    told_or_absent,
)
from hubdata.kpis.language.kpi import (
    UNKNOWN_IF_BLANK,
    BaseRule,
    Direction,
    Example,
    Kpi,
    Unit,
    limb,
)
from hubdata.kpis.language.measures import PART, SO_FAR, Measure, Over, happened
from hubdata.kpis.reading.examples import AUTUMN, SPRING, YEAR, hub, row, school
from hubdata.vocabulary import IncomeSource

EXPENDITURE = "expenditure"
BALANCES = "balances"
INVESTMENT = limb(StrategicFunction.SUSTAINABILITY, "investment")

MONTHS_A_TERM = 4
"""September to December, January to April, May to August."""

_counts = any_of(not_(is_yes("in_kind")), at_least(Setting("include_in_kind"), 1))
_running = all_of(_counts, not_(is_in("income_source", IncomeSource.DFE_CAPITAL)))
_total = pounds("income without capital", INCOME, "actual", _running)
_of_grant = ratio_of_answers(DFE_REVENUE, _total)


def _from(source: IncomeSource) -> Ratio:
    """Income of one source as a share of all."""
    if source is IncomeSource.DFE_REVENUE:
        return _of_grant
    where = all_of(_running, is_in("income_source", source))
    income = pounds(f"income: {source}", INCOME, "actual", where)
    told = told_or_absent(income, happened(f"lines of {source}", INCOME, where))
    return Ratio(income, _total, told=told)


_not_dfe = all_of(_running, not_(is_in("income_source", IncomeSource.DFE_REVENUE)))


def _spent(words: str, name: str, where: Condition = ALWAYS) -> Figure:
    return pounds(words, EXPENDITURE, name, where)


def _front_line_in(function: StrategicFunction) -> Ratio:
    """The front-line share of what a function cost."""
    of_function = is_in("function", function)
    words = FUNCTIONS[function].short
    return Ratio(
        _spent(f"on the front line: {words}", "of_which_grant", _front_line(of_function)),
        _spent(f"grant spent: {words}", "of_which_grant", of_function),
    )


def _front_line(*more: Condition) -> Condition:
    return all_of(is_yes("front_line"), *more)


_enrolments = Figure(
    "hub-supported enrolments",
    value=Total(
        tuple(
            Of(peak(f"enrolments, {ACTIVITY_NAMES[sheet]}", sheet, where=HUB_SUPPORTED[sheet]))
            for sheet in ACTIVITY_SHEETS
        )
    ),
    among=Among.WIDER,
)

_so_far = Measure(
    "spent in the year so far", EXPENDITURE, Over.SUM, value=Field("actual"), span=SO_FAR
)
_terms_so_far = Measure(
    "terms told so far", PART, Over.TERMS, where=is_in("sheet", EXPENDITURE), span=SO_FAR
)
_monthly = Divided(Of(_so_far), Times(Of(_terms_so_far), Constant(MONTHS_A_TERM)))
_reserves = Measure("free reserves", BALANCES, Over.LATEST, value=Field("reserves_free"))

_IN_KIND = "help in kind counts, unless the settings say otherwise; capital does not"

U37 = Kpi(
    id="U37",
    name="Grant dependence",
    short_name="Grant dependence",
    goals=(),
    limbs=(INVESTMENT,),
    outcomes=(),
    why="The grant is meant to draw in other money. A hub that lives on it alone is exposed; one "
    "that lives on parents' fees may be leaving children out.",
    formula_words="DfE hub revenue as a percentage of the hub's income.",
    numerator_words="DfE hub revenue received in the period",
    denominator_words=f"Income received in the period: {_IN_KIND}",
    headline=_of_grant,
    parts=tuple(
        Part(source.value[:1].upper() + source.value[1:], _from(source))
        for source in IncomeSource
        if source is not IncomeSource.DFE_CAPITAL
    ),
    unit=Unit.PERCENT,
    direction=Direction.BAND,
    base=BaseRule.SAME,
    over="added up",
    sheets=(INCOME,),
    counted="pounds",
    owner_role="Finance lead",
    version="3",
    rewritten=(
        UNKNOWN_IF_BLANK,
        ("3", "a source whose lines were left blank is not known; before, its share was 0"),
    ),
    splits=(),
    asked=Among.HUB,
    example=Example(
        "£400,000 of £1,000,000: £500,000 came from schools, £100,000 in kind. The £50,000 of "
        "capital do not count. 40 %.",
        hub(AUTUMN),
        {
            "income": (
                row("hub", AUTUMN, income_source="DfE hub revenue", actual=400000.0),
                row("hub", AUTUMN, income_source="DfE hub capital", actual=50000.0),
                row("hub", AUTUMN, income_source="schools", actual=500000.0),
                row("hub", AUTUMN, income_source="sponsorship", in_kind=True, actual=100000.0),
            )
        },
        value=40,
        numerator=400000,
        denominator=1000000,
    ),
)

U38 = Kpi(
    id="U38",
    name="Leverage",
    short_name="Leverage",
    goals=(),
    limbs=(INVESTMENT,),
    outcomes=(),
    why="For every pound of grant, how many others? It is what the funder asks first.",
    formula_words="Income other than the DfE's hub grants, for each pound of DfE hub revenue.",
    numerator_words="Income of all sources but DfE hub revenue and DfE hub capital; other grants "
    f"of the DfE or the Arts Council are among them, and {_IN_KIND}",
    denominator_words="DfE hub revenue received in the period",
    headline=ratio_of_answers(
        pounds("income other than DfE grants", INCOME, "actual", _not_dfe), DFE_REVENUE, per=1
    ),
    unit=Unit.RATIO,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="added up",
    sheets=(INCOME,),
    counted="pounds",
    owner_role="Finance lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    splits=(),
    asked=Among.HUB,
    example=Example(
        "£68,000 of other income beside a grant of £14,000: 4.9 to 1.",
        hub(AUTUMN),
        {
            "income": (
                row("hub", AUTUMN, income_source="DfE hub revenue", actual=14000.0),
                row("hub", AUTUMN, income_source="schools", actual=68000.0),
            )
        },
        value=68 / 14,
        numerator=68000,
        denominator=14000,
    ),
)

U39 = Kpi(
    id="U39",
    name="Front-line share of the grant",
    short_name="Front-line share",
    goals=(),
    limbs=(INVESTMENT,),
    outcomes=(),
    why="The grant is for children's music. In 2011 the funder expected at least 80 % of it to "
    "reach them directly.",
    formula_words="Grant spent on the front line, as a percentage of grant spent.",
    numerator_words="Expenditure from the grant on rows marked as front line",
    denominator_words="Expenditure from the grant",
    headline=Ratio(
        _spent("grant spent on the front line", "of_which_grant", is_yes("front_line")),
        _spent("grant spent", "of_which_grant"),
    ),
    parts=(
        Part(
            "Spent of the budget to date",
            Ratio(_spent("spent", "actual"), _spent("budget", "budget")),
        ),
        *(Part(FUNCTIONS[one].short, _front_line_in(one)) for one in StrategicFunction),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.SAME,
    over="added up",
    sheets=(EXPENDITURE,),
    counted="pounds",
    owner_role="Finance lead",
    splits=(),
    asked=Among.HUB,
    example=Example(
        "Of £100,000 of grant £85,000 paid for teaching and £15,000 for running the hub: 85 %.",
        hub(AUTUMN),
        {
            "expenditure": (
                row("hub", AUTUMN, heading="teaching", front_line=True, of_which_grant=85000.0),
                row("hub", AUTUMN, heading="office", front_line=False, of_which_grant=15000.0),
            )
        },
        value=85,
        numerator=85000,
        denominator=100000,
    ),
)

U40A = Kpi(
    id="U40a",
    name="Cost per enrolment",
    short_name="Cost per enrolment",
    goals=(),
    limbs=(INVESTMENT,),
    outcomes=(),
    why="Context for every plan: what a place costs. It says nothing about quality, and one-to-one "
    "lessons cost more than classes.",
    formula_words="Expenditure of the hub for each hub-supported enrolment.",
    numerator_words="Expenditure in the period",
    denominator_words="Hub-supported enrolments in Whole class, Tuition and Ensembles, each in its "
    "largest term; a pupil in two activities is two enrolments",
    headline=ratio_of_answers(_spent("expenditure", "actual"), _enrolments, per=1),
    unit=Unit.POUNDS,
    direction=Direction.CONTEXT,
    base=BaseRule.SAME,
    over="expenditure is added up, enrolments are those of the largest term",
    sheets=(EXPENDITURE,),
    counted="pounds",
    owner_role="Finance lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    splits=(),
    asked=Among.HUB,
    example=Example(
        "£6,000 were spent in two terms. A class of 28, which grew to 30, and 10 pupils in "
        "tuition: £150 each.",
        hub(YEAR, school(1)),
        {
            "expenditure": (
                row("hub", AUTUMN, heading="teaching", actual=3500.0),
                row("hub", SPRING, heading="teaching", actual=2500.0),
            ),
            "whole_class": (
                _class := row(
                    1, AUTUMN, class_id="4A", year_group="4", hub_supported=True, pupils=28
                ),
                {**_class, "slot": SPRING.slot, "pupils": 30},
            ),
            "tuition": (row(1, AUTUMN, key_stage="KS2", hub_supported=True, pupils=10),),
        },
        value=150,
        numerator=6000,
        denominator=40,
    ),
)

U40B = Kpi(
    id="U40b",
    name="Reserves",
    short_name="Reserves",
    goals=(),
    limbs=(INVESTMENT,),
    outcomes=(),
    why="Too little, and a late grant stops lessons; too much, and money for children lies idle. "
    "Three to six months is the usual advice.",
    formula_words="Free reserves in months of expenditure.",
    numerator_words="Free reserves by the latest answer of the period",
    denominator_words="Average monthly expenditure of the year so far: what was spent in the terms "
    "told, four months each",
    headline=ratio_of_answers(
        Figure("free reserves", value=Of(_reserves), among=Among.HUB),
        Figure("average monthly expenditure", value=_monthly, among=Among.HUB),
        per=1,
    ),
    unit=Unit.MONTHS,
    direction=Direction.BAND,
    band=(3.0, 6.0),
    amber_margin=0.5,
    base=BaseRule.SAME,
    over="latest",
    sheets=(BALANCES,),
    counted="pounds",
    owner_role="Finance lead",
    version="2",
    rewritten=(UNKNOWN_IF_BLANK,),
    splits=(),
    asked=Among.HUB,
    example=Example(
        "£400,000 were spent in the autumn and £400,000 in the spring, £100,000 a month. Reserves "
        "of £420,000 are 4.2 months.",
        hub(SPRING),
        {
            "expenditure": (
                row("hub", AUTUMN, heading="teaching", actual=400000.0),
                row("hub", SPRING, heading="teaching", actual=400000.0),
            ),
            "balances": (row("hub", SPRING, reserves_free=420000.0),),
        },
        value=4.2,
        numerator=420000,
        denominator=100000,
    ),
)

KPIS = (U37, U38, U39, U40A, U40B)
