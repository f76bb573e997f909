"""How a file was understood, column by column, for a person to look at and correct.

Meant to run in a child process, as reading is: takes and gives values that pickle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.parsing.parsed import as_sent
from hubdata.returns.reading.claiming.claims import WHOSE, asks_whose
from hubdata.returns.reading.meaning.likeness import LIKE_ENOUGH_TO_FILL_IN, find_alike
from hubdata.returns.reading.meaning.mapping import Target, bare, fingerprint
from hubdata.returns.reading.meaning.questions import join_questions
from hubdata.returns.reading.opening.grid import Cell, Grid, Workbook, is_blank
from hubdata.returns.reading.opening.workbook import read_workbook
from hubdata.returns.reading.pupil_level import refuse_pupil_lists
from hubdata.returns.reading.raw import Told
from hubdata.returns.reading.recognising import find_marker, kind_of, recall, told_headings
from hubdata.returns.reading.shapes.heading_rows import is_text, likely_row
from hubdata.returns.reading.shapes.laid import Laid
from hubdata.returns.reading.shapes.layout import OWN_SHEETS, lay_out
from hubdata.returns.reading.shapes.tables import SAMPLES

SUGGESTIONS = 5
CLEAR_LEAD = 5
"""Points by which a suggestion must lead over the next to stand in the form."""


class Guess(StrEnum):
    """How a heading was understood."""

    TOLD = "as you said"
    EXACT = "as in the template"
    SYNONYM = "another word for it"
    LISTED = "one of several across"
    """A column of numbers whose heading says what they are of."""
    FUZZY = "perhaps"
    """Not read: its suggestions are alike, and a person has to say."""
    NONE = "not understood"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A field that a heading might mean, and how alike they are, of 100."""

    place: str
    score: int


NO_SUGGESTION = Suggestion("", 0)


@dataclass(frozen=True, slots=True)
class HeadingSeen:
    """A heading with what stands below or beside it. `place` is the field it is read as, such as
    "tuition.pupils"; empty where it is not read. `answers` are the fields that the heading itself
    answers, such as "KS2" the key stage."""

    heading: str
    cell: str
    samples: tuple[str, ...]
    place: str
    guess: Guess
    suggestions: tuple[Suggestion, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def likely(self) -> str:
        """The place of a suggestion that may stand in the form until a person says otherwise."""
        best, second = (*self.suggestions, NO_SUGGESTION, NO_SUGGESTION)[:2]
        is_clear = best.score - second.score >= CLEAR_LEAD
        is_like = best.score >= LIKE_ENOUGH_TO_FILL_IN
        return best.place if self.samples and is_clear and is_like else ""

    @property
    def bare(self) -> str:
        """The heading as it is told and remembered."""
        return bare(self.heading)


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet of a file. `sheet` is the one of the return that it was read as; empty if none.
    `row` is the number of its heading row, or of the first label of a form."""

    name: str
    sheet: str
    is_form: bool
    is_hidden: bool
    row: int
    rows: int
    headings: tuple[HeadingSeen, ...]
    layout: str
    """The fingerprint of its heading row, by which what is told of it is remembered."""

    @property
    def needs_telling(self) -> bool:
        """Whether a heading with values is not read."""
        return any(
            seen.samples and not seen.place and seen.guess is not Guess.TOLD
            for seen in self.headings
        )


@dataclass(frozen=True, slots=True)
class FileSeen:
    """How a file was understood. `told` is what was told or remembered of it."""

    name: str
    kind: ReturnKind
    sheets: tuple[SheetSeen, ...]
    told: Told


def inspect_file(name: str, content: bytes, told: Told) -> FileSeen:
    """How a file is understood. Raises what reading it does, but not for want of headings."""
    workbook = read_workbook(name, content)
    refuse_pupil_lists(workbook)
    marker = find_marker(workbook)
    workbook = workbook if marker else join_questions(workbook)
    told = recall(workbook, told)
    kind = kind_of(workbook, told, marker)
    return FileSeen(name, kind, tuple(_Inspection(workbook, kind, told).sheets()), told)


class _Inspection:
    """A file while its headings are looked at."""

    def __init__(self, workbook: Workbook, kind: ReturnKind, told: Told) -> None:
        self.workbook = workbook
        self.kind = kind
        self.told = told
        self.near = ""
        """The sheet that the heading before belongs to."""
        self.laid = lay_out(workbook, kind, told=told_headings(kind, told)).sheets

    def sheets(self) -> Iterator[SheetSeen]:
        for grid in self.workbook.grids:
            if grid.name.casefold() in OWN_SHEETS:
                continue
            laid = [one for one in self.laid if one.grid.name == grid.name]
            for one in laid:
                yield self._sheet(one.grid, one)
            if not laid and (seen := self._sheet(grid, None)).headings:
                yield seen

    def _sheet(self, grid: Grid, laid: Laid | None) -> SheetSeen:
        is_form = laid is not None and laid.is_form
        cells = tuple(_labels(grid, laid) if laid and is_form else _headings(grid, laid))
        below = grid.rows[cells[-1][0] + 1 :] if cells else ()
        return SheetSeen(
            name=grid.name,
            sheet=laid.sheet.name if laid else "",
            is_form=is_form,
            is_hidden=grid.is_hidden,
            row=grid.number(cells[0][0]) if cells else 0,
            rows=len({one.row for one in laid.answers})
            if laid
            else sum(any(map(_is_there, row)) for row in below),
            headings=tuple(self._heading(grid, row, column, laid) for row, column in cells),
            layout=fingerprint(filter(is_text, grid.rows[cells[0][0]])) if cells else "",
        )

    def _heading(self, grid: Grid, row: int, column: int, laid: Laid | None) -> HeadingSeen:
        cells = laid.cells if laid and laid.cells else grid.rows[row]
        text = str(cells[column]).strip()
        target = laid.understood.get((row, column)) if laid else None
        beside, below = grid.rows[row][column + 1 :], grid.rows[row + 1 :]
        is_form = laid is not None and laid.is_form
        values = beside if is_form else [c[column] for c in below if column < len(c)]
        listed = laid.listed.get((row, column), ()) if laid else ()
        guess = Guess.LISTED if listed else self._guess(text, target)
        samples = _samples(values)
        is_known = target is not None or guess is Guess.TOLD
        suggestions = () if is_known else self._suggest(text, samples, laid)
        if target:
            self.near = target.sheet
        return HeadingSeen(
            heading=text,
            cell=grid.address(row, column),
            samples=samples,
            place=self._place(target) if target else "",
            guess=Guess.FUZZY if guess is Guess.NONE and suggestions else guess,
            suggestions=suggestions,
            answers=tuple(self._place(one) for one in listed),
        )

    def _guess(self, text: str, target: Target | None) -> Guess:
        if bare(text) in self.told.headings:
            return Guess.TOLD
        if target is None:
            return Guess.NONE
        spec = self._sheet_named(target.sheet).field(target.field)
        names = {bare(spec.name), bare(spec.public_name), bare(spec.heading)}
        return Guess.EXACT if bare(text) in names else Guess.SYNONYM

    def _suggest(
        self, text: str, samples: Sequence[str], laid: Laid | None
    ) -> tuple[Suggestion, ...]:
        """Fields that are like the heading and have no column yet."""
        taken = laid.places if laid else frozenset()
        alike = find_alike(text, self._all_sheets(), samples=samples, near=self.near)
        free = [one for one in alike if one.target not in taken][:SUGGESTIONS]
        if free:
            self.near = free[0].target.sheet
        return tuple(Suggestion(self._place(one.target), one.score) for one in free)

    def _whose(self) -> list[Sheet]:
        return [WHOSE] if asks_whose(self.kind) else []

    def _all_sheets(self) -> list[Sheet]:
        return [*self.kind.sheets, *self._whose()]

    def _sheet_named(self, name: str) -> Sheet:
        return next(sheet for sheet in self._all_sheets() if sheet.name == name)

    def _place(self, target: Target) -> str:
        return f"{self._sheet_named(target.sheet).table}.{target.field}"


def _headings(grid: Grid, laid: Laid | None) -> Iterator[tuple[int, int]]:
    """The texts of the heading row."""
    row = min(row for row, _ in laid.understood) if laid else likely_row(grid)
    if row is not None:
        cells = laid.cells if laid else grid.rows[row]
        yield from ((row, n) for n, cell in enumerate(cells) if is_text(cell))


def _labels(grid: Grid, laid: Laid) -> Iterator[tuple[int, int]]:
    """The texts of the column of labels, from the first that was understood to the last."""
    rows = [row for row, _ in laid.understood]
    column = min(column for _, column in laid.understood)
    for row in range(min(rows), max(rows) + 1):
        if column < len(grid.rows[row]) and is_text(grid.rows[row][column]):
            yield row, column


def _samples(values: Sequence[Cell]) -> tuple[str, ...]:
    """The first different values that are there."""
    found: dict[str, None] = {}
    for value in values:
        if not is_blank(value):
            found[as_sent(value)] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _is_there(cell: Cell) -> bool:
    return not is_blank(cell)
