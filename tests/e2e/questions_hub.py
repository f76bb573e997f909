"""A hub in which ten questions have answers: the ten schools of the standing hub, three terms and
more; whole-class teaching that Southmere lost; a large secondary that was never reached.

Northmere: schools 1 to 5; Southmere: 6 to 10. School 5, a secondary, did nothing with the hub for
three terms though it returned; school 10, a secondary too, never returned.
"""

from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN
from tests.pages.standing_hub import NORTH, SILENT, SOUTH, SPRING, SUMMER
from tests.pages.takes_hub import TUITION, accept_return, load_takes_hub

AUTUMN = Period.parse(202526, "autumn")
UNREACHED = 900005
LOST = (900007, 900008)
"""They had whole-class teaching in the spring and none in the summer."""

CLASS = {
    "class_id": "4A",
    "year_group": "4",
    "hub_supported": True,
    "pupils": 30,
    "pp": 3,
    "weeks_delivered": 11,
}
CONTEXT = {"roll_total": 200, "pp_roll": 50, "roll_ks2": 120, "roll_ks3": 60}


def load_questions_hub() -> None:
    """Every school but the silent one tells all sheets that the questions are about."""
    load_takes_hub()
    for period in (AUTUMN, SPRING, SUMMER):
        for urn in (*NORTH, *SOUTH):
            if urn != SILENT:
                accept_return(SCHOOL_RETURN, str(urn), period, answers_of(urn, period))


def answers_of(urn: int, period: Period) -> dict[str, tuple[dict[str, object], ...]]:
    """What a school tells of a term."""
    is_reached = urn != UNREACHED
    teaches = is_reached and not (urn in LOST and period == SUMMER)
    return {
        "Context": (CONTEXT,),
        "Support": ({"strand_plan": is_reached, "strand_singing": False},),
        "Whole class": (CLASS,) if teaches else (),
        "Tuition": tuple(TUITION) if urn == NORTH[0] else (),
    }
