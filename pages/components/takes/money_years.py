"""Academic and financial years of money in totals, each leading to the cells behind it."""

from hubdata.periods import Period
from hubdata.services.takes.amounts import How
from hubdata.services.takes.money import YearLine
from hubdata.services.takes.told import less
from hubdata.vocabulary import IncomeSource
from pages.components.figures.traced import Lines, traced
from pages.components.kit.kept_table import show_kept_table
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Column, Group, Row
from pages.components.takes.cached_takes import read_years
from pages.components.takes.money import CAPITAL, POUNDS

YEARS = (
    Column("Year"),
    Column("Terms told", "right"),
    Column("Cash", **POUNDS),
    Column("Of which grant", **POUNDS),
    Column("Spent", **POUNDS, weight="strong"),
    Column("Cash less spent", **POUNDS, signed=True),
    Column("In kind", **POUNDS),
    Column("Capital", **POUNDS),
)


def show_years(period: Period) -> None:
    """Academic and financial years in totals, as far as they were told."""
    academic, financial = read_years(period)
    groups = [
        Group(name, [build_year(one) for one in lines])
        for name, lines in (("Academic years", academic), ("Financial years", financial))
        if lines
    ]
    if not groups:
        return
    show_heading("Year by year")
    caption = f"Money by year, to {period.label}"
    show_kept_table(YEARS, lambda: groups, caption=caption, key="years")
    show_caption(
        "A term belongs to the financial year (April to March) in which its middle lies, by the "
        "hub’s own term dates. An annual return cannot be divided and is in no financial year."
    )


def build_year(line: YearLine) -> Row:
    cash = Lines(line.span, "income", {"in_kind": False}, CAPITAL)
    kind = Lines(line.span, "income", {"in_kind": True}, CAPITAL)
    grant = Lines(line.span, "income", {"income_source": IncomeSource.DFE_REVENUE})
    spent = Lines(line.span, "expenditure")
    left = cash.page_of_two(How.LESS, cash.side("actual"), spent.side("actual"))
    return [
        line.label,
        f"{line.told} of {line.terms}",
        cash.number("actual", line.cash),
        grant.number("actual", line.grant),
        spent.number("actual", line.spent),
        traced(less(line.cash, line.spent), left),
        kind.number("actual", line.in_kind),
        Lines(line.span, "income", CAPITAL).number("actual", line.capital),
    ]
