"""How the hub stands on each limb of the national plan: the KPIs that are evidence for it, and the
facts beside them. A limb for which there is neither says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from hubdata import wording
from hubdata.framework import LIMBS, Goal, Limb, StrategicFunction
from hubdata.periods import Period
from hubdata.services.plan.evidence import Document, Evidence, load_evidence, sum_known
from hubdata.services.reach import progression
from hubdata.services.reach.routes import COHORT, explain_learning, explain_routes, load_routes
from hubdata.services.reach.routes import ROUTES as ROUTES_ASKED
from hubdata.services.results.scorecards import Scorecard, ScorecardLine
from hubdata.services.takes import environment, instruments, money, people
from hubdata.services.takes.amounts import Side, side_of
from hubdata.services.takes.told import total
from hubdata.vocabulary import IncomeSource, LeadKind, VenueType

F1, F2, F3, F4, F5 = StrategicFunction
LOCAL_PLAN, ROUTES = "local plan", "routes"
OF_GOAL_TOO = {(F1, LOCAL_PLAN): Goal.PARTNERSHIP, (F2, ROUTES): Goal.TALENT}
"""Limbs of a goal that no KPI is evidence for."""


@dataclass(frozen=True)
class OfKpi:
    """A KPI's numerator, by its id: of the hub, or of a part of a split."""

    kpi: str
    within: str = ""
    of: str = ""


Behind: TypeAlias = tuple[str, OfKpi | Side]
"""A number as it stands in a sentence, with as much after it as makes it the only one, and what it
is made of."""


@dataclass(frozen=True)
class Fact:
    """Something known beside the KPIs: a name, what is known in words, and a school it is about (by
    URN) or an address where it is published; or what its numbers are made of, in their order."""

    name: str
    words: str
    urn: int | None = None
    url: str = ""
    behind: tuple[Behind, ...] = ()


@dataclass(frozen=True)
class LimbView:
    """A limb with its evidence. `gap` says what is missing, empty where something is known."""

    limb: Limb
    lines: tuple[ScorecardLine, ...]
    facts: tuple[Fact, ...]
    gap: str


Facts = Mapping[tuple[StrategicFunction, str], tuple[Fact, ...]]


def list_limbs(*, function: StrategicFunction | None, goal: Goal | None) -> list[Limb]:
    """The limbs of a function in their order, or all of them for a goal."""
    return [limb for limb in LIMBS if goal or limb.function is function]


def list_functions(card: Scorecard, goal: Goal | None) -> list[StrategicFunction]:
    """The functions whose KPIs are evidence for a goal."""
    found = {
        limb.function for line in card.lines if goal in line.kpi.goals for limb in line.kpi.limbs
    }
    return [function for function in StrategicFunction if function in found]


def build_limbs(
    card: Scorecard,
    facts: Facts,
    *,
    function: StrategicFunction | None = None,
    goal: Goal | None = None,
) -> tuple[LimbView, ...]:
    """The limbs of a function; or of a goal, those for which one of its KPIs is evidence."""
    views = []
    for limb in list_limbs(function=function, goal=goal):
        lines = tuple(
            line
            for line in card.lines
            if limb in line.kpi.limbs and (goal is None or goal in line.kpi.goals)
        )
        is_meant = goal is None or lines or OF_GOAL_TOO.get((limb.function, limb.key)) is goal
        if is_meant:
            known = (*_of_results(limb, lines), *facts.get((limb.function, limb.key), ()))
            views.append(LimbView(limb, lines, known, _gap(lines, known, card.period)))
    return tuple(views)


def load_facts(period: Period, functions: Sequence[StrategicFunction], names: Names) -> Facts:
    """The facts beside the KPIs of some functions. `names` are those of the authorities by code."""
    evidence = load_evidence(period)
    found: dict[tuple[StrategicFunction, str], tuple[Fact, ...]] = {}
    for function in functions:
        told = READERS[function](evidence, names)
        found |= {(function, key): tuple(facts) for key, facts in told.items()}
    return found


Names = Mapping[str, str]
Reader = Callable[[Evidence, Names], dict[str, list[Fact]]]


def _of_results(limb: Limb, lines: Sequence[ScorecardLine]) -> tuple[Fact, ...]:
    """What several results say together: how many schools have a relationship, and of which
    kind."""
    results = {line.kpi.id: line.now for line in lines}
    if not {"S01", "S02"} <= set(results):
        return ()
    some, deep = results["S01"], results["S02"]
    if some.numerator is None or deep.numerator is None or not some.returned:
        return ()
    without = max(some.returned - int(some.numerator), 0)
    silent = some.expected - some.returned
    words = (
        f"{wording.count_of(some.numerator, 'schools')} engaged, {deep.numerator:,.0f} of them in "
        f"two strands or more; {without:,} returned without any support; {silent:,} "
        f"{'has' if silent == 1 else 'have'} not returned"
    )
    behind = (
        (f"{some.numerator:,.0f}", OfKpi("S01")),
        (f"{deep.numerator:,.0f} of them", OfKpi("S02")),
    )
    return (Fact(f"All {some.expected:,} state-funded schools", words, behind=behind),)


def _gap(lines: Sequence[ScorecardLine], facts: Sequence[Fact], period: Period) -> str:
    if facts or any(line.now.value is not None for line in lines):
        return ""
    if lines:
        when = wording.explain_period(period)
        return f"Nothing is known of this for {when}: no return that counts has told it."
    return "There is no evidence of this yet: no KPI measures it, and no return has told of it."


def _of_partnership(evidence: Evidence, names: Names) -> dict[str, list[Fact]]:
    return {
        "infrastructure": _lead_schools(evidence, names),
        "partners": _partners(evidence),
        LOCAL_PLAN: [
            explain_document(one, evidence.as_at)
            for one in evidence.documents
            if one.name.casefold() == "local plan for music education"
        ],
    }


def _lead_schools(evidence: Evidence, names: Names) -> list[Fact]:
    """A lead school of each kind for each authority, or that there is none."""
    if not evidence.lead_schools:
        return []
    facts = []
    for code, name in names.items():
        for kind in LeadKind:
            leads = [
                one for one in evidence.lead_schools if (one.la_code, one.kind) == (code, kind)
            ]
            facts += [Fact(f"{name}, {kind} lead school", one.name, urn=one.urn) for one in leads]
            facts += [] if leads else [Fact(f"{name}, {kind} lead school", "None")]
    return facts


def _partners(evidence: Evidence) -> list[Fact]:
    """Active partners of each kind, of those in the register."""
    if not evidence.partners:
        return []
    return [
        Fact(
            f"{wording.first_upper(kind)} partners",
            f"{active} of {every} active" if every else "None in the register",
            behind=((f"{active}", OfKpi("P16", "partner_kind", kind)),) if active else (),
        )
        for kind, (active, every) in evidence.count_partners().items()
    ]


def explain_document(document: Document, day: date) -> Fact:
    """Whether a document is published and up to date on a day."""
    name = wording.first_upper(document.name)
    if not document.url:
        return Fact(name, "Not published")
    words = "Published"
    if document.approved_on:
        words += f", approved on {wording.explain_day(document.approved_on)}"
    if document.review_due:
        due = wording.explain_day(document.review_due)
        words += f"; review {'was' if document.review_due < day else 'is'} due on {due}"
    return Fact(name, words, url=document.url)


def _of_schools(evidence: Evidence, names: Names) -> dict[str, list[Fact]]:
    stock = instruments.load_instruments(evidence.period)
    facts = []
    if stock.all.stock is not None:
        told = (
            ("on_loan", stock.all.on_loan, "on loan"),
            ("in_repair", stock.all.in_repair, "in repair"),
        )
        behind = _amounts("instruments", ("stock", stock.all.stock, ""), *told)
        words = instruments.title_of_instruments(stock)
        facts.append(Fact("The hub's own", words, behind=behind))
    if stock.in_schools is not None:
        words = f"{stock.in_schools:,.0f}, told by {wording.count_of(stock.schools, 'schools')}"
        behind = _amounts("continuation", ("instruments_on_loan", stock.in_schools, ""))
        facts.append(Fact("On loan in schools", words, behind=behind))
    return {"instruments": facts, ROUTES: _routes(evidence.period)}


def _amounts(table: str, *told: tuple[str, float | None, str]) -> tuple[Behind, ...]:
    """Fields of a sheet, each with the number that it comes to and the words after it that tell it
    from others."""
    known = ((field, number, words) for field, number, words in told if number is not None)
    return tuple((f"{n:,.0f} {words}".strip(), side_of(table, field)) for field, n, words in known)


def _routes(period: Period) -> list[Fact]:
    """Who goes on after whole-class teaching, and by which routes."""
    routes = load_routes(period)
    if routes is None:
        return []
    cohort, learning = COHORT
    both = (
        (f"{routes.learning:,.0f}", side_of("continuation", learning, told_with=cohort)),
        (f"{routes.cohort:,.0f}", side_of("continuation", cohort, told_with=learning)),
    )
    facts = [Fact("After last year's whole classes", explain_learning(routes), behind=both)]
    ways = explain_routes(routes)
    asked = [(name, routes.by_route[words], words) for name, words in ROUTES_ASKED.items()]
    told = sorted((one for one in asked if one[1]), key=lambda one: (one[1] or 0, one[2]))
    behind = _amounts("continuation", *reversed(told))
    return [*facts, Fact("How they go on", ways, behind=behind)] if ways else facts


def _of_progression(evidence: Evidence, names: Names) -> dict[str, list[Fact]]:
    ladder = progression.load_ladder(evidence.period)
    known = any(line.now.value is not None for line in ladder.lines)
    community = evidence.projects_at(VenueType.COMMUNITY)
    heard = sum_known(one.audience for one in evidence.projects)
    facts = []
    if community:
        took_part = sum_known(one.participants for one in community)
        people_ = f", {took_part:,} taking part" if took_part is not None else ""
        words = f"{wording.count_of(len(community), 'projects')} of partners{people_}"
        facts.append(Fact("Community music", words))
    if heard is not None:
        behind = _amounts("project", ("audience", heard, ""))
        facts.append(Fact("Audiences of partners' projects", f"{heard:,}", behind=behind))
    return {
        "developing": [Fact("The ladder", progression.title_of_ladder(ladder))] if known else [],
        "live and community": facts,
    }


def _of_inclusion(evidence: Evidence, names: Names) -> dict[str, list[Fact]]:
    looked_after = sum_known(one.looked_after for one in evidence.projects)
    elsewhere = evidence.projects_at(VenueType.ALTERNATIVE, VenueType.HOSPITAL)
    facts: dict[str, list[Fact]] = {"circumstances": [], "SEND": []}
    if looked_after is not None:
        words = f"{looked_after:,} taking part in partners' projects"
        behind = _amounts("project", ("looked_after", looked_after, ""))
        facts["circumstances"].append(Fact("Children who are looked after", words, behind=behind))
    if elsewhere:
        named = ", ".join(f"{one.name} ({one.partner})" for one in elsewhere)
        facts["SEND"].append(Fact("In alternative provision or hospital", named))
    return facts


def _of_sustainability(evidence: Evidence, names: Names) -> dict[str, list[Fact]]:
    period = evidence.period
    staff = people.load_people(period)
    funds = money.load_money(period)
    nature = environment.load_environment(period)
    facts: dict[str, list[Fact]] = {
        "workforce": [],
        "investment": [],
        "accountability": [
            explain_document(one, evidence.as_at)
            for one in sorted(evidence.documents, key=lambda one: not one.is_required)
        ],
        "environment": [],
    }
    if not staff.told.is_empty:
        everyone = staff.everyone
        posts = wording.noun_for(int(everyone.vacancies or 0), "posts")
        vacant = ("vacancies", everyone.vacancies or None, posts)
        words = people.title_of_people(staff)
        behind = _amounts("workforce", ("headcount", everyone.headcount, ""), vacant)
        facts["workforce"].append(Fact("Who teaches and leads", words, behind=behind))
    if not funds.told.is_empty:
        cash = funds.income_of(in_kind=False)
        sources = [one for one in cash if one.actual]
        pounds = wording.explain_figure(total(one.actual for one in sources), "£")
        words = f"{pounds} in cash from {wording.count_of(len(sources), 'sources')}"
        cash_only = side_of("income", "actual", in_kind=False)
        made_of = replace(cash_only, but=(("income_source", IncomeSource.DFE_CAPITAL.value),))
        facts["investment"].append(Fact("Income", words, behind=((pounds, made_of),)))
    if not nature.told.is_empty:
        facts["environment"] += [
            Fact(
                "Travel and energy",
                environment.title_of_environment(nature, None),
                behind=((f"{nature.tonnes:,.1f}", OfKpi("U40e")),) if nature.tonnes else (),
            ),
            Fact("Policy", environment.explain_policy(nature)),
        ]
        if nature.repaired is not None:
            words = wording.count_of(nature.repaired, "instruments")
            behind = _amounts("environment", ("instruments_repaired", nature.repaired, ""))
            facts["environment"].append(Fact("Repaired, not replaced", words, behind=behind))
    return facts


READERS: Mapping[StrategicFunction, Reader] = {
    F1: _of_partnership,
    F2: _of_schools,
    F3: _of_progression,
    F4: _of_inclusion,
    F5: _of_sustainability,
}
