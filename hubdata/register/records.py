"""Rows of a register file into records: columns found by heading, bad rows noted and left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from hubdata.register.cells import Column, key_of
from hubdata.register.files import RegisterFile, RegisterIssue, Table
from hubdata.register.kinds import RegisterKind

Record = TypeVar("Record")
Values = dict[str, Any]
Places = list[tuple[int, Column]]
RowTest = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Recipe(Generic[Record]):
    """How the rows of one kind of file become records."""

    kind: RegisterKind
    columns: Sequence[Column]
    build: Callable[[Values], Record]
    needs: frozenset[str]
    """Fields without which a row is no record."""
    key: Callable[[Record], Hashable] | None
    """What may occur only once in a file, as people say it: "URN 100001"."""


def read_records(
    table: Table, recipe: Recipe[Record], *, layout: str, keep: RowTest | None = None
) -> RegisterFile[Record]:
    """Read every row that `keep` wants; a bad cell costs its value, a bad row only itself."""
    places = find_places(table.headings, recipe.columns)
    records: list[Record] = []
    issues: list[RegisterIssue] = []
    first_seen: dict[Hashable, int] = {}
    rows = 0
    for number, cells in table.below():
        rows += 1
        if keep is not None and not keep(cells):
            continue
        read = read_row(table.headings, cells, places=places, recipe=recipe)
        record, faults = read
        if record is not None and recipe.key is not None:
            key = recipe.key(record)
            earlier = first_seen.setdefault(key, number)
            if earlier != number:
                faults.append(f"{key} is there already in row {earlier}. That row is used.")
                record = None
        if record is not None:
            records.append(record)
        issues.extend(RegisterIssue(table.name, number, fault) for fault in faults)
    return RegisterFile(
        name=table.name,
        kind=recipe.kind,
        layout=layout,
        fields=frozenset(column.field for _, column in places),
        records=tuple(records),
        issues=tuple(issues),
        rows=rows,
    )


def find_places(headings: Sequence[str], columns: Sequence[Column]) -> Places:
    """Where each column stands; columns the file does not have are left out."""
    at = places_of(headings)
    keys = ((column, [key_of(heading) for heading in column.headings]) for column in columns)
    return [
        (at[found], column)
        for column, known in keys
        if (found := next((key for key in known if key in at), None)) is not None
    ]


def places_of(headings: Sequence[str]) -> dict[str, int]:
    """The place of each heading by its key; the first of two alike counts."""
    return {key_of(heading): at for at, heading in reversed(list(enumerate(headings)))}


def choose_rows(
    headings: Sequence[str], *, keys: Sequence[str], wanted: Collection[str] | None
) -> RowTest | None:
    """A test for rows whose cell under one of these headings is wanted; `None` takes all."""
    at = places_of(headings)
    place = next((at[key] for key in keys if key in at), None)
    if wanted is None or place is None:
        return None
    chosen = frozenset(wanted)
    return lambda cells: len(cells) > place and cells[place].strip() in chosen


def read_row(
    headings: Sequence[str], cells: Sequence[str], *, places: Places, recipe: Recipe[Record]
) -> tuple[Record | None, list[str]]:
    """The record of a row, or `None`, and what was wrong with it in sentences."""
    if fault := _explain_shape(headings, cells):
        return None, [fault]
    values: Values = {}
    faults: list[str] = []
    for place, column in places:
        try:
            value = column.parse(cells[place].strip())
        except ValueError as error:
            value = None
            faults.append(f"under {headings[place]}, {error}.")
        values[column.field] = value
    missing = [name for name in sorted(recipe.needs) if values.get(name) is None]
    if not missing:
        return recipe.build(values), [f"{fault} It counts as not known." for fault in faults]
    for place, column in places:
        if column.field in missing and not any(headings[place] in fault for fault in faults):
            faults.append(f"{headings[place]} is blank.")
    return None, [f"{' '.join(faults)} The row is left out."]


def _explain_shape(headings: Sequence[str], cells: Sequence[str]) -> str | None:
    """Why the cells cannot stand under the headings; `None` where they can."""
    if len(cells) == len(headings):
        return None
    cause = (
        "A name with a comma may need quotation marks."
        if len(cells) > len(headings)
        else "The row may be cut short."
    )
    counts = f"{len(cells)} cells under {len(headings)} headings."
    return f"{counts} {cause} The row is left out."
