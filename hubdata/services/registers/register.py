"""Loading the register of schools from public files, and telling the schools of any day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from hubdata.register.cells import parse_date_in_name
from hubdata.register.facts import open_state_funded
from hubdata.register.files import detect_kind
from hubdata.register.kinds import RegisterKind
from hubdata.services.clock import today
from hubdata.services.registers.register_authorities import AuthoritiesUnclear
from hubdata.services.registers.register_loading import Loading, LoadOutcome, load_file
from hubdata.services.settings import HubSettings, check_hub, load_hub, state_funded_rule
from hubdata.store.audit import add_entry
from hubdata.store.engine import reading, writing
from hubdata.store.registers import register as stored
from hubdata.store.revisions import bump

__all__ = [
    "AuthoritiesUnclear",
    "LoadOutcome",
    "count_schools",
    "drop_own_list",
    "load_register",
    "load_schools",
    "state_funded_rule",
]

IN_ORDER = tuple(RegisterKind)
"""Schools come first: the other files are chosen by them."""


def load_register(
    files: Sequence[tuple[str, bytes]],
    *,
    la_codes: Collection[str] = (),
    as_at: date | None = None,
    actor: str,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[LoadOutcome]:
    """Load public files, told apart by their headings; schools first, older before newer.

    `la_codes` chooses the hub's authorities and is remembered with the first file they fit.
    `as_at` is the date of the files; without it, the date in a file's name, or today. Raises
    `UnreadableFile` for a file that is none of the kinds, before anything is loaded,
    `AuthoritiesUnclear` where it cannot be told which authorities are the hub's or a file has none
    of them, and `UserError` for a file that cannot be used; files loaded before it stay loaded.
    """
    asked = frozenset(check_hub(HubSettings(), {"la_codes": tuple(la_codes)}).la_codes)
    loadings = [
        Loading(name, content, detect_kind(name, content), date_of(name, as_at), actor, asked)
        for name, content in files
    ]
    for one in sorted(loadings, key=lambda one: (IN_ORDER.index(one.kind), one.as_at)):
        progress(f"Loading {one.name}: {one.kind.value}")
        yield load_file(replace(one, la_codes=asked or frozenset(load_hub().la_codes)))


def date_of(name: str, as_at: date | None = None) -> date:
    """The date a file is as at: the one given, or in its name, or today."""
    return as_at or parse_date_in_name(name) or today()


def load_schools(day: date | None = None) -> stored.SchoolsThen:
    """The schools of the register that held on a day (the newest, if none is given)."""
    with reading() as session:
        return stored.load_schools(session, day)


def count_schools(day: date | None = None) -> int:
    """Open state-funded schools of the hub on a day (today, if none is given)."""
    day = day or today()
    rule = state_funded_rule(load_hub())
    return len(open_state_funded(load_schools(day).schools.values(), day, rule=rule))


def drop_own_list(*, actor: str) -> None:
    """Go back from the hub's own list of reportable schools to the register's."""
    with writing() as session:
        stored.save_reportable(session, ())
        add_entry(session, actor, action="dropped own list", subject="reportable schools")
        bump(session, ["register"])
