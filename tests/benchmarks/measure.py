"""How a benchmark is timed, written down and printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

STATUS = Path("/proc/self/status")
"""Where Linux tells the memory of a process; other systems have no figure."""


@dataclass(frozen=True)
class Benchmark:
    """One line of the table. `ratio` is what the goal is about: how many times the baseline, or how
    many times faster than it. Seconds are of a wall clock; `None` where there is nothing to say."""

    name: str
    seconds: float
    baseline: str
    baseline_seconds: float | None
    ratio: float | None
    goal: str


def seconds_of(act: Callable[[], object]) -> float:
    """How long an act takes."""
    begin = perf_counter()
    act()
    return perf_counter() - begin


def resident_megabytes() -> float | None:
    """The memory this process holds now; `None` where the system does not tell."""
    try:
        lines = STATUS.read_text("utf-8").splitlines()
    except OSError:
        return None
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS:"))
    return int(kilobytes) / 1024


def write_benchmarks(found: Iterable[Benchmark], path: Path) -> None:
    """The list as JSON."""
    rounded = [
        {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(one).items()}
        for one in found
    ]
    path.write_text(json.dumps(rounded, indent=2, ensure_ascii=False) + "\n", "utf-8")


def render_table(found: Sequence[Benchmark]) -> str:
    """The list as a table for a terminal."""
    headings = ("Benchmark", "Seconds", "Against", "Seconds", "Ratio", "Goal")
    rows = [
        (
            *(one.name, _said(one.seconds), one.baseline),
            *(_said(one.baseline_seconds), _said(one.ratio), one.goal),
        )
        for one in found
    ]
    widths = [max(len(row[n]) for row in (headings, *rows)) for n in range(len(headings))]
    lines = (
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in (headings, ["-" * width for width in widths], *rows)
    )
    return "\n".join(lines)


def _said(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}"
