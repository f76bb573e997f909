"""What a return would change: its rows against an earlier version's, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from hubdata.framework import FUNCTIONS
from hubdata.returns.kinds import Sheet
from hubdata.wording import first_lower

FUNCTIONS_BY_CODE = {function.value: told.short for function, told in FUNCTIONS.items()}


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class FieldChange:
    """One answer that differs; `None` is blank. `unit` is the field's."""

    field: str
    heading: str
    before: Any
    after: Any
    unit: str = ""


@dataclass(frozen=True)
class RowChange:
    """One row that came, went or differs. `label` says which: "4A, 4"; "" for a one-row sheet."""

    sheet: str
    kind: ChangeKind
    label: str
    fields: tuple[FieldChange, ...]


def compare_rows(
    sheet: Sheet, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[RowChange, ...]:
    """Rows matched by the sheet's key fields; those of a one-row sheet match each other.

    Rows with the same key more than once are matched in order.
    """
    old, new = _keyed(sheet, before), _keyed(sheet, after)
    changes = [_row_change(sheet, key, old.get(key), new.get(key)) for key in {**old, **new}]
    return tuple(change for change in changes if change.fields)


def _keyed(
    sheet: Sheet, rows: Iterable[Mapping[str, Any]]
) -> dict[tuple[object, ...], Mapping[str, Any]]:
    keyed: dict[tuple[object, ...], Mapping[str, Any]] = {}
    for row in rows:
        key = tuple(row.get(name) for name in sheet.key_fields)
        turn = 0
        while (*key, turn) in keyed:
            turn += 1
        keyed[*key, turn] = row
    return keyed


def _row_change(
    sheet: Sheet,
    key: tuple[object, ...],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
) -> RowChange:
    kind = ChangeKind.CHANGED
    if before is None:
        kind = ChangeKind.ADDED
    elif after is None:
        kind = ChangeKind.REMOVED
    old, new = before or {}, after or {}
    fields = tuple(
        FieldChange(spec.name, spec.heading, old.get(spec.name), new.get(spec.name), spec.unit)
        for spec in sheet.fields
        if old.get(spec.name) != new.get(spec.name)
    )
    return RowChange(sheet.name, kind, _label(sheet, key), fields)


def _label(sheet: Sheet, key: tuple[object, ...]) -> str:
    """ "4A, 4"; of a question, with what was asked: "schools, in kind: no"; "F2" as "Schools"."""
    asked = {spec.name: spec.heading for spec in sheet.fields}
    return ", ".join(
        f"{first_lower(asked[name].rstrip('?'))}: {'yes' if part else 'no'}"
        if isinstance(part, bool)
        else FUNCTIONS_BY_CODE.get(str(part), str(part))
        if name == "function"
        else str(part)
        for name, part in zip(sheet.key_fields, key[:-1], strict=True)
        if part is not None
    )
