"""Instruments as bars and a table: by family, what is lent and what could be."""

from hubdata import wording
from hubdata.services.results.scorecards import ScorecardLine
from hubdata.services.takes.amounts import How
from hubdata.services.takes.instruments import FamilyLine, Instruments, Stock
from pages.components.charting.bars import BarItem
from pages.components.charting.drawing import show_bars
from pages.components.figures.traced import Lines, behind_if_same, traced
from pages.components.kit.lists import build_figures
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Cell, Column, Group, Row, show_table
from pages.components.takes.hub_told import as_file

READY, LEFT = ("serviceable", "on_loan"), ("capital_awarded", "capital_spent")
"""What is ready to lend, and left of the capital: the first less the second."""
ALL_LOANS = "All pupils with a loan"
"""The figure of the KPI of access that has every instrument a school has from the hub."""


def show_lent(instruments: Instruments) -> None:
    """Each family's loans, with those fit to play as a tick."""
    lines = [one for one in instruments.lines if one.stock.on_loan is not None]
    if not lines:
        show_caption("Loans were not told.")
        return
    message = explain_scarce(instruments)
    show_heading(message)
    lines.sort(key=lambda one: -(one.stock.on_loan or 0))
    items = [BarItem(name_family(one), one.stock.on_loan, one.stock.serviceable) for one in lines]
    show_bars(items, message=message, key="lent", unit="", **as_file(instruments.told, "loans"))
    show_caption("On loan; the tick on each bar is how many are fit to play.")


def explain_scarce(instruments: Instruments) -> str:
    """The family of which the largest share is lent: "Keyboard is lent most fully: 245 of
    305 fit to play"."""
    known = [one for one in instruments.lines if one.stock.share_lent is not None]
    if not known:
        return "What is lent, by family"
    most = max(known, key=lambda one: one.stock.share_lent or 0)
    lent, fit = most.stock.on_loan, most.stock.serviceable
    return (
        f"Lent most fully: {wording.first_lower(name_family(most))}, "
        f"{wording.explain_figure(lent)} of {wording.explain_figure(fit)} fit to play"
    )


def build_all(instruments: Instruments, line: ScorecardLine | None) -> str:
    """The stock in figures, and what schools say of it."""
    every = instruments.all
    schools = wording.count_of(instruments.schools, "schools")
    lines = Lines(instruments.told.span, "instruments")
    behind = {
        "Owned": lines.page("stock"),
        "Fit to play": lines.page("serviceable"),
        "On loan": lines.page("on_loan"),
        "In repair": lines.page("in_repair"),
        "Ready to lend": page_of_less(lines, *READY),
        "Capital not yet spent": page_of_less(lines, *LEFT),
    }
    lent = f"On loan, by {schools}"
    said = behind_if_same(line, instruments.in_schools, number=ALL_LOANS)
    in_schools = Lines(instruments.told.span, "continuation")
    behind[lent] = said or in_schools.page("instruments_on_loan")
    figures = [
        ("Owned", wording.explain_figure(every.stock)),
        ("Fit to play", wording.explain_figure(every.serviceable)),
        ("On loan", wording.explain_figure(every.on_loan)),
        ("Ready to lend", wording.explain_figure(every.ready)),
        ("In repair", wording.explain_figure(every.in_repair)),
        (lent, wording.explain_figure(instruments.in_schools)),
        ("Capital not yet spent", wording.explain_figure(every.unspent, "£")),
    ]
    known = {name for name, figure in figures if figure != wording.UNKNOWN}
    return build_figures(figures, behind={one: behind[one] for one in known & behind.keys()})


def page_of_less(lines: Lines, one: str, other: str) -> str:
    """Where the difference of two counts is explained."""
    return lines.page_of_two(How.LESS, lines.side(one), lines.side(other))


def show_families(instruments: Instruments, line: ScorecardLine | None) -> None:
    """Every family, and all together: the capital spent as the KPI `line` tells it."""
    span = instruments.told.span
    spent = behind_if_same(line, instruments.all.capital_spent)
    show_heading("By family")
    columns = [
        Column("Family"),
        Column("Owned", "right"),
        Column("Fit to play", "right"),
        Column("On loan", "right", weight="strong"),
        Column("Lent, of those fit", "right", unit="%"),
        Column("Ready to lend", "right"),
        Column("In repair", "right"),
        Column("Capital awarded", "right", unit="£"),
        Column("Capital spent", "right", unit="£"),
        Column("Not yet spent", "right", unit="£"),
    ]
    rows = [
        build_family(
            name_family(one), one.stock, Lines(span, "instruments", {"family": one.family})
        )
        for one in instruments.lines
    ]
    every = build_family("Together", instruments.all, Lines(span, "instruments"), spent)
    together = Group("All families", [every])
    caption = f"Instruments, {instruments.told.span.label}"
    show_table(
        columns, [Group("", rows), together], caption=caption, key="families", file_name=caption
    )
    show_caption(
        "The lead organisation counts what it lends to anybody, schools what they have from the "
        "hub: the two differ where a school has not returned, or lends to pupils of its own accord."
    )


def build_family(name: str, stock: Stock, lines: Lines, spent: str | None = None) -> Row:
    """A family, or all of them; `spent` is what a KPI makes of the capital spent."""
    return [
        Cell(name),
        lines.number("stock", stock.stock),
        lines.number("serviceable", stock.serviceable),
        lines.number("on_loan", stock.on_loan),
        lines.share("on_loan", lines.side("serviceable"), stock.share_lent),
        traced(stock.ready, page_of_less(lines, *READY)),
        lines.number("in_repair", stock.in_repair),
        lines.number("capital_awarded", stock.capital_awarded),
        lines.number("capital_spent", stock.capital_spent, spent),
        traced(stock.unspent, page_of_less(lines, *LEFT)),
    ]


def name_family(line: FamilyLine) -> str:
    return wording.first_upper(line.family.value) if line.family else "No family given"
