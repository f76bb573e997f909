"""The table and the list of benchmarks say the same, in the form that others read."""

import json
from pathlib import Path

from tests.benchmarks.matching import measure_matching
from tests.benchmarks.measure import Benchmark, render_table, resident_megabytes, write_benchmarks

ONE = Benchmark("read", 1.23456, "read it otherwise", 2.5, 2.025, "at least 2 times faster")
ALONE = Benchmark("find", 0.5, "", None, None, "at most 1 second")


def test_the_list_has_the_keys_that_are_agreed(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.json"
    write_benchmarks([ONE, ALONE], path)
    first, second = json.loads(path.read_text("utf-8"))
    assert list(first) == ["name", "seconds", "baseline", "baseline_seconds", "ratio", "goal"]
    assert (first["seconds"], second["ratio"]) == (1.2346, None)


def test_the_table_has_a_line_for_each() -> None:
    lines = render_table([ONE, ALONE]).splitlines()
    assert [line.split()[0] for line in lines] == ["Benchmark", "---------", "read", "find"]
    assert lines[2].endswith("at least 2 times faster")


def test_the_memory_of_this_process_is_told_where_the_system_tells_it() -> None:
    found = resident_megabytes()
    assert found is None or found > 10


def test_a_thousand_names_are_found_in_time() -> None:
    [found] = measure_matching()
    assert found.seconds < 10  # the goal is one second, on an idle machine
