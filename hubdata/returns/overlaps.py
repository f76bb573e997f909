"""The same activity told by two sources: a school and a partner, or two partners.

A match takes the same school, activity and provider: a name or code that could be anybody's
("Choir", "BAND1") is none. Pure: rows in, overlaps out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Any, TypeAlias

from hubdata.periods import Term
from hubdata.vocabulary import (
    ActivityType,
    EnsembleType,
    GroupSize,
    Organiser,
    ProviderType,
    Repeat,
    ReportedBy,
    SharedActivity,
    Verdict,
)

WHOLE_CLASS, TUITION, ENSEMBLE, PROJECT, COURSE = (
    *("whole_class", "tuition", "ensemble", "project", "cpd"),
)
STAGES = ("eyfs", "ks1", "ks2", "ks3", "ks4", "ks5")
SLOTS_A_YEAR = len(Term)
ACTIVITY_OF = {
    WHOLE_CLASS: SharedActivity.WHOLE_CLASS,
    TUITION: SharedActivity.TUITION,
    ENSEMBLE: SharedActivity.ENSEMBLE,
    COURSE: SharedActivity.COURSE,
    PROJECT: SharedActivity.PROJECT,
}
"""What the rows of each sheet are, of which two sources can tell."""
GENERIC = frozenset(
    """
    a all and at band bands beginner beginners boys brass cello chamber choir choirs chorus
    clarinet class club code community concert drum drums e ens ensemble flute folk for fun
    girls group guitar guitars horn hub in infant infants intermediate jazz junior juniors key
    keyboard keyboards ks lower lunchtime main mixed music musical of open orchestra
    percussion piano primary recorder recorders rock samba school schools secondary senior
    singers singing stage steel strings the training trumpet ukulele ukuleles upper violin
    voices wind woodwind work year young youth yr
    """.split()  # noqa: SIM905
)
"""Words that name a kind of group but no group in particular."""
SHORT_FORMS = {"orch": "orchestra", "ens": "ensemble", "grp": "group", "snr": "senior"}
SHORT_FORMS |= {"jnr": "junior", "yth": "youth", "sch": "school", "st": "saint"}


@dataclass(frozen=True)
class Told:
    """A row that counts, and says something of an activity."""

    table: str
    id: int
    source: str
    slot: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def people(self) -> int | None:
        """How many it tells of; `None` where it does not say."""
        if self.table == ENSEMBLE:
            known = [n for stage in STAGES if (n := self[f"members_{stage}"]) is not None]
            return sum(known) if known else None
        name = {COURSE: "attendees", PROJECT: "participants_unique"}.get(self.table, "pupils")
        people: int | None = self[name]
        return people


TwinKey: TypeAlias = tuple[str, str, str, str, str]
"""Activity, and of both sides source and key: the same in every term."""


@dataclass(frozen=True)
class Overlap:
    """What two sources tell of one activity. The school is `first`; of two partners the one whose
    id comes first. `rule` says whose counts until somebody decides; `is_declared`, that one of
    them says so itself."""

    activity: SharedActivity
    slot: int
    first: tuple[Told, ...]
    second: tuple[Told, ...]
    keys: tuple[str, str]
    repeat: Repeat
    rule: Verdict
    is_declared: bool = False

    @property
    def twins(self) -> TwinKey:
        return (
            *(self.activity.value, self.first[0].source, self.keys[0]),
            *(self.second[0].source, self.keys[1]),
        )


@dataclass
class Tellings:
    """The rows of a year that count, by table; who is a partner; and which URNs are one school."""

    rows: Mapping[str, Sequence[Told]]
    partners: Collection[str]
    same_school: Callable[[str], str] = field(default=str)

    def of_partners(self, table: str) -> list[Told]:
        return [row for row in self.rows.get(table, ()) if row.source in self.partners]

    def of_schools(self, table: str) -> list[Told]:
        return [row for row in self.rows.get(table, ()) if row.source not in self.partners]


def find_overlaps(told: Tellings) -> list[Overlap]:
    """Every activity that two sources tell of, term by term; an annual return meets each term."""
    found = [
        *_ensembles_with_schools(told),
        *_among_partners(told, ENSEMBLE, SharedActivity.ENSEMBLE, _ensemble_names),
        *_among_partners(told, COURSE, SharedActivity.COURSE, _course_days, also=_share_a_school),
        *_among_partners(told, PROJECT, SharedActivity.PROJECT, _project_names, also=_is_one),
        *_projects_in_schools(told),
    ]
    return list({(one.twins, one.slot): one for one in found}.values())


def tables_telling(activity: SharedActivity, repeat: Repeat) -> tuple[str, ...]:
    """The tables whose rows tell of an activity: where only its people are told again, a partner's
    project is one of them."""
    table = next(table for table, one in ACTIVITY_OF.items() if one is activity)
    return (table, PROJECT) if repeat is Repeat.PEOPLE else (table,)


@lru_cache(maxsize=20_000)
def name_key(text: str | None) -> str:
    """A name for comparing; "" where it names nothing in particular."""
    words = re.findall(r"[a-z]+|\d+", (text or "").casefold().replace("'", "").replace("’", ""))
    words = [SHORT_FORMS.get(word, word) for word in words]
    particular = [w for w in words if not w.isdigit() and w not in GENERIC and len(w) > 1]
    return " ".join(sorted(set(_with_numbers(words)))) if particular else ""


def _with_numbers(words: list[str]) -> list[str]:
    """Several numbers stay with the words before them: "Area 1 Band 2" is not "Area 2 Band 1"."""
    if len({word for word in words if word.isdigit()}) < 2:
        return words
    before = ("", *words)
    return [
        f"{previous} {word}".strip() if word.isdigit() else word
        for previous, word in zip(before, words, strict=False)
    ]


def _plain_key(text: Any) -> str:
    return " ".join(re.findall(r"\w+", str(text or "").casefold()))


def _meet(one: Told, other: Told) -> int | None:
    """The slot in which both tell; `None` if they tell of different terms."""
    if one.slot == other.slot:
        return one.slot
    annual = SLOTS_A_YEAR - 1
    same_year = one.slot // SLOTS_A_YEAR == other.slot // SLOTS_A_YEAR
    is_met = same_year and annual in (one.slot % SLOTS_A_YEAR, other.slot % SLOTS_A_YEAR)
    return min(one.slot, other.slot) if is_met else None


def _ensemble_names(row: Told) -> list[Hashable]:
    """What an ensemble is known by: its name; where it has none, its code and kind."""
    if name := name_key(row["name"]):
        return [name]
    code = name_key(row["ensemble_id"])
    return [(code, row["type"])] if code and not row["name"] else []


def _ensembles_with_schools(told: Tellings) -> Iterator[Overlap]:
    by_name: dict[Hashable, list[Told]] = defaultdict(list)
    for row in told.of_partners(ENSEMBLE):
        for name in _ensemble_names(row):
            by_name[name].append(row)
    if not by_name:
        return
    for ours in told.of_schools(ENSEMBLE):
        for name in _ensemble_names(ours):
            for theirs in by_name.get(name, ()):
                slot = _meet(ours, theirs)
                if slot is not None and ours["organiser"] != Organiser.SCHOOL:
                    keys = _key(ours), _key(theirs)
                    yield Overlap(
                        *(SharedActivity.ENSEMBLE, slot, (ours,), (theirs,), keys, Repeat.SAME),
                        rule=_organisers_telling(ours, theirs),
                    )


def _key(row: Told) -> str:
    """What a source calls a thing in every term."""
    match row.table:
        case "ensemble":
            return _plain_key(row["ensemble_id"] or row["name"])
        case "project":
            return _plain_key(row["project_id"])
        case _:
            return f"{_plain_key(row['course'])} {row['date']}"


def _organisers_telling(ours: Told, theirs: Told) -> Verdict:
    """Who organises an ensemble knows all its members."""
    organiser = ours["organiser"] or theirs["organiser"]
    outside = (Organiser.AREA_HUB, Organiser.PARTNER)
    return Verdict.SECOND if organiser in outside else Verdict.FIRST


def _course_days(row: Told) -> list[Hashable]:
    course, day = _plain_key(row["course"]), row["date"]
    return [(course, day)] if course and day else []


def _project_names(row: Told) -> list[Hashable]:
    name = name_key(row["project_name"])
    return [(name, row["activity_type"])] if name else []


def _among_partners(
    told: Tellings,
    table: str,
    activity: SharedActivity,
    names: Callable[[Told], list[Hashable]],
    *,
    also: Callable[[Tellings, Told, Told], bool] = lambda *_: True,
) -> Iterator[Overlap]:
    """The same thing told by two partners: the one who tells of more people counts, of two alike
    the one whose row came first."""
    by_name: dict[Hashable, list[Told]] = defaultdict(list)
    for row in told.of_partners(table):
        for name in names(row):
            by_name[name].append(row)
    for rows in by_name.values():
        for one, other in combinations(sorted(rows, key=lambda row: (row.source, row.id)), 2):
            slot = _meet(one, other)
            if slot is None or one.source == other.source or not also(told, one, other):
                continue
            larger = (other.people or 0, -other.id) > (one.people or 0, -one.id)
            yield Overlap(
                *(activity, slot, (one,), (other,), (_key(one), _key(other)), Repeat.SAME),
                rule=Verdict.SECOND if larger else Verdict.FIRST,
                is_declared=ReportedBy.PARTNER
                in (one["already_reported_by"], other["already_reported_by"]),
            )


def _schools_named(told: Tellings, row: Told) -> list[str]:
    urns = filter(None, re.split(r"\D+", row["school_urns"] or ""))
    return list(dict.fromkeys(map(told.same_school, urns)))


def _share_a_school(told: Tellings, one: Told, other: Told) -> bool:
    """Whether two courses on the same day were for some of the same schools."""
    return bool({*_schools_named(told, one)} & {*_schools_named(told, other)})


def _is_one(told: Tellings, one: Told, other: Told) -> bool:
    """Two projects of one name are one where a partner says so, or they have the same code."""
    says_so = ReportedBy.PARTNER in (one["already_reported_by"], other["already_reported_by"])
    same_code = _plain_key(one["project_id"]) == _plain_key(other["project_id"])
    return says_so or (same_code and _share_a_school(told, one, other))


def _projects_in_schools(told: Tellings) -> Iterator[Overlap]:
    """What a partner does in a school, and the school's own rows taught by a hub partner: the
    school's count, for there the pupils are known by stage and need."""
    by_school: dict[str, list[Told]] = defaultdict(list)
    projects = [row for row in told.of_partners(PROJECT) if row["sessions_delivered"] != 0]
    if not any(row["school_urns"] for row in projects):
        return
    for table in (WHOLE_CLASS, TUITION, ENSEMBLE):
        for row in told.of_schools(table):
            by_school[told.same_school(row.source)].append(row)
    for project in projects:
        for school in _schools_named(told, project):
            told_by_slot: dict[int, list[Told]] = defaultdict(list)
            for row in by_school.get(school, ()):
                slot = _meet(row, project)
                if slot is not None and _is_taught_in(project, row):
                    told_by_slot[slot].append(row)
            for slot, rows in told_by_slot.items():
                yield Overlap(
                    *(ACTIVITY_OF[rows[0].table], slot, tuple(rows), (project,)),
                    *(("", _key(project)), Repeat.PEOPLE, Verdict.FIRST),
                    is_declared=project["already_reported_by"] == ReportedBy.SCHOOL,
                )


def _is_taught_in(project: Told, row: Told) -> bool:
    """Whether a school's row may tell of a partner's project: activity and provider fit."""
    is_declared = project["already_reported_by"] == ReportedBy.SCHOOL
    activity = project["activity_type"]
    if row.table == ENSEMBLE:
        organisers = {Organiser.PARTNER}
        if is_declared:
            organisers |= {Organiser.SCHOOL_WITH_HUB, Organiser.AREA_HUB}
        fits = activity == ActivityType.ENSEMBLE or (
            activity == ActivityType.SINGING and row["type"] == EnsembleType.CHOIR
        )
        return fits and row["organiser"] in organisers
    providers = {ProviderType.HUB_PARTNER}
    if is_declared:
        providers |= {ProviderType.EXTERNAL, ProviderType.HUB_LEAD}
    if row["provider_type"] not in providers:
        return False
    if row.table == WHOLE_CLASS:
        return bool(activity == ActivityType.WHOLE_CLASS)
    alone = row["group_size"] == GroupSize.INDIVIDUAL
    return bool(activity == (ActivityType.ONE_TO_ONE if alone else ActivityType.GROUP))
