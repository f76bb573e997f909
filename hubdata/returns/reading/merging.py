"""Returns of one source and period that were read from different rows of a file, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hubdata.returns.reading.raw import ReadPart, ReadReturn


def merge_returns(returns: Iterable[ReadReturn]) -> tuple[ReadReturn, ...]:
    """One return for each source and period, in the order they come first."""
    merged: dict[tuple[str, int], ReadReturn] = {}
    for one in returns:
        key = (one.source, one.period.slot)
        merged[key] = _merge(merged[key], one) if key in merged else one
    return tuple(merged.values())


def _merge(first: ReadReturn, second: ReadReturn) -> ReadReturn:
    return replace(
        first,
        source_name=first.source_name or second.source_name,
        parts=tuple(_merge_parts(first, second)),
        facts=first.facts or second.facts,
        issues=(*first.issues, *second.issues),
    )


def _merge_parts(first: ReadReturn, second: ReadReturn) -> Iterable[ReadPart]:
    for sheet in first.kind.sheets:
        mine, others = first.part(sheet.name), second.part(sheet.name)
        if mine and others:
            rows = (*mine.rows, *others.rows)
            yield replace(mine, rows=rows, fields=mine.fields | others.fields)
        elif part := mine or others:
            yield part
