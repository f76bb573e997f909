"""Reading a grid as a table: the heading row, the rows of answers below, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hubdata.returns.fields import FieldKind, FieldSpec
from hubdata.returns.issues import Issue
from hubdata.returns.kinds import Sheet
from hubdata.returns.parsing.parsed import as_sent
from hubdata.returns.reading.meaning.headings import Headings
from hubdata.returns.reading.meaning.likeness import find_alike
from hubdata.returns.reading.meaning.mapping import Target
from hubdata.returns.reading.opening.grid import Cell, Grid, is_blank
from hubdata.returns.reading.opening.places import found
from hubdata.returns.reading.shapes.heading_rows import LEAST_HEADINGS, heading_cells
from hubdata.returns.reading.shapes.laid import Answer, Laid

SAMPLES = 3

_TOTAL = re.compile(
    r"(?:grand |sub[ -]?|overall |column |school |term |year )?(?:totals?|sum)"
    r"(?:\W+(?:for|of|all|the|school|pupils|classes|members|ensembles|groups|tuition|term|year|hub"
    r"|autumn|spring|summer))*\W*|all pupils"
)
_EXAMPLE = re.compile(r"^(?:example|e\.?g\.?|for example|sample)\b", re.IGNORECASE)


def read_table(
    grid: Grid,
    sheet: Sheet,
    *,
    headings: Headings,
    heading_row: int,
    cells: Sequence[Cell] | None = None,
) -> Laid:
    """The answers below the heading row. `cells` are the headings, where they are not as they
    stand."""
    known = heading_cells(grid, heading_row, headings) if cells is None else cells
    return _Table(grid, sheet, headings, heading_row, known).read()


class _Table:
    """A table while it is read."""

    def __init__(
        self,
        grid: Grid,
        sheet: Sheet,
        headings: Headings,
        heading_row: int,
        cells: Sequence[Cell],
    ) -> None:
        self.grid = grid
        self.sheet = sheet
        self.headings = headings
        self.heading_row = heading_row
        self.cells = cells
        self.targets = headings.assign(self.cells)
        self.specs = _specs(headings.all_sheets, self.targets)
        self.columns = {target: grid.left + place for place, target in self.targets.items()}
        self.issues: list[Issue] = []
        self._heading_keys = {
            place: cell.strip().casefold()
            for place, cell in enumerate(self.cells)
            if isinstance(cell, str) and cell.strip()
        }

    def read(self) -> Laid:
        answers = tuple(self._answers())
        self.issues += self._unread_columns(answers)
        return Laid(
            grid=self.grid,
            sheet=self.sheet,
            is_form=False,
            places=frozenset(self.targets.values()),
            answers=answers,
            headings=tuple(cell for cell in self.cells if isinstance(cell, str) and cell),
            heading=self.grid.address(self.heading_row, min(self.targets, default=0)),
            issues=tuple(self.issues),
            cells=self.cells,
            understood={(self.heading_row, place): t for place, t in self.targets.items()},
        )

    def _answers(self) -> Iterator[Answer]:
        filled = _merged_values(self.grid, self.targets, self.specs)
        seen: list[Mapping[Target, Cell]] = []
        for row in range(self.heading_row + 1, len(self.grid.rows)):
            cells = self.grid.rows[row]
            answer = {
                target: cell
                for place, target in self.targets.items()
                if place < len(cells) and not is_blank(cell := cells[place])
            }
            if not answer and not self._is_labelled_total(cells):
                continue
            if code := self._no_answer(cells, answer, seen):
                self._note(code, row, cells)
                continue
            answer |= {t: c for t, c in filled.get(row, {}).items() if t not in answer}
            seen.append(answer)
            yield Answer(self.grid.top + row, answer, self.columns)

    def _no_answer(
        self,
        cells: Sequence[Cell],
        answer: Mapping[Target, Cell],
        seen: list[Mapping[Target, Cell]],
    ) -> str:
        """Why a row is none of the answers, as a code; empty if it is one."""
        if self._is_labelled_total(cells) or self._adds_up(answer, seen):
            return "totals-row"
        if self._repeats_headings(cells):
            return "headings-repeated"
        if self._is_example(cells, answer):
            return "example-row"
        return ""

    def _is_labelled_total(self, cells: Sequence[Cell]) -> bool:
        first = next((cell for cell in cells if not is_blank(cell)), None)
        return isinstance(first, str) and _TOTAL.fullmatch(first.strip().casefold()) is not None

    def _adds_up(self, answer: Mapping[Target, Cell], seen: list[Mapping[Target, Cell]]) -> bool:
        """A row without any name, of numbers that are the sums of the rows above."""
        if len(seen) < 2 or not all(type(cell) is float for cell in answer.values()):
            return False
        if len(answer) < 2 or any(self.specs[target].key for target in answer):
            return False
        sums = (
            sum(cell for above in seen if type(cell := above.get(target)) is float) == number
            for target, number in answer.items()
        )
        return any(answer.values()) and all(sums)

    def _repeats_headings(self, cells: Sequence[Cell]) -> bool:
        """At least half of the cells say what the heading above them says."""
        texts = 0
        for place, heading in self._heading_keys.items():
            cell = cells[place] if place < len(cells) else ""
            texts += isinstance(cell, str) and cell.strip().casefold() == heading
        return texts >= LEAST_HEADINGS and texts * 2 >= len(self._heading_keys)

    def _is_example(self, cells: Sequence[Cell], answer: Mapping[Target, Cell]) -> bool:
        """Said to be one, or help. A row that agrees with our examples may be the truth."""
        first = next((cell for cell in cells if not is_blank(cell)), None)
        if isinstance(first, str) and _EXAMPLE.match(first.strip()):
            return True
        help_texts = sum(
            isinstance(cell, str)
            and len(cell) > 12
            and self.specs[target].help.startswith(cell.strip())
            for target, cell in answer.items()
        )
        return help_texts >= LEAST_HEADINGS and help_texts * 2 >= len(answer)

    def _note(self, code: str, row: int, cells: Sequence[Cell]) -> None:
        says = {
            "totals-row": "this row holds totals and is not read.",
            "headings-repeated": "the headings are repeated here; the row is not read.",
            "example-row": "this row holds examples or help and is not read.",
        }[code]
        number = self.grid.number(row)
        place = next((n for n, cell in enumerate(cells) if not is_blank(cell)), 0)
        cell, value = self.grid.address(row, place), as_sent(cells[place])
        issue = found(code, says, grid=self.grid, cell=cell, row=number, value=value)
        self.issues.append(issue)

    def _unread_columns(self, answers: Sequence[Answer]) -> Iterator[Issue]:
        """Columns with a heading and values that no field is known for."""
        last = max((answer.row for answer in answers), default=-1) - self.grid.top
        for place, cell in enumerate(self.cells):
            if place in self.targets or not isinstance(cell, str) or not cell.strip():
                continue
            if self.headings.is_left_out(cell):
                continue
            rows = self.grid.rows[self.heading_row + 1 : last + 1]
            samples = [as_sent(c[place]) for c in rows if place < len(c) and not is_blank(c[place])]
            if samples:
                yield self._unread(place, cell, samples)

    def _unread(self, place: int, heading: str, samples: Sequence[str]) -> Issue:
        where = self.grid.address(self.heading_row, place)
        sample = ", ".join(f'"{text}"' for text in samples[:SAMPLES])
        if twice := self._is_twice(heading):
            says = (
                f'the column "{as_sent(heading)}" (with {sample}) means the same as {twice}, which '
                "is read. Keep one of them."
            )
            return found("heading-twice", says, grid=self.grid, cell=where, value=as_sent(heading))
        if alike := self._alike(heading, samples[:SAMPLES]):
            says = (
                f'the column "{as_sent(heading)}" (with {sample}) is not read. If it is '
                f'"{alike.heading}", use that as its heading.'
            )
            return found("heading-like", says, grid=self.grid, cell=where, value=as_sent(heading))
        says = f'the column "{as_sent(heading)}" (with {sample}) is not asked and is not read.'
        return found("heading-unknown", says, grid=self.grid, cell=where, value=as_sent(heading))

    def _is_twice(self, heading: str) -> str:
        """The cell of the column that is read for the field of this one; empty if there is none."""
        for _, target in self.headings.meanings(heading):
            if target in self.columns:
                place = self.columns[target] - self.grid.left
                return self.grid.address(self.heading_row, place)
        return ""

    def _alike(self, heading: str, samples: Sequence[str]) -> FieldSpec | None:
        """The field of the sheet that a heading is most like, if it has no column yet."""
        alike = find_alike(heading, [self.sheet], samples=samples)
        free = (one.target for one in alike if one.target not in self.columns)
        target = next(free, None)
        return self.sheet.field(target.field) if target else None


def _specs(sheets: Sequence[Sheet], targets: Mapping[int, Target]) -> dict[Target, FieldSpec]:
    by_name = {sheet.name: sheet for sheet in sheets}
    return {target: by_name[target.sheet].field(target.field) for target in targets.values()}


def _merged_values(
    grid: Grid, targets: Mapping[int, Target], specs: Mapping[Target, FieldSpec]
) -> dict[int, dict[Target, Cell]]:
    """What cells merged downwards say for the rows below their first. Only names and choices: a
    number in a merged cell is of all its rows together."""
    filled: dict[int, dict[Target, Cell]] = {}
    for first, column, last, _ in grid.merged:
        place, top = column - grid.left, first - grid.top
        target = targets.get(place)
        if last == first or target is None or not 0 <= top < len(grid.rows):
            continue
        spec, value = specs[target], grid.rows[top][place]
        if is_blank(value) or not (spec.key or spec.required or spec.kind is FieldKind.CHOICE):
            continue
        if spec.is_number and target.field in _COUNTED:
            continue
        for row in range(top + 1, min(last - grid.top + 1, len(grid.rows))):
            filled.setdefault(row, {})[target] = value
    return filled


_COUNTED = frozenset(("pupils",))
