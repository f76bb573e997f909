"""Words for units behind a number: "45 mins", "1 hour", "12 pupils".

Most say nothing new. Hours are brought to minutes where those are asked, and a number of weeks is
no answer where pupils are asked.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.parsing.parsed import Parsed, as_sent, trouble

_COUNTED = re.compile(
    r"\s*(?:pupils?|children|students?|learners?|members?|classes|lessons?|sessions?"
    r"|performances?|concerts?|in total)\.?$"
)
_MEASURED = {
    "minute": re.compile(r"\s*(?:minutes?|mins?)\.?$"),
    "hour": re.compile(r"\s*(?:hours?|hrs?)\.?$"),
    "week": re.compile(r"\s*(?:weeks?|wks?)\.?$"),
    "term": re.compile(r"\s*terms?\.?$"),
    "mile": re.compile(r"\s*miles?\.?$"),
    "kwh": re.compile(r"\s*kwh\.?$"),
}
_HOURS = re.compile(
    r"(?P<hours>\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?)\.?"
    r"(?:\s*(?:and\s+)?(?P<minutes>\d{1,2})\s*(?:m|mins?|minutes?)?\.?)?"
)
MINUTES_OF_AN_HOUR = 60
ANY = frozenset(("any",))
"""A number that is not said to count anything may be given in whatever unit."""


def without_unit(text: str, spec: FieldSpec) -> str:
    """A number's text without the word for what it counts, an hour as minutes where those are
    asked: "1 hour" is "60"."""
    if "minute" in _asked(spec) and (match := _HOURS.fullmatch(text)):
        hours, minutes = float(match["hours"]), int(match["minutes"] or 0)
        return f"{hours * MINUTES_OF_AN_HOUR + minutes:g}"
    for unit in _MEASURED.values():
        text = unit.sub("", text)
    return _COUNTED.sub("", text)


def find_other_unit(sent: str, text: str, spec: FieldSpec) -> Parsed | None:
    """The trouble with "12 weeks" where pupils are asked; `None` where the unit may stand there."""
    units = [unit for unit, pattern in _MEASURED.items() if pattern.search(text)]
    asked = _asked(spec)
    if "minute" in asked:
        asked |= {"hour"}
    if not units or asked == ANY or asked.intersection(units):
        return None
    return trouble(
        "number-in-another-unit",
        f'"{as_sent(sent)}" does not answer "{spec.heading}". Give that number alone.',
    )


@lru_cache(maxsize=2048)
def _asked(spec: FieldSpec) -> frozenset[str]:
    """In what a field is measured, by its name: "minutes_per_week" in minutes."""
    name = spec.name.removesuffix("_per_week")
    asked = frozenset(unit for unit in _MEASURED if unit in name)
    return asked if asked or spec.kind is FieldKind.COUNT else ANY
