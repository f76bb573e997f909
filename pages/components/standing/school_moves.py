"""Which schools moved a KPI since the term before, with their phase and authority; those that told
nothing now stand apart, as a missing return is no change.
"""

from collections.abc import Mapping, Sequence
from html import escape

from hubdata import wording
from hubdata.services.reach.schools import SchoolLine
from hubdata.services.results.school_moves import (
    SchoolMove,
    SchoolMoves,
    can_move,
    find_school_moves,
)
from hubdata.services.results.scorecards import KpiResult, ScorecardLine
from pages.components.kit.addresses import school_page
from pages.components.kit.cached import read_explanation, read_school_lines
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import build_link, show_linked
from pages.components.kit.look import show_caption

MOST_SCHOOLS = 15
"""Schools named on either side: people ask for each of them by name."""
COLUMNS = ("Side", "URN", "School", "Phase", "Authority", "Before", "Now")
Lines = Mapping[str, SchoolLine]
"""Schools of the period by URN."""


def show_school_moves(line: ScorecardLine, *, la_code: str | None, place: str) -> None:
    """Both sides as lists, and all of them in a file; nothing where no term before is known."""
    before = line.before
    if before is None or before.value is None or not can_move(line.kpi):
        return
    since = wording.explain_since(before.period)
    if line.now.break_since(before):
        show_caption(f"Schools are not held against {since}: the series breaks between.")
        return
    then, now = (
        read_explanation(line.kpi.id, one.period, la_code=la_code).explanation
        for one in (before, line.now)
    )
    moves = find_school_moves(then, now)
    lines = {str(one.school.urn): one for one in read_school_lines(line.now.period)}
    show_linked(build_moves(moves, lines, line.now, since=since), "school_moves")
    if moves.less or moves.more or moves.silent:
        show_downloads(
            lambda: build_sheet(moves, lines, line.now, since=since),
            f"{line.kpi.id} {line.now.period.code} moved since {since}"
            f"{f', {place}' if place else ''}",
            key="school_moves_file",
        )


def build_moves(moves: SchoolMoves, lines: Lines, now: KpiResult, *, since: str) -> str:
    """ "Counted in spring, no longer now: 14 schools" beside "Newly counted: 8 schools"."""
    heads = name_sides(moves, now, since=since)
    sides = "".join(
        build_side(f"{head}: {wording.count_of(len(some), 'schools')}", some, moves, lines)
        for head, some in zip(heads, (moves.less, moves.more), strict=True)
    )
    count = len(moves.silent)
    note = ""
    if count:
        more = f"{count:,} more {wording.noun_for(count, 'schools')} counted in {since}"
        note = f"{more} and told nothing now: whether they still do is not known."
    return f'<div class="hub-sides">{sides}</div>' + (
        f'<p class="hub-caption">{escape(note)}</p>' if note else ""
    )


def name_sides(moves: SchoolMoves, now: KpiResult, *, since: str) -> tuple[str, str]:
    """What either side is called."""
    if moves.is_share_of_schools:
        return f"Counted in {since}, no longer now", f"Newly counted since {since}"
    counted = now.kpi.counted
    return f"Fewer {counted} than in {since}", f"More {counted} than in {since}"


def build_side(title: str, some: Sequence[SchoolMove], moves: SchoolMoves, lines: Lines) -> str:
    rows = "".join(build_row(one, moves, lines) for one in some[:MOST_SCHOOLS])
    if len(some) > MOST_SCHOOLS:
        rows += f"<dt>And more, in the file</dt><dd>{len(some) - MOST_SCHOOLS:,}</dd>"
    listed = f'<dl class="hub-figures">{rows}</dl>' if rows else '<p class="hub-caption">None.</p>'
    return f'<div><p class="hub-head">{escape(title)}</p>{listed}</div>'


def build_row(one: SchoolMove, moves: SchoolMoves, lines: Lines) -> str:
    """A school, below it "Secondary, Harrow Vale", beside it "90 to 44" where more than it counts
    itself.
    """
    place = ", ".join(filter(None, find_place(one.owner, lines)))
    small = f'<span class="small">{escape(place)}</span>' if place else ""
    moved = "" if moves.is_share_of_schools else f"{one.before:,g} to {one.now:,g}"
    return f"<dt>{build_link(one.name, school_page(one.owner))}{small}</dt><dd>{moved}</dd>"


def find_place(owner: str, lines: Lines) -> tuple[str, str]:
    """A school's phase and authority; blank where it is not of the period."""
    found = lines.get(owner)
    return (found.school.phase or "", found.school.la_name or "") if found else ("", "")


def build_sheet(moves: SchoolMoves, lines: Lines, now: KpiResult, *, since: str) -> Sheet:
    """Every school that moved, and those that are not known any more."""
    less, more = name_sides(moves, now, since=since)
    rows = [
        (head, one.owner, one.name, *find_place(one.owner, lines), one.before, one.now)
        for head, some in ((less, moves.less), (more, moves.more))
        for one in some
    ]
    rows += [
        ("Not known now", one.owner, one.name, *find_place(one.owner, lines), one.numerator, None)
        for one in moves.silent
    ]
    return Sheet(f"{now.kpi.name} since {since}", COLUMNS, rows)
