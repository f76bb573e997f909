"""Returns of a source and their quality: when they came, what was wrong, what was estimated."""

from collections.abc import Sequence

from hubdata import wording
from hubdata.services.tracking.quality import Returned, title_of_returned
from pages.components.kit.addresses import return_page
from pages.components.kit.downloads import show_downloads
from pages.components.kit.linked import show_linked
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Cell, Column, Group, build_sheet, build_table

COLUMNS = (
    Column("Return"),
    Column("Received"),
    Column("Status"),
    Column("Versions", "right"),
    Column("What was wrong"),
    Column("Estimate"),
)
FEW = 9


def show_returned(found: Sequence[Returned], *, name: str) -> None:
    """The last nine returns, newest first; the file has them all."""
    show_heading(title_of_returned(found))
    if not found:
        show_caption("Each return that comes will be listed here, with when it came and how good.")
        return
    caption = f"Returns of {name}"
    show_linked(build_table(COLUMNS, build_groups(found[:FEW]), caption=caption), "returned")
    whole = build_groups(found)
    show_downloads(
        lambda: build_sheet(COLUMNS, whole, caption=caption),
        f"returns of {name}",
        key="returned",
    )
    if len(found) > FEW:
        show_caption(f"The last {wording.number_word(FEW)} of {len(found)}; the file has them all.")


def build_groups(found: Sequence[Returned]) -> list[Group]:
    return [Group("", [build_row(one) for one in found])]


def build_row(one: Returned) -> list[Cell]:
    latest = one.latest
    estimate = {None: None, True: "Yes", False: "No"}[latest.estimate]
    nil = ", nothing to report" if latest.nil_return else ""
    return [
        Cell(one.period.label, return_page(latest.id)),
        Cell(wording.short_day(latest.received_on), small=explain_lateness(one)),
        Cell(wording.first_upper(latest.status) + nil),
        Cell(one.versions),
        Cell(explain_faults(one)),
        Cell(estimate),
    ]


def explain_lateness(one: Returned) -> str:
    """ "12 days late", "on time"; of the first version that came."""
    if one.days_late <= 0:
        return "on time"
    return f"{wording.count_of(one.days_late, 'days')} late"


def explain_faults(one: Returned) -> str:
    """ "2 errors, 1 query open; 3 explained; 1 row left out"; "Nothing" where all was well."""
    told = []
    if one.latest.errors:
        told.append(wording.count_of(one.latest.errors, "errors"))
    if one.latest.queries:
        number = one.latest.queries
        told.append(f"{number} {'query' if number == 1 else 'queries'} open")
    if one.explained:
        told.append(f"{one.explained} explained")
    if one.left_out:
        told.append(f"{wording.count_of(one.left_out, 'rows')} left out")
    return ", ".join(told) or "Nothing"
