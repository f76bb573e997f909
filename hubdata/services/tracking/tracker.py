"""Who has told us: every source a return is expected of in a period, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from sqlmodel import Session

from hubdata.periods import Period
from hubdata.returns.kinds import SCHOOL_RETURN, kind_named
from hubdata.services.clock import today
from hubdata.services.intake.contacts import Contact, load_contacts
from hubdata.services.tracking.expected import ExpectedSource, load_expected
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.acceptance import Status
from hubdata.store.intake.tracking import (
    ReturnState,
    load_counting,
    load_ever,
    load_return_states,
)


class Progress(StrEnum):
    """How far a source is; the value is the word people read. In order of what needs doing."""

    TO_CORRECT = "to correct"
    TO_EXPLAIN = "to explain"
    READY = "ready to accept"
    OVERDUE = "overdue"
    EXPECTED = "not yet due"
    NIL = "nothing to report"
    ACCEPTED = "accepted"


NOBODY = Contact()
COUNTING = (Status.ACCEPTED, Status.PARTLY)


@dataclass(frozen=True)
class TrackerRow:
    """One expected source. `latest` is its newest return of the period, `None` if none came.

    `phase` is a school's phase or a partner's kind. `rows_left_out` are those of what counts that
    were left out on purpose; `is_new` says that no return of it ever came.
    """

    source: str
    name: str
    la_code: str
    la_name: str
    phase: str
    progress: Progress
    latest: ReturnState | None
    on_time: bool | None
    counts: bool
    """Whether a return of it counts, even while a newer version waits."""
    rows_left_out: int = 0
    is_new: bool = False
    contact: Contact = NOBODY

    @property
    def received_on(self) -> date | None:
        return self.latest.received_on if self.latest else None


@dataclass(frozen=True)
class Tracker:
    """All expected sources of a period, and when their returns are due."""

    period: Period
    due_on: date
    rows: tuple[TrackerRow, ...]
    unexpected: tuple[ReturnState, ...]
    kind: str = SCHOOL_RETURN.name

    def count(self, progress: Progress) -> int:
        return self._counts[progress]

    @cached_property
    def _counts(self) -> Counter[Progress]:
        return Counter(row.progress for row in self.rows)

    @property
    def returned(self) -> int:
        """Sources of which a return counts."""
        return sum(row.counts for row in self.rows)

    @property
    def partial(self) -> int:
        """Sources of which a return counts in part: rows with errors were left out on purpose."""
        return sum(row.counts and row.rows_left_out > 0 for row in self.rows)

    @property
    def never(self) -> int:
        """Sources that are overdue, and of which no return ever came."""
        return sum(row.is_new and row.progress is Progress.OVERDUE for row in self.rows)

    def within(self, la_code: str | None) -> Tracker:
        """The schools of one authority, or the partners that work in it; `None` is the whole hub.

        Partners and the lead organisation without authorities are everywhere.
        """
        if la_code is None:
            return self
        places = ("", la_code) if self.kind != SCHOOL_RETURN.name else (la_code,)
        rows = (row for row in self.rows if any(p in places for p in row.la_code.split(", ")))
        return replace(self, rows=tuple(rows))


def load_tracker(period: Period, *, kind: str = SCHOOL_RETURN.name) -> Tracker:
    """Every source a kind of return is expected of in a period; `unexpected` came from others."""
    with reading() as session:
        expected = load_expected(session, kind_named(kind), period)
        calendar = stored_settings.load_calendar(session)
        states = _states(session, kind, period)
        slots = {*period.slots, Period(period.year).slot}
        counted = load_counting(session, kind=kind, slots=slots)
        ever = {expected.owner_of(source) for source in load_ever(session, kind=kind)}
        contacts = load_contacts(session, period, kind=kind)
    left_out: Counter[str] = Counter()
    for sources in counted.values():
        left_out.update({expected.owner_of(source): rows for source, rows in sources.items()})
    newest: dict[str, ReturnState] = {}
    counting: set[str] = set()
    for state in states:
        owner = expected.owner_of(state.source)
        if state.status in COUNTING:
            counting.add(owner)
        if state.status in COUNTING or state.status == Status.CHECKED:
            newest[owner] = state
    due_on = calendar.due_on(kind, period)
    on_time = {
        owner: state.received_on <= calendar.due_on(kind, Period.at_slot(state.slot))
        for owner, state in newest.items()
    }
    rows = tuple(
        replace(
            _row(
                one,
                newest.get(one.source),
                counting,
                due_on=due_on,
                on_time=on_time.get(one.source),
            ),
            rows_left_out=left_out[one.source],
            is_new=one.source not in ever,
            contact=contacts.get(one.source, NOBODY),
        )
        for one in expected.sources
    )
    asked = {one.source for one in expected.sources}
    others = tuple(state for owner, state in newest.items() if owner not in asked)
    return Tracker(period, due_on, rows, others, kind)


def _states(session: Session, kind: str, period: Period) -> Sequence[ReturnState]:
    """Returns of the period; an annual one answers for each term of its year."""
    slots = {*period.slots, Period(period.year).slot}
    return load_return_states(session, kind=kind, slots=slots)


def _row(
    one: ExpectedSource,
    latest: ReturnState | None,
    counting: Collection[str],
    *,
    due_on: date,
    on_time: bool | None,
) -> TrackerRow:
    waiting = Progress.OVERDUE if due_on < today() else Progress.EXPECTED
    return TrackerRow(
        source=one.source,
        name=one.name,
        la_code=one.la_code,
        la_name=one.la_name,
        phase=one.group,
        progress=progress_of(latest) if latest else waiting,
        latest=latest,
        on_time=on_time,
        counts=one.source in counting,
    )


def progress_of(state: ReturnState) -> Progress:
    """What is left to do about a return."""
    if state.status in COUNTING:
        return Progress.NIL if state.nil_return else Progress.ACCEPTED
    if state.errors:
        return Progress.TO_CORRECT
    return Progress.TO_EXPLAIN if state.queries else Progress.READY


def describe_tracker(tracker: Tracker) -> list[dict[str, object]]:
    """Who has returned, as `returns --json` prints it."""
    return [
        {
            "kind": tracker.kind,
            "source": row.source,
            "name": row.name,
            "la_code": row.la_code,
            "period": tracker.period.code,
            "due_on": tracker.due_on.isoformat(),
            "progress": row.progress.value,
            "returned": row.counts,
            "received_on": row.latest.received_on.isoformat() if row.latest else None,
            "on_time": row.on_time,
            "return_id": row.latest.id if row.latest else None,
            "rows_left_out": row.rows_left_out,
            "ever_returned": not row.is_new,
            "contact_role": row.contact.role or None,
            "contact_email": row.contact.mailbox or None,
        }
        for row in tracker.rows
    ]
