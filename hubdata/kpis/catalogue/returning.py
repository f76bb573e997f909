"""Whether returns come back in time: P20 partner returns, P21 school returns."""

from __future__ import annotations

from datetime import date

from hubdata.framework import Goal, StrategicFunction
from hubdata.kpis.language.expressions import (
    Attribute,
    IsYes,
    Of,
    PeriodFact,
    all_of,
    at_most,
    is_in,
    not_,
)
from hubdata.kpis.language.figures import Among, Figure, Ratio
from hubdata.kpis.language.kpi import BaseRule, Direction, Example, Kpi, Unit, limb
from hubdata.kpis.language.measures import (
    DUE,
    PARTNER_RETURN,
    PARTNERS_DUE,
    RETURN,
    SCHOOL_RETURN,
    Measure,
    Over,
)
from hubdata.kpis.language.splits import BY_PARTNER
from hubdata.kpis.reading.examples import AUTUMN, hub, partner, row, school

PARTNERS_LIMB = limb(StrategicFunction.PARTNERSHIP, "partners")
ACCOUNTABILITY = limb(StrategicFunction.SUSTAINABILITY, "accountability")

_on_time = Measure(
    "returns received in time",
    RETURN,
    Over.TERMS,
    where=all_of(
        is_in("kind", SCHOOL_RETURN),
        not_(is_in("status", "rejected", "withdrawn")),
        at_most("received_on", PeriodFact("due_on")),
    ),
    span=DUE,
)
_received = Figure("school returns received by their due date", value=Of(_on_time))
_due = Figure("school returns due by now", value=PeriodFact("due_terms"))

_partners_on_time = Measure(
    "partner returns received in time",
    RETURN,
    Over.TERMS,
    where=all_of(
        is_in("kind", PARTNER_RETURN),
        not_(is_in("status", "rejected", "withdrawn")),
        at_most("received_on", PeriodFact("partner_due_on")),
    ),
    span=PARTNERS_DUE,
)
_has_signed = IsYes(Attribute("commitments_signed"))

P20 = Kpi(
    id="P20",
    name="Partner returns on time",
    short_name="Partners on time",
    goals=(Goal.PARTNERSHIP,),
    limbs=(PARTNERS_LIMB,),
    outcomes=(),
    why="Partners that signed the hub's commitments said that they would report. Late returns "
    "leave the board without half of the picture.",
    formula_words="Partner returns received by their due date, as a percentage of those due from "
    "partners that signed the commitments.",
    numerator_words="Partners and terms whose return was received by the due date and was neither "
    "rejected nor withdrawn; an annual return received in time answers each term of its year",
    denominator_words="Partners with signed commitments, for each term that is due by now",
    headline=Ratio(
        Figure(
            "partner returns received by their due date",
            where=_has_signed,
            value=Of(_partners_on_time),
            among=Among.PARTNERS,
        ),
        Figure(
            "partner returns due by now",
            where=_has_signed,
            value=PeriodFact("partner_due_terms"),
            among=Among.PARTNERS,
        ),
    ),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="pairs of partner and term",
    sheets=(),
    counted="returns",
    owner_role="Partnerships lead",
    splits=BY_PARTNER,
    asked=Among.PARTNERS,
    example=Example(
        "Due on 20 December: one came on the 12th, one in January. A third partner has not signed "
        "and is not asked: 1 of 2.",
        hub(
            AUTUMN,
            partners=(
                partner("P07", commitments_signed=True),
                partner("P08", commitments_signed=True),
                partner("P09", commitments_signed=False),
            ),
        ),
        {
            "return": (
                row("P07", AUTUMN, received_on=date(2024, 12, 12), status="accepted"),
                row("P08", AUTUMN, received_on=date(2025, 1, 9), status="accepted"),
                row("P09", AUTUMN, received_on=date(2024, 12, 12), status="accepted"),
            )
        },
        value=50,
        numerator=1,
        denominator=2,
    ),
)

P21 = Kpi(
    id="P21",
    name="School returns on time",
    short_name="Returns on time",
    goals=(),
    limbs=(ACCOUNTABILITY,),
    outcomes=(),
    why="Every figure here rests on what schools tell us. Returns that come in time make the "
    "board's numbers complete, and say that the ask is reasonable.",
    formula_words="School returns received by their due date, as a percentage of those due.",
    numerator_words="Schools and terms whose return was received by the due date and was neither "
    "rejected nor withdrawn; an annual return received in time answers each term of its year",
    denominator_words="Schools and terms whose return is due by now: all open state-funded schools",
    headline=Ratio(_received, _due),
    unit=Unit.PERCENT,
    direction=Direction.UP,
    base=BaseRule.ALL,
    over="pairs of school and term",
    sheets=(),
    counted="returns",
    default_target=85,
    owner_role="Data officer",
    example=Example(
        "The autumn's returns were due on 20 December. One came on the 12th, one in January, one "
        "on the 18th but was rejected, one not at all: 1 of 4.",
        hub(AUTUMN, *(school(urn) for urn in (1, 2, 3, 4))),
        {
            "return": (
                row(1, AUTUMN, received_on=date(2024, 12, 12), status="accepted"),
                row(2, AUTUMN, received_on=date(2025, 1, 9), status="accepted"),
                row(3, AUTUMN, received_on=date(2024, 12, 18), status="rejected"),
            )
        },
        value=25,
        numerator=1,
        denominator=4,
    ),
)

KPIS = (P20, P21)
