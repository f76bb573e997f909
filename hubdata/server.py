"""The server: Streamlit's ASGI app with a warm start, routes for health and presentations, and
security headers.

The one module in hubdata that imports Streamlit. `python -m hubdata serve` and `uvicorn
hubdata.server:app` start it.
"""

import gc
import importlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.server.starlette import starlette_server

from hubdata.errors import UserError
from hubdata.services.around.brand import load_logo, load_palette, theme_of
from hubdata.services.around.frame import WRONG_PAGE
from hubdata.services.reports.presenting import ROUTE, present

DASHBOARD = Path(__file__).parent.parent / "dashboard.py"
PAGES = {script.stem for script in DASHBOARD.with_name("pages").glob("*/*.py")}
"""What pages are called in an address. The home page is at "/" only."""
HOME = "overview"
OWN_ADDRESSES = ("health", "hub-logo", ROUTE.strip("/"))
STREAMLITS = ("_stcore", "app/", "component", "media/", "static/", "vendor/")
"""Where Streamlit has what is no page."""
LOCAL_ADDRESS = "127.0.0.1"
WARM_IMPORTS = ("pandas", "altair")
ANSWERS = {"file_urls_response", "backend_operation_response", "heartbeat_ack", "auth_redirect"}
"""Messages of Streamlit that a browser has asked for, and goes on waiting for."""

# Scripts and styles are Streamlit's own, which it writes inline and, for Vega, compiles. What
# matters is the rest: nothing is loaded from, sent to or framed by another site.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

# A logo is a picture and nothing else, even where somebody opens it by its address.
LOGO_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


def run(*, port: int, open_browser: bool = False, address: str = LOCAL_ADDRESS) -> None:
    """Serves the dashboard until it is stopped; on this machine only, unless told otherwise."""
    send_at_once()
    app.run(
        config={
            "server.port": port,
            "server.address": address,
            "server.headless": not open_browser,
            "server.showEmailPrompt": False,
            "server.fileWatcherType": "none",
            **theme_of(load_palette()),
        }
    )


def send_at_once() -> None:
    """Spares pages of several messages a wait of 40 ms. The last part of what is sent may wait
    until what went before is acknowledged, and who receives waits with that: unless the socket
    says no. asyncio sees to it, but not on sockets that Streamlit has opened."""
    bind = starlette_server._bind_socket

    @wraps(bind)
    def bind_without_wait(*args: Any, **kwargs: Any) -> socket.socket:
        listening: socket.socket = bind(*args, **kwargs)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    if not hasattr(bind, "__wrapped__"):
        starlette_server._bind_socket = bind_without_wait


def keep_answers() -> None:
    """Keeps answers that have not left yet when a run of a page begins. Streamlit clears them away
    with what the run before had drawn: a file that was dropped in the same moment would be lost
    without a word, for its browser would never hear where to send it."""
    clear = ForwardMsgQueue.clear

    @wraps(clear)
    def clear_all_else(
        queue: ForwardMsgQueue,
        retain_lifecycle_msgs: bool = False,
        fragment_ids_this_run: list[str] | None = None,
    ) -> None:
        answers = [one for one in queue._queue if one.WhichOneof("type") in ANSWERS]
        clear(queue, retain_lifecycle_msgs, fragment_ids_this_run)
        if retain_lifecycle_msgs:
            kept = {id(one) for one in queue._queue}
            queue._queue += [one for one in answers if id(one) not in kept]

    if not hasattr(clear, "__wrapped__"):
        ForwardMsgQueue.clear = clear_all_else  # type: ignore[method-assign, assignment]


@asynccontextmanager
async def warm_start(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Spares the first visitor the slow imports, and each rerun the walk over what they made."""
    for name in WARM_IMPORTS:
        importlib.import_module(name)
    # A folder named pages makes Streamlit show "Page not found" over the first bookmark opened on a
    # fresh server.
    PagesManager.uses_pages_directory = False
    keep_answers()
    gc.collect()
    gc.freeze()
    yield {}


async def show_health(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def show_presentation(request: Request) -> Response:
    """A board pack as slides, which need the whole window. A plain function: it reads the store,
    and Starlette runs it in a thread of its own."""
    asked = request.query_params
    try:
        return HTMLResponse(present(asked.get("meeting", ""), asked.get("edition", "")))
    except UserError as error:
        return PlainTextResponse(str(error), status_code=404)


def show_hub_logo(_: Request) -> Response:
    """The hub's logo; its address changes with it, so browsers may keep it."""
    logo = load_logo()
    if logo is None:
        return PlainTextResponse("The hub has no logo.", status_code=404)
    return Response(logo.content, media_type=logo.media_type, headers=LOGO_HEADERS)


class SecurityHeaders:
    """Adds the headers that an answer does not have itself, and leaves websockets alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class LeadHome:
    """Sends a browser that asks for a page we do not have to the home page, which says so.

    Streamlit would show its own notice over the home page, or nothing at all where the address has
    a slash. The home page's name leads there silently, and a page's name in capitals to that page.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if scope["type"] == "http" and scope["method"] == "GET":
            request = Request(scope)
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if "text/html" in request.headers.get("accept", "") and is_wrong(path):
                app = RedirectResponse(find_way(path, request.url.query))
        await app(scope, receive, send)


def is_wrong(path: str) -> bool:
    """Whether there is nothing at a path; whatever looks like a file is left to Streamlit."""
    asked = path.strip("/")
    is_file = "." in asked.rpartition("/")[2] or asked.startswith(STREAMLITS)
    return bool(asked) and not is_file and asked not in {*PAGES, *OWN_ADDRESSES} - {HOME}


def find_way(path: str, query: str) -> str:
    """Where to go instead, relative to what was asked, so that it holds behind a proxy too."""
    up = "../" * (path.count("/") - 1) or "./"
    asked = path.strip("/")
    name = asked.casefold()
    page = name if name in PAGES - {HOME} else ""
    told = "" if name in PAGES else urlencode({WRONG_PAGE: asked})
    whole = "&".join(filter(None, (query, told)))
    return f"{up}{page}?{whole}" if whole else f"{up}{page}"


app = st.App(
    DASHBOARD,
    lifespan=warm_start,
    routes=[
        Route("/health", show_health),
        Route(ROUTE, show_presentation),
        Route("/hub-logo", show_hub_logo),
    ],
    middleware=[Middleware(SecurityHeaders), Middleware(LeadHome)],
)
