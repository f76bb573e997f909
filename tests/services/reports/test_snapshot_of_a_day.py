"""A snapshot made on one day, then 30 corrections and 10 new returns on later days: it comes out
again exactly, and the comparison lists exactly those causes."""

from collections import Counter
from datetime import date

import pytest

from hubdata.periods import Period
from hubdata.services.intake.correcting import CellAsked, correct_value
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.intake.returns import accept_return, load_return
from hubdata.services.kpis import list_kpis
from hubdata.services.registers.register import load_register
from hubdata.services.reports.revisions import causes_of, check_reproduction, find_reported
from hubdata.services.reports.snapshots import (
    CauseKind,
    compare_with_now,
    freeze_period,
    load_frozen_results,
    reproduce_results,
)
from hubdata.settings import load_settings
from tests.register.made_files import gias_file
from tests.services.build_files import school_return

AUTUMN = Period.parse(202526, "autumn")
URNS = range(900001, 900061)
RETURNED, NEW = URNS[:45], URNS[45:55]
SENT_AGAIN, ON_SCREEN = URNS[:20], URNS[20:30]
NAME = "Board January"


def send(some: range, *, pupils: int) -> dict[int, int]:
    """Returns of these schools, accepted; the id of each."""
    support = [{"strand_whole_class": "Y", "strand_cpd": "N"}]
    files = []
    for urn in some:
        classes = [{"class_id": "4A", "year_group": "4", "pupils": pupils, "weeks_delivered": 12}]
        content = school_return(urn, whole_class=classes, Support=support)
        files.append(NewFile(f"{urn} {pupils}.xlsx", content))
    choices = ImportChoices(accept=True, reason="asked")
    outcomes = list(import_files(files, actor="officer", choices=choices))
    assert {one.status.value for one in outcomes} == {"accepted"}
    return {urn: int(one.returns[0].id or 0) for urn, one in zip(some, outcomes, strict=True)}


def correct_on_screen(return_id: int) -> None:
    [part] = [one for one in load_return(return_id).parts if one.sheet.name == "Whole class"]
    cell = CellAsked("Whole class", part.rows[0]["id"], "pupils")
    anew = correct_value(return_id, cell, after="27", reason="Telephoned", actor="Ben")
    accept_return(anew, actor="Ben")


def go_to(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_TODAY", day)
    load_settings.cache_clear()


def test_thirty_corrections_and_ten_returns_later_it_comes_out_again_and_they_are_listed(
    hub_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to("2026-01-12", monkeypatch)
    schools = ({"URN": str(urn), "EstablishmentName": f"School {urn}"} for urn in URNS)
    list(load_register([("g.csv", gias_file(*schools))], as_at=date(2025, 9, 1), actor="officer"))
    returns = send(RETURNED, pupils=22)
    freeze_period(NAME, AUTUMN, actor="officer", purpose="the board")
    frozen = load_frozen_results(NAME)

    go_to("2026-03-20", monkeypatch)
    send(SENT_AGAIN, pupils=25)
    for urn in ON_SCREEN:
        correct_on_screen(returns[urn])
    send(NEW, pupils=20)

    assert load_frozen_results(NAME) == frozen
    assert reproduce_results(NAME) == frozen
    assert check_reproduction(NAME).differences == ()
    comparison = compare_with_now(NAME)
    corrected = {cause.source for cause in comparison.causes if cause.kind is CauseKind.CORRECTED}
    new = {cause.source for cause in comparison.causes if cause.kind is CauseKind.NEW}
    assert corrected == {str(urn) for urn in (*SENT_AGAIN, *ON_SCREEN)}
    assert new == {str(urn) for urn in NEW}
    assert len(comparison.causes) == 40
    assert Counter(cause.by for cause in comparison.causes) == {"officer": 30, "Ben": 10}
    details = [one for cause in comparison.causes for one in cause.details]
    assert len(details) == len(ON_SCREEN)
    assert details[0].endswith("“22” became “27” (Telephoned)")

    kpis = {kpi.id: kpi for kpi in list_kpis()}
    told = find_reported(comparison, kpis["S05"], la_code=None)
    assert told is not None
    assert told.is_revised
    assert told.sentence == (
        f"Reported as {told.before} in “{NAME}”, frozen on 12 January 2026, now {told.now}: "
        "30 corrections and 10 new returns."
    )
    of_cpd = causes_of(kpis["S12"], comparison.causes, la_code=None)
    assert {"Support"} <= {sheet for cause in of_cpd for sheet in cause.sheets}
    assert not {cause.source for cause in of_cpd} & {str(urn) for urn in ON_SCREEN}
