"""The rows of a sheet as measures read them: once for each period they answer for and owner they
count under, and put together by what they are about and by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hubdata.kpis.language.base import AUTHORITY, HUB
from hubdata.kpis.language.expressions import Field, Leaf, PeriodFact
from hubdata.kpis.language.measures import PARTNER_RETURN, Owner, Span
from hubdata.kpis.language.policy import Policy
from hubdata.kpis.reading.rows import BETWEEN
from hubdata.kpis.reading.spans import year_of
from hubdata.periods import Period
from hubdata.store.measuring.kpi_arrays import Mask, Numbers, Places, Reader, Words
from hubdata.store.measuring.kpi_cells import Cells
from hubdata.store.measuring.kpi_columns import Columns


@dataclass(frozen=True)
class Spread:
    """Rows, each as often as a period reads it: `row` of the sheet counts in `cell`, where its
    slot stands for so many `terms`."""

    row: Places
    cell: Places
    terms: Places

    def take(self, chosen: Mask | Places) -> Spread:
        return Spread(self.row[chosen], self.cell[chosen], self.terms[chosen])


@dataclass(frozen=True)
class Entities:
    """Spread rows put together by cell, entity and term.

    `term_of` tells the term of each spread row. The terms of an entity follow each other by
    `slot`, each standing for so many `terms`; an entity is of a `cell`, and its terms begin at
    `starts`.
    """

    term_of: Places
    slot: Places
    terms: Places
    entity: Places
    starts: Places
    cell: Places

    @cached_property
    def later(self) -> list[tuple[Places, Places]]:
        """The second terms, then the third ones and so on: of which entities, and which they are.
        Most entities have but one."""
        found: list[tuple[Places, Places]] = []
        counts = np.diff(self.starts, append=len(self.slot))
        entity, nth = np.flatnonzero(counts > 1), 1
        while entity.size:
            found.append((entity, self.starts[entity] + nth))
            nth += 1
            entity = entity[counts[entity] > nth]
        return found


class SheetRows:
    """One sheet's rows, read for the cells of some periods."""

    def __init__(self, columns: Columns, cells: Cells, *, words: Words, policy: Policy) -> None:
        self.columns = columns
        self.cells = cells
        self.reader = Reader(columns.size, self._find, words=words, policy=policy)
        self.peaks: dict[tuple[object, ...], tuple[Numbers, Places]] = {}
        self._words = words
        self._policy = policy
        self._spreads: dict[tuple[Owner, Span], Spread] = {}
        self._entities: dict[tuple[Owner, Span, tuple[str, ...]], Entities] = {}

    def spread(self, owner: Owner, span: Span) -> Spread:
        """The rows that the periods read, under whom they count there."""
        if (owner, span) not in self._spreads:
            self._spreads[owner, span] = self._spread(self.owners(owner), span)
        return self._spreads[owner, span]

    def entities(self, owner: Owner, span: Span, fields: tuple[str, ...]) -> Entities:
        """The spread rows by entity and term; without fields, the owner itself is the entity."""
        key = (owner, span, fields)
        if key not in self._entities:
            self._entities[key] = self._put_together(self.spread(owner, span), fields)
        return self._entities[key]

    def owners(self, owner: Owner) -> Places:
        """Under whom each row counts, as a source."""
        if owner is Owner.SOURCE:
            return self.columns.source
        if owner is Owner.HUB:
            return np.full(self.columns.size, self.cells.sources[HUB])
        different, place = np.unique(self.columns.fields[owner.value], return_inverse=True)
        told = [None if number != number else self._words.text_of(number) for number in different]
        if owner is Owner.AUTHORITY:
            told = [AUTHORITY.format(text) for text in told]
        numbers = [self.cells.sources.get(text or "", -1) for text in told]
        return np.array(numbers, np.intp)[place]

    def taken_apart(self, listing: str) -> SheetRows:
        """The rows once for each thing a field lists, with only that one in the field."""
        different, place = np.unique(self.columns.fields[listing], return_inverse=True)
        told = ("" if one != one else self._words.text_of(one) for one in different)
        found = [[self._words[text] for text in texts.split(BETWEEN) if text] for texts in told]
        lengths = np.array([len(numbers) for numbers in found], np.intp)
        flat = np.array([number for numbers in found for number in numbers], np.float64)
        counts = lengths[place]
        rows = np.repeat(np.arange(self.columns.size), counts)
        nth = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        first = (np.cumsum(lengths) - lengths)[place]
        apart = self.columns.take(rows)
        fields = {**apart.fields, listing: flat[first[rows] + nth]}
        columns = Columns(apart.slot, apart.source, fields)
        return SheetRows(columns, self.cells, words=self._words, policy=self._policy)

    def listed(self, spread: Spread) -> Reader:
        """Reads spread rows, which know the day their period is told as at."""
        days = [base.reference_date.toordinal() for base in self.cells.bases]
        day = np.array(days, np.float64)[self.cells.period[spread.cell]]

        def find(leaf: Leaf) -> Numbers:
            return day if leaf == PeriodFact("reference_date") else self._find(leaf)[spread.row]

        return Reader(len(spread.row), find, words=self._words, policy=self._policy)

    def _spread(self, owners: Places, span: Span) -> Spread:
        period, slot, terms = self.cells.spanned.of(span)
        first = np.searchsorted(self.columns.slot, slot)
        counts = np.searchsorted(self.columns.slot, slot, side="right") - first
        row = _ranges(first, counts)
        cell = self.cells.at[np.repeat(period, counts), owners[row]]
        return Spread(row, cell, np.repeat(terms, counts)).take(cell >= 0)

    def _put_together(self, spread: Spread, fields: tuple[str, ...]) -> Entities:
        thing = self._things(fields)[spread.row]
        slot = self.columns.slot[spread.row]
        first = int(slot.min(initial=0))
        width = int(slot.max(initial=0)) - first + 1
        things = int(thing.max(initial=0)) + 1
        keys = (spread.cell * things + thing) * width + slot - first
        different, term_of = np.unique(keys, return_inverse=True)
        terms = np.zeros(len(different), np.intp)
        terms[term_of] = spread.terms
        entity_key = different // width
        is_first = np.diff(entity_key, prepend=-1) != 0
        return Entities(
            term_of=term_of,
            slot=different % width + first,
            terms=terms,
            entity=np.cumsum(is_first) - 1,
            starts=np.flatnonzero(is_first),
            cell=entity_key[is_first] // things,
        )

    def _things(self, fields: Sequence[str]) -> Places:
        """A number for each different combination of some fields."""
        thing = np.zeros(self.columns.size, np.intp)
        for name in fields:
            different, place = np.unique(self.columns.fields[name], return_inverse=True)
            thing = np.unique(thing * len(different) + place, return_inverse=True)[1]
        return thing

    def _find(self, leaf: Leaf) -> Numbers:
        """The columns that leaves stand for, asked of a row."""
        match leaf:
            case Field(name):
                return self.columns.fields[name]
            case PeriodFact(name):
                different, place = np.unique(self.columns.slot, return_inverse=True)
                told = [self._fact(name, int(slot)) for slot in different]
                return np.array(told, np.float64)[place]
        raise TypeError(f"A row has no {leaf}.")

    def _fact(self, name: str, slot: int) -> float:
        moment = self.cells.spanned.moment
        match name:
            case "first_day":
                return year_of(slot).first_day.toordinal()
            case "last_day":
                return year_of(slot).last_day.toordinal()
            case "due_on":
                return moment.due_on(slot).toordinal()
            case "partner_due_on":
                return moment.due_on(slot, asked=PARTNER_RETURN).toordinal()
            case "is_annual":
                return Period.at_slot(slot).is_year
        raise TypeError(f"A row has no {name}.")


def _ranges(first: Places, counts: Places) -> Places:
    """The numbers from each first on, so many of each, one range after the other."""
    ends = np.cumsum(counts)
    return np.arange(counts.sum()) + np.repeat(first - ends + counts, counts)
