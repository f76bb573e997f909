"""The return of a hub partner; its projects and ensembles are declared in rooms of their own."""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel

from hubdata.periods import Term
from hubdata.returns.fields import Register, asked, count, numbers, pounds
from hubdata.returns.sheets.front import (
    ask_comment,
    ask_data_basis,
    ask_estimate,
    ask_nil_return,
    ask_role,
    ask_term,
    ask_year,
)
from hubdata.vocabulary import DataBasis

Day = date
"""The type, where a field is called `date`."""


class PartnerFrontRow(SQLModel):
    """Who is answering, for which period, and how the counts are to be taken."""

    time_period: int | None = ask_year()
    term: Term | None = ask_term()
    partner_id: str | None = asked(
        "Partner ID",
        "The hub's own short code for your organisation.",
        example="P07",
        required=True,
        prefilled=True,
        synonyms=("partner code", "partner number", "partner ref", "organisation id"),
    )
    partner_name: str | None = asked(
        "Name of the organisation",
        example="Tideline Community Music",
        prefilled=True,
        synonyms=("partner", "organisation", "organisation name", "partner organisation"),
    )
    contact_role: str | None = ask_role(example="Programme manager")
    contact_email: str | None = asked(
        "Mailbox",
        "A shared mailbox such as hello@…, not a person's.",
        example="hello@tideline.example",
        synonyms=("email", "e-mail", "contact email", "email address"),
    )
    submitted_on: date | None = asked(
        "Date completed",
        example="12/12/2025",
        synonyms=("date submitted", "submission date"),
    )
    nil_return: bool | None = ask_nil_return(
        "Yes if there was no activity with the hub. Then leave the other sheets empty."
    )
    estimate: bool | None = ask_estimate()
    data_basis: DataBasis | None = ask_data_basis()
    comment: str | None = ask_comment(
        "Anything that helps us read your numbers. No young people's names."
    )


class CpdRow(SQLModel):
    """Training for teachers and music leaders: a row for each course and day."""

    course: str | None = asked(
        "Course",
        example="Singing in Key Stage 1",
        required=True,
        key=True,
        synonyms=("course title", "title", "training", "name", "session"),
    )
    date: Day | None = asked(
        "Date", example="14/11/2025", key=True, synonyms=("day", "date of course", "held on")
    )
    school_urns: str | None = numbers(
        "Schools that came (URNs)",
        register=Register.SCHOOLS,
        example="900123; 900124",
        synonyms=("schools", "urns", "school urn", "urn", "school numbers"),
    )
    attendees: int | None = count(
        "People who came",
        example="18",
        required=True,
        maximum=5000,
        synonyms=("attendance", "places", "number attending", "participants"),
    )
    rating_responses: int | None = count(
        "People who gave feedback",
        example="15",
        maximum=5000,
        synonyms=("responses", "feedback forms"),
    )
    rating_useful: int | None = count(
        "Of them, who found it useful",
        example="14",
        maximum=5000,
        synonyms=("useful", "rated useful", "satisfied"),
    )


class DestinationsRow(SQLModel):
    """Young people who moved on to something further this academic year, each counted once."""

    nymo: int | None = count(
        "To a national youth music organisation",
        example="2",
        synonyms=("national youth music organisation", "nymos"),
    )
    centre_for_advanced_training: int | None = count(
        "To a centre for advanced training", example="1", synonyms=("cat",)
    )
    junior_conservatoire: int | None = count(
        "To a junior conservatoire", example="1", synonyms=("junior department",)
    )
    music_and_dance_scheme: int | None = count(
        "To a place on the Music and Dance Scheme", synonyms=("mds",)
    )
    higher_education: int | None = count(
        "To music in higher education", example="4", synonyms=("university", "conservatoire", "he")
    )
    employment: int | None = count(
        "To work or training in music", example="1", synonyms=("work", "apprenticeship", "job")
    )


class PartnerMoneyRow(SQLModel):
    """The hub's money with you in this period, and what you brought to it."""

    grant_awarded: float | None = pounds(
        "Awarded by the hub", example="4,500", synonyms=("award", "grant awarded")
    )
    grant_received: float | None = pounds(
        "Received from the hub so far", example="3,000", synonyms=("received",)
    )
    grant_spent: float | None = pounds(
        "Spent of it so far", example="2,850.40", synonyms=("spent", "spend")
    )
    match_cash: float | None = pounds(
        "Your own or other funders' money", example="1,200", synonyms=("match funding", "match")
    )
    in_kind: float | None = pounds(
        "Worth of help in kind",
        "Rooms, time and instruments given free, at what they would have cost.",
        example="600",
        synonyms=("in kind support",),
    )
