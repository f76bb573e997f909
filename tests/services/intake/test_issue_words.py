"""Issues in words: the place is told once, so that equal issues are equal."""

from hubdata.returns.issues import Issue, Severity, merge_issues
from hubdata.services.intake.issue_words import explain_issues
from hubdata.services.intake.returns import ExplainedIssue


def issue(message: str, **more: object) -> Issue:
    return Issue(Severity.ERROR, "code", message, **more)


def test_the_place_is_said_beside_what_to_do_and_not_in_it() -> None:
    one = issue(
        "Tuition, C12 (Pupils): write a number.", sheet="Tuition", cell="C12", value="10ish"
    )
    [words] = explain_issues([one])
    assert (words.where, words.sent) == ("Tuition!C12", "10ish")
    assert words.what_to_do == "Pupils: write a number."


def test_equal_problems_in_two_cells_read_the_same() -> None:
    cells = [
        issue(f"Tuition, {cell}: write a number.", sheet="Tuition", cell=cell)
        for cell in ("C12", "C15")
    ]
    assert {words.what_to_do for words in explain_issues(cells)} == {"Write a number."}


def test_a_csv_file_has_cells_without_a_sheet() -> None:
    [words] = explain_issues([issue("A105: this row holds totals.", cell="A105", row=105)])
    assert (words.where, words.what_to_do) == ("A105", "This row holds totals.")


def test_a_row_without_one_cell_is_named_by_its_number() -> None:
    one = issue("Whole class, row 7: given twice.", sheet="Whole class", row=7)
    [words] = explain_issues([one])
    assert (words.where, words.what_to_do) == ("Whole class, row 7", "Given twice.")


def test_a_blank_cell_was_sent_blank_and_an_explanation_is_kept() -> None:
    [words] = explain_issues([ExplainedIssue(issue("The file: late."), "It snowed.", "Ann")])
    assert (words.where, words.sent, words.explanation) == ("The file", None, "It snowed.")


def test_a_heading_that_several_returns_share_is_named_once() -> None:
    missing = [issue("there is no such column.", sheet="Tuition", cell="A1") for _ in range(3)]
    [merged] = merge_issues(missing)
    assert merged.cells == ("A1",)
