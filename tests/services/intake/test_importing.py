"""Taking returns in: nothing that was received is lost, and the same file changes nothing."""

import hashlib
from datetime import date

import pytest
from sqlalchemy import select

from hubdata.kpis.language.measures import RETURN
from hubdata.services.intake import importing
from hubdata.services.intake.comparing import REPLACED, compare_return
from hubdata.services.intake.importing import (
    ImportChoices,
    check_files,
    import_files,
    resume_files,
)
from hubdata.services.intake.outcomes import FileOutcome, FileStatus, describe_outcome
from hubdata.services.intake.returns import (
    accept_return,
    load_file_content,
    load_return,
    withdraw_return,
)
from hubdata.store.engine import reading, writing
from hubdata.store.intake.files import NewFile, load_content, load_file, load_recent, save_files
from hubdata.store.intake.overlaps import load_slots
from hubdata.store.measuring.kept_columns import KEPT, keep_columns
from tests.returns.workbooks import build_grids
from tests.services.build_files import school_return

pytestmark = pytest.mark.usefixtures("hub_store")

ACCEPT = ImportChoices(accept=True)
TEN_ISH = ({"class_id": "4A", "year_group": "4", "pupils": "10ish"},)
MISTAKE = (
    {"class_id": "4A", "year_group": "4", "pupils": 28},
    {"class_id": "4B", "year_group": "4", "pupils": "many"},
)


def take_in(*contents: bytes, choices: ImportChoices = ACCEPT) -> list[FileOutcome]:
    files = [NewFile(f"{number}.xlsx", content) for number, content in enumerate(contents)]
    return list(import_files(files, actor="officer", choices=choices))


def test_a_clean_return_is_accepted() -> None:
    [outcome] = take_in(school_return(900001))
    assert outcome.status is FileStatus.ACCEPTED
    [one] = outcome.returns
    assert (one.kind, one.source, one.period.code) == ("school-return", "900001", "202526 autumn")
    assert {part.sheet: part.rows for part in one.parts} == {"Return": 1, "Whole class": 1}


def test_columns_are_in_force_after_the_last_of_several_batches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "BATCH", 1)
    take_in(*(school_return(urn) for urn in (900001, 900002, 900003)))
    with writing() as session:
        query = select(KEPT.c.slot, KEPT.c.sheet, KEPT.c.number, KEPT.c.content)
        kept = set(session.execute(query).all())
        assert {one.sheet for one in kept} >= {"whole_class", RETURN}
        keep_columns(session, load_slots(session))  # where a revision is not in force
        assert set(session.execute(query).all()) == kept


def test_the_same_file_again_changes_nothing_and_says_so() -> None:
    content = school_return(900001)
    take_in(content)
    assert [one.status for one in take_in(content, content)] == [FileStatus.UNCHANGED] * 2
    with reading() as session:
        assert len(load_recent(session)) == 1


def test_two_copies_in_one_drop_are_one_return() -> None:
    content = school_return(900001)
    first, second = take_in(content, content)
    assert (first.status, second.status) == (FileStatus.ACCEPTED, FileStatus.UNCHANGED)


def test_a_query_waits_for_its_reason() -> None:
    content = school_return(900001, whole_class=TEN_ISH)
    assert take_in(content)[0].status is FileStatus.CHECKED
    explained = take_in(content, choices=ImportChoices(accept=True, reason="the school counted"))
    assert explained[0].status is FileStatus.ACCEPTED
    return_id = explained[0].returns[0].id
    assert return_id
    assert [one.explanation for one in load_return(return_id).issues] == ["the school counted"]


def test_a_row_with_an_error_is_left_out_only_on_purpose() -> None:
    content = school_return(900001, whole_class=MISTAKE)
    assert take_in(content)[0].status is FileStatus.CHECKED
    [outcome] = take_in(content, choices=ImportChoices(accept=True, leave_out_errors=True))
    assert outcome.status is FileStatus.PARTLY
    assert {part.sheet: part.rows_left_out for part in outcome.returns[0].parts} == {
        "Return": 0,
        "Whole class": 1,
    }


def test_the_file_can_be_had_back_byte_for_byte() -> None:
    content = school_return(900001)
    [outcome] = take_in(content)
    assert outcome.sha256 == hashlib.sha256(content).hexdigest()
    return_id = outcome.returns[0].id
    assert return_id
    assert load_file_content(return_id) == ("0.xlsx", content)


def test_a_list_of_pupils_is_refused_and_its_bytes_are_gone() -> None:
    pupils = b"Name,Date of birth,UPN\nSam Example,01/02/2015,A123456789012\n"
    [outcome] = take_in(pupils)
    assert outcome.status is FileStatus.REFUSED
    assert outcome.file_id
    with reading() as session:
        assert load_content(session, outcome.file_id) is None
        file = load_file(session, outcome.file_id)
    assert file
    assert (file.sha256, bool(file.erased_reason)) == (outcome.sha256, True)


def test_a_file_that_cannot_be_read_is_kept_and_the_others_go_on() -> None:
    broken, good = take_in(b"PK\x03\x04 cut short", school_return(900001))
    assert (broken.status, good.status) == (FileStatus.UNREADABLE, FileStatus.ACCEPTED)
    assert broken.file_id
    with reading() as session:
        assert load_content(session, broken.file_id) == b"PK\x03\x04 cut short"


def test_checking_only_stores_nothing() -> None:
    [outcome] = check_files([NewFile("a.xlsx", school_return(900001, whole_class=MISTAKE))])
    assert outcome.status is FileStatus.CHECKED
    assert [issue.cell for issue in outcome.all_issues] == ["D3"]
    with reading() as session:
        assert load_recent(session) == []


def test_what_was_stored_when_a_run_stopped_is_read_later() -> None:
    with writing() as session:
        file = NewFile("a.xlsx", school_return(900001))
        save_files(session, [file], received_on=date(2025, 12, 1), actor="officer")
    [outcome] = resume_files(actor="officer")
    assert (outcome.status, outcome.returns[0].source) == (FileStatus.CHECKED, "900001")
    assert list(resume_files(actor="officer")) == []


def test_a_withdrawn_return_can_be_sent_again() -> None:
    content = school_return(900001)
    [first] = take_in(content)
    assert first.returns[0].id
    withdraw_return(first.returns[0].id, actor="officer", reason="by mistake")
    [second] = take_in(content)
    assert second.status is FileStatus.ACCEPTED
    assert second.returns[0].id != first.returns[0].id


def test_what_a_new_version_changes_is_told_field_by_field() -> None:
    take_in(school_return(900001))
    classes = ({"class_id": "4A", "year_group": "4", "pupils": 30},)
    [outcome] = take_in(
        school_return(900001, whole_class=classes), choices=ImportChoices(accept=False)
    )
    return_id = outcome.returns[0].id
    assert return_id
    expected = [("Whole class", "4A, 4", "pupils", 28, 30)]
    found = [
        (row.sheet, row.label, change.field, change.before, change.after)
        for row in compare_return(return_id, REPLACED)
        for change in row.fields
    ]
    assert found == expected
    accept_return(return_id, actor="officer")
    assert load_return(return_id).counts


def test_an_outcome_is_told_to_machines_as_the_contract_says() -> None:
    [outcome] = take_in(school_return(900001, whole_class=MISTAKE))
    told = describe_outcome(outcome)
    assert set(told) == {"file", "sha256", "status", "issues", "returns"}
    [one] = told["returns"]
    assert set(one) == {"kind", "source", "period", "status", "parts", "issues"}
    assert one["parts"][1] == {"sheet": "Whole class", "rows": 2, "rows_left_out": 1}
    [issue] = one["issues"]
    assert set(issue) == {"severity", "code", "sheet", "cell", "value", "message"}
    assert (issue["sheet"], issue["cell"], issue["value"]) == ("Whole class", "D3", "many")


def test_a_list_across_waits_until_somebody_says_that_it_is_meant() -> None:
    headings = ["URN", "Academic year", "Term", "Taught by", "Group size", "KS1", "KS2"]
    schools = [[urn, "2025/26", "autumn", "hub lead", "small", 4, 12] for urn in (900001, 900002)]
    content = build_grids({"Tuition": [headings, *schools]})
    [waiting] = take_in(content)
    assert waiting.status is FileStatus.CHECKED
    assert [[i.code for i in one.issues] for one in waiting.returns] == [["list-across"]] * 2
    [accepted] = take_in(content, choices=ImportChoices(accept=True, reason="It is meant so"))
    assert accepted.status is FileStatus.ACCEPTED
    assert [one.parts[-1].rows for one in accepted.returns] == [2, 2]
