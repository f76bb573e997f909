"""What the name of a sheet or file says, where its rows do not: for which term, of which school."""

from __future__ import annotations

import re
from functools import lru_cache

from hubdata.periods import AcademicYear, Period, Term

_TERM_AND_YEAR = re.compile(
    r"(?<![a-z])(aut(?:umn)?|spr(?:ing)?|sum(?:mer)?)(?: ?term)?\D{0,3}"
    r"((?:20)?\d{2})(?: ?[-/–] ?((?:20)?\d{2}))?(?!\d)",
    re.IGNORECASE,
)
_TERMS = {"aut": Term.AUTUMN, "spr": Term.SPRING, "sum": Term.SUMMER}
_NOBODY = re.compile(
    r"\d*|(?:work)?sheet ?\d*|data ?\d*|form ?\d*|table ?\d*|blatt ?\d*|(?:aut|spr|sum).*|.*\d{4}.*"
    r"|.*(?:wcet|cil|lesson|ensemble|total|summary|school list|schools|pivot|return).*",
    re.IGNORECASE,
)
LEAST_OF_A_NAME = 6
"""Letters of a sheet's name that may be a school's."""


@lru_cache(maxsize=1024)
def period_in_name(name: str) -> Period | None:
    """ "Autumn 2025", "WCET Aut 25-26" and "Summer 2026" are terms of 2025/26."""
    match = _TERM_AND_YEAR.search(name)
    if match is None:
        return None
    term, year = _TERMS[match[1][:3].casefold()], int(match[2]) % 100
    if match[3]:
        start = year if int(match[3]) % 100 == year + 1 else None
    else:
        start = year if term is Term.AUTUMN else year - 1
    return None if start is None else Period(AcademicYear(2000 + start), term)


def school_in_name(name: str) -> str:
    """The name of a sheet that may be a school's; "" where it is any sheet's."""
    words = " ".join(name.split())
    letters = sum(sign.isalpha() for sign in words)
    return "" if letters < LEAST_OF_A_NAME or _NOBODY.fullmatch(words) else words
