"""How a source returns: how late, with how many errors and questions, by estimate or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from hubdata.periods import Period
from hubdata.returns.kinds import PARTNER_RETURN, SCHOOL_RETURN
from hubdata.services.tracking.tracker import COUNTING
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.intake.acceptance import Status
from hubdata.store.intake.answers import count_explained, count_left_out
from hubdata.store.intake.tracking import ReturnState, load_return_states

OF_SCHOOLS, OF_PARTNERS = SCHOOL_RETURN.name, PARTNER_RETURN.name
"""Kinds of return, as `load_returned` asks for them."""


@dataclass(frozen=True)
class Returned:
    """What came of a source for a period. `latest` is the version that counts, else the newest.

    `days_late` is negative before the due date. `versions` that came are counted, rejected ones
    too. `left_out` are rows with errors that could not be used, `explained` the queries that were
    accepted with a reason; errors and queries of `latest` are those still open.
    """

    period: Period
    due_on: date
    latest: ReturnState
    days_late: int
    versions: int
    counts: bool
    left_out: int
    explained: int

    @property
    def is_estimate(self) -> bool:
        return bool(self.latest.estimate)


def load_returned(sources: Collection[str], *, kind: str) -> tuple[Returned, ...]:
    """Every period for which a source, or a forerunner of it, returned; newest first."""
    with reading() as session:
        calendar = stored_settings.load_calendar(session)
        states = [
            state
            for source in sources
            for state in load_return_states(session, kind=kind, source=source)
        ]
        ids = [state.id for state in states]
        left_out, explained = count_left_out(session, ids), count_explained(session, ids)
    by_slot: dict[int, list[ReturnState]] = defaultdict(list)
    for state in states:
        by_slot[state.slot].append(state)
    found = []
    for slot, versions in sorted(by_slot.items(), reverse=True):
        period = Period.at_slot(slot)
        due_on = calendar.due_on(kind, period)
        latest = _that_counts(versions)
        first = min(one.received_on for one in versions)
        found.append(
            Returned(
                period,
                due_on,
                latest,
                days_late=(first - due_on).days,
                versions=len(versions),
                counts=latest.status in COUNTING,
                left_out=left_out.get(latest.id, 0),
                explained=explained.get(latest.id, 0),
            )
        )
    return tuple(found)


def _that_counts(versions: Sequence[ReturnState]) -> ReturnState:
    ordered = sorted(versions, key=lambda one: one.id)
    counting = [one for one in ordered if one.status in COUNTING]
    waiting = [one for one in ordered if one.status == Status.CHECKED]
    return (counting or waiting or ordered)[-1]


def title_of_returned(found: Sequence[Returned]) -> str:
    """ "6 returns, 1 of them late, 2 by estimate"."""
    if not found:
        return "Nothing has come yet"
    late = sum(one.days_late > 0 for one in found)
    estimates = sum(one.is_estimate for one in found)
    words = [f"{len(found)} {'return' if len(found) == 1 else 'returns'}"]
    words.append(f"{late} late" if late else "all on time" if len(found) > 1 else "on time")
    if estimates:
        words.append(f"{estimates} by estimate")
    return ", ".join(words)
