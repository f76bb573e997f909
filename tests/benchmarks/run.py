"""`make bench`: every benchmark, on a store of its own that is thrown away afterwards.

Not part of `make test`: figures are those of the machine they are measured on. Prints a table and
writes `benchmarks.json`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hubdata.services.hub import prepare_store
from hubdata.settings import load_settings
from sample_data.story import TODAY
from tests.benchmarks.board_pack import measure_board_pack
from tests.benchmarks.importing import measure_importing
from tests.benchmarks.matching import measure_matching
from tests.benchmarks.measure import Benchmark, render_table, write_benchmarks
from tests.benchmarks.page_sizes import measure_sizes
from tests.benchmarks.page_times import measure_pages
from tests.benchmarks.scorecard import measure_scorecard

OUT = Path("benchmarks.json")
MEASURES: tuple[Callable[[], Iterable[Benchmark]], ...] = (
    measure_matching,
    measure_importing,
    measure_scorecard,
    measure_board_pack,
    measure_pages,
    measure_sizes,
)


def main() -> None:
    """Measure, print, write."""
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        os.environ["HUB_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'hub.db'}"
        os.environ["HUB_TODAY"] = TODAY.isoformat()
        load_settings.cache_clear()
        prepare_store()
        found = [one for measure in MEASURES for one in measure()]
    write_benchmarks(found, OUT)
    sys.stdout.write(render_table(found) + "\n")


if __name__ == "__main__":
    main()
