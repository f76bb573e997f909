"""One table for each sheet that is asked, made from the sheet's own declaration.

Rows are written when a return is checked and count once their part is accepted: `is_current` is
copied from the part, so that a KPI reads one table and no joins. A row that cannot be used is kept
with `left_out`, and is never current. A row that tells again what another source tells, which
counts instead, is current all the same and marked with `repeats`.
"""

from __future__ import annotations

import types
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from hubdata.kpis.language.measures import REPEATABLE
from hubdata.returns.kinds import KINDS, Sheet
from hubdata.store.tables.base import Base
from hubdata.vocabulary import Repeat


class StoredRow(Base):
    """What every stored row knows beside the fields that were asked."""

    id: int | None = Field(default=None, primary_key=True)
    part_id: int = Field(foreign_key="return_part.id", index=True)
    source: str  # URN, partner id or "hub", as text
    slot: int  # `Period.slot` of its return
    row_number: int  # in the sheet as it was sent, from 1
    is_current: bool = False
    left_out: bool = False
    marks: str = ""  # JSON: {"pp": "c"} for symbols, {"pupils": "~"} for approximate values


class SharedRow(StoredRow):
    """A row of an activity that another source may tell of too."""

    repeats: int = Field(default=int(Repeat.NO), sa_column_kwargs={"server_default": "0"})


def _row_table(sheet: Sheet) -> type[StoredRow]:
    namespace: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": f"Rows of the sheet “{sheet.name}”.",
        "__tablename__": f"row_{sheet.table}",
        "__table_args__": (Index(f"ix_row_{sheet.table}_current", "is_current", "slot", "source"),),
    }
    kind = SharedRow if sheet.table in REPEATABLE else StoredRow
    name = "".join(word.capitalize() for word in sheet.table.split("_")) + "Stored"
    table: type[StoredRow] = types.new_class(
        name, (sheet.row, kind), {"table": True}, lambda body: body.update(namespace)
    )
    return table


SHEETS: dict[str, Sheet] = {sheet.table: sheet for kind in KINDS.values() for sheet in kind.sheets}
"""Every sheet once, by the name of its table (the ensembles sheet is in two kinds of return)."""

ROW_TABLES: dict[str, type[StoredRow]] = {name: _row_table(sheet) for name, sheet in SHEETS.items()}
"""The table class of each sheet, by the name of its table."""


def row_table(sheet: Sheet) -> type[StoredRow]:
    """The table that holds a sheet's rows."""
    return ROW_TABLES[sheet.table]
