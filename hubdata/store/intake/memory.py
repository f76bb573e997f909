"""Remembering what headings and names of schools mean: by sender, and by the headings."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from hubdata.returns.reading.raw import ToldOfLayout
from hubdata.store.tables import RememberedMapping


@dataclass(frozen=True)
class Memory:
    """What was told before: of each sender (in lower case), and of each layout."""

    senders: Mapping[str, ToldOfLayout] = field(default_factory=dict)
    layouts: Mapping[str, ToldOfLayout] = field(default_factory=dict)

    def of_sender(self, sender: str) -> ToldOfLayout:
        """What was told of the files of a sender; nothing where nobody is named."""
        return self.senders.get(sender_key(sender), ToldOfLayout()) if sender else ToldOfLayout()


def sender_key(sender: str) -> str:
    """A sender as it is compared: without case or odd spaces."""
    return " ".join(sender.casefold().split())


def save_mapping(
    session: Session,
    told: ToldOfLayout,
    *,
    kind: str,
    sender: str,
    layouts: Collection[str],
    by: str,
) -> None:
    """Remember what was told of a file, for each layout of its sheets.

    Choices of sources are remembered of the sender, or of the layout where no sender is known: two
    senders may mean different schools by the same name.
    """
    now = datetime.now(UTC)
    key = sender_key(sender)
    for layout in sorted(set(layouts)) or [""]:
        query = select(RememberedMapping).where(
            RememberedMapping.sender == key, RememberedMapping.layout == layout
        )
        stored = session.exec(query).first() or RememberedMapping(
            kind=kind, sender=key, layout=layout, told_by=by, told_at=now
        )
        stored.headings = _with(stored.headings, told.headings)
        stored.sources = _with(stored.sources, told.sources)
        stored.kind, stored.told_by, stored.told_at = kind, by, now
        session.add(stored)


def load_memory(session: Session) -> Memory:
    """All that is remembered, the newest word counting."""
    senders: dict[str, ToldOfLayout] = {}
    layouts: dict[str, ToldOfLayout] = {}
    query = select(RememberedMapping).order_by(
        col(RememberedMapping.told_at), col(RememberedMapping.id)
    )
    for one in session.exec(query):
        headings, sources = _parse(one.headings), _parse(one.sources)
        if one.sender:
            senders[one.sender] = _more(senders.get(one.sender), headings, sources)
        if one.layout:
            mine = {} if one.sender else sources
            layouts[one.layout] = _more(layouts.get(one.layout), headings, mine)
    return Memory(senders, layouts)


def _more(
    known: ToldOfLayout | None, headings: Mapping[str, str], sources: Mapping[str, str]
) -> ToldOfLayout:
    before = known or ToldOfLayout()
    return ToldOfLayout({**before.headings, **headings}, {**before.sources, **sources})


def _with(stored: str, told: Mapping[str, str]) -> str:
    return json.dumps({**_parse(stored), **told})


def _parse(stored: str) -> dict[str, str]:
    return dict(json.loads(stored or "{}"))
