"""Where parts came from: their file, what the sender called the sheet, and who accepted them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from hubdata.store.tables import ReceivedFile, Return, ReturnPart
from hubdata.store.tables.base import in_chunks


@dataclass(frozen=True)
class PartPlace:
    """One part: `places` is JSON, the letters of each field's column or, in a form, its cell."""

    return_id: int
    sent: str
    places: str
    file_name: str
    accepted_by: str
    accepted_at: datetime | None


def load_part_places(session: Session, part_ids: Collection[int]) -> dict[int, PartPlace]:
    """The places of parts by id."""
    found: dict[int, PartPlace] = {}
    for some in in_chunks(part_ids):
        query = (
            select(
                col(ReturnPart.id),
                col(ReturnPart.return_id),
                col(ReturnPart.sent),
                col(ReturnPart.places),
                col(ReceivedFile.name),
                col(ReturnPart.accepted_by),
                col(ReturnPart.accepted_at),
            )
            .join(Return, col(Return.id) == col(ReturnPart.return_id))
            .join(ReceivedFile, col(ReceivedFile.id) == col(Return.file_id))
            .where(col(ReturnPart.id).in_(some))
        )
        found |= {row[0]: PartPlace(*row[1:]) for row in session.execute(query)}
    return found
