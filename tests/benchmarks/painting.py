"""How long a page takes from the click that leads to it until nothing on it changes any more, in
Chromium.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from pages.components.kit.linked import url_path_of
from pages.components.kit.places import ACTIONS, OVERVIEW
from tests.e2e.conftest import CHROMIUM, QUIET_CHROMIUM

QUIET_MS = 250
"""Fully painted is the last change after which nothing changes for this long."""

PATIENCE_MS = 60_000

PAINT = """
async ([label, path, quiet]) => {
  const app = document.querySelector("[data-testid=stApp]")
  const start = performance.now()
  const title = () => document.querySelector("h1")?.textContent
  const before = title()
  let last = start
  const observer = new MutationObserver(() => (last = performance.now()))
  observer.observe(document.body, {subtree: true, childList: true, attributes: true,
                                   characterData: true})
  const links = [...document.querySelectorAll("[data-testid=stSidebar] a")]
  if (label) links.find((one) => one.textContent.trim() === label).click()
  else history.back()
  const isDrawn = () =>
    title() && title() !== before && location.pathname === path &&
    app.dataset.testScriptState === "notRunning" && !document.querySelector("[data-stale=true]") &&
    [...document.querySelectorAll("[data-testid=stVegaLiteChart]")].every(
      (one) => one.querySelector("canvas, svg.marks"))
  while (!isDrawn() || performance.now() - last < quiet) {
    if (performance.now() - start > 60000) throw new Error("never fully painted: " + path)
    await new Promise((go) => setTimeout(go, 15))
  }
  observer.disconnect()
  return last - start
}
"""


@dataclass(frozen=True)
class Visit:
    """A page to be visited: by its link in the menu, or, with a query, by going back to it."""

    script: str
    title: str
    query: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def path(self) -> str:
        return "/" if self.script == OVERVIEW else f"/{url_path_of(self.script)}"

    @property
    def address(self) -> str:
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path


FROM = Visit(ACTIONS, "Actions")
"""The page every visit begins on: a short one."""

HOME = Visit(OVERVIEW, "Overview")


def time_paints(
    sites: Mapping[str, str], visits: Sequence[Visit], *, rounds: int
) -> dict[Visit, dict[str, float]]:
    """Seconds of each visit at each site (by its name), the best of some rounds, since what else
    the machine does only adds; the sites take turns, so that a busy moment is everybody's."""
    found: dict[Visit, dict[str, float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET_CHROMIUM))
        tabs = {name: open_tab(browser, site) for name, site in sites.items()}
        for visit in visits:
            times: dict[str, list[float]] = {name: [] for name in sites}
            for at in range(rounds + 1):
                for name, site in sites.items():
                    seconds = time_visit(tabs[name], site, visit)
                    if at:  # the first visit reads and compiles
                        times[name].append(seconds)
            found[visit] = {name: min(some) for name, some in times.items()}
        browser.close()
    return found


def open_tab(browser: Browser, site: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    open_address(page, f"{site}{FROM.path}")
    return page


def open_address(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] h1")
    page.get_by_role("link", name="Definitions").wait_for()


def time_visit(page: Page, site: str, visit: Visit) -> float:
    """From the short page to the one that is visited, and, untimed, back again."""
    away = HOME if visit.script == FROM.script else FROM
    if visit.query:
        open_address(page, f"{site}{visit.address}")
        paint(page, away.title, away.path)
        return paint(page, "", visit.path)
    if page.evaluate("location.pathname") != away.path:
        paint(page, away.title, away.path)
    return paint(page, visit.title, visit.path)


def paint(page: Page, label: str, path: str) -> float:
    milliseconds: float = page.evaluate(PAINT, [label, path, QUIET_MS])
    return milliseconds / 1000
