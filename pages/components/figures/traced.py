"""Numbers of tables and lists that lead to where they come from: what a KPI is made of where they
are one of its figures, else the sheet of the return that tells them."""

import math

from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from hubdata.services.takes.told import Told
from pages.components.figures.score import behind_target
from pages.components.kit.linked import to
from pages.components.kit.places import ONE_RETURN
from pages.components.kit.tables import Cell


def traced(value: float | None, target: str | None, *, small: str | None = None) -> Cell:
    """A number with its link; what is not known has none."""
    return Cell(value, None if value is None else target, small=small)


def sheet_of(told: Told, sheet: str) -> str | None:
    """The sheet of the latest hub return with it; `None` where none has."""
    return_id = told.return_ids.get(sheet)
    if return_id is None:
        return None
    return to(ONE_RETURN, **{"return": str(return_id), "sheet": sheet})


def behind_if_same(
    line: ScorecardLine | None, value: float | None, *, number: str = "", of: str = "numerator"
) -> str | None:
    """What a KPI's figure is made of, if that figure (`numerator`, `denominator` or `value` of the
    KPI or of its further figure `number`) is the very number; else `None`."""
    if line is None or value is None:
        return None
    told = find_figure(line.now, number)
    same = getattr(told, of) if told else None
    if same is None or not math.isclose(same, value, rel_tol=1e-9):
        return None
    return behind_target(line.now, number)


def find_figure(result: KpiResult, number: str) -> object | None:
    """The result itself, or its further figure of that name."""
    if not number:
        return result
    return next((one for one in result.parts if one.name == number), None)
