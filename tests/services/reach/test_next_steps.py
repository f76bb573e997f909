"""What is to happen next with a school: kept with owner and day, changed by one at a time."""

from datetime import date

import pytest

from hubdata.errors import OutOfDate, UnknownThing, UserError
from hubdata.services.reach.next_steps import (
    NextStep,
    add_next_step,
    change_next_step,
    load_next_steps,
)
from hubdata.store.audit import load_entries
from hubdata.store.engine import reading

pytestmark = pytest.mark.usefixtures("hub_store")
DAY = date(2026, 12, 1)


def visit(source: str = "900001", due: date | None = DAY) -> NextStep:
    return add_next_step(source, " Visit the head ", owner="Schools lead", due=due, actor="Ann")


def change(step: NextStep, **changes: object) -> NextStep:
    told = {"text": step.text, "owner": step.owner, "due": step.due, "is_done": False}
    return change_next_step(step.id, seen=step.version, actor="Ben", **(told | changes))


def test_a_next_step_is_kept_with_its_owner_and_day() -> None:
    visit()
    [step] = load_next_steps("900001")
    assert (step.text, step.owner, step.due) == ("Visit the head", "Schools lead", DAY)
    assert load_next_steps("900002") == ()


def test_the_earliest_due_comes_first_and_what_is_done_last() -> None:
    later, undated, sooner = visit(), visit(due=None), visit(due=date(2026, 11, 1))
    change(undated, is_done=True)
    assert [one.id for one in load_next_steps()] == [sooner.id, later.id, undated.id]
    assert sooner.is_overdue(date(2026, 11, 2))
    assert not later.is_overdue(DAY)


def test_what_was_done_can_be_opened_again_and_the_log_says_so() -> None:
    step = change(visit(), is_done=True)
    assert step.done_on == date(2026, 11, 2)  # the day it is in these tests
    assert change(step).done_on is None
    with reading() as session:
        said = [one.detail for one in load_entries(session, subject=f"next step {step.id}")]
    assert said == [
        "900001: done_on: none (was 02/11/2026)",
        "900001: done_on: 02/11/2026 (was none)",
        "900001: next step: Visit the head",
    ]


def test_two_people_cannot_change_the_same_step_unseen() -> None:
    step = visit()
    change(step, text="Ring the office")
    with pytest.raises(OutOfDate, match="Ben has changed this"):
        change(step, text="Write a letter")
    assert load_next_steps()[0].text == "Ring the office"


def test_a_step_without_words_or_owner_will_not_do() -> None:
    with pytest.raises(UserError) as error:
        add_next_step("900001", " ", owner="", actor="Ann")
    assert len(str(error.value).splitlines()) == 2
    with pytest.raises(UnknownThing):
        change_next_step(7, seen=1, text="A", owner="B", due=None, is_done=False, actor="Ann")
