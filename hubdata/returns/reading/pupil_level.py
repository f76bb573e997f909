"""Recognising lists of pupils, which may not be kept: names with births, UPNs, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from hubdata.errors import RefusedFile
from hubdata.returns.reading.meaning.mapping import bare
from hubdata.returns.reading.opening.grid import Cell, Grid, Workbook
from hubdata.returns.reading.opening.places import say_place

ROWS_OF_HEADINGS = 60
LEAST_UPNS = 2
"""One could be a product code that happens to fit; two are a list."""

_UPN_HEADINGS = frozenset(
    ("upn", "formerupn", "uniquepupilnumber", "pupilupn", "upnnumber", "uln", "pupilnumberupn")
)
_BIRTH_HEADINGS = frozenset(
    (
        "dob",
        "dateofbirth",
        "birthdate",
        "birthday",
        "dofb",
        "born",
        "pupildob",
        "childdob",
        "dobirth",
    )
)
_PUPIL_NAME_HEADINGS = frozenset(
    (
        *("pupilname", "pupilsname", "pupilnames", "nameofpupil", "childname", "childsname"),
        *("nameofchild", "studentname", "studentsname", "nameofstudent", "learnername"),
        *("pupilforename", "pupilsurname", "pupilfirstname", "pupillastname", "childsfirstname"),
        *("studentfirstname", "studentlastname", "studentsurname", "studentforename"),
        *("pupilfullname", "childfullname", "legalforename", "legalsurname"),
    )
)
_FORENAME_HEADINGS = frozenset(("forename", "forenames", "firstname", "givenname", "chosenname"))
_SURNAME_HEADINGS = frozenset(("surname", "lastname", "familyname"))
_PLAIN_NAME_HEADINGS = frozenset(("name", "fullname", "names"))
_ADDRESS_HEADINGS = frozenset(
    (
        *("address", "homeaddress", "address1", "addressline1", "street", "homepostcode"),
        *("parentname", "parentemail", "parentphone", "parentcarer", "parentcarername"),
        *("emergencycontact", "parentcontact", "homephone", "guardian", "parentguardian"),
    )
)
_PERSONAL_HEADINGS = frozenset(
    (
        *("gender", "sex", "ethnicity", "yeargroup", "year", "form", "tutorgroup", "reggroup"),
        *("postcode", "class", "senstatus", "sen", "pupilpremium", "pp", "fsm", "medical"),
        *("registrationgroup", "instrument", "age", "nc year", "ncyear"),
    )
)

_UPN = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", re.IGNORECASE)
_UPN_LENGTH = 13
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def refuse_pupil_lists(workbook: Workbook) -> None:
    """Raises `RefusedFile`, saying what was seen and what to send instead; else does nothing."""
    for grid in workbook.grids:
        if seen := find_pupil_list(grid):
            where = say_place(grid.name, row=seen[0])
            raise RefusedFile(
                f"{workbook.name}: {where} looks like a list of pupils ({seen[1]}). The file was "
                "not kept. Send numbers of pupils only, such as how many are in each class, "
                "without names, dates of birth, UPNs or addresses."
            )


def find_pupil_list(grid: Grid) -> tuple[int, str] | None:
    """The row number where a list of pupils was recognised, and by what; `None` if it was not."""
    texts = [cell for cell in set(chain.from_iterable(grid.rows)) if type(cell) is str]
    has_upns = any(map(is_upn, [text for text in texts if len(text) == _UPN_LENGTH]))
    if not _personal_headings({bare(text) for text in texts if len(text) <= 40}):
        return _find_upns(grid) if has_upns else None
    for row, cells in enumerate(grid.rows[:ROWS_OF_HEADINGS]):
        words = {bare(cell) for cell in cells if type(cell) is str and 0 < len(cell) <= 40}
        if by := _personal_headings(words):
            return grid.number(row), by
    labels = _labels_of_forms(grid)
    if by := _personal_headings(labels, least_for_names=2):
        return grid.number(0), by
    return _find_upns(grid) if has_upns else None


def _personal_headings(words: set[str], *, least_for_names: int = 1) -> str:
    """What gives a row of headings away, in words; empty if nothing does."""
    if words & _UPN_HEADINGS:
        return "it asks for UPNs"
    has_both_names = bool(words & _FORENAME_HEADINGS) and bool(words & _SURNAME_HEADINGS)
    has_pupil_name = bool(words & _PUPIL_NAME_HEADINGS)
    has_name = has_both_names or has_pupil_name or bool(words & _PLAIN_NAME_HEADINGS)
    if has_name and words & _BIRTH_HEADINGS:
        return "names with dates of birth"
    if (has_both_names or has_pupil_name) and words & _ADDRESS_HEADINGS:
        return "names with addresses"
    personal = words & _PERSONAL_HEADINGS
    if (has_both_names or has_pupil_name) and len(personal) >= least_for_names:
        return "pupils' names with personal details"
    return ""


def _labels_of_forms(grid: Grid) -> set[str]:
    """Short texts in the first two columns: a form for one pupil has its labels there."""
    rows = grid.rows[:ROWS_OF_HEADINGS]
    return {bare(cell) for row in rows for cell in row[:2] if type(cell) is str and len(cell) <= 40}


def _find_upns(grid: Grid) -> tuple[int, str] | None:
    seen = 0
    for row, cells in enumerate(grid.rows):
        seen += sum(
            is_upn(cell) for cell in cells if type(cell) is str and len(cell) == _UPN_LENGTH
        )
        if seen >= LEAST_UPNS:
            return grid.number(row), "UPNs"
    return None


def is_upn(cell: Cell) -> bool:
    """A unique pupil number whose check letter is right (DfE, "Unique pupil numbers", 2019)."""
    if type(cell) is not str or len(cell) != _UPN_LENGTH or not _UPN.fullmatch(cell):
        return False
    return cell[0].upper() == check_letter(cell[1:])


def check_letter(digits: str) -> str:
    """The letter that begins a UPN: the remainder by 23 of its places weighted 2, 3, 4 and so on.

    A temporary UPN ends in a letter, which counts as its place among the check letters.
    """
    values: Iterable[int] = (
        int(sign) if sign.isdigit() else _CHECK_LETTERS.index(sign.upper()) for sign in digits
    )
    return _CHECK_LETTERS[sum(n * value for n, value in enumerate(values, start=2)) % 23]
