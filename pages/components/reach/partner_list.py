"""The list of partners: filters, order, and the rows that they leave."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from hubdata import wording
from hubdata.periods import Period
from hubdata.services.reach.partner_histories import PartnerLine, PartnerLines
from hubdata.services.results.scorecards import ScorecardLine
from pages.components.figures.score import behind_target
from pages.components.figures.traced import traced
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import build_link, show_linked, to
from pages.components.kit.look import show_caption
from pages.components.kit.marks import build_legend, build_marks, describe_marks
from pages.components.kit.places import PARTNER
from pages.components.kit.tables import Cell, Column, Group, build_table
from pages.components.reach.school_filters import EVERY, SEARCH_WIDTH, choose

AGREEMENT = {True: "Signed", False: "Not signed", None: "Not known"}
RETURNED, SILENT, NOT_ASKED = "Returned", "Not returned", "Not asked"
ORDERS: dict[str, Callable[[PartnerLine], tuple[object, ...]]] = {
    "Name": lambda line: (line.partner.name.casefold(),),
    "Kind": lambda line: (line.partner.kind.value, line.partner.name.casefold()),
    "Most young people": lambda line: (
        -((line.delivered.participants if line.delivered else 0) or 0),
        line.partner.name.casefold(),
    ),
    "Most sessions": lambda line: (
        -((line.delivered.sessions if line.delivered else 0) or 0),
        line.partner.name.casefold(),
    ),
}
COLUMNS = (
    Column("Partner"),
    Column("Kind", on_phone="bare"),
    Column("Authorities", on_phone="bare"),
    Column("Agreement"),
    Column("Sessions", "right"),
    Column("Young people", "right"),
    Column("History", on_phone="bare"),
    Column("Return", on_phone="bare"),
)
FILE_COLUMNS = (
    *("Partner ID", "Partner", "Kind", "Authorities", "Agreement signed", "Commitments signed"),
    *("Projects", "Sessions held", "Sessions planned", "Young people", "Return", "History"),
)


def explain_partners(lines: Sequence[PartnerLine], period: Period) -> str:
    """ "22 of 24 partners were active in summer 2025/26"."""
    if not lines:
        return "No partner is in the register for this period"
    count = wording.count_of(len(lines), "partners")
    active = sum(bool(line.delivered and line.delivered.sessions) for line in lines)
    if not any(line.delivered for line in lines):
        return f"None of {count} has returned for {wording.explain_period(period)} yet"
    return f"{active} of {count} held sessions in {wording.explain_period(period)}"


def show_active(line: ScorecardLine | None) -> None:
    """Where the number of active partners comes from, cell by cell."""
    if line is None or line.now.value is None:
        return
    counted = wording.count_of(int(line.now.value), "active partners")
    behind = build_link(f"See the answers behind the {counted}", behind_target(line.now))
    show_linked(f'<p class="hub-caption">{behind}</p>', "active")


def is_in(line: PartnerLine, la_code: str | None) -> bool:
    """Whether a partner works in an authority; one without authorities works everywhere."""
    return la_code is None or not line.partner.la_codes or la_code in line.partner.la_codes


def choose_partners(lines: Sequence[PartnerLine]) -> list[PartnerLine]:
    """The partners that the filters leave, in the chosen order; the choices are in the address."""
    kinds = sorted({wording.first_upper(line.partner.kind.value) for line in lines})
    with st.container(horizontal=True):
        search = st.text_input(
            "Partner or ID", bind="query-params", key="search", width=SEARCH_WIDTH
        )
        kind = choose("Kind", [EVERY, *kinds], key="kind")
        agreement = choose("Agreement", [EVERY, *AGREEMENT.values()], key="agreement")
        returned = choose("Return", [EVERY, RETURNED, SILENT, NOT_ASKED], key="returned")
        order = choose("Order", list(ORDERS), key="order")
    found = [
        line
        for line in lines
        if kind in (EVERY, wording.first_upper(line.partner.kind.value))
        and agreement in (EVERY, AGREEMENT[line.partner.agreement_signed])
        and returned in (EVERY, say_returned(line))
        and is_found(line, search or "")
    ]
    return sorted(found, key=ORDERS[order])


def say_returned(line: PartnerLine) -> str:
    if line.progress is None:
        return NOT_ASKED
    return RETURNED if line.delivered else SILENT


def is_found(line: PartnerLine, search: str) -> bool:
    text = f"{line.partner.name} {line.partner.partner_id}".casefold()
    return all(word in text for word in search.casefold().split())


def show_partners(
    lines: Sequence[PartnerLine],
    found: PartnerLines,
    period: Period,
    *,
    authorities: Mapping[str, str],
) -> None:
    """The table, what its marks stand for, and all of it as a file."""
    if not lines:
        show_caption("No partner fits all of these filters.")
        return
    caption = f"Partners, {period.label}"
    rows = [build_row(line, found, authorities) for line in lines]
    show_linked(build_table(COLUMNS, [Group("", rows)], caption=caption), "partners")
    marks = list(dict.fromkeys(mark for line in found.lines for mark in line.marks))
    show_linked(build_legend(marks, found.periods), "legend")
    show_downloads(
        lambda: Sheet(
            caption, FILE_COLUMNS, [build_file_row(line, found, authorities) for line in lines]
        ),
        f"partners {period.code}",
        key="partners",
    )


def build_row(line: PartnerLine, found: PartnerLines, authorities: Mapping[str, str]) -> list[Cell]:
    partner, told = line.partner, line.delivered
    progress = wording.first_upper(line.progress.value) if line.progress else NOT_ASKED
    work = to(PARTNER, partner=partner.partner_id)
    return [
        Cell(partner.name, work, small=partner.partner_id),
        Cell(wording.first_upper(partner.kind.value)),
        Cell(say_authorities(partner.la_codes, authorities)),
        Cell(AGREEMENT[partner.agreement_signed]),
        traced(told.sessions if told else None, work),
        traced(told.participants if told else None, work),
        Cell(None, drawing=build_marks(line.marks, found.periods)),
        Cell(progress),
    ]


def build_file_row(
    line: PartnerLine, found: PartnerLines, authorities: Mapping[str, str]
) -> list[str | float | None]:
    partner, told = line.partner, line.delivered
    return [
        partner.partner_id,
        partner.name,
        partner.kind.value,
        say_authorities(partner.la_codes, authorities),
        AGREEMENT[partner.agreement_signed].lower(),
        AGREEMENT[partner.commitments_signed].lower(),
        told.projects if told else None,
        told.sessions if told else None,
        told.planned if told else None,
        told.participants if told else None,
        line.progress.value if line.progress else NOT_ASKED.lower(),
        describe_marks(line.marks, found.periods),
    ]


def say_authorities(codes: Sequence[str], authorities: Mapping[str, str]) -> str:
    """Their names; a partner without any works in the whole hub."""
    return ", ".join(authorities.get(code, code) for code in codes) or "Whole hub"
