"""The command line: `python -m hubdata COMMAND`. Each command lives in `hubdata.command_line`."""

from __future__ import annotations

import typer

from hubdata.command_line import register, store

app = typer.Typer(
    name="python -m hubdata",
    help="The Music Hub dashboard: returns in, KPIs out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for command in (store.init, store.own_hub, store.serve, register.register):
    app.command()(command)

if __name__ == "__main__":
    app()
