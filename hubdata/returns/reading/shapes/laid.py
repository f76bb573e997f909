"""A sheet of a file once it is understood: which cells answer which fields, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hubdata.returns.issues import Issue
from hubdata.returns.kinds import Sheet
from hubdata.returns.reading.meaning.mapping import Target
from hubdata.returns.reading.opening.grid import Cell, Grid


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of a table or one filled form: its cells that are not blank, by field.

    Rows and columns count from 0 in the whole sheet. `rows` is for forms, whose fields stand in
    different rows.
    """

    row: int
    cells: Mapping[Target, Cell]
    columns: Mapping[Target, int]
    rows: Mapping[Target, int] | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """A grid that was understood. `sheet` is the sheet it is for; a wide table of answers that are
    given once may hold the fields of others too. `heading` is the address of its first heading,
    `cells` are the headings of a table, by column, with their groups where those are needed;
    `asks` are queries about how all of it is read, which hold for every return in it;
    `understood` is what each heading or label means, by its row and column in the grid; `listed`
    what a heading itself answers, such as "KS2" over the pupils of key stage 2."""

    grid: Grid
    sheet: Sheet
    is_form: bool
    places: frozenset[Target]
    answers: tuple[Answer, ...]
    headings: tuple[str, ...]
    heading: str
    issues: tuple[Issue, ...] = ()
    asks: tuple[Issue, ...] = ()
    cells: Sequence[Cell] = ()
    understood: Mapping[tuple[int, int], Target] = field(default_factory=dict)
    listed: Mapping[tuple[int, int], tuple[Target, ...]] = field(default_factory=dict)
