"""What is to happen next with a school or partner: who does it, by when, and what was done.

Internal: unlike actions, next steps are in no board pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from hubdata.errors import UnknownThing, UserError
from hubdata.services.changing import check_seen, say_changes
from hubdata.services.clock import today
from hubdata.store.engine import reading, writing
from hubdata.store.hub import next_steps as stored
from hubdata.store.tables import StoredNextStep

LONGEST_TEXT = 1_000
LONGEST_OWNER = 120
TOLD = ("text", "owner", "due", "done_on")
"""What of a step is in the log when it changes."""


@dataclass(frozen=True)
class NextStep:
    """A next step. `due` is `None` where no day was set, `done_on` while it is open."""

    id: int
    source: str
    text: str
    owner: str
    due: date | None
    done_on: date | None
    raised_on: date
    raised_by: str
    version: int

    def is_overdue(self, day: date) -> bool:
        return self.done_on is None and self.due is not None and self.due < day


def load_next_steps(source: str | None = None) -> tuple[NextStep, ...]:
    """The steps of a school or partner, or of all: open ones first, the earliest due before the
    others; then those done, the latest first."""
    with reading() as session:
        sources = None if source is None else [source]
        return tuple(map(_step, stored.load_next_steps(session, sources=sources)))


def add_next_step(
    source: str, text: str, *, owner: str, actor: str, due: date | None = None
) -> NextStep:
    """Note what is to happen next. Raises `UserError`, a line for each thing that will not do."""
    text, owner = _checked(text, owner)
    now = datetime.now(UTC)
    with writing() as session:
        step = StoredNextStep(
            source=source,
            text=text,
            owner=owner,
            due=due,
            raised_at=now,
            raised_by=actor,
            changed_at=now,
            changed_by=actor,
        )
        stored.save_next_step(session, step, actor=actor, what=f"next step: {text}")
        return _step(step)


def change_next_step(
    step_id: int, *, seen: int, text: str, owner: str, due: date | None, is_done: bool, actor: str
) -> NextStep:
    """Change a step, mark it done, or open it again.

    `seen` is the version that was on the screen. Raises `UserError`, `UnknownThing`, and
    `OutOfDate` if somebody changed it meanwhile.
    """
    text, owner = _checked(text, owner)
    with writing() as session:
        step = stored.find_next_step(session, step_id)
        if step is None:
            raise UnknownThing(f"There is no next step {step_id}. Look at the list again.")
        check_seen(step, seen, what="this next step")
        before = _step(step)
        step.text, step.owner, step.due = text, owner, due
        if is_done != (step.done_on is not None):
            step.done_on = today() if is_done else None
        if said := say_changes(before, _step(step), TOLD):
            step.version += 1
            stored.save_next_step(session, step, actor=actor, what=said)
        return _step(step)


def _checked(text: str, owner: str) -> tuple[str, str]:
    text, owner = text.strip(), owner.strip()
    faults = []
    if not text:
        faults.append("The next step is blank. Write what is to happen, such as a visit.")
    if not owner:
        faults.append("Nobody owns the next step. Write who sees to it, a name or a role.")
    if len(text) > LONGEST_TEXT:
        faults.append(f"The next step has {len(text):,} signs. Shorten it to {LONGEST_TEXT:,}.")
    if len(owner) > LONGEST_OWNER:
        faults.append(f"The owner has {len(owner):,} signs. Shorten it to {LONGEST_OWNER}.")
    if faults:
        raise UserError("\n".join(faults))
    return text, owner


def _step(one: StoredNextStep) -> NextStep:
    assert one.id is not None
    return NextStep(
        id=one.id,
        source=one.source,
        text=one.text,
        owner=one.owner,
        due=one.due,
        done_on=one.done_on,
        raised_on=one.raised_at.date(),
        raised_by=one.raised_by,
        version=one.version,
    )
