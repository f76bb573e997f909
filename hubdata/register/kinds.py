"""The kinds of register file, and how a row of headings tells which one it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from hubdata.register.cells import key_of

URN_HEADINGS = frozenset(
    {
        "urn",
        "urns",
        "schoolurn",
        "urnnumber",
        "urnno",
        "urncode",
        "schoolurnnumber",
        "establishmenturn",
        "dfeurn",
        "giasurn",
        "uniquereferencenumber",
        "uniquereferencenumberurn",
    }
)
TYPE_HEADINGS = frozenset({"typeofestablishmentname", "establishmenttype"})
HEADCOUNT_HEADINGS = frozenset({"headcountofpupils", "headcount", "numberofpupils", "totalpupils"})
LSOA_HEADING = re.compile(r"lsoa(\d\d|20\d\d)?(code|cd)?(\d\d|20\d\d)?(cd)?")
IMD_NAMES = ("indexofmultipledeprivationimd", "indexofmultipledeprivation", "imd")
IDACI_NAMES = (
    "incomedeprivationaffectingchildrenindexidaci",
    "incomedeprivationaffectingchildrenindex",
    "incomedeprivationaffectingchildrenidaci",
    "idaci",
    "idc",
)


class RegisterKind(StrEnum):
    """What a file may be; the value is what people call it."""

    GIAS_EXTRACT = "GIAS extract of establishments"
    GIAS_LINKS = "GIAS links between establishments"
    SCHOOL_CENSUS = "DfE school census, school level"
    DEPRIVATION = "deprivation index by LSOA"
    BOUNDARIES = "boundaries (GeoJSON)"
    REPORTABLE_SCHOOLS = "the hub's own list of reportable schools"


ACCEPTED = {
    RegisterKind.GIAS_EXTRACT: "URN, LA (code), EstablishmentName, TypeOfEstablishment (name)",
    RegisterKind.GIAS_LINKS: "URN, LinkURN, LinkType",
    RegisterKind.SCHOOL_CENSUS: "urn, time_period, headcount of pupils",
    RegisterKind.DEPRIVATION: "LSOA code, and an IMD or IDACI decile",
    RegisterKind.BOUNDARIES: "a FeatureCollection",
    RegisterKind.REPORTABLE_SCHOOLS: "URN",
}
"""What each kind is known by: its headings, or what it holds."""


def recognise_kind(headings: Sequence[str]) -> RegisterKind | None:
    """The kind of file these headings belong to; `None` for headings of no register file."""
    keys = {key_of(heading) for heading in headings}
    if {"urn", "linkurn", "linktype"} <= keys:
        return RegisterKind.GIAS_LINKS
    if {"urn", "lacode", "establishmentname"} <= keys and keys & TYPE_HEADINGS:
        return RegisterKind.GIAS_EXTRACT
    if keys & URN_HEADINGS and "timeperiod" in keys and keys & HEADCOUNT_HEADINGS:
        return RegisterKind.SCHOOL_CENSUS
    if find_lsoa(keys) and (find_index(keys, IMD_NAMES) or find_index(keys, IDACI_NAMES)):
        return RegisterKind.DEPRIVATION
    if keys & URN_HEADINGS:
        return RegisterKind.REPORTABLE_SCHOOLS
    return None


def find_lsoa(keys: Iterable[str]) -> str | None:
    """The key of the LSOA column: "LSOA code (2021)", "lsoa21_code", "LSOA11CD"…"""
    return next((key for key in sorted(keys) if LSOA_HEADING.fullmatch(key)), None)


def find_index(keys: Iterable[str], names: Sequence[str], *, part: str = "dec") -> str | None:
    """The key of an index's decile (`part` "dec") or rank ("rank"), whatever year it names."""
    wanted = re.compile(rf"({'|'.join(names)})(20\d\d)?{part}[\w%]*")
    return next((key for key in sorted(keys) if wanted.fullmatch(key)), None)


def explain_accepted() -> str:
    """The kinds of file that can be loaded, and what each is known by, in one sentence."""
    kinds = "; ".join(f"{kind} ({known_by})" for kind, known_by in ACCEPTED.items())
    return f"Files that can be loaded: {kinds}."
