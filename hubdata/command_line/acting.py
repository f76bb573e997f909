"""`accept`, `reject`, `withdraw`, `undo` and `correct`: what is done with one return that came.

A return is named by its number: `returns --json` has the latest of each source, and
`explain --json` that of every cell.
"""

from __future__ import annotations

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
)
from hubdata.errors import UnknownThing
from hubdata.services import hub
from hubdata.services.intake import correcting, returns, undoing
from hubdata.services.intake.returns import PartDetail, ReturnDetail
from hubdata.wording import count_of

Number = Annotated[int, typer.Argument(help="The number of the return.", show_default=False)]
Reason = Annotated[str, typer.Option(help="Why; it is kept.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a machine to read.")]


def accept(
    number: Number,
    sheet: Annotated[
        list[str] | None, typer.Option(help="Only this sheet; may be repeated.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Explains its queries; it is kept.")] = "",
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Without the rows that have errors.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Accept what waits of a return, as one act."""
    with plain_errors():
        hub.check_store()
        returns.accept_return(
            number,
            actor=actor(),
            sheets=_sheets(returns.load_return(number), sheet or []),
            reason=reason,
            leave_out_errors=leave_out,
        )
        _show(number, as_json=as_json)


def reject(number: Number, reason: Reason = "", as_json: AsJson = False) -> None:
    """Decide that what waits of a return will not be used."""
    with plain_errors():
        hub.check_store()
        returns.load_return(number)
        returns.reject_return(number, actor=actor(), reason=reason)
        _show(number, as_json=as_json)


def withdraw(number: Number, reason: Reason = "", as_json: AsJson = False) -> None:
    """Take what counts of a return out of every figure; no version counts then. To let the version
    before count again, undo the acceptance."""
    with plain_errors():
        hub.check_store()
        returns.load_return(number)
        returns.withdraw_return(number, actor=actor(), reason=reason)
        _show(number, as_json=as_json)


def undo(
    number: Number,
    what: Annotated[undoing.Undo, typer.Argument(help="What was done last.", show_default=False)],
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Take back an acceptance, a withdrawal or a rejection of a return."""
    with plain_errors():
        hub.check_store()
        returns.load_return(number)
        undoing.undo(what, [number], actor=actor(), reason=reason)
        _show(number, as_json=as_json)


def correct(
    number: Number,
    sheet: Annotated[str, typer.Option(help="The sheet, such as Tuition.")],
    field: Annotated[str, typer.Option(help="The field, such as pupils.")],
    row: Annotated[
        int, typer.Option(help="The row in the file; not needed where the sheet has one.")
    ] = 0,
    to: Annotated[str | None, typer.Option(help='What it means instead; "" is no answer.')] = None,
    take_back: Annotated[
        bool, typer.Option("--undo", help="Let what was sent hold again.")
    ] = False,
    reason: Reason = "",
    accept_it: Annotated[
        bool, typer.Option("--accept", help="Accept it as well; the reason explains queries.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what a cell of a return means instead of what was sent. What was sent is kept beside it,
    and the corrected version counts once it is accepted."""
    with plain_errors():
        hub.check_store()
        if (to is None) != take_back:
            stop('Say which: --to VALUE (--to "" for no answer), or --undo.')
        detail = returns.load_return(number)
        part = _part(detail, sheet)
        found = _row(part, row)
        if to is None:
            taken_back = _correction(detail, part, found, field)
            now = correcting.undo_correction(number, taken_back, actor=actor(), reason=reason)
        else:
            cell = correcting.CellAsked(part.sheet.name, found["id"], field)
            now = correcting.correct_value(number, cell, after=to, reason=reason, actor=actor())
        if accept_it and returns.load_return(now).is_waiting:
            returns.accept_return(now, actor=actor(), reason=reason)
        _show(now, as_json=as_json)
        state = returns.load_return(now).state
    if state.errors or state.queries:
        raise typer.Exit(ISSUES_FOUND)


def _show(number: int, *, as_json: bool) -> None:
    """How far the return is now, and each of its sheets."""
    detail = returns.load_return(number)
    if as_json:
        show_json(describe(detail))
        return
    state = detail.state
    waits = f"; {count_of(state.queries, 'queries')} open" if state.queries else ""
    name = f"Return {number}, {state.source_name}, {detail.period}"
    say(f"{name}: {state.status}{waits}.")
    rows = ((part.sheet.name, part.status, _said(part)) for part in detail.parts)
    show_table(["Sheet", "Status", "Counts"], rows)


def describe(detail: ReturnDetail) -> dict[str, Any]:
    """A return and how far each of its sheets is, for a machine."""
    return {
        "return_id": detail.state.id,
        "kind": detail.kind.name,
        "source": detail.state.source,
        "period": detail.period.code,
        "status": detail.state.status,
        "errors": detail.state.errors,
        "queries": detail.state.queries,
        "parts": [
            {"sheet": part.sheet.name, "status": part.status, "counts": part.is_current}
            for part in detail.parts
        ],
    }


def _said(part: PartDetail) -> str:
    return "yes" if part.is_current else "no"


def _sheets(detail: ReturnDetail, names: list[str]) -> list[str]:
    return [_part(detail, name).sheet.name for name in names]


def _part(detail: ReturnDetail, name: str) -> PartDetail:
    """The sheet of a return, by its name in any case."""
    for part in detail.parts:
        if part.sheet.name.casefold() == name.casefold():
            return part
    there = ", ".join(part.sheet.name for part in detail.parts)
    raise UnknownThing(f'Return {detail.state.id} has no sheet "{name}". It has: {there}.')


def _row(part: PartDetail, number: int) -> dict[str, Any]:
    """The row of a sheet that has that number in the file; without one, the only row."""
    alike = [row for row in part.rows if number in (0, row["row_number"])]
    if len(alike) == 1:
        return alike[0]
    there = ", ".join(str(each) for each in sorted({row["row_number"] for row in part.rows}))
    if not alike:
        raise UnknownThing(f"{part.sheet.name} has no row {number}. It has: {there or 'none'}.")
    if number:
        raise UnknownThing(
            f"{part.sheet.name}: row {number} of the file is several rows of the return. Correct "
            "it on the page."
        )
    raise UnknownThing(f"{part.sheet.name} has several rows. Say which with --row: {there}.")


def _correction(detail: ReturnDetail, part: PartDetail, row: dict[str, Any], field: str) -> int:
    """The latest correction of a cell."""
    for one in reversed(detail.corrections):
        if (one.part_id, one.row_number, one.field) == (part.id, row["row_number"], field):
            return one.id
    raise UnknownThing(f"{part.sheet.name}, row {row['row_number']}: {field} is not corrected.")
