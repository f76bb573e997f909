"""The child process that reads files: one after the other, within limits, from standard input.

Each task and each answer is a pickle behind its length. Run as
`python -m hubdata.services.intake.reading_child`; its other side is `reading_pool`, beside it.
"""

from __future__ import annotations

import gc
import pickle
import struct
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, BinaryIO

from hubdata.errors import UnreadableFile, UserError
from hubdata.returns.reading.gathering import read_file
from hubdata.returns.reading.inspecting import FileSeen, inspect_file
from hubdata.returns.reading.raw import ReadFile, Told

LENGTH = struct.Struct("<Q")
MEMORY_BYTES = 2 * 1024**3
"""A reader that wants more than this is reading a file that was made to want it."""


OBJECTS_BEFORE_COLLECTING = 200_000
"""Of a file nothing goes in circles but what calamine made: looking for them often is lost time."""


class Act(StrEnum):
    """What a reader can be asked to do with a file."""

    READ = "read"
    INSPECT = "inspect"
    MARK = "mark"


Answer = ReadFile | FileSeen | bytes
"""What a file holds, how it is understood, or its marked copy."""


def _mark(name: str, content: bytes, copy: Any) -> bytes:
    from hubdata.services.intake.marking import mark_file  # slow to import, and seldom wanted

    return mark_file(name, content, copy)


ACTS: Mapping[Act, Callable[[str, bytes, Any], Answer]] = {
    Act.READ: lambda name, content, told: read_file(name, content, told=told),
    Act.INSPECT: inspect_file,
    Act.MARK: _mark,
}


def write_message(stream: BinaryIO, message: Any) -> None:
    """One pickle, its length before it."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def read_message(stream: BinaryIO) -> Any:
    """The next message. Raises `EOFError` where the other side has gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    data = stream.read(LENGTH.unpack(head)[0])
    return pickle.loads(data)


def answer(act: Act, name: str, content: bytes, said: Told | Any) -> Answer | UserError:
    """What is in a file, or the sentence that says why it cannot be read or kept.

    `said` is what was told of it, or for a marked copy what is to be marked.
    """
    try:
        return ACTS[act](name, content, said)
    except UserError as error:
        return error
    except MemoryError:
        return UnreadableFile(
            f"{name}: reading it takes more memory than a return can need. Save the sheets with "
            "answers as a new workbook and send that."
        )


def main() -> None:
    """Answer tasks until standard input ends."""
    _limit_memory()
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the answers
    write_message(answers, "ready")
    while True:
        try:
            task = read_message(sys.stdin.buffer)
        except EOFError:
            return
        write_message(answers, answer(*task))


def _limit_memory() -> None:
    """Where the system can (not on Windows), a limit that turns a memory bomb into a sentence."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main()
