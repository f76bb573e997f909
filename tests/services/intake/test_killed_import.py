"""An import that is killed loses no file and leaves no half-accepted return.

Ten kills by default; `HUB_KILLS=200` (or `make kill-test`) for more.
"""

import hashlib
import io
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import xlsxwriter

KILLS = int(os.environ.get("HUB_KILLS", "10"))
FILES = 300
SHEETS = ("Whole class", "Tuition")
GIVE_UP_SECONDS = 60


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the returns of 300 schools."""
    folder = tmp_path_factory.mktemp("sent")
    for number in range(FILES):
        (folder / f"{number:03}.xlsx").write_bytes(workbook(900001 + number))
    return folder


def workbook(urn: int) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheets = {
            "Return": [("time_period", "term", "school_urn"), (202526, "autumn", urn)],
            "Whole class": [
                ("class_id", "year_group", "pupils", "hub_supported"),
                ("4A", "4", 20 + urn % 10, "Y"),
                ("4B", "4", 18 + urn % 10, "Y"),
            ],
            "Tuition": [
                ("group_size", "key_stage", "provider_type", "pupils"),
                ("small", "KS2", "hub lead", urn % 15),
            ],
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def begin_import(store: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "hubdata", "import", str(folder), "--accept"]
    command += ["--reason", "asked and confirmed"]
    environment = {**os.environ, "HUB_DATABASE_URL": f"sqlite:///{store}"}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def count(store: Path, query: str) -> int:
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=30)
    try:
        number: int = connection.execute(query).fetchone()[0]
        return number
    finally:
        connection.close()


def kill_when(store: Path, running: subprocess.Popen[bytes], *, files: int, after: float) -> None:
    """Kill a process a moment after so many files were stored."""
    stop = time.monotonic() + GIVE_UP_SECONDS
    while running.poll() is None and time.monotonic() < stop:
        if count(store, "select count(*) from received_file") >= files:
            break
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    running.communicate()


def check_nothing_is_half(store: Path) -> None:
    """Every stored file is whole; every return counts in all its parts, or in none."""
    connection = sqlite3.connect(store)
    try:
        files = connection.execute(
            "select sha256, content from received_file left join file_content on file_id = id"
        ).fetchall()
        assert all(content and hashlib.sha256(content).hexdigest() == sha for sha, content in files)
        halves = connection.execute(
            "select return_id from return_part group by return_id"
            " having count(distinct is_current) > 1 or count(distinct status) > 1"
        ).fetchall()
        assert halves == []
        for table in ("whole_class", "tuition"):
            strays = connection.execute(
                f"select count(*) from row_{table} r join return_part p on p.id = r.part_id"
                " where r.is_current <> p.is_current"
            ).fetchone()[0]
            assert strays == 0
    finally:
        connection.close()


@pytest.mark.kill
def test_killing_an_import_loses_no_file_and_accepts_nothing_by_half(
    sent: Path, migrated_sqlite: Path, tmp_path: Path
) -> None:
    chance = random.Random(20261122)
    cut_short = 0
    for kill in range(KILLS):
        store = tmp_path / f"{kill}.db"
        store.write_bytes(migrated_sqlite.read_bytes())
        running = begin_import(store, sent)
        kill_when(
            store, running, files=chance.randint(1, FILES - 30), after=chance.uniform(0, 0.15)
        )
        check_nothing_is_half(store)
        accepted = "select count(*) from return where status = 'accepted'"
        cut_short += count(store, accepted) < FILES
        if kill >= 3:  # finishing the rest is the same each time: three are enough
            store.unlink()
            continue
        _, said = begin_import(store, sent).communicate()
        check_nothing_is_half(store)
        assert count(store, "select count(*) from received_file") == FILES, said
        assert count(store, accepted) == FILES, said
        assert count(store, "select count(*) from row_whole_class where is_current") == 2 * FILES
    assert cut_short > KILLS / 2, "the kills came too late to show anything"
