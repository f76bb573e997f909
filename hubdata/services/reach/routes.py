"""Where pupils go after whole-class teaching, as their schools tell it: how many of last year's
still learn, and by which routes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.takes.told import Span, latest, total
from hubdata.store.engine import reading
from hubdata.store.measuring.sums import load_sums

ROUTES = {
    "route_whole_class": "in whole classes",
    "route_large": "in large groups",
    "route_small": "in small groups",
    "route_individual": "one to one",
}
COHORT = ("prior_whole_class_pupils", "prior_still_learning")


@dataclass(frozen=True)
class Routes:
    """Pupils of last year's whole classes, those of them who still learn, in the `schools` that
    told both; and who goes on by which route, `None` where nobody told. A pupil may take two."""

    schools: int
    cohort: float
    learning: float
    by_route: Mapping[str, float | None]


def load_routes(period: Period) -> Routes | None:
    """The routes of a term, or of a year by each school's latest answers; `None` where no school
    told how many still learn."""
    names = (*COHORT, *ROUTES)
    with reading() as session:
        sums = load_sums(
            session, "continuation", by=("source",), of=names, slots=Span.of_period(period).slots
        )
    answers = [dict(zip(names, amounts, strict=True)) for amounts in latest(sums).values()]
    both = [one for one in answers if None not in [one[name] for name in COHORT]]
    if not both:
        return None
    cohort, learning = (total(one[name] for one in both) or 0 for name in COHORT)
    by_route = {words: total(one[name] for one in both) for name, words in ROUTES.items()}
    return Routes(len(both), cohort, learning, by_route)


def explain_learning(routes: Routes) -> str:
    """ "3,736 of 11,504 pupils still learn (32%), told by 284 schools"."""
    share = wording.explain_value(100 * routes.learning / (routes.cohort or 1), "%")
    noun = wording.noun_for(int(routes.cohort), "pupils")
    schools = wording.count_of(routes.schools, "schools")
    verb = "learns" if routes.learning == 1 else "learn"
    counts = f"{routes.learning:,.0f} of {routes.cohort:,.0f} {noun} still {verb}"
    return f"{counts}{f' ({share})' if routes.cohort else ''}, told by {schools}"


def explain_routes(routes: Routes) -> str:
    """ "2,430 in small groups, 934 one to one", the fullest first; "" where nobody goes on."""
    found = [(number, words) for words, number in routes.by_route.items() if number]
    return ", ".join(f"{number:,.0f} {words}" for number, words in sorted(found, reverse=True))
