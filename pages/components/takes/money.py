"""Money as tables and bars: income by source, spending by function, partners, years."""

from collections.abc import Sequence

import streamlit as st

from hubdata import wording
from hubdata.framework import FUNCTIONS, StrategicFunction
from hubdata.periods import Period
from hubdata.services.results.scorecards import ScorecardLine
from hubdata.services.takes.money import IncomeLine, Money, SpendingLine
from hubdata.services.takes.told import Span, less, share, total
from hubdata.vocabulary import IncomeSource
from pages.components.charting.bars import BarItem
from pages.components.charting.drawing import show_bars
from pages.components.figures.traced import Lines, behind_if_same
from pages.components.kit.astray import note_unoffered
from pages.components.kit.kept_table import show_kept_table
from pages.components.kit.lists import build_figures
from pages.components.kit.look import show_caption, show_heading
from pages.components.kit.tables import Cell, Column, Group, Row
from pages.components.takes.hub_told import as_file

POUNDS = {"align": "right", "unit": "£"}
PERIOD, FINANCIAL = "period", "financial"
NO_FUNCTION = "No function given"
CAPITAL = {"income_source": IncomeSource.DFE_CAPITAL}
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
    Column("Of which grant", **POUNDS),
    Column("Forecast for the year", **POUNDS),
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


def build_balances(money: Money, line: ScorecardLine | None) -> str:
    """Reserves and debts on the last day that was told; `line` is the KPI of the reserves."""
    kept = money.balances
    named = (
        ("Free reserves", "reserves_free", kept.free),
        ("Designated, set aside by the board", "reserves_designated", kept.designated),
        ("Restricted to what givers named", "reserves_restricted", kept.restricted),
        ("Owed to the hub for over 90 days", "debtors_over_90_days", kept.debtors),
    )
    lines = Lines(money.told.span, "balances")
    behind = {name: lines.page(field) for name, field, amount in named if amount is not None}
    if reserves := behind_if_same(line, kept.free):
        behind["Free reserves"] = reserves
    figures = [(name, wording.explain_figure(amount, "£")) for name, _, amount in named]
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
    span = money.told.span
    named = (
        ("Cash", cash, Lines(span, "income", {"in_kind": False}, CAPITAL)),
        ("In kind", kind, Lines(span, "income", {"in_kind": True}, CAPITAL)),
        ("Capital", money.capital, Lines(span, "income", CAPITAL)),
    )
    groups = []
    for name, lines, together in named:
        rows = [build_income(one, running, span, line) for one in lines]
        if len(rows) > 1:
            rows.append(build_total(name, lines, together, running))
        if rows:
            groups.append(Group(name, rows))
    return groups


def build_income(
    line: IncomeLine, running: float | None, span: Span, kpi: ScorecardLine | None
) -> Row:
    """The KPI tells a source with its help in kind: then the two are not the same number."""
    lines = Lines(span, "income", {"income_source": line.source, "in_kind": line.in_kind})
    same = behind_if_same(kpi, line.actual, number=name_source(line))
    whole = Lines(span, "income", but=CAPITAL).side("actual")
    part = lines.share("actual", whole, share(line.actual, running))
    return [
        name_source(line),
        lines.number("budget", line.budget),
        lines.number("actual", line.actual, same),
        lines.less("actual", "budget", less(line.actual, line.budget)),
        Cell(None, words="not counted") if line.is_capital else part,
        lines.number("forecast_year", line.forecast),
    ]


def build_total(
    name: str, lines: Sequence[IncomeLine], together: Lines, running: float | None
) -> Row:
    actual = total(one.actual for one in lines)
    whole = Lines(together.span, "income", but=CAPITAL).side("actual")
    part = together.share("actual", whole, share(actual, running))
    budget = total(one.budget for one in lines)
    known = total(one.actual for one in lines if one.budget is not None)
    return [
        f"{name} together",
        together.number("budget", budget),
        together.number("actual", actual),
        together.less("actual", "budget", less(known, budget)),
        Cell(None, words="not counted") if any(one.is_capital for one in lines) else part,
        together.number("forecast_year", total(one.forecast for one in lines)),
    ]


def show_spending(money: Money, line: ScorecardLine | None) -> None:
    """The table of spending, where any was told."""
    caption, build = f"Spending, {money.told.span.label}", lambda: build_spendings(money, line)
    heading = "Spending by function and heading"
    show_kept_table(SPENDING, build, caption=caption, key="spending", heading=heading)


def build_spendings(money: Money, line: ScorecardLine | None) -> Sequence[Group]:
    """Every heading under its function, with the function's total first, and all of them together.
    The grant in it leads to what the KPI of the front line makes of it.
    """
    span, groups = money.told.span, []
    for function in (*StrategicFunction, None):
        lines = [one for one in money.spending if one.function is function]
        if lines:
            name = FUNCTIONS[function].name if function else NO_FUNCTION
            rows = [build_spending(one, span) for one in lines]
            number = FUNCTIONS[function].short if function else ""
            grant = total(one.grant for one in lines)
            behind = behind_if_same(line, grant, number=number, of="denominator")
            together = Lines(span, "expenditure", {"function": function})
            sums = [] if len(rows) == 1 else [build_sum("All headings", lines, together, behind)]
            groups.append(Group(name, [*sums, *rows]))
    if len(groups) > 1:
        whole = Lines(span, "expenditure")
        groups.append(Group("All functions", [build_sum("Together", money.spending, whole)]))
    return groups


def build_spending(line: SpendingLine, span: Span) -> Row:
    lines = Lines(span, "expenditure", {"function": line.function, "heading": line.heading})
    return [
        wording.first_upper(line.heading),
        lines.number("budget", line.budget),
        lines.number("actual", line.actual),
        lines.less("actual", "budget", less(line.actual, line.budget)),
        lines.number("of_which_grant", line.grant),
        lines.number("forecast_year", line.forecast),
    ]


def build_sum(
    name: str, lines: Sequence[SpendingLine], together: Lines, grant: str | None = None
) -> Row:
    budget = total(one.budget for one in lines)
    known = total(one.actual for one in lines if one.budget is not None)
    return [
        name,
        together.number("budget", budget),
        together.number("actual", total(one.actual for one in lines)),
        together.less("actual", "budget", less(known, budget)),
        together.number("of_which_grant", total(one.grant for one in lines), grant),
        together.number("forecast_year", total(one.forecast for one in lines)),
    ]


def name_source(line: IncomeLine) -> str:
    return wording.first_upper(line.source.value) if line.source else "No source given"


def build_missing(money: Money) -> str:
    """Which terms of the span were not told; empty where all were."""
    told = money.told
    if told.is_whole:
        return ""
    names = [term.label for term in told.span.terms if term not in told.terms]
    verb = "is" if len(names) == 1 else "are"
    return f"{wording.join_words(names)} {verb} not told yet and not in these amounts."
