"""The largest hub against the sample hub: how long the script of every page runs, the first time
and once what it rests on is kept. Every run has an end: one that takes longer than the patience of
a visit is told as that, and the next page is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hubdata.store.engine import open_engine
from sample_data.story import TODAY as SAMPLE_TODAY
from tests.benchmarks.large_hub import TODAY, write_large_hub
from tests.benchmarks.large_register import write_large_register
from tests.benchmarks.measure import Benchmark
from tests.benchmarks.page_times import (
    choose_visits,
    environment_of,
    make_sample,
    name_of,
    serve_dashboard,
)
from tests.benchmarks.painting import Visit
from tests.benchmarks.sessions import PATIENCE, Ask, time_first_and_best

RUNS = 25
MOST_OF_SAMPLE = 1.3
SAMPLE, LARGEST = "the sample hub", "the largest hub"


@dataclass(frozen=True)
class Served:
    """A hub on a site of its own, and its pages in the order of the menu."""

    site: str
    visits: Sequence[Visit]


def measure_sizes() -> Iterator[Benchmark]:
    """Both hubs are served side by side, and each page is asked of the one, then of the other."""
    stores: Mapping[str, tuple[str, Callable[[str], None]]] = {
        SAMPLE: (SAMPLE_TODAY.isoformat(), make_sample),
        LARGEST: (TODAY.isoformat(), make_largest),
    }
    with TemporaryDirectory(prefix="sizes-") as name, ExitStack() as stack:
        folder = Path(name)
        hubs = {}
        for number, (hub, (today, make)) in enumerate(stores.items()):
            with environment_of(folder / f"{number}.db", today, make):
                site = stack.enter_context(serve_dashboard(folder))
                hubs[hub] = Served(site, choose_visits())
        yield from compare_sizes(hubs[SAMPLE], hubs[LARGEST])


def make_largest(url: str) -> None:
    write_large_hub(open_engine(url))
    write_large_register(url)


def compare_sizes(sample: Served, largest: Served) -> Iterator[Benchmark]:
    """Two lines for each page: the first run, and the best of those after it."""
    for small, large in zip(sample.visits, largest.visits, strict=True):
        assert small.script == large.script
        few, many = _time(sample.site, small), _time(largest.site, large)
        for at, (which, goal) in enumerate((("first", ""), ("kept", f"at most {MOST_OF_SAMPLE}"))):
            name = f"one run over {LARGEST}, {which}: {name_of(small)}"
            if few is None or many is None:
                late = f"none: a run took longer than {PATIENCE} s"
                yield Benchmark(name, PATIENCE, late, None, None, goal)
            else:
                yield Benchmark(name, many[at], SAMPLE, few[at], many[at] / few[at], goal)


def _time(site: str, visit: Visit) -> tuple[float, float] | None:
    """Seconds of the first run, and of the best of the others; `None` if one does not end."""
    ask = Ask(visit.path.removeprefix("/"), visit.query)
    try:
        return time_first_and_best(site, ask, runs=RUNS)
    except TimeoutError:
        return None
