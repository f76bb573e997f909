"""The return of the lead organisation, first part: who answers, money and people.

All amounts are in pounds and for the period alone, not for the year so far.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import SQLModel

from hubdata.framework import StrategicFunction
from hubdata.periods import Term
from hubdata.returns.fields import asked, choice, count, number, pounds
from hubdata.returns.sheets.front import ask_comment, ask_estimate, ask_role, ask_term, ask_year
from hubdata.returns.sheets.projects import FUNCTIONS
from hubdata.vocabulary import EXPENDITURE_HEADINGS, ContractType, IncomeSource, WorkforceRole

THIS_PERIOD = "For this period only."


class HubFrontRow(SQLModel):
    """For which period the lead organisation answers."""

    time_period: int | None = ask_year()
    term: Term | None = ask_term()
    contact_role: str | None = ask_role(example="Finance manager")
    contact_email: str | None = asked(
        "Mailbox",
        "A shared mailbox, not a person's.",
        example="finance@hub.example",
        synonyms=("email", "e-mail", "email address"),
    )
    submitted_on: date | None = asked(
        "Date completed",
        example="12/12/2025",
        synonyms=("date submitted", "submission date"),
    )
    estimate: bool | None = ask_estimate()
    comment: str | None = ask_comment()


class IncomeRow(SQLModel):
    """Income of the hub: a row for each source, in cash and in kind apart."""

    income_source: IncomeSource | None = choice(
        "Source of income",
        example="DfE hub revenue",
        required=True,
        key=True,
        prefilled=True,
        public_name="source",
        synonyms=("income source", "income", "funder", "type of income"),
    )
    in_kind: bool | None = asked(
        "In kind?",
        "Yes for help that is not money, at what it would have cost.",
        example="No",
        key=True,
        prefilled=True,
        synonyms=("kind", "is in kind"),
    )
    budget: float | None = pounds(
        "Budget for the period", THIS_PERIOD, example="337,000", synonyms=("planned", "profile")
    )
    actual: float | None = pounds(
        "Received in the period",
        THIS_PERIOD,
        example="337,000",
        synonyms=("income to date", "amount", "received", "actual income"),
    )
    forecast_year: float | None = pounds(
        "Forecast for the academic year", example="1,011,000", synonyms=("forecast", "full year")
    )


class ExpenditureRow(SQLModel):
    """Expenditure of the hub: a row for each heading and function."""

    heading: str | None = asked(
        "Heading",
        example="freelance teachers",
        required=True,
        key=True,
        prefilled=True,
        suggestions=EXPENDITURE_HEADINGS,
        synonyms=("expenditure", "cost heading", "budget heading", "item"),
    )
    function: StrategicFunction | None = choice(
        "Strategic function",
        FUNCTIONS,
        example="F2",
        key=True,
        prefilled=True,
        synonyms=("strategic function", "hub function"),
    )
    front_line: bool | None = asked(
        "Front line?",
        "Yes if it reaches children directly; No for running the hub.",
        example="Yes",
        key=True,
        prefilled=True,
        synonyms=("frontline", "front line delivery"),
    )
    of_which_grant: float | None = pounds(
        "Of it, from the DfE hub grant",
        THIS_PERIOD,
        example="96,000",
        synonyms=("from grant", "grant", "dfe grant"),
    )
    budget: float | None = pounds(
        "Budget for the period", THIS_PERIOD, example="180,000", synonyms=("planned", "profile")
    )
    actual: float | None = pounds(
        "Spent in the period",
        THIS_PERIOD,
        example="176,480.50",
        synonyms=("spent", "amount", "spend", "actual expenditure"),
    )
    forecast_year: float | None = pounds(
        "Forecast for the academic year", example="540,000", synonyms=("forecast", "full year")
    )


class PaymentRow(SQLModel):
    """What was paid to hub partners: a row for each partner."""

    partner_id: str | None = asked(
        "Partner ID",
        "As in the list of partners.",
        example="P07",
        required=True,
        key=True,
        synonyms=("partner", "partner code", "organisation"),
    )
    amount: float | None = pounds(
        "Paid in the period", THIS_PERIOD, example="3,000", required=True, synonyms=("paid",)
    )
    from_grant: bool | None = asked(
        "From the DfE hub grant?", example="Yes", key=True, synonyms=("grant",)
    )


class BalancesRow(SQLModel):
    """Reserves and debts on the last day of the period."""

    reserves_free: float | None = pounds(
        "Free reserves",
        "Unrestricted and not set aside. Write a minus sign if they are below nothing.",
        minimum=None,
        example="420,000",
        synonyms=("unrestricted reserves", "general reserves"),
    )
    reserves_designated: float | None = pounds(
        "Designated reserves", "Set aside by the board.", example="85,000"
    )
    reserves_restricted: float | None = pounds(
        "Restricted reserves", "For what their givers named.", example="140,000"
    )
    debtors_over_90_days: float | None = pounds(
        "Owed to the hub for over 90 days", example="6,200", synonyms=("debtors", "bad debts")
    )


class WorkforceRow(SQLModel):
    """People who work for the hub: a row for each kind of contract and role."""

    contract_type: ContractType | None = choice(
        "Kind of contract",
        example="permanent",
        required=True,
        key=True,
        prefilled=True,
        synonyms=("contract", "employment type"),
    )
    role: WorkforceRole | None = choice(
        "Role",
        example="teaching",
        required=True,
        key=True,
        prefilled=True,
        synonyms=("staff group", "job"),
    )
    headcount: int | None = count("People", example="42", synonyms=("number of people", "staff"))
    fte: float | None = number(
        "Full-time equivalent", example="24.6", maximum=10_000, synonyms=("full time equivalent",)
    )
    vacancies: int | None = count("Vacancies", example="2", synonyms=("vacant posts",))
    starters: int | None = count("Starters in the period", example="3", synonyms=("joiners",))
    leavers: int | None = count("Leavers in the period", example="1")
    with_dbs: int | None = count(
        "With a DBS check in date", "Of the people.", example="42", synonyms=("dbs",)
    )
    with_safeguarding: int | None = count(
        "With safeguarding training in date",
        "Of the people.",
        example="41",
        synonyms=("safeguarding", "safeguarding training"),
    )
    with_send_training: int | None = count(
        "With SEND training", "Of the people.", example="18", synonyms=("send training",)
    )
    training_hours: float | None = number(
        "Hours of training in the period",
        "Of all of them together.",
        example="130",
        maximum=100_000,
        unit="hours",
    )
