"""An invented school: what the register says of it, and its pupils by year group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from hubdata.vocabulary import KeyStage, YearGroup
from sample_data.names import slug_of
from sample_data.places import Area, Authority, Point

RURAL_WORD = "Rural"


@dataclass(frozen=True)
class SchoolType:
    """A type of establishment with the codes of GIAS."""

    code: str
    name: str
    group_code: str
    group: str

    @property
    def is_academy(self) -> bool:
        return self.group in ("Academies", "Free Schools")


def _maintained(code: str, name: str) -> SchoolType:
    return SchoolType(code, name, "4", "Local authority maintained schools")


def _academy(code: str, name: str) -> SchoolType:
    return SchoolType(code, name, "10", "Academies")


COMMUNITY = _maintained("1", "Community school")
VOLUNTARY_AIDED = _maintained("2", "Voluntary aided school")
VOLUNTARY_CONTROLLED = _maintained("3", "Voluntary controlled school")
FOUNDATION = _maintained("5", "Foundation school")
PRU = _maintained("14", "Pupil referral unit")
NURSERY = _maintained("15", "Local authority nursery school")
CONVERTER = _academy("34", "Academy converter")
SPONSORED = _academy("28", "Academy sponsor led")
FREE_SCHOOL = SchoolType("35", "Free schools", "11", "Free Schools")
COMMUNITY_SPECIAL = SchoolType("7", "Community special school", "5", "Special schools")
SPECIAL_CONVERTER = _academy("44", "Academy special converter")
FREE_SPECIAL = SchoolType("36", "Free schools special", "11", "Free Schools")
AP_CONVERTER = _academy("42", "Academy alternative provision converter")
INDEPENDENT = SchoolType("11", "Other independent school", "3", "Independent schools")
INDEPENDENT_SPECIAL = SchoolType("10", "Other independent special school", "5", "Special schools")
COLLEGE = SchoolType("18", "Further education", "1", "Colleges")

SPECIAL_TYPES = frozenset({COMMUNITY_SPECIAL, SPECIAL_CONVERTER, FREE_SPECIAL, INDEPENDENT_SPECIAL})
ALTERNATIVE_TYPES = frozenset({PRU, AP_CONVERTER})
NOT_STATE_FUNDED = frozenset({INDEPENDENT, INDEPENDENT_SPECIAL, COLLEGE})

PHASE_CODES = {
    "Not applicable": "0",
    "Nursery": "1",
    "Primary": "2",
    "Middle deemed primary": "3",
    "Secondary": "4",
    "Middle deemed secondary": "5",
    "16 plus": "6",
    "All-through": "7",
}


@dataclass(frozen=True)
class Former:
    """The establishment a school was before it became an academy: another URN."""

    urn: int
    type: SchoolType
    closed_on: date


@dataclass(frozen=True)
class Trust:
    """An academy trust."""

    code: str
    name: str


@dataclass(frozen=True)
class Pupils:
    """Who is on roll: base numbers, from which each year's differ a little."""

    nursery: int
    years: Mapping[YearGroup, int] = field(hash=False)
    fsm_rate: float
    pp_rate: float
    ehcp_rate: float
    sen_support_rate: float


@dataclass(frozen=True, kw_only=True)
class SampleSchool:
    """A school. `closed_on` and `former` are for the few that closed or converted."""

    urn: int
    number: int
    name: str
    authority: Authority
    district: tuple[str, str]
    town: str
    place: Point
    area: Area
    urban_rural: str
    type: SchoolType
    phase: str
    ages: tuple[int, int]
    religion: str
    pupils: Pupils
    opened_on: date | None
    trust: Trust | None = None
    closed_on: date | None = None
    status: str = "Open"
    former: Former | None = None

    @property
    def is_rural(self) -> bool:
        return RURAL_WORD in self.urban_rural

    @property
    def is_special(self) -> bool:
        return self.type in SPECIAL_TYPES

    @property
    def is_alternative(self) -> bool:
        return self.type in ALTERNATIVE_TYPES

    @property
    def is_state_funded(self) -> bool:
        return self.type not in NOT_STATE_FUNDED

    @property
    def roll(self) -> int:
        return self.pupils.nursery + sum(self.pupils.years.values())

    @property
    def mailbox(self) -> str:
        """A shared mailbox under a domain that nobody can own."""
        return f"office@{slug_of(self.name)}.example"

    def urn_on(self, day: date) -> int | None:
        """The school's URN on a day; `None` before it opened and after it closed."""
        if self.former is not None and day <= self.former.closed_on:
            return self.former.urn
        if self.opened_on is not None and day < self.opened_on:
            return None
        return self.urn if self.closed_on is None or day <= self.closed_on else None

    def roll_of(self, year: int) -> Roll:
        """The pupils on roll in the academic year that starts in September of `year`."""
        rng = Random(f"roll:{self.urn}:{year}")
        counts = {group: base + rng.randint(0, 1) for group, base in self.pupils.years.items()}
        return Roll(self.pupils, self.pupils.nursery, counts)


@dataclass(frozen=True)
class Roll:
    """One year's pupils on roll."""

    rates: Pupils
    nursery: int
    years: Mapping[YearGroup, int] = field(hash=False)

    @property
    def total(self) -> int:
        return self.nursery + sum(self.years.values())

    @property
    def pp(self) -> int:
        return round(self.total * self.rates.pp_rate)

    @property
    def fsm(self) -> int:
        return round(self.total * self.rates.fsm_rate)

    @property
    def ehcp(self) -> int:
        return round(self.total * self.rates.ehcp_rate)

    @property
    def sen_support(self) -> int:
        return round(self.total * self.rates.sen_support_rate)

    def at_stage(self, stage: KeyStage) -> int:
        of_years = sum(count for year, count in self.years.items() if year.key_stage is stage)
        return of_years + (self.nursery if stage is KeyStage.EYFS else 0)
