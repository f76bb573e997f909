"""A real server and a real Chromium. Tests ask for `site` (an address), `page` (a fresh tab), `axe`
and `shoot`.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = Path(os.environ.get("HUB_CHROMIUM", "/usr/bin/chromium"))
SHOTS = Path(os.environ.get("HUB_SHOTS", ROOT / "screenshots"))
START_SECONDS = 60
STOP_SECONDS = 60
PATIENCE_MS = 60_000
"""How long a page may take to say what is expected, or to let itself be used, while much else runs:
what never comes fails all the same."""
QUIET_CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--font-render-hinting=none",
)
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What Streamlit draws and no setting cures (platform.md): {rule: part of the selector it is allowed
# on}.
ALLOWED = {"presentation-role-conflict": "stFileUploader", "svg-img-alt": "stMetric"}


@contextmanager
def run_server(database_url: str, *, log: Path) -> Iterator[str]:
    """The dashboard on a free port, over the given store; yields its address."""
    port = find_free_port()
    environment = os.environ | {"HUB_DATABASE_URL": database_url}
    program = [sys.executable, "-m", "hubdata"]
    subprocess.run([*program, "init"], cwd=ROOT, env=environment, check=True, capture_output=True)
    command = [*program, "serve", "--port", str(port), "--no-open"]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        site = f"http://127.0.0.1:{port}"
        wait_until_healthy(site, server=server, log=log)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=STOP_SECONDS)


def find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_healthy(site: str, *, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{site}/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The dashboard did not start. It said:\n{log.read_text()}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over an empty store, shared by the tests that change nothing."""
    folder = tmp_path_factory.mktemp("site")
    with run_server(f"sqlite:///{folder / 'hub.db'}", log=folder / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"{CHROMIUM}: there is no Chromium here. Install it, or name it in HUB_CHROMIUM."
        if os.environ.get("HUB_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET_CHROMIUM))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(address, width=1280, dark=False)` opens a fresh tab and waits until the page
    stands.
    """
    contexts = []

    def open_page(
        address: str, *, width: int = 1280, height: int = 900, dark: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(address)
        wait_until_drawn(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def wait_until_drawn(page: Page) -> None:
    """Until the script has run, and what it sent is drawn with the fonts it asks for."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] h1")
    page.wait_for_function("!document.querySelector('[data-stale=true], [data-testid=stSkeleton]')")
    page.evaluate("document.fonts.ready")


def open_choice(page: Page, name: str) -> None:
    """Opens the list of a select with the mouse. It is scrolled to first, as people do: a list
    closes when the page moves under it, and a click that scrolls moves it.
    """
    choice = page.get_by_role("combobox", name=name, exact=False)
    choice.scroll_into_view_if_needed()
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    choice.click()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with the rules of WCAG 2.2 AA that the page breaks, but for those Streamlit
    cannot cure.
    """

    def check(page: Page) -> None:
        found = Axe().run(page, options=WCAG).response["violations"]
        assert [explain_violation(one) for one in found if not is_allowed(one)] == []

    return check


def is_allowed(violation: dict) -> bool:
    place = ALLOWED.get(violation["id"])
    return place is not None and all(place in node["html"] for node in violation["nodes"])


def explain_violation(violation: dict) -> str:
    nodes = "; ".join(
        f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:3]
    )
    return f"{violation['id']}: {violation['help']}. {nodes}"


@pytest.fixture
def shoot() -> Callable[..., Path]:
    """`shoot(page, "overview", 390)` saves the whole page at that width, to be looked at."""

    def save(page: Page, name: str, width: int) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}-{width}.png"
        page.set_viewport_size({"width": width, "height": measure_height(page, width)})
        page.screenshot(path=path)
        return path

    return save


def measure_height(page: Page, width: int) -> int:
    """Streamlit scrolls inside the page, so a full picture needs a window as high as the page."""
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate(
        "Math.max(900, document.querySelector('[data-testid=stMain]').scrollHeight)"
    )
