"""`freeze` and `snapshots`: results kept as they were reported, and what changed since."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from hubdata.command_line.returns import AsJson, TermName, Year
from hubdata.command_line.showing import (
    ISSUES_FOUND,
    actor,
    plain_errors,
    say,
    show_json,
    show_table,
)
from hubdata.periods import Period
from hubdata.services import hub
from hubdata.services.reports import revisions, snapshots


def freeze(
    name: Annotated[str, typer.Argument(help='Such as "Board March 2026".')],
    year: Year,
    term: TermName = "",
    purpose: Annotated[str, typer.Option(help="For whom: the board, the funder.")] = "",
) -> None:
    """Keep the results of a year or term as they are, with all they rest on."""
    with plain_errors():
        hub.check_store()
        info = snapshots.freeze_period(
            name, Period.parse(year, term), actor=actor(), purpose=purpose
        )
        say(f"{info.period} is frozen as “{info.name}”, as at {info.as_at:%d/%m/%Y}.")


def list_or_compare(
    name: Annotated[str, typer.Argument(help="A snapshot to compare with now.")] = "",
    frozen: Annotated[
        bool, typer.Option("--frozen", help="Print its results as they were frozen.")
    ] = False,
    reproduce: Annotated[
        bool,
        typer.Option("--reproduce", help="Compute it anew and compare to the last digit."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the snapshots; or, with a name, say what is other than in it, and why."""
    with plain_errors():
        hub.check_store()
        if not name:
            _list(as_json)
        elif reproduce:
            _reproduce(name, as_json)
        elif frozen:
            show_json(snapshots.load_frozen_results(name))
        else:
            _compare(name, as_json)


def _list(as_json: bool) -> None:
    found = snapshots.list_snapshots()
    if as_json:
        show_json([snapshots.describe_snapshot(one) for one in found])
        return
    rows = ((one.name, one.period, one.purpose, one.as_at, one.created_by) for one in found)
    show_table(["Name", "Period", "For", "As at", "By"], rows)


def _compare(name: str, as_json: bool) -> None:
    comparison = snapshots.compare_with_now(name)
    if as_json:
        show_json(snapshots.describe_comparison(comparison))
        return
    show_table(
        ["KPI", "Part", "Then", "Now"],
        (
            (one.kpi, one.split or "", one.before["value"], one.now["value"])
            for one in comparison.revisions
        ),
    )
    for cause in comparison.causes:
        sheets = f" ({', '.join(cause.sheets)})" if cause.sheets else ""
        who = f", by {cause.by}" if cause.by else ""
        typer.echo(f"{cause.words}{sheets}{who}")
        for detail in cause.details:
            typer.echo(f"  {detail}")


def _reproduce(name: str, as_json: bool) -> None:
    found = revisions.check_reproduction(name)
    if as_json:
        show_json(asdict(found))
    elif not found.differences:
        say(f"All {found.results:,} results of “{name}” come out exactly as they were frozen.")
    for difference in () if as_json else found.differences:
        typer.echo(difference)
    if found.differences:
        raise typer.Exit(ISSUES_FOUND)
