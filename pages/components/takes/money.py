"""Money as tables and bars: income by source, spending by function, partners, years."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from hubdata import wording
from hubdata.framework import FUNCTIONS, StrategicFunction
from hubdata.periods import Period
from hubdata.services.results.scorecards import ScorecardLine
from hubdata.services.takes.money import IncomeLine, Money, PartnerLine, SpendingLine, YearLine
from hubdata.services.takes.told import share, total
from pages.components.charting.bars import BarItem
from pages.components.charting.drawing import show_bars
from pages.components.figures.traced import behind_if_same, sheet_of, traced
from pages.components.kit.addresses import partner_page
from pages.components.kit.astray import note_unoffered
from pages.components.kit.kept_table import show_kept_table
from pages.components.kit.lists import build_figures
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Cell, Column, Group, Row
from pages.components.takes.cached_takes import read_years
from pages.components.takes.hub_told import as_file

POUNDS = {"align": "right", "unit": "£"}
PERIOD, FINANCIAL = "period", "financial"
NO_FUNCTION = "No function given"
INCOME = (
    Column("Source"),
    Column("Budget", **POUNDS),
    Column("Received", **POUNDS, weight="strong"),
    Column("Difference", **POUNDS, signed=True),
    Column("Of all revenue", "right", unit="%", decimals=1),
    Column("Forecast for the year", **POUNDS),
)
SPENDING = (
    Column("Heading"),
    Column("Budget", **POUNDS),
    Column("Spent", **POUNDS, weight="strong"),
    Column("Difference", **POUNDS, signed=True),
    Column("Of it, grant", **POUNDS),
    Column("Forecast for the year", **POUNDS),
)
PARTNERS = (
    Column("Partner"),
    Column("Paid from the grant", **POUNDS, weight="strong"),
    Column("Paid from other money", **POUNDS),
    Column("Awarded, it says", **POUNDS),
    Column("Had so far, it says", **POUNDS),
    Column("Spent so far, it says", **POUNDS),
    Column("Its own cash", **POUNDS),
    Column("Its help in kind", **POUNDS),
)
YEARS = (
    Column("Year"),
    Column("Terms told", "right"),
    Column("Cash", **POUNDS),
    Column("Of it, grant", **POUNDS),
    Column("Spent", **POUNDS, weight="strong"),
    Column("Cash less spent", **POUNDS, signed=True),
    Column("In kind", **POUNDS),
    Column("Capital", **POUNDS),
)


def choose_span(period: Period, financial_year: str) -> str:
    """The chosen term or year, or the financial year it is in."""
    options = {PERIOD: wording.name_period(period), FINANCIAL: f"Financial year {financial_year}"}
    note_unoffered("over", "Added up over", options.values())
    return st.segmented_control(
        "Added up over",
        list(options),
        default=PERIOD,
        required=True,
        format_func=options.__getitem__,
        key="over",
        bind="query-params",
        label_visibility="collapsed",
    )


def show_sources(money: Money) -> None:
    """Income in cash by source, the largest first, each with its budget as a tick."""
    lines = [one for one in money.income_of(in_kind=False) if one.actual is not None]
    lines.sort(key=lambda one: -(one.actual or 0))
    whole = total(one.actual for one in lines)
    if not lines or not whole:
        show_caption("No income in cash was told.")
        return
    largest = lines[0]
    message = (
        f"{name_source(largest)} is {wording.explain_figure(share(largest.actual, whole), '%')} "
        f"of income in cash"
    )
    show_heading(message)
    items = [BarItem(name_source(one), one.actual, one.budget) for one in lines]
    show_bars(
        items, message=message, key="sources", unit="£", **as_file(money.told, "income by source")
    )


def show_functions(money: Money) -> None:
    """What each function cost, with its budget as a tick."""
    items = [
        BarItem(
            FUNCTIONS[one].short,
            total(line.actual for line in money.spending if line.function is one),
            total(line.budget for line in money.spending if line.function is one),
        )
        for one in StrategicFunction
    ]
    whole = total(one.value for one in items)
    if not whole:
        show_caption("No spending was told.")
        return
    largest = max(items, key=lambda one: one.value or 0)
    message = (
        f"{largest.name}: {wording.explain_figure(share(largest.value, whole), '%')} of what was "
        "spent"
    )
    show_heading(message)
    show_bars(items, message=message, key="functions", unit="£", **as_file(money.told, "spending"))
    show_caption("The tick on each bar is the budget for the same time.")


def build_balances(money: Money, line: ScorecardLine | None) -> str:
    """Reserves and debts on the last day that was told; `line` is the KPI of the reserves."""
    kept = money.balances
    named = (
        ("Free reserves", kept.free),
        ("Designated, set aside by the board", kept.designated),
        ("Restricted to what givers named", kept.restricted),
        ("Owed to the hub for over 90 days", kept.debtors),
    )
    sheet = sheet_of(money.told, "Balances")
    behind = {name: sheet for name, amount in named if sheet and amount is not None}
    if reserves := behind_if_same(line, kept.free):
        behind["Free reserves"] = reserves
    figures = [(name, wording.explain_figure(amount, "£")) for name, amount in named]
    return build_figures(figures, behind=behind)


def show_income(money: Money, line: ScorecardLine | None) -> None:
    """The table of income, where any was told."""
    caption, build = f"Income, {money.told.span.label}", lambda: build_incomes(money, line)
    show_kept_table(INCOME, build, caption=caption, key="income", heading="Income")


def build_incomes(money: Money, line: ScorecardLine | None) -> Sequence[Group]:
    """Every source, cash and in kind and capital apart, each with its total. Where a source's sum
    is a figure of the KPI of grant dependence, it leads to what that is made of.
    """
    cash, kind = money.income_of(in_kind=False), money.income_of(in_kind=True)
    running = total(one.actual for one in (*cash, *kind))
    sheet = sheet_of(money.told, "Income")
    return [
        Group(name, build_income_rows(name, lines, running, IncomeSources(line, sheet)))
        for name, lines in (("Cash", cash), ("In kind", kind), ("Capital", money.capital))
        if lines
    ]


@dataclass(frozen=True)
class IncomeSources:
    """Where sums of income come from: the KPI of grant dependence, and the sheet that was sent."""

    line: ScorecardLine | None
    sheet: str | None

    def behind(self, one: IncomeLine) -> str | None:
        """The KPI tells a source with its help in kind: then the two are not the same number."""
        same = behind_if_same(self.line, one.actual, number=name_source(one))
        return same or self.sheet


def build_income_rows(
    name: str, lines: Sequence[IncomeLine], running: float | None, sources: IncomeSources
) -> Sequence[Row]:
    """The sources, and what they come to where there are several."""
    rows = [build_income(one, running, sources.behind(one)) for one in lines]
    return rows if len(rows) == 1 else [*rows, build_total(name, lines, sources.sheet)]


def build_income(line: IncomeLine, running: float | None, behind: str | None) -> Row:
    part = None if line.is_capital else share(line.actual, running)
    return [
        name_source(line),
        line.budget,
        traced(line.actual, behind),
        less(line.actual, line.budget),
        Cell(part, words="not counted") if line.is_capital else part,
        line.forecast,
    ]


def build_total(name: str, lines: Sequence[IncomeLine], sheet: str | None) -> Row:
    budget, actual = total(one.budget for one in lines), total(one.actual for one in lines)
    known = [one for one in lines if one.budget is not None]
    return [
        f"{name} together",
        budget,
        traced(actual, sheet),
        less(total(one.actual for one in known), budget),
        Cell(None, words=" "),
        total(one.forecast for one in lines),
    ]


def show_spending(money: Money, line: ScorecardLine | None) -> None:
    """The table of spending, where any was told."""
    caption, build = f"Spending, {money.told.span.label}", lambda: build_spendings(money, line)
    heading = "Spending by function and heading"
    show_kept_table(SPENDING, build, caption=caption, key="spending", heading=heading)


def build_spendings(money: Money, line: ScorecardLine | None) -> Sequence[Group]:
    """Every heading under its function, with the function's total first. The grant in it leads to
    what the KPI of the front line makes of it.
    """
    sheet = sheet_of(money.told, "Expenditure")
    functions = (*StrategicFunction, None)
    groups = []
    for function in functions:
        lines = [one for one in money.spending if one.function is function]
        if lines:
            name = FUNCTIONS[function].name if function else NO_FUNCTION
            rows = [build_spending(one, sheet) for one in lines]
            grant = total(one.grant for one in lines)
            number = FUNCTIONS[function].short if function else ""
            behind = behind_if_same(line, grant, number=number, of="denominator")
            sums = [] if len(rows) == 1 else [build_sum(lines, sheet, behind or sheet)]
            groups.append(Group(name, [*sums, *rows]))
    return groups


def build_spending(line: SpendingLine, sheet: str | None) -> Row:
    difference = less(line.actual, line.budget)
    heading = wording.first_upper(line.heading)
    spent = traced(line.actual, sheet)
    return [heading, line.budget, spent, difference, line.grant, line.forecast]


def build_sum(lines: Sequence[SpendingLine], sheet: str | None, grant: str | None) -> Row:
    known = [one for one in lines if one.budget is not None]
    return [
        "All headings",
        total(one.budget for one in lines),
        traced(total(one.actual for one in lines), sheet),
        less(total(one.actual for one in known), total(one.budget for one in known)),
        traced(total(one.grant for one in lines), grant),
        total(one.forecast for one in lines),
    ]


def show_partners(money: Money) -> None:
    """What partners were paid, beside what they say they had."""
    lines = money.partners
    if not lines:
        return
    paid = total(one.paid_grant for one in lines)
    head = "Partners"
    if paid is not None:
        count = sum(1 for one in lines if one.paid_grant)
        head = (
            f"{wording.explain_figure(paid, '£')} of grant went to "
            f"{wording.count_of(count, 'partners')}"
        )
    show_heading(head)
    caption = f"Money to partners, {money.told.span.label}"
    sheet = sheet_of(money.told, "Payments to partners")
    show_kept_table(
        PARTNERS,
        lambda: [Group("", [build_partner(one, sheet) for one in lines])],
        caption=caption,
        key="partners",
    )
    show_caption(
        "Paid is what the lead organisation told; the rest is what each partner told: awarded, had "
        "and spent for the academic year so far, its own cash and help in kind for the time chosen."
    )


def build_partner(line: PartnerLine, sheet: str | None) -> Row:
    return [
        Cell(line.name, partner_page(line.partner_id), small=line.partner_id),
        traced(line.paid_grant, sheet),
        line.paid_other,
        line.awarded,
        line.received,
        line.spent,
        line.match_cash,
        line.in_kind,
    ]


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
    told = f"{line.told} of {line.terms}"
    left = less(line.cash, line.spent)
    return [line.label, told, line.cash, line.grant, line.spent, left, line.in_kind, line.capital]


def name_source(line: IncomeLine) -> str:
    return wording.first_upper(line.source.value) if line.source else "No source given"


def less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def build_missing(money: Money) -> str:
    """Which terms of the span were not told; empty where all were."""
    told = money.told
    if told.is_whole:
        return ""
    names = [term.label for term in told.span.terms if term not in told.terms]
    verb = "is" if len(names) == 1 else "are"
    return f"{wording.join_words(names)} {verb} not told yet and not in these amounts."
