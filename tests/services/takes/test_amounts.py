"""An amount is held by an address, comes out again from its cells, and names what is not in it."""

import pytest

from hubdata.errors import UnknownThing
from hubdata.periods import Period
from hubdata.returns.kinds import HUB_RETURN
from hubdata.services.takes.amounts import (
    LINES,
    Amount,
    How,
    Side,
    read_amount,
    read_side,
    side_of,
    spec_of,
)
from hubdata.services.takes.explaining_amounts import (
    REPLACED,
    ExplainedAmount,
    describe_amount,
    explain_amount,
)
from tests.pages.standing_hub import SPRING, SUMMER
from tests.pages.takes_hub import FEES, INCOME, accept_return, load_takes_hub

YEAR = Period(SUMMER.year)


@pytest.mark.parametrize(
    "side",
    [
        Side("balances", "reserves_free"),
        side_of("income", "actual", told_with="budget", income_source="schools", in_kind=False),
        Side("expenditure", "budget", (("function", ""),), (("heading", "rent ~ and 50%=more"),)),
    ],
)
def test_an_address_gives_the_same_side_back(side: Side) -> None:
    assert read_side(str(side)) == side


@pytest.mark.parametrize(
    ("of", "how", "other"),
    [
        ("school", "", ""),
        ("income", "", ""),
        ("income~colour", "", ""),
        ("income~in_kind", "", ""),
        ("income~actual~function=F1", "", ""),
        ("income~actual~with=colour", "", ""),
        ("income~actual", "times", "income~budget"),
        ("income~actual", "less", ""),
    ],
)
def test_what_is_no_amount_is_refused_with_what_there_is(of: str, how: str, other: str) -> None:
    with pytest.raises(UnknownThing):
        read_amount(of, how=how, other=other)


@pytest.mark.parametrize("table", LINES)
def test_lines_are_told_apart_by_fields_that_are_asked(table: str) -> None:
    side = Side(table, "")
    assert all(name == "source" or spec_of(side.sheet, name) for name in LINES[table])


@pytest.mark.usefixtures("hub_store")
def test_terms_are_added_up_and_each_cell_is_named_with_its_file_and_who_accepted_it() -> None:
    load_takes_hub()
    told = explain("income~actual~income_source=schools", YEAR)
    assert told.value == 2 * FEES
    [figure] = told.figures
    assert [one.name for one in figure.contributions] == ["Spring 2025/26", "Summer 2025/26"]
    [cell] = figure.contributions[0].cells
    place = told.places[cell]
    assert (place.sheet, place.file_name, place.accepted_by) == (
        *("Income", "hub 202526 spring more.xlsx"),
        "Ann",
    )
    json = describe_amount(told)
    assert json["figures"][0]["contributions"][1]["cells"][0]["value"] == FEES
    assert json["formula"] == "Received in the period: the terms added up."


@pytest.mark.usefixtures("hub_store")
def test_what_an_annual_return_replaces_is_said_to_be_replaced() -> None:
    load_takes_hub()
    accept_return(HUB_RETURN, "hub", YEAR, {"Income": INCOME})
    told = explain("income~actual~income_source=schools", YEAR)
    assert told.value == FEES
    assert {(one.row.name, one.reason) for one in told.not_counted} == {
        ("Spring 2025/26", REPLACED),
        ("Summer 2025/26", REPLACED),
    }


@pytest.mark.usefixtures("hub_store")
def test_where_nobody_told_there_is_no_value_and_nothing_behind_it() -> None:
    load_takes_hub(only=[SPRING])
    told = explain("income~actual", SUMMER)
    assert told.value is None
    assert told.figures[0].contributions == ()


@pytest.mark.usefixtures("hub_store")
def test_a_share_has_its_numerator_and_denominator_and_partners_tell_their_own() -> None:
    load_takes_hub()
    amount = read_amount("partner_money~grant_spent~source=P01", how="share", other=RECEIVED)
    told = explain_amount(amount, SUMMER)
    assert told.value == pytest.approx(100 * 5_000 / 5_500)
    assert [one.role for one in told.figures] == ["numerator", "denominator"]
    assert told.figures[0].contributions[0].name == "Northmere Youth Band, Summer 2025/26"
    assert told.lines[0] == "Told by: Northmere Youth Band"
    assert amount.how is How.SHARE


RECEIVED = "partner_money~grant_received~source=P01"


def explain(of: str, period: Period) -> ExplainedAmount:
    return explain_amount(Amount(read_side(of)), period)
