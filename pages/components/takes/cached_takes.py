"""What the pages of what it takes read, kept as `cached` keeps everything: until something it rests
on has changed.
"""

from collections.abc import Sequence

import streamlit as st

from hubdata.periods import FinancialYear, Period
from hubdata.services.around import frame
from hubdata.services.takes import environment, explaining_amounts, instruments, money, people
from hubdata.services.takes.amounts import Amount
from hubdata.services.takes.environment import Environment
from hubdata.services.takes.explaining_amounts import ExplainedAmount
from hubdata.services.takes.instruments import Instruments
from hubdata.services.takes.money import Money, YearLine
from hubdata.services.takes.people import People
from pages.components.kit.cached import ENTRIES


def read_money(period: Period) -> Money:
    """The money of a term or an academic year."""
    return _money(frame.load_revision_key(), period.slot)


def read_money_of_financial_year(year: FinancialYear) -> Money:
    """The money of a financial year."""
    return _money_of_financial_year(frame.load_revision_key(), year.start)


def read_financial_year(period: Period) -> FinancialYear:
    """The financial year a period belongs to."""
    return _financial_year(frame.load_revision_key(), period.slot)


def read_years(period: Period) -> tuple[Sequence[YearLine], Sequence[YearLine]]:
    """Academic and financial years in totals."""
    return _years(frame.load_revision_key(), period.slot)


def read_people(period: Period) -> People:
    """The workforce and the courses."""
    return _people(frame.load_revision_key(), period.slot)


def read_instruments(period: Period) -> Instruments:
    """The instruments by family."""
    return _instruments(frame.load_revision_key(), period.slot)


def read_environment(period: Period) -> Environment:
    """Travel, energy, reuse and policy."""
    return _environment(frame.load_revision_key(), period.slot)


def read_amount_behind(
    amount: Amount, period: Period, *, financial_year: FinancialYear | None
) -> ExplainedAmount:
    """What an amount is made of."""
    start = financial_year.start if financial_year else None
    return _amount_behind(frame.load_revision_key(), amount, period.slot, start)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES, hash_funcs={Amount: repr})
def _amount_behind(
    revision: str, amount: Amount, slot: int, financial: int | None
) -> ExplainedAmount:
    year = None if financial is None else FinancialYear(financial)
    return explaining_amounts.explain_amount(amount, Period.at_slot(slot), financial_year=year)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _money(revision: str, slot: int) -> Money:
    return money.load_money(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _money_of_financial_year(revision: str, start: int) -> Money:
    return money.load_money_of_financial_year(FinancialYear(start))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _financial_year(revision: str, slot: int) -> FinancialYear:
    return money.find_financial_year(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _years(revision: str, slot: int) -> tuple[Sequence[YearLine], Sequence[YearLine]]:
    return money.load_years(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _people(revision: str, slot: int) -> People:
    return people.load_people(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _instruments(revision: str, slot: int) -> Instruments:
    return instruments.load_instruments(Period.at_slot(slot))


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _environment(revision: str, slot: int) -> Environment:
    return environment.load_environment(Period.at_slot(slot))
