"""`register`: load public files about schools."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hubdata.command_line.showing import ISSUES_FOUND, actor, plain_errors, say
from hubdata.services import hub
from hubdata.services.registers.register import LoadOutcome, count_schools, load_register

SHOWN_ISSUES = 20


def register(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, show_default=False)],
    la: Annotated[
        str, typer.Option(help="The hub's authorities: three-digit codes, with commas.")
    ] = "",
    as_at: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="The date of the files (otherwise the date in their names, or today).",
        ),
    ] = None,
) -> None:
    """Load the GIAS extract and links, the school census, a deprivation index, boundaries, or the
    hub's own list of reportable schools. Files are told apart by their headings."""
    with plain_errors():
        hub.check_store()
        codes = [code.strip() for code in la.split(",") if code.strip()]
        contents = [(path.name, path.read_bytes()) for path in files]
        day = as_at.date() if as_at else None
        outcomes = []
        for outcome in load_register(
            contents, la_codes=codes, as_at=day, actor=actor(), progress=say
        ):
            outcomes.append(outcome)
            _show(outcome)
        say(f"Open state-funded schools of the hub: {count_schools():,}")
    if any(outcome.issues for outcome in outcomes):
        raise typer.Exit(ISSUES_FOUND)


def _show(outcome: LoadOutcome) -> None:
    typer.echo(f"{outcome.name}: {outcome.kind.value}, as at {outcome.as_at:%d/%m/%Y}")
    for sentence in outcome.sentences:
        typer.echo(f"  {sentence}")
    for issue in outcome.issues[:SHOWN_ISSUES]:
        typer.echo(f"  {issue}")
    if len(outcome.issues) > SHOWN_ISSUES:
        typer.echo(f"  … and {len(outcome.issues) - SHOWN_ISSUES} more rows with something wrong.")
