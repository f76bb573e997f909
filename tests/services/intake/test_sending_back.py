"""Sending a file back: its own workbook, marked, which can be put right and sent in again."""

import io
from email import message_from_bytes
from email.policy import default

import openpyxl
import pytest

from hubdata.errors import UnreadableFile, UserError
from hubdata.reports.marks import Needed
from hubdata.returns.issues import Severity
from hubdata.services.intake import sending_back
from hubdata.services.intake.importing import import_files
from hubdata.services.intake.inbox import load_inbox
from hubdata.services.intake.outcomes import FileOutcome
from hubdata.services.intake.returns import accept_return
from hubdata.services.intake.sending_back import (
    SendingBack,
    prepare_sending_back,
    render_correction_draft,
    render_marked_copy,
)
from hubdata.services.settings import save_hub
from hubdata.services.tracking.templates import render_templates
from hubdata.store.intake.files import NewFile
from tests.pages.returns_hub import (
    ACTOR,
    ASH,
    AUTUMN,
    DOUBTFUL,
    ELM,
    FULL,
    WRONG,
    load_two_schools,
    return_of,
)
from tests.services.build_files import workbook


@pytest.fixture(autouse=True)
def hub(hub_store: str) -> None:
    load_two_schools()


def take_in(content: bytes, name: str = "elm.xlsx") -> FileOutcome:
    [outcome] = import_files([NewFile(name, content)], actor=ACTOR)
    return outcome


def sent_back(content: bytes, name: str = "elm.xlsx") -> SendingBack:
    back = prepare_sending_back(take_in(content, name).file_id or 0)
    assert back is not None
    return back


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_senders_own_workbook_comes_back_with_the_cell_marked() -> None:
    back = sent_back(return_of(ELM, FULL, WRONG))
    assert back.copy_name == "elm to put right.xlsx"
    book = opened(render_marked_copy(back))
    assert book.sheetnames[0] == "What to put right"
    cell = book["Whole class"]["D3"]
    assert cell.value == "5-10"
    assert cell.comment.text.startswith("Correct. Pupils")


def test_a_marked_copy_that_is_put_right_is_read_without_a_question() -> None:
    [template] = render_templates(AUTUMN, sources=[str(ELM)])
    book = opened(template.content)
    answers = {"Class": "4A", "Year group": "4", "Pupils in the class": "5-10"}
    sheet = book["Whole class"]
    heads = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    for head, answer in answers.items():
        found = next(heads[one] for one in heads if str(one).startswith(head))
        sheet.cell(found.row + 1, found.column, answer)
    file = io.BytesIO()
    book.save(file)
    back = sent_back(file.getvalue())
    marked = opened(render_marked_copy(back))
    [wrong] = [m for m in back.copy.marks if m.sent == "5-10"]
    marked[wrong.sheet][wrong.cell] = 27
    file = io.BytesIO()
    marked.save(file)
    again = take_in(file.getvalue(), "elm to put right.xlsx")
    [one] = again.returns
    assert one.source == str(ELM)
    assert wrong.cell not in {issue.cell for issue in again.all_issues}
    asked = [issue for issue in one.issues if issue.severity is not Severity.NOTE]
    assert not any(issue.sheet == "What to put right" for issue in asked)


def test_a_list_with_commas_comes_back_as_a_workbook() -> None:
    content = b"URN,Academic year,Term,Class,Year group,Pupils\n900002,2026/27,autumn,4A,4,5-10\n"
    back = sent_back(content, "list.csv")
    sheet = opened(render_marked_copy(back)).worksheets[1]
    assert sheet["F2"].comment is not None
    assert sheet["A2"].value == "900002"


def test_the_letter_is_to_the_school_in_the_hubs_name_with_the_copy_attached() -> None:
    save_hub({"hub_name": "Northmere Music Hub", "contact_email": "m@example.org"}, actor="A")
    back = sent_back(return_of(ELM, FULL, WRONG))
    assert back.addressee == "Elm Primary School"
    assert "Whole class, D3 (“5-10”): Pupils" in back.letter.body
    assert back.letter.body.endswith("Data officer\nNorthmere Music Hub\nm@example.org\n")
    draft = message_from_bytes(render_correction_draft(back), policy=default)
    assert [one.get_filename() for one in draft.iter_attachments()] == ["elm to put right.xlsx"]


def test_what_was_explained_is_not_asked_again() -> None:
    outcome = take_in(return_of(ELM, FULL, DOUBTFUL))
    back = prepare_sending_back(outcome.file_id or 0)
    assert back is not None
    assert [mark.needed for mark in back.copy.marks] == [Needed.EXPLAIN]
    accept_return(outcome.returns[0].id or 0, actor=ACTOR, reason="The school confirmed it")
    assert prepare_sending_back(outcome.file_id or 0) is None


def test_a_file_with_several_schools_goes_back_to_its_sender() -> None:
    head = b"URN,Academic year,Term,Class,Year group,Pupils\n"
    rows = f"{ASH},2026/27,autumn,4A,4,p\n{ELM},2026/27,autumn,4A,4,q\n".encode()
    back = sent_back(head + rows, "all.csv")
    assert back.addressee == "the sender of all.csv"
    assert "The music return of “all.csv” for autumn 2026/27" in back.letter.body
    assert {mark.sent for mark in back.copy.marks} == {"p", "q"}


def test_a_file_that_could_not_be_read_has_a_letter_and_no_copy() -> None:
    back = sent_back(b"PK\x03\x04 nothing", "broken.xlsx")
    assert back.copy_name == ""
    assert "broken.xlsx" in back.letter.body
    assert "It could not be read as it came." in back.letter.body
    assert "(blank)" not in back.letter.body
    with pytest.raises(UserError):
        render_marked_copy(back)
    assert load_inbox()


def test_a_return_without_problems_is_not_sent_back() -> None:
    assert prepare_sending_back(take_in(return_of(ELM)).file_id or 0) is None


def test_the_letter_goes_to_the_mailbox_that_the_return_gives() -> None:
    front = {
        "time_period": 202627,
        "term": "autumn",
        "school_urn": ELM,
        "contact_email": "office@elm.example.org",
    }
    back = sent_back(workbook({"Return": [front], "Whole class": [FULL, WRONG]}))
    assert back.letter.to == "office@elm.example.org"


def test_a_workbook_that_takes_too_long_comes_back_as_the_list_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back = sent_back(return_of(ELM, FULL, WRONG))

    def give_up(*_: object) -> bytes:
        raise UnreadableFile("elm.xlsx: it took too long.")

    monkeypatch.setattr(sending_back, "mark_file", give_up)
    book = opened(render_marked_copy(back))
    assert book.sheetnames == ["What to put right"]
    assert book.active["B5"].value == "Whole class, D3"
