"""The register: schools as each loaded file had them, links, rolls, deprivation, boundaries.

A school has a row for each state it was in, from the date of the register that first showed it, so
that the schools of any past day can be told again.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from hubdata.store.tables.base import Base, UtcDateTime


class RegisterLoad(Base, table=True):
    """One file loaded into the register, and what it changed, in words."""

    __tablename__ = "register_load"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str
    sha256: str
    as_at: date
    loaded_at: datetime = Field(sa_type=UtcDateTime)
    actor: str
    rows: int
    summary: str = ""


class SchoolState(Base, table=True):
    """A school as the register had it from `as_at` on, until its next state."""

    __tablename__ = "school_state"
    __table_args__ = (Index("uq_school_state", "urn", "as_at", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    urn: int
    as_at: date
    load_id: int = Field(foreign_key="register_load.id")
    name: str
    la_code: str = Field(index=True)
    la_name: str | None = None
    gss_la_code: str | None = None
    district_code: str | None = None
    district_name: str | None = None
    establishment_number: str | None = None
    laestab: str | None = None
    ukprn: str | None = None
    type: str | None = None
    type_group: str | None = None
    phase: str | None = None
    status: str | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    low_age: int | None = None
    high_age: int | None = None
    number_of_pupils: int | None = None
    percentage_fsm: float | None = None
    fsm_pupils: int | None = None
    ehcp: int | None = None
    sen_support: int | None = None
    trust_code: str | None = None
    trust_name: str | None = None
    urban_rural: str | None = None
    postcode: str | None = None
    town: str | None = None
    lsoa_code: str | None = None
    easting: int | None = None
    northing: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    census_date: date | None = None
    retired: bool = False  # no longer in the register loaded on `as_at`


class StoredLink(Base, table=True):
    """A predecessor or successor of a school, as published."""

    __tablename__ = "school_link"

    urn: int = Field(primary_key=True)
    link_urn: int = Field(primary_key=True)
    kind: str  # predecessor, successor, merged, other
    detail: str = ""
    established_on: date | None = None


class StoredRoll(Base, table=True):
    """A school's roll in a DfE school census."""

    __tablename__ = "school_roll"

    urn: int = Field(primary_key=True)
    year: int = Field(primary_key=True)  # academic-year code of the census
    la_code: str | None = None
    headcount: int | None = None
    eyfs: int | None = None
    ks1: int | None = None
    ks2: int | None = None
    ks3: int | None = None
    ks4: int | None = None
    ks5: int | None = None
    fsm_pupils: int | None = None
    ehcp: int | None = None
    sen_support: int | None = None
    year_groups: str = "{}"  # JSON: {"R": 30, "1": 28, …}


class StoredDeprivation(Base, table=True):
    """The deprivation index of a small area; decile 1 is the most deprived."""

    __tablename__ = "lsoa_deprivation"

    lsoa_code: str = Field(primary_key=True)
    imd_decile: int | None = None
    imd_rank: int | None = None
    idaci_decile: int | None = None
    idaci_rank: int | None = None


class StoredBoundary(Base, table=True):
    """The outline of an authority or district, as GeoJSON geometry."""

    __tablename__ = "boundary"

    code: str = Field(primary_key=True)
    name: str
    geometry: str


class StoredReportable(Base, table=True):
    """A school on the hub's own list of reportable schools, which replaces the register's."""

    __tablename__ = "reportable_school"

    urn: int = Field(primary_key=True)
    name: str | None = None
