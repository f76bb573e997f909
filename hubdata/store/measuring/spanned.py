"""Which slots the periods of some bases read, worked out once for each span."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from hubdata.kpis.language.base import Base
from hubdata.kpis.language.measures import Span, SpanKind
from hubdata.kpis.reading.spans import Moment, last_slot, spanned_slots
from hubdata.store.measuring.kpi_arrays import Places
from hubdata.store.measuring.kpi_columns import Slots


class Spanned:
    """What spans read for the period of each base, at a moment."""

    def __init__(self, bases: Sequence[Base], moment: Moment) -> None:
        self.bases = bases
        self.moment = moment
        self._found: dict[Span, Places] = {}

    def of(self, span: Span) -> Places:
        """Three rows: the place of a base, a slot it reads, and for how many terms that stands; by
        base and slot."""
        if span not in self._found:
            told = [
                (place, slot, terms)
                for place, base in enumerate(self.bases)
                for slot, terms in self._slots_of(span, base).items()
            ]
            self._found[span] = np.array(sorted(told), np.intp).reshape(-1, 3).T
        return self._found[span]

    def slots(self, spans: Iterable[Span]) -> Slots:
        """Every slot that some spans read."""
        among: set[int] = set()
        up_to = -1
        for span in spans:
            if span.kind is SpanKind.EVER:
                up_to = max(last_slot(base.period) for base in self.bases)
            else:
                among.update(self.of(span)[1].tolist())
        return Slots(frozenset(among), up_to)

    def _slots_of(self, span: Span, base: Base) -> dict[int, int]:
        day = base.reference_date
        return spanned_slots(span, base.period, reference_date=day, moment=self.moment)
