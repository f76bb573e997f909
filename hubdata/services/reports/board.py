"""The board's calendar, and the pack in the making for each meeting: its period, the snapshot it
rests on, its sections, what is written in it, and what is still missing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pydantic import TypeAdapter
from sqlmodel import Session

from hubdata import wording
from hubdata.errors import UserError
from hubdata.periods import Period
from hubdata.reports.board.evidence import Evidence
from hubdata.reports.board.plan import (
    AUTHORITIES,
    DEFAULT_KEYS,
    KPI,
    LONGEST_TITLE,
    SECTIONS,
    Action,
    Plan,
    Section,
    is_about_kpi,
    kpi_of,
)
from hubdata.services.clock import today
from hubdata.services.reports import commentary
from hubdata.services.reports.board_evidence import freeze_evidence
from hubdata.services.reports.snapshots import list_snapshots
from hubdata.store.engine import reading, writing
from hubdata.store.hub import board as stored
from hubdata.store.tables import StoredMeeting

EVIDENCE: TypeAdapter[Evidence] = TypeAdapter(Evidence)
USUAL_TITLE = "Board meeting"
LONGEST_NAME = 60
LONGEST_DECISION = 300
WEEKS_AHEAD = 26
USUAL_NOTICE = timedelta(weeks=3)


@dataclass(frozen=True)
class Meeting:
    """A meeting as it is planned. `titles` are those written by hand, by section."""

    id: int
    held_on: date
    title: str
    period: Period
    snapshot: str
    keys: tuple[str, ...]
    titles: Mapping[str, str]
    decisions: tuple[str, ...]
    apologies: str
    editions: int
    version: int
    changed_by: str

    @property
    def is_past(self) -> bool:
        return self.held_on < today()

    @property
    def name(self) -> str:
        """ "Board meeting, 9 December 2026"."""
        return f"{self.title}, {wording.explain_day(self.held_on)}"


def list_meetings() -> tuple[Meeting, ...]:
    """The board's calendar, the latest first."""
    with reading() as session:
        counts = _count_editions(session)
        return tuple(_meeting(one, counts) for one in stored.load_meetings(session))


def load_meeting(meeting_id: int) -> Meeting:
    """One meeting. Raises `UnknownThing`."""
    with reading() as session:
        return _meeting(stored.find_meeting(session, meeting_id), _count_editions(session))


def suggest_days() -> tuple[date, ...]:
    """Weekdays of the next half year, to choose from."""
    days = (today() + timedelta(days=ahead) for ahead in range(WEEKS_AHEAD * 7))
    return tuple(day for day in days if day.weekday() < 5)


def suggest_day() -> date:
    """The first weekday with the usual notice."""
    return next(day for day in suggest_days() if day >= today() + USUAL_NOTICE)


def plan_meeting(held_on: date, period: Period, *, actor: str, title: str = USUAL_TITLE) -> Meeting:
    """Put a meeting in the calendar: the period is frozen now, and a pack begun with the usual
    sections. Raises `UserError`."""
    title = _check_name(title)
    snapshot = _free_name(f"{title} {wording.explain_day(held_on)}")
    evidence = freeze_evidence(snapshot, period, purpose="board", actor=actor)
    plan = _plan_as_json(DEFAULT_KEYS, {}, (), "")
    with writing() as session:
        one = stored.add_meeting(
            session,
            held_on=held_on,
            title=title,
            slot=period.slot,
            snapshot=snapshot,
            evidence=EVIDENCE.dump_json(evidence),
            plan=plan,
            actor=actor,
        )
        return _meeting(one, {})


def choose_sections(meeting: Meeting, keys: Sequence[str], *, actor: str) -> Meeting:
    """Take these sections, in this order. Raises `UserError`, and `OutOfDate`."""
    wanted = tuple(dict.fromkeys(keys))
    if not wanted:
        raise UserError("The pack has no section. Choose at least one.")
    return _change(meeting, what=f"sections: {', '.join(wanted)}", actor=actor, keys=wanted)


def move_section(meeting: Meeting, key: str, *, by: int, actor: str) -> Meeting:
    """Move a section up (by −1) or down (by 1)."""
    keys = list(meeting.keys)
    at = keys.index(key)
    to = min(max(at + by, 0), len(keys) - 1)
    keys.insert(to, keys.pop(at))
    return choose_sections(meeting, keys, actor=actor)


def write_title(meeting: Meeting, key: str, title: str, *, actor: str) -> Meeting:
    """Say a slide's title by hand; an empty one is computed from the figures again."""
    title = " ".join(title.split())
    if len(title) > LONGEST_TITLE:
        raise UserError(
            f"The title has {len(title)} signs. Shorten it to {LONGEST_TITLE}: it stands in two "
            "lines."
        )
    titles = {name: words for name, words in {**meeting.titles, key: title}.items() if words}
    return _change(meeting, what=f"title of {key}: {title}", actor=actor, titles=titles)


def write_meeting(
    meeting: Meeting, *, decisions: Sequence[str], apologies: str, actor: str
) -> Meeting:
    """What the board is asked to decide, and apologies for what is missing."""
    told = tuple(" ".join(one.split()) for one in decisions if one.strip())
    long = [one for one in told if len(one) > LONGEST_DECISION]
    if long:
        raise UserError(
            f"“{long[0][:40]}…” has {len(long[0])} signs. Say what is to be decided in "
            f"{LONGEST_DECISION}; put the reasons in the commentary."
        )
    return _change(
        meeting,
        what="decisions and apologies",
        actor=actor,
        decisions=told,
        apologies=apologies.strip()[:LONGEST_DECISION],
    )


def change_meeting(meeting: Meeting, *, held_on: date, title: str, actor: str) -> Meeting:
    """Hold it on another day, or call it otherwise. Raises `UserError`, and `OutOfDate`."""
    title = _check_name(title)
    with writing() as session:
        one = stored.find_meeting(session, meeting.id, seen=meeting.version)
        one.held_on, one.title = held_on, title
        stored.change_meeting(session, one, what=f"{title}, {held_on}", actor=actor)
        return _meeting(one, _count_editions(session))


def remove_meeting(meeting: Meeting, *, actor: str) -> None:
    """Take a meeting out of the calendar. Raises `UserError` once a pack of it was approved: what
    the board has seen stays."""
    if meeting.editions:
        raise UserError("A pack of this meeting was approved, so it stays in the calendar.")
    with writing() as session:
        stored.remove_meeting(
            session, stored.find_meeting(session, meeting.id, seen=meeting.version), actor=actor
        )


def freeze_again(meeting: Meeting, *, actor: str) -> Meeting:
    """Rest the pack on the figures as they are now; the earlier snapshot stays."""
    snapshot = _free_name(f"{meeting.title} {wording.explain_day(meeting.held_on)}")
    evidence = freeze_evidence(snapshot, meeting.period, purpose="board", actor=actor)
    with writing() as session:
        one = stored.find_meeting(session, meeting.id, seen=meeting.version)
        stored.put_evidence(one, EVIDENCE.dump_json(evidence), snapshot=snapshot)
        stored.change_meeting(session, one, what=f"rests on {snapshot}", actor=actor)
        return _meeting(one, _count_editions(session))


def load_evidence(meeting: Meeting) -> Evidence:
    """What the pack may say, as it was frozen."""
    with reading() as session:
        one = stored.find_meeting(session, meeting.id)
        return EVIDENCE.validate_json(stored.load_evidence(one))


def load_plan(meeting: Meeting) -> Plan:
    """The pack in the making with all that is written in it by now."""
    told = commentary.load_commentaries(meeting.period)
    sections = []
    for key in meeting.keys:
        section = Section(key, title=meeting.titles.get(key, ""))
        found = told.get(subject_of(key))
        if found is not None:
            section = replace(
                section, commentary=found.text, owner=found.owner, progress=found.status
            )
        sections.append(section)
    actions = commentary.load_actions(period=meeting.period)
    return Plan(
        held_on=meeting.held_on,
        title=meeting.title,
        sections=tuple(sections),
        decisions=meeting.decisions,
        actions=tuple(
            Action(one.text, one.owner, one.due, one.status, one.raised.label) for one in actions
        ),
        apologies=meeting.apologies,
    )


def subject_of(key: str) -> str:
    """Under which subject a section's commentary is kept: a KPI's own stands on its page too."""
    return kpi_of(key) if key.startswith(KPI) else commentary.section_subject(key)


def name_section(key: str, evidence: Evidence) -> str:
    """A section's name in the list to choose from."""
    if not is_about_kpi(key):
        return next((one.name for one in SECTIONS if one.key == key), key)
    kpi = evidence.find(kpi_of(key))
    name = kpi.name if kpi else kpi_of(key)
    return f"{name}, by authority" if key.startswith(AUTHORITIES) else name


def list_choices(evidence: Evidence) -> tuple[str, ...]:
    """Every section that may be chosen: those of the pack, then two for each KPI."""
    of_kpis = [f"{KPI}{kpi.id}" for kpi in evidence.kpis]
    by_authority = [f"{AUTHORITIES}{kpi.id}" for kpi in evidence.kpis if len(kpi.authorities) > 1]
    return (*(one.key for one in SECTIONS), *of_kpis, *by_authority)


def _change(meeting: Meeting, *, what: str, actor: str, **changes: object) -> Meeting:
    wanted = replace(meeting, **changes)  # type: ignore[arg-type]
    with writing() as session:
        one = stored.find_meeting(session, meeting.id, seen=meeting.version)
        plan = _plan_as_json(wanted.keys, wanted.titles, wanted.decisions, wanted.apologies)
        if plan != one.plan:
            one.plan = plan
            stored.change_meeting(session, one, what=what, actor=actor)
        return _meeting(one, _count_editions(session))


def _plan_as_json(
    keys: Sequence[str], titles: Mapping[str, str], decisions: Sequence[str], apologies: str
) -> str:
    return json.dumps(
        {
            "keys": list(keys),
            "titles": dict(titles),
            "decisions": list(decisions),
            "apologies": apologies,
        }
    )


def _meeting(one: StoredMeeting, editions: Mapping[int, int]) -> Meeting:
    assert one.id is not None
    plan = json.loads(one.plan)
    return Meeting(
        id=one.id,
        held_on=one.held_on,
        title=one.title,
        period=Period.at_slot(one.slot),
        snapshot=one.snapshot,
        keys=tuple(plan["keys"]),
        titles=plan["titles"],
        decisions=tuple(plan["decisions"]),
        apologies=plan["apologies"],
        editions=editions.get(one.id, 0),
        version=one.version,
        changed_by=one.changed_by,
    )


def _count_editions(session: Session) -> dict[int, int]:
    counts: dict[int, int] = {}
    for edition in stored.load_editions(session):
        counts[edition.meeting_id] = max(counts.get(edition.meeting_id, 0), edition.number)
    return counts


def _check_name(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise UserError(f"The meeting has no name. Write one, such as {USUAL_TITLE}.")
    if len(title) > LONGEST_NAME:
        raise UserError(f"The name has {len(title)} signs. Shorten it to {LONGEST_NAME}.")
    return title


def _free_name(name: str) -> str:
    """A snapshot's name that is not taken: "… (2)" where it is."""
    taken = {one.name for one in list_snapshots()}
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free
