"""From the cells of a file to the returns in it: whose, for when, and which rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hubdata.periods import Period
from hubdata.returns.issues import Issue
from hubdata.returns.kinds import ReturnKind, Sheet
from hubdata.returns.parsing.parsed import as_sent
from hubdata.returns.reading.claiming.claims import WHOSE, Claim, asks_whose
from hubdata.returns.reading.meaning.mapping import Target, find_sheet, fingerprint
from hubdata.returns.reading.meaning.names import period_in_name
from hubdata.returns.reading.meaning.questions import join_questions
from hubdata.returns.reading.opening.grid import Cell, Workbook
from hubdata.returns.reading.opening.places import found
from hubdata.returns.reading.opening.workbook import read_workbook
from hubdata.returns.reading.pupil_level import refuse_pupil_lists
from hubdata.returns.reading.raw import NOTHING_TOLD, RawRow, ReadFile, ReadPart, ReadReturn, Told
from hubdata.returns.reading.recognising import (
    explain_version,
    find_marker,
    kind_of,
    marked_period,
    recall,
    told_headings,
)
from hubdata.returns.reading.shapes.laid import Answer, Laid
from hubdata.returns.reading.shapes.layout import Layout, lay_out
from hubdata.returns.reading.unread import without_headings
from hubdata.returns.reading.whose import IDENTITY, NAME_FIELDS, Said, WhoseReader
from hubdata.returns.template.marker import TemplateMarker


def read_file(name: str, content: bytes, *, told: Told = NOTHING_TOLD) -> ReadFile:
    """Every return in a file. Raises `UnreadableFile` or, for lists of pupils, `RefusedFile`."""
    return read_returns(read_workbook(name, content), told)


def read_returns(workbook: Workbook, told: Told = NOTHING_TOLD) -> ReadFile:
    """Every return in a workbook. Raises `UnreadableFile`; for lists of pupils, `RefusedFile`."""
    refuse_pupil_lists(workbook)
    marker = find_marker(workbook)
    workbook = workbook if marker else join_questions(workbook)
    told = recall(workbook, told)
    kind = kind_of(workbook, told, marker)
    layout = lay_out(workbook, kind, told=told_headings(kind, told))
    if not layout.sheets:
        raise without_headings(workbook, kind)
    return _Gathering(workbook, kind, layout, told, marker).gather()


NOT_READ = frozenset(("heading-unknown", "heading-like"))
"""Columns with answers that were not understood."""
Columns = Mapping[Target, int]


@dataclass(frozen=True, slots=True)
class _Whose:
    """Who a row is from and for which period; by its claim, where the number is not given."""

    source: str
    period: Period
    claim: Claim = field(default_factory=Claim)


@dataclass(slots=True)
class _Gathered:
    """A return while its rows are gathered."""

    name: str = ""
    facts: RawRow | None = None
    rows: dict[str, list[RawRow]] = field(default_factory=dict)
    fields: dict[str, tuple[frozenset[str], Laid]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


class _Gathering:
    """Rows of all sheets of a file, put together by source and period."""

    def __init__(
        self,
        workbook: Workbook,
        kind: ReturnKind,
        layout: Layout,
        told: Told,
        marker: TemplateMarker | None,
    ) -> None:
        self.workbook = workbook
        self.kind = kind
        self.layout = layout
        self.told = told
        self.marker = marker
        self.whose = WhoseReader(
            kind,
            told,
            source=told.source or (marker.source if marker else ""),
            period=told.period or marked_period(marker),
        )
        self._columns: dict[tuple[int, str], tuple[Columns, dict[str, int]]] = {}
        self.by_source: dict[_Whose, _Gathered] = {}
        self.issues: list[Issue] = [*layout.issues, *explain_version(workbook, kind, marker)]

    def gather(self) -> ReadFile:
        self._find_defaults()
        for laid in self.layout.sheets:
            sheets = self._sheets_of(laid)
            for answer in self._answers(laid):
                self._add(laid, sheets, answer)
        if self._says_nothing():
            raise without_headings(self.workbook, self.kind, but=" but those that say whose it is")
        self._add_empty_sheets()
        issues = self._returned_issues()
        found = [self._read_return(*item) for item in self.by_source.items()]
        unplaced = tuple(one for one in found if not one.source)
        return ReadFile(
            name=self.workbook.name,
            kind=self.kind,
            returns=tuple(one for one in found if one.source),
            issues=(*issues, *(issue for one in unplaced for issue in one.issues)),
            layout=fingerprint(h for laid in self.layout.sheets for h in laid.headings),
            unplaced=unplaced,
        )

    def _says_nothing(self) -> bool:
        """Whether only who and when was understood, and the columns with answers were not: a list
        of schools is no return of each of them."""
        front = self.kind.front.name
        fronts = [row for one in self.by_source.values() for row in one.rows.get(front, ())]
        has_answers = any(one.rows.keys() - {front} for one in self.by_source.values())
        is_nil = any("nil_return" in row.cells for row in fronts)
        unread = any(issue.code in NOT_READ for issue in self.layout.issues)
        return unread and not has_answers and not is_nil and self.marker is None

    def _find_defaults(self) -> None:
        """The front sheet speaks for every sheet of its file, if it speaks for one source only."""
        fronts = [laid for laid in self.layout.sheets if laid.sheet is self.kind.front]
        answers = [answer for laid in fronts for answer in laid.answers if answer.cells]
        if len(answers) == 1:
            self.whose.take_defaults(answers[0].cells)

    def _answers(self, laid: Laid) -> Iterator[Answer]:
        """A source written once for the rows below it counts for them, with a query."""
        last: dict[Target, Cell] = {}
        telling = self.whose.telling & laid.places
        if not telling or laid.is_form or self.whose.default_source:
            yield from (answer for answer in laid.answers if answer.cells)
            return
        for answer in laid.answers:
            if not answer.cells:
                continue
            here = {target: answer.cells[target] for target in telling & answer.cells.keys()}
            if here == last or any(last.get(target) != cell for target, cell in here.items()):
                last = here or last
            else:
                self._say_carried(laid, answer, next(iter(last.values())))
                answer = replace(answer, cells={**last, **answer.cells})
            yield answer

    def _say_carried(self, laid: Laid, answer: Answer, source: Cell) -> None:
        says = f"the row does not say whose it is; it is read as {as_sent(source)}, as above."
        name = self.kind.source_field
        self.issues.append(self._found(laid, answer, name, code="source-carried-down", says=says))

    def _add(self, laid: Laid, sheets: Sequence[Sheet], answer: Answer) -> None:
        said, told = self.whose.read(answer.cells, is_alone=len(laid.answers) == 1)
        said = said or self._said_by_sheet(laid)
        period = self._period(laid, answer, told)
        if not said:
            self.issues.append(self._no_source(laid, answer))
            return
        if period is None:
            self._say_no_period(laid, answer)
            return
        self._compare_source(laid, answer, said.source)
        gathered = self.by_source.setdefault(_Whose(said.source, period, said.claim), _Gathered())
        if said.claim and (said.claim != self.whose.default_claim or not gathered.issues):
            gathered.issues.append(self._no_source(laid, answer))
        if self._is_only_identity(laid, answer):
            return
        gathered.issues += [ask for ask in laid.asks if ask not in gathered.issues]
        if period != told:
            self._say_period(laid, answer, period, gathered.issues)
        understood = self.whose.understood(answer.cells, said)
        if understood is not answer.cells:
            answer = replace(answer, cells=understood)
        for sheet in sheets:
            row = self._row(answer, sheet, laid)
            self._note_front(gathered, sheet, row)
            if sheet is self.kind.front and not self._is_front_answered(laid, row):
                continue
            if row.cells:
                gathered.rows.setdefault(sheet.name, []).append(row)
            gathered.fields.setdefault(sheet.name, (frozenset(row.columns), laid))

    def _said_by_sheet(self, laid: Laid) -> Said:
        """A workbook may have a sheet for each school, called after it."""
        is_asked = asks_whose(self.kind) and not self.whose.telling & laid.places
        is_any = find_sheet(self.kind, laid.grid.name) is not None
        return self.whose.named(laid.grid.name) if is_asked and not is_any else Said()

    def _period(self, laid: Laid, answer: Answer, told: Period | None) -> Period | None:
        """Of rows that do not say it, what the name of their sheet says goes before what was told
        of the file, and is questioned; that of the file is the last resort."""
        if self.whose.says_when(answer.cells):
            return told
        named = period_in_name(laid.grid.name)
        if named is None and told is None:
            named = period_in_name(self.workbook.name)
        return named or told

    def _say_period(self, laid: Laid, answer: Answer, period: Period, issues: list[Issue]) -> None:
        """Once for each return that its rows do not date."""
        if any(issue.code == "period-in-name" for issue in issues):
            return
        says = (
            f"no row says for which term it is; it is read as {period.label}, by the name of the "
            "sheet or file. Say that this is right, or choose the term for the file."
        )
        issues.append(self._found(laid, answer, "term", code="period-in-name", says=says))

    def _row(self, answer: Answer, sheet: Sheet, laid: Laid) -> RawRow:
        """The part of an answer that belongs to one sheet. Rows of a table share their columns."""
        name = sheet.name
        key = (id(answer.columns), name)
        if key not in self._columns:
            here = {t.field: place for t, place in answer.columns.items() if t.sheet == name}
            self._columns[key] = (answer.columns, here)
        rows = answer.rows
        return RawRow(
            sent=laid.grid.name,
            row=answer.row,
            cells={t.field: cell for t, cell in answer.cells.items() if t.sheet == name},
            columns=self._columns[key][1],
            rows=None if rows is None else {t.field: r for t, r in rows.items() if t.sheet == name},
        )

    def _is_only_identity(self, laid: Laid, answer: Answer) -> bool:
        if laid.sheet is self.kind.front and laid.is_form:
            return False
        return answer.cells.keys() <= self.whose.identity and (
            laid.sheet is not self.kind.front or self._is_wide(laid)
        )

    def _is_wide(self, laid: Laid) -> bool:
        return any(target.sheet not in (self.kind.front.name, WHOSE.name) for target in laid.places)

    def _sheets_of(self, laid: Laid) -> list[Sheet]:
        names = {target.sheet for target in laid.places}
        return [sheet for sheet in self.kind.sheets if sheet.name in names]

    def _is_front_answered(self, laid: Laid, row: RawRow) -> bool:
        """Beside other answers, who and when alone do not make a front sheet."""
        if laid.sheet is self.kind.front and not self._is_wide(laid):
            return True
        return laid.sheet.one_row and any(name not in IDENTITY for name in row.cells)

    def _note_front(self, gathered: _Gathered, sheet: Sheet, row: RawRow) -> None:
        if sheet is not self.kind.front:
            return
        gathered.facts = gathered.facts or row
        for name in NAME_FIELDS:
            if not gathered.name and name in row.cells:
                gathered.name = as_sent(row.cells[name])

    def _compare_source(self, laid: Laid, answer: Answer, source: str) -> None:
        """A front sheet may say another source than its template was made for."""
        if laid.sheet is not self.kind.front or len(laid.answers) > 1:
            return
        meant = self.told.source or (self.marker.source if self.marker else "")
        if meant and source and meant != source:
            says = (
                f"the file says {source}, but it was made or sent for {meant}. Check which it is."
            )
            name = self.kind.source_field
            self.issues.append(self._found(laid, answer, name, code="source-differs", says=says))

    def _no_source(self, laid: Laid, answer: Answer) -> Issue:
        says = self.whose.explain_no_source(answer.cells)
        return self._found(laid, answer, self.kind.source_field, code="no-source", says=says)

    def _say_no_period(self, laid: Laid, answer: Answer) -> None:
        """Once is enough: it is the same in every row, or one choice for the file settles it."""
        if any(issue.code == "no-period" for issue in self.issues):
            return
        name, says = self.whose.explain_no_period(answer.cells)
        self.issues.append(self._found(laid, answer, name, code="no-period", says=says))

    def _found(self, laid: Laid, answer: Answer, name: str, *, code: str, says: str) -> Issue:
        row = self._row(answer, self.kind.front, laid)
        telling = (
            name
            if name in row.columns
            else next((one for one in NAME_FIELDS if one in row.columns), name)
        )
        return found(
            code,
            says,
            grid=laid.grid,
            cell=row.address(telling),
            row=row.number,
            value=as_sent(row.cells.get(name, "")),
            field=name,
        )

    def _add_empty_sheets(self) -> None:
        """A sheet without answers is a part of the return if the file is one return's own."""
        if len(self.by_source) != 1:
            return
        (gathered,) = self.by_source.values()
        for laid in self.layout.sheets:
            for sheet in self._sheets_of(laid):
                if sheet is laid.sheet:
                    fields = frozenset(t.field for t in laid.places if t.sheet == sheet.name)
                    gathered.fields.setdefault(sheet.name, (fields, laid))

    def _returned_issues(self) -> tuple[Issue, ...]:
        """Issues of a file with one return are that return's."""
        if len(self.by_source) != 1:
            return tuple(self.issues)
        (gathered,) = self.by_source.values()
        gathered.issues += self.issues
        return ()

    def _read_return(self, whose: _Whose, gathered: _Gathered) -> ReadReturn:
        parts = tuple(
            ReadPart(
                sheet=sheet,
                rows=tuple(gathered.rows.get(sheet.name, ())),
                fields=gathered.fields[sheet.name][0],
                sent=gathered.fields[sheet.name][1].grid.name,
                heading=gathered.fields[sheet.name][1].heading,
            )
            for sheet in self.kind.sheets
            if sheet.name in gathered.fields
        )
        return ReadReturn(
            kind=self.kind,
            source=whose.source,
            source_name=gathered.name,
            period=whose.period,
            parts=parts,
            facts=gathered.facts,
            issues=tuple(gathered.issues),
            claim=whose.claim,
        )
