"""Numbers of a school's or a partner's own page, each leading to the sheet of its return."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hubdata.services.reach.school_profiles import SHEETS, SchoolProfile, heading_of
from pages.components.kit.linked import to
from pages.components.kit.places import ONE_RETURN
from pages.components.kit.tables import Cell

Row = Mapping[str, Any]
Returns = Mapping[int, int]
"""The return of each part, by the part's id."""
CARRYING_ON = "continuation"
COUNTED = ("performances", "live_events")
"""What is counted of performing."""


def told_in(returns: Returns, row: Row, sheet: str) -> str | None:
    """The sheet of the return that a row is of."""
    number = returns.get(row.get("part_id", 0))
    return None if number is None else to(ONE_RETURN, **{"return": str(number), "sheet": sheet})


def lead(cells: Sequence[Cell], target: str | None) -> list[Cell]:
    """The cells of a row, those with a number leading to where it stands."""
    return [replace(one, target=one.target or target) if is_number(one) else one for one in cells]


def is_number(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


def find_sheets(profile: SchoolProfile, asked: Iterable[str]) -> dict[str, str | None]:
    """The sheet of the return in which each answer stands."""
    by_question = {"Still learning after whole class": CARRYING_ON}
    by_question |= {heading_of(CARRYING_ON, "instruments_on_loan"): CARRYING_ON}
    by_question |= {heading_of("performance", one): "performance" for one in COUNTED}
    of_plan = ("Music development plan", "Minutes of music a week", "Features of a musical school")
    by_question |= dict.fromkeys(of_plan, "curriculum")
    return {
        one: told_in(profile.returns, told.row, SHEETS[sheet].name)
        for one in asked
        if (sheet := by_question.get(one)) and (told := profile.forms.get(sheet))
    }
