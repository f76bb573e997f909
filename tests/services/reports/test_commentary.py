"""Commentary keeps every version and loses no one's words; actions go on until they are closed."""

from datetime import date

import pytest

from hubdata.errors import OutOfDate, UnknownThing, UserError
from hubdata.periods import Period
from hubdata.services.reports.commentary import (
    LONGEST_TEXT,
    add_action,
    change_action,
    load_actions,
    load_commentaries,
    load_commentary,
    load_earlier_commentary,
    load_history,
    save_commentary,
    section_subject,
)
from hubdata.store.audit import load_entries
from hubdata.store.engine import reading
from hubdata.vocabulary import ActionStatus, CommentaryStatus

DRAFT, READY, APPROVED = CommentaryStatus
AUTUMN, SPRING = Period.parse("202627", "autumn"), Period.parse("202627", "spring")
SUMMER_BEFORE = Period.parse("202526", "summer")

pytestmark = pytest.mark.usefixtures("hub_store")


def write(text: str, *, seen: int | None = None, subject: str = "S04", by: str = "Ada", **more):
    more = {"status": DRAFT, "period": AUTUMN} | more
    period = more.pop("period")
    return save_commentary(subject, period, text=text, seen=seen, actor=by, **more)


def test_a_commentary_belongs_to_its_kpi_and_period():
    write("Three schools joined.", subject="s04", owner="Schools lead", status=READY)
    found = load_commentary("S04", AUTUMN)
    assert (found.text, found.status, found.owner, found.author) == (
        "Three schools joined.",
        READY,
        "Schools lead",
        "Ada",
    )
    assert load_commentary("S04", SPRING) is None
    assert load_commentary("S01", AUTUMN) is None
    assert list(load_commentaries(AUTUMN)) == ["S04"]


def test_every_version_stays_and_the_newest_stands():
    first = write("Three joined.")
    second = write("Four joined.", seen=first.id, by="Ben", status=APPROVED)
    assert load_commentary("S04", AUTUMN) == second
    assert [(one.text, one.author) for one in load_history("S04", AUTUMN)] == [
        ("Four joined.", "Ben"),
        ("Three joined.", "Ada"),
    ]


def test_the_same_words_again_are_no_new_version():
    first = write("Three joined.")
    assert write("  Three joined. ", seen=first.id) == first
    assert len(load_history("S04", AUTUMN)) == 1


def test_two_who_write_at_once_cannot_overwrite_each_other():
    first = write("Three joined.")
    write("Four joined.", seen=first.id, by="Ben")
    with pytest.raises(OutOfDate, match="Ben has written here since"):
        write("Five joined.", seen=first.id)
    assert load_commentary("S04", AUTUMN).text == "Four joined."


def test_a_commentary_is_taken_away_by_emptying_it_and_its_history_remains():
    first = write("Three joined.")
    write("", seen=first.id)
    assert load_commentary("S04", AUTUMN) is None
    assert load_commentaries(AUTUMN) == {}
    assert [one.text for one in load_history("S04", AUTUMN)] == ["", "Three joined."]
    assert write("Once more.").text == "Once more."


def test_what_was_written_before_is_offered_again():
    write("Last summer's words.", period=SUMMER_BEFORE)
    write("The year's words.", period=Period.parse("202526"))
    assert load_earlier_commentary("S04", AUTUMN).text == "Last summer's words."
    assert load_earlier_commentary("S04", SUMMER_BEFORE) is None


def test_a_section_of_the_board_pack_may_have_a_commentary_but_an_unknown_kpi_may_not():
    write("We ask for a decision.", subject=section_subject("decisions"))
    assert load_commentary("section decisions", AUTUMN).text == "We ask for a decision."
    with pytest.raises(UnknownThing, match="no KPI"):
        write("Words.", subject="X99")


def test_a_commentary_that_is_too_long_is_refused_in_words():
    with pytest.raises(UserError, match=r"4,001 signs. Shorten it to 4,000"):
        write("x" * (LONGEST_TEXT + 1))


def raise_action(text: str = "Visit Harrow Vale", **more):
    more = {"owner": "Schools lead", "period": AUTUMN, "kpi": "S04", "actor": "Ada"} | more
    return add_action(text, **more)


def test_an_action_is_carried_forward_while_it_is_open():
    action = raise_action(due=date(2026, 12, 1), period=SUMMER_BEFORE)
    assert action.is_carried_into(AUTUMN)
    assert not action.is_carried_into(SUMMER_BEFORE)
    assert [one.id for one in load_actions(period=AUTUMN)] == [action.id]
    assert load_actions(period=Period.parse("202526", "spring")) == ()  # not yet raised
    assert action.is_overdue(date(2026, 12, 2))
    assert not action.is_overdue(date(2026, 12, 1))
    done = change_action(action.id, seen=1, actor="Ben", changes={"status": "done"})
    assert (done.status, done.closed_on) == (ActionStatus.DONE, date(2026, 11, 2))
    assert not done.is_overdue(date(2027, 1, 1))
    assert not done.is_carried_into(AUTUMN)
    assert load_actions(open_only=True) == ()
    assert load_actions(period=AUTUMN) == (done,)  # it was closed in this term
    assert load_actions(period=SPRING) == ()


def test_actions_come_earliest_due_first_and_those_without_a_day_last():
    later = raise_action("Later", due=date(2027, 2, 1))
    some_day = raise_action("Some day", kpi="")
    soon = raise_action("Soon", due=date(2026, 11, 20), kpi="S01")
    assert load_actions() == (soon, later, some_day)
    assert load_actions(kpi="S04") == (later,)
    assert load_actions(kpi="S01", period=AUTUMN) == (soon,)


def test_a_closed_action_can_be_opened_again():
    action = raise_action()
    dropped = change_action(action.id, seen=1, actor="Ben", changes={"status": "dropped"})
    again = change_action(action.id, seen=dropped.version, actor="Ada", changes={"status": "open"})
    assert (again.status, again.closed_on, again.version) == (ActionStatus.OPEN, None, 3)


def test_every_change_of_an_action_is_kept_with_who_made_it():
    action = raise_action()
    changes = {"owner": "Inclusion lead", "due": date(2027, 1, 15)}
    change_action(action.id, seen=1, actor="Ben", changes=changes)
    with reading() as session:
        told = [(one.actor, one.detail) for one in load_entries(session, subject="action 1")]
    assert told == [
        ("Ben", "owner: Inclusion lead (was Schools lead); due: 15/01/2027 (was none)"),
        ("Ada", "raised: Visit Harrow Vale"),
    ]


def test_a_change_that_somebody_else_made_first_is_not_overwritten():
    action = raise_action()
    change_action(action.id, seen=1, actor="Ben", changes={"status": "done"})
    with pytest.raises(OutOfDate, match="Ben has changed this action"):
        change_action(action.id, seen=1, actor="Ada", changes={"text": "Visit twice"})
    with pytest.raises(UnknownThing, match="no action 99"):
        change_action(99, seen=1, actor="Ada", changes={})


def test_an_action_needs_words_and_somebody_who_owns_it():
    with pytest.raises(UserError) as trouble:
        raise_action(" ", owner="")
    assert str(trouble.value).splitlines() == [
        "The action is blank. Write what is to be done.",
        "Nobody owns the action. Write who will see to it, a name or a role.",
    ]
    assert load_actions() == ()
