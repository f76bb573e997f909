"""The GIAS extract of establishments, in the 135-column layout and the snake_case one.

Source: get-information-schools.service.gov.uk, "Establishment fields CSV". The head teachers and
telephone numbers of that file are never read.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from hubdata.register.cells import (
    Column,
    parse_count,
    parse_day,
    parse_english_code,
    parse_number,
    parse_signed,
    parse_text,
    parse_urn,
)
from hubdata.register.files import RegisterFile, read_table
from hubdata.register.kinds import RegisterKind
from hubdata.register.records import Recipe, choose_rows, read_records
from hubdata.register.schools import School


def read_schools(
    name: str, content: bytes, *, la_codes: Collection[str] | None = None
) -> RegisterFile[School]:
    """The establishments of these local authorities (three-digit codes), or all of them."""
    table = read_table(name, content, kind=RegisterKind.GIAS_EXTRACT)
    return read_records(
        table,
        RECIPE,
        layout=f"{len(table.headings)} columns",
        keep=choose_rows(table.headings, keys=("lacode",), wanted=la_codes),
    )


def _parse_number_code(text: str) -> str | None:
    """A code of digits; 0 stands for none."""
    code = text.removesuffix(".0")
    return code if code.strip("0") else None


def _parse_grid(text: str) -> int | None:
    """Metres on the National Grid; GIAS writes 0 where it has no place."""
    return parse_count(text) or None


COLUMNS = (
    Column("urn", ("URN",), parse_urn),
    Column("la_code", ("LA (code)",), parse_text),
    Column("name", ("EstablishmentName",), parse_text),
    Column("la_name", ("LA (name)",), parse_text),
    Column("gss_la_code", ("GSSLACode (name)", "gss_la_code"), parse_english_code),
    Column("district_code", ("DistrictAdministrative (code)", "district_code"), parse_english_code),
    Column("district_name", ("DistrictAdministrative (name)", "district_name"), parse_text),
    Column("establishment_number", ("EstablishmentNumber",), _parse_number_code),
    Column("ukprn", ("UKPRN",), _parse_number_code),
    Column("type", ("TypeOfEstablishment (name)", "establishment_type"), parse_text),
    Column("type_group", ("EstablishmentTypeGroup (name)", "establishment_type_group"), parse_text),
    Column("phase", ("PhaseOfEducation (name)", "education_phase"), parse_text),
    Column("status", ("EstablishmentStatus (name)", "establishment_status"), parse_text),
    Column("opened_on", ("OpenDate",), parse_day),
    Column("closed_on", ("CloseDate",), parse_day),
    Column("low_age", ("StatutoryLowAge",), parse_count),
    Column("high_age", ("StatutoryHighAge",), parse_count),
    Column("number_of_pupils", ("NumberOfPupils",), parse_count),
    Column("percentage_fsm", ("PercentageFSM",), parse_number),
    Column("fsm_pupils", ("FSM", "fsm_pupils"), parse_count),
    Column("census_date", ("CensusDate",), parse_day),
    Column("trust_code", ("Trusts (code)", "trust_code"), _parse_number_code),
    Column("trust_name", ("Trusts (name)", "trust_name"), parse_text),
    Column("sen_support", ("SENNoStat",), parse_count),
    Column("ehcp", ("SENStat",), parse_count),
    Column("urban_rural", ("UrbanRural (name)", "urban_rural"), parse_text),
    Column("postcode", ("Postcode",), parse_text),
    Column("town", ("Town",), parse_text),
    Column("lsoa_code", ("LSOA (code)",), parse_english_code),
    Column("easting", ("Easting",), _parse_grid),
    Column("northing", ("Northing",), _parse_grid),
    Column("latitude", ("latitude",), parse_signed),
    Column("longitude", ("longitude",), parse_signed),
)


def _build_school(values: dict[str, Any]) -> School:
    number = values.get("establishment_number")
    values["laestab"] = f"{values['la_code']}{number:0>4}" if number else None
    if values.get("easting") is None or values.get("northing") is None:
        values.update(easting=None, northing=None, latitude=None, longitude=None)
    return School(**values)


RECIPE = Recipe(
    kind=RegisterKind.GIAS_EXTRACT,
    columns=COLUMNS,
    build=_build_school,
    needs=frozenset({"urn", "la_code", "name"}),
    key=lambda school: f"URN {school.urn}",
)
