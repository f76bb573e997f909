"""A board pack as a presentation from the dashboard, where each KPI is one key away."""

from __future__ import annotations

from urllib.parse import urlencode

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.reports.board.pack import Pack
from hubdata.reports.presentation.deck import render_deck
from hubdata.services.reports import board, board_packs

ROUTE = "/present"
DRAFT = "draft"
KPI_PAGE = "/kpi"
BOARD_PAGE = "/meeting"


def address_of_presentation(meeting_id: int, number: int | None) -> str:
    """Where the server shows a presentation: an approved edition, or the draft as it is now."""
    edition = DRAFT if number is None else str(number)
    return f"{ROUTE}?{urlencode({'meeting': meeting_id, 'edition': edition})}"


def present(meeting: str, edition: str) -> str:
    """The presentation of an address, as HTML. Raises `UnknownThing` where there is none."""
    if not meeting.isdigit() or not (edition.isdigit() or edition == DRAFT):
        raise UnknownThing("There is no such presentation. Open it from the board meetings.")
    found = board.load_meeting(int(meeting))
    pack = _pack(found, edition)
    query = urlencode({"meeting": meeting})
    return render_deck(
        pack,
        kpi_address=f"{KPI_PAGE}?kpi={{kpi}}&{urlencode(_period_of(found.period))}",
        leave_address=f"{BOARD_PAGE}?{query}",
    )


def _pack(meeting: board.Meeting, edition: str) -> Pack:
    if edition == DRAFT:
        return board_packs.build_draft(meeting)
    return board_packs.load_edition(meeting.id, int(edition)).pack


def _period_of(period: Period) -> dict[str, str]:
    told = {"year": str(period.year.code)}
    return told if period.is_year else {**told, "term": period.term.value}
