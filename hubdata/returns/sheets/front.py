"""Questions that every front sheet asks alike: for which period, by whom, counted how."""

from __future__ import annotations

from typing import Any

from hubdata.returns.fields import asked, choice


def ask_year() -> Any:
    """The academic year, as the DfE's open-data standard codes it."""
    return asked(
        "Academic year",
        "Six digits: 202526 is 2025/26.",
        example="202526",
        required=True,
        prefilled=True,
        minimum=199900,
        maximum=209900,
        synonyms=("year", "academic year", "school year"),
    )


def ask_term() -> Any:
    return choice(
        "Term",
        "The term you are answering for, or annual for the whole year.",
        example="autumn",
        required=True,
        prefilled=True,
    )


def ask_role(*, example: str) -> Any:
    """Never a person's name: roles outlast people, and names are not needed."""
    return asked(
        "Completed by (role)",
        "Your role, not your name.",
        example=example,
        synonyms=("role", "job title", "position"),
    )


def ask_nil_return(help: str) -> Any:
    return asked("Nothing to report this time?", help, example="No", synonyms=("nil return", "nil"))


def ask_estimate() -> Any:
    return asked(
        "Are any of the numbers estimates?",
        "A best estimate is better than a blank; say so here.",
        example="No",
        synonyms=("estimated", "best estimate"),
    )


def ask_data_basis() -> Any:
    return choice(
        "Counts are for",
        "This term only, or the year so far.",
        example="this term only",
        synonyms=("basis", "counting basis"),
    )


def ask_comment(help: str = "") -> Any:
    return asked("Anything else", help, synonyms=("comments", "notes", "note", "feedback"))
