"""The stable codes of what reading finds, each with its severity and a sentence for the definitions
page. Rules across fields have theirs in `hubdata.returns.rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubdata.returns.issues import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means. `sentence` states it as a rule that returns keep."""

    name: str
    severity: Severity
    sentence: str


_ERRORS = {
    "missing": "A field that is needed in every row has an answer.",
    "missing-column": "A column that is needed in every row is there.",
    "formula-error": "A cell shows a value, not the error of a formula.",
    "formula-not-calculated": "A formula has been calculated and saved by the spreadsheet program.",
    "not-a-number": "A number is written in figures.",
    "number-in-words": "A number is written in figures, not in words.",
    "number-is-a-limit": "A number is the number itself, not a limit such as “<5”.",
    "number-in-another-unit": "A number counts what is asked, not weeks where pupils are asked.",
    "number-is-a-range": "A number is one number, not a range.",
    "number-is-a-percentage": "Pupils are counted, not given as a percentage.",
    "number-not-whole": "Things that are counted are whole numbers.",
    "number-is-a-date": "A number has not been turned into a date.",
    "out-of-bounds": "A number is between the least and the greatest that are possible.",
    "not-yes-or-no": "A question of yes or no is answered with one of them.",
    "not-in-list": "An answer from a closed list is one of its words.",
    "mixed-year-groups": "A mixed class has a row for each of its year groups.",
    "not-a-date": "A date is a day that exists.",
    "date-without-day": "A date has a day, a month and a year.",
    "not-an-academic-year": "The academic year is two years that follow each other.",
    "no-source": "Every row belongs to a source that is named by its number.",
    "source-doubtful": "Every row names a school that is surely one of the hub's.",
    "no-period": "Every return says for which academic year it is.",
    "no-headings": "A sheet of the return has its headings.",
    "more-than-one-row": "A sheet that is answered once has one answer.",
}

_QUERIES = {
    "approximate": "A number is exact, or said to be approximate.",
    "date-month-first": "A date is written with the day first.",
    "text-became-date": "A name has not been turned into a date by the spreadsheet program.",
    "zero-in-words": "None is written as 0.",
    "share-of-one": "A percentage is given from 0 to 100.",
    "not-a-number-of-register": "Every number in a list is one that the register could have.",
    "hidden-sheet": "Sheets with answers are visible.",
    "source-differs": "The source in the file is the one it was made or sent for.",
    "source-carried-down": "Every row names its source.",
    "key-made-up": "Classes and ensembles have a column with their name or code.",
    "period-in-name": "A sheet says in its rows for which term it is, not in its name.",
    "list-across": "A key stage, year group or size of group is told in each row, not by a column.",
    "told-above": "Answers side by side say in a row of their own whose or of when they are.",
    "answers-beside": "Of answers side by side, each says whose it is.",
    "heading-like": "A column with values has a heading that is known.",
}

_NOTES = {
    "read-as-blank": "A dash, “n/a” or “not known” counts as no answer.",
    "answer-with-words": "Yes or no is read from the beginning of a longer answer.",
    "totals-row": "Rows of totals are not read.",
    "headings-repeated": "Headings that are repeated within a table are not read as answers.",
    "example-row": "Rows of examples and of help are not read as answers.",
    "carried-over": "In a nil return, rows carried over from last time are not read.",
    "source-found": "A school is found by its LAESTAB or its name where its URN is not given.",
    "source-former": "A school that has a new number is read under that one.",
    "heading-unknown": "Columns that are not asked are not read.",
    "heading-twice": "Of two columns for one field, the first is read.",
    "sheet-not-read": "Sheets that are not part of the return are not read.",
    "template-version": "The template is the newest one.",
}

CODES: Mapping[str, Code] = {
    name: Code(name, severity, sentence)
    for severity, sentences in (
        (Severity.ERROR, _ERRORS),
        (Severity.QUERY, _QUERIES),
        (Severity.NOTE, _NOTES),
    )
    for name, sentence in sentences.items()
}
