"""Reading files in child processes, so that no file can hang, exhaust or crash the hub.

A thread looks after each child; a child that takes too long, or dies, is replaced, and its file is
unreadable, with the sentence that says so.
"""

from __future__ import annotations

import atexit
import selectors
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import LifoQueue
from threading import Lock
from typing import IO, Any

from hubdata.errors import UnreadableFile, UserError
from hubdata.reports.marks import MarkedCopy
from hubdata.returns.reading.inspecting import FileSeen
from hubdata.returns.reading.raw import ReadFile, Told
from hubdata.services.intake.reading_child import Act, read_message, write_message

CHILDREN = 2
SECONDS_FOR_A_FILE = 15
SECONDS_TO_START = 60

Task = tuple[str, bytes, Told | MarkedCopy]
Answer = ReadFile | UserError


def read_files(tasks: Iterable[Task]) -> Iterator[Answer]:
    """What is in each file, in order, or why nothing could be; raises nothing for a bad file."""
    return _pool().map(tasks)


def inspect_file(name: str, content: bytes, told: Told) -> FileSeen:
    """How a file is understood. Raises `UserError` where it cannot be read."""
    seen = _pool().inspect((name, content, told))
    if isinstance(seen, UserError):
        raise seen
    return seen


def mark_file(name: str, content: bytes, copy: MarkedCopy) -> bytes:
    """The marked copy of a file. Raises `UserError` where it cannot be made."""
    marked = _pool().mark((name, content, copy))
    if isinstance(marked, UserError):
        raise marked
    return marked


class ReadingPool:
    """Children that read. They start together and are kept for the next files."""

    def __init__(self, *, children: int = CHILDREN, seconds: float = SECONDS_FOR_A_FILE) -> None:
        self.seconds = seconds
        self._threads = ThreadPoolExecutor(children, thread_name_prefix="reading")
        self._idle: LifoQueue[_Child | None] = LifoQueue()
        self._made = [_Child() for _ in range(children)]
        for child in self._made:
            self._idle.put(child)

    def map(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """Answers in the order of the tasks."""
        return self._threads.map(self._read, tasks)

    def inspect(self, task: Task) -> FileSeen | UserError:
        """How a file is understood, or why it cannot be read."""
        seen: FileSeen | UserError = self._ask(Act.INSPECT, task)
        return seen

    def mark(self, task: Task) -> bytes | UserError:
        """The marked copy of a file, or why there can be none."""
        marked: bytes | UserError = self._ask(Act.MARK, task)
        return marked

    @property
    def process_ids(self) -> list[int]:
        """The children that are running."""
        return [child.process_id for child in self._made if child.is_alive]

    def close(self) -> None:
        """End the children."""
        self._threads.shutdown(cancel_futures=True)
        for child in self._made:
            child.end()

    def _read(self, task: Task) -> Answer:
        found: Answer = self._ask(Act.READ, task)
        return found

    def _ask(self, act: Act, task: Task) -> Any:
        child = self._idle.get()
        try:
            if child is not None and not child.is_alive:
                child.end()
                child = None
            if child is None:
                child = _Child()
                self._made = [one for one in self._made if one.is_alive] + [child]
            child.wait_until_ready()
            return child.ask(act, task, seconds=self.seconds)
        finally:
            self._idle.put(child if child is not None and child.is_alive else None)


class _Child:
    """One child process and the pipes to it. It takes most of a second to start."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hubdata.services.intake.reading_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._answers = selectors.DefaultSelector()
        self._answers.register(self._pipe(self._process.stdout), selectors.EVENT_READ)
        self._is_ready = False

    @property
    def process_id(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Raises `EOFError` or `TimeoutError` where it does not start."""
        if not self._is_ready:
            self._receive(SECONDS_TO_START)
            self._is_ready = True

    def ask(self, act: Act, task: Task, *, seconds: float) -> Any:
        """Have a file read. A child that fails at it is ended."""
        name = task[0]
        try:
            write_message(self._pipe(self._process.stdin), (act, *task))
            return self._receive(seconds)
        except TimeoutError:
            self.end()
            return UnreadableFile(
                f"{name}: reading it took longer than {seconds:g} seconds, so it was given up. "
                "Save the sheets with answers as a new workbook and send that."
            )
        except (EOFError, OSError):
            self.end()
            return UnreadableFile(
                f"{name}: the file is damaged in a way that stops the reader. Open it in a "
                "spreadsheet program, save it as a new workbook, and send that."
            )

    def end(self) -> None:
        """Kill the process and let go of its pipes."""
        self._process.kill()
        self._process.wait()
        self._answers.close()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # what was still to be sent has nobody to read it

    def _receive(self, seconds: float) -> Any:
        if not self._answers.select(seconds):
            raise TimeoutError
        return read_message(self._pipe(self._process.stdout))

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> Any:
        assert pipe is not None
        return pipe


_lock = Lock()
_pools: list[ReadingPool] = []


def _pool() -> ReadingPool:
    """The one pool of this process."""
    with _lock:
        if not _pools:
            _pools.append(ReadingPool())
            atexit.register(_close_pools)
        return _pools[0]


def _close_pools() -> None:
    while _pools:
        _pools.pop().close()
