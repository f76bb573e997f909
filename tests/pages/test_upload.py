"""Upload returns: what came, what is to put right, and the acts, each seen on the page."""

import pytest
from streamlit.testing.v1 import AppTest

from hubdata.services.clock import today
from hubdata.services.intake.returns import accept_return, load_return, withdraw_return
from hubdata.store.engine import writing
from hubdata.store.intake.files import NewFile, save_files
from pages.components.kit.sentences import explain_time_left
from pages.components.returns.receiving import explain_outcomes, sort_out
from tests.pages.returns_hub import (
    ACTOR,
    ASH,
    DOUBTFUL,
    ELM,
    FULL,
    WRONG,
    load_two_schools,
    progress_of,
    return_of,
    take_in,
)
from tests.pages.running import open_page, text_of, title_of

pytestmark = pytest.mark.usefixtures("hub")
PAGE = "pages/returns/upload.py"
NAMES = b"Forename,Surname,Date of birth,UPN\nAnn,Lee,01/02/2015,A123456789012\n"


@pytest.fixture
def hub(hub_store: str) -> None:
    load_two_schools()


def upload(*files: tuple[str, bytes]) -> AppTest:
    app = open_page(PAGE)
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def labels_of(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_an_empty_inbox_says_so_and_asks_for_files() -> None:
    app = open_page(PAGE)
    assert title_of(app) == "No return waits here: add those that came in"
    assert app.file_uploader[0].label == "Add returns: Excel or csv, as people sent them"
    assert "Autumn 2026/27: 0 of 2 schools have returned" in text_of(app)


def test_a_return_with_a_mistake_is_shown_with_its_cell_and_what_to_do() -> None:
    app = upload(("elm.xlsx", return_of(ELM, FULL, WRONG)))
    text = text_of(app)
    assert title_of(app) == "One return needs one correction"
    assert "Elm Primary School: what to put right" in [head.value for head in app.header]
    assert "2 of 3 rows can be used as they are." in text
    assert "Nothing is counted until the return is accepted." in text
    assert "■ Correct Whole class!D3 “5-10”" in text
    assert progress_of(ELM) == "to correct"


def test_the_good_rows_are_accepted_on_purpose() -> None:
    app = upload(("elm.xlsx", return_of(ELM, FULL, WRONG)))
    assert "Accept" not in labels_of(app)
    text = text_of(press(app, "Accept the other 2 rows"))
    assert "Accepted: 2 rows of Elm Primary School count now. 1 row left out." in text
    assert title_of(app) == "One return accepted"
    assert progress_of(ELM) == "accepted"


def test_a_doubtful_answer_is_accepted_only_with_a_written_reason() -> None:
    app = upload(("elm.xlsx", return_of(ELM, FULL, DOUBTFUL)))
    assert title_of(app) == "One return needs an explanation"
    assert "must be explained first" in text_of(press(app, "Accept"))
    assert progress_of(ELM) == "to explain"
    app.text_area[0].set_value("The school counted again")
    press(app, "Accept")
    assert progress_of(ELM) == "accepted"
    assert "Explained by this machine: “The school counted again”" in text_of(app)


def test_everything_is_there_again_after_the_page_is_closed() -> None:
    upload(("elm.xlsx", return_of(ELM, FULL, WRONG)))
    again = open_page(PAGE)
    assert title_of(again) == "One return needs one correction"
    assert "elm.xlsx" in text_of(again)


def test_many_files_come_at_once_and_those_that_are_ready_are_accepted_together() -> None:
    app = upload(
        ("ash.xlsx", return_of(ASH)),
        ("elm.xlsx", return_of(ELM)),
        ("names.csv", NAMES),
    )
    assert "Three files taken in: one was refused, and is not kept." in text_of(app)
    assert title_of(app) == "Two returns ready, one was refused"
    text = text_of(press(app, "Accept the 2 that are ready"))
    assert "Two returns accepted." in text
    assert "Autumn 2026/27: 2 of 2 schools have returned" in text


def test_a_file_that_was_here_before_changes_nothing() -> None:
    content = return_of()
    upload(("ash.xlsx", content))
    text = text_of(upload(("ash again.xlsx", content)))
    assert "Nothing changed: this file was here before." in text


def test_a_file_that_is_refused_is_shown_with_the_reason() -> None:
    text = text_of(upload(("names.csv", NAMES)))
    assert "names.csv: nothing could be taken from it" in text
    assert "Its contents were erased at once" in text


def test_a_newer_version_shows_what_it_would_change() -> None:
    take_in(return_of(), accept=True)
    text = text_of(upload(("ash 2.xlsx", return_of(ASH, FULL | {"pupils": 30}))))
    assert "Against what counts now: one row differs." in text
    assert "Pupils in the class 28 30" in text


def test_a_first_return_replaces_nothing() -> None:
    text = text_of(upload(("ash.xlsx", return_of())))
    assert "no version of it was accepted before" in text


def test_a_return_is_rejected_with_a_reason_that_is_kept() -> None:
    app = upload(("ash.xlsx", return_of()))
    next(one for one in app.text_input if one.label == "Reason").set_value("Sent twice")
    text = text_of(press(app, "Reject this return"))
    assert "Rejected: nothing of the return of Ash Primary School is used." in text
    assert progress_of(ASH) == "not yet due"


def test_an_accepted_return_can_be_withdrawn() -> None:
    found = take_in(return_of(), accept=True)
    text = text_of(press(open_page(PAGE), "Withdraw this return"))
    assert "Withdrawn: the return of Ash Primary School no longer counts." in text
    assert load_return(found).state.status == "withdrawn"


def test_a_return_of_an_unknown_school_cannot_be_accepted() -> None:
    app = upload(("other.xlsx", return_of(900777)))
    assert [label for label in labels_of(app) if label.startswith("Accept")] == []
    assert "The return as a whole cannot be used" in text_of(app)


def test_two_officers_do_not_undo_each_other() -> None:
    found = take_in(return_of())
    app = open_page(PAGE)
    accept_return(found, actor="Ben")
    withdraw_return(found, actor="Ben")
    text = text_of(press(app, "Accept"))
    assert "This return is no longer waiting. Ben withdrew it on " in text
    assert load_return(found).state.status == "withdrawn"


def test_files_of_a_stopped_run_are_read_when_asked() -> None:
    with writing() as session:
        file = NewFile("ash.xlsx", return_of())
        save_files(session, [file], received_on=today(), actor=ACTOR)
    app = open_page(PAGE)
    assert "One file stored but not read yet: a run was stopped. Nothing is lost." in text_of(app)
    press(app, "Read them now")
    assert title_of(app) == "One return ready"


def test_a_file_that_is_too_large_is_named_and_the_others_are_taken_in() -> None:
    class Arrived:
        def __init__(self, name: str, size: int) -> None:
            self.name, self.size = name, size

        def getvalue(self) -> bytes:
            return b"x"

    taken, too_large = sort_out([Arrived("a.xlsx", 21 * 1024 * 1024), Arrived("b.xlsx", 1)])
    assert taken == [("b.xlsx", b"x")]
    assert len(too_large) == 1
    assert too_large[0].startswith("a.xlsx: the file has 21.0 MB")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "nearly done"),
        (3, "about 5 seconds left"),
        (42, "about 40 seconds left"),
        (170, "about 3 minutes left"),
    ],
)
def test_time_left_is_told_roughly(seconds: float, words: str) -> None:
    assert explain_time_left(seconds) == words


def test_no_file_taken_in_is_said_plainly() -> None:
    assert explain_outcomes([]) == "No files taken in."


def test_one_summary_tells_what_is_in_many_files() -> None:
    load_two_schools()
    files = [
        ("ash.xlsx", return_of(ASH)),
        ("elm.xlsx", return_of(ELM, FULL, WRONG)),
    ]
    text = text_of(upload(*files))
    words = (
        "Two files taken in. In them are two returns: one ready to accept and one with something"
    )
    assert f"{words} to correct." in text
    assert "Nothing changed: all 2 files were here before." in text_of(upload(*files))
