"""Small fictional register files, in the layouts of the real ones."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

GIAS_HEADINGS = (
    "URN",
    "LA (code)",
    "LA (name)",
    "EstablishmentNumber",
    "EstablishmentName",
    "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)",
    "EstablishmentTypeGroup (name)",
    "EstablishmentStatus (name)",
    "OpenDate",
    "CloseDate",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
    "CensusDate",
    "NumberOfPupils",
    "PercentageFSM",
    "Trusts (code)",
    "Trusts (name)",
    "UKPRN",
    "Town",
    "Postcode",
    "HeadLastName",
    "DistrictAdministrative (code)",
    "DistrictAdministrative (name)",
    "UrbanRural (name)",
    "GSSLACode (name)",
    "Easting",
    "Northing",
    "SENStat",
    "SENNoStat",
    "LSOA (code)",
    "FSM",
)
SHORT_HEADINGS = (
    "urn",
    "la_code",
    "la_name",
    "establishment_number",
    "establishment_name",
    "establishment_type",
    "establishment_type_group",
    "education_phase",
    "number_of_pupils",
    "percentage_fsm",
    "easting",
    "northing",
    "lsoa_code",
    "pcon_code",
    "longitude",
    "latitude",
)
ASH = {
    "URN": "900001",
    "LA (code)": "991",
    "LA (name)": "Northmere",
    "EstablishmentNumber": "2001",
    "EstablishmentName": "Ash Primary School",
    "TypeOfEstablishment (name)": "Community school",
    "EstablishmentTypeGroup (name)": "Local authority maintained schools",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary",
    "NumberOfPupils": "210",
    "LSOA (code)": "E01000010",
}
PARTS = [f"{time} time {sex}" for time in ("Part", "Full") for sex in ("girls", "boys")]
CENSUS_HEADINGS = (
    "urn",
    "time_period",
    "geographic_level",
    "old_la_code",
    "school_name",
    *(f"{part} Reception" for part in PARTS),
    *(f"{part} Year group {year}" for part in PARTS for year in range(1, 15)),
    "Number of early year pupils (years E1 and E2)",
    "Number of nursery pupils (years N1 and N2)",
    "Number of reception pupils (year R)",
    "Number of key stage 1 pupils (years 1 and 2)",
    "headcount of pupils",
    "number of pupils known to be eligible for free school meals",
    "number of pupils known to be eligible for free school meals (Performance Tables)",
)


def csv_text(headings: Sequence[str], *rows: Mapping[str, str]) -> str:
    """A csv of these rows; a heading that a row does not name is blank."""
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def gias_file(*rows: Mapping[str, str]) -> bytes:
    """An extract in the wide layout, in Windows-1252; each row is `ASH` but for what it says."""
    return csv_text(GIAS_HEADINGS, *({**ASH, **row} for row in rows)).encode("cp1252")


def census_file(*rows: Mapping[str, str]) -> bytes:
    """A census in which every count not given is 0."""
    blank = dict.fromkeys(CENSUS_HEADINGS, "0") | {
        "time_period": "202223",
        "geographic_level": "School",
        "old_la_code": "991",
    }
    return csv_text(CENSUS_HEADINGS, *({**blank, **row} for row in rows)).encode()


def links_file(*rows: tuple[int, int, str]) -> bytes:
    lines = [f'"{urn}","{link}","A school","{kind}","01-09-2020"' for urn, link, kind in rows]
    headings = '"URN","LinkURN","LinkName","LinkType","LinkEstablishedDate"'
    return "\r\n".join([headings, *lines, ""]).encode("cp1252")


def geojson_file(*areas: tuple[str, str], corner: Sequence[float] = (-1.5, 52.0)) -> bytes:
    x, y = corner
    ring = [[x, y], [x + 1, y], [x, y + 1], [x, y]]
    features = [
        {
            "type": "Feature",
            "properties": {"UTLA23CD": code, "UTLA23NM": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, name in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
