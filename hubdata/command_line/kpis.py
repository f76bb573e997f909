"""`scorecard` and `explain`: where the hub stands, and what a number is made of."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from hubdata.command_line.returns import AsJson, TermName, Year
from hubdata.command_line.showing import plain_errors, say, show_json, show_table, stop
from hubdata.periods import FinancialYear, Period
from hubdata.services import hub
from hubdata.services.results import scorecards, sentences
from hubdata.services.results.explaining import Located, describe_explanation, explain_kpi
from hubdata.services.results.kpi_words import explain_counted
from hubdata.services.takes.amounts import BETWEEN, Amount, How, read_amount
from hubdata.services.takes.explaining_amounts import (
    ExplainedAmount,
    describe_amount,
    explain_amount,
)

By = Annotated[
    str,
    typer.Option("--by", help="Also for each part of: " + ", ".join(scorecards.SPLIT_NAMES) + "."),
]
LONGEST_LIST = 40
UNKNOWN = "not known"
HEADS = ["Of the", "Source", "File", "Sheet", "Cell", "Field", "Value"]
SHOWN = ("role", "source", "file", "sheet", "cell", "field", "value")


def scorecard(year: Year = "", term: TermName = "", by: By = "", as_json: AsJson = False) -> None:
    """Every KPI of a year or a term: value, target, status, coverage."""
    with plain_errors():
        hub.check_store()
        period = Period.parse(year, term) if year else hub.current_term()
        results = scorecards.load_results([period], split=by or None)
        if as_json:
            show_json([result.to_json() for result in results])
            return
        say(f"{period}")
        show_table(
            ["KPI", "Name", "Part", "Value", "Made of", "Target", "Status", "Returned"],
            (_row(result) for result in results),
        )


def explain(
    number: Annotated[
        str,
        typer.Argument(
            metavar="KPI",
            help="A KPI, such as S05; or an amount, as the address of its page has it: "
            "income~actual~in_kind=no.",
        ),
    ],
    year: Year = "",
    term: TermName = "",
    la: Annotated[str, typer.Option(help="One authority, by its three-digit code.")] = "",
    by: Annotated[str, typer.Option(help="With --part: a split, such as phase.")] = "",
    part: Annotated[str, typer.Option(help="One part of that split, such as Primary.")] = "",
    figure: Annotated[
        str,
        typer.Option(help="A further figure, such as Individual, or a key stage; --json has all."),
    ] = "",
    less: Annotated[str, typer.Option(help="Of an amount: what is subtracted from it.")] = "",
    share: Annotated[str, typer.Option(help="Of an amount: what it is a percentage of.")] = "",
    financial: Annotated[
        str, typer.Option(help="Of an amount: the year a financial year begins in, such as 2025.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """What a number is made of: numerator, denominator, and the cells behind them."""
    with plain_errors():
        hub.check_store()
        period = Period.parse(year, term) if year else hub.current_term()
        if BETWEEN in number:
            if la or by or part or figure:
                stop("An amount is of the whole hub: leave out --la, --by, --part and --figure.")
            amount = find_amount(number, less=less, share=share)
            financial_year = find_financial_year(financial)
            found_amount = explain_amount(amount, period, financial_year=financial_year)
            show_amount(found_amount, as_json=as_json)
            return
        if less or share or financial:
            stop("--less, --share and --financial are of an amount, such as income~actual.")
        located = explain_kpi(
            number, period, la_code=la or None, split_name=by, part=part, number=figure
        )
        show_explanation(located, figure, as_json=as_json)


def show_explanation(located: Located, figure: str, *, as_json: bool) -> None:
    """A KPI, or one of its further figures, with the first of its cells."""
    found = describe_explanation(located)
    if as_json:
        show_json(found)
        return
    for key in ("kpi", "name", "period", "formula"):
        typer.echo(f"{key}: {found[key]}")
    name = located.explanation.formula(figure).name
    told = next((one for one in found["parts"] if one["name"] == name), found)
    if name:
        typer.echo(f"figure: {name}")
    for key in ("value", "numerator", "denominator"):
        typer.echo(f"{key}: {UNKNOWN if told[key] is None else told[key]}")
    cells = told["cells"]
    show_table(HEADS, ([one[key] for key in SHOWN] for one in cells[:LONGEST_LIST]))
    if len(cells) > LONGEST_LIST:
        say(f"… and {len(cells) - LONGEST_LIST:,} more cells: --json lists them all.")


def find_amount(of: str, *, less: str, share: str) -> Amount:
    """The amount that is asked for, alone or beside another."""
    if less and share:
        stop("Ask for one of the two: --less or --share.")
    how = How.LESS if less else How.SHARE if share else ""
    return read_amount(of, how=how, other=less or share)


def find_financial_year(begins: str) -> FinancialYear | None:
    """The financial year that is asked for; `None` where none is."""
    if begins and not re.fullmatch(r"[0-9]{4}", begins):
        stop(f'"{begins}" is no year. Give the one a financial year begins in, such as 2025.')
    return FinancialYear(int(begins)) if begins else None


def show_amount(explained: ExplainedAmount, *, as_json: bool) -> None:
    """An amount of the hub's or its partners' money, people, instruments or environment."""
    found = describe_amount(explained)
    if as_json:
        show_json(found)
        return
    for key in ("period", "formula", "value"):
        typer.echo(f"{key}: {found[key]}")
    rows = [
        [figure["role"], *(cell[key] for key in SHOWN[1:])]
        for figure in found["figures"]
        for one in figure["contributions"]
        for cell in one["cells"]
    ]
    show_table(HEADS, rows)


def _row(result: scorecards.KpiResult) -> tuple[object, ...]:
    value = None if result.value is None else sentences.value_of(result)
    status = "provisional" if result.is_provisional else (result.rag or None)
    return (
        result.kpi.id,
        result.kpi.short_name,
        result.part_of_split or "",
        value,
        explain_counted(result),
        sentences.bare_target_of(result),
        status,
        f"{result.returned} of {result.expected}",
    )
