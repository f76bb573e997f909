"""Checking a return that was read: cells, then rules; every issue at once, none raised.

A row with any error is not used when a return is accepted as it is; the rest of its sheet is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from hubdata.returns.checking.checked import CheckedPart, CheckedReturn, CheckedRow
from hubdata.returns.checking.codes import CODES
from hubdata.returns.checking.context import NOTHING_KNOWN, CheckContext
from hubdata.returns.checking.in_check import ReturnInCheck, RowInCheck, in_sentence
from hubdata.returns.fields import FieldSpec
from hubdata.returns.issues import Issue, Severity
from hubdata.returns.kinds import Sheet
from hubdata.returns.parsing.cells import parse_cell, parser_of
from hubdata.returns.parsing.parsed import Parsed, as_sent
from hubdata.returns.reading.opening.grid import Cell
from hubdata.returns.reading.opening.places import say_place
from hubdata.returns.reading.raw import RawRow, ReadPart, ReadReturn, find_places
from hubdata.returns.rules import RULES

STAND_INS = {"class_id": ("year_group", "instrument"), "ensemble_id": ("name",)}
"""What a thing is called after where its sheet has no column for its name or code."""
MISSING_AFTER = frozenset(("read-as-blank",))
"""Problems after which a field that is needed is missing: that is said in their place."""


def check_return(read: ReadReturn, context: CheckContext = NOTHING_KNOWN) -> CheckedReturn:
    """The typed rows of a return with everything that is wrong or doubtful in it."""
    issues = list(read.issues)
    parts = {part.sheet.name: _check_part(read, part, issues) for part in read.parts}
    one = ReturnInCheck(
        kind=read.kind,
        source=read.source,
        source_name=read.source_name,
        period=read.period,
        parts=parts,
        read={part.sheet.name: part for part in read.parts},
        facts=_facts(read, parts),
        context=context,
    )
    for rule in RULES.values():
        issues += rule.check(one)
    return CheckedReturn(
        kind=read.kind,
        source=read.source,
        source_name=read.source_name or context.source_name,
        period=read.period,
        parts=tuple(_checked_part(part, parts[part.sheet.name]) for part in read.parts),
        issues=tuple(issues),
        facts=one.facts,
    )


def _checked_part(part: ReadPart, rows: list[RowInCheck]) -> CheckedPart:
    places = find_places([row.raw for row in rows])
    return CheckedPart(part.sheet, tuple(map(_checked_row, rows)), part.sent, places)


def _checked_row(row: RowInCheck) -> CheckedRow:
    return CheckedRow(row.raw.number, row.values, row.marks, row.has_errors)


def _check_part(read: ReadReturn, part: ReadPart, issues: list[Issue]) -> list[RowInCheck]:
    is_front = part.sheet is read.kind.front
    known = _known_from_file(read) if is_front else {}
    absent = _absent_columns(part, known)
    made_up = [spec for spec in absent if part.fields.intersection(STAND_INS.get(spec.name, ()))]
    absent = [spec for spec in absent if spec not in made_up]
    issues += (_absent(part, spec) for spec in absent)
    answered = _answered(read, part, issues)
    rows = [_check_row(part.sheet, raw, known, issues) for raw in answered]
    for spec in made_up:
        _make_up(part, spec, rows, issues)
    for row in rows:
        row.has_errors = row.has_errors or bool(absent)
    if part.sheet.one_row:
        for row in rows[1:]:
            row.has_errors = True
            says = f"the sheet is answered once, and row {rows[0].raw.number} is its answer. "
            issues.append(_row_issue("more-than-one-row", row, says + "Delete the other rows."))
    return rows


def _make_up(
    part: ReadPart, spec: FieldSpec, rows: Sequence[RowInCheck], issues: list[Issue]
) -> None:
    """People's own lists rarely name a class: its year group and instrument tell it apart as well,
    if the sender says so."""
    for row in rows:
        told = [(name, row.values.get(name)) for name in STAND_INS[spec.name]]
        words = [
            f"Year {value}" if name == "year_group" else value for name, value in told if value
        ]
        row.values[spec.name] = " ".join(words) or None
        row.has_errors = row.has_errors or not words
        if not words:
            says = f"{in_sentence(spec.heading)} is missing. Fill it in, or clear the row."
            issues.append(_row_issue("missing", row, says))
    first = next((row.values[spec.name] for row in rows if row.values[spec.name]), "")
    if not first:
        return
    place = say_place(part.sent, part.heading)
    says = (
        f'there is no column "{spec.heading}", so each row is called after what it says, such as '
        f'"{first}". Say that this is right, or add the column with the same name every term.'
    )
    issues.append(
        Issue(
            severity=CODES["key-made-up"].severity,
            code="key-made-up",
            message=f"{place}: {says}",
            sheet=part.sent or part.sheet.name,
            cell=part.heading,
            field=spec.name,
        )
    )


def _answered(read: ReadReturn, part: ReadPart, issues: list[Issue]) -> list[RawRow]:
    """The rows of a part. Where there is nothing to report, rows that the template carried over
    and nobody filled in are no report."""
    if part.sheet.one_row or not _is_nil(read):
        return list(part.rows)
    answered = [raw for raw in part.rows if not _is_carried_over(part.sheet, raw)]
    left = len(part.rows) - len(answered)
    if left:
        says = f"{left} rows carried over from last time are not read: nothing is reported."
        message = f"{say_place(part.sent)}: {says}"
        severity = CODES["carried-over"].severity
        issues.append(Issue(severity, "carried-over", message, sheet=part.sent))
    return answered


def _is_nil(read: ReadReturn) -> bool:
    front = read.part(read.kind.front.name)
    spec = read.kind.front.by_name.get("nil_return")
    if spec is None or front is None or not front.rows:
        return False
    return parse_cell(front.rows[0].cells.get(spec.name), spec).value is True


def _is_carried_over(sheet: Sheet, raw: RawRow) -> bool:
    return all(sheet.by_name[name].prefilled for name in raw.cells)


def _known_from_file(read: ReadReturn) -> dict[str, Any]:
    """What need not be in the front sheet's cells, since it was told or stands elsewhere."""
    known: dict[str, Any] = {
        "time_period": read.period.year.code,
        "term": read.period.term.value,
    }
    if spec := read.kind.front.by_name.get(read.kind.source_field):
        known[spec.name] = int(read.source) if spec.is_number else read.source
    return known


def _absent_columns(part: ReadPart, known: Mapping[str, Any]) -> list[FieldSpec]:
    if not part.rows:
        return []
    needed = (spec for spec in part.sheet.fields if spec.required and spec.name not in known)
    return [spec for spec in needed if spec.name not in part.fields]


def _absent(part: ReadPart, spec: FieldSpec) -> Issue:
    place = say_place(part.sent, part.heading)
    return Issue(
        severity=CODES["missing-column"].severity,
        code="missing-column",
        message=f'{place}: there is no column "{spec.heading}", which every row needs. Add it.',
        sheet=part.sent or part.sheet.name,
        cell=part.heading,
        field=spec.name,
        loses_row=True,
    )


def _check_row(
    sheet: Sheet, raw: RawRow, known: Mapping[str, Any], issues: list[Issue]
) -> RowInCheck:
    values: dict[str, Any] = dict(_no_values(sheet))
    row = RowInCheck(sheet, raw, values, {})
    said = set(known)
    parsers = _parsers(sheet)
    for name, cell in raw.cells.items():
        parsed = parsers[name](cell)
        values[name] = parsed.value
        if parsed.mark:
            row.marks[name] = parsed.mark
        if parsed.problem is not None:
            spec, problem = sheet.field(name), parsed.problem
            if not (spec.required and problem.code in MISSING_AFTER):
                issues.append(_cell_issue(problem.code, row, spec, problem.says))
                said.add(name)
    for spec in _required(sheet):
        name = spec.name
        if values[name] is None:
            values[name] = known.get(name)
            if name in raw.columns and name not in said and name not in row.marks:
                says = f"{in_sentence(spec.heading)} is missing. Fill it in, or clear the row."
                issues.append(_cell_issue("missing", row, spec, says))
    return row


def _cell_issue(code: str, row: RowInCheck, spec: FieldSpec, says: str) -> Issue:
    severity = CODES[code].severity
    is_error = severity is Severity.ERROR
    if is_error:
        row.has_errors = True
    named = "" if code == "missing" else f" ({spec.heading})"
    return Issue(
        severity=severity,
        code=code,
        message=f"{row.place(spec.name)}{named}: {says}",
        sheet=row.raw.sent or row.sheet.name,
        cell=row.raw.address(spec.name),
        row=row.raw.number,
        field=spec.name,
        value=as_sent(row.raw.cells.get(spec.name, "")),
        loses_row=is_error,
    )


def _row_issue(code: str, row: RowInCheck, says: str) -> Issue:
    return Issue(
        severity=CODES[code].severity,
        code=code,
        message=f"{row.place()}: {says}",
        sheet=row.raw.sent or row.sheet.name,
        cell=row.raw.address(next(iter(row.raw.cells), "")),
        row=row.raw.number,
        loses_row=True,
    )


def _facts(read: ReadReturn, parts: Mapping[str, list[RowInCheck]]) -> Mapping[str, Any]:
    """The front sheet's values, or those of its fields that stand beside other answers."""
    front = parts.get(read.kind.front.name)
    if front:
        return front[0].values
    if read.facts is None:
        return {}
    return _check_row(read.kind.front, read.facts, {}, []).values


@cache
def _parsers(sheet: Sheet) -> Mapping[str, Callable[[Cell], Parsed]]:
    return {spec.name: parser_of(spec) for spec in sheet.fields}


@cache
def _required(sheet: Sheet) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in sheet.fields if spec.required)


@cache
def _no_values(sheet: Sheet) -> Mapping[str, None]:
    return dict.fromkeys(spec.name for spec in sheet.fields)
