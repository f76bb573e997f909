"""Keeping and reading corrections: those that hold in a file, and those in the rows of a part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from hubdata.errors import OutOfDate
from hubdata.returns.checking.corrections import Applied, CellCorrection, FoundCell
from hubdata.store.tables import CorrectedCell, StoredCorrection
from hubdata.store.tables.base import in_chunks


@dataclass(frozen=True)
class Correction:
    """A correction as it is told: what was sent, what it means instead, by whom, when and why."""

    id: int
    part_id: int
    row_number: int
    field: str
    sent: str
    cell: str
    before: str
    after: str
    reason: str
    made_by: str
    made_at: datetime


def save_correction(
    session: Session,
    file_id: int,
    found: FoundCell,
    *,
    sheet: str,
    field: str,
    after: str,
    reason: str,
    actor: str,
) -> StoredCorrection:
    """Keep what a cell of a file means from now on, as the answer to a field of a sheet."""
    stored = StoredCorrection(
        file_id=file_id,
        sheet=sheet,
        sent=found.sent,
        row_number=found.row_number,
        field=field,
        cell=found.cell,
        before=found.before,
        after=after,
        reason=reason,
        made_at=datetime.now(UTC),
        made_by=actor,
    )
    session.add(stored)
    session.flush()
    return stored


def end_correction(session: Session, correction_id: int, *, actor: str) -> StoredCorrection:
    """Undo a correction; what was sent, or an earlier correction, holds again.

    Raises `OutOfDate` if it was undone already.
    """
    query = select(StoredCorrection).where(StoredCorrection.id == correction_id).with_for_update()
    stored = session.exec(query).first()
    if stored is None or stored.undone_at:
        raise OutOfDate("This correction was undone already, perhaps by somebody else. Look again.")
    stored.undone_at, stored.undone_by = datetime.now(UTC), actor
    session.add(stored)
    session.flush()
    return stored


def load_holding(
    session: Session, file_ids: Iterable[int | None]
) -> dict[int, list[CellCorrection]]:
    """The corrections of some files that were not undone, by file."""
    ids = [one for one in file_ids if one is not None]
    found: dict[int, list[CellCorrection]] = defaultdict(list)
    if not ids:
        return found
    query = select(StoredCorrection).where(
        col(StoredCorrection.file_id).in_(ids), col(StoredCorrection.undone_at).is_(None)
    )
    for one in session.exec(query.order_by(col(StoredCorrection.id))):
        assert one.id is not None
        found[one.file_id].append(
            CellCorrection(
                one.id, one.sheet, one.sent, one.row_number, one.field, one.cell, one.after
            )
        )
    return found


def cell_values(part_ids: Mapping[str, int], applied: Sequence[Applied]) -> list[dict[str, Any]]:
    """What is written of the corrections that hold in a return; `part_ids` by sheet."""
    return [
        {
            "part_id": part_ids[one.sheet],
            "correction_id": one.correction.id,
            "row_number": one.row_number,
            "field": one.field,
        }
        for one in applied
        if one.sheet in part_ids
    ]


def load_of_parts(session: Session, part_ids: Collection[int]) -> list[Correction]:
    """The corrections that hold in some parts, in the order they were made."""
    found: list[Correction] = []
    for some in in_chunks(part_ids):
        query = (
            select(CorrectedCell, StoredCorrection)
            .join(StoredCorrection, col(StoredCorrection.id) == col(CorrectedCell.correction_id))
            .where(col(CorrectedCell.part_id).in_(some))
        )
        found += [_as_told(*pair) for pair in session.exec(query)]
    return sorted(found, key=lambda one: one.id)


def _as_told(place: CorrectedCell, stored: StoredCorrection) -> Correction:
    assert stored.id is not None
    return Correction(
        id=stored.id,
        part_id=place.part_id,
        row_number=place.row_number,
        field=place.field,
        sent=stored.sent,
        cell=stored.cell,
        before=stored.before,
        after=stored.after,
        reason=stored.reason,
        made_by=stored.made_by,
        made_at=stored.made_at,
    )
