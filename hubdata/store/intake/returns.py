"""Storing what files were read as. Rows are written here, once; accepting only flips flags."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any

import sqlalchemy
from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from hubdata.returns.checking.checked import CheckedPart, CheckedReturn
from hubdata.returns.kinds import Sheet
from hubdata.returns.parsing.parsed import APPROXIMATE
from hubdata.store.intake.corrections import cell_values
from hubdata.store.intake.erasing import EMAIL_FIELD, is_erased, load_erased
from hubdata.store.intake.issues import save_issues
from hubdata.store.revisions import RECEIVED, bump
from hubdata.store.tables import (
    ROW_TABLES,
    CorrectedCell,
    ReceivedFile,
    Return,
    ReturnPart,
    StoredRow,
    row_table,
)
from hubdata.store.tables.base import in_chunks, table_of
from hubdata.vocabulary import DataBasis


def save_returns(
    session: Session, checked: Sequence[tuple[ReceivedFile, CheckedReturn]]
) -> list[int]:
    """Write returns with their parts, rows and issues, as checked; gives their ids in order."""
    if not checked:
        return []
    return_ids = _insert_returns(session, checked)
    parts = [
        (return_id, one, part)
        for return_id, (_, one) in zip(return_ids, checked, strict=True)
        for part in one.parts
    ]
    part_ids = _insert_parts(session, parts)
    rows: dict[type[StoredRow], list[dict[str, Any]]] = defaultdict(list)
    erased = load_erased(session)
    for part_id, (_, one, part) in zip(part_ids, parts, strict=True):
        rows[row_table(part.sheet)] += _row_values(part_id, one, part, erased=erased)
    for table, values in rows.items():
        if values:
            session.execute(insert(table_of(table)), values)
    _save_corrected(session, part_ids, checked=[one for _, one in checked])
    save_issues(
        session,
        [
            (return_id, issue)
            for return_id, (_, one) in zip(return_ids, checked, strict=True)
            for issue in one.issues
        ],
    )
    for slot in sorted({one.period.slot for _, one in checked}):
        bump(session, [RECEIVED], slot=slot)
    return return_ids


def _save_corrected(
    session: Session, part_ids: Sequence[int], *, checked: Sequence[CheckedReturn]
) -> None:
    """Which cells of the parts just written are corrections; parts stand in the order written."""
    left, values = iter(part_ids), []
    for one in checked:
        by_sheet = {part.sheet.name: next(left) for part in one.parts}
        values += cell_values(by_sheet, one.corrected)
    if values:
        session.execute(insert(table_of(CorrectedCell)), values)


def load_return(session: Session, return_id: int) -> Return | None:
    return session.get(Return, return_id)


def load_returns_of_files(session: Session, file_ids: Iterable[int]) -> list[Return]:
    """All readings of some files, oldest first."""
    query = select(Return).where(col(Return.file_id).in_(list(file_ids)))
    return list(session.exec(query.order_by(col(Return.id))))


def load_versions(session: Session, *, kind: str, source: str, slot: int) -> list[Return]:
    """Every reading of a kind of return of a source and period, oldest first."""
    query = select(Return).where(Return.kind == kind, Return.source == source, Return.slot == slot)
    return list(session.exec(query.order_by(col(Return.id))))


def load_part(session: Session, part_id: int) -> ReturnPart | None:
    return session.get(ReturnPart, part_id)


def load_parts(session: Session, return_ids: Iterable[int]) -> list[ReturnPart]:
    """The parts of some returns, in the order of the sheets."""
    query = select(ReturnPart).where(col(ReturnPart.return_id).in_(list(return_ids)))
    return list(session.exec(query.order_by(col(ReturnPart.id))))


def load_part_sizes(session: Session, return_ids: Iterable[int]) -> list[Any]:
    """Rows of `return_id`, `sheet`, `rows`, `rows_left_out` and `was_accepted`, in the order of the
    sheets: what is told of many parts, without making objects of them."""
    parts = table_of(ReturnPart).c
    query = sqlalchemy.select(
        *(parts.return_id, parts.sheet, parts.rows, parts.rows_left_out),
        parts.accepted_at.is_not(None).label("was_accepted"),
    )
    query = query.where(parts.return_id.in_(list(return_ids)))
    return list(session.execute(query.order_by(parts.id)))


def load_part_ids(session: Session, return_ids: Collection[int]) -> list[int]:
    """The ids of all parts of some returns."""
    query = select(ReturnPart.id).where(col(ReturnPart.return_id).in_(return_ids))
    return [one for one in session.exec(query) if one is not None]


def load_rows(session: Session, part: ReturnPart, table: type[StoredRow]) -> list[dict[str, Any]]:
    """The rows of a part as stored, in the order sent."""
    columns = table.__table__  # type: ignore[attr-defined]
    query = select(columns).where(columns.c.part_id == part.id)
    ordered = query.order_by(columns.c.row_number, columns.c.id)
    return [dict(row._mapping) for row in session.execute(ordered)]


def load_rows_by_id(
    session: Session, table: str, ids: Collection[int]
) -> dict[int, dict[str, Any]]:
    """Some rows of a sheet's table, by id."""
    columns = ROW_TABLES[table].__table__  # type: ignore[attr-defined]
    found: dict[int, dict[str, Any]] = {}
    for some in in_chunks(ids):
        query = select(columns).where(columns.c.id.in_(some))
        found |= {row.id: dict(row._mapping) for row in session.execute(query)}
    return found


def load_current_rows(
    session: Session, table: type[StoredRow], *, slot: int, sources: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """The rows that count for some sources in a period, by source."""
    columns = table.__table__  # type: ignore[attr-defined]
    query = (
        select(columns)
        .where(columns.c.is_current, columns.c.slot == slot, columns.c.source.in_(sources))
        .order_by(columns.c.source, columns.c.row_number)
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = session.execute(query)
    names = tuple(rows.keys())
    for row in rows:
        found[row.source].append(dict(zip(names, row, strict=True)))
    return found


def load_current_sheets(
    session: Session, *, kind: str, slot: int, sources: Sequence[str]
) -> dict[str, list[str]]:
    """The sheets of which a part counts for some sources in a period, by source."""
    query = select(ReturnPart.source, ReturnPart.sheet).where(
        col(ReturnPart.is_current),
        ReturnPart.kind == kind,
        ReturnPart.slot == slot,
        col(ReturnPart.source).in_(sources),
    )
    found: dict[str, list[str]] = defaultdict(list)
    for source, sheet in session.exec(query):
        found[source].append(sheet)
    return found


def load_latest_rows(
    session: Session, table: type[StoredRow], *, before_slot: int
) -> dict[str, list[dict[str, Any]]]:
    """The rows each source gave last before a period, by source."""
    columns = table.__table__  # type: ignore[attr-defined]
    latest = (
        sqlalchemy.select(columns.c.source, func.max(columns.c.slot).label("slot"))
        .where(columns.c.is_current, columns.c.slot < before_slot)
        .group_by(columns.c.source)
        .subquery()
    )
    query = (
        select(columns)
        .join(latest, (columns.c.source == latest.c.source) & (columns.c.slot == latest.c.slot))
        .where(columns.c.is_current)
        .order_by(columns.c.source, columns.c.row_number)
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in session.execute(query):
        found[row.source].append(dict(row._mapping))
    return found


def _insert_returns(
    session: Session, checked: Sequence[tuple[ReceivedFile, CheckedReturn]]
) -> list[int]:
    """Insert many at once and give their ids in the same order."""
    into = table_of(Return)
    statement = insert(into).returning(into.c.id, sort_by_parameter_order=True)
    values = [_return_values(file, one) for file, one in checked]
    return list(session.execute(statement, values).scalars())


def _insert_parts(
    session: Session, parts: Sequence[tuple[int, CheckedReturn, CheckedPart]]
) -> list[int]:
    """The same of parts. There are ten times as many, and a return has one of each sheet: by that
    their ids are found, which is quicker than to have each told as it is inserted."""
    if not parts:
        return []
    into = table_of(ReturnPart)
    session.execute(insert(into), [_part_values(*part) for part in parts])
    query = sqlalchemy.select(into.c.return_id, into.c.sheet, into.c.id)
    returned = {return_id for return_id, _, _ in parts}
    found = session.execute(query.where(into.c.return_id.in_(returned)))
    ids = {(return_id, sheet): part_id for return_id, sheet, part_id in found}
    return [ids[return_id, part.sheet.name] for return_id, _, part in parts]


def _return_values(file: ReceivedFile, one: CheckedReturn) -> dict[str, Any]:
    front = one.front
    return {
        "file_id": file.id,
        "kind": one.kind.name,
        "source": one.source,
        "source_name": one.source_name,
        "year": one.period.year.code,
        "term": one.period.term.value,
        "slot": one.period.slot,
        "received_on": file.received_on,
        "status": "checked",
        "nil_return": front.get("nil_return"),
        "estimate": front.get("estimate"),
        "data_basis": _plain(front.get("data_basis")),
        "definition_version": front.get("definition_version") or one.kind.version,
        "read_at": datetime.now(UTC),
    }


def _part_values(return_id: int, one: CheckedReturn, part: CheckedPart) -> dict[str, Any]:
    return {
        "return_id": return_id,
        "kind": one.kind.name,
        "source": one.source,
        "slot": one.period.slot,
        "sheet": part.sheet.name,
        "sent": part.sent or part.sheet.name,
        "places": _render_places(tuple(part.places.items())),
        "rows": len(part.rows),
        "rows_left_out": part.rows_with_errors,
        "status": "checked",
        "is_current": False,
        "is_estimate": bool(one.front.get("estimate")) or _is_approximate(part),
        "is_year_to_date": one.front.get("data_basis") == DataBasis.YEAR_TO_DATE,
        "accepted_by": "",
        "reason": "",
        "ended_by": "",
    }


def _is_approximate(part: CheckedPart) -> bool:
    """Whether a number in it is approximate, such as "10ish": then it is an estimate too."""
    return any(APPROXIMATE in row.marks.values() for row in part.rows if not row.has_errors)


def _row_values(
    part_id: int, one: CheckedReturn, part: CheckedPart, *, erased: set[str]
) -> list[dict[str, Any]]:
    names = _names_of(part.sheet)
    slot = one.period.slot
    values = [
        {
            "part_id": part_id,
            "source": one.source,
            "slot": slot,
            "row_number": row.row_number,
            "is_current": False,
            "left_out": row.has_errors,
            "marks": json.dumps(dict(row.marks)) if row.marks else "",
            **{name: _plain(row.values.get(name)) for name in names},
        }
        for row in part.rows
    ]
    for row_values in values if erased else ():
        if is_erased(row_values.get(EMAIL_FIELD), erased):
            row_values[EMAIL_FIELD] = None
    return values


@cache
def _names_of(sheet: Sheet) -> tuple[str, ...]:
    return tuple(spec.name for spec in sheet.fields)


@lru_cache(maxsize=256)
def _render_places(places: tuple[tuple[str, str], ...]) -> str:
    """Files from one template have their answers in the same places."""
    return json.dumps(dict(places))


def cell_of(places: Mapping[str, str], field: str, *, row_number: int) -> str:
    """The address of an answer in the sender's file: "F7"; "C7:E7" where it is in one of those; ""
    where it is not known."""
    ends = places.get(field, "").split(":")
    return ":".join(f"{end}{row_number}" if end.isalpha() else end for end in ends)


def _plain(value: Any) -> Any:
    """What a driver takes: of an enum its value. Most answers are blanks and numbers."""
    if value is None or type(value) is int:
        return value
    return value.value if isinstance(value, Enum) else value
