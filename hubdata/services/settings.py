"""The hub's own settings: its name, authorities, thresholds and calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from hubdata.brand.colours import parse_colour
from hubdata.calendar import Dates, TermCalendar
from hubdata.errors import UserError
from hubdata.kpis.judging import suppression
from hubdata.kpis.language import policy
from hubdata.register.facts import StateFunded
from hubdata.store.engine import reading, writing
from hubdata.store.hub import settings as stored
from hubdata.vocabulary import YearGroup

MOST_HEADLINES = 6
"""Of numbers on the overview: six are seen at once on a laptop."""

NOT_A_NUMBER = {
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
}
"""What pydantic's faults with numbers mean to people."""


class HubSettings(BaseModel):
    """What a hub decides about itself; every value has a default that suits most hubs."""

    model_config = ConfigDict(frozen=True)

    hub_name: str = Field("Our Music Hub", title="Name of the Music Hub")
    lead_organisation: str = Field("", title="Hub Lead Organisation")
    contact_role: str = Field("Data officer", title="Whom schools ask (role)")
    contact_email: str = Field("", title="Mailbox schools write to")
    la_codes: tuple[str, ...] = Field((), title="Local authority codes")
    colour: str = Field("", title="Colour of the hub")
    is_sample: bool = Field(False, title="This is the sample hub")
    is_sample_complete: bool = Field(False, title="The sample hub was loaded to its end")
    coverage_threshold: float = Field(
        70, title="Coverage below which a KPI is provisional, %", ge=0, le=100
    )
    term_weeks: int = Field(10, title="Weeks that make a term of whole-class teaching", ge=1, le=20)
    regular_weeks: int = Field(5, title="Weeks that make an ensemble regular", ge=1, le=20)
    small_school_roll: int = Field(100, title="Largest roll of a small school", ge=1, le=2000)
    growth_factor: float = Field(
        3, title="Growth on last term that is questioned (times)", ge=1.1, le=100
    )
    include_colleges: bool = Field(False, title="Count colleges among the hub's schools")
    include_non_maintained_special: bool = Field(
        False, title="Count non-maintained special schools among the hub's schools"
    )

    headline_kpis: tuple[str, ...] = Field(
        ("S01", "S04", "S05", "M25", "I31", "I32"),
        title="KPIs whose numbers open the overview",
    )
    """At first: reach, first experience, making music together, and who takes part."""
    target_year_group: str = Field(
        "4", title="Year group in which whole-class teaching is to reach everybody (R, 1 to 13)"
    )
    include_in_kind: bool = Field(True, title="Count help in kind as income")
    kg_car_mile: float = Field(policy.KG_CAR_MILE, title="kg CO2e a mile by car", ge=0, le=10)
    kg_rail_mile: float = Field(policy.KG_RAIL_MILE, title="kg CO2e a mile by rail", ge=0, le=10)
    kg_bus_mile: float = Field(policy.KG_BUS_MILE, title="kg CO2e a mile by bus", ge=0, le=10)
    kg_electricity_kwh: float = Field(
        policy.KG_ELECTRICITY_KWH, title="kg CO2e a kWh of electricity", ge=0, le=10
    )
    kg_gas_kwh: float = Field(policy.KG_GAS_KWH, title="kg CO2e a kWh of gas", ge=0, le=10)
    emission_source: str = Field(
        policy.EMISSION_SOURCE, title="Where the emission factors are from"
    )
    emission_year: int = Field(
        policy.EMISSION_YEAR, title="Year of the emission factors", ge=2000, le=2100
    )

    largest_small_count: int = Field(
        suppression.LARGEST_SMALL,
        title="Largest number of people that board packs do not show",
        ge=0,
        le=20,
    )
    least_base: int = Field(
        suppression.LEAST_BASE,
        title="Fewest people of whom board packs show a percentage",
        ge=1,
        le=100,
    )
    least_contributors: int = Field(
        suppression.LEAST_CONTRIBUTORS,
        title="Fewest schools or partners whose figure board packs show",
        ge=1,
        le=20,
    )
    protects_extremes: bool = Field(True, title="Board packs do not show 0% and 100% of people")
    protects_organisations: bool = Field(
        False, title="Board packs do not show small numbers of schools and partners either"
    )

    @field_validator("headline_kpis")
    @classmethod
    def _is_a_handful(cls, kpis: tuple[str, ...]) -> tuple[str, ...]:
        if not 1 <= len(kpis) <= MOST_HEADLINES:
            raise ValueError(f"{len(kpis)} are chosen. Choose from 1 to {MOST_HEADLINES}")
        return tuple(dict.fromkeys(kpis))

    @field_validator("target_year_group")
    @classmethod
    def _is_a_year_group(cls, group: str) -> str:
        if group.strip().upper() not in [one.value for one in YearGroup]:
            raise ValueError(f'"{group}" is not a year group. Write R, or a number from 1 to 13')
        return group.strip().upper()

    @field_validator("hub_name", "lead_organisation", "contact_role", "contact_email")
    @classmethod
    def _without_spaces_around(cls, text: str) -> str:
        return text.strip()

    @field_validator("hub_name")
    @classmethod
    def _has_a_name(cls, text: str) -> str:
        if not text:
            raise ValueError("it is blank. Write the name that schools know the hub by")
        return text

    @field_validator("colour")
    @classmethod
    def _is_a_colour(cls, text: str) -> str:
        colour = parse_colour(text) if text.strip() else ""
        if colour is None:
            raise ValueError(f'"{text}" is not a colour. Write it as #7A1F5C, or leave it blank')
        return colour

    @field_validator("contact_email")
    @classmethod
    def _is_a_mailbox(cls, text: str) -> str:
        if text and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
            raise ValueError(f'"{text}" is not a mailbox. Write it as music@example.org.uk')
        return text

    @field_validator("la_codes")
    @classmethod
    def _has_three_digits(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [code for code in codes if not re.fullmatch(r"\d{3}", code, re.ASCII)]
        if wrong:
            raise ValueError(
                f'"{wrong[0]}" is not a local authority code. Write the three digits of the DfE\'s '
                "code, such as 878, with commas between them"
            )
        return tuple(sorted(set(codes)))


def load_hub() -> HubSettings:
    """The hub's settings as they stand."""
    with reading() as session:
        return HubSettings(**stored.load_values(session))


def save_hub(changes: Mapping[str, object], *, actor: str) -> HubSettings:
    """Change some settings. Raises `UserError`, naming the setting, where a value will not do."""
    with writing() as session:
        now = HubSettings(**stored.load_values(session))
        wanted = check_hub(now, changes)
        values = wanted.model_dump(mode="json")
        stored.save_values(session, {key: values[key] for key in changes}, actor=actor)
        return wanted


def check_hub(now: HubSettings, changes: Mapping[str, object]) -> HubSettings:
    """The settings with some of them changed.

    Raises `UserError` with a sentence for each setting that will not do.
    """
    try:
        return HubSettings.model_validate({**now.model_dump(), **changes})
    except ValidationError as error:
        raise UserError("\n".join(map(_explain_fault, error.errors()))) from None


def explain_hub_changes(before: HubSettings, after: HubSettings) -> tuple[str, ...]:
    """One sentence for each setting that is different now."""
    old, new = before.model_dump(), after.model_dump()
    return tuple(
        f"{field.title}: {_said(new[name])} (was {_said(old[name])})."
        for name, field in HubSettings.model_fields.items()
        if new[name] != old[name]
    )


def state_funded_rule(hub: HubSettings) -> StateFunded:
    """Which types of school the hub counts."""
    return StateFunded.choose(
        non_maintained_special=hub.include_non_maintained_special, colleges=hub.include_colleges
    )


def load_calendar() -> TermCalendar:
    """The term calendar and the due dates of returns."""
    with reading() as session:
        return stored.load_calendar(session)


def save_calendar(
    *,
    dates: Mapping[int, Dates] | None = None,
    due: Mapping[tuple[str, int], date] | None = None,
    actor: str,
) -> None:
    """Set term dates by slot and due dates by kind and slot.

    Raises `UserError` where a term would end before it starts.
    """
    for one in (dates or {}).values():
        if one.end < one.start:
            raise UserError(f"Term dates: {one.end:%d/%m/%Y} is before {one.start:%d/%m/%Y}.")
    with writing() as session:
        stored.save_dates(session, dates or {}, actor=actor)
        stored.save_due_dates(session, due or {}, actor=actor)


def _explain_fault(fault: ErrorDetails) -> str:
    title = HubSettings.model_fields[str(fault["loc"][0])].title
    if fault["type"] in NOT_A_NUMBER:
        return f'{title}: "{fault["input"]}" is not {NOT_A_NUMBER[fault["type"]]}. Write digits.'
    what = fault["msg"].removeprefix("Value error, ").replace("Input should be", "it should be")
    return f"{title}: {what}."


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "blank"
    return f"{value:g}" if isinstance(value, float) else str(value) or "blank"
