"""The command line: `python -m hubdata COMMAND`. Each command lives in `hubdata.command_line`."""

from __future__ import annotations

from collections.abc import Callable

import typer

from hubdata.command_line import (
    acting,
    board,
    kpis,
    overlaps,
    partners,
    register,
    returns,
    snapshots,
    store,
)

app = typer.Typer(
    name="python -m hubdata",
    help="The Music Hub dashboard: returns in, KPIs out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

COMMANDS: dict[str, Callable[..., None]] = {
    "init": store.init,
    "own-hub": store.own_hub,
    "serve": store.serve,
    "register": register.register,
    "partners": partners.partners,
    "template": returns.template,
    "fields": returns.fields,
    "import": returns.import_returns,
    "returns": returns.returns,
    "accept": acting.accept,
    "reject": acting.reject,
    "withdraw": acting.withdraw,
    "undo": acting.undo,
    "correct": acting.correct,
    "overlaps": overlaps.overlaps,
    "scorecard": kpis.scorecard,
    "explain": kpis.explain,
    "freeze": snapshots.freeze,
    "snapshots": snapshots.list_or_compare,
    "meetings": board.meetings,
    "board-pack": board.board_pack,
}
for name, command in COMMANDS.items():
    app.command(name)(command)

if __name__ == "__main__":
    app()
