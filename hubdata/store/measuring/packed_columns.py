"""Columns as bytes: small whole numbers in as few bytes as they need, each text once."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hubdata.store.measuring.kpi_arrays import FIRST_WORD, NOT_KNOWN, Numbers, NumbersOf, Words
from hubdata.store.measuring.kpi_columns import Columns

LENGTH_BYTES = 4
MOST_PACKED = 2**32 - 2


def pack(columns: Columns, words: Words, sources: Collection[str]) -> bytes:
    """The columns of one slot, with the names of their sources, in the order of their numbers, and
    their texts."""
    place = columns.source.astype(np.min_scalar_type(max(len(sources), 1)))
    arrays: list[NDArray[Any]] = [place]
    fields: dict[str, Any] = {}
    for name, values in columns.fields.items():
        packed, texts = _pack(values, words)
        fields[name] = [packed.dtype.str, texts]
        arrays.append(packed)
    told = {"size": columns.size, "sources": list(sources), "place": place.dtype.str}
    head = json.dumps(told | {"fields": fields}).encode()
    body = b"".join(one.tobytes() for one in arrays)
    return len(head).to_bytes(LENGTH_BYTES, "little") + head + body


def unpack(
    content: bytes,
    fields: Collection[str],
    *,
    slot: int,
    words: Words,
    numbers_of: NumbersOf,
) -> Columns | None:
    """Some of the columns; `None` where they were packed before the sheet had one of them."""
    start = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES], "little")
    head = json.loads(content[LENGTH_BYTES:start])
    size = head["size"]
    numbers = numbers_of(head["sources"])
    place = np.frombuffer(content, head["place"], size, start)
    start += place.nbytes
    found: dict[str, Numbers] = {}
    for name, (kind, texts) in head["fields"].items():
        length = np.dtype(kind).itemsize * size
        if name in fields:
            found[name] = _unpack(np.frombuffer(content, kind, size, start), texts, words)
        start += length
    if set(fields) - set(found):
        return None
    return Columns(np.full(size, slot), numbers[place], {name: found[name] for name in fields})


def _pack(values: Numbers, words: Words) -> tuple[NDArray[Any], list[str] | None]:
    """Whole numbers from 1, so that 0 can say that it is not known; others as they are."""
    known = values[~np.isnan(values)]
    if known.size and known.max() >= FIRST_WORD:
        different, place = np.unique(values, return_inverse=True)
        told = [words.text_of(one) for one in different if one == one]
        place = np.where(np.isnan(values), 0, place + 1)
        return place.astype(np.min_scalar_type(len(told) + 1)), told
    if known.size and (known.min() < 0 or known.max() > MOST_PACKED or (known % 1).any()):
        return values, None
    from_one = np.where(np.isnan(values), 0, values + 1)
    return from_one.astype(np.min_scalar_type(int(from_one.max(initial=0)))), None


def _unpack(packed: NDArray[Any], texts: list[str] | None, words: Words) -> Numbers:
    if texts is not None:
        named: Numbers = np.array([NOT_KNOWN, *(words[text] for text in texts)])
        return named[packed.astype(np.intp)]
    if packed.dtype.kind == "f":
        return packed.astype(np.float64)
    values = packed.astype(np.float64) - 1
    values[packed == 0] = NOT_KNOWN
    return values
