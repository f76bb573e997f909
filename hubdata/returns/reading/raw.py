"""What a file was read as before anything is checked: returns, parts, rows of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hubdata.periods import Period
from hubdata.returns.issues import Issue
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.reading.claiming.claims import Claim
from hubdata.returns.reading.opening.grid import Cell, cell_address, column_letters


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of one sheet of a return: the cells that are not blank, by field.

    `sent` is the name of the sheet in the sender's file. `row` and the values of `columns` count
    from 0; a form has a row for each field, in `rows`.
    """

    sent: str
    row: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]
    rows: Mapping[str, int] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by its values: thousands of rows come from the reading processes."""
        return RawRow, (self.sent, self.row, self.cells, self.columns, self.rows)

    @property
    def number(self) -> int:
        """The row number a person sees; of a form, where it begins."""
        return self.row + 1

    @property
    def places(self) -> Mapping[str, str]:
        """Where the fields stand: the letters of a column, or in a form the cell."""
        if (rows := self.rows) is not None:
            return {
                name: cell_address(rows.get(name, self.row), column)
                for name, column in self.columns.items()
            }
        return {name: column_letters(column) for name, column in self.columns.items()}

    def address(self, field: str) -> str:
        """The cell of a field, such as "F7"; the first cell of the row if it has none."""
        row = self.rows.get(field, self.row) if self.rows is not None else self.row
        column = self.columns.get(field)
        if column is None:
            column = min(self.columns.values(), default=0)
        return cell_address(row, column)


def find_places(rows: Sequence[RawRow]) -> Mapping[str, str]:
    """Where the fields of some rows stand, as `RawRow.places`. Of rows side by side, as of a list
    across, the first and the last place: "C:E"."""
    if not rows:
        return {}
    columns = rows[0].columns
    others = [row for row in rows if row.columns is not columns and row.columns != columns]
    places = dict(rows[0].places)
    if not others:
        return places
    for name in dict.fromkeys(name for row in rows for name in row.columns):
        mine = sorted((row.columns[name], row.places[name]) for row in rows if name in row.columns)
        first, last = mine[0][1], mine[-1][1]
        places[name] = first if first == last else f"{first}:{last}"
    return places


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One sheet of a return as found in the file, perhaps with no rows.

    `fields` are those that have a place in the file; `sent` and `heading` say where the sheet is.
    """

    sheet: Sheet
    rows: tuple[RawRow, ...]
    fields: frozenset[str]
    sent: str = ""
    heading: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by its values, as a row is."""
        return ReadPart, (self.sheet, self.rows, self.fields, self.sent, self.heading)


@dataclass(frozen=True, slots=True)
class ReadReturn:
    """One kind, source and period found in a file. `facts` are cells about the return as a whole
    that stand beside its rows, where the file has no front sheet.

    Rows that do not give the number of their source are told by their `claim`; `source` is empty.
    """

    kind: ReturnKind
    source: str
    source_name: str
    period: Period
    parts: tuple[ReadPart, ...]
    facts: RawRow | None = None
    issues: tuple[Issue, ...] = ()
    claim: Claim = field(default_factory=Claim)

    def part(self, name: str) -> ReadPart | None:
        return next((part for part in self.parts if part.sheet.name == name), None)


@dataclass(frozen=True, slots=True)
class ToldOfLayout:
    """What was told before of files with the same headings."""

    headings: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """What the officer, the command line or memory of the sender says beside the file.

    `headings` maps a heading, bare (`mapping.bare`), to "table.field", such as
    "whole_class.pupils" (several with spaces between, where sheets have the same heading), or to
    "" where the column is not to be read. `sources` maps what a file writes for a source (its
    number or its name in lower case, or `Claim.written`) to the source that is meant.

    `layouts` is what was told before of files with the same headings, by their fingerprint.
    """

    kind: str = ""
    year: int | None = None
    term: str = ""
    source: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    layouts: Mapping[str, ToldOfLayout] = field(default_factory=dict)

    @property
    def period(self) -> Period | None:
        """The period that was told, if a year was; no term is the whole year."""
        return Period.parse(self.year, self.term) if self.year else None


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Every return found in a file, and what is wrong with the file as a whole.

    `layout` is the fingerprint of its headings, by which a sender's mapping is remembered.
    `unplaced` are the returns whose school is not told by its number; their issues are among those
    of the file until they are placed.
    """

    name: str
    kind: ReturnKind
    returns: tuple[ReadReturn, ...]
    issues: tuple[Issue, ...] = ()
    layout: str = ""
    unplaced: tuple[ReadReturn, ...] = ()
