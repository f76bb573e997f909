"""Following the link of an amount to what it is made of."""

import re

from hubdata.periods import FinancialYear, Period
from hubdata.services.takes.amounts import read_amount
from hubdata.services.takes.explaining_amounts import ExplainedAmount, explain_amount


def explain_query(query: dict[str, str]) -> ExplainedAmount:
    amount = read_amount(query["of"], how=query.get("how", ""), other=query.get("other", ""))
    year = query.get("financial")
    return explain_amount(
        amount,
        Period.parse(query["year"], query.get("term")),
        financial_year=FinancialYear(int(year)) if year else None,
    )


def is_amount(words: str) -> bool:
    return re.fullmatch("[−+]?£?[0-9,]+[.]?[0-9]*%?", words) is not None


def read_number(words: str) -> float:
    return float(re.sub("[£,%+]", "", words).replace("−", "-"))
