"""Who takes part less than their share: indices, each with the two rates and what they rest on."""

from collections.abc import Sequence

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.gaps import Gap
from pages.components.figures.score import behind_target
from pages.components.figures.traced import traced
from pages.components.kit.linked import to
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import KPI
from pages.components.kit.tables import Cell, Column, Group, show_table

COLUMNS = (
    Column("Group"),
    Column("Index", "right", decimals=2),
    Column("Takes part", "right", unit="%"),
    Column("Compared with", "right", unit="%"),
)


def show_gaps(gaps: Sequence[Gap], period: Period) -> None:
    """The table; 1 is in proportion. An index below 0.9 is said in the heading."""
    if not gaps:
        return
    show_heading(title_of_gaps(gaps))
    show_caption(
        "An index of 1 says that a group takes part as much as the whole it is compared with; "
        "from 0.9 to 1.1 is in proportion. Each leads to its KPI, with target and explanation."
    )
    show_table(
        COLUMNS,
        [Group("", [build_row(gap) for gap in gaps])],
        caption=f"Who takes part less than their share, {period.label}",
        key="gaps",
        file_name=f"gaps {period.code}",
    )


def title_of_gaps(gaps: Sequence[Gap]) -> str:
    """ "Least reached for their number: pupils with SEND (0.77)"; by the lowest index known."""
    known = [gap for gap in gaps if gap.index is not None]
    if not known:
        return "Who takes part less is not known yet"
    lowest = min(known, key=lambda gap: gap.index or 0)
    if (lowest.index or 0) >= 0.9:
        return "No group takes part less than its share"
    return (
        f"Furthest below their share: {wording.first_lower(lowest.group)} "
        f"({wording.explain_figure(lowest.index, decimals=2)})"
    )


def build_row(gap: Gap) -> list[Cell]:
    note = "provisional: too few returns" if gap.provisional else None
    index, rate, base = (behind_target(one.result, one.name) for one in gap.behind)
    return [
        Cell(gap.group, to(KPI, kpi=gap.kpi_id), small=note),
        traced(gap.index, index),
        traced(gap.rate, rate, small=gap.rate_of),
        traced(gap.base_rate, base, small=gap.base_of),
    ]
