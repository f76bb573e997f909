"""Returns and their parts as measures read them: who returned what, and which part of several is
the last word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from hubdata.kpis.language.expressions import Expression, Field
from hubdata.kpis.language.measures import PERIOD, Owner
from hubdata.kpis.language.policy import Policy
from hubdata.periods import Term
from hubdata.store.measuring.kpi_arrays import Mask, Places, Reader, Words
from hubdata.store.measuring.kpi_cells import Cells
from hubdata.store.measuring.kpi_columns import BITS, Columns, Slots
from hubdata.store.measuring.measure_rows import SheetRows
from hubdata.store.tables.row_tables import SHEETS

SHEET = Field("sheet")
SLOTS_A_YEAR = len(Term)
ANNUAL = Term.ANNUAL.number


class Returned:
    """Every return for some periods, and the parts that count."""

    def __init__(self, columns: Columns, cells: Cells, *, words: Words, policy: Policy) -> None:
        self.returns = SheetRows(columns, cells, words=words, policy=policy)
        self.parts = PartRows(_parts_of(columns), cells, words=words, policy=policy)

    def told_slots(self, table: str, slots: Slots) -> Slots:
        """Those of some slots of which a part that counts has the sheet: no others have rows."""
        columns = self.returns.columns
        told = np.unique(columns.slot[_has(columns, "sheets", table)])
        return replace(slots, among=slots.among.intersection(told.tolist()))

    def latest_parts(self, table: str) -> Places:
        """The last slot of each period for which a source sent the sheet; -1 if it did not."""
        columns, cells = self.returns.columns, self.returns.cells
        spread = self.returns.spread(Owner.SOURCE, PERIOD)
        spread = spread.take(_has(columns, "sheets", table)[spread.row])
        latest = np.full(cells.at.shape, -1)
        places = cells.period[spread.cell], columns.source[spread.row]
        np.maximum.at(latest, places, columns.slot[spread.row])
        return latest

    def is_replaced(self, table: str, rows: Columns) -> Mask:
        """Whether a later part of the same source and year, for the year to date or the whole of
        it, holds a row of the sheet too."""
        columns, width = self.returns.columns, self.returns.cells.at.shape[1]
        whole = np.where(
            columns.slot % SLOTS_A_YEAR == ANNUAL,
            _has(columns, "sheets", table),
            _has(columns, "to_date", table),
        )
        years = np.unique(rows.slot // SLOTS_A_YEAR)
        last = np.full((len(years) + 1, width), -1)
        place = np.searchsorted(years, columns.slot[whole] // SLOTS_A_YEAR)
        np.maximum.at(last, (place, columns.source[whole]), columns.slot[whole])
        year = np.searchsorted(years, rows.slot // SLOTS_A_YEAR)
        until: Places = last[year, rows.source]
        return rows.slot < until


class PartRows(SheetRows):
    """The parts that count, those of a return and of the same kind of figures in one row."""

    def __init__(self, columns: Columns, cells: Cells, *, words: Words, policy: Policy) -> None:
        super().__init__(columns, cells, words=words, policy=policy)
        self.reader = _PartReader(columns.size, self._find, words=words, policy=policy)


class _PartReader(Reader):
    """Where a part's sheet is asked, a row has all those of its return, a bit for each."""

    def is_in(self, of: Expression, values: Iterable[str | int]) -> Mask:
        if of != SHEET:
            return super().is_in(of, values)
        asked = sum({BITS[SHEETS[str(table)].name] for table in values})
        found: Mask = (self.numbers(of).astype(np.intp) & asked) != 0
        return found


def _parts_of(returns: Columns) -> Columns:
    """A row for each return with parts that are no estimates, and one for each with such that
    are."""
    estimated = returns.fields["estimated"]
    sheets = np.concatenate([returns.fields["sheets"] - estimated, estimated])
    is_estimate = np.repeat([0.0, 1.0], returns.size)
    rows = np.flatnonzero(sheets)
    rows = rows[np.argsort(rows % returns.size, kind="stable")]  # by slot again
    parts = returns.take(rows % returns.size)
    told = {"sheet": sheets[rows], "is_estimate": is_estimate[rows]}
    return Columns(parts.slot, parts.source, {**parts.fields, **told})


def _has(returns: Columns, field: str, table: str) -> Mask:
    """Whether the sheet is among those a field of returns has a bit for."""
    sheets = returns.fields[field].astype(np.intp)
    return sheets & BITS[SHEETS[table].name] > 0
