"""What two sources told of one activity counts once, by the rule until somebody decides."""

import pytest

from hubdata.errors import OutOfDate, UserError
from hubdata.periods import Period
from hubdata.register.partners import Partner
from hubdata.services.intake.importing import ImportChoices, NewFile, import_files
from hubdata.services.intake.overlaps import (
    CaseCount,
    OverlapCase,
    Verdict,
    count_cases,
    decide_overlap,
    load_cases,
    undo_decision,
)
from hubdata.services.intake.returns import withdraw_return
from hubdata.services.registers.partners import save_partner
from hubdata.services.registers.register import load_register
from hubdata.services.reports.snapshots import (
    CauseKind,
    compare_with_now,
    freeze_period,
    load_frozen_results,
    reproduce_results,
)
from hubdata.services.results.explaining import describe_explanation, explain_kpi
from hubdata.services.results.scorecards import load_results
from hubdata.vocabulary import PartnerKind
from tests.register.made_files import gias_file
from tests.services.build_files import school_return, workbook

AUTUMN, SPRING = Period.parse(202526, "autumn"), Period.parse(202526, "spring")
OFFICER = "Ada"
REASON = "The orchestra's manager confirmed it"
CODES = {"ensemble_id": "HVYO", "name": "Harrow Vale Youth Orchestra", "type": "orchestra"}
MET = {"organiser": "area hub", "hub_supported": "Y", "weeks_met": 10, "meets_weekly": "Y"}

pytestmark = pytest.mark.usefixtures("hub_store")


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    names = {900001: "Ashford Primary", 900002: "Bell Lane Primary", 900003: "Southmere School"}
    places = {900003: {"LA (code)": "992", "LA (name)": "Southmere"}}
    rows = (
        {"URN": str(urn), "EstablishmentName": name, **places.get(urn, {})}
        for urn, name in names.items()
    )
    list(load_register([("g.csv", gias_file(*rows))], actor=OFFICER))
    for partner_id, name in (("P02", "Harrow Vale Music"), ("P07", "Tideline")):
        save_partner(Partner(partner_id, name, PartnerKind.COMMUNITY_MUSIC), actor=OFFICER)


def send(content: bytes, name: str = "return.xlsx") -> int:
    choices = ImportChoices(accept=True, reason="asked")
    [outcome] = import_files([NewFile(name, content)], actor=OFFICER, choices=choices)
    assert outcome.status.value == "accepted", [i.message for i in outcome.all_issues]
    return outcome.returns[0].id or 0


def from_school(members: int, *, term: str = "autumn", urn: int = 900001, **more) -> int:
    rows = [{**CODES, **MET, "members_ks3": members}]
    tuition = [
        {
            "group_size": "small",
            "key_stage": "KS2",
            "provider_type": "hub partner",
            "hub_supported": "Y",
            "pupils": 14,
        }
    ]
    return send(school_return(urn, term=term, Ensembles=rows, Tuition=tuition, **more))


def from_partner(members: int, *, term: str = "autumn", partner: str = "P02", **sheets) -> int:
    front = [{"time_period": 202526, "term": term, "partner_id": partner}]
    ensembles = [{**CODES, **MET, "members_ks3": members, "members_ks4": 20}] if members else []
    told = {"Ensembles": ensembles} if members else {}
    return send(workbook({"Return": front, **told, **sheets}), f"{partner}.xlsx")


def project(**more: object) -> dict[str, object]:
    values = {"project_id": "A", "project_name": "Drums", "activity_type": "group teaching"}
    values |= {"school_urns": "900001", "sessions_delivered": 9, "participants_unique": 15}
    return {**values, **more}


def result(kpi_id: str, period: Period = AUTUMN):
    return next(r for r in load_results([period]) if r.kpi.id == kpi_id)


def only_case(period: Period = AUTUMN) -> OverlapCase:
    [case] = load_cases(period)
    return case


def test_an_ensemble_told_twice_counts_once_by_the_organisers_telling():
    from_school(9)
    assert result("M25").numerator == 9
    from_partner(60)
    case = only_case()
    assert case.is_open
    assert (case.first.name, case.second.name) == ("Ashford Primary", "Harrow Vale Music")
    assert (case.first.people, case.second.people) == (9, 80)
    assert (result("M25").numerator, result("M26").value) == (80, 1)


def test_the_kpi_says_that_something_counts_once_and_nobody_has_decided():
    from_school(9)
    from_partner(60)
    note = "1 activity that two sources told us of counts once"
    assert result("M25").note == f"{note}; nobody has decided yet whose figures are right."
    decide_overlap(only_case().twins, AUTUMN, Verdict.SECOND, reason=REASON, actor=OFFICER)
    assert result("M25").note == f"{note}."
    assert result("S01").note == ""


def test_the_whole_counts_all_that_was_told_twice_and_an_authority_its_own():
    twice = "2 activities that two sources told us of count once"
    from_school(9)
    from_school(7, urn=900003)
    from_partner(60)
    results = load_results([AUTUMN], kpi_id="M25", split="local_authority")
    notes = {one.part_of_split: one.note.partition(";")[0] for one in results}
    assert notes.pop(None) == result("M25").note.partition(";")[0] == twice
    once = "1 activity that two sources told us of counts once"
    assert sorted(filter(None, notes.values())) == [once, once]
    assert notes["992"] == once


def test_a_school_whose_ensemble_counts_elsewhere_is_engaged_all_the_same():
    from_school(9)
    before = result("S42").numerator
    from_partner(60)
    assert result("S42").numerator == before == 1


def test_each_verdict_counts_what_it_says_and_can_be_taken_back():
    from_school(9)
    from_partner(60)
    twins = only_case().twins
    for verdict, members in ((Verdict.FIRST, 9), (Verdict.BOTH, 89), (Verdict.SECOND, 80)):
        decide_overlap(twins, AUTUMN, verdict, reason=REASON, actor=OFFICER)
        assert result("M25").numerator == members
    decided = only_case().decision
    assert decided
    assert (decided.reason, decided.decided_by) == (REASON, OFFICER)
    undo_decision(decided.id or 0, actor=OFFICER)
    assert result("M25").numerator == 89
    with pytest.raises(OutOfDate):
        undo_decision(decided.id or 0, actor=OFFICER)


def test_a_decision_needs_a_reason_and_an_overlap():
    from_school(9)
    partner = from_partner(60)
    twins = only_case().twins
    with pytest.raises(UserError, match="Write down why"):
        decide_overlap(twins, AUTUMN, Verdict.BOTH, reason=" ", actor=OFFICER)
    withdraw_return(partner, actor=OFFICER)
    assert load_cases(AUTUMN) == []
    assert result("M25").numerator == 9
    with pytest.raises(OutOfDate):
        decide_overlap(twins, AUTUMN, Verdict.BOTH, reason=REASON, actor=OFFICER)


def test_what_is_decided_once_holds_for_later_terms_and_corrected_returns():
    from_school(9)
    from_partner(60)
    decide_overlap(only_case().twins, AUTUMN, Verdict.FIRST, reason=REASON, actor=OFFICER)
    from_school(10)
    from_school(12, term="spring")
    from_partner(70, term="spring")
    assert result("M25").numerator == 10
    assert result("M25", SPRING).numerator == 12
    assert not only_case(SPRING).is_open
    assert count_cases() == {SPRING: CaseCount(1, 0), AUTUMN: CaseCount(1, 0)}


def test_a_partners_project_and_the_schools_tuition_count_as_project_and_as_tuition():
    from_school(9)
    from_partner(0, partner="P07", Projects=[project(already_reported_by="school")])
    case = only_case()
    assert case.is_of_people
    assert case.is_declared
    assert result("M23").numerator == 14
    assert "counts once" in result("M23").note
    assert result("P16").value == 1
    decide_overlap(case.twins, AUTUMN, Verdict.SECOND, reason=REASON, actor=OFFICER)
    assert result("M23").numerator == 0
    assert result("S41").numerator == 1


def test_the_explanation_lists_the_rows_that_are_left_out():
    from_school(9)
    from_partner(60)
    told = describe_explanation(explain_kpi("M25", AUTUMN))
    [row] = told["told_twice"]
    assert row["name"] == "Ashford Primary"
    assert [(cell["field"], cell["value"]) for cell in row["cells"]] == [("members_ks3", 9)]
    assert row["counts"] == "Harrow Vale Music"
    assert "organises" in row["reason"]
    decide_overlap(only_case().twins, AUTUMN, Verdict.FIRST, reason=REASON, actor=OFFICER)
    [row] = describe_explanation(explain_kpi("M25", AUTUMN))["told_twice"]
    assert (row["counts"], row["reason"]) == ("Ashford Primary", REASON)
    assert row["decided_by"] == OFFICER


def test_a_snapshot_keeps_the_decisions_of_its_time():
    from_school(9)
    from_partner(60)
    freeze_period("Board", AUTUMN, actor=OFFICER)
    before = load_frozen_results("Board")
    decide_overlap(only_case().twins, AUTUMN, Verdict.FIRST, reason=REASON, actor=OFFICER)
    assert reproduce_results("Board") == before
    compared = compare_with_now("Board")
    [cause] = compared.causes
    assert (cause.kind, cause.by) == (CauseKind.OVERLAP, OFFICER)
    assert REASON in cause.words
    assert "M25" in {revision.kpi for revision in compared.revisions}
