"""Targets are kept with every change that was made to them."""

from hubdata.kpis.judging.targets import Target
from hubdata.store.engine import reading, writing
from hubdata.store.hub.targets import load_changes, load_targets, save_targets
from hubdata.store.revisions import load_revisions

YEAR = 202627


def test_a_decision_for_no_target_is_not_the_same_as_none_set(any_store_url: str) -> None:
    wanted = {("S01", ""): Target(90, autumn=70, owner="Ann", baseline_year=202526)}
    with writing(any_store_url) as session:
        save_targets(session, {**wanted, ("S05", ""): Target()}, year=YEAR, actor="Ann")
    with reading(any_store_url) as session:
        assert load_targets(session, year=YEAR) == {**wanted, ("S05", ""): Target()}
        assert load_targets(session, year=202728) == {}
        assert {topic for _, topic in load_revisions(session)} == {"targets"}


def test_every_change_keeps_who_made_it_and_what_was_there_before(any_store_url: str) -> None:
    for actor, target in (("Ann", Target(70)), ("Ben", Target(75, spring=72)), ("Cy", None)):
        with writing(any_store_url) as session:
            save_targets(session, {("S01", "991"): target}, year=YEAR, actor=actor)
    with reading(any_store_url) as session:
        told = [(one.by, one.before, one.after) for one in load_changes(session, year=YEAR)]
        assert load_targets(session, year=YEAR) == {}
    assert told == [
        ("Cy", Target(75, spring=72), None),
        ("Ben", Target(70), Target(75, spring=72)),
        ("Ann", None, Target(70)),
    ]


def test_a_target_that_is_as_it_was_is_no_change(any_store_url: str) -> None:
    for _ in range(2):
        with writing(any_store_url) as session:
            batch = save_targets(session, {("S01", ""): Target(90)}, year=YEAR, actor="Ann")
    assert batch is None
    with reading(any_store_url) as session:
        assert len(load_changes(session)) == 1
