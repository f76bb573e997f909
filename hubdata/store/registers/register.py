"""The register in the store: loading what files held, and telling any day's schools again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import NamedTuple

import sqlalchemy
from sqlalchemy import delete, func, insert
from sqlmodel import Session, col, select

from hubdata.register.boundaries import Boundary
from hubdata.register.census import SchoolRoll
from hubdata.register.deprivation import Deprivation
from hubdata.register.facts import CLOSED
from hubdata.register.kinds import RegisterKind
from hubdata.register.links import Link, LinkKind
from hubdata.register.reportable import ReportableSchool
from hubdata.register.schools import School
from hubdata.store.audit import add_entry
from hubdata.store.revisions import bump
from hubdata.store.tables import (
    RegisterLoad,
    SchoolState,
    StoredBoundary,
    StoredDeprivation,
    StoredLink,
    StoredReportable,
    StoredRoll,
)
from hubdata.vocabulary import KeyStage

SCHOOL_FIELDS = tuple(each.name for each in fields(School))
ROLL_FIELDS = ("headcount", *(f"ks{n}" for n in range(1, 6)), "fsm_pupils", "ehcp", "sen_support")


@dataclass(frozen=True)
class SchoolsThen:
    """The schools of one register; `as_at` is its date."""

    as_at: date | None
    schools: Mapping[int, School]


class CensusRoll(NamedTuple):
    """A school's roll in a census; `year_groups` is JSON."""

    urn: int
    year: int
    headcount: int | None
    eyfs: int | None
    ks1: int | None
    ks2: int | None
    ks3: int | None
    ks4: int | None
    ks5: int | None
    fsm_pupils: int | None
    year_groups: str

    def of(self, stage: KeyStage) -> int | None:
        """The pupils of a key stage; `None` where the census does not say."""
        count: int | None = getattr(self, stage.value.lower())
        return count


def save_load(
    session: Session,
    *,
    kind: RegisterKind,
    name: str,
    sha256: str,
    as_at: date,
    rows: int,
    summary: str,
    actor: str,
) -> int:
    """Note that a file was loaded; gives the id its records refer to."""
    load = RegisterLoad(
        kind=kind.value,
        name=name,
        sha256=sha256,
        as_at=as_at,
        loaded_at=datetime.now(UTC),
        actor=actor,
        rows=rows,
        summary=summary,
    )
    session.add(load)
    session.flush()
    assert load.id is not None
    add_entry(session, actor, action="loaded register", subject=f"register {load.id}", detail=name)
    bump(session, ["register"])
    return load.id


def load_loads(session: Session) -> list[RegisterLoad]:
    """Every file that was loaded, newest first."""
    return list(session.exec(select(RegisterLoad).order_by(col(RegisterLoad.id).desc())))


def load_register_dates(session: Session) -> list[date]:
    """The dates of the registers of schools, oldest first."""
    query = select(col(RegisterLoad.as_at)).where(
        RegisterLoad.kind == RegisterKind.GIAS_EXTRACT.value
    )
    return sorted(set(session.exec(query)))


def load_schools(session: Session, day: date | None = None) -> SchoolsThen:
    """The schools of the newest register that is not younger than a day, or else of the first.

    Schools that were retired by then are among them, as closed.
    """
    as_at = register_date_on(load_register_dates(session), day)
    if as_at is None:
        return SchoolsThen(None, {})
    states = SchoolState.__table__  # type: ignore[attr-defined]
    latest = (
        sqlalchemy.select(states.c.urn, func.max(states.c.as_at).label("as_at"))
        .where(states.c.as_at <= as_at)
        .group_by(states.c.urn)
        .subquery()
    )
    query = sqlalchemy.select(*(getattr(SchoolState, name) for name in SCHOOL_FIELDS)).join(
        latest,
        (col(SchoolState.urn) == latest.c.urn) & (col(SchoolState.as_at) == latest.c.as_at),
    )
    found = (School(**row) for row in session.execute(query).mappings())
    return SchoolsThen(as_at, {school.urn: school for school in found})


def register_date_on(dates: Sequence[date], day: date | None) -> date | None:
    """Of the dates of registers, oldest first, the one whose schools hold on a day: the newest that
    is not younger, or else the first."""
    if not dates:
        return None
    return max((each for each in dates if day is None or each <= day), default=dates[0])


def save_register(
    session: Session,
    schools: Iterable[School],
    *,
    retired: Iterable[School],
    as_at: date,
    load_id: int,
) -> None:
    """Write the schools that a register of this date changes or retires.

    A newer register that was loaded before stays exactly as it was: what it had taken over from
    its forerunner is written down under its own date.
    """
    newer = next((day for day in load_register_dates(session) if day > as_at), None)
    held = load_schools(session, newer).schools if newer else {}
    save_states(session, schools, as_at=as_at, load_id=load_id)
    gone = (replace(school, status=CLOSED) for school in retired)
    save_states(session, gone, as_at=as_at, load_id=load_id, retired=True)
    if newer is not None:
        _hold(session, newer, held)


def _hold(session: Session, day: date, held: Mapping[int, School]) -> None:
    """Make the schools of a register what they were. Authorities it did not have are left out."""
    now = load_schools(session, day).schools
    authorities = {school.la_code for school in held.values()}
    load_id = session.exec(
        select(RegisterLoad.id)
        .where(RegisterLoad.kind == RegisterKind.GIAS_EXTRACT.value)
        .where(col(RegisterLoad.as_at) == day)
        .order_by(col(RegisterLoad.id).desc())
    ).first()
    assert load_id is not None
    altered = [school for urn, school in held.items() if now.get(urn) != school]
    unknown = [
        replace(school, status=CLOSED)
        for urn, school in now.items()
        if urn not in held and school.la_code in authorities
    ]
    save_states(session, altered, as_at=day, load_id=load_id)
    save_states(session, unknown, as_at=day, load_id=load_id, retired=True)


def save_states(
    session: Session, schools: Iterable[School], *, as_at: date, load_id: int, retired: bool = False
) -> None:
    """Write the state of schools from a date on; a state of the same date is replaced."""
    some = list(schools)
    for start in range(0, len(some), 500):
        batch = some[start : start + 500]
        urns = [school.urn for school in batch]
        session.exec(
            delete(SchoolState).where(
                col(SchoolState.urn).in_(urns), col(SchoolState.as_at) == as_at
            )
        )
        session.execute(
            insert(SchoolState),
            [
                {
                    **{name: getattr(school, name) for name in SCHOOL_FIELDS},
                    "as_at": as_at,
                    "load_id": load_id,
                    "retired": retired,
                }
                for school in batch
            ],
        )


def save_links(session: Session, links: Iterable[Link]) -> None:
    """Keep links; one that was there already is replaced."""
    for link in links:
        session.merge(
            StoredLink(
                urn=link.urn,
                link_urn=link.link_urn,
                kind=link.kind.value,
                detail=link.detail,
                established_on=link.established_on,
            )
        )


def load_links(session: Session) -> list[Link]:
    return [
        Link(row.urn, row.link_urn, LinkKind(row.kind), row.detail, row.established_on)
        for row in session.exec(select(StoredLink))
    ]


def save_rolls(session: Session, rolls: Iterable[SchoolRoll]) -> None:
    """Keep the rolls of a census; those of the same school and year are replaced."""
    for roll in rolls:
        groups = {group.value: count for group, count in roll.year_groups.items()}
        session.merge(
            StoredRoll(
                urn=roll.urn,
                year=roll.year,
                la_code=roll.la_code,
                eyfs=roll.roll_eyfs,
                year_groups=json.dumps(groups),
                **{name: getattr(roll, name) for name in ROLL_FIELDS},
            )
        )


def load_census_rolls(session: Session) -> list[CensusRoll]:
    """Every census roll of every school, oldest first, as values: there are many of them."""
    columns = (getattr(StoredRoll, name) for name in CensusRoll._fields)
    query = sqlalchemy.select(*columns).order_by(col(StoredRoll.year))
    return [CensusRoll._make(row) for row in session.execute(query)]


def save_deprivation(session: Session, areas: Collection[Deprivation]) -> None:
    """Keep an index; where an area was there already, only what the new file states changes."""
    known = {row.lsoa_code: row for row in session.exec(select(StoredDeprivation))}
    fresh = []
    for area in areas:
        stored = known.get(area.lsoa_code)
        values = {each.name: getattr(area, each.name) for each in fields(area)}
        if stored is None:
            fresh.append(values)
            continue
        for name, value in values.items():
            if value is not None:
                setattr(stored, name, value)
        session.add(stored)
    if fresh:
        session.execute(insert(StoredDeprivation), fresh)


def load_deprivation(session: Session, lsoa_codes: Collection[str]) -> dict[str, Deprivation]:
    """The index of the areas named."""
    query = select(StoredDeprivation).where(col(StoredDeprivation.lsoa_code).in_(lsoa_codes))
    return {
        row.lsoa_code: Deprivation(
            row.lsoa_code, row.imd_decile, row.imd_rank, row.idaci_decile, row.idaci_rank
        )
        for row in session.exec(query)
    }


def save_boundaries(session: Session, boundaries: Iterable[Boundary]) -> None:
    for area in boundaries:
        session.merge(
            StoredBoundary(code=area.code, name=area.name, geometry=json.dumps(area.geometry))
        )


def load_boundaries(session: Session) -> list[Boundary]:
    return [
        Boundary(row.code, row.name, json.loads(row.geometry))
        for row in session.exec(select(StoredBoundary).order_by(StoredBoundary.name))
    ]


def save_reportable(session: Session, listed: Iterable[ReportableSchool]) -> None:
    """Replace the hub's own list of reportable schools; an empty one goes back to the register."""
    session.exec(delete(StoredReportable))
    session.add_all(StoredReportable(urn=school.urn, name=school.name) for school in listed)


def load_reportable(session: Session) -> frozenset[int]:
    """The URNs of the hub's own list; empty if it has none."""
    return frozenset(session.exec(select(StoredReportable.urn)))
