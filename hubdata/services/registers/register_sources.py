"""What the register page shows: each file the register is made of, where to get it, what of it is
loaded, and how many schools came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hubdata.errors import UserError
from hubdata.register.facts import open_state_funded
from hubdata.register.files import detect_kind
from hubdata.register.groups import SchoolPhase, school_phase
from hubdata.register.kinds import RegisterKind
from hubdata.services.clock import today
from hubdata.services.registers.register import date_of
from hubdata.services.settings import HubSettings, state_funded_rule
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.registers import register as stored


@dataclass(frozen=True)
class Source:
    """One kind of file: what it is for, and where it is to be had."""

    kind: RegisterKind
    purpose: str
    site: str
    address: str
    how: str
    is_required: bool = False


SOURCES = (
    Source(
        RegisterKind.GIAS_EXTRACT,
        "Which schools there are, with phase, type, trust and place. Every rate counts them.",
        "Get Information about Schools",
        "https://get-information-schools.service.gov.uk/Downloads",
        "On its page “Download all data”, tick “Establishment fields CSV” alone (the zip can stay "
        "zipped). Load a new one each term.",
        is_required=True,
    ),
    Source(
        RegisterKind.GIAS_LINKS,
        "Which school took the place of which, so that a closed school's history is kept.",
        "Get Information about Schools",
        "https://get-information-schools.service.gov.uk/Downloads",
        "On the same page, tick “Establishment links CSV” alone.",
    ),
    Source(
        RegisterKind.SCHOOL_CENSUS,
        "Pupils by key stage and year group, and free school meals.",
        "Explore education statistics",
        "https://explore-education-statistics.service.gov.uk/find-statistics/"
        "school-pupils-and-their-characteristics",
        "Choose “Download all data”; in it, the school level underlying data.",
    ),
    Source(
        RegisterKind.DEPRIVATION,
        "How deprived the area around each school is.",
        "English indices of deprivation",
        "https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025",
        "Choose File 7, all ranks, deciles and scores (csv).",
    ),
    Source(
        RegisterKind.BOUNDARIES,
        "Outlines for the maps.",
        "ONS Open Geography portal",
        "https://geoportal.statistics.gov.uk",
        "Choose counties and unitary authorities, ultra generalised (BUC), as GeoJSON.",
    ),
    Source(
        RegisterKind.REPORTABLE_SCHOOLS,
        "Only if the funder fixed a list: it then replaces the register's schools in every rate.",
        "Your own list",
        "",
        "Any workbook or csv with a column headed URN.",
    ),
)
"""In the order they are best loaded."""


@dataclass(frozen=True)
class FoundFile:
    """What an uploaded file is; `problem` says why it cannot be loaded."""

    name: str
    kind: RegisterKind | None
    as_at: date | None
    problem: str = ""

    @property
    def replaces_schools(self) -> bool:
        """Whether loading it replaces the schools that every rate counts."""
        return self.kind is RegisterKind.REPORTABLE_SCHOOLS


@dataclass(frozen=True)
class LoadedFile:
    """One file that was loaded, and what it changed."""

    name: str
    kind: str
    as_at: date
    loaded_at: datetime
    actor: str
    rows: int
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SchoolCounts:
    """Open state-funded schools on a day, by phase and authority code. `register_date` is that of
    the register they are told by, `own_list` the length of the hub's own list, 0 where it has
    none."""

    day: date
    register_date: date | None
    authorities: Mapping[str, str]
    by_place: Mapping[tuple[str, str], int]
    own_list: int

    @property
    def total(self) -> int:
        return sum(self.by_place.values())

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases there are schools of, in the order of the DfE's statistics."""
        found = {phase for phase, _ in self.by_place}
        return tuple(phase.value for phase in SchoolPhase if phase.value in found)

    def count(self, *, phase: str | None = None, la_code: str | None = None) -> int:
        """Schools of a phase, of an authority, or of both."""
        return sum(
            number
            for (one_phase, one_code), number in self.by_place.items()
            if phase in (None, one_phase) and la_code in (None, one_code)
        )


def describe_files(files: Sequence[tuple[str, bytes]], as_at: date | None) -> tuple[FoundFile, ...]:
    """What each file is and the date it would be loaded as at, before anything is loaded."""
    return tuple(_describe(name, content, as_at) for name, content in files)


def list_loads() -> tuple[LoadedFile, ...]:
    """Every file that was loaded, newest first."""
    with reading() as session:
        return tuple(
            LoadedFile(
                name=load.name,
                kind=load.kind,
                as_at=load.as_at,
                loaded_at=load.loaded_at,
                actor=load.actor,
                rows=load.rows,
                sentences=tuple(load.summary.splitlines()),
            )
            for load in stored.load_loads(session)
        )


def count_by_place(day: date | None = None) -> SchoolCounts:
    """Open state-funded schools on a day (today, if none is given) by phase and authority."""
    day = day or today()
    with reading() as session:
        hub = HubSettings(**stored_settings.load_values(session))
        then = stored.load_schools(session, day)
        own_list = len(stored.load_reportable(session))
    schools = open_state_funded(then.schools.values(), day, rule=state_funded_rule(hub))
    return SchoolCounts(
        day=day,
        register_date=then.as_at,
        authorities={
            school.la_code: school.la_name or school.la_code
            for school in sorted(schools, key=lambda school: school.la_code)
        },
        by_place=Counter((school_phase(school).value, school.la_code) for school in schools),
        own_list=own_list,
    )


def _describe(name: str, content: bytes, as_at: date | None) -> FoundFile:
    try:
        return FoundFile(name, detect_kind(name, content), date_of(name, as_at))
    except UserError as error:
        return FoundFile(name, None, None, str(error))
