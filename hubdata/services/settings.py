"""The hub's own settings: its name, authorities, thresholds, calendar and targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hubdata.calendar import Dates, TermCalendar
from hubdata.errors import UserError
from hubdata.store import settings as stored
from hubdata.store.engine import reading, writing


class HubSettings(BaseModel):
    """What a hub decides about itself; every value has a default that suits most hubs."""

    model_config = ConfigDict(frozen=True)

    hub_name: str = Field("Our Music Hub", title="Name of the Music Hub", min_length=1)
    lead_organisation: str = Field("", title="Hub Lead Organisation")
    contact_role: str = Field("Data officer", title="Whom schools ask (role)")
    contact_email: str = Field("", title="Mailbox schools write to")
    la_codes: tuple[str, ...] = Field((), title="Local authority codes")
    is_sample: bool = Field(False, title="This is the sample hub")
    coverage_threshold: float = Field(70, title="Coverage below which a KPI is provisional, %")
    term_weeks: int = Field(10, title="Weeks that make a term of whole-class teaching")
    regular_weeks: int = Field(5, title="Weeks that make an ensemble regular")
    small_school_roll: int = Field(100, title="Largest roll of a small school")
    growth_factor: float = Field(3, title="Growth on last term that is questioned (times)")
    include_colleges: bool = Field(False, title="Count colleges among the hub's schools")
    include_non_maintained_special: bool = Field(
        False, title="Count non-maintained special schools among the hub's schools"
    )


def load_hub() -> HubSettings:
    """The hub's settings as they stand."""
    with reading() as session:
        return HubSettings(**stored.load_values(session))


def save_hub(changes: Mapping[str, object], *, actor: str) -> HubSettings:
    """Change some settings. Raises `UserError`, naming the setting, where a value will not do."""
    with writing() as session:
        now = HubSettings(**stored.load_values(session))
        try:
            wanted = HubSettings.model_validate({**now.model_dump(), **changes})
        except ValidationError as error:
            first = error.errors()[0]
            title = HubSettings.model_fields[str(first["loc"][0])].title
            raise UserError(f"{title}: {first['msg']}.") from None
        values = wanted.model_dump(mode="json")
        stored.save_values(session, {key: values[key] for key in changes}, actor=actor)
        return wanted


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


def load_targets(year: int) -> dict[tuple[str, str], float | None]:
    """Targets set for a year, by (KPI, authority code; "" is the whole hub)."""
    with reading() as session:
        return stored.load_targets(session, year=year)


def save_targets(targets: Mapping[tuple[str, str], float | None], *, year: int, actor: str) -> None:
    """Set targets of a year; `None` decides that there is none."""
    with writing() as session:
        stored.save_targets(session, targets, year=year, actor=actor)
