"""The sample hub as the five public files a register is made from, in their public layouts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from hubdata.vocabulary import KeyStage, YearGroup
from sample_data import gias_layout
from sample_data.hub import REGISTER_DATE, SampleHub
from sample_data.places import outline_of, to_degrees, to_grid
from sample_data.schools import PHASE_CODES, SampleSchool, SchoolType

CENSUS_YEAR = 202526
CENSUS_DATE = date(2026, 1, 15)
AREAS_IN_ENGLAND = 33_755
"""LSOAs of 2021: ranks run from 1, most deprived, to this."""

Row = Mapping[str, object]


def render_register(hub: SampleHub) -> dict[str, bytes]:
    """Each file by its name, as it would be downloaded."""
    renderers: dict[str, Callable[[SampleHub], bytes]] = {
        f"edubasealldata{REGISTER_DATE:%Y%m%d}.csv": render_extract,
        f"links_edubasealldata{REGISTER_DATE:%Y%m%d}.csv": render_links,
        f"school_census_{CENSUS_YEAR}.csv": render_census,
        "deprivation_2025_lsoa21.csv": render_deprivation,
        "boundaries.geojson": render_boundaries,
    }
    return {name: render(hub) for name, render in renderers.items()}


def render_extract(hub: SampleHub) -> bytes:
    """The GIAS extract: 135 columns, cp1252, dates dd-mm-yyyy; closed establishments too."""
    rows = [_extract_row(school, rng=Random(f"gias:{school.urn}")) for school in hub.schools]
    formers = [_former_row(school) for school in hub.schools if school.former]
    rows = sorted([*rows, *formers], key=lambda row: int(str(row["URN"])))
    return _csv(gias_layout.HEADINGS, rows, quoting=csv.QUOTE_ALL).encode("cp1252")


def render_links(hub: SampleHub) -> bytes:
    """The GIAS links: each conversion told from both sides."""
    headings = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")
    rows: list[Row] = []
    for school in hub.schools:
        if school.former and school.opened_on:
            day = _day(school.opened_on)
            for urn, link, words in (
                (school.former.urn, school.urn, "Successor"),
                (school.urn, school.former.urn, "Predecessor"),
            ):
                rows.append(dict(zip(headings, (urn, link, school.name, words, day), strict=True)))
    return _csv(headings, rows).encode("cp1252")


def render_census(hub: SampleHub) -> bytes:
    """The DfE school census of January 2026: headcount, stages, year groups, FSM and SEN."""
    rows = [
        row
        for school in hub.schools
        if (urn := school.urn_on(CENSUS_DATE)) is not None
        and (row := _census_row(school, urn))["headcount of pupils"]
    ]
    return _csv(tuple(rows[0]), rows).encode("utf-8")


def render_deprivation(hub: SampleHub) -> bytes:
    """IMD and IDACI by LSOA 2021, decile 1 most deprived."""
    rows = []
    for area in hub.areas:
        rng = Random(f"area:{area.code}")
        rows.append(
            {
                "LSOA code (2021)": area.code,
                "LSOA name (2021)": area.name,
                "Index of Multiple Deprivation (IMD) Rank": _rank(area.imd_decile, rng),
                "Index of Multiple Deprivation (IMD) Decile": area.imd_decile,
                "Income Deprivation Affecting Children Index (IDACI) Rank": _rank(
                    area.idaci_decile, rng
                ),
                "Income Deprivation Affecting Children Index (IDACI) Decile": area.idaci_decile,
            }
        )
    return _csv(tuple(rows[0]), rows).encode("utf-8")


def render_boundaries(hub: SampleHub) -> bytes:
    """Outlines of the authorities in degrees (WGS84)."""
    features = [
        {
            "type": "Feature",
            "properties": {"UTLA24CD": authority.gss_code, "UTLA24NM": authority.name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[to_degrees(point) for point in outline_of(authority.code)]],
            },
        }
        for authority in hub.authorities
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":")).encode("utf-8")


def _csv(headings: Iterable[str], rows: Iterable[Row], *, quoting: Any = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, tuple(headings), restval="", quoting=quoting)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def _extract_row(school: SampleSchool, *, rng: Random) -> dict[str, object]:
    roll = school.roll_of(2025)
    easting, northing = to_grid(school.place)
    is_closed = school.status == "Closed"
    row: dict[str, object] = {
        "URN": school.urn,
        "EstablishmentNumber": school.number,
        "EstablishmentName": school.name,
        "EstablishmentStatus (code)": gias_layout.STATUS_CODES[school.status],
        "EstablishmentStatus (name)": school.status,
        "OpenDate": _day(school.opened_on),
        "CloseDate": _day(school.closed_on),
        "StatutoryLowAge": school.ages[0],
        "StatutoryHighAge": school.ages[1],
        "Gender (code)": 3,
        "Gender (name)": "Mixed",
        "ReligiousCharacter (name)": school.religion,
        "AdmissionsPolicy (name)": "Not applicable",
        "NurseryProvision (name)": gias_layout.NURSERY_WORDS[bool(school.pupils.nursery)],
        "OfficialSixthForm (name)": gias_layout.SIXTH_FORM_WORDS[school.ages[1] > 16],
        "SchoolCapacity": -(-school.roll * 21 // 20 // 5) * 5,
        "UKPRN": 19_000_000 + school.urn % 100_000,
        "LastChangedDate": _day(REGISTER_DATE),
        "Street": f"{rng.randint(1, 140)} {rng.choice(gias_layout.STREETS)}",
        "Town": school.town,
        "Postcode": _postcode(school, rng),
        "SchoolWebsite": f"https://www.{school.mailbox.split('@')[1]}",
        "Easting": easting,
        "Northing": northing,
        "Country (name)": "United Kingdom",
    }
    row |= _type_cells(school.type) | _place_cells(school)
    row["PhaseOfEducation (code)"] = PHASE_CODES[school.phase]
    row["PhaseOfEducation (name)"] = school.phase
    if school.trust:
        row |= {"Trusts (code)": school.trust.code, "Trusts (name)": school.trust.name}
    if roll.total and not is_closed and school.status != "Proposed to open":
        row |= {
            "CensusDate": _day(CENSUS_DATE),
            "NumberOfPupils": roll.total,
            "PercentageFSM": round(100 * roll.fsm / roll.total, 1),
            "FSM": roll.fsm,
            "SENStat": roll.ehcp,
            "SENNoStat": roll.sen_support,
        }
    return row


def _former_row(school: SampleSchool) -> dict[str, object]:
    """The establishment a school was before it converted."""
    assert school.former is not None
    row = _extract_row(school, rng=Random(f"gias:{school.former.urn}"))
    for name in ("CensusDate", "NumberOfPupils", "PercentageFSM", "FSM", "SENStat", "SENNoStat"):
        row.pop(name, None)
    return row | {
        "URN": school.former.urn,
        "EstablishmentNumber": school.number - 300,
        "EstablishmentStatus (code)": gias_layout.STATUS_CODES["Closed"],
        "EstablishmentStatus (name)": "Closed",
        "ReasonEstablishmentClosed (name)": "Academy Converter",
        "OpenDate": "",
        "CloseDate": _day(school.former.closed_on),
        "Trusts (code)": "",
        "Trusts (name)": "",
        **_type_cells(school.former.type),
    }


def _type_cells(kind: SchoolType) -> dict[str, object]:
    return {
        "TypeOfEstablishment (code)": kind.code,
        "TypeOfEstablishment (name)": kind.name,
        "EstablishmentTypeGroup (code)": kind.group_code,
        "EstablishmentTypeGroup (name)": kind.group,
    }


def _place_cells(school: SampleSchool) -> dict[str, object]:
    return {
        "LA (code)": school.authority.code,
        "LA (name)": school.authority.name,
        "GSSLACode (name)": school.authority.gss_code,
        "DistrictAdministrative (code)": school.district[0],
        "DistrictAdministrative (name)": school.district[1],
        "UrbanRural (name)": school.urban_rural,
        "LSOA (code)": school.area.code,
        "LSOA (name)": school.area.name,
    }


def _postcode(school: SampleSchool, rng: Random) -> str:
    """A postcode of an area that does not exist."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    end = rng.choice(letters) + rng.choice(letters)
    return f"{school.authority.postcode_area}{rng.randint(1, 29)} {rng.randint(1, 9)}{end}"


def _census_row(school: SampleSchool, urn: int) -> dict[str, object]:
    roll = school.roll_of(2025)
    row: dict[str, object] = {
        "urn": urn,
        "time_period": CENSUS_YEAR,
        "time_identifier": "Academic year",
        "geographic_level": "School",
        "country_code": "E92000001",
        "country_name": "England",
        "old_la_code": school.authority.code,
        "la_name": school.authority.name,
        "new_la_code": school.authority.gss_code,
        "school_name": school.name,
        "laestab": f"{school.authority.code}{school.number}",
        "typeofestablishment_name": school.type.name,
        "urban_rural": school.urban_rural,
    }
    row |= dict(_year_group_cells(school, roll.years))
    row |= {
        "Number of early year pupils (years E1 and E2)": 0,
        "Number of nursery pupils (years N1 and N2)": roll.nursery,
        "Number of reception pupils (year R)": roll.years.get(YearGroup.R, 0),
    }
    for number, years in enumerate(gias_layout.STAGE_YEARS, start=1):
        count = roll.at_stage(KeyStage(f"KS{number}"))
        row[f"Number of key stage {number} pupils (years {years})"] = count
    return row | {
        "Number of pupils not reception or key stage 1 to 5": 0,
        "headcount of pupils": roll.total,
        "number of pupils known to be eligible for free school meals": roll.fsm,
        "% of pupils known to be eligible for free school meals": (
            round(100 * roll.fsm / roll.total, 1) if roll.total else "z"
        ),
        "number of pupils with an EHC plan": roll.ehcp,
        "number of pupils with SEN support": roll.sen_support,
    }


def _year_group_cells(
    school: SampleSchool, years: Mapping[YearGroup, int]
) -> Iterator[tuple[str, int]]:
    """Girls and boys of each year group, full time; nobody is part time."""
    for group in YearGroup:
        name = "Reception" if group is YearGroup.R else f"Year group {group.value}"
        count = years.get(group, 0)
        girls = round(count * Random(f"girls:{school.urn}:{group}").uniform(0.42, 0.57))
        yield f"Part time girls {name}", 0
        yield f"Full time girls {name}", girls
        yield f"Part time boys {name}", 0
        yield f"Full time boys {name}", count - girls


def _rank(decile: int, rng: Random) -> int:
    width = AREAS_IN_ENGLAND / 10
    return round((decile - 1) * width + rng.uniform(1, width - 1))
