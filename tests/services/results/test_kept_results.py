"""Results are kept until what they rest on has changed: no longer, and no shorter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from sqlmodel import Session, col, select

from hubdata.kpis.judging.results import KpiResult
from hubdata.kpis.language.kpi import Kpi
from hubdata.kpis.language.splits import SPLITS, UNKNOWN
from hubdata.periods import Period
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.kinds import PARTNER_RETURN, SCHOOL_RETURN
from hubdata.services.kpis import list_kpis
from hubdata.services.results import scorecards
from hubdata.services.results.kept_results import KEPT, Kept, find_results, what_is_read
from hubdata.services.settings import save_hub
from hubdata.services.standards.targets import save_targets
from hubdata.settings import load_settings
from hubdata.store.engine import reading, writing
from hubdata.store.intake.acceptance import accept_parts, undo_withdrawal, withdraw_parts
from hubdata.store.intake.files import NewFile, save_files
from hubdata.store.intake.returns import load_parts, save_returns
from hubdata.store.tables import ReturnPart
from tests.pages.standing_hub import NORTH, SOUTH, SPRING, SUMMER, load_standing_hub
from tests.store.build_returns import part

YEAR = Period(SPRING.year)
PERIODS = (SPRING, SUMMER, YEAR)
BY_AUTHORITY = SPLITS["local_authority"]
LESSONS = {"key_stage": "KS2", "group_size": "small", "hub_supported": True, "pupils": 9}
SHEETS = {
    "Tuition": LESSONS,
    "Support": {"strand_plan": True},
    "Context": {"roll_total": 180},
    "Whole class": {"class_id": "4A", "pupils": 28, "hub_supported": True, "weeks_delivered": 12},
}


@pytest.fixture(autouse=True)
def _standing_hub(hub_store: str) -> None:
    load_standing_hub()


def find(kept: Kept) -> tuple[list[KpiResult], set[tuple[str, Period]]]:
    """Every result, and which of them had to be worked out."""
    fresh: set[tuple[str, Period]] = set()
    with reading() as session:

        def compute(periods: Sequence[Period], kpis: Sequence[Kpi]) -> list[KpiResult]:
            fresh.update((kpi.id, period) for kpi in kpis for period in periods)
            return scorecards.work_out(session, periods, kpis=kpis, split=BY_AUTHORITY)

        results = find_results(
            session, PERIODS, list_kpis(), split=BY_AUTHORITY, compute=compute, kept=kept
        )
    return results, fresh


def send(one: CheckedReturn, content: str) -> list[int]:
    """Receive and accept a return; the ids of its parts."""
    parts = receive(one, content)
    with writing() as session:
        accept_parts(session, parts, actor="Ann")
    return parts


def receive(one: CheckedReturn, content: str) -> list[int]:
    with writing() as session:
        [(file, _)] = save_files(
            session,
            [NewFile(f"{content}.xlsx", content.encode())],
            received_on=date(2026, 3, 20),
            actor="Ann",
        )
        return [each.id or 0 for each in load_parts(session, save_returns(session, [(file, one)]))]


def school_return(source: str, period: Period, *sheets: str) -> CheckedReturn:
    parts = tuple(part(name, SHEETS[name]) for name in sheets)
    return CheckedReturn(SCHOOL_RETURN, source, "", period, parts, ())


def test_what_was_worked_out_is_not_worked_out_again() -> None:
    kept = Kept()
    first, fresh = find(kept)
    assert len(fresh) == len(PERIODS) * len(list_kpis())
    again, fresh = find(kept)
    assert not fresh
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_what_is_told_again_is_in_the_same_order_and_nobody_elses_to_change() -> None:
    kept = Kept()
    first, _ = find(kept)
    again, _ = find(kept)
    again.clear()
    assert find(kept)[0] == first
    alone = [one for one in first if one.period == SPRING]
    with reading() as session:
        some = find_results(
            session, [SPRING], list_kpis(), split=BY_AUTHORITY, compute=_fail, kept=kept
        )
    assert some == alone


def test_the_next_day_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    find(kept)
    monkeypatch.setenv("HUB_TODAY", "2026-11-03")
    load_settings.cache_clear()
    assert len(find(kept)[1]) == len(PERIODS) * len(list_kpis())


def _fail(periods: Sequence[Period], kpis: Sequence[Kpi]) -> list[KpiResult]:
    raise AssertionError(f"{kpis} of {periods} were kept already.")


def test_one_accepted_part_makes_exactly_the_results_new_that_rest_on_it() -> None:
    kept = Kept()
    parts = receive(school_return("900001", SPRING, "Tuition"), "tuition")
    find(kept)
    with writing() as session:
        accept_parts(session, parts, actor="Ann")
    _, fresh = find(kept)
    readers = {
        kpi.id
        for kpi in list_kpis()
        if "tuition" in (kpi.sheets or ("tuition",))  # none: how many of all returns are estimates
        or any(m.sheet == "tuition" for figure in kpi.figures for m in figure.measures())
    }
    assert {"M23", "S41", "S01", "S03"} <= readers
    assert not {"S08", "S45", "M22", "U37"} & readers
    of_the_term = {(kpi, period) for kpi in readers for period in (SPRING, YEAR)}
    assert fresh == of_the_term | {("S03", SUMMER)}  # whose last three terms have the spring


def test_a_return_that_came_makes_new_what_tells_whether_it_came_in_time() -> None:
    kept = Kept()
    find(kept)
    receive(school_return("900001", SPRING, "Tuition"), "tuition")
    assert find(kept)[1] == {(kpi, period) for kpi in ("P20", "P21") for period in (SPRING, YEAR)}


def test_a_roll_makes_those_after_it_new_but_none_before() -> None:
    kept = Kept()
    find(kept)
    send(school_return("900001", SUMMER, "Context"), "context")
    _, fresh = find(kept)
    assert ("S05", SUMMER) in fresh
    assert ("S05", YEAR) in fresh
    assert not {period for _, period in fresh} & {SPRING}


def test_what_all_rest_on_makes_all_of_them_new() -> None:
    kept = Kept()
    find(kept)
    save_targets({("S01", ""): 85.0}, year=202526, actor="Ann")
    assert len(find(kept)[1]) == len(PERIODS) * len(list_kpis())
    save_hub({"term_weeks": 8}, actor="Ann")
    results, fresh = find(kept)
    assert len(fresh) == len(PERIODS) * len(list_kpis())
    assert results


def test_the_oldest_go_when_there_are_too_many() -> None:
    kept = Kept(most=100)
    find(kept)
    assert len(find(kept)[1]) > 0


def test_every_kpi_rests_on_something() -> None:
    assert all(what_is_read(kpi) for kpi in list_kpis())


def test_kept_results_are_those_of_the_store_whatever_happens_to_returns() -> None:
    dice, kept = Random(7), Kept()
    sent: list[int] = []
    for number in range(24):
        act(dice, sent, number)
        assert [one for one in find(kept)[0] if says_anything(one)] == [
            one for one in work_out() if says_anything(one)
        ]


def act(dice: Random, sent: list[int], number: int) -> None:
    """Accept, withdraw or let count again, at random."""
    with reading() as session:
        counts = {one for one in sent if is_current(session, one)}
    withdrawn = sorted(set(sent) - counts)
    what = dice.choice(("accept", "accept", "withdraw", "undo"))
    if what == "withdraw" and counts:
        with writing() as session:
            withdraw_parts(session, [dice.choice(sorted(counts))], actor="Ann")
    elif what == "undo" and withdrawn:
        with writing() as session:
            chosen = session.get_one(ReturnPart, dice.choice(withdrawn))
            if chosen.status == "withdrawn" and not others_count(session, chosen):
                undo_withdrawal(session, [chosen.id or 0], actor="Ann")
    else:
        source = str(dice.choice((*NORTH, *SOUTH, 900099)))
        period = dice.choice(PERIODS)
        one = school_return(source, period, *dice.sample(sorted(SHEETS), dice.randint(1, 3)))
        front = part("Return", {"nil_return": dice.random() < 0.3, "estimate": dice.random() < 0.3})
        one = replace(one, parts=(front, *one.parts)) if number % 2 else one
        if number % 7 == 6:
            told = part(
                "Projects", {"project_id": "A", "sessions_delivered": 3}, kind=PARTNER_RETURN
            )
            one = CheckedReturn(PARTNER_RETURN, "P90", "", period, (told,), ())
        sent += send(one, f"number {number}")


def is_current(session: Session, part_id: int) -> bool:
    return session.get_one(ReturnPart, part_id).is_current


def others_count(session: Session, one: ReturnPart) -> bool:
    query = select(ReturnPart).where(
        col(ReturnPart.is_current),
        *(getattr(ReturnPart, name) == getattr(one, name) for name in ("kind", "source", "sheet")),
        ReturnPart.slot == one.slot,
    )
    return session.exec(query).first() is not None


def work_out() -> list[KpiResult]:
    with reading() as session:
        results = scorecards.work_out(session, PERIODS, kpis=list_kpis(), split=BY_AUTHORITY)
    return sorted(results, key=lambda one: (PERIODS.index(one.period), one.part_of_split or ""))


def says_anything(one: KpiResult) -> bool:
    """A part of which nothing is known but a sender that is none of the hub's schools is no
    line of any page."""
    return one.part_of_split != UNKNOWN or bool(one.expected or one.numerator)


def test_pages_and_commands_share_what_is_kept() -> None:
    scorecards.load_results(PERIODS, split="local_authority")
    with reading() as session:

        def fail(periods: Sequence[Period], kpis: Sequence[Kpi]) -> list[KpiResult]:
            raise AssertionError(f"{kpis} of {periods} were kept already.")

        kpis = list_kpis()
        assert find_results(session, PERIODS, kpis, split=BY_AUTHORITY, compute=fail, kept=KEPT)
