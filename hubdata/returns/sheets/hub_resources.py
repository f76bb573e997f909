"""The return of the lead organisation, second part: what the hub has, does and publishes."""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel

from hubdata.returns.fields import FieldKind, asked, choice, count, number, pounds
from hubdata.vocabulary import DOCUMENTS, InstrumentFamily, LeadKind


class DeliveryRow(SQLModel):
    """Teaching by the hub in the period."""

    teaching_hours: float | None = number(
        "Hours taught",
        "By all teachers of the hub together.",
        example="21,400",
        maximum=1e7,
        unit="hours",
    )


class InstrumentsRow(SQLModel):
    """Instruments the hub owns: a row for each family."""

    family: InstrumentFamily | None = choice(
        "Family",
        example="brass",
        required=True,
        key=True,
        prefilled=True,
        synonyms=("instrument", "instruments", "instrument family", "kind of instrument"),
    )
    stock: int | None = count(
        "Owned", example="640", prefilled=True, synonyms=("total stock", "number owned", "total")
    )
    serviceable: int | None = count(
        "Of them, fit to play", example="590", prefilled=True, synonyms=("playable", "working")
    )
    on_loan: int | None = count(
        "Of them, on loan", example="480", synonyms=("loaned", "loans", "out on loan")
    )
    in_repair: int | None = count("Of them, in repair", example="31", synonyms=("repair",))
    capital_awarded: float | None = pounds(
        "Capital grant awarded for them",
        "Since the grant began.",
        example="60,000",
        synonyms=("capital grant",),
    )
    capital_spent: float | None = pounds(
        "Of it, spent so far", "Since the grant began.", example="41,250"
    )


class EnvironmentRow(SQLModel):
    """What the hub's work does to the environment."""

    policy_date: date | None = asked(
        "Date of the environmental policy", "When it was last agreed.", example="14/05/2025"
    )
    miles_car: float | None = number(
        "Miles by car", "Claimed in the period.", example="31,000", maximum=1e7, unit="miles"
    )
    miles_rail: float | None = number("Miles by rail", example="4,200", maximum=1e7, unit="miles")
    miles_bus: float | None = number("Miles by bus", example="900", maximum=1e7, unit="miles")
    electricity_kwh: float | None = number(
        "Electricity used (kWh)",
        example="18,500",
        maximum=1e8,
        synonyms=("electricity",),
        unit="kWh",
    )
    gas_kwh: float | None = number("Gas used (kWh)", example="22,000", maximum=1e8, unit="kWh")
    instruments_repaired: int | None = count("Instruments repaired, not replaced", example="85")
    instruments_rehomed: int | None = count("Instruments given a new home", example="24")
    youth_climate_activities: int | None = count(
        "Activities on climate with young people", example="2", maximum=5000
    )


class LeadSchoolRow(SQLModel):
    """Lead schools: a row for each authority, school and kind."""

    la_code: int | None = asked(
        "Local authority code",
        "The three-digit code.",
        example="991",
        required=True,
        key=True,
        prefilled=True,
        minimum=100,
        maximum=999,
        synonyms=("la", "lea", "authority", "local authority", "authority code"),
    )
    urn: int | None = asked(
        "School URN",
        "Six digits.",
        example="900123",
        required=True,
        key=True,
        prefilled=True,
        minimum=100000,
        maximum=999999,
        synonyms=("school", "school number"),
    )
    lead_kind: LeadKind | None = choice(
        "Kind of lead school",
        example="primary",
        required=True,
        key=True,
        prefilled=True,
        synonyms=("kind", "phase", "type"),
    )
    start: date | None = asked(
        "Lead school from", example="01/04/2025", prefilled=True, synonyms=("from", "start date")
    )
    end: date | None = asked(
        "Lead school until",
        "Leave blank if it goes on.",
        prefilled=True,
        synonyms=("until", "to", "end date"),
    )


class EarlyYearsRow(SQLModel):
    """Early-years settings in each authority, supported or not."""

    la_code: int | None = asked(
        "Local authority code",
        "The three-digit code.",
        example="991",
        required=True,
        key=True,
        prefilled=True,
        minimum=100,
        maximum=999,
        synonyms=("la", "lea", "authority", "local authority", "authority code"),
    )
    settings_total: int | None = count(
        "Early-years settings",
        "All registered settings, childminders left out.",
        example="118",
        required=True,
        prefilled=True,
        synonyms=("settings", "total settings", "number of settings"),
    )


class PublicationRow(SQLModel):
    """Documents the hub publishes: a row for each."""

    document: str | None = asked(
        "Document",
        example="Local Plan for Music Education",
        key=True,
        prefilled=True,
        suggestions=DOCUMENTS,
        synonyms=("title", "name", "policy", "document name"),
        required=True,
    )
    required: bool | None = asked(
        "Required by the funder?", example="Yes", prefilled=True, synonyms=("must publish",)
    )
    url: str | None = asked(
        "Web address",
        "Blank if it is not published.",
        example="https://hub.example/local-plan",
        prefilled=True,
        synonyms=("link", "web page", "website"),
    )
    approved_on: date | None = asked(
        "Approved on", example="12/06/2025", prefilled=True, synonyms=("approved", "date approved")
    )
    review_due: date | None = asked(
        "Review due by",
        example="12/06/2026",
        prefilled=True,
        synonyms=("review", "review date", "next review"),
    )


class GovernanceRow(SQLModel):
    """The hub's board, its leads and its risks."""

    board_meetings: int | None = count("Board meetings in the period", example="2", maximum=100)
    board_attendance_percent: float | None = asked(
        "Attendance at them, per cent",
        "Members who came, of all who could have.",
        kind=FieldKind.PERCENT,
        minimum=0,
        maximum=100,
        example="82",
        synonyms=("board attendance", "attendance"),
    )
    inclusion_lead: bool | None = asked("Is somebody named to lead on inclusion?", example="Yes")
    safeguarding_lead: bool | None = asked(
        "Is somebody named to lead on safeguarding?", example="Yes"
    )
    risks_red: int | None = count("Risks rated red", example="1", maximum=1000)
    risks_amber: int | None = count("Risks rated amber", example="4", maximum=1000)
