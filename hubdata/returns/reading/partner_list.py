"""A hub's own list of partners, declared and read as forgivingly as a return."""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel

from hubdata.returns.fields import Register, asked, choice, numbers
from hubdata.returns.kinds import Sheet
from hubdata.returns.reading.lists import ReadList, read_list
from hubdata.vocabulary import PartnerKind


class PartnerListRow(SQLModel):
    """Hub partners: a row for each."""

    partner_id: str | None = asked(
        "Partner ID",
        "A short code that stays the same; one is given where it is blank.",
        example="P07",
        key=True,
        synonyms=("id", "code", "ref", "partner code", "partner ref", "reference"),
    )
    name: str | None = asked(
        "Name",
        example="Tideline Community Music",
        required=True,
        synonyms=(
            *("partner", "partner name", "organisation", "organisation name"),
            "name of organisation",
        ),
    )
    partner_kind: PartnerKind | None = choice(
        "Kind of partner",
        example="community music",
        synonyms=("kind", "type", "type of partner", "partner type", "category"),
    )
    la_codes: str | None = numbers(
        "Local authorities",
        "Three-digit codes; blank is the whole hub.",
        register=Register.AUTHORITIES,
        example="991; 993",
        synonyms=("la", "la code", "authority", "authorities", "local authority", "area"),
    )
    agreement_signed: bool | None = asked(
        "Partnership agreement signed?",
        example="Yes",
        synonyms=("agreement", "signed agreement", "partnership agreement", "sla"),
    )
    commitments_signed: bool | None = asked(
        "Commitments signed?",
        example="Yes",
        synonyms=("commitments", "annual commitments", "commitments checklist"),
    )
    contact_role: str | None = asked(
        "Contact (role)", example="Programme manager", synonyms=("role", "contact", "job title")
    )
    mailbox: str | None = asked(
        "Mailbox",
        example="hello@tideline.example",
        synonyms=("email", "e-mail", "email address", "contact email"),
    )
    starts_on: date | None = asked(
        "Partner from", example="01/09/2024", synonyms=("from", "start", "start date", "since")
    )
    ends_on: date | None = asked(
        "Partner until", synonyms=("until", "to", "end", "end date", "left")
    )


PARTNER_LIST = Sheet("Partners", PartnerListRow, "partner")


def read_partner_list(name: str, content: bytes) -> ReadList:
    """The list in a csv file or workbook. Raises `UnreadableFile` where there is none in it."""
    return read_list(name, content, PARTNER_LIST, what="partners")
