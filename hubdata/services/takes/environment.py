"""What the hub's work does to the environment: travel and energy with the emission factors they are
multiplied by, what is reused, the policy's date, and activities with young people.

The tonnes of all of it are the numerator of U40e; each line is its share of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hubdata import wording
from hubdata.kpis.catalogue.resources import EMISSIONS
from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.policy import Policy
from hubdata.periods import Period
from hubdata.services.results.scorecards import load_moment, load_policy
from hubdata.services.takes.told import Span, Told, add_up, load_told, total
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.measuring.sums import load_latest_value, load_sums

NAMES: Mapping[str, tuple[str, str]] = {
    "miles_car": ("Car", "miles"),
    "miles_rail": ("Rail", "miles"),
    "miles_bus": ("Bus", "miles"),
    "electricity_kwh": ("Electricity", "kWh"),
    "gas_kwh": ("Gas", "kWh"),
}
REUSE = ("instruments_repaired", "instruments_rehomed", "youth_climate_activities")
KG_A_TONNE = 1000
REVIEW_YEARS = 3
"""A policy older than this is said to be so: most hubs review theirs every three years."""


@dataclass(frozen=True)
class Emission:
    """One kind of travel or energy, asked as `field`: the amount, in `unit`, times kg CO2e for each
    of them."""

    field: str
    name: str
    unit: str
    amount: float | None
    factor: float

    @property
    def tonnes(self) -> float | None:
        return None if self.amount is None else self.amount * self.factor / KG_A_TONNE


@dataclass(frozen=True)
class Environment:
    """`source` is where the emission factors are from, with their year."""

    told: Told
    emissions: tuple[Emission, ...]
    source: str
    teaching_hours: float | None
    repaired: float | None
    rehomed: float | None
    activities: float | None
    policy_date: date | None
    today: date

    @property
    def tonnes(self) -> float | None:
        return total(one.tonnes for one in self.emissions)

    @property
    def policy_years(self) -> int | None:
        """Whole years since the policy was agreed."""
        if self.policy_date is None:
            return None
        had = (self.today.month, self.today.day) >= (self.policy_date.month, self.policy_date.day)
        return self.today.year - self.policy_date.year - (not had)


def load_environment(period: Period) -> Environment:
    """The environment of a term or an academic year."""
    span = Span.of_period(period)
    fields = (*EMISSIONS, *REUSE)
    with reading() as session:
        told = load_told(session, span, stored_settings.load_calendar(session))
        rows = load_sums(session, "environment", by=(), of=fields, slots=span.slots)
        hours = load_sums(session, "delivery", by=(), of=("teaching_hours",), slots=span.slots)
        policy_date = load_latest_value(
            session, "environment", "policy_date", up_to_slot=max(span.slots)
        )
        policy, today = load_policy(session), load_moment(session).today
    amounts = add_up(rows, told, table="environment").get((), (None,) * len(fields))
    found = dict(zip(fields, amounts, strict=True))
    return Environment(
        told,
        tuple(_emission(name, found[name], policy) for name in EMISSIONS),
        f"{policy.emission_source}, {policy.emission_year}",
        add_up(hours, told, table="delivery").get((), (None,))[0],
        repaired=found["instruments_repaired"],
        rehomed=found["instruments_rehomed"],
        activities=found["youth_climate_activities"],
        policy_date=policy_date,
        today=today,
    )


def title_of_environment(environment: Environment, carbon: KpiResult | None) -> str:
    """ "13.1 tonnes of CO2e in summer 2025/26, most of it by car"."""
    tonnes = environment.tonnes
    period = wording.first_lower(environment.told.span.label)
    if tonnes is None:
        return f"Travel and energy were not told for {period}"
    opening = f"{tonnes:,.1f} tonnes of CO2e in {period}"
    if carbon is not None and carbon.value is not None:
        opening += f", {float(carbon.value):.2f} for each 1,000 hours taught"
    largest = max(environment.emissions, key=lambda one: one.tonnes or 0)
    if tonnes and (largest.tonnes or 0) > tonnes / 2:
        way = "by" if largest.unit == "miles" else "from"
        opening += f"; most of it {way} {largest.name.lower()}"
    return opening


def explain_policy(environment: Environment) -> str:
    """How old the environmental policy is, in a sentence."""
    years = environment.policy_years
    if environment.policy_date is None or years is None:
        return "No date of an environmental policy was told."
    day = wording.explain_day(environment.policy_date)
    if years < 1:
        return f"The environmental policy was agreed on {day}, within the last year."
    age = f"{years} {'year' if years == 1 else 'years'} ago"
    due = " It may be time to review it." if years >= REVIEW_YEARS else ""
    return f"The environmental policy was agreed on {day}, {age}.{due}"


def _emission(name: str, amount: float | None, policy: Policy) -> Emission:
    words, unit = NAMES[name]
    return Emission(name, words, unit, amount, getattr(policy, EMISSIONS[name]))
