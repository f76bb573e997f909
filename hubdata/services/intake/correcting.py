"""Correcting a value on the screen: the file stays as it came, the correction is kept with who,
when and why, and the return is checked again with it. What counts goes on counting until the
corrected version is accepted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlmodel import Session

from hubdata.errors import OutOfDate, UnknownThing, UserError
from hubdata.returns.checking.checked import CheckedReturn
from hubdata.returns.checking.corrections import (
    FoundCell,
    can_be_corrected,
    check_corrected,
    find_cell,
)
from hubdata.returns.fields import FieldSpec
from hubdata.returns.kinds import ReturnKind, Sheet, kind_named
from hubdata.returns.reading.raw import ReadFile, ReadReturn
from hubdata.services.intake.mapping import load_stored, read_again
from hubdata.services.intake.opening import Desk, open_answer
from hubdata.store.audit import add_entry
from hubdata.store.engine import reading, writing
from hubdata.store.intake import acceptance, corrections, explanations, files, returns
from hubdata.store.intake.acceptance import Status
from hubdata.store.tables import Return, ReturnPart, row_table

GONE = (
    "This version is no longer the one that waits or counts: it was read again, replaced or taken "
    "back. Open the newest version of the return."
)


@dataclass(frozen=True)
class CellAsked:
    """A cell as the page shows it: the sheet of the return, the stored row, the field."""

    sheet: str
    row_id: int
    field: str


@dataclass(frozen=True)
class _Open:
    """A return that may be corrected, and the file it is in as it is read now."""

    stored: Return
    file: ReadFile
    read: ReadReturn


def correct_value(return_id: int, cell: CellAsked, *, after: str, reason: str, actor: str) -> int:
    """Say what a cell means instead of what was sent; empty `after` is no answer.

    Gives the id of the return as it is read now, which waits to be accepted. Raises `UserError`
    where the value cannot be an answer or no reason is given, `OutOfDate` where the return was
    dealt with meanwhile.
    """
    if not reason.strip():
        raise UserError("Say why the value is corrected: the reason is kept beside it.")
    row_number, turn = _check_asked(return_id, cell, after=after)
    one = _open(return_id)
    found = find_cell(one.read, cell.sheet, cell.field, row_number=row_number, turn=turn)
    with writing() as session:
        corrections.save_correction(
            session,
            one.stored.file_id,
            found,
            sheet=cell.sheet,
            field=cell.field,
            after=after.strip(),
            reason=reason.strip(),
            actor=actor,
        )
        said = _say(one, cell.sheet, cell.field, found, after=after.strip())
        detail = f"{said}: {reason.strip()}"
        return _read_anew(session, one, cell.sheet, actor=actor, act=("corrected", detail))


def undo_correction(return_id: int, correction_id: int, *, actor: str, reason: str = "") -> int:
    """Let what was sent (or an earlier correction) hold again; the return is checked again. A
    reason is kept in the audit log.

    Gives the id of the return to look at now: the one that waits, or the one that counts where
    nothing of it is left to accept.
    """
    one = _open(return_id)
    with writing() as session:
        ended = corrections.end_correction(session, correction_id, actor=actor)
        if ended.file_id != one.stored.file_id:
            raise UnknownThing(f"Return {return_id} has no correction {correction_id}.")
        found = FoundCell(ended.sent, ended.row_number, ended.cell, ended.after)
        said = _say(one, ended.sheet, ended.field, found, after=ended.before)
        detail = f"{said}: {reason.strip()}" if reason.strip() else said
        act = ("undid a correction", detail)
        return _read_anew(session, one, ended.sheet, actor=actor, act=act)


def list_correctable(kind: ReturnKind, sheet: Sheet) -> tuple[FieldSpec, ...]:
    """The fields of a sheet that may be corrected in a cell."""
    return tuple(spec for spec in sheet.fields if can_be_corrected(kind, sheet, spec.name))


def _check_asked(return_id: int, cell: CellAsked, *, after: str) -> tuple[int, int]:
    """The row number of a stored row, and its turn among rows of the same number."""
    with reading() as session:
        part = _part(session, return_id, cell.sheet)
        kind = kind_named(part.kind)
        sheet = kind.sheet(cell.sheet)
        rows = returns.load_rows(session, part, row_table(sheet))
    if not can_be_corrected(kind, sheet, cell.field):
        raise UserError("Whose a return is, and for when, is settled by matching its file again.")
    spec = next((spec for spec in sheet.fields if spec.name == cell.field), None)
    number = next((row["row_number"] for row in rows if row["id"] == cell.row_id), None)
    if spec is None or number is None:
        raise UnknownThing(f"{cell.sheet}: the return has no such cell. Look again.")
    check_corrected(spec, after)
    alike = [row["id"] for row in rows if row["row_number"] == number]
    return number, alike.index(cell.row_id)


def _part(session: Session, return_id: int, sheet: str) -> ReturnPart:
    found = (part for part in returns.load_parts(session, [return_id]) if part.sheet == sheet)
    part = next(found, None)
    if part is None:
        raise UnknownThing(f"Return {return_id} has no sheet {sheet}.")
    if part.status not in (Status.CHECKED, Status.ACCEPTED):
        raise OutOfDate(GONE)
    return part


def _open(return_id: int) -> _Open:
    """Read the file of a return again, and find the return in it."""
    with reading() as session:
        stored = returns.load_return(session, return_id)
        file = files.load_file(session, stored.file_id) if stored else None
    if stored is None or file is None:
        raise UnknownThing(f"There is no return {return_id}. It may belong to another store.")
    told = files.told_of(file)
    answer = read_again(load_stored(stored.file_id), told)
    with reading() as session:
        opened = open_answer(answer, received_on=file.received_on, told=told.period)
        Desk(session).check(session, [opened])
    assert opened.read is not None
    for read in opened.read.returns:
        if (read.source, read.period.slot) == (stored.source, stored.slot):
            return _Open(stored, opened.read, read)
    raise OutOfDate(GONE)


def _read_anew(
    session: Session, one: _Open, sheet: str, *, actor: str, act: tuple[str, str]
) -> int:
    """Store the return as it is with its corrections now: the corrected sheet, and all that waited
    of the same return. A sheet that came to be as the one that counts need not wait."""
    stored = one.stored
    file = files.load_file(session, stored.file_id)
    assert file is not None
    assert stored.id is not None
    before = _readings(session, stored)
    counting = _counting(session, before)
    waited = acceptance.replace_waiting(
        session, stored.file_id, actor=actor, source=stored.source, slot=stored.slot
    )
    if sheet not in waited and sheet not in counting:
        raise OutOfDate(GONE)
    told = files.told_of(file).period
    alone = replace(one.file, returns=(one.read,), issues=(), unplaced=())
    opened = open_answer(alone, received_on=file.received_on, told=told, file_id=file.id)
    Desk(session).check(session, [opened])
    checked = _only(
        opened.checked[0], {*waited, sheet} - _same(session, opened.checked[0], counting)
    )
    if not checked.parts:
        now = next(iter(counting.values())).return_id
    else:
        [now] = returns.save_returns(session, [(file, checked)])
        explanations.carry_explanations(session, before, [now])
    action, detail = act
    add_entry(session, actor, action=action, subject=f"return {now}", detail=detail)
    return now


def _readings(session: Session, stored: Return) -> list[int]:
    """All readings of the same return of a file, oldest first."""
    found = returns.load_returns_of_files(session, [stored.file_id])
    alike = (one for one in found if (one.source, one.slot) == (stored.source, stored.slot))
    return [one.id for one in alike if one.id is not None]


def _counting(session: Session, return_ids: Collection[int]) -> dict[str, ReturnPart]:
    """The parts of some readings that count, by sheet."""
    return {p.sheet: p for p in returns.load_parts(session, return_ids) if p.is_current}


def _same(session: Session, checked: CheckedReturn, counting: dict[str, ReturnPart]) -> set[str]:
    """The sheets that are corrected just as those that count."""
    ids = {part.id: sheet for sheet, part in counting.items() if part.id is not None}
    held: dict[str, set[int]] = {sheet: set() for sheet in counting}
    for each in corrections.load_of_parts(session, ids):
        held[ids[each.part_id]].add(each.id)
    now: dict[str, set[int]] = {sheet: set() for sheet in counting}
    for applied in checked.corrected:
        now.setdefault(applied.sheet, set()).add(applied.correction.id)
    return {sheet for sheet in counting if held[sheet] == now[sheet]}


def _only(checked: CheckedReturn, sheets: Collection[str]) -> CheckedReturn:
    """A return with some of its sheets and what was found in them."""
    parts = tuple(part for part in checked.parts if part.sheet.name in sheets)
    if len(parts) == len(checked.parts):
        return checked
    places = {
        (part.sent or part.sheet.name, spec.name) for part in parts for spec in part.sheet.fields
    }
    whole = {sheet for sheet, _ in places}
    issues = tuple(
        issue
        for issue in checked.issues
        if (issue.sheet, issue.field) in places or (not issue.field and issue.sheet in whole)
    )
    return replace(checked, parts=parts, issues=issues)


def _say(one: _Open, sheet: str, field: str, found: FoundCell, *, after: str) -> str:
    """ "Whole class!D3, Pupils in the class: “5-10” became “8”"."""
    heading = one.read.kind.sheet(sheet).field(field).heading.rstrip("?")
    where = f"{found.sent}!{found.cell}" if found.cell else f"{sheet}, row {found.row_number}"
    before = f"“{found.before}”" if found.before else "blank"
    return f"{where}, {heading}: {before} became " + (f"“{after}”" if after else "blank")
