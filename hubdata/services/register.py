"""Loading the register of schools from public files, and telling the schools of any day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from hubdata.errors import UserError
from hubdata.register.boundaries import read_boundaries
from hubdata.register.cells import parse_date_in_name
from hubdata.register.census import SchoolRoll, read_census
from hubdata.register.changes import RegisterChanges, compare, explain_changes, keep_unstated
from hubdata.register.deprivation import Deprivation, check_join, explain_join, read_deprivation
from hubdata.register.facts import CLOSED, StateFunded, open_state_funded
from hubdata.register.files import RegisterFile, RegisterIssue, detect_kind
from hubdata.register.gias import read_schools
from hubdata.register.kinds import RegisterKind
from hubdata.register.links import build_succession, choose_links, read_links
from hubdata.register.reportable import read_reportable_schools
from hubdata.register.schools import School
from hubdata.services.clock import today
from hubdata.services.settings import HubSettings, load_hub, save_hub
from hubdata.store import register as stored
from hubdata.store.engine import reading, writing

MOST_AUTHORITIES = 12
"""A file with more authorities than this is not taken to be the hub's: the largest hub has 10."""

IN_ORDER = tuple(RegisterKind)
"""Schools come first: the other files are chosen by them."""


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
class _Loading:
    """One file on its way into the store."""

    name: str
    content: bytes
    kind: RegisterKind
    as_at: date
    actor: str
    la_codes: frozenset[str]


def load_register(
    files: Sequence[tuple[str, bytes]],
    *,
    la_codes: Collection[str] = (),
    as_at: date | None = None,
    actor: str,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[LoadOutcome]:
    """Load public files, told apart by their headings; schools first, whatever their order.

    `la_codes` chooses the hub's authorities and is remembered. `as_at` is the date of files whose
    name has none. Raises `UnreadableFile` for a file that is none of the kinds, before anything is
    loaded, and `UserError` where it cannot be told which authorities are the hub's.
    """
    kinds = [(detect_kind(name, content), name, content) for name, content in files]
    if la_codes:
        save_hub({"la_codes": sorted(set(la_codes))}, actor=actor)
    for kind, name, content in sorted(kinds, key=lambda one: IN_ORDER.index(one[0])):
        progress(f"Loading {name}: {kind.value}")
        day = as_at or parse_date_in_name(name) or today()
        codes = frozenset(load_hub().la_codes)
        yield _LOADERS[kind](_Loading(name, content, kind, day, actor, codes))


def load_schools(day: date | None = None) -> stored.SchoolsThen:
    """The schools of the register that held on a day (the newest, if none is given)."""
    with reading() as session:
        return stored.load_schools(session, day)


def state_funded_rule(hub: HubSettings) -> StateFunded:
    """Which types of school the hub counts."""
    return StateFunded.choose(
        non_maintained_special=hub.include_non_maintained_special, colleges=hub.include_colleges
    )


def count_schools(day: date | None = None) -> int:
    """Open state-funded schools of the hub on a day (today, if none is given)."""
    then = load_schools(day)
    rule = state_funded_rule(load_hub())
    return len(open_state_funded(then.schools.values(), day or today(), rule=rule))


def _load_schools(loading: _Loading) -> LoadOutcome:
    found = read_schools(loading.name, loading.content, la_codes=loading.la_codes or None)
    if not loading.la_codes:
        _adopt_authorities(found.records, loading.actor)
    with writing() as session:
        before = dict(stored.load_schools(session, loading.as_at).schools)
        newer = [day for day in stored.load_register_dates(session) if day > loading.as_at]
        after = {
            school.urn: keep_unstated(before[school.urn], school, stated=found.fields)
            if school.urn in before
            else school
            for school in found.records
        }
        succession = build_succession(stored.load_links(session))
        standing = {urn: s for urn, s in before.items() if s.status != CLOSED or urn in after}
        changes = compare(standing, after, stated=found.fields, succession=succession)
        sentences = _school_sentences(before, changes, found, newer)
        load_id = _note(session, loading, found, sentences)
        gone = [replace(s, status=CLOSED) for s in changes.retired if s.urn not in after]
        fresh = [s for s in after.values() if before.get(s.urn) != s]
        stored.save_states(session, fresh, as_at=loading.as_at, load_id=load_id)
        stored.save_states(session, gone, as_at=loading.as_at, load_id=load_id, retired=True)
    return _outcome(loading, found, sentences)


def _adopt_authorities(schools: Iterable[School], actor: str) -> None:
    codes = sorted({school.la_code for school in schools})
    if len(codes) > MOST_AUTHORITIES:
        raise UserError(
            f"The file has schools of {len(codes)} authorities. Say which are the hub's, by their "
            "three-digit codes: --la 878,879 (or on the settings page)."
        )
    save_hub({"la_codes": codes}, actor=actor)


def _school_sentences(
    before: dict[int, School],
    changes: RegisterChanges,
    found: RegisterFile[School],
    newer: Sequence[date],
) -> tuple[str, ...]:
    if not before:
        authorities = len({school.la_code for school in found.records})
        words = f"{len(found.records):,} schools of {authorities} authorities are in the register."
        return (words,)
    late = (f"A newer register, of {newer[0]:%d/%m/%Y}, stays the one in use.",) if newer else ()
    return (*explain_changes(changes), *late)


def _load_links(loading: _Loading) -> LoadOutcome:
    found = read_links(loading.name, loading.content)
    with writing() as session:
        schools = stored.load_schools(session).schools
        links = choose_links(found.records, schools)
        sentences = (f"{len(links):,} links concern the hub's schools.",)
        _note(session, loading, found, sentences)
        stored.save_links(session, links)
    return _outcome(loading, found, sentences, kept=len(links))


def _load_census(loading: _Loading) -> LoadOutcome:
    found: RegisterFile[SchoolRoll] = read_census(
        loading.name, loading.content, la_codes=loading.la_codes or None
    )
    with writing() as session:
        schools = stored.load_schools(session).schools
        years = ", ".join(str(year) for year in sorted({roll.year for roll in found.records}))
        missing = sum(roll.urn not in schools for roll in found.records)
        sentences = (
            f"Rolls of {len(found.records):,} schools, {years}; "
            f"{missing:,} of them are not in the register now.",
        )
        _note(session, loading, found, sentences)
        stored.save_rolls(session, found.records)
    return _outcome(loading, found, sentences)


def _load_deprivation(loading: _Loading) -> LoadOutcome:
    found: RegisterFile[Deprivation] = read_deprivation(loading.name, loading.content)
    with writing() as session:
        then = stored.load_schools(session)
        sentences = (explain_join(check_join(then.schools.values(), found.records)),)
        _note(session, loading, found, sentences)
        stored.save_deprivation(session, found.records)
    return _outcome(loading, found, sentences)


def _load_boundaries(loading: _Loading) -> LoadOutcome:
    with writing() as session:
        schools = stored.load_schools(session).schools.values()
        wanted = {each for s in schools for each in _areas(s) if each}
        found = read_boundaries(loading.name, loading.content, wanted=wanted or None)
        names = ", ".join(sorted(area.name for area in found.records)) or "none of the hub's areas"
        sentences = (f"Outlines kept: {names}.",)
        _note(session, loading, found, sentences)
        stored.save_boundaries(session, found.records)
    return _outcome(loading, found, sentences)


def _areas(school: School) -> tuple[str | None, ...]:
    """The school's authority and, where the authority is a county, its district (code E07…)."""
    district = school.district_code or ""
    return school.gss_la_code, school.la_name, district if district.startswith("E07") else None


def _load_reportable(loading: _Loading) -> LoadOutcome:
    found = read_reportable_schools(loading.name, loading.content)
    with writing() as session:
        hub = load_hub()
        schools = stored.load_schools(session).schools
        counted = open_state_funded(schools.values(), today(), rule=state_funded_rule(hub))
        listed = {school.urn for school in found.records}
        registered = {school.urn for school in counted}
        sentences = (
            f"{len(listed):,} reportable schools now stand for the register's "
            f"{len(registered):,} open state-funded ones.",
            _difference("Listed, but not open and state-funded", listed - registered),
            _difference("Open and state-funded, but not listed", registered - listed),
        )
        _note(session, loading, found, sentences)
        stored.save_reportable(session, found.records)
    return _outcome(loading, found, sentences)


def _difference(words: str, urns: set[int]) -> str:
    some = ", ".join(str(urn) for urn in sorted(urns)[:20]) or "none"
    return f"{words}: {some}" + (f" and {len(urns) - 20} more." if len(urns) > 20 else ".")


def _note(
    session: Session, loading: _Loading, found: RegisterFile[Any], sentences: Sequence[str]
) -> int:
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
    loading: _Loading,
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


_LOADERS: dict[RegisterKind, Callable[[_Loading], LoadOutcome]] = {
    RegisterKind.GIAS_EXTRACT: _load_schools,
    RegisterKind.GIAS_LINKS: _load_links,
    RegisterKind.SCHOOL_CENSUS: _load_census,
    RegisterKind.DEPRIVATION: _load_deprivation,
    RegisterKind.BOUNDARIES: _load_boundaries,
    RegisterKind.REPORTABLE_SCHOOLS: _load_reportable,
}
