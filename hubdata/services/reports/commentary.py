"""What people write beside the numbers: commentary on a subject for a period, with its history, and
actions that are carried forward while they are open.

A subject is a KPI's id, or a section of the board pack as `section_subject` names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from hubdata import wording
from hubdata.errors import OutOfDate, UnknownThing, UserError
from hubdata.periods import Period
from hubdata.services.changing import check_seen, say_changes
from hubdata.services.clock import today
from hubdata.services.kpis import find_kpi
from hubdata.store.audit import add_entry
from hubdata.store.engine import reading, writing
from hubdata.store.hub import commentary as stored
from hubdata.store.hub import settings as stored_settings
from hubdata.store.tables import StoredAction, StoredCommentary
from hubdata.vocabulary import ActionStatus, CommentaryStatus

LONGEST_TEXT = 4_000
"""Signs of a commentary; a slide takes a tenth of it, a long paper one page."""
LONGEST_ACTION = 500
LONGEST_NAME = 120
SECTION = "section "


@dataclass(frozen=True)
class Commentary:
    """A commentary as it stands, or one earlier version of it. `text` is empty where it was taken
    away; `id` says which version it is."""

    id: int
    subject: str
    period: Period
    text: str
    status: CommentaryStatus
    owner: str
    author: str
    written_at: datetime


@dataclass(frozen=True)
class Action:
    """Something to be done. `kpi` is empty where it concerns no single KPI; `due` is `None` where
    no day was set; `closed_on` is the day since when it is done or dropped."""

    id: int
    text: str
    owner: str
    due: date | None
    status: ActionStatus
    kpi: str
    raised: Period
    raised_by: str
    closed_on: date | None
    version: int

    @property
    def is_open(self) -> bool:
        return self.status is ActionStatus.OPEN

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before that day, and is not."""
        return self.is_open and self.due is not None and self.due < day

    def is_carried_into(self, period: Period) -> bool:
        """Whether it was raised for an earlier period and is still open."""
        return self.is_open and self.raised < period


def explain_due(one: Action, day: date) -> str:
    """ "by 1 December 2026", "overdue since 1 December 2026", "done on 4 December 2026"."""
    if not one.is_open:
        since = f" on {wording.explain_day(one.closed_on)}" if one.closed_on else ""
        return f"{one.status}{since}"
    return wording.explain_due(one.due, day)


def section_subject(section: str) -> str:
    """The subject of a section of the board pack."""
    return f"{SECTION}{section}"


def load_commentaries(period: Period) -> dict[str, Commentary]:
    """Every commentary of a period, by its subject."""
    with reading() as session:
        found = stored.load_standing_commentaries(session, slot=period.slot)
    return {subject: _commentary(one) for subject, one in found.items() if one.text}


def load_commentary(subject: str, period: Period) -> Commentary | None:
    """The commentary that stands; `None` where nothing is written."""
    return next((one for one in load_history(subject, period)[:1] if one.text), None)


def load_history(subject: str, period: Period) -> tuple[Commentary, ...]:
    """Every version of a commentary, the newest first."""
    with reading() as session:
        versions = stored.load_versions(session, subject, slot=period.slot)
    return tuple(_commentary(one) for one in versions)


def load_earlier_commentary(subject: str, period: Period) -> Commentary | None:
    """What was written on a subject for the latest period before this one, of the same kind."""
    with reading() as session:
        for slot in stored.load_earlier_slots(session, subject, before=period.slot):
            newest = stored.load_versions(session, subject, slot=slot)[0]
            if newest.text and Period.at_slot(slot).is_year == period.is_year:
                return _commentary(newest)
    return None


def save_commentary(
    subject: str,
    period: Period,
    *,
    text: str,
    status: CommentaryStatus,
    actor: str,
    owner: str = "",
    seen: int | None = None,
) -> Commentary | None:
    """Write a commentary anew; earlier versions stay. An empty text takes it away.

    `seen` is the id of the version that was on the screen (`None`: there was none). Returns the
    version that stands now. Raises `UserError`, and `OutOfDate` if somebody wrote meanwhile.
    """
    text, owner = text.strip(), owner.strip()
    _check_lengths(text, owner, longest=LONGEST_TEXT, what="The commentary")
    with writing() as session:
        if not subject.startswith(SECTION):
            subject = find_kpi(session, subject).id
        newest = next(iter(stored.load_versions(session, subject, slot=period.slot)), None)
        if newest is not None and newest.id != seen and (newest.text or seen is not None):
            raise OutOfDate(
                f"{newest.author} has written here since you opened this. Copy your words, look at "
                "theirs below, and save again."
            )
        if _is_same(newest, text=text, status=status, owner=owner):
            return _commentary(newest) if newest is not None and newest.text else None
        version = StoredCommentary(
            subject=subject,
            slot=period.slot,
            text=text,
            status=status.value,
            owner=owner,
            author=actor,
            written_at=datetime.now(UTC),
        )
        stored.add_commentary(session, version)
        what = f"{period.code}: {status.value}" if text else f"{period.code}: taken away"
        add_entry(session, actor, action="wrote", subject=f"commentary {subject}", detail=what)
        return _commentary(version)


def load_actions(
    *, kpi: str | None = None, period: Period | None = None, open_only: bool = False
) -> tuple[Action, ...]:
    """Actions, the earliest due first: of one KPI or of all; with a period, those raised up to it
    that are open or were closed since it began."""
    with reading() as session:
        if period is None:
            found = stored.load_actions(session, kpi=kpi, open_only=open_only)
        else:
            since = stored_settings.load_calendar(session).dates_of(period).start
            found = stored.load_actions_on(session, slot=period.slot, since=since)
    actions = (_action(one) for one in found)
    return tuple(
        one for one in actions if (kpi is None or one.kpi == kpi) and (one.is_open or not open_only)
    )


def add_action(
    text: str,
    *,
    owner: str,
    period: Period,
    actor: str,
    due: date | None = None,
    kpi: str = "",
) -> Action:
    """Raise an action for a period. Raises `UserError`, a line for each thing that will not do."""
    text, owner = text.strip(), owner.strip()
    _check_action(text, owner)
    with writing() as session:
        action = StoredAction(
            text=text,
            owner=owner,
            due=due,
            status=ActionStatus.OPEN.value,
            kpi=find_kpi(session, kpi).id if kpi else "",
            slot=period.slot,
            raised_at=datetime.now(UTC),
            raised_by=actor,
            changed_at=datetime.now(UTC),
            changed_by=actor,
        )
        stored.save_action(session, action, at=datetime.now(UTC), by=actor)
        _log(session, actor, action, what=f"raised: {text}")
        return _action(action)


def change_action(
    action_id: int,
    *,
    seen: int,
    actor: str,
    changes: Mapping[str, Any],
) -> Action:
    """Change some of `text`, `owner`, `due` and `status` of an action.

    `seen` is the version that was on the screen. Raises `UserError`, `UnknownThing`, and
    `OutOfDate` if somebody changed it meanwhile.
    """
    with writing() as session:
        action = stored.find_action(session, action_id)
        if action is None:
            raise UnknownThing(f"There is no action {action_id}. Look at the list again.")
        check_seen(action, seen, what="this action")
        said = _apply(action, changes)
        if said:
            action.version += 1
            stored.save_action(session, action, at=datetime.now(UTC), by=actor)
            _log(session, actor, action, what=said)
        return _action(action)


def _apply(action: StoredAction, changes: Mapping[str, Any]) -> str:
    """Put the changes in; what is other now, in words."""
    before = _action(action)
    text = str(changes.get("text", action.text)).strip()
    owner = str(changes.get("owner", action.owner)).strip()
    _check_action(text, owner)
    action.text, action.owner = text, owner
    action.due = changes.get("due", action.due)
    status = ActionStatus(changes.get("status", action.status))
    if status is not before.status:
        action.status = status.value
        action.closed_on = None if status is ActionStatus.OPEN else today()
    return say_changes(before, _action(action), ("text", "owner", "due", "status"))


def _check_action(text: str, owner: str) -> None:
    faults = []
    if not text:
        faults.append("The action is blank. Write what is to be done.")
    if not owner:
        faults.append("Nobody owns the action. Write who will see to it, a name or a role.")
    if faults:
        raise UserError("\n".join(faults))
    _check_lengths(text, owner, longest=LONGEST_ACTION, what="The action")


def _check_lengths(text: str, owner: str, *, longest: int, what: str) -> None:
    if len(text) > longest:
        raise UserError(
            f"{what} has {len(text):,} signs. Shorten it to {longest:,}, or put the rest elsewhere."
        )
    if len(owner) > LONGEST_NAME:
        raise UserError(
            f"The owner has {len(owner):,} signs. Write a name or a role, at most {LONGEST_NAME}."
        )


def _is_same(
    newest: StoredCommentary | None, *, text: str, status: CommentaryStatus, owner: str
) -> bool:
    if newest is None or not newest.text:
        return not text
    return (newest.text, newest.status, newest.owner) == (text, status.value, owner)


def _log(session: Session, actor: str, action: StoredAction, *, what: str) -> None:
    add_entry(session, actor, action="changed", subject=f"action {action.id}", detail=what)


def _commentary(one: StoredCommentary) -> Commentary:
    assert one.id is not None
    return Commentary(
        id=one.id,
        subject=one.subject,
        period=Period.at_slot(one.slot),
        text=one.text,
        status=CommentaryStatus(one.status),
        owner=one.owner,
        author=one.author,
        written_at=one.written_at,
    )


def _action(one: StoredAction) -> Action:
    assert one.id is not None
    return Action(
        id=one.id,
        text=one.text,
        owner=one.owner,
        due=one.due,
        status=ActionStatus(one.status),
        kpi=one.kpi,
        raised=Period.at_slot(one.slot),
        raised_by=one.raised_by,
        closed_on=one.closed_on,
        version=one.version,
    )
