"""A return while it is checked: typed rows that still know their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hubdata.periods import Period
from hubdata.returns.checking.context import CheckContext
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.parsing.parsed import as_sent
from hubdata.returns.reading.raw import RawRow, ReadPart


@dataclass(slots=True, eq=False)
class RowInCheck:
    """A row with its values. `row["pupils"]` is None where the cell is blank or cannot be used."""

    sheet: Sheet
    raw: RawRow
    values: dict[str, Any]
    marks: dict[str, str]
    has_errors: bool = False

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def total(self, *names: str) -> int | None:
        """The sum of those that are given; `None` if none is."""
        given = [value for name in names if (value := self.values[name]) is not None]
        return sum(given) if given else None

    def sent(self, name: str) -> str:
        """What was written in the cell of a field."""
        return as_sent(self.raw.cells.get(name, ""))

    def says(self, name: str) -> str:
        """ "pupils in the class (64)"."""
        return f"{in_sentence(self.sheet.field(name).heading)} ({as_sent(self.values[name])})"

    def place(self, name: str = "") -> str:
        """ "Whole class, F7"; without a field, "row 7"."""
        spot = self.raw.address(name) if name else f"row {self.raw.number}"
        return f"{self.raw.sent}, {spot}" if self.raw.sent else spot


@dataclass(slots=True)
class ReturnInCheck:
    """All rows of a return with the facts known beside it. A sheet that is not in the file has no
    entry in `parts`; one without answers has an empty one."""

    kind: ReturnKind
    source: str
    source_name: str
    period: Period
    parts: Mapping[str, Sequence[RowInCheck]]
    read: Mapping[str, ReadPart]
    facts: Mapping[str, Any]
    context: CheckContext

    def has(self, sheet: str) -> bool:
        return sheet in self.parts

    def rows(self, sheet: str) -> Sequence[RowInCheck]:
        return self.parts.get(sheet, ())

    def one(self, sheet: str) -> RowInCheck | None:
        """The row of a sheet that is answered once."""
        return next(iter(self.rows(sheet)), None)

    @property
    def is_year_to_date(self) -> bool:
        return self.facts.get("data_basis") == "year to date"


def in_sentence(heading: str) -> str:
    """A heading as it stands within a sentence: "Of them, continuing" is "continuing"."""
    words = heading.removeprefix("Of them, ").rstrip("?")
    is_acronym = len(words) > 1 and words[1].isupper()
    return words if is_acronym else words[:1].lower() + words[1:]
