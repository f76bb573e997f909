"""The hub's money over a term, an academic or a financial year: income by source, cash and in kind
apart and capital apart; spending by function and heading against its budget; what partners were
paid and what they say they had; reserves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from hubdata import wording
from hubdata.calendar import TermCalendar
from hubdata.framework import StrategicFunction
from hubdata.kpis.judging.results import KpiResult
from hubdata.periods import FinancialYear, Period
from hubdata.returns.kinds import PARTNER_RETURN
from hubdata.services.takes.told import (
    Amounts,
    Span,
    Told,
    add_up,
    financial_year_of,
    latest,
    load_told,
    total,
)
from hubdata.store.engine import reading
from hubdata.store.hub import settings as stored_settings
from hubdata.store.measuring.sums import load_sums
from hubdata.store.registers.partners import load_partners
from hubdata.vocabulary import IncomeSource

AMOUNTS = ("budget", "actual", "forecast_year")
YEARS_BACK = 3
SMALL = 0.5
"""Pounds: a difference that does not show."""


@dataclass(frozen=True)
class IncomeLine:
    """Income of one source, in pounds. `forecast` is for the whole academic year."""

    source: IncomeSource | None
    in_kind: bool
    budget: float | None
    actual: float | None
    forecast: float | None

    @property
    def is_capital(self) -> bool:
        return self.source is IncomeSource.DFE_CAPITAL


@dataclass(frozen=True)
class SpendingLine:
    """What one heading of one function cost, in pounds, and how much of it the grant paid."""

    function: StrategicFunction | None
    heading: str
    grant: float | None
    budget: float | None
    actual: float | None
    forecast: float | None


@dataclass(frozen=True)
class PartnerLine:
    """A partner: what the lead says it paid, and what the partner says. What it was awarded,
    received and spent is for the academic year so far: not known of a financial year."""

    partner_id: str
    name: str
    paid_grant: float | None
    paid_other: float | None
    awarded: float | None
    received: float | None
    spent: float | None
    match_cash: float | None
    in_kind: float | None


@dataclass(frozen=True)
class Balances:
    """Reserves and debts on the last day told, in pounds."""

    free: float | None
    designated: float | None
    restricted: float | None
    debtors: float | None


@dataclass(frozen=True)
class YearLine:
    """One academic or financial year in totals."""

    span: Span
    label: str
    told: int
    terms: int
    cash: float | None
    in_kind: float | None
    capital: float | None
    grant: float | None
    spent: float | None


@dataclass(frozen=True)
class Money:
    """All of it for one span."""

    told: Told
    income: tuple[IncomeLine, ...]
    spending: tuple[SpendingLine, ...]
    partners: tuple[PartnerLine, ...]
    balances: Balances

    def income_of(self, *, in_kind: bool) -> tuple[IncomeLine, ...]:
        """Revenue in cash, or in kind; capital is neither."""
        return tuple(one for one in self.income if one.in_kind is in_kind and not one.is_capital)

    @property
    def capital(self) -> tuple[IncomeLine, ...]:
        return tuple(one for one in self.income if one.is_capital)

    @property
    def overspend(self) -> float | None:
        """Spent beyond the budget, of the headings that have one; negative if under it."""
        planned = [one for one in self.spending if one.budget is not None]
        spent, budget = total(one.actual for one in planned), total(one.budget for one in planned)
        return None if spent is None or budget is None else spent - budget


def load_money(period: Period) -> Money:
    """The money of a term or an academic year."""
    with reading() as session:
        return _load(session, Span.of_period(period), stored_settings.load_calendar(session))


def load_money_of_financial_year(year: FinancialYear) -> Money:
    """The money of a financial year, by the terms most of which lie in it."""
    with reading() as session:
        calendar = stored_settings.load_calendar(session)
        return _load(session, Span.of_financial_year(year, calendar), calendar)


def find_financial_year(period: Period) -> FinancialYear:
    """The financial year of a term; of an academic year, the one its autumn and spring are in."""
    with reading() as session:
        calendar = stored_settings.load_calendar(session)
    return financial_year_of(Span.of_period(period).terms[0], calendar)


def load_years(period: Period) -> tuple[tuple[YearLine, ...], tuple[YearLine, ...]]:
    """Academic years, then financial years, newest first, as far as anything was told."""
    with reading() as session:
        calendar = stored_settings.load_calendar(session)
        academic = [Span.of_period(Period(period.year.plus(-back))) for back in range(YEARS_BACK)]
        last = financial_year_of(Span.of_period(period).terms[-1], calendar)
        financial = [
            Span.of_financial_year(FinancialYear(last.start - back), calendar)
            for back in range(YEARS_BACK)
        ]
        return (
            tuple(_year_lines(session, academic, calendar)),
            tuple(_year_lines(session, financial, calendar)),
        )


def title_of_money(money: Money, leverage: KpiResult | None) -> str:
    """ "Each £1 of grant brought £1.17 more; spending is £6,190 under budget"."""
    said = []
    if leverage is not None and leverage.value is not None:
        pence = wording.explain_figure(float(leverage.value), "£", decimals=2)
        said.append(f"Each £1 of grant brought {pence} more")
    over = money.overspend
    if over is not None:
        size = wording.explain_figure(abs(over), "£")
        side = "over" if over > 0 else "under"
        said.append(
            "spending is on budget" if abs(over) < SMALL else f"spending is {size} {side} budget"
        )
    if not said:
        got = total(one.actual for one in money.income_of(in_kind=False))
        told = wording.explain_figure(got, "£")
        said.append(f"{told} of income in cash" if got is not None else "No amounts were told")
    return wording.first_upper("; ".join(said))


def _load(session: Session, span: Span, calendar: TermCalendar) -> Money:
    told = load_told(session, span, calendar)
    slots = span.slots
    income = load_sums(session, "income", by=("income_source", "in_kind"), of=AMOUNTS, slots=slots)
    of_spending = ("of_which_grant", *AMOUNTS)
    spending = load_sums(
        session, "expenditure", by=("function", "heading"), of=of_spending, slots=slots
    )
    balances = load_sums(
        session,
        "balances",
        by=(),
        of=("reserves_free", "reserves_designated", "reserves_restricted", "debtors_over_90_days"),
        slots=slots,
    )
    kept = latest(balances).get((), (None,) * 4)
    return Money(
        told,
        _income_lines(add_up(income, told, table="income"), latest(income)),
        _spending_lines(add_up(spending, told, table="expenditure"), latest(spending)),
        _partner_lines(session, told, calendar),
        Balances(*kept),
    )


def _income_lines(added: Amounts, last: Amounts) -> tuple[IncomeLine, ...]:
    """In the order of the sources, cash before kind. A forecast is for the year: the latest."""
    order = {source: at for at, source in enumerate(IncomeSource)}
    lines = [
        IncomeLine(
            IncomeSource(source) if source else None,
            bool(in_kind),
            budget=budget,
            actual=actual,
            forecast=last[source, in_kind][2],
        )
        for (source, in_kind), (budget, actual, _) in added.items()
    ]
    return tuple(
        sorted(lines, key=lambda one: (order[one.source] if one.source else 99, one.in_kind))
    )


def _spending_lines(added: Amounts, last: Amounts) -> tuple[SpendingLine, ...]:
    """By function, the largest heading first."""
    lines = [
        SpendingLine(
            StrategicFunction(function) if function else None,
            heading or "",
            grant=grant,
            budget=budget,
            actual=actual,
            forecast=last[function, heading][3],
        )
        for (function, heading), (grant, budget, actual, _) in added.items()
    ]
    return tuple(sorted(lines, key=lambda one: (one.function or "F9", -(one.actual or 0))))


def _partner_lines(session: Session, told: Told, calendar: TermCalendar) -> tuple[PartnerLine, ...]:
    """Every partner that was paid, or says that it had money; the best paid first."""
    slots = told.span.slots
    paid = load_sums(
        session, "payment", by=("partner_id", "from_grant"), of=("amount",), slots=slots
    )
    so_far = ("grant_awarded", "grant_received", "grant_spent")
    stood = load_sums(session, "partner_money", by=("source",), of=so_far, slots=slots)
    brought = load_sums(
        session, "partner_money", by=("source",), of=("match_cash", "in_kind"), slots=slots
    )
    partners_told = load_told(session, told.span, calendar, kind=PARTNER_RETURN.name)
    payments = add_up(paid, told, table="payment")
    says = {} if told.span.is_financial_year else latest(stood)
    gives = add_up(brought, partners_told, table="partner_money")
    names = load_partners(session)
    ids = {key[0] for key in (*payments, *says, *gives)}
    lines = [
        PartnerLine(
            one,
            names[one].name if one in names else one,
            total(v[0] for (who, grant), v in payments.items() if who == one and grant),
            total(v[0] for (who, grant), v in payments.items() if who == one and not grant),
            *says.get((one,), (None,) * 3),
            *gives.get((one,), (None,) * 2),
        )
        for one in ids
    ]
    return tuple(sorted(lines, key=lambda one: (-(one.paid_grant or 0), one.name)))


def _year_lines(
    session: Session, spans: Iterable[Span], calendar: TermCalendar
) -> Iterable[YearLine]:
    for span in spans:
        told = load_told(session, span, calendar)
        if told.is_empty:
            continue
        by = ("income_source", "in_kind")
        rows = load_sums(session, "income", by=by, of=("actual",), slots=span.slots)
        spent = load_sums(session, "expenditure", by=(), of=("actual",), slots=span.slots)
        income = add_up(rows, told, table="income")
        capital, revenue = IncomeSource.DFE_CAPITAL.value, IncomeSource.DFE_REVENUE.value
        running = {key: v[0] for key, v in income.items() if key[0] != capital}
        yield YearLine(
            span,
            span.label.removeprefix("Financial year "),
            len(told.terms),
            len(span.terms),
            total(v for (_, in_kind), v in running.items() if not in_kind),
            total(v for (_, in_kind), v in running.items() if in_kind),
            total(v[0] for key, v in income.items() if key[0] == capital),
            total(v for (source, _), v in running.items() if source == revenue),
            total(v[0] for v in add_up(spent, told, table="expenditure").values()),
        )
