"""Every page in Chromium, over the sample hub: against a stub that draws the same elements from
literals, and against an empty page with the same menu; and reruns for many visitors at once.

`HUB_BENCH_SAMPLE` may name a store that holds the sample hub, to save the minutes of making one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hubdata.services.around.frame import load_frame
from hubdata.services.hub import prepare_store
from hubdata.services.reach.schools import load_school_lines
from hubdata.services.registers.partners import load_partners
from hubdata.services.results.scorecards import load_standing
from hubdata.settings import load_settings
from pages.components.kit.places import KPI, OVERVIEW, PARTNER, SCHOOL, SCORECARD
from sample_data.load import load_sample_hub
from sample_data.story import TODAY as SAMPLE_TODAY
from tests.benchmarks.measure import Benchmark
from tests.benchmarks.painting import Visit, time_paints
from tests.benchmarks.recorded import Call, record_page
from tests.benchmarks.sessions import Ask, count_elements, count_reruns, time_runs
from tests.benchmarks.stub import EMPTY, key_of, write_stub
from tests.e2e.conftest import find_free_port, wait_until_healthy
from tests.pages.register import ROOT, read_register

ROUNDS, RUNS = 2, 5
SESSIONS, SECONDS = 25, 10.0
MOST_OF_STUB, MOST_OF_EMPTY, MOST_OF_EMPTY_WITH_CHARTS = 1.25, 1.8, 3
LEAST_OF_STUB_RERUNS = 0.8
CHART = "vega_lite_chart"


def measure_pages() -> Iterator[Benchmark]:
    """The sample hub, served beside its stubs."""
    with TemporaryDirectory(prefix="pages-") as name:
        folder = Path(name)
        with environment_of(folder / "sample.db", SAMPLE_TODAY.isoformat(), make_sample):
            visits = choose_visits()
            recorded = {key_of(one.script, one.query): record(one) for one in visits}
            write_stub(folder / "stub", recorded)
            with ExitStack() as stack:
                sites = {
                    "real": stack.enter_context(serve_dashboard(folder)),
                    "stub": stack.enter_context(serve_stub(folder, is_empty=False)),
                    "empty": stack.enter_context(serve_stub(folder, is_empty=True)),
                }
                of_sample = time_paints(sites, visits, rounds=ROUNDS)
                yield from compare_paints(of_sample, recorded)
                yield from compare_runs(sites, visits)


@contextmanager
def environment_of(path: Path, today: str, make: Callable[[str], None]) -> Iterator[None]:
    """A store of its own, made and used by this process and by those it starts."""
    before = dict(os.environ)
    url = f"sqlite:///{path}"
    os.environ |= {"HUB_DATABASE_URL": url, "HUB_TODAY": today}
    load_settings.cache_clear()
    ready = os.environ.get("HUB_BENCH_SAMPLE") if make is make_sample else None
    if ready:
        shutil.copyfile(ready, path)
    prepare_store()
    if not ready:
        make(url)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ |= before
        load_settings.cache_clear()


def make_sample(_: str) -> None:
    load_sample_hub(actor="benchmark", progress=lambda said: None)


def choose_visits() -> list[Visit]:
    """Every page of the menu, and one KPI, school and partner."""
    frame = load_frame()
    lines = load_school_lines(frame.default)
    school = next(one.school.urn for one in lines)
    kpi = load_standing(frame.default).whole.lines[0].kpi.id
    deep = {KPI: {"kpi": kpi}, SCHOOL: {"urn": school}, PARTNER: {"partner": min(load_partners())}}
    return [
        *(Visit(one.script, one.title) for one in read_register() if one.section),
        *(
            Visit(one.script, one.title, deep[one.script])
            for one in read_register()
            if one.script in deep
        ),
    ]


def record(visit: Visit) -> tuple[Call, ...]:
    entry = next(one for one in read_register() if one.script == visit.script)
    return record_page(entry, dict(visit.query))


def compare_paints(
    found: Mapping[Visit, Mapping[str, float]], recorded: Mapping[str, Sequence[Call]]
) -> Iterator[Benchmark]:
    """From the click until nothing changes any more."""
    for visit, seconds in found.items():
        name = f"painted: {name_of(visit)}"
        real, stub, empty = (seconds[site] for site in ("real", "stub", "empty"))
        yield Benchmark(
            name, real, "the same from literals", stub, real / stub, f"at most {MOST_OF_STUB}"
        )
        has_chart = any(call.name == CHART for call in recorded[key_of(visit.script, visit.query)])
        goal = MOST_OF_EMPTY_WITH_CHARTS if has_chart else None
        if visit.script in (OVERVIEW, SCORECARD):
            goal = MOST_OF_EMPTY
        if goal:
            yield Benchmark(name, real, "an empty page", empty, real / empty, f"at most {goal}")


def compare_runs(sites: Mapping[str, str], visits: Sequence[Visit]) -> Iterator[Benchmark]:
    """A run of the script by itself, then all pages for many visitors at once."""
    asks = {visit: Ask(visit.path.removeprefix("/"), visit.query) for visit in visits}
    for visit, ask in asks.items():
        drawn = [count_elements(sites[site], ask) for site in ("real", "stub")]
        assert drawn[0] == drawn[1], f"The stub of {name_of(visit)} draws other elements: {drawn}"
        real, stub = (time_runs(sites[site], ask, runs=RUNS) for site in ("real", "stub"))
        yield Benchmark(
            f"one run: {name_of(visit)}", real, "the same from literals", stub, real / stub, ""
        )
    menu = [ask for visit, ask in asks.items() if not visit.query]
    real, stub = (
        count_reruns(sites[site], menu, sessions=SESSIONS, seconds=SECONDS)
        for site in ("real", "stub")
    )
    yield Benchmark(
        f"{SESSIONS} visitors at once: {real:.1f} full reruns a second",
        1 / real,
        f"the same from literals: {stub:.1f}",
        1 / stub,
        real / stub,
        f"at least {LEAST_OF_STUB_RERUNS}",
    )


def name_of(visit: Visit) -> str:
    return f"{visit.title} ({', '.join(visit.query)})" if visit.query else visit.title


@contextmanager
def serve_dashboard(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "hubdata", "serve", "--no-open", "--port"]
    with serving(command, folder, where=ROOT) as site:
        yield site


@contextmanager
def serve_stub(folder: Path, *, is_empty: bool) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.benchmarks.stub_server", str(folder / "stub")]
    more = {"PYTHONPATH": str(ROOT), EMPTY: "1" if is_empty else "0"}
    with serving(command, folder, where=folder / "stub", more=more) as site:
        yield site


@contextmanager
def serving(
    command: Sequence[str], folder: Path, *, where: Path, more: Mapping[str, str] | None = None
) -> Iterator[str]:
    """A server on a free port until the block ends."""
    port = find_free_port()
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, str(port)],
            cwd=where,
            env=os.environ | (more or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        site = f"http://127.0.0.1:{port}"
        wait_until_healthy(site, server=server, log=log)
        yield site
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:  # it is in the middle of a run that does not end
            server.kill()
            server.wait()
