"""Serves a stub as the dashboard is served. Our components are registered by the first run, as the
dashboard's are: nothing here may import them.
"""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from hubdata.server import SecurityHeaders, send_at_once, show_health, warm_start


def serve(folder: Path, port: int) -> None:
    """Until it is stopped."""
    app = st.App(
        folder / "dashboard.py",
        lifespan=warm_start,
        middleware=[Middleware(SecurityHeaders)],
        routes=[Route("/health", show_health)],
    )
    send_at_once()
    app.run(
        config={
            "server.port": port,
            "server.address": "127.0.0.1",
            "server.headless": True,
            "server.showEmailPrompt": False,
            "server.fileWatcherType": "none",
        }
    )


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
