"""What a newer register changes: schools added, retired and altered, and the words for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from hubdata.register.facts import CLOSED
from hubdata.register.links import Succession, resolve_urn
from hubdata.register.schools import School

COORDINATES = frozenset({"easting", "northing", "latitude", "longitude"})
COMPARED = tuple(
    each.name for each in fields(School) if each.name not in COORDINATES | {"urn", "laestab"}
)
"""Facts whose change is worth telling; a place moved by metres is not."""
FIELD_WORDS = {
    "la_code": "local authority code",
    "la_name": "local authority",
    "gss_la_code": "ONS code of the local authority",
    "ukprn": "UKPRN",
    "percentage_fsm": "percentage eligible for free school meals",
    "fsm_pupils": "pupils eligible for free school meals",
    "ehcp": "pupils with an EHC plan",
    "sen_support": "pupils with SEN support",
    "lsoa_code": "LSOA",
    "urban_rural": "urban or rural",
}
NAMED = 5
"""Schools named in a sentence before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One fact that changed."""

    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{explain_field(self.field)}: {_said(self.before)} → {_said(self.after)}"


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """What changed about one school; `school` is as it is now."""

    school: School
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RegisterChanges:
    """Everything one loading changes, each part in order of URN."""

    added: tuple[School, ...]
    retired: tuple[School, ...]
    """No longer in the register, or closed by it."""
    replaced: tuple[tuple[School, School], ...]
    """Of the retired: the old school, and the one that now stands in its place."""
    changed: tuple[SchoolChange, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.retired or self.changed)


def compare(
    before: Mapping[int, School],
    after: Mapping[int, School],
    *,
    stated: Collection[str] | None = None,
    succession: Succession | None = None,
) -> RegisterChanges:
    """The newer register against the older.

    `stated` are the fields the newer file has columns for (`RegisterFile.fields`): a fact it says
    nothing about has not changed. With `succession`, retired schools find their successor.
    """
    told = [field for field in COMPARED if stated is None or field in stated]
    kept = sorted(before.keys() & after.keys())
    closing = {urn for urn in kept if _closes(before[urn], after[urn])}
    retired = [before[urn] for urn in sorted({*before.keys() - after.keys(), *closing})]
    altered = [
        SchoolChange(after[urn], found)
        for urn in kept
        if urn not in closing and (found := _field_changes(before[urn], after[urn], told))
    ]
    return RegisterChanges(
        added=tuple(after[urn] for urn in sorted(after.keys() - before.keys())),
        retired=tuple(retired),
        replaced=_replacements(retired, after, succession) if succession else (),
        changed=tuple(altered),
        unchanged=len(kept) - len(closing) - len(altered),
    )


def keep_unstated(before: School, after: School, *, stated: Collection[str]) -> School:
    """The newer record, with the older one's facts where the newer file has no such column."""
    silent = [each.name for each in fields(School) if each.name not in {*stated, "laestab"}]
    return replace(after, **{name: getattr(before, name) for name in silent})


def explain_changes(changes: RegisterChanges) -> tuple[str, ...]:
    """One sentence for each kind of change; one that says so where there is none."""
    if changes.is_empty:
        return (f"Nothing changed: {_schools(changes.unchanged)} as before.",)
    said = (
        _sentence("added", changes.added),
        _sentence("retired", changes.retired),
        _explain_replaced(changes.replaced),
        _explain_altered(changes.changed),
        f"{_schools(changes.unchanged)} as before." if changes.unchanged else "",
    )
    return tuple(sentence for sentence in said if sentence)


def explain_school_change(change: SchoolChange) -> str:
    """One school's changes: "Ash Primary School (100001): number of pupils: 210 → 215"."""
    return f"{_named(change.school)}: {'; '.join(map(str, change.changes))}"


def explain_field(field: str) -> str:
    return FIELD_WORDS.get(field, field.replace("_", " "))


def _closes(before: School, after: School) -> bool:
    return after.status == CLOSED and before.status != CLOSED


def _field_changes(before: School, after: School, told: Sequence[str]) -> tuple[FieldChange, ...]:
    if before == after:
        return ()
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in told)
    return tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])


def _replacements(
    retired: Iterable[School], after: Mapping[int, School], succession: Succession
) -> tuple[tuple[School, School], ...]:
    living = {urn for urn, school in after.items() if school.status != CLOSED}
    found = ((school, resolve_urn(school.urn, living, succession)) for school in retired)
    return tuple((school, after[urn]) for school, urn in found if urn is not None)


def _explain_replaced(pairs: Sequence[tuple[School, School]]) -> str:
    if not pairs:
        return ""
    some = [f"{_named(old)} is now {_named(new)}" for old, new in pairs[:NAMED]]
    return f"{_schools(len(pairs))} replaced: {'; '.join(some)}{_more(len(pairs))}."


def _explain_altered(altered: Sequence[SchoolChange]) -> str:
    if not altered:
        return ""
    counts = Counter(change.field for school in altered for change in school.changes)
    parts = ", ".join(f"{explain_field(field)} ({n:,})" for field, n in counts.most_common())
    return f"{_schools(len(altered))} changed: {parts}."


def _sentence(verb: str, schools: Sequence[School]) -> str:
    if not schools:
        return ""
    names = "; ".join(map(_named, schools[:NAMED]))
    return f"{_schools(len(schools))} {verb}: {names}{_more(len(schools))}."


def _more(count: int) -> str:
    return f" and {count - NAMED:,} more" if count > NAMED else ""


def _schools(count: int) -> str:
    return f"{count:,} school" if count == 1 else f"{count:,} schools"


def _named(school: School) -> str:
    return f"{school.name} ({school.urn})"


def _said(value: Any) -> str:
    if value is None:
        return "not known"
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
