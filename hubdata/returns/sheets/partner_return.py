"""The return of a hub partner; its projects and ensembles are declared in rooms of their own."""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel

from hubdata.periods import Term
from hubdata.returns.fields import Register, asked, choice, count, numbers, pounds
from hubdata.vocabulary import DataBasis

Day = date
"""The type, where a field is called `date`."""


class PartnerFrontRow(SQLModel):
    """Who is answering, for which period, and how the counts are to be taken."""

    time_period: int | None = asked(
        "Academic year",
        "Six digits: 202526 is 2025/26.",
        example="202526",
        required=True,
        prefilled=True,
        minimum=199900,
        maximum=209900,
        synonyms=("year", "academic year", "school year"),
    )
    term: Term | None = choice(
        "Term",
        "The term you are answering for, or annual for the whole year.",
        example="autumn",
        required=True,
        prefilled=True,
    )
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
    contact_role: str | None = asked(
        "Completed by (role)",
        "Your role, not your name.",
        example="Programme manager",
        synonyms=("role", "job title", "position"),
    )
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
    nil_return: bool | None = asked(
        "Nothing to report this time?",
        "Yes if there was no activity with the hub. Then leave the other sheets empty.",
        example="No",
        synonyms=("nil return", "nil"),
    )
    estimate: bool | None = asked(
        "Are any of the numbers estimates?",
        "A best estimate is better than a blank; say so here.",
        example="No",
        synonyms=("estimated", "best estimate"),
    )
    data_basis: DataBasis | None = choice(
        "Counts are for",
        "This term only, or the year so far.",
        example="this term only",
        synonyms=("basis", "counting basis"),
    )
    comment: str | None = asked(
        "Anything else",
        "Anything that helps us read your numbers. No young people's names.",
        synonyms=("comments", "notes", "note"),
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
    """Young people who moved on to something further: count each once, in the term they did."""

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
