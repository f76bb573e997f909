"""The money of the sample hub, term by term: what comes in, what it is spent on, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hubdata.periods import Term
from hubdata.vocabulary import IncomeSource
from sample_data import story
from sample_data.answers import Row
from sample_data.partner_answers import AWARDS, payment_of

PARTS = {Term.AUTUMN: 0.36, Term.SPRING: 0.33, Term.SUMMER: 0.31}
"""How a year's money falls on its terms; the grant comes in three equal parts."""
RISE = 0.03
"""By how much income that is earned, and most costs, rise each year."""

GRANT = 1_012_000
CAPITAL = (90_000, 70_000, 60_000, 50_000, 40_000, 0)
"""The capital grant as it came, term by term."""
INCOME: dict[tuple[IncomeSource, bool], int] = {
    (IncomeSource.OTHER_DFE, False): 20_000,
    (IncomeSource.LOTTERY, False): 25_000,
    (IncomeSource.AUTHORITY_GRANT, False): 62_000,
    (IncomeSource.AUTHORITY_OTHER, False): 18_000,
    (IncomeSource.AUTHORITY_OTHER, True): 24_000,
    (IncomeSource.SCHOOLS, False): 455_000,
    (IncomeSource.SCHOOLS, True): 18_000,
    (IncomeSource.PARENTS, False): 398_000,
    (IncomeSource.YOUTH_MUSIC, False): 48_000,
    (IncomeSource.TRUSTS, False): 66_000,
    (IncomeSource.SPONSORSHIP, False): 6_000,
    (IncomeSource.DONATIONS, False): 14_000,
    (IncomeSource.HIRE, False): 81_000,
    (IncomeSource.EARNED, False): 46_000,
}
"""Pounds a year beside the grant, by source and whether in kind."""

SPENDING: tuple[tuple[str, str, bool, int, float], ...] = (
    ("teaching staff", "F2", True, 640_000, 0.42),
    ("freelance teachers", "F2", True, 330_000, 0.30),
    ("freelance teachers", "F3", True, 190_000, 0.30),
    ("events and performances", "F3", True, 88_000, 0.35),
    ("fee remission and bursaries", "F4", True, 96_000, 1.0),
    ("instruments and equipment", "F2", True, 84_000, 0.40),
    ("music technology", "F2", True, 32_000, 0.50),
    ("training and CPD", "F2", True, 42_000, 0.50),
    ("management", "F5", False, 190_000, 0.35),
    ("administration", "F5", False, 168_000, 0.35),
    ("premises", "F5", False, 92_000, 0.20),
    ("communications", "F1", False, 28_000, 0.50),
    ("evaluation and data", "F5", False, 26_000, 0.60),
)
"""Heading, function, whether front line, pounds a year, and the share that the grant pays."""
NOT_FROM_GRANT = frozenset(("P07", "P23"))
"""Partners that are paid from other money."""
FREE_RESERVES = 704_000


def income(term: story.SampleTerm) -> Iterator[Row]:
    """The rows of the income sheet."""
    place = story.term_index(term.period)
    third = round(GRANT / 3, 2)
    yield _income_row(IncomeSource.DFE_REVENUE, False, third, budget=third, year=GRANT)
    if capital := CAPITAL[place]:
        yield _income_row(IncomeSource.DFE_CAPITAL, False, capital, budget=capital, year=None)
    for (source, in_kind), usual in INCOME.items():
        rng = Random(f"income:{source}:{in_kind}:{term.period.code}")
        year = _risen(usual, term)
        budget = round(year * PARTS[term.period.term], -2)
        actual = round(budget * rng.uniform(0.9, 1.08), 2)
        yield _income_row(source, in_kind, actual, budget=budget, year=year)


def spending(term: story.SampleTerm) -> Iterator[Row]:
    """The rows of the expenditure sheet, payments to partners among them."""
    for heading, function, is_front_line, usual, share in SPENDING:
        rng = Random(f"spending:{heading}:{function}:{term.period.code}")
        year = _risen(usual, term)
        budget = round(year * PARTS[term.period.term], -2)
        actual = round(budget * rng.uniform(0.94, 1.04), 2)
        yield {
            "heading": heading,
            "function": function,
            "front_line": is_front_line,
            "of_which_grant": round(actual * share, 2),
            "budget": budget,
            "actual": actual,
            "forecast_year": round(year, -3),
        }
    paid = list(payments(term))
    total = sum(amount_of(row) for row in paid)
    yield {
        "heading": "payments to partners",
        "function": "F4",
        "front_line": True,
        "of_which_grant": round(sum(amount_of(row) for row in paid if row["from_grant"]), 2),
        "budget": round(total, -2),
        "actual": round(total, 2),
        "forecast_year": float(sum(AWARDS.values())),
    }


def payments(term: story.SampleTerm) -> Iterator[Row]:
    """The rows of the sheet of payments to partners."""
    for partner_id in AWARDS:
        amount = payment_of(partner_id, term)
        from_grant = partner_id not in NOT_FROM_GRANT
        yield {"partner_id": partner_id, "amount": amount, "from_grant": from_grant}


def balances(term: story.SampleTerm) -> Row:
    """Reserves of some four months, and what is owed to the hub."""
    place = story.term_index(term.period)
    rng = Random(f"balances:{term.period.code}")
    return {
        "reserves_free": FREE_RESERVES + 4_500 * place + rng.randint(-9_000, 9_000),
        "reserves_designated": 85_000 - 5_000 * place,
        "reserves_restricted": 138_000 + rng.randint(-12_000, 12_000),
        "debtors_over_90_days": rng.randint(3_800, 9_500),
    }


def amount_of(row: Row) -> float:
    """What a payment comes to, in pounds."""
    amount = row["amount"]
    assert isinstance(amount, float)
    return amount


def _income_row(
    source: IncomeSource, in_kind: bool, actual: float, *, budget: float, year: float | None
) -> Row:
    row: Row = {"income_source": source, "in_kind": in_kind, "budget": budget, "actual": actual}
    return row | ({} if year is None else {"forecast_year": round(year, -3)})


def _risen(usual: int, term: story.SampleTerm) -> float:
    return usual * (1 + RISE) ** (term.period.year.start - 2024)
