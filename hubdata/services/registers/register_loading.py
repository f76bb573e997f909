"""One loader for each kind of register file: read it, compare it with what is there, store it, and
say what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from hubdata.errors import UserError
from hubdata.periods import AcademicYear
from hubdata.register.boundaries import read_boundaries
from hubdata.register.census import SchoolRoll, read_census
from hubdata.register.changes import RegisterChanges, compare, explain_changes, keep_unstated
from hubdata.register.deprivation import Deprivation, check_join, explain_join, read_deprivation
from hubdata.register.facts import CLOSED, OPEN_STATUSES, open_state_funded
from hubdata.register.files import RegisterFile, RegisterIssue
from hubdata.register.gias import read_schools
from hubdata.register.kinds import RegisterKind
from hubdata.register.links import build_succession, choose_links, read_links, resolve_urn
from hubdata.register.reportable import read_reportable_schools
from hubdata.register.schools import School
from hubdata.services.clock import today
from hubdata.services.registers.register_authorities import settle_authorities
from hubdata.services.settings import HubSettings, state_funded_rule
from hubdata.store.engine import writing
from hubdata.store.hub import settings as stored_settings
from hubdata.store.registers import register as stored


@dataclass(frozen=True)
class LoadOutcome:
    """What became of one file: what it was, and what it changed, in sentences."""

    name: str
    kind: RegisterKind
    as_at: date
    rows: int
    kept: int
    sentences: tuple[str, ...]
    issues: tuple[RegisterIssue, ...] = ()


@dataclass(frozen=True)
class Loading:
    """One file on its way into the store. `la_codes` are the hub's authorities, empty where they
    are not known yet; they are remembered with the file."""

    name: str
    content: bytes
    kind: RegisterKind
    as_at: date
    actor: str
    la_codes: frozenset[str]


def load_file(loading: Loading) -> LoadOutcome:
    """Store one file, all or nothing. Raises `UserError` where it cannot be used."""
    return _LOADERS[loading.kind](loading)


def _load_schools(loading: Loading) -> LoadOutcome:
    found = read_schools(loading.name, loading.content, la_codes=loading.la_codes or None)
    codes = settle_authorities(
        loading.name,
        loading.la_codes,
        found=_authorities_of(found.records),
        of_file=lambda: _authorities_of(read_schools(loading.name, loading.content).records),
    )
    loading = replace(loading, la_codes=codes)
    covered = {school.la_code for school in found.records}
    with writing() as session:
        then = stored.load_schools(session, loading.as_at)
        is_first = then.as_at is None or then.as_at > loading.as_at
        before = {} if is_first else dict(then.schools)
        newer = [day for day in stored.load_register_dates(session) if day > loading.as_at]
        after = {
            school.urn: _take_over(then.schools.get(school.urn), school, stated=found.fields)
            for school in found.records
        }
        silent = loading.la_codes - covered
        changes = compare(
            _standing(before, after, silent=silent),
            after,
            stated=found.fields,
            succession=build_succession(stored.load_links(session)),
        )
        sentences = (
            *_say_changes(changes, after, loading, is_first=is_first),
            *_say_silent(silent),
            *_say_newer(newer),
        )
        load_id = _note(session, loading, found, sentences)
        stored.save_register(
            session,
            [school for school in after.values() if before.get(school.urn) != school],
            retired=[school for school in changes.retired if school.urn not in after],
            as_at=loading.as_at,
            load_id=load_id,
        )
    return _outcome(loading, found, sentences)


def _take_over(before: School | None, school: School, *, stated: Collection[str]) -> School:
    """The school with what the register knew of it and this file has no column for.

    A layout without status lists open schools only: whatever it lists is not closed.
    """
    if before is None:
        return school
    kept = keep_unstated(before, school, stated=stated)
    if "status" not in stated and kept.status not in OPEN_STATUSES:
        return replace(kept, status=None, closed_on=school.closed_on)
    return kept


def _standing(
    before: Mapping[int, School], after: Mapping[int, School], *, silent: Collection[str]
) -> dict[int, School]:
    """The schools the file is compared with: not those closed before, unless it has them closed
    too, nor those of the hub's authorities it says nothing about."""
    return {
        urn: school
        for urn, school in before.items()
        if (urn in after or school.la_code not in silent)
        and (school.status != CLOSED or (urn in after and after[urn].status == CLOSED))
    }


def _say_changes(
    changes: RegisterChanges, after: Mapping[int, School], loading: Loading, *, is_first: bool
) -> tuple[str, ...]:
    if not is_first:
        return explain_changes(changes)
    authorities = len({school.la_code for school in after.values()})
    counted = open_state_funded(after.values(), loading.as_at)
    return (
        f"The register has {_count(len(after), 'school')} of "
        f"{_count(authorities, 'authority', 'authorities')}; {len(counted):,} of them open and "
        "state-funded.",
    )


def _say_silent(codes: Collection[str]) -> tuple[str, ...]:
    if not codes:
        return ()
    listed = ", ".join(sorted(codes))
    return (f"The file has no school of authority {listed}: nothing was changed there.",)


def _say_newer(newer: Sequence[date]) -> tuple[str, ...]:
    if not newer:
        return ()
    return (f"A newer register, of {newer[-1]:%d/%m/%Y}, stays the one in use.",)


def _authorities_of(schools: Sequence[School]) -> dict[str, str]:
    return {school.la_code: school.la_name or "" for school in schools}


def _load_links(loading: Loading) -> LoadOutcome:
    found = read_links(loading.name, loading.content)
    with writing() as session:
        schools = _schools_there(session, loading)
        links = choose_links(found.records, schools)
        succession = build_succession([*stored.load_links(session), *links])
        living = {urn for urn, school in schools.items() if school.status != CLOSED}
        followed = sum(
            resolve_urn(urn, living, succession) is not None for urn in schools.keys() - living
        )
        sentences = (
            f"{_count(len(links), 'link concerns', 'links concern')} the hub's schools.",
            f"{_count(followed, 'closed school')} of the register can be followed to an open one.",
        )
        _note(session, loading, found, sentences)
        stored.save_links(session, links)
    return _outcome(loading, found, sentences, kept=len(links))


def _load_census(loading: Loading) -> LoadOutcome:
    found: RegisterFile[SchoolRoll] = read_census(
        loading.name, loading.content, la_codes=loading.la_codes or None
    )
    codes = settle_authorities(
        loading.name,
        loading.la_codes,
        found=_rolls_authorities(found.records),
        of_file=lambda: _rolls_authorities(read_census(loading.name, loading.content).records),
    )
    loading = replace(loading, la_codes=codes)
    with writing() as session:
        schools = stored.load_schools(session).schools
        codes_of_years = sorted({roll.year for roll in found.records})
        years = ", ".join(AcademicYear.parse(code).label for code in codes_of_years)
        missing = sum(roll.urn not in schools for roll in found.records)
        sentences = (
            f"Rolls of {_count(len(found.records), 'school')}, {years}; "
            f"{missing:,} of them are not in the register now.",
        )
        _note(session, loading, found, sentences)
        stored.save_rolls(session, found.records)
    return _outcome(loading, found, sentences)


def _rolls_authorities(rolls: Sequence[SchoolRoll]) -> dict[str, str]:
    return {roll.la_code: "" for roll in rolls if roll.la_code}


def _load_deprivation(loading: Loading) -> LoadOutcome:
    found: RegisterFile[Deprivation] = read_deprivation(loading.name, loading.content)
    with writing() as session:
        then = stored.load_schools(session)
        sentences = (explain_join(check_join(then.schools.values(), found.records)),)
        _note(session, loading, found, sentences)
        stored.save_deprivation(session, found.records)
    return _outcome(loading, found, sentences)


def _load_boundaries(loading: Loading) -> LoadOutcome:
    with writing() as session:
        schools = _schools_there(session, loading).values()
        wanted = {each for school in schools for each in _areas(school) if each}
        found = read_boundaries(loading.name, loading.content, wanted=wanted)
        names = ", ".join(sorted(area.name for area in found.records)) or "none of the hub's areas"
        sentences = (f"Outlines kept: {names}.",)
        _note(session, loading, found, sentences)
        stored.save_boundaries(session, found.records)
    return _outcome(loading, found, sentences)


def _schools_there(session: Session, loading: Loading) -> Mapping[int, School]:
    """The schools the file is chosen by."""
    schools = stored.load_schools(session).schools
    if not schools:
        raise UserError(
            f"{loading.name}: there is no school in the register yet, so it cannot be told what in "
            f"this file concerns the hub. Load the {RegisterKind.GIAS_EXTRACT} first or with it."
        )
    return schools


def _areas(school: School) -> tuple[str | None, ...]:
    """The school's authority and, where the authority is a county, its district (code E07…)."""
    district = school.district_code or ""
    return school.gss_la_code, school.la_name, district if district.startswith("E07") else None


def _load_reportable(loading: Loading) -> LoadOutcome:
    found = read_reportable_schools(loading.name, loading.content)
    if not found.records:
        raise UserError(f"{loading.name}: there is no URN in it. The list in use was kept.")
    with writing() as session:
        hub = HubSettings(**stored_settings.load_values(session))
        schools = stored.load_schools(session).schools
        counted = open_state_funded(schools.values(), today(), rule=state_funded_rule(hub))
        listed = {school.urn for school in found.records}
        registered = {school.urn for school in counted}
        sentences = (
            f"{_count(len(listed), 'reportable school')} now stand for the register's "
            f"{len(registered):,} open state-funded ones.",
            _difference("Listed, but not open and state-funded", listed - registered),
            _difference("Open and state-funded, but not listed", registered - listed),
        )
        _note(session, loading, found, sentences)
        stored.save_reportable(session, found.records)
    return _outcome(loading, found, sentences)


def _difference(words: str, urns: set[int]) -> str:
    some = ", ".join(str(urn) for urn in sorted(urns)[:20]) or "none"
    return f"{words}: {some}" + (f" and {len(urns) - 20:,} more." if len(urns) > 20 else ".")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _note(
    session: Session, loading: Loading, found: RegisterFile[Any], sentences: Sequence[str]
) -> int:
    if loading.la_codes:
        codes = {"la_codes": sorted(loading.la_codes)}
        stored_settings.save_values(session, codes, actor=loading.actor)
    return stored.save_load(
        session,
        kind=loading.kind,
        name=loading.name,
        sha256=hashlib.sha256(loading.content).hexdigest(),
        as_at=loading.as_at,
        rows=found.rows,
        summary="\n".join(sentences),
        actor=loading.actor,
    )


def _outcome(
    loading: Loading,
    found: RegisterFile[Any],
    sentences: tuple[str, ...],
    *,
    kept: int | None = None,
) -> LoadOutcome:
    return LoadOutcome(
        name=loading.name,
        kind=loading.kind,
        as_at=loading.as_at,
        rows=found.rows,
        kept=len(found.records) if kept is None else kept,
        sentences=sentences,
        issues=found.issues,
    )


_LOADERS: dict[RegisterKind, Callable[[Loading], LoadOutcome]] = {
    RegisterKind.GIAS_EXTRACT: _load_schools,
    RegisterKind.GIAS_LINKS: _load_links,
    RegisterKind.SCHOOL_CENSUS: _load_census,
    RegisterKind.DEPRIVATION: _load_deprivation,
    RegisterKind.BOUNDARIES: _load_boundaries,
    RegisterKind.REPORTABLE_SCHOOLS: _load_reportable,
}
