"""`partners`: the hub's partners, and loading a list of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hubdata.command_line.returns import AsJson
from hubdata.command_line.showing import (
    ISSUES_FOUND,
    actor,
    plain_errors,
    say,
    show_json,
    show_table,
)
from hubdata.services import hub
from hubdata.services.registers.partners import (
    Partner,
    PartnersLoaded,
    load_partner_list,
    load_partners,
)


def partners(
    file: Annotated[
        Path | None,
        typer.Argument(
            exists=True, dir_okay=False, show_default=False, help="A list as csv or workbook."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The hub's partners. With a file: add and change partners as it says, first."""
    with plain_errors():
        hub.check_store()
        loaded = load_partner_list(file.name, file.read_bytes(), actor=actor()) if file else None
        if loaded:
            _say_loaded(loaded)
        found = load_partners()
        if as_json:
            show_json([vars(partner) for partner in found.values()])
        elif loaded is None:
            show_table(
                ["ID", "Name", "Kind", "Authorities", "Agreement", "Commitments", "Mailbox"],
                map(_row, found.values()),
            )
    if loaded and loaded.issues:
        raise typer.Exit(ISSUES_FOUND)


def _say_loaded(loaded: PartnersLoaded) -> None:
    for issue in loaded.issues:
        typer.echo(issue, err=True)
    say(
        f"{loaded.name}: {len(loaded.added):,} added, {len(loaded.changed):,} changed, "
        f"{loaded.unchanged:,} as they were."
    )


def _row(partner: Partner) -> tuple[object, ...]:
    return (
        partner.partner_id,
        partner.name,
        partner.kind.value,
        ", ".join(partner.la_codes) or "all",
        _said(partner.agreement_signed),
        _said(partner.commitments_signed),
        partner.mailbox or None,
    )


def _said(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
