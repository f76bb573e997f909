"""The sample hub as files: what a person would download, and what schools and partners send.

python -m sample_data.build FOLDER
"""

from __future__ import annotations

import csv
import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from hubdata.periods import Period
from hubdata.returns.template.workbook import render_template
from sample_data.hub import CONTACT, HUB_NAME, build_sample_hub
from sample_data.other_sending import OtherReturn, other_returns
from sample_data.partners import render_partner_list
from sample_data.register_files import render_register
from sample_data.sending import SampleReturn, sample_returns

PROCESSES = 2
MINUTES = 15
RECEIVED_FILE = "received.csv"
PARTNERS_FILE = "partners.csv"

Sent = SampleReturn | OtherReturn
Progress = Callable[[int, int], None]
"""Told how many of how many files are written."""


@dataclass(frozen=True)
class SentFile:
    """A written return: where it is, and when it came."""

    path: Path
    period: Period
    source: str
    received_on: date


@dataclass(frozen=True)
class SampleFiles:
    """Everything that was written. `returns` are in the order in which they came."""

    register: tuple[Path, ...]
    partners: Path
    returns: tuple[SentFile, ...]


def build_sample_files(folder: Path, progress: Progress | None = None) -> SampleFiles:
    """Write `register/`, `partners.csv` and `returns/<period>/` into a folder, and `received.csv`
    beside them.

    Equal contents every time. Returns are written by two processes.
    """
    register = _write_register(folder / "register")
    partners = folder / PARTNERS_FILE
    partners.write_bytes(render_partner_list())
    hub = build_sample_hub()
    sent: list[Sent] = [*sample_returns(hub), *other_returns(hub)]
    for period in {each.period for each in sent}:
        (folder / "returns" / _period_folder(period)).mkdir(parents=True, exist_ok=True)
    files = _write_returns(sent, folder / "returns", progress=progress or _say_nothing)
    _write_received(folder / RECEIVED_FILE, files)
    return SampleFiles(register, partners, tuple(sorted(files, key=lambda file: file.received_on)))


def render_return(sent: Sent) -> bytes:
    """The workbook as its sender filled it in: the template, with their answers."""
    return render_template(
        sent.kind,
        sent.period,
        prefilled=sent.answers,
        hub_name=HUB_NAME,
        source_name=sent.source_name,
        due_on=sent.due_on,
        minutes=MINUTES,
        contact=CONTACT,
    )


def _write_register(folder: Path) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in render_register(build_sample_hub()).items():
        (folder / name).write_bytes(content)
        paths.append(folder / name)
    return tuple(paths)


def _write_returns(sent: list[Sent], folder: Path, *, progress: Progress) -> list[SentFile]:
    """Fresh processes, not forks: the caller may have threads."""
    files = []
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=fresh) as pool:
        for file in pool.map(partial(write_return, folder=folder), sent, chunksize=25):
            files.append(file)
            progress(len(files), len(sent))
    return files


def write_return(sent: Sent, *, folder: Path) -> SentFile:
    """Write one return into its period's folder."""
    path = folder / _period_folder(sent.period) / sent.file_name
    path.write_bytes(render_return(sent))
    return SentFile(path, sent.period, sent.source, sent.received_on)


def _write_received(path: Path, files: list[SentFile]) -> None:
    with path.open("w", newline="", encoding="utf-8") as text:
        writer = csv.writer(text)
        writer.writerow(("file", "source", "period", "received_on"))
        for file in files:
            name = file.path.relative_to(path.parent).as_posix()
            writer.writerow((name, file.source, file.period.code, file.received_on.isoformat()))


def _period_folder(period: Period) -> str:
    return period.code.replace(" ", "-")


def _say_nothing(done: int, total: int) -> None:
    """For callers who do not watch."""


def _say(done: int, total: int) -> None:
    if done % 100 == 0 or done == total:
        print(f"{done:,} of {total:,} returns written", flush=True)


if __name__ == "__main__":
    build_sample_files(Path(sys.argv[1]), _say)
