"""Values that somebody corrected on the screen, put in place of what was sent before a return is
checked. The file stays as it came: a correction names a cell of it, and what it means instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hubdata.errors import UnknownThing, UserError
from hubdata.returns.checking.codes import CODES
from hubdata.returns.fields import FieldSpec
from hubdata.returns.issues import Severity
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.parsing.cells import parse_cell
from hubdata.returns.parsing.parsed import as_sent
from hubdata.returns.reading.raw import RawRow, ReadPart, ReadReturn

PERIOD_FIELDS = ("time_period", "term")


@dataclass(frozen=True, slots=True)
class CellCorrection:
    """What a cell means instead of what was sent in it; empty text is no answer.

    `sheet` is the sheet of the return, `sent` what the sender called it, `cell` its address there.
    Of several of the same cell the one with the highest `id` holds.
    """

    id: int
    sheet: str
    sent: str
    row_number: int
    field: str
    cell: str
    after: str


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction that holds in a row of a return: which row of its sheet, counted as stored."""

    correction: CellCorrection
    sheet: str
    row_number: int
    field: str


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell of a return as it was sent: `before` is its text, "" where it was blank."""

    sent: str
    row_number: int
    cell: str
    before: str


def apply_corrections(
    read: ReadReturn, corrections: Iterable[CellCorrection]
) -> tuple[ReadReturn, tuple[Applied, ...]]:
    """The return with corrected cells in place of those sent, and which corrections hold in it."""
    by_row: dict[tuple[str, str, int], list[CellCorrection]] = {}
    for one in sorted(corrections, key=lambda one: one.id):
        by_row.setdefault((one.sheet, one.sent, one.row_number), []).append(one)
    if not by_row:
        return read, ()
    applied: list[Applied] = []
    parts = tuple(_corrected_part(part, by_row, applied) for part in read.parts)
    return replace(read, parts=parts), tuple(applied)


def can_be_corrected(kind: ReturnKind, sheet: Sheet, field: str) -> bool:
    """Whose a return is, and for when, is settled by matching the file, not by one cell."""
    return sheet is not kind.front or field not in (kind.source_field, *PERIOD_FIELDS)


def find_cell(
    read: ReadReturn, sheet: str, field: str, *, row_number: int, turn: int = 0
) -> FoundCell:
    """A cell of a return as it was sent. `turn` tells rows of the same number apart, which stand in
    different sheets of the file or side by side. Raises `UnknownThing`."""
    part = read.part(sheet)
    rows = [row for row in part.rows if row.number == row_number] if part else []
    if turn >= len(rows):
        raise UnknownThing(f"{sheet}, row {row_number}: the file has no such row. Look again.")
    row = rows[turn]
    sent = as_sent(row.cells.get(field, ""))
    return FoundCell(row.sent, row_number, row.address(field) if field in row.columns else "", sent)


def check_corrected(spec: FieldSpec, after: str) -> None:
    """Raise `UserError`, saying what to write, for what cannot be an answer of the field."""
    if spec.required and not after.strip():
        raise UserError(f"{spec.heading}: every row needs an answer. Write one.")
    problem = parse_cell(after, spec).problem
    if problem is not None and CODES[problem.code].severity is Severity.ERROR:
        raise UserError(f"{spec.heading}: {problem.says}")


def _corrected_part(
    part: ReadPart,
    by_row: Mapping[tuple[str, str, int], Sequence[CellCorrection]],
    applied: list[Applied],
) -> ReadPart:
    rows = []
    for row in part.rows:
        here = by_row.get((part.sheet.name, row.sent, row.number), ())
        holding = {one.field: one for one in here if _is_of(one, row)}
        rows.append(_corrected_row(row, holding))
        applied += (Applied(c, part.sheet.name, row.number, name) for name, c in holding.items())
    given = [frozenset(row.cells) for row in rows]
    everywhere = frozenset.intersection(*given) if given else frozenset()
    return replace(part, rows=tuple(rows), fields=part.fields | everywhere)


def _is_of(one: CellCorrection, row: RawRow) -> bool:
    """Answers side by side have the same row: there the cell tells."""
    return not one.cell or one.field not in row.columns or row.address(one.field) == one.cell


def _corrected_row(row: RawRow, holding: Mapping[str, CellCorrection]) -> RawRow:
    if not holding:
        return row
    cells = dict(row.cells)
    for name, one in holding.items():
        if one.after.strip():
            cells[name] = one.after
        else:
            cells.pop(name, None)
    return replace(row, cells=cells)
