"""`init` and `serve`: preparing the store and opening the dashboard."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdata.command_line.showing import actor, plain_errors, say, say_over
from hubdata.services import hub

PORT = 8501


def init(
    sample: Annotated[
        bool, typer.Option("--sample", help="Also make the sample hub, if the store is empty.")
    ] = False,
) -> None:
    """Create the store, or bring it up to this version; safe to run again."""
    with plain_errors():
        hub.prepare_store()
        if sample and hub.needs_sample():
            from sample_data.load import load_sample_hub  # only a first run needs it

            load_sample_hub(actor=actor(), progress=say_over)
        say("The store is ready.")


def own_hub(
    name: Annotated[str, typer.Argument(help="The name of your Music Hub.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Leave the sample hub: empty the store of sample data and begin your own hub."""
    with plain_errors():
        hub.prepare_store()
        if not yes:
            typer.confirm("This removes the sample hub from the store. Go on?", abort=True)
        hub.start_own_hub(name, actor=actor())
        say(f"{name} is ready. Next: python -m hubdata register FILE… --la CODE,CODE")


def serve(
    port: Annotated[int, typer.Option(help="The port on this machine.")] = PORT,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open it in a browser.")
    ] = True,
) -> None:
    """Open the dashboard, on this machine only."""
    from hubdata.server import run  # the one command that needs Streamlit

    with plain_errors():
        hub.check_store()
        say(f"The dashboard is on http://localhost:{port}. Ctrl+C stops it.")
        run(port=port, open_browser=open_browser)
