"""A frozen term stays what it was, whatever is corrected or sent in later."""

import json
import zlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hubdata.errors import UserError
from hubdata.kpis.catalogue import CATALOGUE
from hubdata.kpis.judging.targets import Target
from hubdata.periods import Period
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.intake.returns import withdraw_return
from hubdata.services.registers.register import load_register
from hubdata.services.reports.revisions import (
    check_reproduction,
    explain_frozen,
    explain_revisions,
    find_reported,
)
from hubdata.services.reports.snapshots import (
    CauseKind,
    compare_with_now,
    freeze_period,
    list_snapshots,
    load_frozen_results,
    reproduce_results,
)
from hubdata.services.results.scorecards import load_results
from hubdata.services.settings import save_hub
from hubdata.services.standards.targets import save_targets
from hubdata.store.engine import writing
from hubdata.store.hub import snapshots as stored
from tests.register.made_files import gias_file
from tests.services.build_files import school_return

AUTUMN = Period.parse(202526, "autumn")
URNS = range(900001, 900021)
CORRECTED, NEW = URNS[:6], URNS[15:18]


@pytest.fixture(autouse=True)
def frozen(hub_store: str) -> dict[int, int]:
    """Twenty schools, fifteen returns, frozen; gives the return of each school."""
    file = gias_file(*({"URN": str(urn), "EstablishmentName": f"School {urn}"} for urn in URNS))
    list(load_register([("g.csv", file)], as_at=date(2025, 9, 1), actor="officer"))
    found = {urn: send(urn, pupils=20 + urn % 7) for urn in URNS[:15]}
    freeze_period("Board January", AUTUMN, actor="officer", purpose="the board")
    return found


def send(urn: int, *, pupils: int) -> int:
    classes = [{"class_id": "4A", "year_group": "4", "pupils": pupils, "weeks_delivered": 12}]
    support = [{"strand_whole_class": "Y", "strand_cpd": "N"}]
    content = school_return(urn, whole_class=classes, Support=support)
    choices = ImportChoices(accept=True, reason="asked")
    file = NewFile(f"{urn}.xlsx", content)
    [outcome] = import_files([file], actor="officer", choices=choices)
    assert outcome.status.value == "accepted", outcome
    assert outcome.returns[0].id
    return outcome.returns[0].id


def correct_everything(returns: dict[int, int]) -> None:
    for urn in CORRECTED:
        send(urn, pupils=30 + urn % 5)
    for urn in NEW:
        send(urn, pupils=25)
    withdraw_return(returns[URNS[10]], actor="officer", reason="sent for another school")


def test_what_is_frozen_is_reproduced_to_the_last_digit(frozen: dict[int, int]) -> None:
    before = load_frozen_results("Board January")
    correct_everything(frozen)
    assert load_frozen_results("Board January") == before
    assert reproduce_results("Board January") == before


def test_a_later_register_and_other_thresholds_do_not_reach_it() -> None:
    before = load_frozen_results("Board January")
    fewer = gias_file(*({"URN": str(urn), "NumberOfPupils": "50"} for urn in URNS[:9]))
    list(load_register([("h.csv", fewer)], as_at=date(2025, 10, 1), actor="officer"))
    save_hub({"term_weeks": 15, "coverage_threshold": 10}, actor="officer")
    assert reproduce_results("Board January") == before
    kinds = {cause.kind for cause in compare_with_now("Board January").causes}
    assert kinds == {CauseKind.REGISTER, CauseKind.SETTINGS}


def test_a_frozen_range_stays_whatever_range_is_set_later() -> None:
    save_targets({("I31", ""): Target(0.8, upper=1.2)}, year=202526, actor="officer")
    freeze_period("With a range", AUTUMN, actor="officer")
    before = load_frozen_results("With a range")
    save_targets({("I31", ""): Target(0.5, upper=2)}, year=202526, actor="officer")
    assert reproduce_results("With a range") == before
    assert next(one["band"] for one in before if one["kpi"] == "I31") == [0.8, 1.2]
    comparison = compare_with_now("With a range")
    assert {one.kpi for one in comparison.revisions} == {"I31"}
    [cause] = comparison.causes
    assert cause.words == "The target of I31 was changed: 0.5 to 2 (was 0.8 to 1.2)."
    frozen = {one.kpi: one.target_words for one in explain_frozen("With a range", la_code="")}
    assert frozen["I31"] == "0.80 to 1.20"
    lines = explain_revisions(comparison)
    assert (lines[0].before, lines[0].now) == ("the target: 0.8 to 1.2", "0.5 to 2")


def test_a_snapshot_from_before_there_were_ranges_opens_and_comes_out_again() -> None:
    forget_ranges("Board January")
    save_targets({("I31", ""): Target(0.5, upper=2)}, year=202526, actor="officer")
    assert check_reproduction("Board January").differences == ()
    assert "I31" not in {one.kpi for one in compare_with_now("Board January").revisions}


def test_what_an_earlier_definition_froze_names_it_as_the_cause_and_comes_out_again() -> None:
    tuition = {"key_stage": "KS2", "provider_type": "hub lead", "pupils": 10}
    rows = [
        tuition | {"group_size": "small", "hub_supported": "Y"},
        tuition | {"group_size": "large", "hub_supported": "N"},
    ]
    content = school_return(URNS[0], Tuition=rows)
    choices = ImportChoices(accept=True, reason="asked")
    file = NewFile("tuition.xlsx", content)
    [outcome] = import_files([file], actor="officer", choices=choices)
    assert outcome.status == "accepted", outcome
    freeze_by_version_1("Before", "M23")
    assert frozen_value("Before", "M23") == 2 * hub_value("M23")
    assert check_reproduction("Before").differences == ()

    comparison = compare_with_now("Before")
    [cause] = comparison.causes
    assert (cause.kind, cause.kpi) == (CauseKind.DEFINITION, "M23")
    assert cause.words.startswith("The definition of M23 is version 2 now (was 1): only hub-")
    line = next(one for one in explain_revisions(comparison) if one.kpi == "M23")
    assert line.why == "1 change of definition"
    reported = find_reported(comparison, CATALOGUE["M23"], la_code=None)
    assert reported is not None
    assert reported.sentence.endswith(": 1 change of definition.")


def freeze_by_version_1(name: str, kpi_id: str) -> None:
    """Make a snapshot what it would be, had it been frozen by the KPI's first definition."""
    freeze_period(name, AUTUMN, actor="officer")
    edit_snapshot(name, lambda content: content["definitions"].update({kpi_id: "1"}))
    anew = reproduce_results(name)
    edit_snapshot(name, lambda content: content.update(results=anew))


def frozen_value(name: str, kpi_id: str) -> float:
    return next(one["value"] for one in load_frozen_results(name) if one["kpi"] == kpi_id)


def hub_value(kpi_id: str) -> float:
    found = load_results([AUTUMN])
    return next(one.value for one in found if one.kpi.id == kpi_id) or 0


def edit_snapshot(name: str, change: Callable[[dict[str, Any]], None]) -> None:
    with writing() as session:
        snapshot = stored.load_snapshot(session, name)
        content = stored.unpack(snapshot)
        change(content)
        snapshot.content = zlib.compress(json.dumps(content).encode())
        session.add(snapshot)


def test_a_snapshot_that_told_no_base_as_0_comes_out_again_and_is_no_revision() -> None:
    edit_snapshot("Board January", lambda content: content.pop("tells_no_base_as_0"))
    anew = reproduce_results("Board January")
    assert next(one["denominator"] for one in anew if one["kpi"] == "U38") == 0
    edit_snapshot("Board January", lambda content: content.update(results=anew))
    assert reproduce_results("Board January") == load_frozen_results("Board January")
    assert compare_with_now("Board January").revisions == ()


def forget_ranges(name: str) -> None:
    """Make a snapshot what it would be, had it been frozen when only definitions had ranges."""

    def forget(content: dict[str, Any]) -> None:
        for one in content["results"]:
            del one["band"], one["year_band"]
        content["targets"] = [
            (kpi, la, {k: v for k, v in one.items() if "upper" not in k})
            for kpi, la, one in content["targets"]
        ]

    edit_snapshot(name, forget)


def test_the_comparison_lists_exactly_what_happened_since(frozen: dict[int, int]) -> None:
    correct_everything(frozen)
    causes = compare_with_now("Board January").causes
    told = {
        kind: {cause.source for cause in causes if cause.kind is kind}
        for kind in {cause.kind for cause in causes}
    }
    assert told == {
        CauseKind.CORRECTED: {str(urn) for urn in CORRECTED},
        CauseKind.NEW: {str(urn) for urn in NEW},
        CauseKind.WITHDRAWN: {str(URNS[10])},
    }
    assert {cause.by for cause in causes} == {"officer"}


def test_a_revision_says_then_and_now(frozen: dict[int, int]) -> None:
    correct_everything(frozen)
    revisions = compare_with_now("Board January").revisions
    [s01] = [one for one in revisions if one.kpi == "S01" and one.split is None]
    assert (s01.before["numerator"], s01.now["numerator"]) == (15, 17)


def test_nothing_is_revised_while_nothing_changes() -> None:
    comparison = compare_with_now("Board January")
    assert (comparison.revisions, comparison.causes) == ((), ())


def test_a_snapshot_is_never_overwritten() -> None:
    with pytest.raises(UserError, match="already"):
        freeze_period("Board January", AUTUMN, actor="officer")
    assert [one.name for one in list_snapshots()] == ["Board January"]


def test_a_target_that_was_changed_since_is_told_with_who_changed_it() -> None:
    save_targets({("S01", ""): 70}, year=202526, actor="Ben")
    [cause] = compare_with_now("Board January").causes
    assert (cause.kind, cause.kpi, cause.by) == (CauseKind.SETTINGS, "S01", "Ben")
    assert cause.words == "The target of S01 was changed: 70 (was not set)."
    assert cause.at is not None
