"""Cells: the places in returns, and in the register, that a number came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hubdata.kpis.language.expressions import AnyOf, Field, Node, Value, leaves_of
from hubdata.periods import Period

REGISTER = "register"


@dataclass(frozen=True)
class Cell:
    """One answer. `sheet` is the name of its table, `field` that of the field.

    `part_id` and `row_number` lead to the workbook; a cell of the register has neither.
    """

    source: str
    sheet: str
    field: str
    value: Value
    slot: int | None = None
    part_id: int | None = None
    row_number: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The cell with its period in words; dates in ISO form."""
        return {
            "source": self.source,
            "period": None if self.slot is None else Period.at_slot(self.slot).code,
            "sheet": self.sheet,
            "row_number": self.row_number,
            "field": self.field,
            "value": self.value.isoformat() if isinstance(self.value, date) else self.value,
            "part_id": self.part_id,
        }


def cells_in_row(node: Node, row: Mapping[str, Any], sheet: str) -> Iterator[Cell]:
    """The known answers of a row that an expression or a condition reads.

    Of alternatives (`AnyOf` yes/no questions) only those answered yes are told.
    """
    for name, in_alternatives in _fields_of(node):
        value = row.get(name)
        if value is None or (in_alternatives and value is False):
            continue
        yield Cell(
            source=row["source"],
            sheet=sheet,
            field=name,
            value=value,
            slot=row["slot"],
            part_id=row.get("part_id"),
            row_number=row.get("row_number"),
        )


def _fields_of(node: Node) -> Iterator[tuple[str, bool]]:
    """Each field once, and whether it is one of several alternatives."""
    seen: set[str] = set()
    for leaf in leaves_of(node):
        if isinstance(leaf, Field) and leaf.name not in seen:
            seen.add(leaf.name)
            yield leaf.name, isinstance(node, AnyOf)
