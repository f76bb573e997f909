"""Rules: rows of one sheet against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck, in_sentence
from hubdata.returns.issues import Severity
from hubdata.returns.rules.registry import Family, Finding, rule

ONE_ROW_EACH: Mapping[str, str] = {
    "Whole class": "Give a class one row for each of its year groups.",
    "Ensembles": "Give each ensemble one row.",
    "Projects": "Give each project one row, with a code of its own.",
}


@rule(
    "same-row-twice",
    Severity.ERROR,
    Family.WITHIN,
    sentence="A class, an ensemble, a kind of tuition or whatever a row stands for has one row.",
)
def same_row_twice(one: ReturnInCheck) -> Iterator[Finding]:
    for sheet in one.kind.sheets:
        if not sheet.key_fields or sheet.one_row:
            continue
        seen: dict[tuple[str, ...], RowInCheck] = {}
        for row in one.rows(sheet.name):
            key = tuple(str(row[name]).casefold() for name in sheet.key_fields)
            if any(row[name] is None for name in sheet.key_fields):
                continue
            first = seen.setdefault(key, row)
            if first is not row:
                yield _twice(row, first)


def _twice(row: RowInCheck, first: RowInCheck) -> Finding:
    keys = row.sheet.key_fields
    what = ", ".join(f"{in_sentence(row.sheet.field(name).heading)} {row[name]}" for name in keys)
    todo = ONE_ROW_EACH.get(row.sheet.name, "Put them together in one row.")
    return Finding(f"{what} is already in row {first.raw.number}. {todo}", row, keys[0])
