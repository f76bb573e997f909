"""Visitors without a browser: websocket sessions that ask a server for page after page, as a
browser would, and count the full runs that come back.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from time import perf_counter
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120
"""Seconds after which a run that does not end is an error."""


@dataclass(frozen=True)
class Ask:
    """One page at one address: the name its address has, and its query."""

    url_path: str
    query: Mapping[str, str]

    def message(self) -> bytes:
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(self.query)
        asked.rerun_script.page_script_hash = calc_hash(self.url_path)
        return asked.SerializeToString()


def count_reruns(site: str, asks: Sequence[Ask], *, sessions: int, seconds: float) -> float:
    """Full runs a second, all sessions at once, each going through the pages from another one on;
    every session has seen them all before the clock starts."""
    return asyncio.run(_count(site, asks, sessions=sessions, seconds=seconds))


def time_runs(site: str, ask: Ask, *, runs: int) -> float:
    """Seconds of one run, asked for until its last message, the best of some, nobody else there."""
    return min(asyncio.run(_time(site, ask, runs=runs + 1))[1:])


def time_first_and_best(site: str, ask: Ask, *, runs: int) -> tuple[float, float]:
    """Seconds of the first run, and of the best of so many after it. Raises `TimeoutError`."""
    first, *others = asyncio.run(_time(site, ask, runs=runs + 1))
    return first, min(others)


def count_elements(site: str, ask: Ask) -> int:
    """How many elements and blocks a page is made of."""
    return asyncio.run(_elements(site, ask))


async def _elements(site: str, ask: Ask) -> int:
    session = await _open(site)
    kinds = await _run(session, ask)
    await session.close()
    return kinds["delta"]


async def _count(site: str, asks: Sequence[Ask], *, sessions: int, seconds: float) -> float:
    open_ones = [await _open(site) for _ in range(sessions)]
    for session in open_ones[:1]:
        for ask in asks:
            await _run(session, ask)
    done = 0
    begin = perf_counter()

    async def visit(session: ClientConnection, first: int) -> None:
        nonlocal done
        for ask in islice(cycle(asks), first, None):
            await _run(session, ask)
            if perf_counter() - begin > seconds:
                return
            done += 1

    await asyncio.gather(*(visit(one, at % len(asks)) for at, one in enumerate(open_ones)))
    for session in open_ones:
        await session.close()
    return done / seconds


async def _time(site: str, ask: Ask, *, runs: int) -> list[float]:
    session = await _open(site)
    times = []
    for _ in range(runs):
        begin = perf_counter()
        await _run(session, ask)
        times.append(perf_counter() - begin)
    await session.close()
    return times


async def _open(site: str) -> ClientConnection:
    address = site.replace("http://", "ws://") + "/_stcore/stream"
    return await connect(address, subprotocols=["streamlit"], max_size=None, compression=None)  # type: ignore[list-item]


async def _run(session: ClientConnection, ask: Ask) -> Counter[str | None]:
    """One run: how many messages of each kind it sent."""
    await session.send(ask.message())
    kinds: Counter[str | None] = Counter()
    async with asyncio.timeout(PATIENCE):
        while True:
            told = ForwardMsg.FromString(await session.recv())  # type: ignore[arg-type]
            kinds[told.WhichOneof("type")] += 1
            if kinds["script_finished"]:
                return kinds
