"""What an amount is made of: each of its sides with what every return adds to it, and what is not
counted.
"""

from collections.abc import Sequence

import streamlit as st

from hubdata import wording
from hubdata.periods import FinancialYear
from hubdata.services.results.explaining import Cell as Found
from hubdata.services.takes.amounts import Amount, How
from hubdata.services.takes.explaining_amounts import ExplainedAmount
from pages.components.figures.cells import CELL_COLUMNS, build_file_cell, list_answers, say_total
from pages.components.figures.contributions import show_figure
from pages.components.kit.addresses import partner_page
from pages.components.kit.astray import note_unknown
from pages.components.kit.downloads import Sheet, show_downloads
from pages.components.kit.linked import show_linked, to
from pages.components.kit.lists import Crumb, build_crumbs
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.places import ENVIRONMENT, INSTRUMENTS, MONEY, PEOPLE
from pages.components.kit.tables import Cell, Column, Group, show_table
from pages.components.takes.hub_told import explain_told

FINANCIAL = "financial"
"""In the address: the year a financial year begins in."""
PAGES = {
    "workforce": ("People", PEOPLE),
    "instruments": ("Instruments", INSTRUMENTS),
    "continuation": ("Instruments", INSTRUMENTS),
    "environment": ("Environment", ENVIRONMENT),
    "delivery": ("Environment", ENVIRONMENT),
}
"""The page that tells the amounts of a sheet; of all others it is Money."""
OF_PARTNERS = ("project", "destinations")
"""Sheets whose amounts stand on the page of the partner that told them."""
OF_SCHOOLS = ("continuation",)
HUB_RETURN = "hub-return"
FILE_COLUMNS = ("Side", "Lines", "Source", "What", "Adds", *CELL_COLUMNS)
NOT_COUNTED = (Column("Not counted"), Column("Amount", "right"), Column("Why"))


def asked_year() -> FinancialYear | None:
    """The financial year that the address names, if it names one."""
    asked = st.query_params.get(FINANCIAL, "")
    if asked.isdigit() and len(asked) == 4:
        return FinancialYear(int(asked))
    if asked:
        note_unknown("financial year", asked, shown="the term or year of the menu")
    return None


def show_way_back(explained: ExplainedAmount) -> None:
    """The page it stands on, and of which term or year it is."""
    side = explained.amount.of
    name, script = PAGES.get(side.table, ("Money", MONEY))
    back = to(script, over=FINANCIAL if explained.told.span.financial_year else None)
    if side.table in OF_PARTNERS:
        name, back = "The partner", partner_page(dict(side.only).get("source", ""))
    show_linked(build_crumbs([Crumb(name, back), Crumb(explained.told.span.label)]), "crumbs")


def explain_who_told(explained: ExplainedAmount) -> str:
    """ "2025/26: told by the lead organisation", or by partners or by schools."""
    if explained.amount.of.kind.name == HUB_RETURN:
        return explain_told(explained.told)
    whose = "schools" if explained.amount.of.table in OF_SCHOOLS else "partners"
    return f"{explained.told.span.label}: told by {whose}."


def title_of_amount(explained: ExplainedAmount) -> str:
    """ "Received in the period, less budget for the period: −£29,990"."""
    amount = explained.amount
    if explained.value is None:
        return f"{amount.words}: not told"
    return f"{amount.words}: {say_value(amount, explained.value)}"


def say_value(amount: Amount, value: float) -> str:
    """A difference with its sign; shares and what is for each of something to one decimal."""
    is_less = amount.how is How.LESS
    decimals = say_decimals(value, amount.unit) if is_less or amount.how is None else 1
    return wording.explain_figure(value, amount.unit, decimals=decimals, signed=is_less)


def say_decimals(value: float, unit: str) -> int:
    if float(value).is_integer():
        return 0
    return 2 if unit == "£" else 1


def show_side(explained: ExplainedAmount, at: int) -> None:
    """One side: its total, which lines are meant, and what each return adds, cell by cell."""
    figure, lines = explained.figures[at], explained.lines[at]
    unit = explained.amount.sides[at].spec.unit
    told = f"{figure.words} ({figure.role}): {say_total(figure.total, unit)}"
    show_heading("What each return adds" if len(explained.figures) == 1 else told)
    if lines:
        show_caption(f"{lines}.")
    show_figure(explained.places, figure, sources="returns", key=f"side {at}", unit=unit)


def show_not_counted(explained: ExplainedAmount) -> None:
    """Answers that are in no sum, and why."""
    if not explained.not_counted:
        return
    show_heading("What is not counted")
    unit = explained.amount.of.spec.unit
    rows = [
        [
            Cell(one.row.name, small=say_cells(explained, one.row.cells)),
            Cell(one.row.amount, words=say_total(one.row.amount, unit)),
            wording.first_upper(one.reason),
        ]
        for one in explained.not_counted
    ]
    show_table(NOT_COUNTED, [Group("", rows)], caption="What is not counted", key="not_counted")


def say_cells(explained: ExplainedAmount, cells: Sequence[Found]) -> str:
    told = list_answers(explained.places, cells)
    return "; ".join(f"{one.where}, {one.heading}: {one.value}" for one in told)


def show_file(explained: ExplainedAmount) -> None:
    """Every cell, to take away."""
    name = f"{explained.amount.words} {explained.told.span.label}"
    show_downloads(lambda: build_file(explained), name, key="amount_file")


def build_file(explained: ExplainedAmount) -> Sheet:
    """Every cell behind every side, and those not counted, one row each."""
    rows: list[Sequence[str | float | None]] = []
    for figure, lines in zip(explained.figures, explained.lines, strict=True):
        for one in figure.contributions:
            known = (figure.words, lines, one.owner, one.name, one.amount)
            rows += [(*known, *build_file_cell(cell, explained.places[cell])) for cell in one.cells]
    for left in explained.not_counted:
        known = (f"not counted: {left.reason}", "", left.row.owner, left.row.name, None)
        cells = left.row.cells
        rows += [(*known, *build_file_cell(cell, explained.places[cell])) for cell in cells]
    return Sheet(explained.told.span.label, FILE_COLUMNS, rows)
