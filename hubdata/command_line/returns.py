"""`template`, `fields`, `import` and `returns`: sending out, taking in, and who has returned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from hubdata.command_line.showing import (
    ISSUES_FOUND,
    actor,
    plain_errors,
    say,
    show_json,
    show_table,
    stop,
    with_progress,
)
from hubdata.periods import Period, Term
from hubdata.services import hub
from hubdata.services.intake.importing import (
    ImportChoices,
    NewFile,
    check_files,
    import_files,
    resume_files,
)
from hubdata.services.intake.outcomes import FileOutcome, describe_outcome
from hubdata.services.tracking import templates, tracker

Year = Annotated[str, typer.Option("--year", help="The academic year: 202526 or 2025/26.")]
TermName = Annotated[str, typer.Option("--term", help="autumn, spring or summer.")]
Annual = Annotated[bool, typer.Option("--annual", help="The return for the whole year.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a machine to read.")]


def template(
    kind: Annotated[str, typer.Argument(help="school-return, partner-return or hub-return")],
    year: Year,
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    term: TermName = "",
    annual: Annual = False,
    urn: Annotated[list[int] | None, typer.Option(help="A school's URN; may be repeated.")] = None,
    partner: Annotated[
        list[str] | None, typer.Option(help="A partner's ID; may be repeated.")
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="Every school or partner expected.")
    ] = False,
) -> None:
    """Write prefilled return workbooks to send out, one for each school or partner; the hub return
    is one."""
    with plain_errors():
        hub.check_store()
        sources = _sources(kind, urn or [], partner or [], everyone=everyone)
        period = _period(year, term, annual)
        out.mkdir(parents=True, exist_ok=True)
        made = templates.render_templates(period, kind_name=kind, sources=sources)
        total = len(sources) or templates.count_expected(period, kind)
        number = 0
        for one in with_progress(made, total=total, what="Writing templates"):
            (out / one.file_name).write_bytes(one.content)
            number += 1
        say(f"{number:,} workbooks are in {out}.")


def fields(
    kind: Annotated[str, typer.Argument(help="school-return, partner-return or hub-return")],
    as_json: AsJson = False,
) -> None:
    """Every field of a return: sheet, field, heading, type, choices, bounds, help, years asked."""
    with plain_errors():
        described = templates.list_fields(kind)
        if as_json:
            show_json(described)
            return
        show_table(
            ["Sheet", "Field", "Heading", "Type", "Choices or bounds"],
            (
                (one["sheet"], one["name"], one["heading"], one["type"], _limits(one))
                for one in described
            ),
        )


def import_returns(
    paths: Annotated[list[Path], typer.Argument(exists=True, show_default=False)],
    kind: Annotated[str, typer.Option(help="What the files are, where they do not say.")] = "",
    year: Year = "",
    term: TermName = "",
    annual: Annual = False,
    sender: Annotated[str, typer.Option(help="Who sent them, to remember their headings.")] = "",
    received: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="When they came, for returns of past years."),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept returns without errors and open queries.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Explains the queries of this run.")] = "",
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Accept without the rows that have errors.")
    ] = False,
    check_only: Annotated[
        bool, typer.Option("--check-only", help="Say what would be found; store nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take in return files, or folders of them: each is stored, read, checked and, if asked,
    accepted. Exits with 1 where something is left to correct or explain."""
    with plain_errors():
        hub.check_store()
        if accept and check_only:
            stop("Choose one: --accept stores and accepts, --check-only stores nothing.")
        period = _period(year, term, annual) if year else None
        choices = ImportChoices(
            sender=sender,
            received_on=received.date() if received else None,
            accept=accept,
            reason=reason,
            leave_out_errors=leave_out,
        ).about(kind=kind, period=period)
        outcomes = _run(_files_in(paths), choices, check_only=check_only)
        if as_json:
            show_json([describe_outcome(outcome) for outcome in outcomes])
        else:
            _show_outcomes(outcomes)
    if any(outcome.is_open for outcome in outcomes):
        raise typer.Exit(ISSUES_FOUND)


def returns(
    kind: Annotated[
        str, typer.Option(help="school-return, partner-return or hub-return.")
    ] = "school-return",
    year: Year = "",
    term: TermName = "",
    as_json: AsJson = False,
) -> None:
    """Who has returned, and who has not."""
    with plain_errors():
        hub.check_store()
        period = Period.parse(year, term) if year else hub.current_term()
        found = tracker.load_tracker(period, kind=kind)
        if as_json:
            show_json(tracker.describe_tracker(found))
            return
        say(f"{period}: {found.returned:,} of {len(found.rows):,} returned; due {found.due_on}.")
        show_table(
            ["Source", "Name", "Authority", "How far", "Received", "Return"],
            (
                (
                    row.source,
                    row.name,
                    row.la_name or row.la_code,
                    row.progress.value,
                    row.latest.received_on if row.latest else None,
                    row.latest.id if row.latest else None,
                )
                for row in found.rows
            ),
        )


def _sources(kind: str, urns: list[int], partners: list[str], *, everyone: bool) -> list[str]:
    """The sources that were named; none for all of them."""
    named = {"school-return": [str(urn) for urn in urns], "partner-return": partners}
    chosen = named.get(kind, [])
    if len(urns) + len(partners) > len(chosen):
        stop("Name schools with --urn for school returns, partners with --partner for theirs.")
    if kind in named and bool(chosen) == everyone:
        stop("Say which: --all, --urn URN or --partner ID (as often as needed).")
    return chosen


def _period(year: str, term: str, annual: bool) -> Period:
    if bool(term) == annual:
        stop("Say which period: --term autumn, spring or summer, or --annual.")
    return Period.parse(year, Term.ANNUAL.value if annual else term)


def _files_in(paths: list[Path]) -> list[Path]:
    """The files named, and those in the folders named and below; hidden and lock files left out."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [one for one in inside if one.is_file() and not one.name.startswith((".", "~$"))]
    return found


def _run(files: list[Path], choices: ImportChoices, *, check_only: bool) -> list[FileOutcome]:
    arriving: Iterator[NewFile] = (NewFile(path.name, path.read_bytes()) for path in files)
    if check_only:
        made = check_files(arriving, choices=choices)
    else:
        for resumed in resume_files(actor=actor()):
            say(f"{resumed.name}: stored when a run was stopped, and read now.")
        made = import_files(arriving, actor=actor(), choices=choices)
    return list(with_progress(made, total=len(files), what="Files"))


def _show_outcomes(outcomes: list[FileOutcome]) -> None:
    for outcome in outcomes:
        typer.echo(f"{outcome.name}: {outcome.status.value}")
        for sentence in outcome.sentences:
            typer.echo(f"  {sentence}")
    for status, number in Counter(outcome.status for outcome in outcomes).items():
        say(f"{number:,} {status.value}")


def _limits(described: dict[str, Any]) -> str:
    if described["choices"]:
        return ", ".join(described["choices"])
    bounds = (described["min"], described["max"])
    return " to ".join("…" if bound is None else str(bound) for bound in bounds) * any(
        bound is not None for bound in bounds
    )
