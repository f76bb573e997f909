"""Rules: numbers of the lead organisation's own sheets that must agree with each other."""

from __future__ import annotations

from collections.abc import Iterator

from hubdata.returns.checking.in_check import ReturnInCheck
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import INCOME, INSTRUMENTS, PAYMENTS, WORKFORCE
from hubdata.returns.rules.registry import Family, Finding, rule
from hubdata.vocabulary import IncomeSource


@rule(
    "loans-over-stock",
    Severity.ERROR,
    Family.PARTS,
    sentence="Instruments on loan and in repair are no more than the hub owns.",
)
def loans_over_stock(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(INSTRUMENTS):
        away, stock = row.total("on_loan", "in_repair"), row["stock"]
        if away is not None and stock is not None and away > stock:
            says = (
                f"on loan and in repair together ({away}) are more than {row.says('stock')}. "
                "Check the three numbers."
            )
            yield Finding(says, row, "on_loan")


@rule(
    "starters-over-headcount",
    Severity.QUERY,
    Family.PARTS,
    sentence="People who started in the period are there, or have left.",
)
def starters_over_headcount(one: ReturnInCheck) -> Iterator[Finding]:
    for row in one.rows(WORKFORCE):
        people, starters = row["headcount"], row["starters"]
        if people is None or starters is None:
            continue
        if starters > people + (row["leavers"] or 0):
            says = (
                f"{row.says('starters')} is more than {row.says('headcount')} and leavers "
                f"({row['leavers'] or 0}) together. Check the numbers."
            )
            yield Finding(says, row, "starters")


@rule(
    "payments-over-grant",
    Severity.QUERY,
    Family.BETWEEN,
    sentence="Partners are not paid more from the grant in a period than came in.",
)
def payments_over_grant(one: ReturnInCheck) -> Iterator[Finding]:
    grant = [
        row["actual"]
        for row in one.rows(INCOME)
        if row["income_source"] == IncomeSource.DFE_REVENUE and row["actual"] is not None
    ]
    paid = [row for row in one.rows(PAYMENTS) if row["from_grant"] and row["amount"]]
    total = sum(row["amount"] for row in paid)
    if grant and paid and total > sum(grant):
        says = (
            f"partners were paid {total:,.2f} from the grant, more than the {sum(grant):,.2f} that "
            f"the sheet {INCOME} says came in. Check both, or say why."
        )
        yield Finding(says, paid[-1], "amount")
