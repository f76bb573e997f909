"""How commands talk: sentences to people on standard error or output, JSON to machines, exit codes.

Exit codes: 0 done, 1 issues were found, 2 wrong use.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

import typer

from hubdata.errors import HubError
from hubdata.settings import load_settings

ISSUES_FOUND = 1
WRONG_USE = 2

Item = TypeVar("Item")


def say(sentence: str) -> None:
    """Tell people something, where JSON on standard output is not disturbed."""
    typer.echo(sentence, err=True)


def show_json(value: Any) -> None:
    """Print one JSON document."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, default=_plain))


def show_table(headings: list[str], rows: Iterable[Iterable[Any]]) -> None:
    """Print aligned columns; numbers to the right."""
    cells = [[_said(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *cells, strict=True)]
    right = [all(_is_number(row[i]) for row in cells) for i in range(len(headings))]
    for row in [headings, *cells]:
        padded = (
            text.rjust(width) if is_right else text.ljust(width)
            for text, width, is_right in zip(row, widths, right, strict=True)
        )
        typer.echo("  ".join(padded).rstrip())


def actor() -> str:
    """Who is acting, until sign-in is configured."""
    return load_settings().actor


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the product raises on purpose into its sentence and exit code 2."""
    try:
        yield
    except HubError as error:
        stop(str(error))


def stop(sentence: str) -> NoReturn:
    """End with a sentence about wrong use."""
    say(sentence)
    raise typer.Exit(WRONG_USE)


def with_progress(items: Iterable[Item], *, total: int, what: str) -> Iterator[Item]:
    """Hand on items, saying now and then how far it is and how long it will take."""
    started = last = time.monotonic()
    for number, item in enumerate(items, start=1):
        yield item
        now = time.monotonic()
        if now - last > 1 or number == total:
            last = now
            left = (now - started) / number * (total - number)
            say_over(f"{what}: {number:,} of {total:,}, about {left:.0f} seconds left")
    if total and sys.stderr.isatty():
        say("")


def say_over(sentence: str) -> None:
    """Say something over what was said last, on a terminal; on a line of its own elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[2K{sentence}")
        sys.stderr.flush()
    else:
        say(sentence)


def _said(cell: Any) -> str:
    return "–" if cell is None else str(cell)


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("%", "").lstrip("−-+").isdigit()


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")
