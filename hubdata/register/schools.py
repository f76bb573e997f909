"""A school as the register knows it: one establishment of GIAS, at the register's date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """An establishment; `None` is not known, or a column the file did not have. 0 is 0."""

    urn: int
    la_code: str
    name: str
    la_name: str | None = None
    gss_la_code: str | None = None
    district_code: str | None = None
    district_name: str | None = None
    establishment_number: str | None = None
    laestab: str | None = None
    """LA code and establishment number in one, seven digits."""
    ukprn: str | None = None
    type: str | None = None
    """As GIAS names it: "Academy converter"."""
    type_group: str | None = None
    phase: str | None = None
    """As GIAS names it; special schools and PRUs have "Not applicable" there."""
    status: str | None = None
    """Open; Open, but proposed to close; Closed; Proposed to open."""
    opened_on: date | None = None
    closed_on: date | None = None
    low_age: int | None = None
    high_age: int | None = None
    number_of_pupils: int | None = None
    percentage_fsm: float | None = None
    """Pupils eligible for free school meals, 0-100; not pupil premium."""
    fsm_pupils: int | None = None
    census_date: date | None = None
    trust_code: str | None = None
    trust_name: str | None = None
    sen_support: int | None = None
    """Pupils with SEN support: GIAS calls it SENNoStat, SEN without a statement."""
    ehcp: int | None = None
    """Pupils with an education, health and care plan: SENStat in GIAS."""
    urban_rural: str | None = None
    postcode: str | None = None
    town: str | None = None
    lsoa_code: str | None = None
    """The school's own area; `None` outside England and for GIAS's pseudo codes."""
    easting: int | None = None
    northing: int | None = None
    latitude: float | None = None
    longitude: float | None = None
