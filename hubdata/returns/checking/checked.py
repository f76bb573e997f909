"""A return that has been read and checked: values, ready to be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hubdata.periods import Period
from hubdata.returns.checking.corrections import Applied
from hubdata.returns.issues import Issue, Severity
from hubdata.returns.kinds import ReturnKind, Sheet


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row as read. `values` has every field of the sheet; `None` is blank or not usable.

    `marks` says what a value alone cannot: {"pp": "c"} for a symbol, {"pupils": "~"} for an
    approximate number. `has_errors` rows are left out if the return is accepted as it is.
    """

    row_number: int
    values: Mapping[str, Any]
    marks: Mapping[str, str] = field(default_factory=dict)
    has_errors: bool = False


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """One sheet of a return, present in the file, perhaps with no rows.

    `sent` is what the sender called the sheet. `places` says where each field stood: the letters of
    its column ("F"), or in a form its cell ("B7"); the first and the last ("C:E") where rows stand
    side by side.
    """

    sheet: Sheet
    rows: tuple[CheckedRow, ...]
    sent: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows_with_errors(self) -> int:
        return sum(row.has_errors for row in self.rows)


@dataclass(frozen=True, slots=True)
class CheckedReturn:
    """One kind, source and period found in a file, with everything found wrong in it.

    `facts` are fields of the front sheet that stood beside the rows of a file without one;
    `corrected` are the corrections that hold in its rows.
    """

    kind: ReturnKind
    source: str
    source_name: str
    period: Period
    parts: tuple[CheckedPart, ...]
    issues: tuple[Issue, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    corrected: tuple[Applied, ...] = ()

    @property
    def front(self) -> Mapping[str, Any]:
        """The values of the front sheet, or what the file said in its place."""
        for part in self.parts:
            if part.sheet is self.kind.front and part.rows:
                return part.rows[0].values
        return self.facts

    def count(self, severity: Severity) -> int:
        """How many issues of a severity it has."""
        return sum(issue.severity is severity for issue in self.issues)
